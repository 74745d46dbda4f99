"""Two libraries compared record by record, by id and key, never by line. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from backed.appraisal.freshness import fingerprint, stale
from backed.change.model import ClaimChange, Difference, How, Pair, RecordChange, ReferenceChange, StatementChange
from backed.change.reason import reasons
from backed.change.touched import pages
from backed.library import VOCABULARY, Library
from backed.record.claim import Claim
from backed.record.statement import Statement
from backed.rule.statements import judged
from backed.sentence.generate import sentence
from backed.sentence.wording import Register

REGISTERS: tuple[Register, Register] = ("clinician", "reader")
# What of a claim is told in words of its own; everything else is told by the name of its field.
_TOLD = {"certainty", "rating", "finding", "evidence"}


@dataclass(frozen=True)
class Face:
    """What a reader sees of a claim."""

    claim: str
    certainty: str
    verdict: str
    finding: str
    sentence: str | None
    plain_sentence: str | None


class Faces:
    """A library and what readers see of its claims, worked out once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._faces: dict[str, Face] = {}

    def __getitem__(self, id_: str) -> Face:
        if id_ not in self._faces:
            self._faces[id_] = face(id_, self.library)
        return self._faces[id_]


def face(id_: str, library: Library) -> Face:
    """What a reader sees of a claim; no sentence can be made of sources that are not there."""
    claim, appraisal = library.claims[id_], library.appraisal(id_)
    known = library.body_is_known(claim)
    words = [sentence(library.topic(id_), register) if known else None for register in REGISTERS]
    return Face(claim.claim, appraisal.certainty, appraisal.verdict, appraisal.finding, *words)


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


def _pair(before: str | None, after: str | None) -> Pair | None:
    return Pair(before=before, after=after) if before != after else None


def fields_changed(before: BaseModel, after: BaseModel, but: set[str] = frozenset()) -> tuple[str, ...]:  # type: ignore[assignment]
    """The names, as typed in a file, of the fields in which two records of one sort differ."""
    old, new = before.model_dump(), after.model_dump()  # without what is only a place in a file
    names = type(after).model_fields.items()
    return tuple(field.alias or name for name, field in names if name not in but and old.get(name) != new.get(name))


def _gone(id_: str, head: Library) -> How:
    return "retired" if id_ in head.retired else "unread" if id_ in head.unread else "removed"


def claim_changes(was: Faces, now: Faces) -> Iterator[ClaimChange]:
    """Every claim that reads, or rests, otherwise than before. What the base could not read is no news."""
    base, head = was.library, now.library
    ground = _changed_ground(base, head)
    for id_, claim in base.claims.items():
        if id_ not in head.claims:
            yield ClaimChange(id=id_, claim=claim.claim, kind=claim.kind, how=_gone(id_, head))
            continue
        through = tuple(sorted(ground.intersection(_rests_on(head.claims[id_], head))))
        if (through or claim != head.claims[id_]) and (change := _claim(id_, was, now, through)):
            yield change
    for id_ in head.claims.keys() - base.claims.keys() - base.unread:
        yield _added(now[id_], id_, head.claims[id_])


def _changed_ground(base: Library, head: Library) -> set[str]:
    """Keys of the references and ids of the terms that differ: what a sentence may follow without its claim changing."""
    found = {key for key, *_ in _matched(base.references, head.references, base, head)}
    for kind in VOCABULARY:
        found |= {f"{kind}/{id_}" for id_, *_ in _matched(getattr(base, kind), getattr(head, kind), base, head)}
    return found


def _rests_on(claim: Claim, library: Library) -> Iterator[str]:
    """All that a claim's sentence may take words or numbers from."""
    for key in _sources(claim):
        yield key
        yield from library.references[key].contains if key in library.references else ()
    yield from (f"{kind}/{getattr(claim.about, kind.removesuffix('s'))}" for kind in VOCABULARY)


def _added(now: Face, id_: str, claim: Claim) -> ClaimChange:
    return ClaimChange(
        id=id_,
        claim=claim.claim,
        kind=claim.kind,
        how="added",
        certainty=_pair(None, now.certainty),
        verdict=_pair(None, now.verdict),
        sentence=_pair(None, now.sentence),
        plain_sentence=_pair(None, now.plain_sentence),
        references_added=_sources(claim),
    )


def _sources(claim: Claim) -> tuple[str, ...]:
    keys = [item.source for item in claim.evidence] + [note.source for note in claim.guidelines]
    return tuple(dict.fromkeys([*keys, *(other.source for other in claim.others_rated)]))


def _claim(id_: str, faces: Faces, new_faces: Faces, through: tuple[str, ...]) -> ClaimChange | None:
    base, head = faces.library, new_faces.library
    before, after = base.claims[id_], head.claims[id_]
    was, now = faces[id_], new_faces[id_]
    old, new = _sources(before), _sources(after)
    change = ClaimChange(
        id=id_,
        claim=after.claim,
        kind=after.kind,
        how="changed" if before != after else "follows",
        certainty=_pair(was.certainty, now.certainty),
        verdict=_pair(was.verdict, now.verdict),
        finding=_pair(was.finding, now.finding),
        because=tuple(reasons(id_, base, head)),
        sentence=_pair(was.sentence, now.sentence),
        plain_sentence=_pair(was.plain_sentence, now.plain_sentence),
        references_added=tuple(key for key in new if key not in old),
        references_dropped=tuple(key for key in old if key not in new),
        evidence=tuple(_evidence(before, after, base, head)),
        through=through,
        stale=tuple(each for each in stale(after, head.references) if each not in stale(before, base.references)),
        other=tuple(_other(before, after)),
    )
    silent = ClaimChange(id=id_, claim=after.claim, kind=after.kind, how=change.how, through=through)
    return change if change != silent or change.how == "changed" else None


