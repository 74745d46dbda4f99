"""What lists, maps and indexes show of a claim: a face of it, so that they stay as they are while it says the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from backed.appraisal.certainty import counting
from backed.appraisal.figures import is_numeric
from backed.appraisal.verdict import ClaimVerdict
from backed.library import Library
from backed.record.claim import GRADED, Certainty, Claim, Kind
from backed.record.vocabulary import terms_in
from backed.trace import once

_NOTHING_TO_COUNT = ("untested", "reported")


class Outline(NamedTuple):
    """A claim in short; dates are in ISO form, `sources` are (key, how it bears, results) of its evidence."""

    claim: str
    kind: Kind
    condition: str | None
    intervention: str | None
    factor: str | None
    outcome: str | None
    certainty: Certainty
    verdict: ClaimVerdict
    reviewed: str
    review_by: str
    searched: str
    sources: list[tuple[str, str, int]]
    designs: list[str]
    numberless: bool

    def terms(self) -> Iterator[tuple[str, str]]:
        """(list of the vocabulary, id) of every term that the claim names, as `About.terms` gives them."""
        return terms_in(self)

    def subject(self) -> tuple[str, str] | None:
        """(list, id) of what the claim says something about."""
        if self.intervention:
            return "interventions", self.intervention
        return ("factors", self.factor) if self.factor else None


def outline(id_: str, library: Library) -> Outline:
    """The outline of a claim."""
    known: Outline | list[Any] = once(library, ("outline", id_), partial(_outline, id_, library))
    return known if isinstance(known, Outline) else Outline(*known)  # a list where another command left it


def _outline(id_: str, library: Library) -> Outline:
    claim, appraisal = library.claims[id_], library.appraisal(id_)
    about = claim.about
    return Outline(
        claim.claim,
        claim.kind,
        about.condition,
        about.intervention,
        about.factor,
        about.outcome,
        appraisal.certainty,
        appraisal.verdict,
        claim.reviewed.isoformat(),
        claim.review_by.isoformat(),
        claim.searched.on.isoformat(),
        [(item.source, item.bears, len(item.results)) for item in claim.evidence],
        _designs(claim, library),
        lacks_numbers(claim, library),
    )


def _designs(claim: Claim, library: Library) -> list[str]:
    """The designs of the sources that bear on a claim; of all its sources where none does (anatomy, guidance)."""
    bearing = [item.source for item in claim.evidence if item.bears != "context"]
    keys = bearing or claim.leans_on
    return sorted({library.references[key].design for key in keys if key in library.references})


def lacks_numbers(claim: Claim, library: Library) -> bool:
    """Whether a rated claim has no figure at all: p values and words only."""
    if claim.kind not in GRADED or claim.finding in _NOTHING_TO_COUNT:
        return False
    return not any(is_numeric(row) for item in counting(claim, library.references) for row in item.results)
