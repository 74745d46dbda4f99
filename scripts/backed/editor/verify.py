"""`verify`: recorded figures that a source's PubMed abstract does not contain. Of the abstract nothing is kept."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from backed.editor.draft import write_whole
from backed.editor.lookup import abstract_of
from backed.editor.web import Catalogue, Unavailable
from backed.library import Library
from backed.record.claim import Result

OUTCOMES = ".cache/verified.json"
PAUSE = 0.4  # NCBI asks for at most three questions a second
_NUMBER = re.compile(r"(?<![\w.])\d{1,3}(?:[ ,\u2009\u202f]\d{3})+(?![\d,])|\d+(?:[.·]\d+)?|(?<!\d)[.·]\d+")
_WORDS = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
# Of a row that was worked out by us, these do not stand in the source.
_DERIVED = ("value", "low", "high")


@dataclass(frozen=True)
class Figure:
    """One recorded number: the claim and row (from 1) where it stands, its field, and itself."""

    claim: str
    row: int
    field: str
    number: str
    at: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one source: how many figures were looked for, and which its abstract does not contain."""

    key: str
    on: str
    figures: int
    missing: tuple[Figure, ...]


def figures(key: str, library: Library) -> Iterator[Figure]:
    """Every number that claims record of a source."""
    for id_ in library.claims_by_reference.get(key, []):
        for item in (item for item in library.claims[id_].evidence if item.source == key):
            for row, result in enumerate(item.results, 1):
                for field, number in _numbers(result):
                    yield Figure(id_, row, field, number, item.at or "")


def _numbers(result: Result) -> Iterator[tuple[str, str]]:
    for name, field in type(result).model_fields.items():
        value = getattr(result, name)
        if value is None or isinstance(value, bool) or (result.own_calculation and name in _DERIVED):
            continue
        if isinstance(value, int | Decimal) or name == "p":
            yield (field.alias or name), str(value)


def numbers_in(text: str) -> set[Decimal]:
    """Every number of a text, without its sign: printed with separators, a raised point, or as a word."""
    found = {_decimal(number) for number in _NUMBER.findall(text)}
    return found | {Decimal(_WORDS.index(word)) for word in re.findall(r"[a-z]+", text.lower()) if word in _WORDS}


def _decimal(text: str) -> Decimal:
    digits = re.sub(r"[ ,\u2009\u202f]", "", text.replace("·", "."))
    return Decimal(f"0{digits}" if digits.startswith(".") else digits).normalize()


def missing(looked_for: Iterable[Figure], abstract: str) -> Iterator[Figure]:
    """The figures that an abstract does not contain."""
    there = numbers_in(abstract)
    for figure in looked_for:
        if not numbers_in(figure.number) <= there:
            yield figure


def verify(keys: Iterable[str], library: Library, catalogue: Catalogue, today: date) -> Iterator[Outcome | str]:
    """For each source its outcome, or why there is none; one question at a time."""
    for key in keys:
        looked_for = list(figures(key, library))
        pmid = library.references[key].pmid
        if not looked_for or not pmid:
            yield f"{key}: {'no figure is recorded' if pmid else 'no PubMed id'}"
            continue
        try:
            abstract = abstract_of(pmid, catalogue)
        except Unavailable as error:
            yield f"{key}: {error}"
            continue
        yield Outcome(key, today.isoformat(), len(looked_for), tuple(missing(looked_for, abstract)))
        time.sleep(PAUSE)


def told(outcome: Outcome) -> Iterator[str]:
    """An outcome in words."""
    yield f"{outcome.key}: {outcome.figures} figures, {len(outcome.missing)} not in the abstract"
    for each in outcome.missing:
        where = f" (recorded as from: {each.at})" if each.at else ""
        yield f"    claims/{each.claim}.yml, row {each.row}: {each.field} {each.number}{where}"


def keep(outcomes: Iterable[Outcome], root: Path) -> None:
    """Add outcomes to those of earlier runs: keys, dates and our own figures, nothing of an abstract."""
    path = root / OUTCOMES
    known = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    known |= {each.key: asdict(each) for each in outcomes}
    write_whole(path, json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
