"""Rules on links between records: every id leads to a record that lives."""

from __future__ import annotations

from collections.abc import Mapping

from backed.library import Library
from backed.problem import nearest
from backed.record.claim import Claim, Tombstone
from backed.record.safety import Safety
from backed.record.statement import SourceDocument
from backed.record.vocabulary import TERM_SLOTS, Term
from backed.rule.registry import Found, rule

SMALL_WORDS = frozenset(["a", "an", "and", "of", "in", "on", "the", "to", "with", "for", "or", "at", "by", "from"])


def claim_fault(id_: str, library: Library) -> tuple[str, str] | None:
    """What is wrong with pointing at the claim `id_`: unknown, or retired."""
    if id_ in library.claims:
        return None
    if stone := library.retired.get(id_):
        onward = f"Point at {stone.moved}." if stone.moved else "Take the link out."
        return f"{id_} is retired", onward
    if id_ in library.unread:
        return None  # the file is there and faulty; that is reported already
    close = nearest(id_, library.claims)
    return f"there is no claim {id_}", f"Did you mean {close}?" if close else "Write the id of a file in claims/."


def term_fault(id_: str, kind: str, library: Library) -> tuple[str, str] | None:
    """What is wrong with naming `id_` as a term of the list `kind`."""
    terms = getattr(library, kind)
    if id_ in terms or library.unread & {id_, f"vocabulary/{kind}.yml"}:
        return None
    close = nearest(id_, terms)
    where = f"vocabulary/{kind}.yml"
    return (
        f"{id_} is not in {where}",
        f"Did you mean {close}?" if close else f"Use one of its ids, or add the term to {where}.",
    )


@rule("claim")
def terms_are_known(id_: str, claim: Claim, library: Library) -> Found:
    """Condition, intervention, factor and outcome are ids of the vocabulary, in `about` and in results."""
    for slot, kind in TERM_SLOTS.items():
        value = getattr(claim.about, slot)
        if value and (fault := term_fault(value, kind, library)):
            yield ("about", slot), *fault
    for number, item in enumerate(claim.evidence):
        for at, row in enumerate(item.results):
            if row.outcome and (fault := term_fault(row.outcome, "outcomes", library)):
                yield ("evidence", number, "results", at, "outcome"), *fault


@rule("claim")
def related_claims_live(id_: str, claim: Claim, library: Library) -> Found:
    """Related claims exist, are not retired, and are not the claim itself."""
    for number, other in enumerate(claim.related):
        if fault := claim_fault(other.id, library):
            yield ("related", number, "id"), *fault
        elif other.id == id_:
            yield ("related", number, "id"), "a claim is not related to itself", "Take it out."


@rule("claim")
def about_names_its_question(id_: str, claim: Claim, library: Library) -> Found:
    """`about` holds what the sentence of its kind needs: who does what to which outcome, or which share of whom."""
    about, kind = claim.about, claim.kind
    subject = about.intervention or about.factor
    target = about.outcome or about.condition
    needs = {
        "effect": (subject and about.outcome, "an intervention or factor, and an outcome"),
        "harm": (subject and about.outcome, "an intervention or factor, and an outcome"),
        "association": (about.factor and target, "a factor, and an outcome or condition"),
        "cause": (about.factor and target, "a factor, and an outcome or condition"),
        "mechanism": (subject and about.via, "an intervention or factor, and `via` as a noun phrase"),
        "diagnosis": (subject and target, "the test (factor or intervention), and what it should tell"),
        "frequency": (about.event or about.factor, "`event` (what happens to how many), or a factor"),
        "prognosis": (about.event or about.factor, "`event` (what happens to how many), or a factor"),
        "guidance": (subject or claim.fact, "the intervention or factor that is advised on (or the claim a `fact`)"),
        "precaution": (subject and (about.population or about.condition), "a treatment, and who should not"),
    }
    there, what = needs.get(kind, (True, ""))
    if not there:
        yield ("about",), f"a claim of kind {kind} needs {what}", "Add it to `about`."


@rule("claim")
def kind_has_its_ground(id_: str, claim: Claim, library: Library) -> Found:
    """Facts have `fact`, guidance has `guidelines`, precautions have `basis`, unless nothing was found (method 1.8)."""
    needs = {"anatomy": "fact", "record": "fact", "report": "fact", "guidance": "guidelines", "precaution": "basis"}
    name = needs.get(claim.kind)
    if name and claim.finding != "untested" and not getattr(claim, name):
        yield (), f"a claim of kind {claim.kind} needs `{name}`", f"Add `{name}:`, or write `finding: untested`."


