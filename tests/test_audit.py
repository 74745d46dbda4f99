"""Readings of the evidence: a draw that anybody can repeat, and rates that count what was found."""

from __future__ import annotations

import pytest

from backed.audit import Counts, ItemRead, Reading, draw, evidence_items, rates, wilson
from cases import BASE, records
from draw import blank

TOLD = {"title": "A draw", "on": "2024-01-12", "by": "a second reader", "of": "793", "after": "Mended."}


def item(outcome: str) -> ItemRead:
    row = {"claim": "heel-cup-pain", "source": "Okafor2021cups", "outcome": outcome, "seen": "abstract"}
    return ItemRead.model_validate(row)


def test_the_same_seed_draws_the_same_items() -> None:
    items = [(f"claim-{n}", f"Key{n}") for n in range(100)]
    assert draw(items, 7, 0.1) == draw(items, 7, 0.1) != draw(items, 8, 0.1)
    assert len(set(draw(items, 7, 0.1))) == 10
    assert len(draw(items, 7, 0.001)) == 1


def test_a_drawn_file_names_its_items_and_says_what_is_to_be_written() -> None:
    text = blank(BASE, 7, 0.5)
    items = evidence_items(records(BASE))
    assert text.count("- claim: ") == round(len(items) / 2)
    assert f"of: {len(items)}\n" in text and "outcome: ..." in text


def test_rates_leave_out_what_could_not_be_seen_again() -> None:
    listed = Reading.model_validate(TOLD | {"items": [item(x) for x in ("right", "right", "figure", "not-found")]})
    assert (rates(listed)["any"].count, rates(listed)["any"].of) == (1, 3)
    counts = Counts.model_validate({"right": "2", "wording": "0", "figure": "1", "direction": "0", "not-found": "1"})
    assert rates(Reading.model_validate(TOLD | {"counts": counts})) == rates(listed)


def test_people_told_apart_count_as_wrong() -> None:
    counts = Counts.model_validate(
        {"right": "2", "wording": "0", "people": "1", "figure": "1", "direction": "0", "not-found": "0"}
    )
    found = rates(Reading.model_validate(TOLD | {"counts": counts}))
    assert (found["any"].count, found["people"].count) == (2, 1)


def test_the_interval_is_that_of_wilson() -> None:
    """Newcombe 1998 (Stat Med 17:857), table I: 81 of 263 gives 0.2553 to 0.3662."""
    rate = wilson(81, 263)
    assert (rate.low, rate.high) == pytest.approx((0.2553, 0.3662), abs=5e-5)
