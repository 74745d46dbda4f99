"""What the published data looks like: the records' own models, and beside them what follows from a record."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter, create_model

from backed.appraisal.verdict import ClaimVerdict
from backed.data.schema import DIALECT, cleaned
from backed.record.claim import Certainty, Claim, Tombstone
from backed.record.model import Id, Record, describe
from backed.record.reference import Reference
from backed.record.reference_fields import FIELDS
from backed.record.statement import Ground, SourceDocument, Statement, Verdict
from backed.record.vocabulary import VOCABULARY

VERSION = "1.0"
FOLDER = "api/v1"
_URL = "address of the page, from the root of the site"


class PublishedClaim(Claim):
    """A claim: its record, and the certainty, verdict and sentences that follow from it."""

    id: Id = describe("the id; part of the address, never reused")
    certainty: Certainty = describe("how sure, computed from `rating`")
    verdict: ClaimVerdict = describe("what finding and certainty come to")
    sentence: str = describe("the generated sentence for clinicians")
    plain_sentence: str = describe("the generated sentence for lay readers")
    people: int | None = describe("people behind the evidence that counts, each trial once; null where unknown")
    studies: int = describe("studies behind the evidence that counts")
    statements: tuple[str, ...] = describe("ids of the statements that this claim answers")
    url: str = describe(_URL)


class PublishedStatement(Statement):
    """One statement of a source document, with the verdict that stands."""

    id: str = describe("`<document>#<n>`")
    verdict: Verdict = describe("the verdict: derived, or the editors' where `overruled` says why")
    ground: Ground = describe("why this verdict, in a word")
    url: str = describe(_URL)


class PublishedDocument(SourceDocument):
    """One piece of marketing or advice and every checkable statement in it."""

    id: Id = describe("the id; part of the address, never reused")
    statements: tuple[PublishedStatement, ...] = describe("every recorded statement")
    url: str = describe(_URL)


class PublishedReference(Reference):
    """One source."""

    claims: tuple[Id, ...] = describe("ids of the claims that lean on it")
    page: str = describe(_URL)


class PublishedTombstone(Tombstone):
    """What stays of a retired record."""

    id: Id = describe("the id that is retired")
    url: str = describe(_URL)


def _published_term() -> type[BaseModel]:
    """One model for all four lists; what a list does not have is null."""
    fields: dict[str, Any] = {
        "list": (Literal["conditions", "interventions", "outcomes", "factors"], describe("the list it stands in")),
        "url": (str, describe(_URL)),
    }
    shared = set.intersection(*(set(model.model_fields) for model in VOCABULARY.values()))
    for model in VOCABULARY.values():
        for name, field in model.model_fields.items():
            kind = field.annotation if name in shared else field.annotation | None  # type: ignore[operator]
            fields[name] = (kind, describe(field.description or ""))
    return create_model("PublishedTerm", __base__=Record, __doc__="One controlled term.", **fields)


PublishedTerm = _published_term()
# file (without ending) -> the model of one item of its list, which goes by the same name
LISTS: dict[str, type[BaseModel]] = {
    "claims": PublishedClaim,
    "statements": PublishedDocument,
    "references": PublishedReference,
    "vocabulary": PublishedTerm,
    "retired": PublishedTombstone,
}
# Fields of a reference that its BibTeX entry has no field of the same name for.
_OF_REFERENCE = {
    "key": "citation key; part of the address, never reused",
    "type": "type of the BibTeX entry",
    "authors": "people, or organisations (then `given` is empty), as they stand in the entry",
    "and_others": "true when the entry does not name all authors",
    "container": "journal, book, publisher or issuer",
}


def schema(name: str, site_url: str) -> dict[str, Any]:
    """The JSON Schema of one published file. More fields may come in version 1; none goes."""
    item = TypeAdapter(LISTS[name]).json_schema(mode="serialization", by_alias=False)
    shapes = item.pop("$defs", {})
    shapes[LISTS[name].__name__] = item
    _describe_references(shapes)
    return {
        "$schema": DIALECT,
        "$id": f"{site_url}{FOLDER}/schema/{name}.json",
        "type": "object",
        "properties": {
            "schema_version": {"const": VERSION},
            name: {"type": "array", "items": {"$ref": f"#/$defs/{LISTS[name].__name__}"}},
        },
        "required": ["schema_version", name],
        "$defs": {key: _open(shape) for key, shape in shapes.items()},
    }


def _describe_references(shapes: dict[str, Any]) -> None:
    for field, shape in shapes.get("PublishedReference", {}).get("properties", {}).items():
        shape.setdefault("description", _OF_REFERENCE.get(field) or FIELDS.get(field, ""))


def _open(shape: dict[str, Any]) -> dict[str, Any]:
    """One shape under the published names (`as`, not `as_`): all fields there, nulls kept, more allowed to come."""
    properties = {plain_name(name): _tidied(each) for name, each in shape["properties"].items()}
    about = {"description": shape.get("description", ""), "type": "object"}
    return about | {"properties": properties, "required": list(properties)}


def plain_name(name: str) -> str:
    """The published name of a field: one that Python reserves has a trailing underscore there only."""
    return name.rstrip("_")


def _tidied(shape: dict[str, Any]) -> dict[str, Any]:
    """A field's schema without titles and defaults; that it may be null stays."""
    kept = {key: value for key, value in shape.items() if key not in ("anyOf", "default", "title")}
    tidy: dict[str, Any] = cleaned(kept)
    if "anyOf" in shape:
        tidy["anyOf"] = [each if each == {"type": "null"} else cleaned(each) for each in shape["anyOf"]]
    return tidy
