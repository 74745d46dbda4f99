"""Texts become records, or Faults at their places: one record per file, and files that hold a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from backed.problem import Problem
from backed.record.claim import Tombstone
from backed.record.model import Record, keys_of, model_at, told
from backed.record.source import TOP, Fault, Faulty, read_text
from backed.record.source_map import Map, Path_
from backed.record.yaml_text import parse

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class ListFile(Generic[R]):
    """The records of a file that holds a list of them; `unread` has the ids of those that are there and faulty."""

    records: tuple[R, ...] = ()
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def check(data: Any, model: type[R], text: str, prefix: Path_ = ()) -> tuple[R | None, list[Fault]]:
    """A record from plain data, or a Fault for each thing wrong with it, at its place in `text`."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        places = Map(text)
        return None, [_fault(each, model, places, prefix) for each in error.errors(include_url=False)]


def _fault(error: Mapping[str, Any], model: type[Record], places: Map, prefix: Path_) -> Fault:
    loc = tuple(error["loc"])
    rule, message, fix = told(error, keys_of(model_at(model, loc[:-1])))
    return Fault(places.place((*prefix, *loc), key=rule == "unknown-key"), rule, message, fix)


def read_record(text: str, model: type[R]) -> tuple[R | Tombstone | None, list[Fault]]:
    """One record, or the tombstone of a retired one, from its text; raises Faulty for what is no YAML record."""
    return record_of(mapping(text), model, text)


def mapping(text: str) -> dict[str, Any]:
    """The plain data of one record; raises Faulty for what is no YAML record."""
    data = parse(text)
    if not isinstance(data, dict):
        raise Faulty([Fault(TOP, "wrong-value", "a record is a mapping", "Write lines of `key: value`.")])
    return data


def record_of(data: dict[str, Any], model: type[R], text: str) -> tuple[R | Tombstone | None, list[Fault]]:
    """One record, or the tombstone of a retired one, from its data, and what is wrong with it in `text`."""
    if "moved" in data or "withdrawn" in data:
        return check(data, Tombstone, text)
    record, faults = check(data, model, text)
    return record, faults or list(_order_faults(data, model, text))


def misordered(data: Any, model: type[BaseModel], path: Path_ = ()) -> Iterator[Path_]:
    """Where the keys of a record (or of a mapping inside it) do not stand in canonical order."""
    if isinstance(data, list):
        for number, item in enumerate(data):
            yield from misordered(item, model, (*path, number))
    elif isinstance(data, dict):
        order, inner = _layout(model)
        places = [order[key] for key in data if key in order]
        # A row of figures is one line of its own; in which order it names them is the editor's choice.
        if places != sorted(places) and "measure" not in data:
            yield path
        for key, value in data.items():
            if isinstance(value, dict | list) and key in inner:
                yield from misordered(value, inner[key], (*path, key))


@cache
def _layout(model: type[BaseModel]) -> tuple[dict[str, int], dict[str, type[BaseModel]]]:
    """The place of each key of a model, and the model of each key that holds one."""
    keys = keys_of(model)
    inner = {key: model_at(model, (key,)) for key in keys}
    return {key: place for place, key in enumerate(keys)}, {key: of for key, of in inner.items() if of is not model}


def _order_faults(data: Any, model: type[Record], text: str) -> Iterator[Fault]:
    fix = "Run `fix`; it moves the lines and keeps the comments."
    for path in misordered(data, model):
        where = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "the record"
        message = f"the keys of {where} are not in canonical order"
        yield Fault(Map(text).place(path), "key-order", message, fix, "warning")


def read_one(root: Path, path: str, model: type[R]) -> tuple[R | None, list[Problem]]:
    """The record of one file that is no claim and no source document; (None, []) when there is no such file."""
    if not (root / path).exists():
        return None, []
    try:
        text = read_text(root / path, root)
        record, faults = check(parse(text), model, text)
    except Faulty as error:
        record, faults = None, list(error.faults)
    return record, [fault.at(path) for fault in faults]


def read_list(root: Path, path: str, model: type[R]) -> ListFile[R]:
    """The records of a file that holds a list; one id stands for one record."""
    try:
        text = read_text(root / path, root)
        data = parse(text)
        if not isinstance(data, list):
            raise Faulty([Fault(TOP, "wrong-value", "a list is expected", "Begin each item with `- `.")])
    except Faulty as error:
        return ListFile(unread=frozenset([path]), problems=tuple(fault.at(path) for fault in error.faults))
    records: list[R] = []
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for number, item in enumerate(data):
        record, wrong = check(item, model, text, (number,))
        records.extend([record] if record else [])
        faults += [*wrong, *_twice(item, number, seen, text)]
    good = {getattr(record, "id", None) for record in records}
    unread = frozenset(str(item["id"]) for item in data if isinstance(item, dict) and "id" in item) - good
    return ListFile(tuple(records), unread, tuple(fault.at(path) for fault in faults))


def _twice(item: Any, number: int, seen: dict[str, int], text: str) -> Iterator[Fault]:
    id_ = item.get("id") if isinstance(item, dict) else None
    if isinstance(id_, str) and seen.setdefault(id_, number) != number:
        message = f"the id {id_} stands here twice"
        yield Fault(Map(text).place((number, "id")), "duplicate-id", message, "Keep one of the two.")
