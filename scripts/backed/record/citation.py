"""References as people and programs cite them: Vancouver text, BibTeX, RIS, CSL-JSON. Pure functions, no markup."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel

from backed.record.reference import Author, Reference
from backed.record.reference_fields import container_field

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
# What Zotero reads each type from: what the ContextObject describes, the name of its title, and of what holds it.
_BOOK = ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book")
_COINS = {
    "article": (
        [("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"), ("rft.genre", "article")], "rft.atitle", "rft.jtitle",
    ),
    "book": ([_BOOK, ("rft.genre", "book")], "rft.btitle", "rft.pub"),
    "incollection": ([_BOOK, ("rft.genre", "bookitem")], "rft.atitle", "rft.btitle"),
    "techreport": ([_BOOK, ("rft.genre", "report")], "rft.btitle", "rft.pub"),
    "phdthesis": ([("rft_val_fmt", "info:ofi/fmt:kev:mtx:dissertation")], "rft.title", "rft.inst"),
    "online": ([("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.type", "webpage")], "rft.title", "rft.source"),
    "misc": ([("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"), ("rft.type", "document")], "rft.title", "rft.publisher"),
}  # fmt: skip
CSV_COLUMNS = (
    "key", "type", "authors", "and_others", "year", "title", "container", "volume", "number", "pages", "edition",
    "doi", "pmid", "url", "design", "participants", "studies", "trial", "contains", "quality", "funding", "conflicts",
    "notice", "caution", "verified",
)  # fmt: skip
# A cell that begins so would be run as a formula by a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t")


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
        container_field(source.type): source.container,
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


def doi_link(doi: str) -> str:
    """The address of a DOI."""
    return f"https://doi.org/{doi}"


def link(source: Reference) -> str | None:
    """The best address of a source: DOI, then PubMed, then its page."""
    if source.doi:
        return doi_link(source.doi)
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
    """A ContextObject for a span (COinS), by which Zotero's connector sees the references of a page.

    Field by field what Zotero's own reader (openurl.js) turns into the right kind of item; it takes DOI and address
    from `rft_id`, and splits names at the comma.
    """
    shape, title, container = _COINS.get(source.type, _COINS["misc"])
    people = [
        ("rft.au", f"{author.family}, {author.given}") if author.given else ("rft.aucorp", author.family)
        for author in source.authors
    ]
    pairs = [
        ("ctx_ver", "Z39.88-2004"), *shape, (title, source.title), (container, source.container),
        ("rft.date", source.year), ("rft.volume", source.volume), ("rft.issue", source.number),
        ("rft.pages", source.pages), ("rft.edition", source.edition), *people,
        ("rft_id", f"info:doi/{source.doi}" if source.doi else None),
        ("rft_id", f"info:pmid/{source.pmid}" if source.pmid else None),
        ("rft_id", source.url),
    ]  # fmt: skip
    return urlencode([(name, str(value)) for name, value in pairs if value])


def cells(source: Reference) -> list[str]:
    """The reference as cells of a table, one for each of CSV_COLUMNS."""
    return [_cell(getattr(source, name)) for name in CSV_COLUMNS]


def csv_row(source: Reference) -> str:
    """One line of a CSV file, without its end."""
    return csv_line(cells(source))


def csv_line(values: Iterable[str]) -> str:
    """Cells as one line of CSV, without its end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(values)
    return out.getvalue()


def _cell(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_cell, value))
    if isinstance(value, BaseModel):  # an author, a notice, a date with what was seen
        glue = ", " if isinstance(value, Author) else " "
        return glue.join(str(part) for _, part in value if part)
    text = "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


CSV_HEAD = csv_line(CSV_COLUMNS)
