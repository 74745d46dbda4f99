"""Rules on links between records: every id leads to a record that lives."""

from __future__ import annotations

from backed.claim import Claim
from backed.library import VOCABULARY, Library
from backed.problem import nearest
from backed.rule.registry import Found, rule
from backed.statement import SourceDocument

TERM_SLOTS = {
    "condition": "conditions", "intervention": "interventions", "factor": "factors", "outcome": "outcomes",
}  # fmt: skip
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
    if kind in ("effect", "harm") and not (subject and about.outcome):
        yield (
            ("about",),
            f"a claim of kind {kind} needs an intervention or factor, and an outcome",
            "Add them to `about`.",
        )
    elif kind in ("association", "cause") and not (about.factor and target):
        yield ("about",), f"a claim of kind {kind} needs a factor, and an outcome or condition", "Add them to `about`."
    elif kind == "mechanism" and not (subject and about.via):
        yield ("about",), "a mechanism needs an intervention or factor, and `via`", "Add `via:` as a noun phrase."
    elif kind == "diagnosis" and not (subject and target):
        yield (
            ("about",),
            "a diagnosis needs the test (factor or intervention) and what it should tell",
            "Add them to `about`.",
        )
    elif kind in ("frequency", "prognosis") and not (about.event or about.factor):
        yield (
            ("about",),
            f"a claim of kind {kind} needs `event` (what happens to how many) or a factor",
            "Add one of them.",
        )
    elif kind in ("anatomy", "record", "report") and not claim.fact and claim.finding != "untested":
        yield (), f"a claim of kind {kind} needs `fact`: one sentence of what is so", "Add `fact:`."


@rule("claim", "warning")
def claim_names_its_terms(id_: str, claim: Claim, library: Library) -> Found:
    """The line `claim` names the intervention or factor, and the outcome, of `about` by a word of their label or aliases."""
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
    """A claim about a narrower group than its condition links its broader claim, so that it cannot answer for everybody (method 1.3.13)."""
    if (
        claim.kind == "effect"
        and claim.about.population
        and claim.about.condition
        and not any(r.kind == "broader" for r in claim.related)
    ):
        wider = [
            other for other in _same_pair(claim, library) if other != id_ and _is_wider(library.claims[other], claim)
        ]
        if wider:
            yield (
                (),
                f"narrower than {wider[0]}, and does not say so",
                f"Add `related: - {{id: {wider[0]}, kind: broader}}`.",
            )


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
def broader_terms_are_known(id_: str, term: object, library: Library) -> Found:
    """`broader` names terms of the same list, and never leads back to the term."""
    kind = next(kind for kind in VOCABULARY if id_ in getattr(library, kind) and getattr(library, kind)[id_] is term)
    for parent in getattr(term, "broader", ()):
        if parent == id_ or id_ in getattr(getattr(library, kind).get(parent), "broader", ()):
            yield ("broader",), f"{id_} and {parent} are broader than each other", "Keep one direction."
        elif fault := term_fault(parent, kind, library):
            yield ("broader",), *fault
