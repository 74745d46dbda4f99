"""What stands in a built site and from what it was made, so that the next build writes only what changed.

A row counts only while the file in place has the very size and time that were noted when it was written: a killed,
copied or hand-edited site is written anew, never trusted.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from backed.site.link import Facts

_SCHEMA = """
create table if not exists built (code text);
create table if not exists entry (
    path text primary key, key text, size integer, mtime integer, links text, ids text, shell text
) without rowid;
"""


class Stamp(NamedTuple):
    """How a file in place is recognized: its size in bytes and its time in nanoseconds."""

    size: int
    mtime: int


class Entry(NamedTuple):
    """One file of the site: the hash of what it was made from, its stamp, and its links and ids if it is a page."""

    key: str
    stamp: Stamp
    facts: Facts | None


def read(file: Path, code: str) -> dict[str, Entry]:
    """The entries noted by the last build with the same code; empty where there is none or the file is broken."""
    if not file.is_file():
        return {}
    try:
        with _opened(file) as rows:
            if rows.execute("select code from built").fetchall() != [(code,)]:
                return {}
            return {row[0]: _entry(row) for row in rows.execute("select * from entry")}
    except (sqlite3.Error, TypeError, AttributeError):
        return {}


def write(file: Path, code: str, changed: Mapping[str, Entry], gone: Iterable[str], *, anew: bool) -> None:
    """Note `changed` entries and forget those `gone`; `anew` forgets all others first.

    The site is in place by now, so a note that cannot be written costs the next build time and nothing else.
    """
    with contextlib.suppress(OSError, sqlite3.Error):
        file.parent.mkdir(parents=True, exist_ok=True)
        if anew:
            file.unlink(missing_ok=True)
        with _opened(file) as rows:
            rows.executescript(_SCHEMA)
            rows.execute("delete from built")
            rows.execute("insert into built values (?)", (code,))
            rows.executemany("delete from entry where path = ?", ((path,) for path in gone))
            rows.executemany("insert or replace into entry values (?, ?, ?, ?, ?, ?, ?)", map(_row, changed.items()))
            rows.commit()


def stamp(file: Path) -> Stamp | None:
    """How a file is recognized; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def stamps(out: Path) -> dict[str, Stamp]:
    """Every file under `out`, by its path from there with forward slashes."""
    return dict(_walk(out, "")) if out.is_dir() else {}


def digest(*parts: str | bytes) -> str:
    """A short hash over parts; where one ends and the next begins counts."""
    total = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


def _walk(folder: Path | str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                found = entry.stat(follow_symlinks=False)
                yield prefix + entry.name, Stamp(found.st_size, found.st_mtime_ns)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    rows = sqlite3.connect(file, timeout=10)
    try:
        yield rows
    finally:
        rows.close()


def _entry(row: tuple[str, str, int, int, str | None, str | None, str | None]) -> Entry:
    _, key, size, mtime, links, ids, shell = row
    facts = None if links is None else Facts(links, ids or "", shell or "")
    return Entry(key, Stamp(size, mtime), facts)


def _row(item: tuple[str, Entry]) -> tuple[str | int | None, ...]:
    path, (key, stamp, facts) = item
    return path, key, *stamp, *(facts or (None, None, None))
