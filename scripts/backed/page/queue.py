"""What is there to do, worked out from the records. Nothing here knows today: dates are shown, readers' devices compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from backed.appraisal.judgement import SPEECH
from backed.library import Library
from backed.outline import outline
from backed.record.reference import Reference
from backed.record.statement import SourceDocument, Statement

MOST_REVIEWS = 40
MOST_WEAK = 40


@dataclass(frozen=True)
class Work:
    """Everything that the page of work shows, by section; `later` is how many reviews are due after those shown."""

    reviews: list[str]
    later: int
    outdated: list[tuple[str, list[str]]]
    weakest: list[str]
    noticed: list[Reference]
    uncited: list[str]
    numberless: list[str]
    unanswered: list[tuple[str, SourceDocument, Statement]]


def work(library: Library) -> Work:
    """What is there to do for the records of a library."""
    return Work(
        reviews=due(library)[:MOST_REVIEWS],
        later=max(len(library.claims) - MOST_REVIEWS, 0),
        outdated=list(library.stale.items()),
        weakest=weakest(library)[:MOST_WEAK],
        noticed=[source for source in library.references.values() if source.notice],
        uncited=sorted(library.references.keys() - library.used_references, key=str.lower),
        numberless=[id_ for id_ in library.claims if outline(id_, library).numberless],
        unanswered=list(unanswered(library)),
    )


def due(library: Library) -> list[str]:
    """Ids of all claims, the one to be reviewed soonest first."""
    return sorted(library.claims, key=lambda id_: (outline(id_, library).review_by, id_))


def weakest(library: Library) -> list[str]:
    """Ids of the rated claims whose evidence is too weak to tell, those that most statements rest on first."""
    unclear = [id_ for id_ in library.claims if outline(id_, library).certainty == "very-low"]
    return sorted(unclear, key=lambda id_: (-len(library.statements_by_claim.get(id_, ())), id_))


def unanswered(library: Library) -> Iterator[tuple[str, SourceDocument, Statement]]:
    """(document id, document, statement) of every checkable statement that no claim answers."""
    for id_, document in library.documents.items():
        for line in document.statements:
            if not (line.claims or line.parts) and line.asserts.mode not in SPEECH:
                yield id_, document, line
