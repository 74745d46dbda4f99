"""What a command knows of a knowledge base: `serve` keeps it from build to build, and on disk it helps the next command.

On disk stands what was worked out, with the hashes of what it was worked out from. All of it counts only for the same
code and settings, and only while the file is whole; each piece only while its sources are the same, and the days that it
rests on have neither come nor passed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic_core import from_json, to_json

from backed.library import INDEXES, RECORDS, Library
from backed.memo import FACES, Key, Memo, Source, source
from backed.record import memory
from backed.record.memory import Memory, note, noted
from backed.trace import changed, days_between, differing, digests, traced

_HOME = Path(__file__).parent
# What is worth its place on disk, by the first word of its key. Its values are text, numbers and lists of such.
KEPT = frozenset({"rules", "page", "piece"}) | FACES
_BATCH = 2000  # values to a line of JSON: many are sooner read at once, but not so many that they fill the memory
_ENOUGH = 0.95  # while this share stands on disk, the rest is sooner worked out again than all of it written


@dataclass
class Session:
    """`files` are read, `memo` is worked out from `library`, of which `sources` has the hashes, once they are needed.

    `beside` has the hashes of sources that are no part of the library; to be set before it is entered. `noted` is what
    stands on disk already, and `stale` what the library of those sources had there. `day` is when it was last entered.
    """

    files: Memory = field(default_factory=Memory)
    memo: Memo = field(default_factory=Memo)
    sources: dict[Source, str] = field(default_factory=dict)
    beside: Mapping[Source, str] = field(default_factory=dict)
    noted: dict[Key, Any] = field(default_factory=dict)
    stale: dict[str, list[str]] = field(default_factory=dict)
    day: date = field(default_factory=date.today)
    library: Library | None = None
    _entered_beside: Mapping[Source, str] = field(default_factory=dict)

    def enter(self, library: Library) -> Library:
        """The library as read now, noting what is read from it; what was worked out from other records is forgotten."""
        before, self.day = self.day, date.today()
        days = days_between(before, self.day)
        if self.library is None:
            now = _hashes(library, self)
            self.memo.forget(days | changed(self.sources, now))
            self.sources = now
        else:
            library.take_over(self.library)
            self.memo.forget(days | differing(self.library, library) | changed(self._entered_beside, self.beside))
            self.sources = {}
        self.library, self._entered_beside = library, self.beside
        return traced(library, self.memo)


def _hashes(library: Library, session: Session) -> dict[Source, str]:
    found = digests(library, RECORDS, session.files.used)
    before, of_claims = session.sources.get, {id_: source("claims", id_) for id_ in library.claims}
    if found[source("references")] == before(source("references")):
        library.know_stale(session.stale, [id_ for id_, of in of_claims.items() if found[of] != before(of)])
    return found | digests(library, INDEXES, session.files.used) | dict(session.beside)


def restore(folder: Path, rests_on: str = "") -> Session:
    """The session that the last command left in `folder`; empty where none was saved with the same `rests_on`."""
    session = Session(memory.restore(folder / "records"))
    try:
        lines = noted(folder / "worked-out", _code() + rests_on)
        (day, stale), hashes = from_json(next(lines)), from_json(next(lines))
        at = list(hashes).__getitem__
        values: dict[Key, Any] = {}
        for line in lines:
            for key, value, places in from_json(line, cache_strings="keys"):
                values[_key(key)] = value, frozenset(map(at, places))
    except (OSError, ValueError, StopIteration):
        return session
    session.memo.values, session.noted, session.stale = values, dict(values), stale
    session.day = date.fromisoformat(day)
    session.sources = {each: hashed for each, hashed in hashes.items() if hashed}
    return session


def save(folder: Path, session: Session, rests_on: str = "") -> None:
    """Leave the session in `folder` for the next command, if that is spared more than it costs this one.

    `rests_on` is a hash of what counts beside code and records: settings and templates.
    """
    if session.memo.added < len(session.noted) * (1 - _ENOUGH):
        return
    values = session.memo.lasting(KEPT)
    if sum(session.noted.get(key) is known for key, known in values.items()) > len(values) * _ENOUGH:
        return
    if session.library and not session.sources:
        session.sources = _hashes(session.library, session)
    session.noted, stale = values, session.library.stale if session.library else {}
    session.memo.added = 0
    memory.save(folder / "records", session.files)
    note(
        folder / "worked-out",
        _code() + rests_on,
        chain([to_json([session.day, stale])], _lines(values, session.sources)),
    )


def _lines(values: Mapping[Key, tuple[Any, frozenset[Source]]], hashes: Mapping[Source, str]) -> Iterator[bytes]:
    """All sources with their hashes in one line, and the values with the places of theirs in it, many to a line."""
    absent = set().union(*(sources for _, sources in values.values())) - hashes.keys()
    table = {**hashes, **dict.fromkeys(absent)}
    yield to_json(table)
    place = {each: number for number, each in enumerate(table)}
    rows = ((key, value, [place[each] for each in sources]) for key, (value, sources) in values.items())
    while batch := list(islice(rows, _BATCH)):
        yield to_json(batch)


def _key(key: Any) -> Any:
    return tuple(map(_key, key)) if isinstance(key, list) else key


@functools.cache
def _code() -> str:
    """The hash of all code and templates, as this process runs them, and of the versions of what they use."""
    files = sorted(path for path in _HOME.rglob("*") if path.suffix in (".py", ".html"))
    files += [path for path in [_HOME.parents[1] / "uv.lock"] if path.is_file()]
    total = blake2b(digest_size=16)
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()
