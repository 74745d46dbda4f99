"""Rules on findings: what a body of evidence must hold to be called what it is called (method 1.3, 1.4)."""

from __future__ import annotations

from backed.appraisal.certainty import certainty, people_counted
from backed.appraisal.figures import is_numeric
from backed.library import Library
from backed.record.claim import GRADED, Claim, Evidence, Narrative, POnly, Result
from backed.record.reference import SYNTHESES
from backed.rule.registry import Found, rule

FEW_PEOPLE = 200  # below this, p values alone are two steps imprecise
MANY_PEOPLE = 400  # one trial of this many may be precise (rule of thumb)
SIZED = ("effect", "harm")


def bearing_rows(claim: Claim) -> list[Result]:
    """Every recorded figure of the evidence that bears on the claim."""
    return [row for item in claim.evidence if item.bears != "context" for row in item.results]


def has_interval(row: Result) -> bool:
    """Whether a row holds both ends of its interval."""
    return getattr(row, "low", None) is not None and getattr(row, "high", None) is not None


def review_says_none(claim: Claim, library: Library) -> bool:
    """Whether a review or guideline states in words that there is no important difference (method 1.3.3)."""
    reviews = [
        item for item in claim.evidence
        if item.bears != "context" and _design(item, library) in (*SYNTHESES, "guideline")
    ]  # fmt: skip
    return any(isinstance(row, Narrative) and row.favours == "neither" for item in reviews for row in item.results)


def _design(item: Evidence, library: Library) -> str | None:
    source = library.references.get(item.source)
    return source.design if source else None


@rule("claim")
def trivial_is_no_difference(id_: str, claim: Claim, library: Library) -> Found:
    """Size is trivial if and only if the finding is no-important-difference (method 1.3.1)."""
    stated = claim.kind == "effect" or (claim.kind == "harm" and claim.size is not None)
    if stated and (claim.size == "trivial") != (claim.finding == "no-important-difference"):
        message = f"size {claim.size or 'absent'} does not go with finding {claim.finding}"
        yield ("size",), message, "Use size trivial with no-important-difference, and only there."


@rule("claim", "warning")
def size_where_it_means_something(id_: str, claim: Claim, library: Library) -> Found:
    """Effects and harms have a size, against the outcome's threshold; other kinds have figures instead (1.5)."""
    if claim.size and claim.kind not in SIZED:
        yield ("size",), f"a claim of kind {claim.kind} has no size", "Delete `size:`; record the figure in `results`."


@rule("claim")
def imprecise_is_inconclusive(id_: str, claim: Claim, library: Library) -> Found:
    """With imprecision at 2 or more nothing shows that no important difference exists: say inconclusive (1.3.2)."""
    if claim.rating and claim.finding == "no-important-difference" and claim.rating.imprecision.down >= 2:
        message = "no-important-difference with imprecision rated down 2"
        yield ("finding",), message, "Write `finding: inconclusive` and `size: unknown`."


@rule("claim")
def no_difference_has_figures(id_: str, claim: Claim, library: Library) -> Found:
    """No-important-difference needs a figure, or a review that says so itself; p above 0.05 is not enough (1.3.3)."""
    if claim.finding != "no-important-difference" or claim.kind not in ("effect", "harm", "association"):
        return
    figures = any(is_numeric(row) for row in bearing_rows(claim))
    if library.body_is_known(claim) and not figures and not review_says_none(claim, library):
        message = "no figure and no review's own statement shows that there is no important difference"
        yield ("finding",), message, "Record the figure, or write `finding: inconclusive`."


@rule("claim")
def conflicting_is_inconsistent(id_: str, claim: Claim, library: Library) -> Found:
    """A conflicting body has two sides, is rated down for inconsistency, and is low at best (method 1.3.5)."""
    if not claim.rating or claim.finding != "conflicting":
        return
    sides = {item.bears for item in claim.evidence}
    if not ({"for", "mixed"} & sides and {"against", "mixed"} & sides):
        yield ("finding",), "conflicting, and all evidence is on one side", "Add the other side, or another finding."
    if claim.rating.inconsistency.down < 1:
        message = "conflicting evidence without a step for inconsistency"
        yield ("rating", "inconsistency"), message, "Rate it down 1 or more."
    if certainty(claim) in ("high", "moderate"):
        fix = "Let the pooled estimate or the better trials decide, or rate down."
        yield ("finding",), "conflicting evidence is low at best", fix


@rule("claim")
def inconclusive_is_imprecise(id_: str, claim: Claim, library: Library) -> Found:
    """An inconclusive body is rated down for imprecision (method 1.3.2)."""
    if claim.rating and claim.finding == "inconclusive" and claim.rating.imprecision.down < 1:
        message = "inconclusive without a step for imprecision"
        yield ("rating", "imprecision"), message, "Rate imprecision down, or reconsider the finding."


