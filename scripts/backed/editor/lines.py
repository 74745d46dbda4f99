"""References in forms of one tag a line: RIS and PubMed's .nbib (MEDLINE)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from backed.editor.form import TYPES, author_list, raw
from backed.record.bibtex import RawEntry
from backed.record.citation import MORE_AUTHORS

_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?")
_NBIB_LINE = re.compile(r"([A-Z]{2,4}) *- (.*)")
# PubMed's publication types, the most telling first, and the design that they make likely.
_DESIGNS = (
    ("meta-analysis", "meta-analysis"), ("systematic review", "systematic-review"),
    ("practice guideline", "guideline"), ("guideline", "guideline"),
    ("randomized controlled trial", "randomized-trial"), ("controlled clinical trial", "non-randomized-trial"),
    ("case reports", "case-report"), ("review", "narrative-review"),
)  # fmt: skip


def ris(text: str) -> Iterator[RawEntry]:
    """Every record of a RIS file."""
    for rows in _records(text, _RIS_LINE, "ER"):
        get = _first(rows)
        kind = TYPES.get(get("TY") or "", "misc")
        fields = {
            "author": author_list(map(_ris_name, _all(rows, "AU", "A1")), others=MORE_AUTHORS in _all(rows, "N1")),
            "title": get("TI", "T1"), "container": get("T2", "JO", "JF", "JA", "PB"), "year": get("PY", "Y1", "DA"),
            "volume": get("VL"), "number": get("IS"), "edition": get("ET"), "doi": get("DO"), "url": get("UR"),
            "pages": "--".join(filter(None, (get("SP"), get("EP")))),
        }  # fmt: skip
        pmid = next((value for value in _all(rows, "AN") if re.fullmatch(r"\d{4,9}", value)), "")
        yield raw(kind, get("ID") or "", fields | {"pmid": pmid})


def _ris_name(name: str) -> tuple[str, str]:
    if ",," in name or "," not in name.rstrip(", "):
        return name.rstrip(", ").replace(",,", ",", 1), ""
    family, _, given = name.partition(",")
    return family.strip(), given.strip()


def nbib(text: str) -> Iterator[RawEntry]:
    """Every record of a MEDLINE file."""
    for rows in _records(text, _NBIB_LINE, None):
        get = _first(rows)
        people = [_nbib_name(name) for name in _all(rows, "FAU") or _all(rows, "AU")]
        dois = [value for value in _all(rows, "LID", "AID") if value.endswith("[doi]")]
        types = [value.lower() for value in _all(rows, "PT")]
        yield raw("article", "", {
            "author": author_list([*people, *((name, "") for name in _all(rows, "CN"))]),
            "title": (get("TI") or "").rstrip(".").strip("[]"), "container": get("JT", "TA"), "year": get("DP"),
            "volume": get("VI"), "number": get("IP"), "pages": _whole_pages(get("PG") or ""),
            "doi": dois[0].removesuffix("[doi]").strip() if dois else "", "pmid": get("PMID"),
            "design": next((design for name, design in _DESIGNS if name in types), ""),
            "notice": f"retracted {_year(get('DP'))}" if "retracted publication" in types else "",
        })  # fmt: skip


def abstract(text: str, pmid: str) -> str:
    """The abstract in a MEDLINE file that holds this record; "" where it has none. Raises ValueError."""
    for rows in _records(text, _NBIB_LINE, None):
        get = _first(rows)
        if get("PMID") == pmid:
            return get("AB") or ""
    raise ValueError(f"no record {pmid}")


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
