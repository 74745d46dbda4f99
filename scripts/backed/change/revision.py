"""The records at a revision of git, brought into a folder of ours: nothing is checked out, and nothing of it is run."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

# All that a library is made of, and nothing else is read out of a revision.
PATHS = ("claims", "statements", "vocabulary", "references.bib", "safety.yml")
MOST_BYTES = 256 * 1024 * 1024
_PLAIN_FILES = (b"100644", b"100755")  # no links, no submodules
_SECONDS = 120


class NoRevision(Exception):
    """There is no git here, or no such revision; the message says which."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers in the folder `root`. Raises NoRevision."""
    # Attributes, hooks and paging of whoever runs this change nothing of what is read.
    command = ["git", "--no-pager", "-C", str(root), "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False)
    except OSError:
        raise NoRevision("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoRevision(f"git {arguments[0]} took longer than {_SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise NoRevision(said[-1] if said else f"git {arguments[0]} failed")
    return done.stdout


def commit_of(root: Path, revision: str) -> str:
    """The full hash of the commit that `revision` names. Raises NoRevision."""
    git(root, "rev-parse", "--git-dir")  # says so itself where there is no repository
    try:
        found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NoRevision:
        raise NoRevision(f"there is no revision {revision!r} here; a shallow clone holds only the newest") from None
    return found.decode().strip()


@dataclass
class Desk:
    """A folder that holds the records of one revision at a time; what stays the same is not written again."""

    root: Path
    folder: Path
    _there: dict[str, str] = field(default_factory=dict)

    def show(self, commit: str) -> Path:
        """The folder with the records of `commit` in it. Raises NoRevision."""
        wanted = dict(_files(self.root, commit))
        for path in self._there.keys() - wanted.keys():
            (self.folder / path).unlink()
        changed = {path: blob for path, blob in wanted.items() if self._there.get(path) != blob}
        for path, data in _contents(self.root, changed):
            target = self.folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self._there = wanted
        return self.folder


@contextmanager
def desk(root: Path) -> Iterator[Desk]:
    """A desk for revisions of the knowledge base at `root`, cleared away at the end."""
    with tempfile.TemporaryDirectory(prefix="backed-") as folder:
        yield Desk(root, Path(folder).resolve())


def _files(root: Path, commit: str) -> Iterator[tuple[str, str]]:
    """(path from the root, blob) of every plain record file of a commit."""
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", *PATHS)
    for row in listed.split(b"\0"):
        about, _, name = row.partition(b"\t")
        mode, _, blob = about.partition(b" ")
        path = name.decode("utf-8", "surrogateescape")
        if mode in _PLAIN_FILES and _is_ours(path):
            yield path, blob.split()[-1].decode()


def _is_ours(path: str) -> bool:
    """Whether a path stays in the folder and is of a shape that records have."""
    parts = PurePosixPath(path).parts
    return (
        1 <= len(parts) <= 2
        and parts[0] in PATHS
        and bool(re.fullmatch(r"[\w.-]+(/[\w.-]+)?", path))
        and ".." not in parts
    )


def _contents(root: Path, blobs: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of each blob, all asked for at once. Raises NoRevision when they are too large together."""
    if not blobs:
        return
    given = "".join(f"{blob}\n" for blob in blobs.values()).encode()
    sizes = git(root, "cat-file", "--batch-check=%(objectsize)", given=given).split()
    if sum(map(int, sizes)) > MOST_BYTES:
        raise NoRevision(f"the records of that revision are larger than {MOST_BYTES:,} bytes")
    answer, at = git(root, "cat-file", "--batch", given=given), 0
    for path in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[-1])
        yield path, answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
