"""Shells and pages become a site, whole or not at all; what has not changed is not written again."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from backed.problem import Problem
from backed.site import crew, engine, ledger, link, linkcheck, listing, offline, swap, written
from backed.site.crew import Carry
from backed.site.folder import WrongUse
from backed.site.shell import Deferred, Page, Shell
from backed.site.stage import How, Stage

__all__ = ["Carry", "Deferred", "DeferredFile", "Memory", "Page", "Report", "WrongUse", "build"]


@dataclass(frozen=True)
class DeferredFile:
    """An extra file that is made only if `key`, the hash of all it holds, changed."""

    path: str
    key: str
    render: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Report:
    """What a build did. With problems nothing was put in place, and the old site is as it was."""

    out: Path
    how: How
    pages: int
    pages_written: int
    files_written: int
    files_removed: int
    links_checked: int
    engine_ran: bool
    seconds: float
    problems: tuple[Problem, ...] = ()

    @property
    def pages_kept(self) -> int:
        """Record pages that were already in place."""
        return self.pages - self.pages_written


@dataclass
class Memory:
    """What the last build of this process left in place, so that the next one need not look; begins empty."""

    entries: Mapping[str, ledger.Entry] = field(default_factory=dict)
    note: ledger.Stamp | None = None


@dataclass(frozen=True)
class _Content:
    pages: Iterable[Page | Deferred]
    files: Iterable[tuple[str, bytes] | DeferredFile]
    slots: Mapping[str, str]
    resolve: written.Resolve
    carry: Carry


_NOTHING = Carry(lambda: None, lambda noted: None)


def build(
    root: Path,
    out: Path,
    pages: Iterable[Page | Deferred],
    files: Iterable[tuple[str, bytes] | DeferredFile],
    written_slots: Mapping[str, str],
    resolve: written.Resolve,
    cache: bool = True,
    memory: Memory | None = None,
    carry: Carry = _NOTHING,
) -> Report:
    """Build the site of the knowledge base at `root` into `out`.

    `written_slots` go by written page and slot (`home/counts`, `claims/table`); `resolve` turns `claim:id`, `ref:Key`,
    `term:id` and `statement:id` into a path in the site or None. Raises WrongUse for an `out` that is not ours, OSError
    when the disk is full, ValueError where pages do not fit their shells; the old site stays in each case. A command
    that builds again and again passes the same `memory` each time, and no one but it should touch `out`. What other
    processes note while they render pages is handed over by `carry`.
    """
    started = time.monotonic()
    root, out = root.resolve(), out.absolute()
    content = _Content(pages, files, written_slots, resolve, carry)
    notes = root / ".cache" / "site"
    with swap.locked(out):
        swap.recover(out)
        source = engine.ground(root)
        with engine.written(source, notes if cache else None) as made:
            if made.problems:
                return Report(out, "unchanged", 0, 0, 0, 0, 0, made.ran, time.monotonic() - started, made.problems)
            note, code = notes / f"{ledger.digest(str(out))}.sqlite", _code()
            if cache and memory and memory.note and memory.note == ledger.stamp(note):
                stage = Stage(out, memory.entries, {path: entry.stamp for path, entry in memory.entries.items()})
            else:
                stage = Stage(out, ledger.read(note, code) if cache else {}, ledger.stamps(out))
            try:
                report = _fill(stage, made, source, content, started)
            except BaseException:
                stage.discard()
                raise
            if cache and not report.problems:
                ledger.write(note, code, stage.fresh(), stage.gone(), anew=not stage.before)
                if memory:
                    memory.entries, memory.note = stage.entries, ledger.stamp(note)
            return report


def _fill(stage: Stage, made: engine.Made, source: engine.Ground, content: _Content, started: float) -> Report:
    """Put everything on the stage, check it, and install it if nothing is wrong."""
    setting = engine.settings(source.folder)
    shells = written.shells(made.folder)
    _put_records(stage, shells, setting.base, content.pages, content.carry)
    pages, pages_written = len(stage.entries), len(stage.changed)
    _put_files(stage, content.files)
    problems = _put_written(stage, made.folder, source, content, setting.base)
    _put_files(stage, listing.files(setting.site_url, _listed(stage)))
    _put_files(stage, offline.files(stage.entries, source.docs))
    broken, checked = linkcheck.problems(stage, shells, setting.base, source)
    problems += broken
    how: How = "unchanged"
    if problems:
        stage.discard()
    else:
        how = stage.install()
    counts = pages, pages_written, len(stage.changed), len(stage.gone()), checked
    return Report(stage.out, how, *counts, made.ran, time.monotonic() - started, tuple(sorted(problems)))


def _put_records(
    stage: Stage, shells: Mapping[str, Shell], base: str, pages: Iterable[Page | Deferred], carry: Carry
) -> None:
    due = []
    for page in pages:
        known = shells.get(page.shell)
        if not stage.keep(page.path + linkcheck.INDEX, f"{page.key}.{known.digest if known else ''}"):
            due.append(page)
    if due:
        stage.begin()
    made = dict(crew.share(due, partial(_record, stage, shells, base), carry))
    for page in due:
        stage.note(page.path + linkcheck.INDEX, made[page.path])


def _record(stage: Stage, shells: Mapping[str, Shell], base: str, page: Page | Deferred) -> tuple[str, ledger.Entry]:
    full = page.render() if isinstance(page, Deferred) else page
    if full.shell not in shells:
        raise ValueError(f"{page.path}: there is no shell {full.shell!r} in docs/_shells/")
    shell = shells[full.shell]
    facts = link.gather("".join(full.slots.values()), full.path, base, shell.name)
    path, key = full.path + linkcheck.INDEX, f"{full.key}.{shell.digest}"
    return page.path, stage.made(path, key, shell.fill(full).encode(), facts)


def _put_files(stage: Stage, files: Iterable[tuple[str, bytes] | DeferredFile]) -> None:
    for file in files:
        if isinstance(file, DeferredFile):
            stage.put(file.path, file.key, partial(_made, file))
        else:
            stage.put(file[0], ledger.digest(file[1]), partial(_given, file[1]))


def _made(file: DeferredFile) -> tuple[bytes, None]:
    return file.render(), None


def _given(data: bytes) -> tuple[bytes, None]:
    return data, None


def _put_written(stage: Stage, made: Path, source: engine.Ground, content: _Content, base: str) -> list[Problem]:
    problems: list[Problem] = []
    for file in written.finished(made, source, content.slots, content.resolve, base):
        problems += file.problems
        stage.put(file.path, ledger.digest(file.data), partial(_gathered, file, base))
    return problems


def _gathered(file: written.Finished, base: str) -> tuple[bytes, link.Facts | None]:
    return file.data, None if file.html is None else link.gather(file.html, linkcheck.address(file.path), base)


def _listed(stage: Stage) -> list[str]:
    """Addresses of pages that people should find: not those of retired records, nor the one for missing pages."""
    pages = ((path, entry.facts) for path, entry in stage.entries.items() if entry.facts)
    return [linkcheck.address(path) for path, facts in pages if facts.shell != "retired" and path != "404.html"]


@functools.cache
def _code() -> str:
    """The hash of the code that makes pages, as this process runs it: a change in it forgets all that was noted."""
    return ledger.digest(*(file.read_bytes() for file in sorted(Path(__file__).parents[1].rglob("*.py"))))
