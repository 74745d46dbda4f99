"""Rules on figures: what can be recomputed from the counts and means of a record agrees with what it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from backed.appraisal.figures import interval, number
from backed.appraisal.recompute import (
    BY_RATIO,
    OTHER_METHOD,
    Arm,
    Figure,
    Table,
    agrees,
    like,
    mean_difference,
    rounding,
    standardized_difference,
)
from backed.library import Library
from backed.record.claim import Claim, Count, Difference, Evidence, Means
from backed.rule.registry import Found, rule

# An adjusted figure is not the one that raw counts or means give, and is allowed to differ.
_ADJUSTED = re.compile(r"\badjusted\b", re.IGNORECASE)
_PER_HUNDRED = re.compile(r"100|per ?cent|%", re.IGNORECASE)


@rule("claim")
def ratio_agrees_with_counts(id_: str, claim: Claim, library: Library) -> Found:
    """A ratio or difference stated beside counts is what the counts give, within its rounding; so is its interval.

    The interval of a printed figure may come from another sound method, so a tenth of its half-length is allowed. A
    row whose `note` says "adjusted" is left alone: raw counts do not give adjusted figures.
    """
    for item, row in _results(claim):
        result = claim.evidence[item].results[row]
        if isinstance(result, Count) and result.value is not None and not _adjusted(result):
            where = ("evidence", item, "results", row, "value")
            yield from ((where, message, fix) for message, fix in _count_faults(result))


def _results(claim: Claim) -> Iterator[tuple[int, int]]:
    return ((item, row) for item, each in enumerate(claim.evidence) for row in range(len(each.results)))


def _adjusted(row: Count | Difference) -> bool:
    return bool(_ADJUSTED.search(row.note or ""))


def _count_faults(row: Count) -> Iterator[tuple[str, str]]:
    if row.ratio is None or row.comparator_events is None or row.comparator_total is None:
        missing = "`ratio`" if row.ratio is None else "`comparator-events` and `comparator-total`"
        yield f"{row.value} stands beside counts, and without {missing} it cannot be recomputed", f"Add {missing}."
        return
    if row.events > row.total or row.comparator_events > row.comparator_total:
        return  # another rule tells it
    figure = recomputed(row)
    if figure is None:
        yield f"no {row.ratio} follows from these counts", "Delete `value`, or correct the counts."
    elif not _same(row, figure):
        yield (
            f"{row.ratio} {_stated(row)} is stated, and {_computed(row, figure)} follows from the counts",
            "Correct the counts, the figure or `ratio`; if it was adjusted, say so in `note`.",
        )


def recomputed(row: Count) -> Figure | None:
    """The figure that the counts of a two-group row give, on the scale of its `value`; None where there is none."""
    if row.ratio is None or row.comparator_events is None or row.comparator_total is None:
        return None
    figure = BY_RATIO[row.ratio](Table(row.events, row.total, row.comparator_events, row.comparator_total))
    scale = 100.0 if row.ratio == "RD" and _per_hundred(row) else 1.0
    return Figure(figure.value * scale, figure.low * scale, figure.high * scale) if figure else None


def _per_hundred(row: Count) -> bool:
    return bool(_PER_HUNDRED.search(row.unit or "")) or (row.value is not None and abs(row.value) > 1)


def _same(row: Count, figure: Figure) -> bool:
    if row.value is None or not agrees(row.value, figure.value):
        return False
    own = row.own_calculation is not None
    below, above = (0.0, 0.0) if own else (figure.value - figure.low, figure.high - figure.value)
    low = row.low is None or agrees(row.low, figure.low, OTHER_METHOD * below)
    return low and (row.high is None or agrees(row.high, figure.high, OTHER_METHOD * above))


def _stated(row: Count | Difference) -> str:
    span = interval(row.low, row.high)
    return (number(row.value) if row.value is not None else "") + (f" ({span})" if span else "")


def _computed(row: Count, figure: Figure) -> str:
    assert row.value is not None
    text = like(row.value, figure.value)
    if row.low is None or row.high is None:
        return text
    return f"{text} ({like(row.low, figure.low)} to {like(row.high, figure.high)})"


@rule("claim")
def difference_agrees_with_means(id_: str, claim: Claim, library: Library) -> Found:
    """A difference stated beside the two means of the same outcome and time is what they give, within their rounding.

    Its sign may be turned round, as printed figures often are. With standard deviations and numbers of people its
    interval and standardized differences are recomputed too. A row whose `note` says "adjusted" is left alone.
    """
    for item, evidence in enumerate(claim.evidence):
        for row, stated in enumerate(evidence.results):
            means = _means_of(evidence, stated) if isinstance(stated, Difference) and not _adjusted(stated) else None
            if not isinstance(stated, Difference) or means is None or _follows(stated, means):
                continue
            yield (
                ("evidence", item, "results", row, "value"),
                f"{stated.measure} {_stated(stated)} is stated, and {_told(stated, means)} follows from the means",
                "Correct the means or the figure; if it was adjusted, say so in `note`.",
            )


def _means_of(evidence: Evidence, difference: Difference) -> Means | None:
    """The one pair of means that a difference can be of, or None."""
    if difference.measure not in ("MD", "SMD"):
        return None
    pairs = [
        row for row in evidence.results
        if isinstance(row, Means) and row.comparator_mean is not None and _key(row) == _key(difference)
    ]  # fmt: skip
    rivals = [row for row in evidence.results if isinstance(row, Difference) and _key(row) == _key(difference)]
    return pairs[0] if len(pairs) == len(rivals) == 1 else None


def _key(row: Means | Difference) -> tuple[str | None, str | None]:
    return row.outcome, row.when


def _arms(means: Means) -> tuple[Arm, Arm] | None:
    """Both groups with spread and size, where the row has them all."""
    if means.comparator_mean is None or not (means.sd and means.n and means.comparator_sd and means.comparator_n):
        return None
    other = Arm(float(means.comparator_mean), float(means.comparator_sd), means.comparator_n)
    return Arm(float(means.mean), float(means.sd), means.n), other


def _figure(stated: Difference, means: Means) -> Figure | None:
    arms = _arms(means)
    if not arms:
        return None
    return mean_difference(*arms) if stated.measure == "MD" else standardized_difference(*arms)


def _follows(stated: Difference, means: Means) -> bool:
    """Whether the means give the difference; nothing can be said of an SMD without spread and size."""
    figure = _figure(stated, means)
    if figure is None:
        return stated.measure == "SMD" or agrees(abs(stated.value), abs(_gap(means)), _slack(means))
    if (figure.value < 0) != (stated.value < 0):
        figure = Figure(-figure.value, -figure.high, -figure.low)
    # g has cousins (Cohen's d, Glass), and spreads are printed rounded.
    loose = OTHER_METHOD * (figure.high - figure.low) / 2
    value = agrees(stated.value, figure.value, _slack(means) if stated.measure == "MD" else loose)
    low = stated.low is None or agrees(stated.low, figure.low, _slack(means) + loose)
    return value and low and (stated.high is None or agrees(stated.high, figure.high, _slack(means) + loose))


def _gap(means: Means) -> float:
    return float(means.mean - means.comparator_mean) if means.comparator_mean is not None else 0.0


def _slack(means: Means) -> float:
    """How far off a difference may be because both means were rounded."""
    return rounding(means.mean) + (rounding(means.comparator_mean) if means.comparator_mean is not None else 0.0)


def _told(stated: Difference, means: Means) -> str:
    figure = _figure(stated, means)
    if figure is None:
        return like(stated.value, _gap(means))
    return f"{like(stated.value, figure.value)} ({like(stated.value, figure.low)} to {like(stated.value, figure.high)})"
