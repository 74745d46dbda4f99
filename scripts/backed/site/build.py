"""Shells and pages become a site, whole or not at all; what has not changed is not written again."""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path

from backed.problem import Problem
from backed.site import crew, engine, ledger, link, linkcheck, listing, offline, swap, written
from backed.site.crew import Carry
from backed.site.folder import WrongUse, is_ours
from backed.site.shell import Deferred, Page, Shell
from backed.site.stage import How, Stage
from backed.site.store import Store, opened

__all__ = ["Carry", "Content", "Deferred", "InPlace", "Page", "Report", "WrongUse", "begun", "finish"]


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
class InPlace:
    """What the last build of this process left in place, so that the next one need not look; begins empty."""

    entries: Mapping[str, ledger.Entry] = field(default_factory=dict)
    note: ledger.Stamp | None = None


File = tuple[str, str, Callable[[], bytes]]  # the path in the site, the hash of the bytes, and what gives them
Files = Callable[[], Iterable[File]]
_Placed = tuple[str, ledger.Entry | None]  # the path of a file, and its entry, or None where the one in place is kept
_NOTHING = Carry(lambda: None, lambda noted: None)


@dataclass(frozen=True)
class Content:
    """What a site is made from beside the written pages.

    `files` and `slots` give what they have when asked, since processors share that work with the pages; slots go by the
    name of the written page, `home` for the first, each as a file of safe HTML. `resolve` turns `claim:id`, `ref:Key`,
    `term:id` and `statement:id` into a path in the site or None, and `ids` changes when it may give something else.
    What other processes note while they work is handed over by `carry`. `keep` leaves what was worked out to the next
    command; it is called once all is made.
    """

    pages: Iterable[Page | Deferred]
    files: Sequence[Files]
    slots: Mapping[str, Files]
    resolve: written.Resolve
    ids: str = ""
    carry: Carry = _NOTHING
    keep: Callable[[], None] = lambda: None


# What is noted of the last site, and what stands of it.
_Last = tuple[Mapping[str, ledger.Entry], Mapping[str, ledger.Stamp]]


@dataclass(frozen=True)
class Begun:
    """A build that has `out` to itself, with MkDocs at work and the last site looked through meanwhile.

    `note` and `store` are where it keeps what it made, if it does, and `in_place` where its process does.
    """

    out: Path
    source: engine.Ground
    note: Path | None
    store: Store | None
    in_place: InPlace | None
    built: Callable[[], engine.Built]
    last: Callable[[], _Last]
    started: float


@contextlib.contextmanager
def begun(root: Path, out: Path, cache: bool = True, in_place: InPlace | None = None) -> Iterator[Begun]:
    """Begin to build the site of the knowledge base at `root` into `out`. Raises WrongUse for an `out` that is not ours.

    A command that builds again and again passes the same `in_place` each time, and no one but it should touch `out`.
    """
    started = time.monotonic()
    root, out = root.resolve(), out.absolute()
    with swap.locked(out):
        swap.recover(out)
        source, notes = engine.ground(root), root / ".cache" / "site" if cache else None
        note = notes / f"{ledger.digest(str(out))}.sqlite" if notes else None
        known = _known(note, in_place) if note else {}
        kept = opened(notes / "kept") if notes else contextlib.nullcontext()
        # Who has not the store shares its folder with another command, and neither may tidy up under the other.
        with kept as store, engine.written(source, notes if store else None) as built:
            look = partial(_last, out, note, store, known)
            with contextlib.nullcontext(look) if known else crew.beside(look) as last:
                yield Begun(out, source, note, store, in_place, built, last, started)


def finish(begun: Begun, content: Content) -> Report:
    """Build what was begun, and put it in place if nothing is wrong.

    Raises OSError when the disk is full, ValueError where pages do not fit their shells; the old site stays in each
    case.
    """
    built = begun.built()
    if built.problems:
        passed = time.monotonic() - begun.started
        return Report(begun.out, "unchanged", 0, 0, 0, 0, 0, built.ran, passed, built.problems)
    note, in_place = begun.note, begun.in_place
    stage = Stage(begun.out, *begun.last(), begun.store)
    try:
        report = _fill(stage, built, begun, content)
    except BaseException:
        stage.discard()
        raise
    if note and not report.problems:
        ledger.write(note, _code(), stage.fresh(), stage.before.keys() - stage.entries.keys(), anew=not stage.before)
        if in_place:
            in_place.entries, in_place.note = stage.entries, ledger.stamp(note)
    return report


def _known(note: Path, in_place: InPlace | None) -> Mapping[str, ledger.Entry]:
    """What this process knows to be in place; empty where another command was here since."""
    return in_place.entries if in_place and in_place.note and in_place.note == ledger.stamp(note) else {}


def _last(out: Path, note: Path | None, store: Store | None, known: Mapping[str, ledger.Entry]) -> _Last:
    """The last site as noted, if it is not `known`, and what stands of it, at `out` or, that gone, in the store."""
    before = known or (ledger.read(note, _code()) if note else {})
    if not is_ours(out):
        return before, store.stamps(before) if store else {}
    return before, {path: entry.stamp for path, entry in known.items()} if known else ledger.stamps(out)


