"""Recorded results as words: `SMD −0.58, 95% CI −0.87 to −0.29`. Pure functions, no markup."""

from __future__ import annotations

from decimal import Decimal

from backed.record.claim import Amount, Claim, Count, Difference, Evidence, Means, Narrative, POnly, Result
from backed.record.vocabulary import Important, Outcome

SMALL_SMD = Decimal("0.2")  # where only standardized differences are known
MEASURES = {
    "MD": "mean difference",
    "SMD": "standardized mean difference",
    "OR": "odds ratio",
    "RR": "risk ratio",
    "HR": "hazard ratio",
    "RD": "risk difference",
}


def number(value: Decimal | int) -> str:
    """A number as printed, with a true minus sign; from 10,000 on a thin space parts the thousands."""
    digits = str(value)
    if abs(int(value)) >= 10000:
        whole, point, rest = digits.partition(".")
        digits = f"{int(whole):,}".replace(",", "\u202f") + point + rest
    return digits.replace("-", "−")


def interval(low: Decimal | None, high: Decimal | None) -> str:
    """`−0.87 to −0.29`, or nothing."""
    return f"{number(low)} to {number(high)}" if low is not None and high is not None else ""


def short(row: Result) -> str:
    """One result in one phrase, with its interval where there is one."""
    text = _phrase(row)
    if row.p and row.measure != "p-only":
        text = f"{text}, p {_p(row.p)}" if text else f"p {_p(row.p)}"
    return f"{text} (our calculation)" if row.own_calculation else text


def _p(value: str) -> str:
    return value if value[0] in "<>=≤≥" else f"= {value}"


def _phrase(row: Result) -> str:
    if isinstance(row, Difference):
        return _with_interval(f"{row.measure} {number(row.value)}{_unit(row.unit)}", row.low, row.high)
    if isinstance(row, Amount):
        return _amount(row)
    if isinstance(row, Count):
        return _count(row)
    if isinstance(row, Means):
        return _means(row)
    if isinstance(row, POnly):
        return f"p {_p(row.p)}, no size given" if row.p else "no size given"
    return row.note or "told in words only"


def _unit(unit: str | None) -> str:
    return f" {unit}" if unit else ""


def _with_interval(text: str, low: Decimal | None, high: Decimal | None) -> str:
    span = interval(low, high)
    return f"{text}, 95% CI {span}" if span else text


def _amount(row: Amount) -> str:
    if row.measure == "percent":
        text = f"{number(row.value)} of 100"
    elif row.measure == "correlation":
        text = f"correlation {number(row.value)}"
    else:
        text = f"change {number(row.value)}{_unit(row.unit)}"
    text = _with_interval(text, row.low, row.high)
    span = interval(row.range_low, row.range_high)
    return f"{text}, range {span}" if span else text


def _count(row: Count) -> str:
    text = f"{number(row.events)} of {number(row.total)}"
    if row.comparator_events is not None and row.comparator_total is not None:
        text += f" against {number(row.comparator_events)} of {number(row.comparator_total)}"
    if row.value is not None:
        ratio = f"{row.ratio or 'ratio'} {number(row.value)}"
        text = f"{text}; {_with_interval(ratio, row.low, row.high)}"
    return text


def _means(row: Means) -> str:
    share = "%" if (row.unit or "").startswith("%") else ""
    text = f"{'' if share else 'mean '}{number(row.mean)}{share}"
    if row.comparator_mean is not None:
        text += f" against {number(row.comparator_mean)}{share}"
    return text + _unit((row.unit or "").removeprefix("%").strip())


def estimate_of(claim: Claim) -> tuple[Evidence, Result] | None:
    """The evidence item and the row that the claim's sentence rests on, or None."""
    if claim.estimate is None:
        return None
    for item in claim.evidence:
        if item.source == claim.estimate.source and claim.estimate.result <= len(item.results):
            return item, item.results[claim.estimate.result - 1]
    return None


def smallest_that_counts(measure: str, unit: str | None, outcome: Outcome | None) -> Decimal | None:
    """From here on a difference is small rather than trivial (method 1.5); None where this measure and unit have no limit."""
    if measure == "SMD":
        return SMALL_SMD
    if measure != "MD" or outcome is None:
        return None
    if outcome.thresholds and outcome.thresholds.unit == unit:
        return outcome.thresholds.small
    known = important_in(unit, outcome)
    return known.value if known else None


def important_in(unit: str | None, outcome: Outcome) -> Important | None:
    """The minimal important difference for results in `unit` (remarks after a comma aside).

    One for a difference between groups comes before one for a change in a person: results are differences.
    """
    plain = (unit or "").split(",")[0].strip()
    fitting = [each for each in outcome.important if plain in each.units]
    return min(fitting, key=lambda each: each.of != "groups", default=None)


def is_numeric(row: Result) -> bool:
    """Whether a row holds a figure other than a p value."""
    return not isinstance(row, POnly | Narrative)


def absolute(claim: Claim) -> str:
    """The estimate as people per 100 in each group and the difference, where it was counted; else nothing."""
    found = estimate_of(claim)
    if found is None or not isinstance(found[1], Count):
        return ""
    row = found[1]
    here = round(100 * row.events / row.total)
    if row.comparator_events is None or row.comparator_total is None:
        return f"about {here} of 100"
    there = round(100 * row.comparator_events / row.comparator_total)
    more = f"{abs(here - there)} {'more' if here > there else 'fewer'}" if here != there else "the same"
    return f"about {here} of 100 against about {there} of 100: {more}"
