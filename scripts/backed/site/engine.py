"""Run MkDocs over what people wrote: the written pages and the shells. It runs again only when those change."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from backed.problem import Problem
from backed.site.ledger import digest

_HOME = Path(__file__).resolve().parents[3]
_LINE = re.compile(r"^(?:WARNING|ERROR|CRITICAL)\s+-\s+(.*(?:\n\s+- .*)*)$", re.MULTILINE)
_IN_FILE = re.compile(r"Doc file '([^']+)'(?:.*?link '([^']+)')?")
_IN_NAV = re.compile(r"A reference to '([^']+)'")


@dataclass(frozen=True)
class Ground:
    """Where written pages come from: a knowledge base's own, or the ones beside this code if it brings none."""

    config: Path
    docs: Path
    theme: Path

    borrowed: bool = False

    @property
    def folder(self) -> Path:
        """The folder that problems are told from."""
        return self.config.parent

    @cached_property
    def settings(self) -> Settings:
        """The name and addresses of the site. Raises ValueError where `mkdocs.yml` lacks one."""
        stated = yaml.safe_load(self.config.read_text("utf-8"))
        try:
            name, site_url, repository = stated["site_name"], stated["site_url"], stated["extra"]["repository"]
        except (KeyError, TypeError):
            raise ValueError(f"{self.config} must have site_name, site_url and extra: repository") from None
        return Settings(str(name), str(site_url).rstrip("/") + "/", str(repository).rstrip("/"))


@dataclass(frozen=True)
class Settings:
    """The two addresses and the name, as `mkdocs.yml` has them; `base` is the path part of the site's address."""

    name: str
    site_url: str
    repository: str

    @property
    def base(self) -> str:
        return urlsplit(self.site_url).path or "/"


def ground(root: Path) -> Ground:
    """What to build at `root`."""
    borrowed = not (root / "mkdocs.yml").is_file()
    folder = _HOME if borrowed else root
    return Ground(folder / "mkdocs.yml", folder / "docs", folder / "theme", borrowed)


def key(source: Ground) -> str:
    """The hash of everything that MkDocs reads, and of the locked versions that read it."""
    files = [("config", source.config), ("lock", _HOME / "uv.lock"), ("code", Path(__file__))]
    for folder in (source.docs, source.theme):
        files += [(file.relative_to(source.folder).as_posix(), file) for file in sorted(folder.rglob("*"))]
    return digest(*(part for name, file in files if file.is_file() for part in (name, file.read_bytes())))


@dataclass(frozen=True)
class Built:
    """What MkDocs built: the folder, whether it ran now, and what it warned of (each an error)."""

    folder: Path
    ran: bool
    problems: tuple[Problem, ...]


@contextlib.contextmanager
def written(source: Ground, cache: Path | None) -> Iterator[Callable[[], Built]]:
    """Gives, when asked, the written pages and shells as MkDocs built them, from `cache` if nothing changed.

    MkDocs begins at once and goes on beside what its caller does meanwhile. A fault is never kept.
    """
    kept = cache / f"written-{key(source)}" if cache else None
    if kept and kept.is_dir():
        yield lambda: Built(kept, False, ())
        return
    if cache:
        cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="draft-", dir=cache) as drafts:
        folder, said = Path(drafts) / "site", Path(drafts) / "said"
        process = _begun(source, folder, said)

        def built() -> Built:
            problems = _problems(source, process.wait(), said.read_text("utf-8"))
            return Built(_keep(folder, kept) if kept and not problems else folder, True, tuple(problems))

        try:
            yield built
        finally:
            process.kill()
            process.wait()


def _keep(folder: Path, kept: Path) -> Path:
    """Move what was built to its place in the cache; the one before goes, and so do drafts of killed commands."""
    for old in kept.parent.glob("written-*"):
        shutil.rmtree(old, ignore_errors=True)
    for draft in kept.parent.glob("draft-*"):
        if draft != folder.parent:
            shutil.rmtree(draft, ignore_errors=True)
    return folder.rename(kept)


def _begun(source: Ground, into: Path, said: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(source.config), "-d", str(into)]
    # Nothing that MkDocs makes may know the day: the same commit gives the same bytes on any.
    fixed = {"SOURCE_DATE_EPOCH": "0", "TZ": "UTC", "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    with said.open("wb") as errors:
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env={**os.environ, **fixed})


def _problems(source: Ground, code: int, said: str) -> list[Problem]:
    told = _LINE.findall(said)
    if code and not told:
        told = [said.strip() or f"mkdocs ended with {code}"]
    return [_problem(source, message) for message in told]


def _problem(source: Ground, message: str) -> Problem:
    """MkDocs names a file and a link but no line; find it."""
    in_file, in_nav = _IN_FILE.search(message), _IN_NAV.search(message)
    file = source.docs / in_file[1] if in_file else source.config
    sought = (in_file[2] if in_file else in_nav[1] if in_nav else None) or ""
    line, column = place(file, sought)
    return Problem(told(source, file), line, column, "error", "written-page", message, None)


def told(source: Ground, file: Path) -> str:
    """A file's path as problems give it: from the folder of `mkdocs.yml`, with forward slashes."""
    return Path(os.path.relpath(file, source.folder)).as_posix()


def place(file: Path, sought: str) -> tuple[int, int]:
    """Where `sought` first stands in a Markdown file, as `places` does; the file's start where it does not."""
    return next(iter(places(file, sought)), (1, 1))


def places(file: Path, sought: str) -> list[tuple[int, int]]:
    """Line and column, from 1, of each `sought` as a whole word outside code blocks."""
    word = re.compile(re.escape(sought) + r"(?![\w-])") if sought else None
    found, fenced = [], False
    for number, line in enumerate(_lines(file), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif word and not fenced:
            found += [(number, match.start() + 1) for match in word.finditer(line)]
    return found


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
