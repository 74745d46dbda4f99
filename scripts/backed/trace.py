"""What was worked out from records is remembered with what it was read from, and holds until something of that changes.

A traced library looks like any other, but notes each record and each entry of an index that is read from it. So nobody
has to state what a sentence, a row or a page depends on, and nothing can be forgotten.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from pydantic import BaseModel

from backed.appraisal.verdict import Appraisal, appraise
from backed.library import INDEXES, RECORDS, Library
from backed.memo import IDS, WHOLE, Key, Memo, Source, source
from backed.record.memory import digest
from backed.sentence.topic import Topic

V = TypeVar("V")
_DAY = "day"
_ONE_FILE_EACH = {"claims": "claims", "documents": "statements"}  # list -> its folder


class _Sources(dict[Any, Source]):
    """The sources of one list by id, each made once: a hundred thousand values name the same few."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def __missing__(self, key: Any) -> Source:
        made = self[key] = source(self._name, key)
        return made


class _Traced(Mapping[Any, V]):
    """A mapping that notes what is read from it; looping over its ids reads these alone."""

    def __init__(self, name: str, held: Mapping[Any, V], memo: Memo) -> None:
        self._sources, self._held, self._memo = _Sources(name), held, memo

    def __getitem__(self, key: Any) -> V:
        self._memo.reading.add(self._sources[key])
        return self._held[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._memo.reading.add(self._sources[key])
        return self._held.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._memo.reading.add(self._sources[key])
        return key in self._held

    def __iter__(self) -> Iterator[Any]:
        return iter(self._ids())

    def __len__(self) -> int:
        return len(self._ids())

    def keys(self) -> Any:
        return self._ids().keys()

    def values(self) -> Any:
        return self._all().values()

    def items(self) -> Any:
        return self._all().items()

    def _ids(self) -> Mapping[Any, V]:
        self._memo.reading.add(self._sources[IDS])
        return self._held

    def _all(self) -> Mapping[Any, V]:
        self._memo.reading.add(self._sources[WHOLE])
        return self._held


def noting(name: str, held: Mapping[Any, V], memo: Memo) -> Any:
    """A mapping like `held` that notes in `memo` what is read from it."""
    return _Traced(name, held, memo)


class TracedLibrary(Library):
    """A library that notes in a memo what is read from it."""

    def appraisal(self, id_: str) -> Appraisal:
        """What follows from a claim's record."""
        memo: Memo = self.__dict__["memo"]
        return memo.get(("appraisal", id_), lambda: appraise(self.claims[id_], self.references))

    def topic(self, id_: str) -> Topic:
        """A claim with the words of its terms, for sentences."""
        memo: Memo = self.__dict__["memo"]
        return memo.get(("topic", id_), lambda: super(TracedLibrary, self).topic(id_))


def once(library: Library, key: Key, make: Callable[[], V], given: str = "") -> V:
    """What `make` gives, or gave before from what a traced library held; `given` tells all else."""
    memo: Memo | None = library.__dict__.get("memo")
    return memo.get(key, make, given) if memo else make()


def reads(library: Library, names: Iterable[str]) -> None:
    """Note that something is read that is no record: Session.beside has its hash by this name."""
    memo: Memo | None = library.__dict__.get("memo")
    if memo:
        memo.reading.update(map(source, names))


def today(library: Library, day: date) -> date:
    """Today, for a result that changes only when `day` comes or is over."""
    memo: Memo | None = library.__dict__.get("memo")
    if memo:
        memo.reading.add(source(_DAY, day))
    return date.today()


def while_same(library: Library, key: Key, given: str, make: Callable[[], V]) -> V:
    """What `make` gives, or gave when it was last asked, while `given`, a hash of all that it rests on, is the same."""
    memo: Memo | None = library.__dict__.get("memo")
    if memo is None:
        return make()
    if memo.known(key, ("",))[0] != given:
        memo.values[key] = (given, make()), frozenset()
    value: V = memo.values[key][0][1]
    return value


def _noting_whole(name: str) -> property:
    def read(self: TracedLibrary) -> Any:
        self.__dict__["memo"].reading.add(source(name))
        return self.__dict__[name]

    return property(read)


def traced(library: Library, memo: Memo) -> Library:
    """The same library, noting in `memo` what is read from it."""
    same: Library = object.__new__(TracedLibrary)
    same.__dict__["memo"] = memo
    for name, held in _lists(library):
        same.__dict__[name] = noting(name, held, memo) if isinstance(held, dict) else held
        if not isinstance(held, dict) and name not in TracedLibrary.__dict__:
            setattr(TracedLibrary, name, _noting_whole(name))
    same.__dict__["root"] = library.root
    return same


def _lists(library: Library) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(library, name)) for name in (*RECORDS, *INDEXES))


def digests(library: Library, lists: Iterable[str], files: Mapping[str, str]) -> dict[Source, str]:
    """A hash of everything that can be read from these lists of a library; `files` has those of files, by path."""
    found: dict[Source, str] = {}
    for name in lists:
        held = getattr(library, name)
        if isinstance(held, dict):
            folder = _ONE_FILE_EACH.get(name)
            own = {source(name, key): files.get(f"{folder}/{key}.yml") or _digest(value) for key, value in held.items()}
            found |= own
            found[source(name)] = _hash("\n".join(map(" ".join, own.items())))
            found[source(name, IDS)] = _hash("\n".join(own))
        else:
            found[source(name)] = _digest(held)
    return found


def _digest(value: Any) -> str:
    """A hash of a record, or of a list, set or tuple of records or ids."""
    if isinstance(value, tuple | list):
        return _hash("\n".join(each if isinstance(each, str) else _digest(each) for each in value))
    if isinstance(value, frozenset):
        return _hash("\n".join(sorted(value)))
    return _hash(value.model_dump_json(exclude_unset=True) if isinstance(value, BaseModel) else repr(value))


def _hash(text: str) -> str:
    return digest(text.encode())


def differing(before: Library, after: Library) -> set[Source]:
    """What differs between two states of a library in one process: what `changed` tells of their hashes, sooner.

    A file that was read anew has other bytes, if only in a comment, and what was said of its lines may not hold.
    """
    found: set[Source] = set()
    for (name, old), (_, new) in zip(_lists(before), _lists(after), strict=True):
        if new is old:
            continue
        if isinstance(new, dict):
            same = operator.is_ if name in _ONE_FILE_EACH else operator.eq
            keys = old.keys() | new.keys()
            apart = {
                source(name, key) for key in keys if key not in old or key not in new or not same(old[key], new[key])
            }
            found |= apart
            others = {source(name, IDS)} if list(old) != list(new) else set()
            found |= others | ({source(name)} if apart or others else set())
        elif old != new:
            found.add(source(name))
    return found


def days_between(one: date, other: date) -> set[Source]:
    """What comes or is over from one day to another."""
    first, last = sorted((one, other))
    days = (last - first).days
    return {source(_DAY, first + timedelta(passed)) for passed in range(days + 1)} if days else set()


def changed(before: Mapping[Source, str], after: Mapping[Source, str]) -> set[Source]:
    """What differs between two states, came or went."""
    return {each for each, hashed in after.items() if before.get(each) != hashed} | (before.keys() - after.keys())