@rule("claim")
def finding_follows_evidence(id_: str, claim: Claim, library: Library) -> Found:
    """As-claimed has evidence for it; opposite and no-important-difference have evidence against it."""
    sides = {item.bears for item in claim.evidence} - {"context"}
    if not sides or claim.kind not in GRADED:
        return
    if claim.finding == "as-claimed" and not sides & {"for", "mixed"}:
        yield ("finding",), "as-claimed, and all evidence is against it", "Correct `finding`, or `bears`."
    if claim.finding in ("opposite", "no-important-difference") and not sides & {"against", "mixed"}:
        yield ("finding",), f"{claim.finding}, and all evidence is for it", "Correct `finding`, or `bears`."


@rule("claim")
def one_trial_is_imprecise(id_: str, claim: Claim, library: Library) -> Found:
    """One trial has no inconsistency and, unless it has 400 people and an interval, is imprecise (method 1.3.8).

    Two reports of one trial are one; a review counts as the trials in it.
    """
    rating = claim.rating
    if not rating or claim.kind not in SIZED or not library.body_is_known(claim):
        return
    people, studies = people_counted(claim, library.references)
    if studies == 1 and rating.inconsistency.down:
        message = "a single study cannot be inconsistent"
        yield ("rating", "inconsistency"), message, "Write `down: 0, because: one trial`."
    precise = people is not None and people >= MANY_PEOPLE and any(map(has_interval, bearing_rows(claim)))
    if studies == 1 and rating.imprecision.down == 0 and rating.start != "within-person" and not precise:
        message = f"a single study without an interval, or of fewer than {MANY_PEOPLE} people, is imprecise"
        yield ("rating", "imprecision"), message, "Rate imprecision down."


@rule("claim")
def p_only_has_no_size(id_: str, claim: Claim, library: Library) -> Found:
    """With p values or words only, size is unknown and imprecision down: 1, or 2 under 200 people (method 1.3.9).

    A review's own statement that there is no important difference may stand with size trivial.
    """
    rows = bearing_rows(claim)
    only_p = all(isinstance(row, POnly) for row in rows)
    in_words = claim.kind in SIZED and all(isinstance(row, POnly | Narrative) for row in rows)
    if not claim.rating or not rows or not (only_p or in_words):
        return
    said = claim.size == "trivial" and review_says_none(claim, library)
    if claim.size not in (None, "unknown") and not said:
        yield ("size",), f"size {claim.size} although no figure is recorded", "Write `size: unknown`."
    people, _ = people_counted(claim, library.references)
    few = only_p and people is not None and people < FEW_PEOPLE and library.body_is_known(claim)
    least = 2 if few else 1
    if claim.rating.imprecision.down < least and not said:
        what = "only p values" if only_p else "no figure"
        yield ("rating", "imprecision"), f"{what}: imprecision goes down {least} or more", "Rate it down."


@rule("claim")
def equal_needs_an_interval(id_: str, claim: Claim, library: Library) -> Found:
    """“As good as” is as-claimed only where an interval lies inside the margin; p over 0.05 is inconclusive (1.3.4)."""
    if claim.about.contrast != "as-good-as" or claim.finding != "as-claimed" or not claim.rating:
        return
    if not any(map(has_interval, bearing_rows(claim))) or claim.rating.imprecision.down >= 2:
        message = "called as good as another treatment without an interval that shows it"
        yield ("finding",), message, "Record the interval, or write `finding: inconclusive`."


@rule("claim")
def surrogate_is_indirect(id_: str, claim: Claim, library: Library) -> Found:
    """Where the outcome is felt and the evidence measured something else, indirectness is rated down (method 1.4)."""
    outcome = library.outcomes.get(claim.about.outcome or "")
    if not claim.rating or not outcome or not outcome.felt or claim.kind not in SIZED:
        return
    measured = {row.outcome for row in bearing_rows(claim) if row.outcome}
    felt = [library.outcomes[each].felt for each in measured if each in library.outcomes]
    if felt and not any(felt) and claim.rating.indirectness.down == 0:
        message = f"{outcome.label} is felt, and only measurements are recorded"
        yield ("rating", "indirectness"), message, "Rate indirectness down, or make the claim about the measurement."


@rule("claim")
def direction_fits_outcome(id_: str, claim: Claim, library: Library) -> Found:
    """Outcomes with a better side improve or worsen; measures without one increase or decrease (method 1.4)."""
    outcome = library.outcomes.get(claim.about.outcome or "")
    if not outcome or claim.kind not in (*SIZED, "mechanism"):
        return
    if outcome.better == "neither" and claim.about.direction in ("improves", "worsens"):
        message = f"{outcome.label} has no better side, so nothing {claim.about.direction} it"
        yield ("about", "direction"), message, "Write increases or decreases."
    if outcome.better != "neither" and claim.about.direction in ("increases", "decreases"):
        message = f"{outcome.label} has a better side: {outcome.better}"
        yield ("about", "direction"), message, "Write improves or worsens."
