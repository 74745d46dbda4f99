"""Effect measures from counts and from means, with 95% intervals, and whether a printed figure agrees with them.

Formulas: Cochrane Handbook 10.4 and 6.5; Hedges' exact correction of small samples (Hedges 1981, doi
10.3102/10769986006002107). The normal deviate comes from the standard library; scipy has neither intervals of risk
differences nor standardized differences, and statsmodels, which has both, brings pandas for five formulas. The tests
reproduce the tables of thirteen BCG trials (Colditz 1994) and nine stroke trials (Normand 1999).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist
from typing import Literal

Z = NormalDist().inv_cdf(0.975)  # of a 95% interval
HALF = Decimal("0.5")
# A printed interval may come from another sound method (score, exact, t): a tenth of its half-length is allowed.
OTHER_METHOD = 0.1
Ratio = Literal["RR", "OR", "RD"]


@dataclass(frozen=True)
class Figure:
    """A point estimate with its 95% interval; ratios are plain numbers, not logarithms; differences keep their unit."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Table:
    """Events among people in two groups; the first is the intervention."""

    events: int
    total: int
    comparator_events: int
    comparator_total: int

    def filled(self) -> tuple[float, float, float, float]:
        """Events and non-events of both groups; half a person more in each where one of them is nobody."""
        a, c = self.events, self.comparator_events
        b, d = self.total - a, self.comparator_total - c
        more = 0.5 if 0 in (a, b, c, d) else 0.0
        return a + more, b + more, c + more, d + more


def risk_ratio(table: Table) -> Figure | None:
    """The risk in the first group over that in the second; None where nobody had an event."""
    if not (table.events or table.comparator_events):
        return None
    a, b, c, d = table.filled()
    error = math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return _exponential(math.log(a / (a + b) / (c / (c + d))), error)


def odds_ratio(table: Table) -> Figure | None:
    """The odds in the first group over those in the second; None where nobody, or everybody, had an event."""
    events, people = table.events + table.comparator_events, table.total + table.comparator_total
    if events in (0, people):
        return None
    a, b, c, d = table.filled()
    return _exponential(math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def risk_difference(table: Table) -> Figure:
    """The risk in the first group minus that in the second, as a fraction of one."""
    one, other = table.events / table.total, table.comparator_events / table.comparator_total
    error = math.sqrt(one * (1 - one) / table.total + other * (1 - other) / table.comparator_total)
    return _around(one - other, error)


BY_RATIO: dict[Ratio, Callable[[Table], Figure | None]] = {
    "RR": risk_ratio, "OR": odds_ratio, "RD": risk_difference,
}  # fmt: skip


@dataclass(frozen=True)
class Arm:
    """Mean, standard deviation and size of one group."""

    mean: float
    sd: float
    n: int


def mean_difference(one: Arm, other: Arm) -> Figure:
    """The first mean minus the second, in their unit; the groups' spreads are not pooled."""
    return _around(one.mean - other.mean, math.sqrt(one.sd**2 / one.n + other.sd**2 / other.n))


def standardized_difference(one: Arm, other: Arm) -> Figure | None:
    """Hedges' g: the difference in pooled standard deviations; None where nobody differs from anybody."""
    freedom = one.n + other.n - 2
    pooled = math.sqrt(((one.n - 1) * one.sd**2 + (other.n - 1) * other.sd**2) / freedom) if freedom > 1 else 0.0
    if not pooled:
        return None
    g = (one.mean - other.mean) / pooled * _correction(freedom)
    return _around(g, math.sqrt(1 / one.n + 1 / other.n + g**2 / (2 * (one.n + other.n))))


def _correction(freedom: int) -> float:
    return math.exp(math.lgamma(freedom / 2) - math.lgamma((freedom - 1) / 2)) / math.sqrt(freedom / 2)


def _around(value: float, error: float) -> Figure:
    return Figure(value, value - Z * error, value + Z * error)


def _exponential(log: float, error: float) -> Figure:
    return Figure(math.exp(log), math.exp(log - Z * error), math.exp(log + Z * error))


def rounding(printed: Decimal) -> float:
    """Half a unit of the last printed place: how far a number may be from what it was rounded from."""
    exponent = printed.as_tuple().exponent
    return float(HALF.scaleb(exponent)) if isinstance(exponent, int) else 0.0


def agrees(printed: Decimal, computed: float, allowed: float = 0.0) -> bool:
    """Whether `printed` is `computed` rounded, give or take `allowed`."""
    return abs(float(printed) - computed) <= rounding(printed) * 1.0001 + allowed


def like(printed: Decimal, computed: float) -> str:
    """`computed` with as many places as `printed` (one more where it would vanish), for putting them side by side."""
    exponent = printed.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    if places < 6 and computed and abs(computed) < 10**-places:
        places += 1
    return f"{computed:.{places}f}".replace("-", "−")
