"""What became of each claim: edited, or reading otherwise because of what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from backed.appraisal.freshness import fingerprint
from backed.change.face import Face, Faces
from backed.change.match import changed_ground, fields_changed, gone, pair
from backed.change.model import ClaimChange
from backed.change.reason import reasons
from backed.library import Library
from backed.record.claim import Claim

# What of a claim is told in words of its own; everything else is told by the name of its field.
_TOLD = {"certainty", "rating", "finding", "evidence"}


def claim_changes(was: Faces, now: Faces) -> Iterator[ClaimChange]:
    """Every claim that reads, or rests, otherwise than before. What the base could not read is no news."""
    base, head = was.library, now.library
    ground = changed_ground(base, head)
    for id_, claim in base.claims.items():
        if id_ not in head.claims:
            yield ClaimChange(id=id_, claim=claim.claim, kind=claim.kind, how=gone(id_, head))
            continue
        through = tuple(sorted(ground.intersection(_rests_on(head.claims[id_], head))))
        if (through or claim != head.claims[id_]) and (change := _claim(id_, was, now, through)):
            yield change
    for id_ in sorted(head.claims.keys() - base.claims.keys() - base.unread):
        yield _added(now[id_], id_, head.claims[id_])


def _rests_on(claim: Claim, library: Library) -> Iterator[str]:
    """All that a claim's sentence may take words or numbers from."""
    for key in claim.cites:
        yield key
        yield from library.references[key].contains if key in library.references else ()
    yield from (f"{kind}/{term}" for kind, term in claim.about.terms())


def _added(now: Face, id_: str, claim: Claim) -> ClaimChange:
    return ClaimChange(
        id=id_,
        claim=claim.claim,
        kind=claim.kind,
        how="added",
        certainty=pair(None, now.certainty),
        verdict=pair(None, now.verdict),
        sentence=pair(None, now.sentence),
        plain_sentence=pair(None, now.plain_sentence),
        references_added=claim.cites,
    )


def _claim(id_: str, faces: Faces, new_faces: Faces, through: tuple[str, ...]) -> ClaimChange | None:
    base, head = faces.library, new_faces.library
    before, after = base.claims[id_], head.claims[id_]
    was, now = faces[id_], new_faces[id_]
    old, new = before.cites, after.cites
    change = ClaimChange(
        id=id_,
        claim=after.claim,
        kind=after.kind,
        how="changed" if before != after else "follows",
        certainty=pair(was.certainty, now.certainty),
        verdict=pair(was.verdict, now.verdict),
        finding=pair(was.finding, now.finding),
        because=tuple(reasons(id_, base, head)),
        sentence=pair(was.sentence, now.sentence),
        plain_sentence=pair(was.plain_sentence, now.plain_sentence),
        references_added=tuple(key for key in new if key not in old),
        references_dropped=tuple(key for key in old if key not in new),
        evidence=tuple(_evidence(before, after, base, head)),
        through=through,
        stale=tuple(each for each in head.stale.get(id_, ()) if each not in base.stale.get(id_, ())),
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
