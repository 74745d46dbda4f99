"""References as others write them (BibTeX, RIS, PubMed's .nbib, CSL-JSON), read into entries of our own form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any

from backed import bibtex
from backed.bibtex import RawEntry
from backed.citation import MORE_AUTHORS
from backed.reference import FIELDS, TYPES

Fields = dict[str, str]
# Types that other programs write, and the one of ours that stands for them.
_TYPES = {
    # BibTeX and biblatex
    "inproceedings": "incollection", "conference": "incollection", "inbook": "incollection",
    "report": "techreport", "manual": "techreport", "thesis": "phdthesis", "mastersthesis": "phdthesis",
    "electronic": "online", "www": "online",
    # RIS
    "JOUR": "article", "JFULL": "article", "EJOUR": "article", "MGZN": "article", "BOOK": "book",
    "CHAP": "incollection", "CONF": "incollection", "CPAPER": "incollection", "RPRT": "techreport",
    "THES": "phdthesis", "ELEC": "online",
    # CSL-JSON and Crossref
    "article-journal": "article", "journal-article": "article", "proceedings-article": "incollection",
    "paper-conference": "incollection", "chapter": "incollection", "book-chapter": "incollection",
    "monograph": "book", "edited-book": "book", "webpage": "online", "dissertation": "phdthesis",
}  # fmt: skip
_BIBLATEX = {"journaltitle": "journal", "date": "year", "address": "", "location": ""}
_CONTAINER = {
    "article": "journal", "incollection": "booktitle", "techreport": "institution", "book": "publisher",
    "phdthesis": "school",
}  # fmt: skip
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_NBIB_LINE = re.compile(r"([A-Z]{2,4}) *- (.*)")
_DOI_HEAD = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
# PubMed's publication types, the most telling first, and the design that they make likely.
_DESIGNS = (
    ("meta-analysis", "meta-analysis"), ("systematic review", "systematic-review"),
    ("practice guideline", "guideline"), ("guideline", "guideline"),
    ("randomized controlled trial", "randomized-trial"), ("controlled clinical trial", "non-randomized-trial"),
    ("case reports", "case-report"), ("review", "narrative-review"),
)  # fmt: skip


class Unreadable(ValueError):
    """A text that holds no reference in any form we read; the message says what was tried."""


def read(text: str, name: str = "") -> list[RawEntry]:
    """Every reference of a file; `name` tells its form by its ending, else its first characters do."""
    form = form_of(text, name)
    try:
        found = [tidied(entry) for entry in _READERS[form](text)]
    except (ValueError, AttributeError, TypeError, KeyError, IndexError) as error:
        raise Unreadable(f"{name or 'the text'} cannot be read as {form}: {error}") from None
    if not found:
        raise Unreadable(f"{name or 'the text'} holds no reference that can be read as {form}")
    return found


def form_of(text: str, name: str) -> str:
    """`bibtex`, `ris`, `nbib` or `csl`."""
    ending, start = name.lower().rpartition(".")[2], text.lstrip("\ufeff \r\n\t")
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    if start.startswith(("[", "{")):
        return "csl"
    if start.startswith(("@", "%")):
        return "bibtex"
    return "nbib" if start.startswith("PMID") else "ris"


def tidied(entry: RawEntry) -> RawEntry:
    """An entry with our types and fields only; what we have no field for is left out."""
    kind = entry.type if entry.type in TYPES else _TYPES.get(entry.type, "misc")
    fields: Fields = {}
    for given, value in entry.fields.items():
        name = _BIBLATEX.get(given, given)
        if name in FIELDS and value.strip():
            fields.setdefault(name, _clean(name, value))
    if entry.fields.get("eprinttype") == "pubmed":
        fields.setdefault("pmid", entry.fields.get("eprint", ""))
    return RawEntry(kind, entry.key, 1, fields)


def _clean(name: str, value: str) -> str:
    text = " ".join(value.split())
    match name:
        case "doi":
            return _DOI_HEAD.sub("", text)
        case "year":
            found = re.search(r"\d{4}", text)
            return found[0] if found else ""
        case "pages":
            return re.sub(r"\s*[-–—]+\s*", "--", text)
        case _:
            return text


def author_list(names: Iterable[tuple[str, str]], *, others: bool = False) -> str:
    """(family, given) as a BibTeX author field; organisations, which have no given name, in braces."""
    written = [f"{family}, {given}" if given else f"{{{family}}}" for family, given in names if family]
    return " and ".join([*written, *(["others"] if others else [])])


def _bibtex(text: str) -> list[RawEntry]:
    entries, _, faults = bibtex.parse(text.removeprefix("\ufeff"))
    if faults:
        raise ValueError("; ".join(f"line {fault.place.line}: {fault.message}" for fault in faults))
    return entries


def _ris(text: str) -> Iterator[RawEntry]:
    for rows in _records(text, _RIS_LINE, "ER"):
        get = _first(rows)
        kind = _TYPES.get(get("TY") or "", "misc")
        fields = {
            "author": author_list(map(_ris_name, _all(rows, "AU", "A1")), others=MORE_AUTHORS in _all(rows, "N1")),
            "title": get("TI", "T1"), "container": get("T2", "JO", "JF", "JA", "PB"), "year": get("PY", "Y1", "DA"),
            "volume": get("VL"), "number": get("IS"), "edition": get("ET"), "doi": get("DO"), "url": get("UR"),
            "pages": "--".join(filter(None, (get("SP"), get("EP")))),
        }  # fmt: skip
        pmid = next((value for value in _all(rows, "AN") if re.fullmatch(r"\d{4,9}", value)), "")
        yield _raw(kind, get("ID") or "", fields | {"pmid": pmid})


def _ris_name(name: str) -> tuple[str, str]:
    if ",," in name or "," not in name.rstrip(", "):
        return name.rstrip(", ").replace(",,", ",", 1), ""
    family, _, given = name.partition(",")
    return family.strip(), given.strip()


def _nbib(text: str) -> Iterator[RawEntry]:
    for rows in _records(text, _NBIB_LINE, None):
        get = _first(rows)
        people = [_nbib_name(name) for name in _all(rows, "FAU") or _all(rows, "AU")]
        dois = [value for value in _all(rows, "LID", "AID") if value.endswith("[doi]")]
        types = [value.lower() for value in _all(rows, "PT")]
        yield _raw("article", "", {
            "author": author_list([*people, *((name, "") for name in _all(rows, "CN"))]),
            "title": (get("TI") or "").rstrip(".").strip("[]"), "container": get("JT", "TA"), "year": get("DP"),
            "volume": get("VI"), "number": get("IP"), "pages": _whole_pages(get("PG") or ""),
            "doi": dois[0].removesuffix("[doi]").strip() if dois else "", "pmid": get("PMID"),
            "design": next((design for name, design in _DESIGNS if name in types), ""),
            "notice": f"retracted {_year(get('DP'))}" if "retracted publication" in types else "",
        })  # fmt: skip


def _nbib_name(name: str) -> tuple[str, str]:
    if "," in name:
        family, _, given = name.partition(",")
        return family.strip(), given.strip()
    family, _, letters = name.rpartition(" ")
    return (family, ". ".join(letters) + ".") if family else (letters, "")


def _whole_pages(pages: str) -> str:
    """PubMed shortens: `1234-8` is 1234 to 1238."""
    first, dash, last = pages.partition("-")
    if dash and first.isdigit() and last.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}{dash}{last}"


def _year(date: str | None) -> str:
    return (date or "")[:4]


def _records(text: str, line: re.Pattern[str], end: str | None) -> Iterator[list[tuple[str, str]]]:
    """Rows of (tag, value) of each record, which ends with the tag `end` or else with an empty line."""
    rows: list[tuple[str, str]] = []
    for typed in text.removeprefix("\ufeff").splitlines():
        if found := line.fullmatch(typed.rstrip()):
            rows.append((found[1], (found[2] or "").strip()))
        elif typed.strip() and rows:  # a long value goes on
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {typed.strip()}")
        if rows and (rows[-1][0] == end if end else not typed.strip()):
            yield rows
            rows = []
    if rows:
        yield rows


def _all(rows: list[tuple[str, str]], *tags: str) -> list[str]:
    return [value for tag, value in rows if tag in tags and value]


def _first(rows: list[tuple[str, str]]) -> Any:
    return lambda *tags: next((value for tag in tags for value in _all(rows, tag)), None)


def _csl(text: str) -> Iterator[RawEntry]:
    data = json.loads(text)
    for item in data if isinstance(data, list) else data.get("items") or [data]:
        yield from_csl(item)


def from_csl(item: Mapping[str, Any]) -> RawEntry:
    """One CSL-JSON item, or one work as Crossref tells it: they differ in lists and in a name or two."""
    names = [_csl_name(each) for each in item.get("author") or ()]
    issued = (item.get("issued") or {}).get("date-parts") or [[None]]
    fields = {
        "author": author_list(names, others=item.get("note") == MORE_AUTHORS),
        "title": _one(item.get("title")), "container": _one(item.get("container-title")) or _one(item.get("publisher")),
        "year": str(issued[0][0] or ""), "volume": _one(item.get("volume")),
        "number": _one(item.get("issue") or item.get("number")), "pages": _one(item.get("page")),
        "edition": _one(item.get("edition")), "doi": _one(item.get("DOI")), "pmid": _one(item.get("PMID")),
        "url": _one(item.get("URL")),
    }  # fmt: skip
    if fields["url"].lower() == f"https://doi.org/{fields['doi']}".lower():
        fields["url"] = ""
    kind = str(item.get("type") or "")
    return _raw("misc" if kind == "document" else _TYPES.get(kind, kind), _one(item.get("id")), fields)


def _csl_name(name: Mapping[str, Any]) -> tuple[str, str]:
    organisation = name.get("literal") or name.get("name")
    if organisation:
        return _one(organisation), ""
    family = " ".join(filter(None, (_one(name.get("non-dropping-particle")), _one(name.get("family")))))
    return family, _one(name.get("given"))


def _one(value: Any) -> str:
    """A value, or the first of a list, as plain text: publishers send tags and entities."""
    first = (value[0] if value else "") if isinstance(value, list) else value
    return " ".join(unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", str(first or ""))).split())


def _raw(kind: str, key: str, fields: Mapping[str, str | None]) -> RawEntry:
    placed = {
        (_CONTAINER.get(kind, "howpublished") if name == "container" else name): value for name, value in fields.items()
    }
    return RawEntry(kind, key, 1, {name: value for name, value in placed.items() if value})


_ENDINGS = {"bib": "bibtex", "bibtex": "bibtex", "ris": "ris", "nbib": "nbib", "json": "csl"}
_READERS: dict[str, Any] = {"bibtex": _bibtex, "ris": _ris, "nbib": _nbib, "csl": _csl}
