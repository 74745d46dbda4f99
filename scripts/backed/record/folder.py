"""Folders of record files: one record per file, read by all processors, and only where its bytes are new.

A process hands records to another as JSON, which is both smaller and faster to make a record of than what pickle has.
"""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from backed import kin
from backed.problem import Problem
from backed.record.claim import Tombstone
from backed.record.memory import Key, Memory
from backed.record.model import Id, Record
from backed.record.reading import mapping, record_of
from backed.record.source import TOP, Fault, Faulty, read_text

PARALLEL_FROM = 600  # below this many files, starting a second process costs more than it saves
_ID = TypeAdapter(Id)


@dataclass(frozen=True)
class RecordFile:
    """A file that holds one record: the record (None when it is faulty) and what is wrong with it."""

    id: str
    record: Any
    problems: tuple[Problem, ...] = ()


def read_folder(
    root: Path, name: str, model: type[Record], memory: Memory | None = None
) -> tuple[list[RecordFile], list[Problem]]:
    """Every record file of a folder, and a Problem for each file in it that is none."""
    folder = root / name
    entries = sorted(_entries(folder), key=lambda entry: entry.name) if folder.is_dir() else []
    records = [Path(entry.path) for entry in entries if _is_record(entry)]
    others = [_no_record(name, Path(entry.path)) for entry in entries if not _is_record(entry)]
    reader = _Reader(root, name, model)
    files = _remembered(records, reader, memory) if memory else _read_all(records, reader)
    return files, others + [problem for file in files for problem in file.problems]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as found:
        return [entry for entry in found if not entry.name.startswith(".")]


def _is_record(entry: os.DirEntry[str]) -> bool:
    return entry.name.endswith(".yml") and (entry.is_file() or entry.is_symlink())


def _no_record(folder: str, path: Path) -> Problem:
    message = f"{path.name} is no record: records are files that end in .yml"
    fix = "Move it away." if path.is_dir() else f"Rename it to {path.stem}.yml, or move it away."
    return Fault(TOP, "file-ending", message, fix).at(f"{folder}/{path.name}")


@dataclass(frozen=True)
class _Reader:
    """Reads one record file; a class so that another process can be handed it."""

    root: Path
    folder: str
    model: type[Record]

    def __call__(self, path: Path) -> tuple[str, tuple[Problem, ...]]:
        """The record's kind and its data as JSON, or nothing where it is faulty, and what is wrong with it."""
        kind, data = "", ""
        try:
            text = read_text(path, self.root)
            plain = mapping(text)
            record, faults = record_of(plain, self.model, text)
            if record:
                kind, data = type(record).__name__, json.dumps(plain, ensure_ascii=False)
        except Faulty as error:
            faults = list(error.faults)
        faults += _name_faults(path.stem)
        return f"{kind} {data}", tuple(fault.at(f"{self.folder}/{path.name}") for fault in faults)

    def file(self, path: Path, text: str, problems: tuple[Problem, ...] = ()) -> RecordFile:
        """What was read, as a record."""
        kind, _, data = text.partition(" ")
        model = Tombstone if kind == Tombstone.__name__ else self.model
        return RecordFile(path.stem, model.model_validate_json(data) if data else None, problems)


def _read_all(paths: list[Path], reader: _Reader) -> list[RecordFile]:
    return [reader.file(path, *read) for path, read in zip(paths, _texts(paths, reader), strict=True)]


def _texts(paths: list[Path], reader: _Reader) -> Iterable[tuple[str, tuple[Problem, ...]]]:
    workers = kin.processes()
    if len(paths) < PARALLEL_FROM or workers == 1:
        return map(reader, paths)
    with ProcessPoolExecutor(workers, kin.context(), _begin, (os.getpid(),)) as pool:
        return pool.map(reader, paths, chunksize=max(len(paths) // (workers * 4), 1))


def _begin(parent: int) -> None:
    kin.end_with(parent)
    gc.disable()


def _remembered(paths: list[Path], reader: _Reader, memory: Memory) -> list[RecordFile]:
    keys = [memory.key(reader.root, f"{reader.folder}/{path.name}") for path in paths]
    found = [_known(path, key, reader, memory) for path, key in zip(paths, keys, strict=True)]
    missing = [path for path, file in zip(paths, found, strict=True) if file is None]
    read = dict(zip(missing, _texts(missing, reader), strict=True))
    for place, (path, key) in enumerate(zip(paths, keys, strict=True)):
        if path in read:
            text, problems = read[path]
            found[place] = file = reader.file(path, text, problems)
            if key:
                memory.held[key] = file
                memory.texts |= {} if problems else {key: text}
    return [file for file in found if file]


def _known(path: Path, key: Key | None, reader: _Reader, memory: Memory) -> RecordFile | None:
    if key is None:
        return None
    if key not in memory.held and key in memory.texts:
        memory.held[key] = reader.file(path, memory.texts[key])
    return memory.held.get(key)


def _name_faults(stem: str) -> list[Fault]:
    try:
        _ID.validate_python(stem)
    except ValidationError:
        message = f"the file name “{stem[:60]}” is not an id in kebab-case"
        return [Fault(TOP, "file-name", message, "Use lower-case words joined by hyphens, at most 80 characters.")]
    return []
