"""What files held, by name and bytes: for whoever reads one knowledge base again and again, and for the next command.

A file counts as known only while its bytes are the very same, so nothing here can be out of date. On disk stand only
records without any fault, as JSON under a hash of all of it: where that was cut short or altered, all is read anew.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b, file_digest, sha256
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import VERSION
from pydantic_core import from_json, to_json

Key = tuple[str, str]
Stamp = tuple[int, int, int, int]  # of a file: number, size, times of writing and of any change in nanoseconds
_TICK = 2_000_000_000  # nanoseconds: the coarsest clock of a file system


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """Let no garbage be looked for: of many thousand records none goes away, and looking takes as long as the work."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@dataclass
class Memory:
    """`held` has what was made of each file, `texts` the JSON of records, both by path and digest of the bytes.

    `used` has the digest of each file that was asked for, and `seen` the same with the stamp by which its bytes are known
    to be the same still.
    """

    held: dict[Key, Any] = field(default_factory=dict)
    texts: dict[Key, str] = field(default_factory=dict)
    used: dict[str, str] = field(default_factory=dict)
    seen: dict[str, tuple[Stamp, str]] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """What is noted of the file at `path` with the bytes that `key` saw."""
        return self.texts.get((path, self.used.get(path, "")))

    def note(self, path: str, text: str) -> None:
        """Note what the bytes that `key` saw at `path` come to, in one line."""
        if path in self.used:
            self.texts[path, self.used[path]] = text

    def key(self, root: Path, path: str) -> Key | None:
        """By what to ask for the file at `path`; None for links and what cannot be read, which the reader refuses."""
        last = self.used.pop(path, None)
        try:
            known = self._digest(root, path)
        except OSError:
            return None
        if known is None:
            return None
        if last not in (None, known):  # nobody asks for what the file held before
            self.held.pop((path, last), None)
            self.texts.pop((path, last), None)
        self.used[path] = known
        return path, known

    def _digest(self, root: Path, path: str) -> str | None:
        file = f"{root}/{path}"
        found = os.lstat(file)
        if not stat.S_ISREG(found.st_mode):
            return None
        stamp = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
        before, known = self.seen.get(path, (None, ""))
        if before != stamp:
            asked = time.time_ns()
            known = digest(Path(file).read_bytes())
            # A file that was just written may be written again within one tick of the clock of its disk.
            if asked - max(found.st_mtime_ns, found.st_ctime_ns) > _TICK:
                self.seen[path] = stamp, known
        return known


def remembered(root: Path, memory: Memory | None, path: str, read: Callable[[], Any]) -> Any:
    """What a file holds: from `memory`, if a file of that name and with the very same bytes was read before."""
    key = memory.key(root, path) if memory else None
    if memory is None or key is None:
        return read()
    if key not in memory.held:
        memory.held[key] = read()
    return memory.held[key]


def restore(file: Path) -> Memory:
    """What the last command noted in `file`; empty where there is none, or one by other code."""
    memory = Memory()
    try:
        first, *lines = noted(file, _code())
        for (path, known, stamp), line in zip(from_json(first), lines, strict=True):
            memory.texts[path, known] = line[:-1].decode()
            memory.seen |= {path: (tuple(stamp), known)} if stamp else {}
    except (OSError, ValueError):
        return Memory()
    return memory


def save(file: Path, memory: Memory) -> None:
    """Note what was used for the next command."""
    known = [key for key in sorted(memory.used.items()) if key in memory.texts]
    rows = [(path, used, memory.seen.get(path, (None,))[0]) for path, used in known]
    note(file, _code(), chain([to_json(rows)], (memory.texts[key].encode() for key in known)))


def note(file: Path, given: str, lines: Iterable[bytes]) -> None:
    """Write a file whole or not at all, under a hash of `lines` and of all else that they rest on, which is `given`.

    Where that cannot be, as on a full disk, it only costs the next command time.
    """
    draft, total = file.with_name(f"{file.name}.{os.getpid()}.draft"), sha256(given.encode())
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        for left in file.parent.glob(f"{file.name}.*.draft"):  # by a killed command
            left.unlink(missing_ok=True)
        try:
            with draft.open("wb") as opened:
                opened.write(_head(total))  # in the place of the one that is known at the end
                for part in (part for line in lines for part in (line, b"\n")):
                    total.update(part)
                    opened.write(part)
                opened.seek(0)
                opened.write(_head(total))
            draft.replace(file)
        finally:
            draft.unlink(missing_ok=True)


def noted(file: Path, given: str) -> Iterator[bytes]:
    """The lines that `note` wrote with the same `given`, each with its end; raises ValueError if they are not the same."""
    with file.open("rb") as opened:
        head = opened.readline()
        if head != _head(file_digest(opened, lambda: sha256(given.encode()))):
            raise ValueError(f"{file.name} is not as it was written, or rests on something else")
        opened.seek(len(head))
        yield from opened


def _head(total: Any) -> bytes:
    return f"{total.hexdigest()}\n".encode()


def digest(data: bytes) -> str:
    """A short hash, by which bytes that are the same are known."""
    return blake2b(data, digest_size=16).hexdigest()


@functools.cache
def _code() -> str:
    """The hash of the code that reads records: other code may find faults where this one found none."""
    sources = [path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py"))]
    return digest(b"\0".join([VERSION.encode(), *sources]))
