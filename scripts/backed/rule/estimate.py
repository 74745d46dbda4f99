"""Rules on the figure that a sentence rests on."""

from __future__ import annotations

from backed.appraisal.figures import estimate_of, smallest_that_counts
from backed.library import Library
from backed.record.claim import Amount, Claim, Count, Difference, Means, Result
from backed.rule.registry import Found, rule


@rule("claim")
def estimate_points_at_a_result(id_: str, claim: Claim, library: Library) -> Found:
    """Frequency and course rest on one recorded figure, named in `estimate`; an estimate is of evidence that bears."""
    if claim.estimate is not None:
        items = {item.source: item for item in claim.evidence}
        item = items.get(claim.estimate.source)
        if item is None or claim.estimate.result > len(item.results):
            message = f"{claim.estimate.source} has no result {claim.estimate.result} in this claim"
            yield ("estimate",), message, "Point at a row of its `results`, counted from 1."
        elif item.bears == "context":
            message = f"{claim.estimate.source} is context, so no sentence rests on it"
            yield ("estimate",), message, "Point at evidence that bears."
    elif claim.about.event and claim.kind in ("frequency", "prognosis") and claim.finding == "as-claimed":
        yield (), "a share of people needs the figure it rests on", "Add `estimate: {source: Key, result: 1}`."


@rule("claim")
def no_difference_is_small(id_: str, claim: Claim, library: Library) -> Found:
    """The estimate behind no-important-difference lies inside the smallest difference that counts (method 1.3.3).

    The outcome's `thresholds` or `important` say which that is; for a standardized difference it is 0.2.
    """
    found = estimate_of(claim)
    if found is None or claim.finding != "no-important-difference" or not isinstance(found[1], Difference):
        return
    row, outcome = found[1], library.outcomes.get(claim.about.outcome or "")
    least = smallest_that_counts(row.measure, row.unit, outcome)
    if least is not None and abs(row.value) >= least:
        message = f"{row.measure} {row.value} is not inside {least}, the smallest difference that counts"
        yield ("estimate",), message, "Reconsider the finding, or point at the figure that decides."


@rule("claim")
def interval_holds_estimate(id_: str, claim: Claim, library: Library) -> Found:
    """A point estimate lies inside its own interval, spreads are not negative, and events are no more than people."""
    fix = "Check the numbers against the source."
    for number, item in enumerate(claim.evidence):
        for at, row in enumerate(item.results):
            where = ("evidence", number, "results", at)
            if not _holds(row):
                yield (*where, "value"), "the value lies outside of its own interval", fix
            if isinstance(row, Means) and min(row.sd or 0, row.comparator_sd or 0) < 0:
                yield where, "a standard deviation is never negative", fix
            if isinstance(row, Count) and _too_many(row):
                yield where, "more events than people", fix


def _holds(row: Result) -> bool:
    if not isinstance(row, Difference | Amount | Count) or row.value is None:
        return True
    low, high = row.low, row.high
    return (low is None or low <= row.value) and (high is None or row.value <= high)


def _too_many(row: Count) -> bool:
    others = row.comparator_total is not None and (row.comparator_events or 0) > row.comparator_total
    return row.events > row.total or others
