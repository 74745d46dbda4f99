"""Figures that follow from counts and means pass; those that do not are told with both numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from backed.library import Library
from backed.record.claim import Claim, Count
from backed.rule.figures import difference_agrees_with_means, ratio_agrees_with_counts, recomputed
from cases import BASE, records

LIBRARY: Library = records(BASE)


def claim(*results: dict[str, Any]) -> Claim:
    """A claim of the base whose one source holds these rows."""
    found = LIBRARY.claims["heel-cup-blisters"]
    data = found.model_dump(by_alias=True, exclude_none=True, mode="json")
    data["evidence"][0]["results"] = [{key: str(value) for key, value in row.items()} for row in results]
    evidence = found.evidence[0].model_validate(_texts(data["evidence"][0]))
    return found.model_copy(update={"evidence": (evidence,)})


def _texts(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if value is not False}


def count(**more: Any) -> dict[str, Any]:
    """Prasad 2012: 10 of 13 against 2 of 9."""
    row = {"measure": "count", "events": 10, "total": 13, "comparator-events": 2, "comparator-total": 9}
    return row | {key.replace("_", "-"): value for key, value in more.items()}


def told(made: Claim) -> list[str]:
    """What both rules say."""
    found = [*ratio_agrees_with_counts("x", made, LIBRARY), *difference_agrees_with_means("x", made, LIBRARY)]
    return [message for _, message, _ in found]


@pytest.mark.parametrize(
    "row",
    [
        count(ratio="RR", value="3.46", low="0.98", high="12.2", own_calculation="RR on the log scale"),
        count(ratio="RR", value="3.5", low="1.0", high="12.2"),
        count(ratio="RR", value="3"),
        count(ratio="OR", value="11.7"),
        count(ratio="RD", value="0.55"),
        count(ratio="RD", value="55", unit="people of 100"),
        count(ratio="RR", value="2.1", note="adjusted for age"),
        count(),
    ],
)
def test_what_the_counts_give_passes(row: dict[str, Any]) -> None:
    assert told(claim(row)) == []


def test_both_numbers_are_told() -> None:
    row = count(ratio="RR", value="2.12", low="0.92", high="4.88")
    assert told(claim(row)) == ["RR 2.12 (0.92 to 4.88) is stated, and 3.46 (0.98 to 12.18) follows from the counts"]


@pytest.mark.parametrize(
    ("row", "piece"),
    [
        (count(ratio="RR", value="0.29"), "3.46 follows"),
        (count(ratio="OR", value="3.46"), "11.67 follows"),
        (count(ratio="RR", value="3.46", low="0.50", high="12.2"), "0.98 to 12.2"),
        (count(ratio="RR", value="3.46", low="0.90", high="12.2", own_calculation="ours"), "0.98 to 12.2"),
        (count(value="3.46"), "without `ratio`"),
        ({"measure": "count", "events": 1, "total": 9, "ratio": "RR", "value": "1"}, "`comparator-events`"),
        (count(ratio="RR", value="1") | {"events": 0, "comparator-events": 0}, "no RR follows"),
    ],
)
def test_what_the_counts_do_not_give_is_told(row: dict[str, Any], piece: str) -> None:
    (message,) = told(claim(row))
    assert piece in message


def test_a_printed_interval_may_come_from_another_method_and_ours_may_not() -> None:
    printed = count(ratio="RR", value="3.46", low="1.1", high="12.9")
    assert told(claim(printed)) == []
    assert len(told(claim(printed | {"own-calculation": "ours"}))) == 1


def means(**more: Any) -> dict[str, Any]:
    """Edinburgh's stroke unit (Normand 1999)."""
    row = {"measure": "means", "when": "discharge", "mean": 55, "comparator-mean": 75}
    return row | {key.replace("_", "-"): value for key, value in more.items()}


FULL = means(sd=47, n=155, comparator_sd=64, comparator_n=156)


@pytest.mark.parametrize(
    ("pair", "row"),
    [
        (means(), {"measure": "MD", "value": "-20"}),
        (means(), {"measure": "MD", "value": "20.9"}),
        (means(), {"measure": "SMD", "value": "5"}),
        (means(), {"measure": "OR", "value": "5"}),
        (FULL, {"measure": "MD", "value": "-20", "low": "-32.5", "high": "-7.5"}),
        (FULL, {"measure": "MD", "value": "20", "low": "7.5", "high": "32.5"}),
        (FULL, {"measure": "SMD", "value": "-0.36", "low": "-0.58", "high": "-0.13"}),
        (means(), {"measure": "MD", "value": "-12", "note": "adjusted for baseline"}),
        (means(when="a year"), {"measure": "MD", "value": "-12"}),
    ],
)
def test_what_the_means_give_passes(pair: dict[str, Any], row: dict[str, Any]) -> None:
    assert told(claim(pair, {"when": "discharge", **row})) == []


@pytest.mark.parametrize(
    ("pair", "row", "piece"),
    [
        (means(), {"measure": "MD", "value": "-12"}, "MD −12 is stated, and −20 follows from the means"),
        (FULL, {"measure": "MD", "value": "-20", "low": "-25", "high": "-15"}, "−20 (−32 to −8)"),
        (FULL, {"measure": "SMD", "value": "-0.80"}, "−0.36 (−0.58 to −0.13)"),
    ],
)
def test_what_the_means_do_not_give_is_told(pair: dict[str, Any], row: dict[str, Any], piece: str) -> None:
    (message,) = told(claim(pair, {"when": "discharge", **row}))
    assert piece in message


def test_risk_differences_keep_the_scale_of_the_row() -> None:
    row = claim(count(ratio="RD", value="55", unit="people of 100")).evidence[0].results[0]
    assert isinstance(row, Count)
    figure = recomputed(row)
    assert figure
    assert round(Decimal(figure.value)) == 55
