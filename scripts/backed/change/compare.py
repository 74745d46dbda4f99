"""Two libraries compared record by record, by id and key, never by line. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from backed.change.claims import claim_changes
from backed.change.face import Faces
from backed.change.match import fields_changed, matched, pair
from backed.change.model import ClaimChange, Difference, How, RecordChange, ReferenceChange, StatementChange
from backed.change.statements import statement_changes
from backed.change.touched import pages
from backed.library import Library
from backed.record.vocabulary import VOCABULARY


def compare(base: Library, head: Library, names: tuple[str, str] = ("base", "head")) -> Difference:
    """What changes for readers from `base` to `head`; `names` are what the two are called."""
    claims = sorted(claim_changes(Faces(base), Faces(head)), key=_weight)
    statements = sorted(statement_changes(base, head, {each.id for each in claims if each.verdict or each.certainty}), key=_weight)  # fmt: skip
    references, records = tuple(_references(base, head)), tuple(_records(base, head))
    return Difference(
        base=names[0],
        head=names[1],
        claims=tuple(claims),
        statements=tuple(statements),
        references=references,
        records=records,
        pages=pages(base, head, claims, statements, references, records),
        unread=tuple(sorted(head.unread)),
        certainty_moved=sum(1 for each in claims if each.certainty and each.how != "added"),
        verdict_moved=sum(1 for each in claims if each.verdict and each.how != "added"),
        statements_flipped=sum(1 for each in statements if each.verdict and each.how != "added"),
    )


def _weight(change: ClaimChange | StatementChange) -> tuple[bool, str]:
    return change.verdict is None, change.id


def _references(base: Library, head: Library) -> Iterator[ReferenceChange]:
    for key, how, before, after in matched(base.references, head.references, base, head):
        notices = [each and each.notice and f"{each.notice.kind} {each.notice.date}" for each in (before, after)]
        other = fields_changed(before, after, {"notice"}) if before and after else ()
        yield ReferenceChange(
            key=key, title=(after or before).title, how=how, notice=pair(notices[0], notices[1]), other=other
        )


def _records(base: Library, head: Library) -> Iterator[RecordChange]:
    for kind in VOCABULARY:
        for id_, how, before, after in matched(getattr(base, kind), getattr(head, kind), base, head):
            yield _record(f"{kind}/{id_}", (after or before).label, how, before, after)
    for id_, how, before, after in matched(base.documents, head.documents, base, head):
        change = _record(f"statements/{id_}", (after or before).title, how, before, after, {"statements"})
        if change.how != "changed" or change.other:
            yield change
    if base.safety and head.safety and base.safety != head.safety:
        yield _record("safety", head.safety.title, "changed", base.safety, head.safety)


def _record(
    id_: str,
    title: str,
    how: How,
    before: Any,
    after: Any,
    but: Collection[str] = (),
) -> RecordChange:
    other = fields_changed(before, after, but) if before and after else ()
    return RecordChange(id=id_, title=title, how=how, other=other)
