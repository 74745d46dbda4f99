"""Rules on dates. What depends on today is a warning: yesterday's good record must not fail today."""

from __future__ import annotations

from datetime import date

from backed.library import Library
from backed.record.claim import Claim
from backed.record.reference import Reference
from backed.record.statement import SourceDocument
from backed.rule.registry import Found, rule
from backed.trace import today


@rule("claim")
def dates_are_in_order(id_: str, claim: Claim, library: Library) -> Found:
    """A claim is searched, then reviewed, then reviewed again."""
    if claim.searched.on > claim.reviewed:
        yield (
            ("reviewed",),
            f"reviewed on {claim.reviewed}, before the search of {claim.searched.on}",
            "Correct the dates.",
        )
    if claim.review_by <= claim.reviewed:
        yield (
            ("review-by",),
            f"the next review ({claim.review_by}) is not after the last ({claim.reviewed})",
            "Write a later date.",
        )


@rule("claim", "warning")
def review_is_due(id_: str, claim: Claim, library: Library) -> Found:
    """A claim is reviewed again by its `review-by` date."""
    if claim.review_by < today(library, claim.review_by):
        yield ("review-by",), f"the review was due on {claim.review_by}", "Search again, appraise, and write new dates."


@rule("claim", "warning")
def dates_are_past(id_: str, claim: Claim, library: Library) -> Found:
    """Searches and reviews have happened: their dates are not in the future."""
    for name, day in (("searched", claim.searched.on), ("reviewed", claim.reviewed)):
        if day > today(library, day):
            yield (name,), f"{name} on {day}, which is in the future", "Correct the date."


@rule("document", "warning")
def document_was_seen(id_: str, document: SourceDocument, library: Library) -> Found:
    """A source document was seen on a day that has been."""
    if document.seen > today(library, document.seen):
        yield ("seen",), f"seen on {document.seen}, which is in the future", "Correct the date."


@rule("reference", "warning")
def year_is_past(key: str, source: Reference, library: Library) -> Found:
    """A source was published in a year that has been, or in the coming one (journals print ahead)."""
    if source.year and source.year > today(library, date(source.year - 1, 1, 1)).year + 1:
        yield (), f"{key} is dated {source.year}, which is in the future", "Correct the year."
