"""Notices from the Retraction Watch data written into the records, and what that leaves to an editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from backed.audit import NOTICES, Snapshot
from backed.editor.bibliography import with_field
from backed.editor.draft import write_whole
from backed.editor.notices import Match, Notice, matches, read
from backed.editor.repair import fix
from backed.library import Library, load
from backed.record.model import keys_of


@dataclass(frozen=True)
class Imported:
    """What came of one import: matches written, matches left to an editor, files repaired, ratings that are stale."""

    snapshot: Snapshot
    written: tuple[Match, ...]
    undecided: tuple[Match, ...]
    repaired: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def bring_in(root: Path, file: Path, on: date | None, *, write: bool = True) -> Imported:
    """Compare the bibliography with `file`, fetched on the day `on` (default: the file's own date), and write notices.

    Raises NotSuchData for another sort of file, and ValueError where an entry cannot be spliced; then nothing is written.
    """
    notices = read(file)
    library = load(root).library
    day = on or datetime.fromtimestamp(file.stat().st_mtime).date()
    found = list(matches(notices, library.references))
    clear = tuple(match for match in found if match.nature)
    undecided = tuple(match for match in found if not match.nature)
    snapshot = _snapshot(notices, library, day, len(found))
    if not write:
        return Imported(snapshot, clear, undecided)
    _write(root, clear, snapshot)
    after = load(root).library
    repaired = tuple(fix(root, after, []))
    return Imported(snapshot, clear, undecided, repaired, tuple(_stale(after)))


def _snapshot(notices: list[Notice], library: Library, on: date, named: int) -> Snapshot:
    sources = library.references.values()
    compared = sum(1 for source in sources if source.doi or source.pmid)
    return Snapshot.model_construct(
        on=on,
        newest=max((notice.on for notice in notices if notice.on and notice.on <= on), default=None),
        notices=len(notices),
        compared=compared,
        not_compared=len(sources) - compared,
        named=named,
    )


def _write(root: Path, clear: tuple[Match, ...], snapshot: Snapshot) -> None:
    text = (root / "references.bib").read_bytes().decode("utf-8")
    for match in clear:
        text = with_field(text, match.key, "notice", match.field)
    if clear:
        write_whole(root / "references.bib", text)
    (root / NOTICES).parent.mkdir(exist_ok=True)
    write_whole(root / NOTICES, as_record(snapshot))


def as_record(snapshot: Snapshot) -> str:
    """The snapshot as its file."""
    values = dict(zip(keys_of(Snapshot), snapshot.model_dump().values(), strict=True))
    return "".join(f"{key}: {value}\n" for key, value in values.items() if value is not None)


def _stale(library: Library) -> Iterator[str]:
    return (f"claims/{id_}.yml: {'; '.join(changes)}" for id_, changes in library.stale.items())


def told(imported: Imported) -> Iterator[str]:
    """A report in lines."""
    snapshot = imported.snapshot
    yield f"{snapshot.notices} {'notice' if snapshot.notices == 1 else 'notices'} of {snapshot.on}; {snapshot.compared} references compared, {snapshot.not_compared} have neither DOI nor PubMed id"  # fmt: skip
    yield from (f"{match.key}: {match.field}" for match in imported.written)
    yield from (f"{match.key}: to decide by hand: {match.told}" for match in imported.undecided)
    if not imported.written:
        yield "no new notice"
    yield from (f"repaired {path}" for path in imported.repaired)
    yield from (f"rate anew: {line}" for line in imported.stale)
    if imported.written:
        yield "next: `diff HEAD` says what moved; rate anew, then `fix --rated ID`"
