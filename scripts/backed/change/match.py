"""Records of two libraries, matched by id and key, and the fields in which they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from backed.change.model import How, Pair
from backed.library import Library
from backed.record.vocabulary import VOCABULARY


def pair(before: str | None, after: str | None) -> Pair | None:
    """Both values, if they differ."""
    return Pair(before=before, after=after) if before != after else None


def fields_changed(before: BaseModel, after: BaseModel, but: Collection[str] = ()) -> tuple[str, ...]:
    """The names, as typed in a file, of the fields in which two records of one sort differ."""
    old, new = before.model_dump(), after.model_dump()  # without what is only a place in a file
    names = type(after).model_fields.items()
    return tuple(field.alias or name for name, field in names if name not in but and old.get(name) != new.get(name))


def gone(id_: str, head: Library) -> How:
    """What happened to a record that the base holds and the head does not."""
    return "retired" if id_ in head.retired else "unread" if id_ in head.unread else "removed"


def matched(
    old: Mapping[str, Any], new: Mapping[str, Any], base: Library, head: Library
) -> Iterator[tuple[str, How, Any, Any]]:
    """(id, what happened, before, after) of the records of one sort that differ."""
    for id_, before in old.items():
        if id_ not in new:
            yield id_, gone(id_, head), before, None
        elif before != new[id_] and fields_changed(before, new[id_]):
            yield id_, "changed", before, new[id_]
    for id_ in sorted(new.keys() - old.keys() - base.unread):
        yield id_, "added", None, new[id_]


def changed_ground(base: Library, head: Library) -> set[str]:
    """Keys of the references and ids of the terms that differ: what a sentence may follow without its claim changing."""
    found = {key for key, *_ in matched(base.references, head.references, base, head)}
    for kind in VOCABULARY:
        found |= {f"{kind}/{id_}" for id_, *_ in matched(getattr(base, kind), getattr(head, kind), base, head)}
    return found
