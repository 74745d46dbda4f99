"""What is there already: claims that ask the same, sentences worded nearly the same, references to the same source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from backed.library import Library
from backed.record.claim import Claim, question

if TYPE_CHECKING:  # its parsers are no small ones to wait for
    from backed.record.bibtex import RawEntry

NEAR = 0.6  # share of words in common, counted over both; below it two sentences rarely say the same
MOST = 5
SMALL = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "by", "do", "does", "for", "from", "how", "in", "into", "is", "of", "on",
     "or", "than", "that", "the", "to", "under", "using", "versus", "what", "when", "which", "who", "why", "with"]
)  # fmt: skip


def words(text: str) -> frozenset[str]:
    """The words that carry a sentence, without endings: `eases` and `easing` are one."""
    found = re.findall(r"\w+", text.lower())
    return frozenset(re.sub(r"(ing|ed|es|s)$", "", word) if len(word) > 4 else word for word in found) - SMALL


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of words in common, 0 to 1."""
    return len(one & other) / len(one | other) if one and other else 0.0


def near(text: str, known: Mapping[str, str], limit: float = NEAR) -> list[str]:
    """Keys of the known texts worded nearly like `text`, the nearest first."""
    own = words(text)
    ranked = sorted(
        ((likeness(own, words(other)), key) for key, other in known.items()), key=lambda pair: (-pair[0], pair[1])
    )
    return [key for share, key in ranked if share >= limit][:MOST]


def claims_like(claim: Claim, library: Library) -> Iterator[str]:
    """In words: claims that ask the same question, the same of others, or are worded nearly the same."""
    same = library.claims_by_question.get(question(claim), [])
    kin = [id_ for id_ in _same_terms(claim, library) if id_ not in same]
    worded = near(claim.claim, {id_: other.claim for id_, other in library.claims.items()})
    for id_ in same:
        yield f"{id_} asks the same question: {library.claims[id_].claim}"
    for id_ in kin:
        yield f"{id_} asks the same of others, against something else or at another time: {library.claims[id_].claim}"
    for id_ in worded:
        if id_ not in same and id_ not in kin:
            yield f"{id_} is worded nearly the same: {library.claims[id_].claim}"


def _same_terms(claim: Claim, library: Library) -> list[str]:
    about = claim.about
    if not (about.intervention or about.factor):
        return []

    def same(other: Claim) -> bool:
        theirs = other.about
        terms = (theirs.intervention, theirs.factor, theirs.outcome) == (
            about.intervention,
            about.factor,
            about.outcome,
        )
        open_ = None in (theirs.condition, about.condition)
        return terms and other.kind == claim.kind and (open_ or theirs.condition == about.condition)

    return [id_ for id_, other in library.claims.items() if same(other)]


def reference_of(entry: RawEntry, library: Library) -> str | None:
    """Key of the reference that is the same source: the same DOI or PubMed id."""
    names = (entry.fields.get("doi"), entry.fields.get("pmid"))
    return next((key for name in names if name and (key := known(name, library))), None)


def known(name: str, library: Library) -> str | None:
    """Key of the reference with this DOI, PubMed id or key."""
    if name in library.references:
        return name
    wanted = name.lower()
    return next(
        (key for key, each in library.references.items() if wanted in ((each.doi or "").lower(), each.pmid)), None
    )


def references_like(entry: RawEntry, library: Library) -> Iterator[str]:
    """In words: references with nearly the same title."""
    titles = {key: source.title for key, source in library.references.items()}
    for key in near(entry.fields.get("title", ""), titles, limit=0.75):
        yield f"{key} has nearly the same title: {titles[key]}"


def statements_like(says: str, document: str, library: Library) -> Iterator[str]:
    """In words: statements of the same document worded nearly the same."""
    known = library.documents.get(document)
    lines = {str(line.n): line.says for line in known.statements} if known else {}
    for number in near(says, lines):
        yield f"statement {number} of {document} is worded nearly the same: {lines[number]}"


def listed(found: Iterable[str]) -> str:
    """Findings under a heading, or nothing."""
    lines = [f"  {line}" for line in found]
    return "\n".join(["Already there:", *lines]) if lines else ""
