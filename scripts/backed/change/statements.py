"""What became of each statement of the source documents: worded, linked or judged otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from backed.change.match import fields_changed, gone, pair
from backed.change.model import StatementChange
from backed.library import Library
from backed.record.statement import Statement
from backed.rule.statements import judged, shown


def statement_changes(base: Library, head: Library, moved: set[str]) -> Iterator[StatementChange]:
    """Every statement that is worded, linked or judged otherwise than before; `moved` are the claims that moved."""
    old, new = dict(_statements(base)), dict(_statements(head))
    for id_, line in old.items():
        if id_ not in new:
            yield StatementChange(id=id_, says=line.says, how=gone(id_.partition("#")[0], head))
        elif change := _statement(id_, line, new[id_], base, head, moved):
            yield change
    for id_, line in new.items():
        if id_ not in old and id_.partition("#")[0] not in base.unread:
            verdict, ground = _shown(line, head)
            yield StatementChange(id=id_, says=line.says, how="added", verdict=pair(None, verdict), ground=pair(None, ground))  # fmt: skip


def _statements(library: Library) -> Iterator[tuple[str, Statement]]:
    for id_, document in library.documents.items():
        for line in document.statements:
            yield f"{id_}#{line.n}", line


def _shown(line: Statement, library: Library) -> tuple[str, str]:
    found = shown(line, judged(line, library))
    return found.verdict, found.ground


def _statement(
    id_: str, before: Statement, after: Statement, base: Library, head: Library, moved: set[str]
) -> StatementChange | None:
    (old, why), (new, reason) = _shown(before, base), _shown(after, head)
    verdict, ground = pair(old, new), pair(why, reason)
    other = fields_changed(before, after, {"verdict", "ground"})
    if not (verdict or ground or other):
        return None
    return StatementChange(
        id=id_,
        says=after.says,
        how="changed" if other else "follows",
        verdict=verdict,
        ground=ground,
        through=tuple(claim for claim in after.answers if claim in moved),
        other=other,
    )
