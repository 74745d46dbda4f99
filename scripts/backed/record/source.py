"""Text files from strangers: read safely, or told what is wrong with them and where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from backed.problem import Problem, Severity

MAX_BYTES = 512 * 1024  # the largest hand-written record is a fortieth of this; a 10 MB file is a mistake or an attack

# Besides the invisible and the text-turning ones: every character but the line feed at which YAML begins a new line.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Place:
    """A position in a text file, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Fault:
    """What is wrong at one place of one file, before it is known which file that is."""

    place: Place
    rule: str
    message: str
    fix: str | None = None
    severity: Severity = "error"

    def at(self, path: str) -> Problem:
        """The same fault as a Problem of the file `path`."""
        return Problem(path, self.place.line, self.place.column, self.severity, self.rule, self.message, self.fix)


TOP = Place(1, 1)


class Faulty(Exception):
    """A file that cannot be used; carries every Fault found in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


def read_text(path: Path, root: Path, limit: int = MAX_BYTES) -> str:
    """The text of a file under `root`; Faulty when it is a link, too large, not UTF-8, empty, or has a BOM or tabs."""
    if path.is_symlink() or not _is_within(path.parent, root):
        raise Faulty(
            [Fault(TOP, "file-outside", "the file is a link or leaves the folder", "Put the file itself here.")]
        )
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= limit else b""
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        raise Faulty([Fault(TOP, "file-unreadable", message, "Put a file here that may be read.")]) from None
    if size > limit:
        message = f"the file has {size:,} bytes; at most {limit:,} are read"
        raise Faulty([Fault(TOP, "file-too-large", message, "Split it, or remove what does not belong to the record.")])
    return decode(raw)


@lru_cache(maxsize=64)  # folders are few, their files many
def _is_within(folder: Path, root: Path) -> bool:
    return folder.resolve().is_relative_to(root.resolve())


def decode(raw: bytes) -> str:
    """UTF-8 text with line feeds; Faulty for other encodings, byte order marks, control characters and empty files."""
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise Faulty(
            [Fault(TOP, "byte-order-mark", "the file starts with a byte order mark", "Save as UTF-8 without BOM.")]
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_of(raw[: error.start].decode("utf-8", "replace"))
        raise Faulty(
            [Fault(place, "not-utf-8", "the file is not UTF-8 from here on", "Save the file as UTF-8.")]
        ) from None
    if not text.strip():
        raise Faulty([Fault(TOP, "empty-file", "the file is empty", "Fill in the record, or delete the file.")])
    text = text.replace("\r\n", "\n")
    if bad := _CONTROL.search(text):
        place = _place_of(text[: bad.start()])
        message = f"a control character (U+{ord(bad[0]):04X}) stands here"
        raise Faulty([Fault(place, "control-character", message, "Delete the invisible character.")])
    return text


def _place_of(before: str) -> Place:
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def one_line(text: str) -> str:
    """A stranger's text on one line, without control and direction letters."""
    return " ".join("".join(each if unicodedata.category(each)[0] != "C" else " " for each in text).split())