def _other(before: Claim, after: Claim) -> Iterator[str]:
    yield from fields_changed(before, after, _TOLD)
    if before.rating and after.rating:
        yield from (f"rating: {name}" for name in fields_changed(before.rating, after.rating))


def _evidence(before: Claim, after: Claim, base: Library, head: Library) -> Iterator[str]:
    old = {item.source: item for item in before.evidence}
    for item in after.evidence:
        was = old.get(item.source)
        if was is None:
            continue
        if _is_retracted(item.source, head) and not _is_retracted(item.source, base):
            yield f"{item.source} was retracted"
        elif was.bears != item.bears:
            yield f"{item.source} points {_side(item.bears)}, was {_side(was.bears)}"
        elif fingerprint(was, base.references) != fingerprint(item, head.references):
            yield f"what is recorded of {item.source} changed"
        elif was != item:
            yield f"{item.source} is told in other words"


def _is_retracted(key: str, library: Library) -> bool:
    return key in library.references and library.references[key].retracted


def _side(bears: str) -> str:
    return {"for": "for it", "against": "against it", "mixed": "both ways"}.get(bears, "nowhere (context)")


def statement_changes(base: Library, head: Library, moved: set[str]) -> Iterator[StatementChange]:
    """Every statement that is worded, linked or judged otherwise than before; `moved` are the claims that moved."""
    old, new = dict(_statements(base)), dict(_statements(head))
    for id_, line in old.items():
        if id_ not in new:
            yield StatementChange(id=id_, says=line.says, how=_gone(id_.partition("#")[0], head))
        elif change := _statement(id_, line, new[id_], base, head, moved):
            yield change
    for id_, line in new.items():
        if id_ not in old and id_.partition("#")[0] not in base.unread:
            verdict, ground = shown(line, head)
            yield StatementChange(id=id_, says=line.says, how="added", verdict=_pair(None, verdict), ground=_pair(None, ground))  # fmt: skip


def _statements(library: Library) -> Iterator[tuple[str, Statement]]:
    for id_, document in library.documents.items():
        for line in document.statements:
            yield f"{id_}#{line.n}", line


def shown(line: Statement, library: Library) -> tuple[str, str]:
    """(verdict, ground) that stand: the derived ones, or the editors' where they overruled them."""
    if line.overruled and line.verdict and line.ground:
        return line.verdict, line.ground
    derived = judged(line, library)
    return derived.verdict, derived.ground


def _statement(
    id_: str, before: Statement, after: Statement, base: Library, head: Library, moved: set[str]
) -> StatementChange | None:
    (old, why), (new, reason) = shown(before, base), shown(after, head)
    answers = dict.fromkeys([*after.claims, *(claim for part in after.parts for claim in part.claims)])
    verdict, ground = _pair(old, new), _pair(why, reason)
    other = fields_changed(before, after, {"verdict", "ground"})
    if not (verdict or ground or other):
        return None
    return StatementChange(
        id=id_,
        says=after.says,
        how="changed" if other else "follows",
        verdict=verdict,
        ground=ground,
        through=tuple(claim for claim in answers if claim in moved),
        other=other,
    )


def _references(base: Library, head: Library) -> Iterator[ReferenceChange]:
    for key, how, before, after in _matched(base.references, head.references, base, head):
        notices = [each and each.notice and f"{each.notice.kind} {each.notice.date}" for each in (before, after)]
        other = fields_changed(before, after, {"notice"}) if before and after else ()
        yield ReferenceChange(
            key=key, title=(after or before).title, how=how, notice=_pair(notices[0], notices[1]), other=other
        )


def _records(base: Library, head: Library) -> Iterator[RecordChange]:
    for kind in VOCABULARY:
        for id_, how, before, after in _matched(getattr(base, kind), getattr(head, kind), base, head):
            yield _record(f"{kind}/{id_}", (after or before).label, how, before, after)
    for id_, how, before, after in _matched(base.documents, head.documents, base, head):
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
    but: set[str] = frozenset(),  # type: ignore[assignment]
) -> RecordChange:
    other = fields_changed(before, after, but) if before and after else ()
    return RecordChange(id=id_, title=title, how=how, other=other)


def _matched(
    old: Mapping[str, Any], new: Mapping[str, Any], base: Library, head: Library
) -> Iterator[tuple[str, How, Any, Any]]:
    """(id, what happened, before, after) of the records of one sort that differ."""
    for id_, before in old.items():
        if id_ not in new:
            yield id_, _gone(id_, head), before, None
        elif before != new[id_] and fields_changed(before, new[id_]):
            yield id_, "changed", before, new[id_]
    for id_ in new.keys() - old.keys() - base.unread:
        yield id_, "added", None, new[id_]
