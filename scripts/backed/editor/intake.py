"""References as others write them (BibTeX, RIS, PubMed's .nbib, CSL-JSON), read into entries of our own form."""

from __future__ import annotations

import re
from typing import Any

from backed.editor.csl import csl
from backed.editor.form import TYPES, bare_doi
from backed.editor.lines import nbib, ris
from backed.record import bibtex
from backed.record.bibtex import RawEntry
from backed.record.reference_fields import FIELDS
from backed.record.reference_fields import TYPES as OUR_TYPES

Fields = dict[str, str]
_BIBLATEX = {"journaltitle": "journal", "date": "year", "address": "", "location": ""}


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
    kind = entry.type if entry.type in OUR_TYPES else TYPES.get(entry.type, "misc")
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
            return bare_doi(text)
        case "year":
            found = re.search(r"\d{4}", text)
            return found[0] if found else ""
        case "pages":
            return re.sub(r"\s*[-–—]+\s*", "--", text)
        case _:
            return text


def _bibtex(text: str) -> list[RawEntry]:
    entries, _, faults = bibtex.parse(text.removeprefix("\ufeff"))
    if faults:
        raise ValueError("; ".join(f"line {fault.place.line}: {fault.message}" for fault in faults))
    return entries


_ENDINGS = {"bib": "bibtex", "bibtex": "bibtex", "ris": "ris", "nbib": "nbib", "json": "csl"}
_READERS: dict[str, Any] = {"bibtex": _bibtex, "ris": ris, "nbib": nbib, "csl": csl}
