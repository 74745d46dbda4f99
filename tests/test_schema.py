"""The committed schemas are those of the models, agree with the loader, and are wired into the editor."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from backed.data.schema import FILES, FOLDER, schemas
from backed.record.claim import Claim
from backed.record.model import Record, keys_of
from backed.record.statement import SourceDocument
from cases import BASE, HOME


class _AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates and `no` are text, numbers and true are not."""


_AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, how) for tag, how in found if not tag.endswith((":timestamp", ":bool"))]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsEditorsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((HOME / FOLDER / f"{name}.json").read_text("utf-8"))
    return loaded


def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema(name), format_checker=jsonschema.FormatChecker())


def test_committed_schemas_are_those_of_the_models() -> None:
    committed = {path.name: path.read_text("utf-8") for path in (HOME / FOLDER).glob("*.json")}
    assert committed == schemas(), "run `uv run scripts/schemas.py`"


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_schemas_and_refuse_an_empty_record(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    empty: Any = {} if name in ("claim", "statement", "safety") else [{}]
    assert not validator(name).is_valid(empty)


@pytest.mark.parametrize("root", [HOME, BASE], ids=["own", "base"])
@pytest.mark.parametrize(("name", "pattern"), FILES.items())
def test_what_the_loader_takes_the_schema_takes(root: Path, name: str, pattern: str) -> None:
    check = validator(name)
    for path in root.glob(pattern):
        data = yaml.load(path.read_text("utf-8"), Loader=_AsEditorsRead)
        if data is not None:
            assert [error.message for error in check.iter_errors(data)] == [], path


@pytest.mark.parametrize("name", ["claim", "statement"])
def test_a_tombstone_is_a_record_too(name: str) -> None:
    assert validator(name).is_valid({"withdrawn": "2026-01-01", "because": "It was wrong."})
    assert not validator(name).is_valid({"withdrawn": "2026-01-01"})


def models(model: type[Record] = Record) -> set[type[Record]]:
    own = {each for each in model.__subclasses__() if not each.__name__.startswith("Published")}
    return own.union(*map(models, own)) if own else own


def test_every_field_is_described() -> None:
    bare = [
        f"{model.__name__}.{name}"
        for model in models()
        for name, field in model.model_fields.items()
        if not field.description
    ]
    assert bare == []


@pytest.mark.parametrize(("name", "model"), [("claim", Claim), ("statement", SourceDocument)])
def test_keys_stand_in_canonical_order(name: str, model: type[Record]) -> None:
    assert list(schema(name)["$defs"][model.__name__]["properties"]) == keys_of(model)


def test_editors_are_told_of_every_schema() -> None:
    settings = json.loads((HOME / ".vscode" / "settings.json").read_text("utf-8"))
    assert settings["yaml.schemas"] == {f"./{FOLDER}/{name}.json": pattern for name, pattern in FILES.items()}


@pytest.mark.parametrize("folder", ["claims", "statements"])
def test_first_lines_name_schemas_that_are_there(folder: str) -> None:
    for path in (HOME / folder).glob("*.yml"):
        first = path.read_text("utf-8").split("\n", 1)[0]
        named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert named is None or (path.parent / named[1]).is_file(), path
