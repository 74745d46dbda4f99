"""What Crossref and PubMed say of a DOI or a PubMed id, as an entry of ours. Shown for confirmation, never trusted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from backed.editor.csl import from_csl
from backed.editor.intake import Unreadable, read, tidied
from backed.editor.lines import abstract
from backed.editor.notices import GRAVEST
from backed.editor.web import Catalogue, Unavailable
from backed.record.bibtex import RawEntry

_CROSSREF = "https://api.crossref.org/works/"
_EUTILS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
# Crossref's words for what happened to a work later, and ours.
_NOTICES = {
    "retraction": "retracted", "removal": "retracted", "withdrawal": "retracted", "correction": "corrected",
    "erratum": "corrected", "corrigendum": "corrected", "expression_of_concern": "concern",
}  # fmt: skip
_FROM_PUBMED = ("pmid", "design", "notice", "caution")


def by_doi(doi: str, catalogue: Catalogue) -> RawEntry:
    """The work as Crossref has it, with what PubMed adds where it has it too. Raises Unavailable."""
    work = _work(doi, catalogue)
    entry = tidied(from_csl(work))
    entry.fields.update(notice_of(work))
    try:
        pmid = _pmid_of(doi, catalogue)
        return with_pubmed(entry, by_pmid(pmid, catalogue)) if pmid else entry
    except Unavailable:
        return entry  # PubMed adds; it is not needed


def with_pubmed(entry: RawEntry, other: RawEntry) -> RawEntry:
    """An entry with PubMed's id, design and notice, if it is the same work."""
    if other.fields.get("doi", "").lower() != entry.fields.get("doi", "").lower():
        return entry
    added = {name: other.fields[name] for name in _FROM_PUBMED if name in other.fields and name not in entry.fields}
    return replace(entry, fields=entry.fields | added)


def by_pmid(pmid: str, catalogue: Catalogue) -> RawEntry:
    """The record as PubMed has it. Raises Unavailable."""
    text = catalogue.ask(_record(pmid))
    try:
        (entry,) = read(text, "pubmed.nbib")
    except (Unreadable, ValueError):
        raise Unavailable(f"PubMed knows no {pmid}") from None
    if entry.fields.get("pmid") != pmid:
        raise Unavailable(f"PubMed knows no {pmid}")
    return entry


def _record(pmid: str) -> str:
    return f"{_EUTILS}efetch.fcgi?db=pubmed&id={quote(pmid)}&rettype=medline&retmode=text&tool=backed"


def abstract_of(pmid: str, catalogue: Catalogue) -> str:
    """The abstract as PubMed has it, asked for anew and not kept. Raises Unavailable, also where there is none."""
    text = catalogue.fetch(_record(pmid), catalogue.agent).decode("utf-8", "replace")
    try:
        found = abstract(text, pmid)
    except ValueError:
        raise Unavailable(f"PubMed knows no {pmid}") from None
    if not found:
        raise Unavailable(f"PubMed has no abstract of {pmid}")
    return found


def notice_of(work: Mapping[str, Any]) -> dict[str, str]:
    """The gravest later notice on a work that Crossref lists, with its date."""
    found = []
    for update in work.get("updated-by") or ():
        kind, date = _NOTICES.get(str(update.get("type"))), _date(update.get("updated") or {})
        if kind and date:
            found.append((kind, date))
    if not found:
        return {}
    kind, date = min(found, key=lambda pair: (GRAVEST.index(pair[0]), pair[1]))
    return {"notice": f"{kind} {date}"}


def _date(value: Mapping[str, Any]) -> str:
    parts = (value.get("date-parts") or [[]])[0]
    return "-".join(f"{int(part):02d}" for part in parts) if parts and parts[0] else ""


def _work(doi: str, catalogue: Catalogue) -> Mapping[str, Any]:
    answer = catalogue.ask(_CROSSREF + quote(doi, safe=""))
    try:
        work = json.loads(answer)["message"]
    except (ValueError, KeyError, TypeError):
        raise Unavailable(f"Crossref's answer on {doi} cannot be read") from None
    if not isinstance(work, dict):
        raise Unavailable(f"Crossref's answer on {doi} cannot be read")
    return work


def _pmid_of(doi: str, catalogue: Catalogue) -> str:
    term = quote(f'"{doi}"[doi]')
    answer = catalogue.ask(f"{_EUTILS}esearch.fcgi?db=pubmed&term={term}&retmode=json&tool=backed")
    ids = re.findall(r'"idlist"\s*:\s*\[\s*"(\d+)"\s*\]', answer)  # one and only one: else it is another work
    return ids[0] if ids else ""
