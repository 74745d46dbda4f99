"""Why the certainty or the verdict of a claim moved: the finding, the start, each domain, or a source that fell away."""

from __future__ import annotations

from collections.abc import Iterator

from backed import words
from backed.appraisal.certainty import DOMAINS, LEVELS, RISES, START, counting, rise, step
from backed.library import Library
from backed.record.claim import Claim, Rating


def reasons(id_: str, base: Library, head: Library) -> Iterator[str]:
    """What moved, each in one line; nothing where certainty and verdict are as they were."""
    if base.appraisal(id_) == head.appraisal(id_):
        return
    before, after = base.claims[id_], head.claims[id_]
    if before.kind != after.kind:
        yield f"the kind is {after.kind}, was {before.kind}"
    if before.finding != after.finding:
        yield f"the finding is {words.human(after.finding)}, was {words.human(before.finding)}"
    yield from _steps(before.rating, after.rating)
    yield from _sources(before, after, base, head)


def _steps(before: Rating | None, after: Rating | None) -> Iterator[str]:
    if before is None or after is None:
        if before != after:
            yield "it has a rating now" if after else "it has no rating any more"
        return
    if before.start != after.start:
        yield f"the rating starts at {_start(after)}, was {_start(before)}"
    for name in DOMAINS:
        old, new = step(before, name), step(after, name)
        if old.down != new.down:
            yield _told(words.DOMAINS[name][0].lower(), -old.down, -new.down, new.because)
    for higher in RISES:
        ups = [found.up if found else 0 for found in (rise(before, higher), rise(after, higher))]
        if ups[0] != ups[1]:
            now = rise(after, higher)
            yield _told(words.DOMAINS[higher][0].lower(), ups[0], ups[1], now.because if now else None)


def _start(rating: Rating) -> str:
    rule = START[rating.start]
    return f"{words.human(LEVELS[rule.level - 1])} ({rule.meaning})"


def _told(domain: str, before: int, after: int, because: str | None) -> str:
    reason = f": {because}" if because else ""
    return f"{domain} {_signed(before)} → {_signed(after)}{reason}"


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else f"+{points}" if points else "0"


def _sources(before: Claim, after: Claim, base: Library, head: Library) -> Iterator[str]:
    """Sources that no longer count because of a retraction: that moves an appraisal without any edit of the claim."""
    counted = {item.source for item in counting(after, head.references)}
    for item in counting(before, base.references):
        source = head.references.get(item.source)
        if item.source not in counted and source and source.retracted:
            yield f"{item.source} was retracted and no longer counts"
    if before.estimate and not after.estimate and after.finding == "as-claimed":
        yield "the figure it rested on is gone"
