"""How easy our texts for everybody are to read: reading age and length of sentences, measured by textstat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

TARGET_AGE = 12
TARGET_WORDS = 20
# The formula of Flesch and Kincaid (1975) gives a school grade of the United States; pupils of grade 1 are six.
AGE_BEFORE_SCHOOL = 5
HARDEST = 10


class Text(NamedTuple):
    """One text that everybody should understand, and where it stands (an address from the site's root)."""

    kind: str
    name: str
    address: str
    text: str


@dataclass(frozen=True)
class Measured:
    """The reading age of one text in years, and the words of its sentences on average."""

    text: Text
    age: float
    words: float


@dataclass(frozen=True)
class Ease:
    """The reading age and the sentence length of all texts of a kind, and how many are within both targets."""

    kind: str
    texts: int
    age: float
    words: float
    within: int


def measure(text: Text) -> Measured:
    """Reading age and words per sentence of one text."""
    # Imported here: its dictionary takes half a second to load, and only the audit needs it.
    import textstat  # type: ignore[import-untyped]

    grade = float(textstat.flesch_kincaid_grade(text.text))
    return Measured(text, max(grade, 0.0) + AGE_BEFORE_SCHOOL, float(textstat.words_per_sentence(text.text)))


def by_kind(measured: Iterable[Measured]) -> list[Ease]:
    """One line for each kind of text, in the order in which the kinds first appear."""
    kinds: dict[str, list[Measured]] = {}
    for each in measured:
        kinds.setdefault(each.text.kind, []).append(each)
    return [_ease(kind, group) for kind, group in kinds.items()]


def _ease(kind: str, group: list[Measured]) -> Ease:
    within = sum(1 for each in group if round(each.age) <= TARGET_AGE and round(each.words) <= TARGET_WORDS)
    return Ease(kind, len(group), median(each.age for each in group), median(each.words for each in group), within)


def hardest(measured: Iterable[Measured], count: int = HARDEST) -> list[Measured]:
    """The texts that need work most: the highest reading age first."""
    return sorted(measured, key=lambda each: (-each.age, each.text.address))[:count]
