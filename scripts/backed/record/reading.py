"""Files become records, or Faults at their places: one record per file, lists of records, folders of files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from backed.problem import Problem
from backed.record.claim import Tombstone
from backed.record.model import Id, Record, keys_of, model_at, told
from backed.record.source import TOP, Fault, Faulty, Map, Path_, parse, read_text

R = TypeVar("R", bound=Record)
PARALLEL_FROM = 600  # below this many files, starting a second process costs more than it saves
_ID = TypeAdapter(Id)
# What files held, by path and bytes, for whoever reads many states of one knowledge base.
Memory = dict[tuple[str, bytes], Any]


@dataclass(frozen=True)
class ListFile(Generic[R]):
    """The records of a file that holds a list of them; `unread` has the ids of those that are there and faulty."""

    records: tuple[R, ...] = ()
    unread: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RecordFile:
    """A file that holds one record: the record (None when it is faulty) and what is wrong with it."""

    id: str
    record: Any
    problems: tuple[Problem, ...]


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
    data = parse(text)
    if not isinstance(data, dict):
        raise Faulty([Fault(TOP, "wrong-value", "a record is a mapping", "Write lines of `key: value`.")])
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
        order = keys_of(model)
        places = [order.index(key) for key in data if key in order]
        # A row of figures is one line of its own; in which order it names them is the editor's choice.
        if places != sorted(places) and "measure" not in data:
            yield path
        for key, value in data.items():
            if isinstance(value, dict | list) and (inner := model_at(model, (key,))) is not model:
                yield from misordered(value, inner, (*path, key))


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


def read_folder(
    root: Path, name: str, model: type[Record], memory: Memory | None = None
) -> tuple[list[RecordFile], list[Problem]]:
    """Every record file of a folder, and a Problem for each file in it that is none."""
    folder = root / name
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []
    paths = [path for path in entries if path.suffix == ".yml" and (path.is_file() or path.is_symlink())]
    others = [_no_record(name, path) for path in entries if path not in set(paths)]
    files = list(_read_all(paths, root, model, memory))
    return files, others + [problem for file in files for problem in file.problems]


def _no_record(folder: str, path: Path) -> Problem:
    message = f"{path.name} is no record: records are files that end in .yml"
    fix = "Move it away." if path.is_dir() else f"Rename it to {path.stem}.yml, or move it away."
    return Fault(TOP, "file-ending", message, fix).at(f"{folder}/{path.name}")


def _read_all(paths: list[Path], root: Path, model: type[Record], memory: Memory | None) -> Iterable[RecordFile]:
    work: Callable[[Path], RecordFile] = _Reader(root, model)
    if memory is not None:
        shown = [(path.relative_to(root).as_posix(), path) for path in paths]
        return [remembered(root, memory, name, partial(work, path)) for name, path in shown]
    workers = min(os.cpu_count() or 1, 8)
    if len(paths) < PARALLEL_FROM or workers < 2:
        return map(work, paths)
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(work, paths, chunksize=max(len(paths) // (workers * 4), 1)))


def remembered(root: Path, memory: Memory | None, path: str, read: Callable[[], Any]) -> Any:
    """What a file holds: from `memory`, if a file of that name and with the very same bytes was read before."""
    file = root / path
    if memory is None or file.is_symlink() or not file.is_file():  # a link is for the reader to refuse
        return read()
    key = (path, file.read_bytes())
    if key not in memory:
        memory[key] = read()
    return memory[key]


@dataclass(frozen=True)
class _Reader:
    """Reads one record file; a class so that another process can be handed it."""

    root: Path
    model: type[Record]

    def __call__(self, path: Path) -> RecordFile:
        shown = path.relative_to(self.root).as_posix()
        try:
            text = read_text(path, self.root)
            record, faults = read_record(text, self.model)
        except Faulty as error:
            record, faults = None, list(error.faults)
        faults += _name_faults(path.stem)
        return RecordFile(path.stem, record, tuple(fault.at(shown) for fault in faults))


def _name_faults(stem: str) -> list[Fault]:
    try:
        _ID.validate_python(stem)
    except ValidationError:
        message = f"the file name “{stem[:60]}” is not an id in kebab-case"
        return [Fault(TOP, "file-name", message, "Use lower-case words joined by hyphens, at most 80 characters.")]
    return []
