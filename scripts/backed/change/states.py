"""Two states of one knowledge base, by the names of their revisions, as libraries that can be compared."""

from __future__ import annotations

from pathlib import Path

from backed.change.compare import compare
from backed.change.model import Difference
from backed.change.revision import commit_of, desk
from backed.library import load
from backed.record.memory import Memory

WORKING_TREE = "working tree"


def between(root: Path, base: str, head: str | None) -> Difference:
    """From the revision `base` to `head`, or to the files as they stand. Raises NoRevision."""
    memory = Memory()
    with desk(root) as table:
        before = load(table.show(commit_of(root, base)), memory).library
        # Everything that a library shows later is in memory by now: the desk may hold the other state.
        after = load(table.show(commit_of(root, head)) if head else root, memory).library
        return compare(before, after, (base, head or WORKING_TREE))
