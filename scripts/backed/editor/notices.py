"""Retractions, corrections and expressions of concern out of the Retraction Watch data, as Crossref publishes it.

One CSV file, a row for each notice: https://gitlab.com/crossref/retraction-watch-data (retraction_watch.csv). It is read
from disk only; whoever runs this brings the file, and the date on which it was fetched.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from backed.editor.form import bare_doi
from backed.record.reference import Reference

Nature = Literal["retracted", "corrected", "concern", "reinstated"]
NATURES: dict[str, Nature] = {
    "retraction": "retracted", "correction": "corrected", "expression of concern": "concern",
    "reinstatement": "reinstated",
}  # fmt: skip
GRAVEST: tuple[Nature, ...] = ("retracted", "concern", "corrected")
_DOI, _PMID, _NATURE, _DATE = "OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature", "RetractionDate"
COLUMNS = (_DOI, _PMID, _NATURE, _DATE)
MOST_LETTERS_IN_A_CELL = 1024 * 1024
_FORMS = ("%m/%d/%Y %H:%M", "%m/%d/%Y", "%Y-%m-%d")  # as published, and as spreadsheets save it


class NotSuchData(Exception):
    """The file is not the Retraction Watch data; the message says why."""


@dataclass(frozen=True)
class Notice:
    """One row: which paper, what happened to it, and when (None where the date cannot be read)."""

    doi: str
    pmid: str
    nature: Nature
    on: date | None


@dataclass(frozen=True)
class Match:
    """What a reference's notice should say, and what an editor has to decide instead (then `nature` is None)."""

    key: str
    nature: Nature | None
    on: date | None
    told: str = ""

    @property
    def field(self) -> str:
        """The value of the BibTeX field."""
        return f"{self.nature} {self.on}"


def read(file: Path) -> list[Notice]:
    """Every notice of one of the four natures. Raises NotSuchData."""
    csv.field_size_limit(MOST_LETTERS_IN_A_CELL)
    try:
        with file.open(encoding=_encoding(file), newline="") as lines:
            rows = csv.DictReader(lines)
            if missing := [name for name in COLUMNS if name not in (rows.fieldnames or ())]:
                raise NotSuchData(f"{file.name} has no column {', '.join(missing)}")
            return [notice for row in rows if (notice := _notice(row))]
    except OSError as error:
        raise NotSuchData(f"{file}: {error.strerror}") from None
    except csv.Error as error:
        raise NotSuchData(f"{file.name} is no CSV file: {error}") from None


def _encoding(file: Path) -> str:
    """UTF-8, or Latin-1 as older snapshots are: ids and dates are the same in both."""
    try:
        with file.open(encoding="utf-8-sig") as text:
            while text.read(1024 * 1024):
                pass
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8-sig"


def _notice(row: Mapping[str, str | None]) -> Notice | None:
    nature = NATURES.get((row[_NATURE] or "").strip().lower())
    if nature is None:
        return None
    doi, pmid = plain_doi(row[_DOI] or ""), (row[_PMID] or "").strip()
    return Notice(doi if doi.startswith("10.") else "", pmid if pmid.strip("0") else "", nature, _day(row[_DATE] or ""))


def plain_doi(text: str) -> str:
    """A DOI as it is compared: without an address around it, in lower case."""
    return bare_doi(text).lower()


def _day(text: str) -> date | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def matches(notices: Iterable[Notice], references: Mapping[str, Reference]) -> Iterator[Match]:
    """What becomes of every reference that a notice names, by DOI or by PubMed id; in the order of the bibliography."""
    dois = {plain_doi(source.doi): key for key, source in references.items() if source.doi}
    pmids = {source.pmid: key for key, source in references.items() if source.pmid}
    found: dict[str, list[Notice]] = {}
    torn: dict[str, str] = {}
    for notice in notices:
        by_doi, by_pmid = dois.get(notice.doi), pmids.get(notice.pmid)
        key = by_doi or by_pmid
        if key and {by_doi, by_pmid} <= {key, None} and _agree(notice, references[key]):
            found.setdefault(key, []).append(notice)
        elif key:
            torn[key] = f"a notice ({notice.nature}) names DOI {notice.doi or '-'} and PubMed id {notice.pmid or '-'}, which are not of one paper here"  # fmt: skip
    for key, source in references.items():
        if key in torn:
            yield Match(key, None, None, torn[key])
        elif key in found and (match := _decided(source, found[key])):
            yield match


def _agree(notice: Notice, source: Reference) -> bool:
    """Whether neither of the two ids contradicts the reference."""
    same_doi = not notice.doi or not source.doi or notice.doi == plain_doi(source.doi)
    return same_doi and (not notice.pmid or not source.pmid or notice.pmid == source.pmid)


def _decided(source: Reference, notices: list[Notice]) -> Match | None:
    """The gravest notice that stands, if the reference does not say it, or something graver, already."""
    restored = max((each.on for each in notices if each.nature == "reinstated" and each.on), default=None)
    standing = [each for each in notices if each.nature != "reinstated" and not _is_past(each, restored)]
    known = source.notice.kind if source.notice else None
    if restored and known in ("retracted", "concern") and not any(each.nature == known for each in standing):
        return Match(source.key, None, None, f"says {known}, and the paper was reinstated on {restored}")
    return _graver(source, standing)


def _is_past(notice: Notice, restored: date | None) -> bool:
    return notice.nature != "corrected" and restored is not None and notice.on is not None and notice.on <= restored


def _graver(source: Reference, standing: list[Notice]) -> Match | None:
    known = GRAVEST.index(source.notice.kind) if source.notice else len(GRAVEST)
    graver = [each for each in standing if GRAVEST.index(each.nature) < known]
    if not graver:
        return None
    first = min(graver, key=lambda each: (GRAVEST.index(each.nature), each.on or date.max))
    if first.on is None:
        return Match(source.key, None, None, f"{first.nature}, on a date that cannot be read")
    return Match(source.key, first.nature, first.on)
