"""Notice that files changed, on every system and file system, by looking."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from backed.change.revision import PATHS

WATCHED = (*PATHS, "exceptions.yml", "audit", "evaluation", "docs", "theme", "mkdocs.yml")
CODE = Path(__file__).parents[1]
_TEMPLATES = CODE / "page" / "templates"
_REST = 0.2  # seconds between two looks
_SETTLE = 0.03  # an editor may write a file in several steps


Snapshot = dict[str, tuple[int, int]]


def watched(root: Path) -> list[Path]:
    """What a site at `root` is made from, the templates included."""
    return [*(root / name for name in WATCHED), _TEMPLATES]


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Time and size of every file in or at `paths`; one that goes away meanwhile is left out."""
    return {name: stamp for path in paths for name, stamp in _stamps(path)}


def changes(paths: list[Path]) -> Iterator[set[str]]:
    """The files that changed, each time that some did; waits in between, and never ends."""
    before = snapshot(paths)
    while True:
        started = time.monotonic()
        now = snapshot(paths)
        cost = time.monotonic() - started
        if now != before:
            now = _settled(paths, now)
            changed = {name for name, _ in now.items() ^ before.items()}
            before = now
            yield changed
        else:
            time.sleep(max(_REST, 4 * cost))


def _settled(paths: list[Path], now: Snapshot) -> Snapshot:
    while True:
        time.sleep(_SETTLE)
        after = snapshot(paths)
        if after == now:
            return after
        now = after


def _stamps(path: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        if path.is_dir():
            with os.scandir(path) as entries:
                for entry in entries:
                    yield from _entry(entry)
        else:
            found = path.stat()
            yield str(path), (found.st_mtime_ns, found.st_size)
    except OSError:
        return


def _entry(entry: os.DirEntry[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    if entry.is_dir(follow_symlinks=False):
        if entry.name != "__pycache__":
            yield from _stamps(Path(entry.path))
    else:
        found = entry.stat()
        yield entry.path, (found.st_mtime_ns, found.st_size)
