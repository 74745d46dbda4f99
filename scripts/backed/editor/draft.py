"""A record that is about to be written: its text, what is like it, and what its editor does next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from backed.editor.asking import Person, Refused
from backed.editor.duplicate import listed
from backed.library import Library
from backed.record.claim import Claim
from backed.record.model import Record
from backed.record.reading import read_record
from backed.record.source import Faulty
from backed.record.statement import SourceDocument
from backed.rule import RULES

R = TypeVar("R", bound=Record)
COMMAND = "uv run scripts/build.py"  # as people type it


@dataclass(frozen=True)
class Draft:
    """The text of the file `path` (from the root), what is there already like it, and the next steps in words."""

    path: str
    text: str
    like: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


def faults_of(id_: str, text: str, model: type[R], library: Library) -> tuple[R | None, list[str]]:
    """The record of a text as it would stand in the library, and every error in it, in words."""
    try:
        found, faults = read_record(text, model)
    except Faulty as error:
        return None, [fault.message for fault in error.faults]
    if not isinstance(found, model):
        return None, [f"{fault.message} {fault.fix or ''}".strip() for fault in faults]
    return found, list(_broken(id_, found, library))


def _broken(id_: str, found: Record, library: Library) -> Iterator[str]:
    on, full = "document", library
    if isinstance(found, Claim):
        on, full = "claim", replace(library, claims=library.claims | {id_: found})
    elif isinstance(found, SourceDocument):
        full = replace(library, documents=library.documents | {id_: found})
    for rule in RULES.values():
        if rule.on == on and rule.severity == "error":
            for _, message, fix in rule.check(id_, found, full):
                yield f"{message} {fix or ''}".strip()


def put(draft: Draft, root: Path, person: Person, say: Callable[[str], None] = print) -> None:
    """Write a draft once its editor has seen what is like it, and say what to do next. Raises Refused."""
    if draft.like:
        say(listed(draft.like))
        if not person.agrees("Is this another one, to be added all the same?"):
            raise Refused("Nothing was written.")
    write_whole(root / draft.path, draft.text)
    say(f"wrote {draft.path}")
    for number, step in enumerate(draft.steps, 1):
        say(f"  {number}. {step}")


def write_whole(path: Path, text: str) -> None:
    """Write beside the file and rename, so that a full disk leaves the old file whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(text.encode("utf-8", "surrogateescape"))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
