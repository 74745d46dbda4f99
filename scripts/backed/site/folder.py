"""Folders that builds may make, replace and delete: each carries a marker, so that nobody else's files are touched."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

MARKER = ".backed-site"
MARKER_TEXT = "Built by Backed. The next build replaces everything in this folder.\n"


class WrongUse(Exception):
    """The folder named by `--out` is not one that a build may replace."""


def new_folder(out: Path) -> Path:
    """Where the next site is put together: beside the old one, so that a rename is enough."""
    return out.parent / f".{out.name}-new"


def old_folder(out: Path) -> Path:
    """Where the old site waits while there is no exchange of names; that it is there is the journal."""
    return out.parent / f".{out.name}-old"


def undo_folder(out: Path) -> Path:
    """Where the old versions of a few replaced files wait."""
    return out.parent / f".{out.name}-undo"


def make(folder: Path) -> None:
    """Create a folder of ours; its marker comes first, so that a killed command leaves nothing that we would refuse."""
    folder.mkdir(parents=True)
    (folder / MARKER).write_text(MARKER_TEXT, "utf-8")


def is_ours(folder: Path) -> bool:
    """Whether a build made this folder."""
    return (folder / MARKER).is_file()


def refuse_unless_ours(out: Path) -> None:
    """Raise WrongUse unless `out` is absent, empty or a site of ours, and so are the folders used beside it."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise WrongUse(f"{out} is not a folder; name one that is absent, empty or a site built by this command")
    for folder in (out, new_folder(out), old_folder(out), undo_folder(out)):
        if folder.is_dir() and not is_ours(folder) and any(folder.iterdir()):
            raise WrongUse(f"{folder} holds files that no build of ours made, so it stays as it is; name another --out")


def discard(folder: Path) -> None:
    """Delete a folder of ours, its marker last: cut short, what is left is still known as ours."""
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry)
        elif entry.name != MARKER:
            Path(entry).unlink()
    (folder / MARKER).unlink(missing_ok=True)
    folder.rmdir()


def link_or_copy(old: str, new: str) -> None:
    """The same file at `new` too, with its time; a copy where the file system has no hard links or is another one."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


@contextlib.contextmanager
def lock(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether this command has `folder` to itself until it is done; always where it may `wait`, and on Windows."""
    if sys.platform == "win32":
        yield True
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield _locks(handle, wait)
    finally:
        os.close(handle)


def _locks(handle: int, wait: bool) -> bool:
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        if wait:
            raise
        return False
    return True
