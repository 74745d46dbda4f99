"""The data beside the pages: the same content as JSON under /api/v1/, and all references for reference managers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from backed.data import api, schema
from backed.library import Library
from backed.page.view import Views
from backed.part import Part
from backed.record import citation
from backed.record.reference import Reference
from backed.record.statement import SourceDocument, Statement
from backed.record.vocabulary import VOCABULARY

Item = dict[str, Any]


def parts(library: Library, views: Views) -> list[Part]:
    """Every data file with its schema, and the bibliography in four formats."""
    lists = [Part(f"{name}.json", partial(_list, name, library, views)) for name in LISTS]
    return [*lists, Part("schemas", partial(_schemas, views)), Part("bibliography", partial(_bibliography, library))]


def _list(name: str, library: Library, views: Views) -> Iterator[tuple[str, bytes]]:
    yield f"{api.FOLDER}/{name}.json", listed(name, LISTS[name](library, views))


def _schemas(views: Views) -> Iterator[tuple[str, bytes]]:
    for name in LISTS:
        yield f"{api.FOLDER}/schema/{name}.json", _text(api.schema(name, views.site_url)).encode()
    yield f"{api.FOLDER}/schema/diff.json", schema.schemas()["diff.json"].encode()


def _bibliography(library: Library) -> Iterator[tuple[str, bytes]]:
    sources = [library.references[key] for key in sorted(library.references)]
    yield f"{api.FOLDER}/references.bib", ("\n\n".join(map(citation.bibtex, sources)) + "\n").encode()
    yield f"{api.FOLDER}/references.ris", "\n".join(map(citation.ris, sources)).encode()
    yield f"{api.FOLDER}/references.csl.json", (citation.csl_text(sources) + "\n").encode()
    yield f"{api.FOLDER}/references.csv", table(sources, library).encode()


def listed(name: str, items: Iterable[str]) -> bytes:
    """One data file: a line for each item, so that two versions can be compared by line."""
    lines = b",\n".join(map(str.encode, items))
    return b"".join((f'{{"schema_version": "{api.VERSION}", "{name}": [\n'.encode(), lines, b"\n]}\n"))


def claim_line(id_: str, views: Views) -> str:
    """One claim as the line of its file, which stays as it is until something that it says changes."""
    return views.memo.get(("piece", "claims.json", id_), lambda: _line(claim(id_, views)))


def _document_line(id_: str, views: Views) -> str:
    return views.memo.get(("piece", "statements.json", id_), lambda: _line(document(id_, views)))


_line = json.JSONEncoder(ensure_ascii=False).encode


def plain(value: Any) -> Any:
    """A record as JSON has it: every field there, null for absent, numbers as numbers, dates ISO."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, BaseModel):
        return {shown: plain(getattr(value, name)) for name, shown in _fields(type(value))}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The published fields of a model: the name in the code and in the data."""
    return tuple((name, api.plain_name(name)) for name, field in model.model_fields.items() if not field.exclude)


def claim(id_: str, views: Views) -> Item:
    """One claim as published."""
    library, appraisal, topic = views.library, views.library.appraisal(id_), views.library.topic(id_)
    own: Item = plain(library.claims[id_])
    return {"id": id_} | own | {
        "finding": appraisal.finding,
        "certainty": appraisal.certainty,
        "verdict": appraisal.verdict,
        "sentence": views.sentence(id_),
        "plain_sentence": views.sentence(id_, "reader"),
        "people": topic.people,
        "studies": topic.studies,
        "statements": [f"{document}#{number}" for document, number in library.statements_by_claim.get(id_, ())],
        "url": f"/claims/{id_}/",
    }  # fmt: skip


def document(id_: str, views: Views) -> Item:
    """One source document as published."""
    record: SourceDocument = views.library.documents[id_]
    lines = [_statement(id_, line, views) for line in record.statements]
    own: Item = plain(record)
    return {"id": id_} | own | {"statements": lines, "url": f"/statements/{id_}/"}


def _statement(id_: str, line: Statement, views: Views) -> Item:
    shown = views.shown(id_, line)
    own: Item = plain(line)
    derived = {"verdict": shown.verdict, "ground": shown.ground, "url": f"/statements/{id_}/#s{line.n}"}
    return {"id": f"{id_}#{line.n}"} | own | derived


def reference(source: Reference, library: Library) -> Item:
    """One reference as published."""
    own: Item = plain(source)
    return own | {"claims": library.claims_by_reference.get(source.key, []), "page": f"/references/{source.key}/"}


def _claims(library: Library, views: Views) -> Iterator[str]:
    return (claim_line(id_, views) for id_ in library.claims)


def _documents(library: Library, views: Views) -> Iterator[str]:
    return (_document_line(id_, views) for id_ in library.documents)


def _references(library: Library, views: Views) -> Iterator[str]:
    return (_line(reference(each, library)) for each in library.references.values())


def _terms(library: Library, views: Views) -> Iterator[str]:
    absent = dict.fromkeys(map(api.plain_name, api.PublishedTerm.model_fields))
    for kind in VOCABULARY:
        for term in getattr(library, kind).values():
            yield _line(absent | plain(term) | {"list": kind, "url": f"/{kind}/{term.id}/"})


def _retired(library: Library, views: Views) -> Iterator[str]:
    for id_, stone in library.retired.items():
        yield _line({"id": id_} | plain(stone) | {"url": f"/{library.folder_of_retired(id_)}/{id_}/"})


LISTS: dict[str, Callable[[Library, Views], Iterator[str]]] = {
    "claims": _claims,
    "statements": _documents,
    "references": _references,
    "vocabulary": _terms,
    "retired": _retired,
}


def table(sources: Iterable[Reference], library: Library) -> str:
    """References as CSV: one row each with the claims that lean on it and its page, lists joined by semicolons."""
    rows = [citation.csv_line([*citation.CSV_COLUMNS, "claims", "page"])]
    for source in sources:
        claims = "; ".join(library.claims_by_reference.get(source.key, []))
        rows.append(citation.csv_line([*citation.cells(source), claims, f"/references/{source.key}/"]))
    return "\r\n".join([*rows, ""])


def _text(schema: Item) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
