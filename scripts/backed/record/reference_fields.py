"""What a BibTeX entry of ours may and must say, and the Reference that it comes to, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from backed.problem import nearest
from backed.record.model import KEY_PATTERN
from backed.record.reference import DESIGNS, NOTICES, Author, Notice, Reference, Verified
from backed.record.source import Fault, Place

if TYPE_CHECKING:  # its parsers are no small ones to wait for
    from backed.record.bibtex import RawEntry

TYPES = ("article", "book", "incollection", "techreport", "misc", "online", "phdthesis")
SEEN = (
    "abstract", "full-text", "registry-record", "guideline-page", "secondary-source", "catalogue-record", "web-page",
)  # fmt: skip
FIELDS = {
    "author": "authors, `Family, Given and Family, Given`; an organisation in braces of its own",
    "title": "title",
    "journal": "journal (article)",
    "booktitle": "book (incollection)",
    "publisher": "publisher (book)",
    "institution": "who issued it (techreport)",
    "school": "university (phdthesis)",
    "howpublished": "where it was published (misc, online)",
    "year": "year of publication",
    "volume": "volume",
    "number": "issue",
    "pages": "pages, `51--62`",
    "edition": "edition",
    "doi": "DOI, beginning with 10.",
    "pmid": "PubMed id, digits",
    "url": "a page fit to link, when there is no DOI",
    "design": f"one of {', '.join(DESIGNS)}",
    "participants": "people randomized or followed",
    "studies": "studies in a review",
    "trial": "id shared by all publications on the same people",
    "contains": "keys of the trials of this file that a review contains",
    "quality": "a published quality rating, e.g. PEDro 7/10",
    "funding": "funding as printed in the source",
    "conflicts": "interests as printed in the source",
    "notice": "`retracted`, `corrected` or `concern`, then a date",
    "caution": "what a reader must know about what was seen",
    "verified": f"date, then what was seen: {', '.join(SEEN)}",
}
REQUIRED = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author", "title", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "misc": ("title",),
    "online": ("title", "url"),
    "phdthesis": ("author", "title", "school", "year"),
}
# A source whose author or year nobody could see says so in `caution`; then it may lack them.
_EXCUSABLE = ("author", "year", "journal")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")
_DATED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_CONTAINERS = {
    "article": "journal", "incollection": "booktitle", "techreport": "institution", "book": "publisher",
    "phdthesis": "school", "misc": "howpublished", "online": "howpublished",
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1500, 2100


def references_of(entries: Iterable[RawEntry]) -> tuple[dict[str, Reference], list[Fault]]:
    """References by key from raw entries; a faulty entry is left out and told as Faults."""
    references: dict[str, Reference] = {}
    faults: list[Fault] = []
    seen: dict[tuple[str, str], str] = {}
    for raw in entries:
        found = [*_faults(raw), *_duplicates(raw, seen)]
        faults.extend(found)
        if not found:
            references[raw.key] = _reference(raw)
    return references, faults


def container_field(kind: str) -> str:
    """The BibTeX field that names what an entry of this type stands in, or who brought it out."""
    return _CONTAINERS.get(kind, "howpublished")


def _duplicates(raw: RawEntry, seen: dict[tuple[str, str], str]) -> Iterator[Fault]:
    for name in ("doi", "pmid"):
        if value := raw.fields.get(name, "").lower():
            other = seen.setdefault((name, value), raw.key)
            if other != raw.key:
                message = f"{raw.key} and {other} have the same {name} {value}"
                yield _fault(raw, name, f"duplicate-{name}", message, "One source has one entry: merge them.")


def _fault(raw: RawEntry, name: str, rule: str, message: str, fix: str | None) -> Fault:
    return Fault(Place(raw.lines.get(name, raw.line), 1), rule, message, fix)


def _faults(raw: RawEntry) -> Iterator[Fault]:
    if raw.key and not re.fullmatch(KEY_PATTERN, raw.key):
        message = f"the key {raw.key} is not a name, a year (or ND) and a word"
        yield _fault(raw, "", "reference-key", message, "Write it like Moustafa2013extension.")
    if raw.type not in TYPES:
        close = nearest(raw.type, TYPES)
        hint = f"Did you mean @{close}?" if close else f"Use one of: {', '.join(TYPES)}."
        yield _fault(raw, "", "entry-type", f"@{raw.type} is not used here", hint)
    yield from _unknown(raw)
    yield from _missing(raw)
    yield from _malformed(raw)


def _unknown(raw: RawEntry) -> Iterator[Fault]:
    for name in raw.fields:
        if name not in FIELDS:
            close = nearest(name, FIELDS)
            hint = f"Did you mean `{close}`?" if close else f"Known fields: {', '.join(FIELDS)}."
            yield _fault(raw, name, "unknown-field", f"`{name}` is not a field of a reference", hint)
        elif not raw.fields[name]:
            yield _fault(raw, name, "empty-field", f"`{name}` is empty", "Fill it in, or delete the line.")


def _missing(raw: RawEntry) -> Iterator[Fault]:
    for name in (*REQUIRED.get(raw.type, ("title",)), "design", "verified"):
        if name not in raw.fields and not (name in _EXCUSABLE and "caution" in raw.fields):
            hint = f"Add `{name} = {{...}},`: {FIELDS[name]}."
            yield _fault(raw, "", "missing-field", f"{raw.key}: @{raw.type} needs `{name}`", hint)


def _malformed(raw: RawEntry) -> Iterator[Fault]:
    for name, (good, rule, form) in _FORMS.items():
        value = raw.fields.get(name)
        if value and not good(value):
            fix = f"Expected: {FIELDS[name].rstrip('.')}."
            yield _fault(raw, name, rule, f"`{name}`: “{value[:60]}” is not {form}", fix)


def _year_ok(value: str) -> bool:
    return value.isdecimal() and FIRST_YEAR <= int(value) <= LAST_YEAR


def _count_ok(value: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d{0,7}", value))


def _day_ok(value: str) -> bool:
    """Whether a year, a month or a day is in the calendar."""
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return _year_ok(value[:4])


def _dated(words: Iterable[str]) -> Any:
    def good(value: str) -> bool:
        parts = value.replace(",", " ").replace(":", " ").split()
        days = [part for part in parts if _DATED.fullmatch(part)]
        return len(parts) == 2 and len(days) == 1 and _day_ok(days[0]) and any(part in words for part in parts)

    return good


_FORMS: dict[str, tuple[Any, str, str]] = {
    "doi": (lambda value: _DOI.fullmatch(value), "malformed-doi", "a DOI"),
    "pmid": (lambda value: re.fullmatch(r"[1-9]\d{3,8}", value), "malformed-pmid", "a PubMed id"),
    "year": (_year_ok, "impossible-year", f"a year between {FIRST_YEAR} and {LAST_YEAR}"),
    "url": (lambda value: re.fullmatch(r"https?://[^\s\"<>]+", value), "malformed-url", "a web address"),
    "design": (lambda value: value in DESIGNS, "unknown-word", "a design we use"),
    "participants": (_count_ok, "wrong-value", "a whole number from 1"),
    "studies": (_count_ok, "wrong-value", "a whole number from 1"),
    "trial": (lambda value: re.fullmatch(r"[a-z0-9-]+", value), "wrong-value", "an id in kebab-case"),
    "notice": (_dated(NOTICES), "wrong-value", "a notice with its date"),
    "verified": (_dated(SEEN), "wrong-value", "a date and what was seen"),
}


def _reference(raw: RawEntry) -> Reference:
    from backed.record.bibtex import people  # here, as its parsers are no small ones to wait for

    get = raw.fields.get
    authors, others = people(get("author", ""))
    container = next((get(name) for name in _CONTAINERS.values() if get(name)), None)
    return Reference(
        key=raw.key,
        type=raw.type,
        line=raw.line,
        title=raw.fields["title"],
        authors=tuple(Author(family=family, given=given) for family, given in authors),
        and_others=others,
        year=_int(get("year")),
        container=container,
        volume=get("volume"),
        number=get("number"),
        pages=(get("pages") or "").replace("--", "–") or None,
        edition=get("edition"),
        doi=get("doi"),
        pmid=get("pmid"),
        url=get("url"),
        design=raw.fields["design"],
        participants=_int(get("participants")),
        studies=_int(get("studies")),
        trial=get("trial"),
        contains=tuple(part.strip() for part in get("contains", "").split(",") if part.strip()),
        quality=get("quality"),
        funding=get("funding"),
        conflicts=get("conflicts"),
        notice=_pair(get("notice"), NOTICES, Notice, "kind", "date"),
        caution=get("caution"),
        verified=_pair(get("verified"), SEEN, Verified, "seen", "on"),
    )


def _int(value: str | None) -> int | None:
    return int(value) if value else None


def _pair(value: str | None, words: Iterable[str], model: Any, word: str, day: str) -> Any:
    if not value:
        return None
    parts = value.replace(",", " ").replace(":", " ").split()
    return model(**{(word if part in words else day): part for part in parts})
