"""How the records were checked: readings of evidence against its sources, and figures counted from the records."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from backed.library import Library
from backed.outline import outline
from backed.record.model import Day, Id, Integer, Key, Line, Number, Record, Text, describe, optional
from backed.record.reference import NOTICES as NOTICE_KINDS

READINGS = "audit/readings"  # one file each, told in the order of their names
NOTICES = "audit/notices.yml"
Outcome = Literal["right", "wording", "people", "figure", "direction", "not-found"]
WRONG: tuple[Outcome, ...] = ("wording", "people", "figure", "direction")
MEANINGS: dict[Outcome, str] = {
    "right": "says what the source says",
    "wording": "the wording said more, or something else",
    "people": "the people or studies told of were not those of the figure",
    "figure": "a figure differed from the source",
    "direction": "the side it bears on was wrong",
    "not-found": "the source could not be seen again",
}


class ItemRead(Record):
    """One evidence item of the sample, and what the second reader found."""

    claim: Id = describe("claim id")
    source: Key = describe("citation key")
    outcome: Outcome = describe("what the second reader found")
    seen: Line = describe("what the second reader saw of the source")
    note: Text | None = optional("what differed, and what was done about it")


class Counts(Record):
    """How many items came out how, where a reading does not list them."""

    right: Integer = describe("items that say what the source says")
    wording: Integer = describe("items whose wording said more, or something else")
    people: Integer | None = optional("items that told of other people or studies, where these were counted apart")
    figure: Integer = describe("items with a figure that differed")
    direction: Integer = describe("items that bore on the wrong side")
    not_found: Integer = describe("items whose source could not be seen again")


class Reading(Record):
    """A reading of evidence items against their sources, by somebody other than who recorded them."""

    title: Line = describe("what was read, in a few words")
    on: Day = describe("date of the reading")
    by: Line = describe("role of the reader, and what makes the reading independent")
    seed: Integer | None = optional("seed of the draw, where the items were drawn at random")
    share: Number | None = optional("share of all items that was drawn, e.g. 0.1")
    of: Integer = describe("number of all evidence items on the day of the reading")
    after: Text = describe("what was done about what was found, and what the rate speaks of")
    counts: Counts | None = optional("how many items came out how, where they are not listed")
    items: tuple[ItemRead, ...] = optional("every item read", default=())

    def outcomes(self) -> Counter[Outcome]:
        """How many items came out how, listed or counted."""
        if self.counts is None:
            return Counter(item.outcome for item in self.items)
        told = self.counts
        return Counter(
            {
                "right": told.right,
                "wording": told.wording,
                "people": told.people or 0,
                "figure": told.figure,
                "direction": told.direction,
                "not-found": told.not_found,
            }
        )


class Snapshot(Record):
    """What came of comparing the bibliography with the Retraction Watch data."""

    on: Day = describe("date on which the data was fetched")
    newest: Day | None = optional("date of the newest notice in it")
    notices: Integer = describe("notices in it")
    compared: Integer = describe("references of ours that have a DOI or a PubMed id, and so could be compared")
    not_compared: Integer = describe("references that have neither")
    named: Integer = describe("references of ours that it names")


@dataclass(frozen=True)
class Rate:
    """A share with its 95% interval (Wilson 1927)."""

    count: int
    of: int
    low: float
    high: float


def evidence_items(library: Library) -> list[tuple[str, str]]:
    """(claim id, citation key) of every piece of evidence, in a fixed order."""
    return sorted((id_, item.source) for id_, claim in library.claims.items() for item in claim.evidence)


def draw(items: Sequence[tuple[str, str]], seed: int, share: float) -> list[tuple[str, str]]:
    """A random sample of the items, the same for the same seed; sorted."""
    return sorted(random.Random(seed).sample(list(items), max(1, round(len(items) * share))))


def wilson(count: int, of: int, z: float = 1.96) -> Rate:
    """The Wilson score interval of `count` in `of`."""
    if of == 0:
        return Rate(0, 0, 0.0, 1.0)
    share = count / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return Rate(count, of, max(middle - half, 0.0), min(middle + half, 1.0))


def rates(reading: Reading) -> dict[str, Rate]:
    """How many of the items that could be seen again were found wrong, in all and by kind."""
    outcomes = reading.outcomes()
    seen = outcomes.total() - outcomes["not-found"]
    found: dict[str, Rate] = {kind: wilson(outcomes[kind], seen) for kind in WRONG}
    return {"any": wilson(sum(outcomes[kind] for kind in WRONG), seen), **found}


def seen_of_sources(library: Library) -> list[tuple[str, int]]:
    """What was seen of the references, the most frequent first."""
    seen = Counter(source.verified.seen for source in library.references.values() if source.verified)
    return seen.most_common()


def figures_of(library: Library) -> dict[str, int]:
    """Counts that the audit page shows, from the records."""
    items = [item for id_ in library.claims for item in outline(id_, library).sources]
    sides = Counter(bears for _, bears, _ in items)
    sources = library.references.values()
    notices = Counter(source.notice.kind for source in sources if source.notice)
    return {
        "claims": len(library.claims),
        "evidence items": len(items),
        "results recorded": sum(results for _, _, results in items),
        "items that point for a claim": sides["for"],
        "items that point against": sides["against"],
        "mixed items": sides["mixed"],
        "context": sides["context"],
        "references": len(library.references),
        "references with a caution": sum(1 for source in sources if source.caution),
        "references with interests printed": sum(1 for source in sources if source.conflicts),
        **{f"sources with a notice: {kind}": notices[kind] for kind in NOTICE_KINDS},
    }
