"""References as CSL-JSON, and works as Crossref tells them: nearly the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from backed.editor.form import TYPES, author_list, raw
from backed.record.bibtex import RawEntry
from backed.record.citation import MORE_AUTHORS, doi_link


def csl(text: str) -> Iterator[RawEntry]:
    """Every item of a CSL-JSON file."""
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
    if fields["url"].lower() == doi_link(fields["doi"]).lower():
        fields["url"] = ""
    kind = str(item.get("type") or "")
    return raw("misc" if kind == "document" else TYPES.get(kind, kind), _one(item.get("id")), fields)


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
