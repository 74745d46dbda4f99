"""Files that are made together from records, and the hashes by which they need not be made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from backed.library import Library
from backed.record.memory import digest
from backed.trace import once, reads


def bytes_of(parts: Iterable[Part]) -> dict[str, bytes]:
    """The bytes of every file of these parts by its path."""
    return {path: data for part in parts for path, data in part.contents().items()}


class Part:
    """Some files of a site: `make` gives (path in the site, bytes); `beside` names what it reads that is no record."""

    def __init__(self, name: str, make: Callable[[], Iterable[tuple[str, bytes]]], beside: Iterable[str] = ()) -> None:
        self.name, self._make, self._beside = name, make, beside
        self._contents: dict[str, bytes] = {}
        self._left: dict[str, bytes] = {}  # of what is handed over file by file

    def contents(self) -> dict[str, bytes]:
        """The bytes of each file by its path."""
        self._contents = self._contents or dict(self._make())
        return self._contents

    def digests(self, library: Library) -> dict[str, str]:
        """The hash of each file by its path; nothing is made while nothing of what it shows changed."""
        found: list[tuple[str, str]] = once(library, ("part", self.name), partial(self._digests, library))
        return dict(found)

    def files(self, library: Library) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
        """(path, hash, what gives the bytes and lets them go) of each file."""
        return ((path, key, partial(self._taken, path)) for path, key in self.digests(library).items())

    def _digests(self, library: Library) -> list[tuple[str, str]]:
        reads(library, self._beside)
        return [(path, digest(data)) for path, data in self.contents().items()]

    def _taken(self, path: str) -> bytes:
        if path not in self._left:
            self._left, self._contents = self.contents(), {}
        return self._left.pop(path)