def _fill(stage: Stage, built: engine.Built, begun: Begun, content: Content) -> Report:
    """Put everything on the stage, check it, and install it if nothing is wrong."""
    source = begun.source
    setting = source.settings
    shells = written.shells(built.folder)
    problems = _put_all(stage, shells, built.folder, source, content)
    pages, pages_written = _count(stage.entries.values()), _count(map(stage.entries.__getitem__, stage.changed))
    # To note many pages takes as long as to check their links.
    many = len(stage.changed) >= crew.PARALLEL_FROM
    with crew.beside(content.keep) if many else contextlib.nullcontext(content.keep) as kept:
        _put_files(stage, listing.files(setting.site_url, _listed(stage)))
        _put_files(stage, offline.files(stage.entries, source.docs))
        broken, checked = linkcheck.problems(stage, shells, setting.base, source)
        problems += broken
        how: How = "unchanged"
        if problems:
            stage.discard()
        else:
            how = stage.install()
        kept()
    counts = pages, pages_written, len(stage.changed), len(stage.gone()), checked
    return Report(stage.out, how, *counts, built.ran, time.monotonic() - begun.started, tuple(sorted(problems)))


def _put_all(
    stage: Stage, shells: Mapping[str, Shell], built: Path, source: engine.Ground, content: Content
) -> list[Problem]:
    """Put all pages on the stage, written ones and those of records, and files; gives what is wrong with written ones."""
    base, due = source.settings.base, []
    for page in content.pages:
        path, shell = page.path + linkcheck.INDEX, shells.get(page.shell)
        if shell and stage.has(path, f"{page.key}.{shell.digest}"):
            stage.note(path, None)
        else:
            due.append(page)
    stage.begin()
    files = list(written.files(built))
    tasks: list[crew.Task] = [partial(_written, stage, file, source, content) for file in files]
    tasks += [partial(_others, stage, each) for each in content.files]
    tasks += [partial(_record, stage, shells, base, page) for page in due]
    done = iter(crew.share(tasks, content.carry))
    problems: list[Problem] = []
    for path, entry, wrong in islice(done, len(files)):
        stage.note(path, entry)
        problems += wrong
    for path, entry in chain(chain.from_iterable(islice(done, len(content.files))), done):
        stage.note(path, entry)
    return problems


def _record(stage: Stage, shells: Mapping[str, Shell], base: str, page: Page | Deferred) -> _Placed:
    full = page.render() if isinstance(page, Deferred) else page
    if full.shell not in shells:
        raise ValueError(f"{page.path}: there is no shell {full.shell!r} in docs/_shells/")
    shell = shells[full.shell]
    facts = link.gather("".join(full.slots.values()), full.path, base, shell.name)
    path, key = full.path + linkcheck.INDEX, f"{full.key}.{shell.digest}"
    return path, stage.place(path, key, shell.fill(full).encode(), facts)


def _others(stage: Stage, files: Files) -> list[_Placed]:
    return [
        (path, None if stage.has(path, key) else stage.place(path, key, render(), None))
        for path, key, render in files()
    ]


def _put_files(stage: Stage, files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        stage.note(path, stage.place(path, ledger.digest(data), data, None))


def _count(entries: Iterable[ledger.Entry]) -> int:
    """How many of these are pages of records."""
    return sum(1 for entry in entries if entry.facts and entry.facts.shell)


def _written(
    stage: Stage, file: written.BuiltFile, source: engine.Ground, content: Content
) -> tuple[str, ledger.Entry | None, tuple[Problem, ...]]:
    """A file of the written part, filled if it is a page; one whose slots did not change is not filled again."""
    if not file.is_page:
        return file.path, stage.place(file.path, ledger.digest(file.data), file.data, None), ()
    slots = list(content.slots[file.name]() if file.name in content.slots else ())
    hashes = [text for name, key, _ in slots for text in (name, key)]
    key = ledger.digest(file.data, content.ids, *hashes)
    if stage.has(file.path, key):
        return file.path, None, ()
    filling = {name: render().decode() for name, _, render in slots}
    base = source.settings.base
    html, problems = written.finished(file, source, filling, content.resolve, base)
    facts = link.gather(html, linkcheck.address(file.path), base)
    return file.path, stage.place(file.path, key, html.encode(), facts), problems


def _listed(stage: Stage) -> list[str]:
    """Addresses of pages that people should find: not those of retired records, nor the one for missing pages."""
    pages = ((path, entry.facts) for path, entry in stage.entries.items() if entry.facts)
    return [linkcheck.address(path) for path, facts in pages if facts.shell != "retired" and path != "404.html"]


@functools.cache
def _code() -> str:
    """The hash of the code that makes pages, as this process runs it: a change in it forgets all that was noted."""
    return ledger.digest(*(file.read_bytes() for file in sorted(Path(__file__).parents[1].rglob("*.py"))))
