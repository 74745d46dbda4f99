"""What was worked out from records is remembered with what it was read from, and holds until something of that changes.

A traced library looks like any other, but notes each record and each entry of an index that is read from it. So nobody
has to state what a sentence, a row or a page depends on, and nothing can be forgotten.

Some values are faces: what lists show of a record. What reads a face rests on what the face says, not on all that it
was made from, so a list of ten thousand claims is not made again for a change that it does not show.
"""

from __future__ import annotations

import contextlib
import operator
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel
from pydantic_core import to_json

from backed.appraisal.verdict import Appraisal, appraise
from backed.library import INDEXES, RECORDS, Library
from backed.record.memory import digest
from backed.sentence.topic import Topic

V = TypeVar("V")
Source = str  # as `source` says it: of text, Python keeps the hash, and sets of sources hold a million of them
Key = tuple[Any, ...]
WHOLE = "*"
IDS = "#"  # of a list: which there are, in their order, whatever they hold
# First words of the keys of faces; these values are text, numbers and lists of such.
FACES = frozenset({"sentence", "outline", "index", "index of check", "compare", "part"})
_ONE_FILE_EACH = {"claims": "claims", "documents": "statements"}  # list -> its folder


def source(name: str, key: Any = WHOLE) -> Source:
    """A list of the library and the id read from it; WHOLE for all of the list."""
    return f"{name} {key}"


@dataclass
class Memo:
    """Values by key, each with its sources; `reading` is where the sources of what is being worked out are noted, and
    `made` how many values were.

    `doubtful` has the keys of faces, by themselves as sources, of which something changed and that were not worked out
    again since: what rests on one of them holds only once it proves to be as it was.
    """

    values: dict[Key, tuple[Any, frozenset[Source]]] = field(default_factory=dict)
    reading: set[Source] = field(default_factory=set)
    made: int = 0
    doubtful: dict[Source, Key] = field(default_factory=dict)
    _faces: dict[Key, Source] = field(default_factory=dict)
    _sets: dict[frozenset[Source], frozenset[Source]] = field(default_factory=dict)  # many values share their sources

    def get(self, key: Key, make: Callable[[], V]) -> V:
        """What `make` gives, or gave before. It may read a traced library, and nothing else that can change."""
        known = self.values.get(key)
        if known is None or (self.doubtful and not self._holds(known)):
            outer, self.reading = self.reading, set()
            try:
                value = make()
                sources = frozenset(self.reading)
                known = value, self._sets.setdefault(sources, sources)
                self.take({key: known})
            finally:
                self.reading = outer
        if key[0] in FACES:
            face = self._face(key)
            self.doubtful.pop(face, None)
            self.reading.add(face)
        else:
            self.reading |= known[1]
        found: V = known[0]
        return found

    def take(self, values: Mapping[Key, tuple[Any, frozenset[Source]]]) -> None:
        """Remember values that were worked out now, here or in another process."""
        self.values.update(values)
        self.made += len(values)
        for key in values:
            if key[0] in FACES:
                self._faces.pop(key, None)
                self.doubtful.pop(self._face(key), None)

    def known(self, key: Key, default: V) -> V:
        """What was worked out before, if it holds."""
        found = self.values.get(key)
        return found[0] if found and self._holds(found) else default

    def lasting(self, kinds: Collection[str]) -> dict[Key, tuple[Any, frozenset[Source]]]:
        """Everything known of these kinds, by the first word of the key."""
        return {key: known for key, known in self.values.items() if key[0] in kinds and self._holds(known)}

    def since(self, before: Mapping[Key, Any], kinds: Collection[str]) -> dict[Key, tuple[Any, frozenset[Source]]]:
        """What was worked out of these kinds after `before` was a copy of the values."""
        return {key: known for key, known in self.lasting(kinds).items() if before.get(key) is not known}

    def renew(self, key: Key, make: Callable[[], V]) -> V:
        """What `make` gives now."""
        self.values.pop(key, None)
        return self.get(key, make)

    def forget(self, changed: Collection[Source]) -> None:
        """Drop what was read from one of the `changed` sources; what rests on the faces among that is doubtful."""
        gone = self._rest_on({*changed, *self.doubtful}, self.values)
        self.doubtful = self._faces_of(gone)
        for key in gone:
            del self.values[key]
            self._faces.pop(key, None)
        reached, faces = self.doubtful, [key for key in self.values if key[0] in FACES]
        while reached:
            reached = self._faces_of(self._rest_on(set(reached), faces))
            self.doubtful = self.doubtful | reached
        self._sets.clear()

    def settle(self, makers: Mapping[str, Callable[..., Any]]) -> None:
        """Work doubtful faces out again, by what makes those of a kind, the first word of the key, from the rest of it."""
        for kind, *given in list(self.doubtful.values()):
            if kind in makers:
                with contextlib.suppress(LookupError):  # the record is gone, and so is what rested on it
                    makers[kind](*given)

    def _holds(self, known: tuple[Any, frozenset[Source]]) -> bool:
        return self.doubtful.keys().isdisjoint(known[1])

    def _rest_on(self, sources: set[Source], among: Iterable[Key]) -> list[Key]:
        values = self.values
        return [key for key in among if not sources.isdisjoint(values[key][1])]

    def _faces_of(self, keys: Iterable[Key]) -> dict[Source, Key]:
        return {self._face(key): key for key in keys if key[0] in FACES}

    def _face(self, key: Key) -> Source:
        """A known face as a source: another one as soon as it says something else."""
        found = self._faces.get(key)
        if found is None:
            found = self._faces[key] = source("face", digest(to_json([key, self.values[key][0]])))
        return found


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


def once(library: Library, key: Key, make: Callable[[], V]) -> V:
    """What `make` gives, or gave before from what a traced library held; `key` names all else that it rests on."""
    memo: Memo | None = library.__dict__.get("memo")
    return memo.get(key, make) if memo else make()


def reads(library: Library, names: Iterable[str]) -> None:
    """Note that something is read that is no record: Session.beside has its hash by this name."""
    memo: Memo | None = library.__dict__.get("memo")
    if memo:
        memo.reading.update(map(source, names))


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


def changed(before: Mapping[Source, str], after: Mapping[Source, str]) -> set[Source]:
    """What differs between two states, came or went."""
    return {each for each, hashed in after.items() if before.get(each) != hashed} | (before.keys() - after.keys())
