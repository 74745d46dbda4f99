"""What `fix` would do, as suggestions for the lines of a file: nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from backed.editor.repair import MODELS, repaired
from backed.library import Library

MOST_LINES = 30  # a longer suggestion is a file to repair at home


@dataclass(frozen=True)
class Suggestion:
    """Replace the lines `first` to `last` (from 1) of a file with `text`, which has no final line feed."""

    path: str
    first: int
    last: int
    text: str


def suggestions(root: Path, library: Library, paths: Iterable[str]) -> Iterator[Suggestion]:
    """Suggestions for the record files among `paths`, which are given from the root."""
    for path in paths:
        folder, _, name = path.partition("/")
        file = root / path
        if folder not in MODELS or "/" in name or not name.endswith(".yml") or file.is_symlink() or not file.is_file():
            continue
        try:
            before = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # `validate` reports it
        yield from differences(path, before, repaired(before, MODELS[folder], library))


def differences(path: str, before: str, after: str) -> Iterator[Suggestion]:
    """One suggestion for each run of lines that differ."""
    old, new = before.split("\n"), after.split("\n")
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal" or max(end - start, new_end - new_start) > MOST_LINES:
            continue
        if start == end:  # a suggestion replaces lines: what is put in brings the line above along, or the first one
            above = max(start - 1, 0)
            kept = [old[above], *new[new_start:new_end]] if start else [*new[new_start:new_end], old[above]]
            yield Suggestion(path, above + 1, above + 1, "\n".join(kept))
        else:
            yield Suggestion(path, start + 1, min(end, len(old)), "\n".join(new[new_start:new_end]))
