"""YAML from strangers: parsed as plain data, or told what is wrong with it and where.

YAML is composed by the C parser without implicit types, so `no`, `010` and `2024-13-01` stay the text that was typed
and the record models decide. Places are looked up only when there is something to report: a second, careful pass over
the one file at fault is cheaper than carrying a mark for every value of every file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from backed.record.source import TOP, Fault, Faulty, Place

MAX_DEPTH = 20  # records nest six deep; the C composer recurses and 100,000 brackets would crash the process

# Whatever anchors, aliases, tags, further documents or deep nesting need must match one of these; a false alarm only
# costs the careful pass. Plain substrings come first: over long texts they are many times faster than a pattern.
_MARKS = "&*!"
_MARKED = re.compile(r"(?:^|[\s\[{,:-])[&*!][^\s]", re.MULTILINE)
_STARTS = ("---", "...", "%")
_INDENTED = "\n" + 40 * " "
_NESTED = re.compile(r"[-?:] +(?:[-?:] +){4}")
_MAX_BRACKETS = 400
_STR = "tag:yaml.org,2002:str"
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)
_EMPTY = ("", "~", "null", "Null", "NULL")


class _Composer(CParser):
    """The C composer with every scalar left as text (the resolver's hooks do nothing)."""

    def descend_resolver(self, parent: Any, index: Any) -> None: ...

    def ascend_resolver(self) -> None: ...

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        return _STR


def parse(text: str) -> Any:
    """The YAML text as dicts, lists and strings; Faulty with every fault of its syntax."""
    if _is_suspicious(text):
        _refuse(_syntax_faults(text))
    try:
        node = compose(text)
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


def compose(text: str) -> Any:
    """The YAML text as nodes, every scalar left as text; raises what the parser raises."""
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


def at(mark: Any) -> Place:
    """The place of a mark of the parser."""
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
    place = at(event.start_mark)
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
    conflict = _CONFLICT.search(text)
    if conflict:
        place = Place(text.count("\n", 0, conflict.start()) + 1, 1)
        fix = "Keep the version that is right and delete the lines that begin with <<<<<<<, ======= and >>>>>>>."
        return Fault(place, "yaml-conflict", "two versions stand here that git could not merge", fix)
    mark = error.problem_mark or error.context_mark
    place = at(mark) if mark else TOP
    line = "".join(text.split("\n")[place.line - 1 : place.line])
    said = error.problem or error.context or "cannot be read"
    if "\t" in line[: place.column] or "\\t" in said:
        return Fault(place, "yaml-tab", "a tab stands here; YAML indents with spaces", "Replace the tab by two spaces.")
    hint = (
        "Begin it as far in as its neighbours, close every quote and bracket (some lines above, perhaps), and put "
        "quotes around a text with `: ` or ` #`, or a first character such as @, `, %, {, [, &, * or !."
    )
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
        yield Fault(at(node.start_mark), "empty-value", "an empty value", "Write a value, or delete the line.")


def _mapping_faults(node: Any) -> Iterator[Fault]:
    seen: dict[str, Place] = {}
    for key, value in node.value:
        place = at(key.start_mark)
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
