"""check.json: what the statement check needs beside index.json: how claims are limited, and the cue words of language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from backed import words
from backed.index import shared, tags, taught
from backed.library import Library
from backed.outline import outline
from backed.record.claim import Claim
from backed.record.memory import digest
from backed.record.source import read_text
from backed.record.yaml_text import parse
from backed.trace import once, while_same

HOME = Path(__file__).resolve().parents[3]
LANGUAGE = "vocabulary/language.yml"

_LASTING = re.compile(r"\b(lasting|permanent\w*|for good|long (run|term)|a year|years?)\b", re.I)
_BRIEF = re.compile(r"\b(immediate\w*|short[- ]term|while it (lasts|pulls)|short run)\b", re.I)
_LIMITS = {
    "dose": re.compile(
        r"\b(\d+ (minutes?|times|sessions)|(once|twice) a day|degrees|part-way|full(y)? (hang|upside)\w*|incline|force|dose)\b",
        re.I,
    ),
    "asleep": re.compile(r"\b(asleep|overnight)\b", re.I),
    "fragment": re.compile(r"\b(fragments?|sequestered)\b", re.I),
    "added": re.compile(r"\b(added to|together with|combined with|on top of|in a plan)\b", re.I),
}
_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?![\w])")
_WORDS_ONLY = re.compile(r"[a-z][a-z -]*")
_NOTHING = re.compile(r"\bno (?!treatment)[a-z]+")  # "no exercise"
_NOT_GIVEN = re.compile(r"\b(no|without|sham|placebo|pretended|simulated) .*?(?=,|\bor\b|$)")


def language(root: Path) -> dict[str, Any]:
    """The cue words of the knowledge base at `root`, or of the one beside this code if it brings none. Raises Faulty."""
    file = language_file(root)
    return _parsed(read_text(file, file.parents[1]))


def language_file(root: Path) -> Path:
    """Where the cue words stand."""
    return (root if (root / LANGUAGE).is_file() else HOME) / LANGUAGE


@lru_cache(maxsize=4)
def _parsed(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = parse(text)
    return loaded


def judging(library: Library) -> dict[str, Any]:
    """Claims by column in the order of the index, cue words, what examples teach, and the words of verdicts."""
    said = language(library.root)
    return {
        "language": said | {"phrases": _further(said.get("phrases", {}), library)},
        "words": _words(),
        "searched": _searched(library),
        "claims": _columns(library, said),
        "taught": while_same(library, ("piece", "taught"), taught.teaching(library), lambda: taught.taught(library)),
    }


def _further(phrases: dict[str, dict[str, list[str]]], library: Library) -> dict[str, dict[str, list[str]]]:
    """Phrases for terms that are no names of theirs: those are in index.json already."""
    known = {
        kind: {term.id: {name.lower() for name in tags.names(term)} for term in getattr(library, kind).values()}
        for kind in phrases
    }
    return {
        kind: {
            id_: [phrase for phrase in listed if phrase.lower() not in known[kind].get(id_, ())]
            for id_, listed in terms.items()
        }
        for kind, terms in phrases.items()
    }


def _words() -> dict[str, Any]:
    """The signs and words of verdicts on statements and of grounds, from the one place that has them."""
    return {
        "verdicts": {name: list(shown) for name, shown in words.STATEMENT_VERDICTS.items()},
        "grounds": {name: list(shown) for name, shown in words.GROUNDS.items()},
        "counted": words.STATEMENTS_COUNTED,
        "source_not_seen": words.SOURCE_NOT_SEEN,
    }


def _searched(library: Library) -> str | None:
    return max((outline(id_, library).searched for id_ in library.claims), default=None)


def _columns(library: Library, said: dict[str, Any]) -> dict[str, list[Any]]:
    """One list per column, so that equal values stand together and the file packs well."""
    by = reader(library, said)
    ids = shared.order(library)
    rows = [row(id_, library, by) for id_ in ids]
    columns = {name: [each[name] for each in rows] for name in (rows[0] if rows else ())}
    said_of = _statements(library)
    return columns | {"said": [said_of.get(id_, ()) for id_ in ids]}


def row(id_: str, library: Library, by: Reader) -> dict[str, Any]:
    """What limits a claim and how it is judged; remembered as long as nothing of that changes."""
    return once(library, ("index of check", id_), lambda: _row(id_, library, by), by.key)


def _row(id_: str, library: Library, by: Reader) -> dict[str, Any]:
    claim, about = library.claims[id_], library.claims[id_].about
    share, low, high = _share(claim)
    return {
        "direction": about.direction,
        "contrast": about.contrast,
        "comparator": by.sort(about.comparator),
        "against": " ".join(by.treatments(about.comparator)),
        "narrow": about.population,
        "when": about.when,
        "limits": _limits(claim),
        "lasting": int(bool(_LASTING.search(claim.claim))),
        "brief": int(bool(_BRIEF.search(f"{claim.claim} {about.when or ''}"))),
        "finding": library.appraisal(id_).finding,
        "size": claim.size,
        "alone": int(bool(claim.rating and claim.rating.start == "one-group")),
        "dosed": int(bool(about.dose)),
        "severity": claim.severity,
        "basis": list(claim.basis),
        "guide": " ".join(dict.fromkeys(note.says for note in claim.guidelines)),
        "figures": _figures(claim),
        "share": share,
        "low": low,
        "high": high,
    }


def _limits(claim: Claim) -> str:
    """What the claim's own words limit it to: an amount, a moment, an addition to other care; empty: nothing."""
    return " ".join(name for name, words_of in _LIMITS.items() if words_of.search(claim.claim))


