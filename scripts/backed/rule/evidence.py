"""Rules on evidence: who may bear on what, and what a search is."""

from __future__ import annotations

from backed.appraisal.certainty import certainty
from backed.library import Library
from backed.problem import nearest
from backed.record.claim import NOT_GRADED, Claim, question
from backed.record.reference import Reference
from backed.rule.registry import Found, rule

CONTEXT_ONLY = ("expert", "laboratory", "animal", "reference-work", "record", "guideline")


@rule("claim")
def sources_are_known(id_: str, claim: Claim, library: Library) -> Found:
    """Every source has an entry in references.bib."""
    for number, item in enumerate(claim.evidence):
        if not library.has_reference(item.source):
            yield ("evidence", number, "source"), *_unknown(item.source, library)
    for number, note in enumerate(claim.guidelines):
        if not library.has_reference(note.source):
            yield ("guidelines", number, "source"), *_unknown(note.source, library)
    for number, other in enumerate(claim.others_rated):
        if not library.has_reference(other.source):
            yield ("others-rated", number, "source"), *_unknown(other.source, library)


def _unknown(key: str, library: Library) -> tuple[str, str]:
    close = nearest(key, library.references)
    return f"{key} is not in references.bib", f"Did you mean {close}?" if close else "Add the entry to references.bib."


@rule("claim")
def sources_stand_once(id_: str, claim: Claim, library: Library) -> Found:
    """A source stands once in a claim's evidence; all its results are in one item."""
    seen: set[str] = set()
    for number, item in enumerate(claim.evidence):
        if item.source in seen:
            yield ("evidence", number, "source"), f"{item.source} stands here twice", "Put its results into one item."
        seen.add(item.source)


@rule("claim", "warning")
def retracted_never_bears(id_: str, claim: Claim, library: Library) -> Found:
    """A source marked retracted never counts for or against, whatever the record says; the record says so too."""
    for number, item in enumerate(claim.evidence):
        source = library.references.get(item.source)
        if source and source.retracted and item.bears != "context":
            yield (
                ("evidence", number, "bears"),
                f"{item.source} is retracted and bears {item.bears}",
                "Write `bears: context` and rate anew.",
            )


@rule("claim")
def context_only_sources(id_: str, claim: Claim, library: Library) -> Found:
    """Experts, laboratories, animals and reference works are context for graded claims: they carry no level (1.1)."""
    if claim.kind in NOT_GRADED:
        return
    for number, item in enumerate(claim.evidence):
        if item.as_ in CONTEXT_ONLY and item.bears != "context":
            yield ("evidence", number, "bears"), f"evidence `as: {item.as_}` is context only", "Write `bears: context`."


@rule("claim")
def graded_has_evidence(id_: str, claim: Claim, library: Library) -> Found:
    """A claim with a finding has evidence that bears on it; an untested one has none."""
    bearing = [item for item in claim.evidence if item.bears != "context"]
    if claim.finding == "untested" and bearing:
        message = f"untested, and {bearing[0].source} bears {bearing[0].bears}"
        yield ("finding",), message, "Write `bears: context`, or another finding."
    if claim.finding != "untested" and not bearing and not claim.guidelines:
        message = f"finding {claim.finding} without any evidence that bears on it"
        yield ("finding",), message, "Add the evidence, or write `finding: untested`."


@rule("claim")
def reported_is_for_harms(id_: str, claim: Claim, library: Library) -> Found:
    """`reported` says that a harm happened at an unknown rate; nothing else is only reported (method 1.7)."""
    if claim.finding == "reported" and claim.kind != "harm":
        fix = "Use it for harms; else `untested`, or rate the evidence."
        yield ("finding",), f"`reported` does not go with kind {claim.kind}", fix


@rule("claim", "warning")
def harms_have_severity(id_: str, claim: Claim, library: Library) -> Found:
    """A harm says how bad it is, so that lists put the gravest first (method 1.7)."""
    if claim.kind == "harm" and claim.severity is None:
        yield (), "a harm without severity", "Add `severity: minor`, `serious` or `life-changing`."


@rule("claim", "warning")
def two_sides_are_looked_for(id_: str, claim: Claim, library: Library) -> Found:
    """A benefit rated low or better that rests on one side only says in `would-change` what could overturn it."""
    sides = {item.bears for item in claim.evidence} - {"context"}
    usable = claim.kind == "effect" and certainty(claim) in ("high", "moderate", "low")
    if usable and len(sides) == 1 and not claim.would_change:
        fix = "Add `would-change:`, and look for the other side."
        yield (), "one-sided evidence, and nothing says what would change it", fix


@rule("claim")
def one_trial_counts_once(id_: str, claim: Claim, library: Library) -> Found:
    """Two reports of the same people count once: all but one are context, or one says “counted once” in `found`."""
    by_trial: dict[str, list[tuple[int, Reference]]] = {}
    for number, item in enumerate(claim.evidence):
        source = library.references.get(item.source)
        if source and source.trial and item.bears != "context":
            by_trial.setdefault(source.trial, []).append((number, source))
    for trial, found in by_trial.items():
        if len(found) > 1 and not any(_said(claim, source.key) for _, source in found):
            keys = " and ".join(source.key for _, source in found)
            message = f"{keys} report the same people ({trial}) and both bear"
            fix = "Let one bear, or say in its `found` that they are counted once."
            yield ("evidence", found[1][0], "source"), message, fix


def _said(claim: Claim, key: str) -> bool:
    """Whether the record tells readers that the reports are counted once."""
    return any(item.source == key and "counted once" in item.found for item in claim.evidence)


@rule("claim", "warning")
def question_is_new(id_: str, claim: Claim, library: Library) -> Found:
    """No two claims ask the same question (kind, terms, population, comparator, time)."""
    for other in library.claims_by_question[question(claim)]:
        if other < id_:
            yield ("about",), f"asks the same question as {other}", "Merge them, or say in `about` what differs."


@rule("reference", "warning")
def unused_reference(key: str, source: Reference, library: Library) -> Found:
    """Every reference is used: by a claim, a source document, a term or the safety list."""
    if key not in library.used_references:
        yield (), f"no record uses {key}", "Use it where it bears, or delete the entry."


@rule("reference", "warning")
def reference_has_a_way_to_it(key: str, source: Reference, library: Library) -> Found:
    """A reference has a DOI, a PubMed id or an address, or says in `caution` why not."""
    if not (source.doi or source.pmid or source.url or source.caution):
        fix = "Add one, or say in `caution` what could not be found."
        yield (), f"{key} has no DOI, PMID or address, and no caution", fix


@rule("reference")
def contains_are_known(key: str, source: Reference, library: Library) -> Found:
    """Trials that a review `contains` are entries of references.bib."""
    for inner in source.contains:
        if not library.has_reference(inner):
            yield (), f"{key} contains {inner}, which is not in references.bib", "Add it, or take it out of `contains`."
