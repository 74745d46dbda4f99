"""What examples teach the statement check: which words tell of which treatment or finding, and of which outcome.

Every claim, recorded statement and example (vocabulary/examples/) is a sentence whose claim is known. For each part of
a word, and each pair that stands together, the log odds of a term are how much more often it stands in sentences on
this term than in all. It is counted and not fitted, so that the same records give the same numbers anywhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import log
from typing import Any, Literal

from backed.library import Library
from backed.record.vocabulary import ELSEWHERE

Slot = Literal["subject", "outcome"]
SLOTS: tuple[Slot, ...] = ("subject", "outcome")
KEPT, LEAST = 5, 0.6  # terms kept for one part, and log odds that are worth a place
# Against parts that were seen once or twice: how much of the general share is mixed in, and how far they are trusted.
SMOOTH, TRUST = 0.5, 0.5

_WORD = re.compile(r"[a-z]+")
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|e)$")
_PLAIN = frozenset(
    ("a an the of to in and or is are was be it that this for on with as by from at your you their they we our i my").split()
)


def taught(library: Library) -> dict[str, Any]:
    """{slot: {part or pair: [term, ten times its log odds, term, ...]}}; the same parts are cut in 10-taught.js."""
    sentences = list(_sentences(library))
    return {slot: _odds(_labelled(library, slot, sentences)) for slot in SLOTS}


def _sentences(library: Library) -> Iterator[tuple[str, str]]:
    """(text, claim id, or ELSEWHERE) of everything that says a claim."""
    for id_, claim in library.claims.items():
        yield claim.claim, id_
    for document in library.documents.values():
        yield from ((line.says, line.answers[0]) for line in document.statements if line.answers)
    for example in library.examples:
        yield from ((text, example.id) for text in example.said)


def _labelled(library: Library, slot: Slot, sentences: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for text, id_ in sentences:
        if term := ELSEWHERE if id_ == ELSEWHERE else _term(library, slot, id_):
            yield text, term


def _term(library: Library, slot: Slot, id_: str) -> str | None:
    claim = library.claims.get(id_)
    if claim is None:
        return None
    return (claim.about.intervention or claim.about.factor) if slot == "subject" else claim.about.outcome


def _odds(labelled: Iterable[tuple[str, str]]) -> dict[str, list[str | int]]:
    seen: Counter[str] = Counter()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for text, term in labelled:
        seen[term] += 1
        for part in parts(text):
            told[part][term] += 1
    share = {term: count / seen.total() for term, count in seen.items()}
    rows = ((part, _row(counts, share)) for part, counts in sorted(told.items()) if _worth(part, counts))
    return {part: row for part, row in rows if row}


def _worth(part: str, counts: Counter[str]) -> bool:
    """A pair seen once tells nothing that its words do not."""
    return " " not in part or counts.total() > 1


def _row(counts: Counter[str], share: dict[str, float]) -> list[str | int]:
    total = counts.total()
    odds = {
        term: log((count + SMOOTH * share[term]) / (total + SMOOTH) / share[term]) * count / (count + TRUST)
        for term, count in counts.items()
    }
    best = sorted(((-value, term) for term, value in odds.items() if value >= LEAST))[:KEPT]
    return [each for value, term in best for each in (term, round(-10 * value))]


def parts(text: str) -> set[str]:
    """The parts of words that are counted, and the pairs of them that stand side by side."""
    cut = [part(word) for word in _WORD.findall(text.lower().replace("'", "").replace("’", ""))]
    return {one for one in cut if one not in _PLAIN} | {f"{one} {other}" for one, other in zip(cut, cut[1:], strict=False)}


def part(word: str) -> str:
    """The first six letters without a common ending: forms of a word fall together often enough to be counted."""
    return (_ENDING.sub("", word) if len(word) > 4 else word)[:6]
