"""What became of each claim over git's history: one comparison for each commit that touched records, worked out once.

Only the main line is followed, so that a merged branch counts as the one change it was to readers. Sentences are those
that today's words make of the records of that day: a change of wording in the code is no change of the evidence.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from pydantic import VERSION

from backed.change.claims import claim_changes
from backed.change.face import Faces
from backed.change.model import ClaimChange, Part
from backed.change.revision import PATHS, Desk, NoRevision, desk, git
from backed.library import Library, load
from backed.record.memory import Memory, digest, note, noted
from backed.record.model import describe

CACHE = ".cache/history.jsonl"
_LAST_SECOND = 253_402_300_799  # of the year 9999: a commit may say any time, a calendar ends here
_GONE = ("removed", "retired")
# What the statement check learns from says nothing of claims.
_OF_THE_CHECK = (":(exclude)vocabulary/language.yml", ":(exclude)vocabulary/examples")


class Step(Part):
    """What one commit changed for readers."""

    commit: str = describe("its hash")
    before: str = describe("the commit it was compared with; empty for the first")
    on: datetime = describe("when it was committed, UTC")
    subject: str = describe("the first line of its message")
    claims: tuple[ClaimChange, ...] = describe("claims that came, went, moved or read otherwise")


@dataclass(frozen=True)
class Commit:
    """A commit of the main line that touched records."""

    hash: str
    on: datetime
    subject: str


@dataclass(frozen=True)
class History:
    """Steps, the newest first; `releases` has the release that each commit went out with; empty without git."""

    steps: tuple[Step, ...] = ()
    releases: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True

    @cached_property
    def by_claim(self) -> dict[str, list[tuple[Step, ClaimChange]]]:
        """The steps of each claim, the newest first."""
        found: dict[str, list[tuple[Step, ClaimChange]]] = {}
        for step in self.steps:
            for change in step.claims:
                found.setdefault(change.id, []).append((step, change))
        return found

    @cached_property
    def told(self) -> list[Step]:
        """The steps that readers see anything of."""
        return [step for step in self.steps if step.claims]

    def by_release(self, most: int) -> Iterator[tuple[str, list[Step]]]:
        """(release, its steps), the newest `most` of them; what has no release yet goes by the empty name."""
        found: dict[str, list[Step]] = {}
        for step in self.told[:most]:
            found.setdefault(self.releases.get(step.commit, ""), []).append(step)
        yield from found.items()


def history(root: Path, *, cache: bool = True) -> History:
    """The history of the records at `root`; empty where there is no git, or no commit. Never raises for git's sake."""
    try:
        commits = list(_commits(root))
        if not commits:
            return History()
        is_whole = git(root, "rev-parse", "--is-shallow-repository").strip() != b"true"
        steps = _steps(root, commits, is_whole, root / CACHE if cache else None)
        return History(tuple(reversed(steps)), _releases(root), is_whole)
    except NoRevision:
        return History()


def _commits(root: Path) -> Iterator[Commit]:
    """Every commit of the main line that touched records, the oldest first."""
    asked = ("log", "-z", "--first-parent", "--reverse", "--no-show-signature", "--format=%H %ct %s")
    for row in filter(None, git(root, *asked, "--", *PATHS, *_OF_THE_CHECK).split(b"\0")):
        hash_, seconds, subject = row.decode("utf-8", "replace").split(" ", 2)
        yield Commit(hash_, datetime.fromtimestamp(min(int(seconds), _LAST_SECOND), UTC), subject)


def _releases(root: Path) -> dict[str, str]:
    """The release that each commit of the main line first went out with."""
    form = "--format=%(refname:short)%00%(objectname)%00%(*objectname)"
    tags = [row.decode().split("\0") for row in git(root, "for-each-ref", form, "refs/tags/v*").splitlines()]
    named = {pointed or direct: name for name, direct, pointed in tags}
    found: dict[str, str] = {}
    release = ""
    for hash_ in git(root, "rev-list", "--first-parent", "HEAD").decode().split() if named else ():
        release = named.get(hash_, release)
        found |= {hash_: release} if release else {}
    return found


def _steps(root: Path, commits: list[Commit], is_whole: bool, cache: Path | None) -> list[Step]:
    known = _restored(cache) if cache else {}
    # Of a shallow clone, the oldest commit has lost its past: it is where we begin, not where the records began.
    pairs = [*([(None, commits[0])] if is_whole else []), *pairwise(commits)]
    missing = [pair for pair in pairs if _key(*pair) not in known]
    if missing:
        with desk(root) as table:
            known |= {_key(*pair): step for pair, step in zip(missing, _compared(table, missing), strict=True)}
        if cache:
            note(cache, _code(), (known[_key(*pair)].model_dump_json().encode() for pair in pairs))
    return [known[_key(*pair)] for pair in pairs]


def _key(before: Commit | None, commit: Commit) -> tuple[str, str]:
    return before.hash if before else "", commit.hash


def _compared(table: Desk, pairs: Iterable[tuple[Commit | None, Commit]]) -> Iterator[Step]:
    """A step for each pair; what did not change from one commit to the next is neither read nor worded again."""
    memory = Memory()
    last: tuple[str, Faces] = ("", Faces(Library(table.folder)))
    for before, commit in pairs:
        if before and before.hash != last[0]:
            last = (before.hash, Faces(load(table.show(before.hash), memory).library))
        base = last[1] if before else Faces(Library(table.folder))
        last = (commit.hash, Faces(load(table.show(commit.hash), memory).library))
        yield _step(before, commit, base, last[1])


def _step(before: Commit | None, commit: Commit, base: Faces, head: Faces) -> Step:
    claims = sorted((each for each in claim_changes(base, head) if _is_seen(each)), key=lambda each: each.id)
    return Step(
        commit=commit.hash,
        before=before.hash if before else "",
        on=commit.on,
        subject=commit.subject,
        claims=tuple(claims),
    )


def _is_seen(change: ClaimChange) -> bool:
    """Whether readers see a change; a record that could not be read on that day is no news."""
    moved = change.certainty or change.verdict or change.sentence or change.plain_sentence
    return change.how != "unread" and (moved is not None or change.how in _GONE)


def _restored(cache: Path) -> dict[tuple[str, str], Step]:
    try:
        steps = [Step.model_validate_json(line) for line in noted(cache, _code())]
    except (OSError, ValueError):
        return {}
    return {(step.before, step.commit): step for step in steps}


@functools.cache
def _code() -> str:
    """The hash of the code that reads, rates and words records: other code may see other changes."""
    home = Path(__file__).parents[1]
    folders = ("record", "appraisal", "sentence", "rule", "change")
    files = [home / "library.py", home / "words.py", *(file for name in folders for file in (home / name).glob("*.py"))]
    return digest(b"\0".join([VERSION.encode(), *(file.read_bytes() for file in sorted(files))]))