@rule("claim", "warning")
def claim_names_its_terms(id_: str, claim: Claim, library: Library) -> Found:
    """The line `claim` names the intervention or factor, and the outcome, of `about`, by label or alias."""
    text = claim.claim.lower()
    if claim.kind not in ("effect", "harm", "association", "cause", "mechanism"):
        return
    for slot in ("intervention", "factor", "outcome"):
        term = getattr(library, TERM_SLOTS[slot]).get(getattr(claim.about, slot) or "")
        if term and not any(_named(name.lower(), text) for name in (term.label, term.lay, *term.aliases)):
            yield (
                ("claim",),
                f"the line does not name {term.label} ({slot})",
                f"Use its label or an alias, e.g. {', '.join(term.aliases[:3]) or term.label}.",
            )


def _named(name: str, text: str) -> bool:
    words = [word for word in name.replace("-", " ").split() if word not in SMALL_WORDS]
    return bool(words) and all(word[:4] in text for word in words)


@rule("claim", "warning")
def narrow_claims_point_wider(id_: str, claim: Claim, library: Library) -> Found:
    """A claim about a narrower group links its broader claim, so that it cannot answer for everybody (1.3.13)."""
    about = claim.about
    if claim.kind != "effect" or not about.population or not about.condition:
        return
    wider = [other for other in _same_pair(claim, library) if other != id_ and _is_wider(library.claims[other], claim)]
    if wider and not any(other.kind == "broader" for other in claim.related):
        fix = f"Add `related: - {{id: {wider[0]}, kind: broader}}`."
        yield (), f"narrower than {wider[0]}, and does not say so", fix


def _is_wider(other: Claim, claim: Claim) -> bool:
    """Whether another claim asks the same of everybody with the condition."""
    mine, theirs = claim.about, other.about
    same = (theirs.condition, theirs.comparator, theirs.contrast) == (mine.condition, mine.comparator, mine.contrast)
    return same and other.kind == claim.kind and not theirs.population


def _same_pair(claim: Claim, library: Library) -> list[str]:
    about = claim.about
    return library.claims_by_pair.get((about.intervention, about.outcome), [])


@rule("document")
def document_links_live(id_: str, document: SourceDocument, library: Library) -> Found:
    """Claims and references that a statement names exist and are not retired; its terms are in the vocabulary."""
    for number, line in enumerate(document.statements):
        at = ("statements", number)
        for slot, ids in (("claims", line.claims), *((("parts"), part.claims) for part in line.parts)):
            for claim in ids:
                if fault := claim_fault(claim, library):
                    yield (*at, slot), *fault
        if line.counterexample and (fault := claim_fault(line.counterexample, library)):
            yield (*at, "counterexample"), *fault
        for slot, kind in TERM_SLOTS.items():
            value = getattr(line.asserts, slot)
            if value and (fault := term_fault(value, kind, library)):
                yield (*at, "asserts", slot), *fault
        for key in (*line.cites, *line.references):
            if not library.has_reference(key):
                yield at, f"{key} is not in references.bib", "Add the entry, or correct the key."


@rule("term")
def broader_terms_are_known(id_: str, term: Term, library: Library) -> Found:
    """`broader` names terms of the same list, and never leads back to the term."""
    kind = next(kind for kind, other in library.terms() if other is term)
    for parent in term.broader:
        if fault := term_fault(parent, kind, library):
            yield ("broader",), *fault
        elif _leads_to(parent, id_, getattr(library, kind)):
            yield ("broader",), f"{parent} is broader than {id_}, and {id_} than {parent}", "Keep one direction."


def _leads_to(start: str, end: str, terms: Mapping[str, Term]) -> bool:
    seen: set[str] = set()
    queue = [start]
    while queue:
        one = queue.pop()
        if one == end:
            return True
        if one not in seen and one in terms:
            queue.extend(terms[one].broader)
        seen.add(one)
    return False


@rule("retired")
def tombstones_lead_on(id_: str, stone: Tombstone, library: Library) -> Found:
    """A retired record says where it moved or when it was withdrawn, and what it moved to is a record that lives."""
    if bool(stone.moved) == bool(stone.withdrawn):
        yield (), "a retired record has `moved` or `withdrawn`, one of the two", "Write one of them."
    if stone.moved and stone.moved not in library.documents and (fault := claim_fault(stone.moved, library)):
        yield ("moved",), *fault


@rule("safety")
def safety_sources_are_known(id_: str, safety: Safety, library: Library) -> Found:
    """Every warning sign rests on a source of references.bib."""
    for name, flags in (("emergency", safety.emergency), ("soon", safety.soon)):
        for number, flag in enumerate(flags.items):
            for key in flag.sources:
                if not library.has_reference(key):
                    where = (name, "items", number, "sources")
                    yield where, f"{key} is not in references.bib", "Add the entry, or correct the key."
    for key in safety.sources_note:
        if not library.has_reference(key):
            yield ("sources-note",), f"{key} is not in references.bib", "Add the entry, or correct the key."
