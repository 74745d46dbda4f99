"""Bad records: a good knowledge base, one fault, and every problem that must come. See records/README.md."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from backed.library import Library, load
from backed.problem import Problem

RECORDS = Path(__file__).parent / "records"
BASE, BAD = RECORDS / "base", RECORDS / "bad"
HOME = Path(__file__).resolve().parents[1]
BOTH = pytest.mark.parametrize("root", [BASE, HOME], ids=["base", "own"])
CUPS = "claims/heel-cup-pain.yml"
_EXPECTED = re.compile(r"(?P<place>\S+:\d+:\d+) (?P<severity>error|warning) (?P<rule>\S+) (?P<fragment>.+)")


@dataclass(frozen=True)
class Expected:
    """One problem that must come; `fragment` is a piece of its message."""

    place: str
    severity: str
    rule: str
    fragment: str

    def is_told_by(self, problem: Problem) -> bool:
        """Whether this is the problem meant."""
        place = f"{problem.path}:{problem.line}:{problem.column}"
        same = (place, problem.severity, problem.rule) == (self.place, self.severity, self.rule)
        return same and self.fragment in problem.message


@cache
def records(root: Path) -> Library:
    """The records of the good knowledge base, or of this repository; read once."""
    return load(root).library


def copy_of_base(folder: Path) -> Path:
    """A fresh copy of the good knowledge base."""
    return Path(shutil.copytree(BASE, folder / "base"))


def edit(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands exactly once in a file."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, f"{path} holds {text.count(old)} times: {old!r}"
    (root / path).write_text(text.replace(old, new), "utf-8")


def add(root: Path, path: str, text: str) -> None:
    """Add to the end of a file, or make it."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def change(root: Path, edits: Iterable[tuple[str, str, str]]) -> None:
    """Make each edit of (path, old, new); without an old text, the new one is added."""
    for path, old, new in edits:
        edit(root, path, old, new) if old else add(root, path, new)


def lower(root: Path) -> None:
    """Lower the certainty of the claim in CUPS by one step."""
    step = "  inconsistency: {down: 1, because: the trials disagree, sources: [Okafor2021cups]}\n"
    edit(root, CUPS, "  inconsistency: {down: 0}\n", step)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def sound(root: Path) -> Library:
    """The records of a knowledge base in which nothing is wrong."""
    loaded = load(root)
    assert [problem.message for problem in loaded.problems] == []
    return loaded.library


def case_paths() -> list[Path]:
    """Every case, file or folder."""
    return sorted(path for path in BAD.iterdir() if path.suffix == ".case" or path.is_dir())


def apply(case: Path, root: Path) -> list[Expected]:
    """Put the fault of a case into a copy of the base; what must come of it."""
    if case.is_dir():
        shutil.copytree(case, root, dirs_exist_ok=True)
        (root / "expected.txt").unlink()
        return list(_expected((case / "expected.txt").read_text("utf-8").splitlines()))
    lines = case.read_text("utf-8").splitlines()
    change(root, edits(lines))
    return expected_of(lines)


def expected_of(lines: Iterable[str]) -> list[Expected]:
    """What must come of a case, from its lines."""
    return list(_expected(line[2:] for line in lines if line.startswith("= ")))


def _expected(lines: Iterable[str]) -> Iterator[Expected]:
    for line in lines:
        found = _EXPECTED.fullmatch(line)
        assert found, f"not `path:line:column severity rule message`: {line}"
        yield Expected(**found.groupdict())


def edits(lines: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """(path, old text, new text) of each edit; a `-` after a `+` begins the next one."""
    path, old, new = "", "", ""
    for line in [*lines, "@ "]:
        sign, rest = line[:2], line[2:] + "\n"
        if (sign == "@ " or (sign == "- " and new)) and (old or new):
            yield path, old, new
            old = new = ""
        if sign == "@ ":
            path = line[2:]
        old += rest if sign == "- " else ""
        new += rest if sign in ("+ ", "+") else ""
