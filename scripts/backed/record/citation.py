"""References as people and programs cite them: Vancouver text, BibTeX, RIS, CSL-JSON. Pure functions, no markup."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from backed.record.reference import Author, Reference

MOST_AUTHORS = 6  # NLM's Citing Medicine lists all; journals in this field stop at six
# RIS and CSL-JSON have no word for "and others".
MORE_AUTHORS = "Not all authors are named here."
_CSL = {
    "article": "article-journal", "book": "book", "incollection": "chapter", "techreport": "report",
    "phdthesis": "thesis", "online": "webpage", "misc": "document",
}  # fmt: skip
_RIS = {
    "article": "JOUR", "book": "BOOK", "incollection": "CHAP", "techreport": "RPRT",
    "phdthesis": "THES", "online": "ELEC", "misc": "GEN",
}  # fmt: skip


def initials(author: Author) -> str:
    """`Moustafa IM`; an organisation as it is."""
    letters = "".join(part[0] for part in author.given.replace("-", " ").replace(".", " ").split())
    return f"{author.family} {letters}".strip()


def authors(source: Reference) -> str:
    """At most six authors, then et al."""
    names = [initials(author) for author in source.authors[:MOST_AUTHORS]]
    more = source.and_others or len(source.authors) > MOST_AUTHORS
    return ", ".join([*names, "et al"] if more and names else names)


def vancouver(source: Reference) -> str:
    """The reference in Vancouver style, without links."""
    parts = [authors(source), source.title.rstrip("."), source.container or ""]
    where = f"{source.volume or ''}{f'({source.number})' if source.number else ''}"
    when = ";".join(filter(None, (str(source.year) if source.year else "", where)))
    if source.pages:
        when = f"{when}:{source.pages}"
    return ". ".join(part for part in (*parts, when) if part) + "."


def bibtex(source: Reference) -> str:
    """One BibTeX entry with standard fields, as reference managers read it."""
    fields = {
        "author": " and ".join(
            [*(_bib_name(author) for author in source.authors), *(["others"] if source.and_others else [])]
        ),
        "title": source.title,
        _bib_container(source.type): source.container,
        "year": str(source.year) if source.year else None,
        "volume": source.volume,
        "number": source.number,
        "pages": source.pages.replace("–", "--") if source.pages else None,
        "edition": source.edition,
        "doi": source.doi,
        "pmid": source.pmid,
        "url": source.url,
    }
    lines = [f"  {name} = {{{_bib_text(name, value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{source.type}{{{source.key},", *lines, "}"])


def _bib_name(author: Author) -> str:
    family, given = _bib_escaped(author.family), _bib_escaped(author.given)
    return f"{family}, {given}" if given else f"{{{family}}}"


def _bib_text(name: str, value: str) -> str:
    """A value that cannot end its field: names come ready, texts are escaped, addresses hold no brace."""
    if name == "author":
        return value
    return value.replace("{", "%7B").replace("}", "%7D") if name in ("doi", "url") else _bib_escaped(value)


def _bib_escaped(text: str) -> str:
    return "".join({"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}.get(letter, letter) for letter in text)


def _bib_container(kind: str) -> str:
    return {
        "article": "journal", "incollection": "booktitle", "techreport": "institution", "book": "publisher",
        "phdthesis": "school",
    }.get(kind, "howpublished")  # fmt: skip


def ris(source: Reference) -> str:
    """One RIS record."""
    start, _, end = (source.pages or "").partition("–")
    rows: list[tuple[str, str | int | None]] = [("TY", _RIS[source.type]), ("ID", source.key)]
    rows += [("AU", _ris_name(author)) for author in source.authors]
    rows += [
        ("N1", MORE_AUTHORS if source.and_others else None),
        ("TI", source.title), ("T2", source.container), ("PY", source.year), ("VL", source.volume),
        ("IS", source.number), ("SP", start), ("EP", end), ("ET", source.edition), ("DO", source.doi),
        ("AN", source.pmid), ("UR", source.url),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\n" for tag, value in rows if value) + "ER  - \n"


def _ris_name(author: Author) -> str:
    """`Family, Given`; in an organisation's name the first comma is doubled, as EndNote reads it."""
    return f"{author.family}, {author.given}" if author.given else author.family.replace(",", ",,", 1)


def csl(source: Reference) -> dict[str, Any]:
    """One CSL-JSON item."""
    item: dict[str, Any] = {
        "id": source.key,
        "type": _CSL[source.type],
        "title": source.title,
        "author": [
            {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
            for author in source.authors
        ],
        "container-title": source.container,
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "volume": source.volume,
        "issue": source.number,
        "page": source.pages.replace("–", "-") if source.pages else None,
        "edition": source.edition,
        "note": MORE_AUTHORS if source.and_others else None,
        "DOI": source.doi,
        "PMID": source.pmid,
        "URL": source.url,
    }
    return {name: value for name, value in item.items() if value}


def link(source: Reference) -> str | None:
    """The best address of a source: DOI, then PubMed, then its page."""
    if source.doi:
        return f"https://doi.org/{source.doi}"
    if source.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/"
    return source.url


def csl_text(sources: list[Reference]) -> str:
    """CSL-JSON of several references, as one text."""
    return "[\n" + ",\n".join(map(csl_item, sources)) + "\n]"


def csl_item(source: Reference) -> str:
    """One item of such a text, without the comma between two."""
    return json.dumps([csl(source)], ensure_ascii=False, indent=1).removeprefix("[\n").removesuffix("\n]")


def coins(source: Reference) -> str:
    """A ContextObject in a span (COinS), by which Zotero's connector sees the references of a page."""
    genre = "article" if source.type == "article" else "document"
    pairs = [
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"), ("rft.genre", genre),
        ("rft.atitle", source.title), ("rft.jtitle", source.container), ("rft.date", source.year),
        ("rft.volume", source.volume), ("rft.issue", source.number), ("rft.pages", source.pages),
        *(("rft.au", f"{author.given} {author.family}".strip()) for author in source.authors),
        ("rft_id", f"info:doi/{source.doi}" if source.doi else None),
        ("rft_id", f"info:pmid/{source.pmid}" if source.pmid else None),
    ]  # fmt: skip
    return urlencode([(name, str(value)) for name, value in pairs if value])
