"""JSON Schemas of the record files, generated from the models: completion and help while an editor types."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import models_json_schema

from backed.change.model import Difference
from backed.record.claim import Claim, Tombstone
from backed.record.safety import Safety
from backed.record.statement import SourceDocument
from backed.record.vocabulary import VOCABULARY, Entry, Example
from backed.validation import Exception_

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"
RECORDS: dict[str, type[BaseModel]] = {"claim": Claim, "statement": SourceDocument}
LISTS: dict[str, type[BaseModel]] = {**VOCABULARY, "glossary": Entry, "examples": Example, "exceptions": Exception_}
# Which files each schema describes; .vscode/settings.json says the same to the YAML extension.
FILES = {
    "claim": "claims/*.yml",
    "statement": "statements/*.yml",
    **{name: f"vocabulary/{name}.yml" for name in (*VOCABULARY, "glossary")},
    "examples": "vocabulary/examples/*.yml",
    "exceptions": "exceptions.yml",
    "safety": "safety.yml",
}
# pydantic leaves these as they are typed when a value is optional.
_LIMITS = {"ge": "minimum", "le": "maximum"}


def cleaned(schema: Any) -> Any:
    """A schema without titles, nulls and empty defaults: a record leaves out what it does not say."""
    if isinstance(schema, list):
        return [cleaned(item) for item in schema]
    if not isinstance(schema, Mapping):
        return schema
    kept = {_LIMITS.get(key, key): value for key, value in schema.items() if not _noise(key, value)}
    choices = [choice for choice in kept.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept |= choices[0] | {key: kept[key] for key in ("description",) if key in kept}
    return {key: _named(value) if key in ("properties", "$defs") else cleaned(value) for key, value in kept.items()}


def _noise(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, [], False))


def _named(members: Mapping[str, Any]) -> dict[str, Any]:
    """Properties by name: a field called title or default is no keyword."""
    return {name: cleaned(schema) for name, schema in members.items()}


def record_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a file that holds one record, or the tombstone of a retired one."""
    _, schema = models_json_schema([(model, "validation"), (Tombstone, "validation")])
    branches = {"then": {"$ref": "#/$defs/Tombstone"}, "else": {"$ref": f"#/$defs/{model.__name__}"}}
    retired = {"anyOf": [{"required": ["moved"]}, {"required": ["withdrawn"]}]}
    return _file(model, {"if": retired, **branches, "$defs": schema["$defs"]})


def list_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The schema of a file that holds a list of records."""
    return _file(model, TypeAdapter(list[model]).json_schema())  # type: ignore[valid-type]


def _file(model: type[BaseModel], schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"$schema": DIALECT, "description": model.__doc__, **cleaned(schema)}


@cache
def schemas() -> dict[str, str]:
    """The text of every schema by its file name in schemas/, as it is committed."""
    found = {name: record_schema(model) for name, model in RECORDS.items()}
    found |= {name: list_schema(model) for name, model in LISTS.items()}
    found["safety"] = _file(Safety, Safety.model_json_schema())
    found["diff"] = {"$schema": DIALECT, **Difference.model_json_schema(mode="serialization")}
    return {f"{name}.json": text_of(schema) for name, schema in found.items()}


def text_of(schema: Mapping[str, Any]) -> str:
    """A schema as a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
