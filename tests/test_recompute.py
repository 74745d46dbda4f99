"""The arithmetic is that of the literature: two published tables, reproduced to the last printed place."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backed.appraisal.recompute import (
    Arm,
    Figure,
    Table,
    Z,
    agrees,
    like,
    mean_difference,
    odds_ratio,
    risk_difference,
    risk_ratio,
    rounding,
    standardized_difference,
)

# Thirteen trials of BCG against tuberculosis (Colditz 1994, JAMA 271:698): cases and non-cases, vaccinated and not;
# then log risk ratio and its variance as in Viechtbauer 2010 (J Stat Softw 36(3), p. 13), log odds ratio and its
# variance as in van Houwelingen 2002 (Stat Med 21:589), where given here.
BCG = [
    ("Aronson 1948", 4, 119, 11, 128, -0.8893, 0.3256, -0.9387, 0.3571),
    ("Ferguson & Simes 1949", 6, 300, 29, 274, -1.5854, 0.1946, -1.6662, 0.2081),
    ("Rosenthal 1960", 3, 228, 11, 209, -1.3481, 0.4154, -1.3863, 0.4334),
    ("Hart & Sutherland 1977", 62, 13536, 248, 12619, -1.4416, 0.0200, -1.4564, 0.0203),
    ("Frimodt-Moller 1973", 33, 5036, 47, 5761, -0.2175, 0.0512, -0.2191, 0.0520),
    ("Stein & Aronson 1953", 180, 1361, 372, 1079, -0.7861, 0.0069, -0.9581, 0.0099),
    ("Vandiviere 1973", 8, 2537, 10, 619, -1.6209, 0.2230, -1.6338, 0.2270),
    ("Madras 1980", 505, 87886, 499, 87892, 0.0120, 0.0040, None, None),
    ("Coetzee & Berjak 1968", 29, 7470, 45, 7232, -0.4694, 0.0564, None, None),
    ("Rosenthal 1961", 17, 1699, 65, 1600, -1.3713, 0.0730, None, None),
    ("Comstock 1974", 186, 50448, 141, 27197, -0.3394, 0.0124, None, None),
    ("Comstock & Webster 1969", 5, 2493, 3, 2338, 0.4459, 0.5325, None, None),
    ("Comstock 1976", 27, 16886, 29, 17825, -0.0173, 0.0714, None, None),
]
# Nine trials of stroke units (Normand 1999, Stat Med 18:321): people, mean days in hospital and deviation, in both
# groups; then mean difference and variance, Hedges' g and variance, as the R package metafor prints them.
STROKE = [
    ("Edinburgh", 155, 55, 47, 156, 75, 64, -20, 40.5080, -0.3552, 0.0131),
    ("Orpington, mild", 31, 27, 7, 32, 29, 4, -2, 2.0806, -0.3479, 0.0645),
    ("Orpington, moderate", 75, 64, 17, 71, 119, 29, -55, 15.6984, -2.3176, 0.0458),
    ("Orpington, severe", 18, 66, 20, 18, 137, 48, -71, 150.2222, -1.8880, 0.1606),
    ("Montreal, home", 8, 14, 8, 13, 18, 11, -4, 17.3077, -0.3840, 0.2054),
    ("Montreal, transfer", 57, 19, 7, 52, 18, 4, 1, 1.1673, 0.1721, 0.0369),
    ("Newcastle", 34, 52, 45, 33, 41, 34, 11, 94.5891, 0.2721, 0.0603),
    ("Umea", 110, 21, 16, 183, 31, 27, -10, 6.3109, -0.4246, 0.0149),
    ("Uppsala", 60, 30, 27, 52, 23, 20, 7, 19.8423, 0.2896, 0.0363),
]
NAMES = "row"


def variance(figure: Figure, *, log: bool = False) -> float:
    """What the interval says about the variance."""
    low, high = (math.log(figure.low), math.log(figure.high)) if log else (figure.low, figure.high)
    return float(((high - low) / (2 * Z)) ** 2)


def table(row: tuple[str, int, int, int, int, float, float, float | None, float | None]) -> Table:
    """Cases and non-cases as events and totals."""
    _, a, b, c, d, *_ = row
    return Table(a, a + b, c, c + d)


@pytest.mark.parametrize(NAMES, BCG, ids=[row[0] for row in BCG])
def test_risk_ratios_of_the_bcg_trials(row: tuple[str, int, int, int, int, float, float, float, float]) -> None:
    figure = risk_ratio(table(row))
    assert figure
    assert round(math.log(figure.value), 4) == row[5]
    assert round(variance(figure, log=True), 4) == row[6]


@pytest.mark.parametrize(NAMES, BCG[:7], ids=[row[0] for row in BCG[:7]])
def test_odds_ratios_of_the_bcg_trials(row: tuple[str, int, int, int, int, float, float, float, float]) -> None:
    figure = odds_ratio(table(row))
    assert figure
    assert round(math.log(figure.value), 4) == row[7]
    assert round(variance(figure, log=True), 4) == row[8]


@pytest.mark.parametrize(NAMES, STROKE, ids=[row[0] for row in STROKE])
def test_differences_of_the_stroke_trials(row: tuple[str, int, float, float, int, float, float, float, float]) -> None:
    _, n, mean, sd, other_n, other_mean, other_sd, difference, spread, g, g_spread = row  # type: ignore[misc]
    one, other = Arm(mean, sd, n), Arm(other_mean, other_sd, other_n)
    plain, standardized = mean_difference(one, other), standardized_difference(one, other)
    assert plain.value == difference
    assert round(variance(plain), 4) == spread
    assert standardized
    assert (round(standardized.value, 4), round(variance(standardized), 4)) == (g, g_spread)


def test_prasad_2012() -> None:
    """Ten of thirteen people avoided surgery with inversion, and two of nine without."""
    figure = risk_ratio(Table(10, 13, 2, 9))
    assert figure
    assert [f"{part:.3g}" for part in (figure.value, figure.low, figure.high)] == ["3.46", "0.984", "12.2"]


def test_risk_difference() -> None:
    figure = risk_difference(Table(30, 100, 20, 100))
    assert (round(figure.value, 3), round(figure.low, 3), round(figure.high, 3)) == (0.1, -0.019, 0.219)


def test_an_empty_cell_gets_half_a_person() -> None:
    figure = risk_ratio(Table(0, 20, 5, 20))
    assert figure
    assert round(figure.value, 4) == round(0.5 / 21 / (5.5 / 21), 4)
    assert figure.low > 0


def test_nothing_happened_to_anybody() -> None:
    assert risk_ratio(Table(0, 20, 0, 20)) is None
    assert odds_ratio(Table(0, 20, 0, 20)) is None
    assert odds_ratio(Table(20, 20, 20, 20)) is None
    assert standardized_difference(Arm(1, 0, 10), Arm(2, 0, 10)) is None
    assert standardized_difference(Arm(1, 1, 1), Arm(2, 1, 1)) is None


tables = st.tuples(st.integers(1, 400), st.integers(1, 400)).flatmap(
    lambda totals: st.builds(
        Table, st.integers(0, totals[0]), st.just(totals[0]), st.integers(0, totals[1]), st.just(totals[1])
    )
)


@given(tables)
def test_turning_the_groups_round_turns_the_figure_round(counts: Table) -> None:
    turned = Table(counts.comparator_events, counts.comparator_total, counts.events, counts.total)
    for measure in (risk_ratio, odds_ratio):
        figure, other = measure(counts), measure(turned)
        assert (figure is None) == (other is None)
        if figure and other:
            assert math.isclose(figure.value * other.value, 1, rel_tol=1e-9)
            assert math.isclose(figure.low * other.high, 1, rel_tol=1e-9)
            assert figure.low <= figure.value <= figure.high


@given(st.decimals(-1000, 1000, allow_nan=False, places=6), st.integers(0, 5))
def test_a_rounded_number_agrees_with_what_it_was_rounded_from(exact: Decimal, places: int) -> None:
    printed = exact.quantize(Decimal(1).scaleb(-places))
    assert agrees(printed, float(exact))
    assert not agrees(printed + Decimal(2).scaleb(-places), float(exact))


def test_rounding_is_half_of_the_last_place() -> None:
    assert [rounding(Decimal(text)) for text in ("12", "12.5", "0.98")] == [0.5, 0.05, 0.005]


def test_numbers_are_told_as_they_were_printed() -> None:
    assert like(Decimal("3.46"), 3.4615) == "3.46"
    assert like(Decimal("-12"), -11.6) == "−12"
    assert like(Decimal("0.9"), 0.0412) == "0.04"
