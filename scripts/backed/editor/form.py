"""What all readers of references share: types and containers under our names, lists of authors, bare DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from backed.record.bibtex import RawEntry
from backed.record.reference_fields import container_field

# Types that other programs write, and the one of ours that stands for them.
TYPES = {
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
_DOI_HEAD = re.compile(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def author_list(names: Iterable[tuple[str, str]], *, others: bool = False) -> str:
    """(family, given) as a BibTeX author field; organisations, which have no given name, in braces."""
    written = [f"{family}, {given}" if given else f"{{{family}}}" for family, given in names if family]
    return " and ".join([*written, *(["others"] if others else [])])


def bare_doi(text: str) -> str:
    """A DOI without the address or the `doi:` that it was given with."""
    return _DOI_HEAD.sub("", text.strip())


def raw(kind: str, key: str, fields: Mapping[str, str | None]) -> RawEntry:
    """An entry of the type `kind`; what it stands in is given as `container` and filed under the field of its type."""
    placed = {(container_field(kind) if name == "container" else name): value for name, value in fields.items()}
    return RawEntry(kind, key, 1, {name: value for name, value in placed.items() if value})
