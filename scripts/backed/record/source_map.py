"""Where each value of a YAML text stands, by its path."""

from __future__ import annotations

from typing import Any

import yaml

from backed.record.source import Place
from backed.record.yaml_text import at, compose

Path_ = tuple[str | int, ...]


class Map:
    """Where the values of one YAML text stand; composed once, asked as often as needed.

    A path is made of keys and of positions in lists; an item of a list may also be named by its `id`.
    """

    def __init__(self, text: str) -> None:
        self._root = compose(text)

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
        return at(found)

    def span(self, path: Path_) -> tuple[int, int]:
        """Start and end offset (characters) of the value at `path`; KeyError when it is not there."""
        node = self._node(path)
        return node.start_mark.index, node.end_mark.index

    def keys(self, path: Path_ = ()) -> list[tuple[str, int]]:
        """The keys of the mapping at `path`, in the order of the file, with the offset at which each starts."""
        return [(key.value, key.start_mark.index) for key, _ in self._node(path).value]

    def _node(self, path: Path_) -> Any:
        node = self._root
        for part in path:
            step = _child(node, part)
            if step is None:
                raise KeyError(part)
            node = step[1]
        return node


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