def _figures(claim: Claim) -> list[str]:
    """Figures of the evidence as printed; a sentence that gives them tells that study."""
    if claim.kind not in ("effect", "harm", "frequency", "prognosis", "association"):
        return []
    found = (number for item in claim.evidence for number in _FIGURE.findall(item.found))
    rows = (str(value) for item in claim.evidence for row in item.results for value in _printed(row))
    return list(dict.fromkeys([*found, *rows]))[:60]


def _printed(row: Any) -> Iterator[Any]:
    for name in ("value", "low", "high", "mean", "comparator_mean", "events", "total", "people"):
        if (value := getattr(row, name, None)) is not None:
            yield str(value).lstrip("-")


def _share(claim: Claim) -> tuple[float | None, float | None, float | None]:
    """The share per 100 that a frequency or course rests on, with its interval or range."""
    if not claim.estimate or claim.kind not in ("frequency", "prognosis"):
        return None, None, None
    rows = next((item.results for item in claim.evidence if item.source == claim.estimate.source), ())
    row: Any = rows[claim.estimate.result - 1] if claim.estimate.result <= len(rows) else None
    if row is None:
        return None, None, None
    if row.measure == "count":
        return round(100 * row.events / row.total), None, None
    if row.measure != "percent":
        return None, None, None
    low = row.low if row.low is not None else row.range_low
    high = row.high if row.high is not None else row.range_high
    return _number(row.value), _number(low), _number(high)


def _number(value: Any) -> float | None:
    return None if value is None else float(str(value))


@dataclass(frozen=True)
class Reader:
    """What the words of a comparator stand for: a sort of it, and the treatments that it names."""

    key: str  # changes with the words that it knows
    listed: dict[str, list[str]]
    by_name: dict[str, str]

    @cached_property
    def _sorts(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Sorts of comparator in the order of the list, each with the words that tell it."""
        return tuple(
            (name, _any(phrase for phrase in phrases if _WORDS_ONLY.fullmatch(phrase)))
            for name, phrases in self.listed.items()
        )

    @cached_property
    def _treatment(self) -> re.Pattern[str]:
        return _any(self.by_name)

    def sort(self, comparator: str | None) -> str | None:
        """Which sort of comparator this is."""
        text = _NOTHING.sub("no treatment", (comparator or "").lower())
        return next((name for name, pattern in self._sorts if pattern.search(text)), None)

    def treatments(self, comparator: str | None) -> list[str]:
        """The ids of the treatments that people were given in its place, or beside."""
        text = _NOT_GIVEN.sub("", (comparator or "").lower())
        return list(dict.fromkeys(self.by_name[match[1]] for match in self._treatment.finditer(text)))


def reader(library: Library, said: dict[str, Any]) -> Reader:
    """One that knows the names of a library's treatments and the cue words of language."""
    by_name = {name.lower(): term.id for term in library.interventions.values() for name in tags.names(term)}
    listed = said.get("versus", {}).get("comparators", {})
    return Reader(digest(repr((listed, by_name)).encode()), listed, by_name)


def _any(names: Iterable[str]) -> re.Pattern[str]:
    ranked = sorted({name.lower() for name in names}, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ranked)) or '(?!)'})(?![\w-])")


def _statements(library: Library) -> dict[str, list[str]]:
    """Recorded statements as further ways of saying the claim that answers them first."""
    said: dict[str, list[str]] = {}
    for line in (line for document in library.documents.values() for line in document.statements):
        first = next(iter(line.answers), None)
        if first in library.claims and line.says != outline(first, library).claim:
            said.setdefault(first, []).append(line.says)
    return said
