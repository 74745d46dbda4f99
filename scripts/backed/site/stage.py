"""The next site while it is put together: what changed is written beside the old site, what did not is only noted."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Literal

from backed.site import patch, swap
from backed.site.folder import MARKER, discard, is_ours, link_or_copy, make, new_folder
from backed.site.ledger import Entry, Stamp
from backed.site.link import Facts
from backed.site.store import Store

# Up to this many changed files are replaced one by one; beyond, linking all the others costs less than it risks.
FEW = 500

How = Literal["whole", "patched", "unchanged"]
# Windows takes a line feed for two letters where it is not told of bytes.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@dataclass
class Stage:
    """Files of the next site at `out`: `before` is what the ledger says of the last one, `actual` what stands of it.

    It stands at `out`; or, when no site is there any more, in the `store`, where what is written now is kept as well.
    """

    out: Path
    before: Mapping[str, Entry]
    actual: Mapping[str, Stamp]
    store: Store | None = None
    entries: dict[str, Entry] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def has(self, path: str, key: str) -> bool:
        """Whether what stands of the file at `path` was made from `key`."""
        old = self.before.get(path)
        return old is not None and old.key == key and self.actual.get(path) == old.stamp

    def place(self, path: str, key: str, data: bytes, facts: Facts | None) -> Entry | None:
        """The entry of a file that is written now; None where the very same is in place.

        It notes nothing, so that another process can do it.
        """
        return None if self.has(path, key) else Entry(key, self._write(path, data), facts)

    def note(self, path: str, entry: Entry | None) -> None:
        """Note what was made at a path, or that the last one is kept. Raises ValueError for a path given twice."""
        if path in self.entries:
            raise _given_twice(path)
        self.entries[path] = entry or self.before[path]
        if entry:
            self.changed.append(path)

    def gone(self) -> list[str]:
        """Files of the last site that the next one does not have."""
        return sorted(self.actual.keys() - self.entries.keys() - {MARKER})

    def fresh(self) -> dict[str, Entry]:
        """The entries of files that were written, not kept."""
        return {path: self.entries[path] for path in self.changed}

    def install(self) -> How:
        """Put the next site in place, whole or not at all."""
        gone, in_place = self.gone(), is_ours(self.out)
        if in_place and not self.changed and not gone:
            self.discard()
            return "unchanged"
        if in_place and len(self.changed) + len(gone) <= FEW:
            patch.apply(self.out, new_folder(self.out), self.changed, gone)
            self.discard()
            if self.store:
                self.store.drop(gone)
            return "patched"
        self.begin()
        for path in sorted(self.entries.keys() - set(self.changed)):
            link_or_copy(self._stands(path, in_place), self._folder(path))
        swap.install(new_folder(self.out), self.out)
        if self.store:
            self.store.sweep(self.entries)
        return "whole"

    def _stands(self, path: str, in_place: bool) -> str:
        """Where the last site has its file for `path`."""
        return f"{self.out}/{path}" if in_place or not self.store else self.store.file(path)

    def discard(self) -> None:
        """Delete what was put together; the old site is as it was."""
        discard(new_folder(self.out))

    def _write(self, path: str, data: bytes) -> Stamp:
        file = self._folder(path)
        try:
            handle = os.open(file, _NEW, 0o666)
        except FileExistsError:
            raise _given_twice(path) from None
        try:
            write_all(partial(os.write, handle), data)
            found = os.fstat(handle)
        finally:
            os.close(handle)
        if self.store:
            self.store.keep(path, file)
        return Stamp(found.st_size, found.st_mtime_ns)

    def begin(self) -> None:
        """Make the folder that files are written to; without it the first file does."""
        if not self._folders:
            make(new_folder(self.out))
            self._folders.add("")

    def _folder(self, path: str) -> str:
        """Where `path` goes, its folder made."""
        self.begin()
        whole = f"{self._new}/{path}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            _make_folder(whole.rpartition("/")[0])
            self._folders.add(folder)
        return whole

    @cached_property
    def _new(self) -> str:
        return str(new_folder(self.out))


def _make_folder(folder: str) -> None:
    """Make a folder; most have their parent already."""
    try:
        os.mkdir(folder)  # noqa: PTH102 -- a Path for each of many thousand takes longer than the folder
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    except FileExistsError:
        pass  # another process made it


def _given_twice(path: str) -> ValueError:
    return ValueError(f"two pages or files want the same address: {path}")


def write_all(write: Callable[[memoryview], int], data: bytes) -> None:
    """Write every byte: a disk that fills up may take a part and only then refuse."""
    rest = memoryview(data)
    while rest:
        rest = rest[write(rest) :]
