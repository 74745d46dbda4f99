"""index.json: claims by column, and the vocabulary. Search needs nothing more for a result, and the check builds on it.

Postings are not shipped: they would cost more bytes than the texts they come from, and the browser makes those of
10,000 claims in a fraction of a second. So nothing is stemmed here, and words are cut in one place (docs/assets/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import log1p
from typing import Any, NamedTuple

from backed import words
from backed.index import tags
from backed.index.text import unique_words
from backed.library import Library
from backed.outline import outline
from backed.record.claim import Claim
from backed.trace import once

SCHEMA = 2
EPOCH = date(2020, 1, 1)  # reviewed dates are days from here: short numbers
# Facets of which a claim has at most one value; designs are several.
SINGLE = tuple(group for group in tags.GROUPS if group != "design")
_RANK = {"effect": 3, "harm": 2, "prognosis": 2, "frequency": 2, "guidance": 1}


class Row(NamedTuple):
    """One claim, as far as it says so itself; the rest follows from all of them."""

    line: str
    words: str
    points: float
    reviewed: int
    single: Sequence[str]  # ids in the order of SINGLE, "": none
    designs: Sequence[str]


def order(library: Library) -> list[str]:
    """The ids of the claims in the order that gives them their number in the index."""
    return sorted(library.claims)


def shared(library: Library, suggest: str = "") -> dict[str, Any]:
    """Claims with their facets and dates, terms with their names, the words of verdicts and levels, documents."""
    listed = list(tags.tags(library))
    return {
        "schema": SCHEMA,
        "suggest": suggest,
        "facets": list(tags.FACETS.items()),
        "groups": tags.GROUPS,
        "tags": tags.columns(listed),
        "claims": _columns(library, listed),
        "words": {
            "claim_verdicts": {verdict: [sign, word] for verdict, (sign, word, _) in words.CLAIM_VERDICTS.items()},
            "by_kind": {f"{kind} {verdict}": word for (kind, verdict), word in words.BY_KIND.items()},
            "sign_by_kind": {f"{kind} {verdict}": sign for (kind, verdict), sign in words.SIGN_BY_KIND.items()},
            "certainties": words.CERTAINTIES,
        },
        "documents": [[id_, document.title, document.kind] for id_, document in sorted(library.documents.items())],
    }


def _columns(library: Library, listed: Sequence[tags.Tag]) -> dict[str, Any]:
    """One column per field; a facet's column holds numbers of tags (-1: none), that of designs lists of them."""
    place, ids = tags.numbers(listed), order(library)
    rows = [row(id_, library) for id_ in ids]
    return {
        "id": ids,
        "line": [each.line for each in rows],
        "words": [each.words for each in rows],
        "weight": _weights(rows),
        "reviewed": [each.reviewed for each in rows],
        **{group: [place.get((group, each.single[at]), -1) for each in rows] for at, group in enumerate(SINGLE)},
        "design": [[place["design", design] for design in each.designs] for each in rows],
    }


def row(id_: str, library: Library) -> Row:
    """What a claim says of itself; remembered as long as nothing of that changes."""
    kept: list[Any] = once(library, ("index", id_), lambda: list(_row(id_, library)))  # as JSON keeps it
    return Row(*kept)


def _row(id_: str, library: Library) -> Row:
    claim, seen = library.claims[id_], library.appraisal(id_)
    known = {"kind": claim.kind, "certainty": seen.certainty, "verdict": seen.verdict}
    return Row(
        claim.claim,
        other_words(claim),
        _points(claim, library),
        (claim.reviewed - EPOCH).days,
        tuple(known[group] if group in known else getattr(claim.about, group) or "" for group in SINGLE),
        tuple(outline(id_, library).designs),
    )


def other_words(claim: Claim) -> str:
    """The words of the other fields of a claim that its line does not have, each once."""
    about = claim.about
    bodies = [note.body for note in claim.guidelines] if claim.kind == "guidance" else []
    slots = (about.form, about.population, about.comparator, about.via, about.event, about.when, about.dose)
    fields = [*slots, claim.fact, *bodies]
    return unique_words(" ".join(filter(None, fields)), known=claim.claim)


def _weights(rows: Sequence[Row]) -> list[int]:
    """0 to 99 per claim: how likely it is the one meant when words fit several equally.

    Plain questions lead that something was found on, about outcomes that people feel and that many claims are about,
    and with many sources behind them.
    """
    at = SINGLE.index("outcome")
    asked = Counter(each.single[at] for each in rows)
    most = log1p(max(asked.values(), default=1))
    return [round(99 * (each.points + 1.5 * log1p(asked[each.single[at]]) / most) / 10) for each in rows]


def _points(claim: Claim, library: Library) -> float:
    """How plain a claim's question is and how much stands behind it: the part of its weight that is its own."""
    about, outcome = claim.about, library.outcomes.get(claim.about.outcome or "")
    plain = (not (about.contrast or about.via)) + (not about.dose) + (not about.population)
    sources = min(1.0, len(claim.evidence) / 6)
    felt = bool(outcome and outcome.felt)
    return _RANK.get(claim.kind, 0) + felt + 2 * (claim.finding != "untested") + plain / 2 + sources
