"""What was worked out, remembered with what it was read from: it holds until something of that changes.

Some values are faces: what lists show of a record. What reads a face rests on what the face says, not on all that it
was made from, so a list of ten thousand claims is not made again for a change that it does not show.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic_core import to_json

from backed.record.memory import digest

V = TypeVar("V")
Source = str  # as `source` says it: of text, Python keeps the hash, and sets of sources hold a million of them
Key = tuple[Any, ...]
WHOLE = "*"
IDS = "#"  # of a list: which there are, in their order, whatever they hold
# First words of the keys of faces; these values are text, numbers and lists of such.
FACES = frozenset({"sentence", "outline", "index", "index of check", "compare", "part"})


def source(name: str, key: Any = WHOLE) -> Source:
    """A list of the library and the id read from it; WHOLE for all of the list."""
    return f"{name} {key}"


@dataclass
class Memo:
    """Values by key, each with its sources; `reading` is where the sources of what is being worked out are noted, and
    `added` how many values were worked out.

    `doubtful` has the keys of faces, by themselves as sources, of which something changed and that were not worked out
    again since: what rests on one of them holds only once it proves to be as it was.
    """

    values: dict[Key, tuple[Any, frozenset[Source]]] = field(default_factory=dict)
    reading: set[Source] = field(default_factory=set)
    added: int = 0
    doubtful: dict[Source, Key] = field(default_factory=dict)
    _faces: dict[Key, Source] = field(default_factory=dict)
    _sets: dict[frozenset[Source], frozenset[Source]] = field(default_factory=dict)  # many values share their sources

    def get(self, key: Key, make: Callable[[], V], given: str = "") -> V:
        """What `make` gives, or gave before. It may read a traced library, and nothing else that can change but what
        `given` tells: of a key only what came of the last one is remembered."""
        known, stated = self.values.get(key), {source("given", digest(given.encode()))} if given else set()
        if known is None or not stated <= known[1] or (self.doubtful and not self._holds(known)):
            outer, self.reading = self.reading, stated
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
        self.added += len(values)
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
