"""Replace a few files of a site in place, with a journal from which a killed command is undone.

Exchanging whole folders costs seconds at ten thousand pages, because the unchanged ones must stand in both; this costs
what changed. Order: links to all old files, then the journal, then the replacing, then the journal goes.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path

from backed.site.folder import discard, link_or_copy, make, undo_folder

JOURNAL = "journal.json"
_FILES = "files"


def apply(out: Path, staged: Path, replaced: Iterable[str], removed: Iterable[str]) -> None:
    """Move the `replaced` files (paths from the root of the site) from `staged` into `out`, and delete the `removed`.

    On any error the old files are put back and the error goes on.
    """
    replaced, removed = list(replaced), list(removed)
    try:
        _keep_old(out, [*replaced, *removed])
        for name in replaced:
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).replace(out / name)
        for name in removed:
            _remove(out, name)
        (undo_folder(out) / JOURNAL).unlink()
    except BaseException:
        roll_back(out)
        raise
    discard(undo_folder(out))


def roll_back(out: Path) -> bool:
    """Put the old files back if a journal says that a replacing was cut short. True when something was left behind."""
    undo = undo_folder(out)
    if not undo.is_dir():
        return False
    journal = undo / JOURNAL
    if journal.is_file():
        _put_back(out, undo, json.loads(journal.read_text("utf-8")))
        journal.unlink()
    discard(undo)
    return True


def _keep_old(out: Path, names: list[str]) -> None:
    undo = undo_folder(out)
    make(undo)
    added = [name for name in names if not _link(out / name, undo / _FILES / name)]
    draft = undo / f"{JOURNAL}.draft"
    draft.write_text(json.dumps({"old": sorted({*names} - {*added}), "added": added}), "utf-8")
    draft.replace(undo / JOURNAL)


def _link(old: Path, kept: Path) -> bool:
    if not old.exists():
        return False
    kept.parent.mkdir(parents=True, exist_ok=True)
    link_or_copy(str(old), str(kept))
    return True


def _put_back(out: Path, undo: Path, journal: dict[str, list[str]]) -> None:
    for name in journal["added"]:
        _remove(out, name)
    for name in journal["old"]:
        kept = undo / _FILES / name
        if kept.exists():  # else an earlier, killed recovery has put it back
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            kept.replace(out / name)


def _remove(out: Path, name: str) -> None:
    """Delete a file, and the folders that it leaves empty."""
    (out / name).unlink(missing_ok=True)
    folder = (out / name).parent
    with contextlib.suppress(OSError):
        while folder != out:
            folder.rmdir()
            folder = folder.parent
