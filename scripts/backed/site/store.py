"""The files of the last site once more, as hard links, for a build that finds the site gone: no second copy of any byte.

They only help. Each counts, as a file of the site does, while it has the size and time that the ledger notes, so they
need not be whole or of one build; where links are refused, as over file systems, none is kept and nothing fails.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backed.site import ledger
from backed.site.folder import lock
from backed.site.ledger import Stamp


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Store | None]:
    """The store in `folder`; None where it cannot be, or a command that builds into another place has it now."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        yield None
        return
    with lock(folder, wait=False) as ours:
        yield Store(folder) if ours else None


@dataclass(frozen=True)
class Store:
    """A flat folder of files, named by their paths in the site: a folder for each page would take longer than its link."""

    folder: Path

    def file(self, path: str) -> str:
        """Where the file that goes to `path` in the site is kept."""
        return f"{self.folder}/{_name(path)}"

    def keep(self, path: str, file: str) -> None:
        """Keep the new `file` that goes to `path`; the last one goes."""
        kept = self.file(path)
        with contextlib.suppress(OSError):
            try:
                os.link(file, kept)
            except FileExistsError:
                os.unlink(kept)  # noqa: PTH108
                os.link(file, kept)

    def stamps(self, paths: Iterable[str]) -> dict[str, Stamp]:
        """What is kept of the files at `paths`."""
        found = ledger.stamps(self.folder)
        named = ((path, found.get(_name(path))) for path in paths)
        return {path: stamp for path, stamp in named if stamp}

    def drop(self, paths: Iterable[str]) -> None:
        """Keep none of the files at `paths` any more."""
        self._delete(map(_name, paths))

    def sweep(self, paths: Iterable[str]) -> None:
        """Keep the files at `paths` only: not what a killed command or one for another folder left."""
        with contextlib.suppress(OSError):
            self._delete(set(os.listdir(self.folder)) - set(map(_name, paths)))  # noqa: PTH208

    def _delete(self, names: Iterable[str]) -> None:
        for name in names:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()


def _name(path: str) -> str:
    return ledger.digest(path)
