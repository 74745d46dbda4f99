"""Put a finished site in place whole or not at all, and put right what a killed command left behind."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from backed.site import patch
from backed.site.folder import WrongUse, discard, is_ours, lock, new_folder, old_folder, refuse_unless_ours

_AT_FDCWD = -100
_EXCHANGE = 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


def recover(out: Path) -> bool:
    """Undo what a killed command left: the old or the new site is whole afterwards. True when there was something.

    Called before anything else by every command. Raises WrongUse as `refuse_unless_ours` does.
    """
    refuse_unless_ours(out)
    new, old = new_folder(out), old_folder(out)
    found = new.exists() or old.exists()
    if is_ours(old) and not is_ours(out):
        old.rename(_absent(out))
    for folder in (new, old):
        discard(folder)
    return patch.roll_back(out) or found


def install(new: Path, out: Path) -> None:
    """Make `new` the site at `out`. Whenever this is cut short, `out` or `recover` has the old or the new site."""
    if not is_ours(out):
        new.rename(_absent(out))
    elif _exchange(new, out):
        discard(new)
    else:
        out.rename(old_folder(out))
        new.rename(out)
        discard(old_folder(out))


def _absent(out: Path) -> Path:
    """`out`, taken away where it is an empty folder: not every system renames over one."""
    if out.is_dir():
        out.rmdir()
    return out


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; False where the system cannot."""
    if os.name != "posix":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if hasattr(libc, "renameat2"):
        failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(*names, _EXCHANGE)
    else:
        return False
    if failed and ctypes.get_errno() not in _NO_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
    return not failed


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """One command at a time on this folder; others wait. Nothing is left behind: the folder above is what is locked.

    Raises WrongUse where that folder cannot be made.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUse(f"{out.parent} cannot be made: {error.strerror}; name another --out") from None
    with lock(out.parent, wait=True):
        yield
