"""A difference as headlines of our own words with the records' texts beside them, gravest first; no markup yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from backed import words
from backed.appraisal.verdict import ClaimVerdict
from backed.change.model import ClaimChange, Difference, How, Pair, RecordChange, ReferenceChange, StatementChange

C = TypeVar("C")
_WENT: dict[How, str] = {"removed": "Removed", "retired": "Retired", "unread": "Cannot be read any more"}
_HOWS = (("added", "added"), ("removed", "removed"), ("retired", "retired"), ("unread", "unreadable now"))


@dataclass(frozen=True)
class Item:
    """One change: a headline of our own words, the record's text beside it, and lines of (label, record's text)."""

    head: str
    text: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Section:
    """Changes of one sort; `grave` ones lie open in a comment."""

    title: str
    items: list[Item]
    grave: bool


def summary(difference: Difference) -> str:
    """The whole in one sentence."""
    counts = [
        (difference.verdict_moved, "claim changes its verdict", "claims change their verdict"),
        (difference.certainty_moved, "claim moves in certainty", "claims move in certainty"),
        (difference.statements_flipped, "statement flips", "statements flip"),
        *((_count(difference.claims, how), f"claim is {word}", f"claims are {word}") for how, word in _HOWS),
        (sum(1 for each in difference.claims if _is_edit(each)), "claim is edited", "claims are edited"),
        (_count(difference.references, "added"), "reference is added", "references are added"),
        (len(difference.pages), "page is affected", "pages are affected"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return f"{'; '.join(said)}." if said else "Nothing changes for readers."


def _is_edit(change: ClaimChange) -> bool:
    """Whether a claim was edited, or what it rests on, and reads on as sure and with the same verdict."""
    return change.how in ("changed", "follows") and not (change.verdict or change.certainty)


def _count(changes: Iterable[ClaimChange | ReferenceChange], how: str) -> int:
    return sum(1 for each in changes if each.how == how)


def sections(difference: Difference) -> Iterator[Section]:
    """Everything, gravest first; empty sections are left out."""
    claims = difference.claims
    stayed = [each for each in claims if each.how in ("changed", "follows")]
    moved, edited = _parted(stayed, _is_edit)
    came = [each for each in claims if each.how not in ("changed", "follows")]
    flipped, others = _parted(difference.statements, lambda each: not each.verdict or each.how == "added")
    found = [
        Section("Claims that move", [_claim(each) for each in moved], True),
        Section("Statements that flip", [_statement(each) for each in flipped], True),
        Section("Cannot be read", [Item("Run `validate`", key) for key in difference.unread], True),
        Section("Claims that come or go", [_claim(each) for each in came], True),
        Section("Claims that are edited", [_claim(each) for each in edited], False),
        Section("Other statements", [_statement(each) for each in others], False),
        Section("References", [_reference(each) for each in difference.references], False),
        Section("Other records", [_record(each) for each in difference.records], False),
    ]
    yield from (section for section in found if section.items)


def _parted(changes: Iterable[C], is_minor: Callable[[C], bool]) -> tuple[list[C], list[C]]:
    """(grave, minor) changes."""
    grave: list[C] = []
    minor: list[C] = []
    for each in changes:
        (minor if is_minor(each) else grave).append(each)
    return grave, minor


def _claim(change: ClaimChange) -> Item:
    lines = [
        *(("Because", each) for each in change.because),
        *_before_after("For readers", change.plain_sentence),
        *_before_after("For clinicians", change.sentence),
        *(("Evidence", each) for each in change.evidence),
        ("References added", ", ".join(change.references_added)),
        ("References dropped", ", ".join(change.references_dropped)),
        ("Through", ", ".join(change.through)),
        *(("Rating out of date", each) for each in change.stale),
        ("Also changed", ", ".join(change.other)),
    ]
    return Item(headline(change), f"{change.claim} ({change.id})", tuple(line for line in lines if line[1]))


def headline(change: ClaimChange) -> str:
    """What became of a claim, in our own words only."""
    if change.how in _WENT:
        return _WENT[change.how]
    verdict, certainty = change.verdict, change.certainty
    parts = [
        _arrow(verdict, lambda word: words.claim_word(change.kind, cast(ClaimVerdict, word))),
        _arrow(certainty, _certainty),
    ]
    said = ", ".join(filter(None, parts))
    if change.how == "added":
        return f"New: {said}"
    if said:
        return said
    if change.sentence or change.plain_sentence:
        return "Reads otherwise"
    return "Record changed" if change.how == "changed" else "What it rests on changed"


def _certainty(word: str) -> str:
    """A level as it is read; what is not rated has no certainty to speak of."""
    said = _looked_up(words.CERTAINTIES, 1)(word)
    return said if word in ("none", "not-graded") else f"{said} certainty"


def _looked_up(table: Mapping[Any, tuple[str, ...]], place: int) -> Callable[[str], str]:
    return lambda word: table[word][place]


def _arrow(pair: Pair | None, word: Callable[[str], str]) -> str:
    if pair is None:
        return ""
    return " → ".join(word(each) for each in (pair.before, pair.after) if each)


def _before_after(label: str, pair: Pair | None) -> Iterator[tuple[str, str]]:
    if pair:
        yield f"{label}, before", pair.before or ""
        yield f"{label}, after" if pair.before else label, pair.after or ""


def _statement(change: StatementChange) -> Item:
    verdict = _arrow(change.verdict, _looked_up(words.STATEMENT_VERDICTS, 1))
    ground = _arrow(change.ground, _looked_up(words.GROUNDS, 0))
    head = {"added": f"New: {verdict}", **_WENT}
    lines = (("Ground", ground), ("Through", ", ".join(change.through)), ("Also changed", ", ".join(change.other)))
    told = head.get(change.how) or verdict or "Same verdict"
    return Item(told, f"{change.says} ({change.id})", tuple(line for line in lines if line[1]))


def _reference(change: ReferenceChange) -> Item:
    notice = _arrow(change.notice, words.human)
    lines = (("Notice", notice), ("Changed", ", ".join(change.other)))
    return Item(change.how.capitalize(), f"{change.title} ({change.key})", tuple(line for line in lines if line[1]))


def _record(change: RecordChange) -> Item:
    lines = (("Changed", ", ".join(change.other)),) if change.other else ()
    return Item(change.how.capitalize(), f"{change.title} ({change.id})", lines)
