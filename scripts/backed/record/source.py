"""Text files from strangers: read safely, as plain data, and find again where each value stands.

YAML is composed by the C parser without implicit types, so `no`, `010` and `2024-13-01` stay the text that was typed
and the record models decide. Places are looked up only when there is something to report: a second, careful pass over
the one file at fault is cheaper than carrying a mark for every value of every file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from backed.problem import Problem, Severity

MAX_BYTES = 512 * 1024  # the largest hand-written record is a fortieth of this; a 10 MB file is a mistake or an attack
MAX_DEPTH = 20  # records nest six deep; the C composer recurses and 100,000 brackets would crash the process

Path_ = tuple[str | int, ...]

# Whatever anchors, aliases, tags, further documents or deep nesting need must match one of these; a false alarm only
# costs the careful pass. Plain substrings come first: over long texts they are many times faster than a pattern.
_MARKS = "&*!"
_MARKED = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s]", re.MULTILINE)
_STARTS = ("---", "...", "%")
_INDENTED = "\n" + 40 * " "
_NESTED = re.compile(r"[-?:] +(?:[-?:] +){4}")
_MAX_BRACKETS = 400
# Besides the invisible and the text-turning ones: every character but the line feed at which YAML begins a new line.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069]")
_STR = "tag:yaml.org,2002:str"
_EMPTY = ("", "~", "null", "Null", "NULL")


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


class _Composer(CParser):
    """The C composer with every scalar left as text (the resolver's hooks do nothing)."""

    def descend_resolver(self, parent: Any, index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return _STR


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


def parse(text: str) -> Any:
    """The YAML text as dicts, lists and strings; Faulty with every fault of its syntax."""
    if _is_suspicious(text):
        _refuse(_syntax_faults(text))
    try:
        node = _compose(text)
    except yaml.MarkedYAMLError as error:
        raise Faulty([_explain(error, text)]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise Faulty([Fault(TOP, "yaml-syntax", f"the YAML cannot be read: {error}")]) from None
    try:
        return _plain(node)
    except _Irregular:
        raise Faulty(list(_node_faults(node))) from None


def _is_suspicious(text: str) -> bool:
    return (
        (any(mark in text for mark in _MARKS) and _MARKED.search(text) is not None)
        or text.startswith(_STARTS)
        or any(f"\n{start}" in text for start in _STARTS)
        or _INDENTED in text
        or text.count("[") + text.count("{") > _MAX_BRACKETS
        or _NESTED.search(text) is not None
    )


class _Irregular(Exception):
    """A duplicate key, an empty value or a key that is no text: worth the careful pass."""


def _compose(text: str) -> Any:
    parser = _Composer(text)
    try:
        return parser.get_single_node()
    finally:
        parser.dispose()


def _plain(node: Any) -> Any:
    kind = type(node)
    if kind is yaml.ScalarNode:
        if not node.style and node.value in _EMPTY:
            raise _Irregular
        return node.value
    if kind is yaml.MappingNode:
        try:
            data = {key.value: _plain(value) for key, value in node.value}
        except TypeError:
            raise _Irregular from None
        if len(data) != len(node.value):
            raise _Irregular
        return data
    if kind is yaml.SequenceNode:
        return [_plain(item) for item in node.value]
    raise _Irregular


def _refuse(faults: Iterator[Fault]) -> None:
    if found := list(faults):
        raise Faulty(found)


def _at(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _syntax_faults(text: str) -> Iterator[Fault]:
    """Anchors, aliases, tags, further documents and deep nesting, found without recursion."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):  # events only: nothing is constructed
            depth += _step(event)
            documents += isinstance(event, yaml.DocumentStartEvent)
            yield from _event_faults(event, depth, documents)
            if depth > MAX_DEPTH:
                return
    except yaml.MarkedYAMLError as error:
        yield _explain(error, text)
    except yaml.YAMLError as error:
        yield Fault(TOP, "yaml-syntax", f"the YAML cannot be read: {error}")


def _step(event: Any) -> int:
    if isinstance(event, yaml.CollectionStartEvent):
        return 1
    return -1 if isinstance(event, yaml.CollectionEndEvent) else 0


def _event_faults(event: Any, depth: int, documents: int) -> Iterator[Fault]:
    place = _at(event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        yield Fault(
            place, "yaml-alias", f"alias *{event.anchor}: aliases are not used in records", "Write the value out."
        )
    elif getattr(event, "anchor", None):
        yield Fault(
            place, "yaml-anchor", f"anchor &{event.anchor}: anchors are not used in records", "Delete the anchor."
        )
    if getattr(event, "tag", None):
        yield Fault(place, "yaml-tag", f"tag {event.tag}: tags are not used in records", "Delete the tag.")
    if depth > MAX_DEPTH:
        yield Fault(place, "yaml-depth", f"more than {MAX_DEPTH} levels deep", "Records nest at most six levels.")
    if documents > 1 and isinstance(event, yaml.DocumentStartEvent):
        yield Fault(
            place, "yaml-documents", "a second document starts here", "One record per file: delete the `---` line."
        )


def _explain(error: yaml.MarkedYAMLError, text: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    place = _at(mark) if mark else TOP
    line = "".join(text.split("\n")[place.line - 1 : place.line])
    said = error.problem or error.context or "cannot be read"
    if "\t" in line[: place.column] or "\\t" in said:
        return Fault(place, "yaml-tab", "a tab stands here; YAML indents with spaces", "Replace the tab by two spaces.")
    hint = "Put quotes around a text with `: ` or ` #`, or a first character such as @, `, %, {, [, &, * or !."
    return Fault(place, "yaml-syntax", f"the YAML cannot be read here: {said}", hint)


def _node_faults(node: Any) -> Iterator[Fault]:
    if node is None:
        yield Fault(TOP, "empty-file", "the file holds no record", "Fill in the record, or delete the file.")
    elif isinstance(node, yaml.MappingNode):
        yield from _mapping_faults(node)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _node_faults(item)
    elif not node.style and node.value in _EMPTY:
        yield Fault(_at(node.start_mark), "empty-value", "an empty value", "Write a value, or delete the line.")


def _mapping_faults(node: Any) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for key, value in node.value:
        place = _at(key.start_mark)
        if not isinstance(key, yaml.ScalarNode):
            yield Fault(place, "yaml-key", "a key must be a single word", "Write `key: value`.")
            continue
        if key.value in seen:
            first = seen[key.value].line
            yield Fault(place, "duplicate-key", f"`{key.value}` stands here twice (first in line {first})", "Keep one.")
        seen.setdefault(key.value, place)
        if isinstance(value, yaml.ScalarNode) and not value.style and value.value in _EMPTY:
            yield Fault(place, "empty-value", f"`{key.value}` has no value", "Write a value, or delete the line.")
        else:
            yield from _node_faults(value)


class Map:
    """Where the values of one YAML text stand; composed once, asked as often as needed.

    A path is made of keys and of positions in lists; an item of a list may also be named by its `id`.
    """

    def __init__(self, text: str) -> None:
        self._root = _compose(text)

    def place(self, path: Path_, *, key: bool = False) -> Place:
        """The place of the value at `path` (of its key with `key`); of the nearest parent when it is missing."""
        found, node = self._root.start_mark, self._root
        for part in path:
            step = _child(node, part)
            if step is None:
                # A tag of a union ("MD") stands in pydantic's path, but not in the file: step over it.
                continue
            label, node = step
            found = label.start_mark if key or part != path[-1] else node.start_mark
        return _at(found)

    def span(self, path: Path_) -> tuple[int, int]:
        """Start and end offset (characters) of the value at `path`; KeyError when it is not there."""
        node = self._root
        for part in path:
            step = _child(node, part)
            if step is None:
                raise KeyError(part)
            node = step[1]
        return node.start_mark.index, node.end_mark.index

    def keys(self, path: Path_ = ()) -> list[tuple[str, int]]:
        """The keys of the mapping at `path`, in the order of the file, with the offset at which each starts."""
        node = self._root
        for part in path:
            step = _child(node, part)
            if step is None:
                raise KeyError(part)
            node = step[1]
        return [(key.value, key.start_mark.index) for key, _ in node.value]


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == part), None)
    if isinstance(node, yaml.SequenceNode):
        if isinstance(part, int):
            return (node.value[part], node.value[part]) if part < len(node.value) else None
        return next(((item, item) for item in node.value if _id_of(item) == part), None)
    return None


def _id_of(node: Any) -> str | None:
    found = _child(node, "id") if isinstance(node, yaml.MappingNode) else None
    return found[1].value if found else None


def one_line(text: str) -> str:
    """A stranger's text on one line, without control and direction letters."""
    return " ".join("".join(each if unicodedata.category(each)[0] != "C" else " " for each in text).split())
