"""How good search is: the mean reciprocal rank over queries with the claims that must come first, and a plain rival."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from backed.library import Library
from backed.sentence.generate import sentence

HELD_OUT = 3  # every third query is never looked at while search is tuned
DEPTH = 10
Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Query:
    """What somebody types, and the claims any of which is a right first answer."""

    who: Literal["clinician", "editor", "lay"]
    query: str
    first: tuple[str, ...]


@dataclass(frozen=True)
class NotHeld:
    """What somebody types on which no claim is written, and what the page must say that nothing here is about."""

    query: str
    unheld: tuple[str, ...]


def queries(file: Path) -> list[Query]:
    """The queries of evaluation/queries.yml that claims answer."""
    return [Query(row["who"], row["query"], tuple(row["first"])) for row in _rows(file) if "first" in row]


def not_held(file: Path) -> list[NotHeld]:
    """The queries of evaluation/queries.yml that no claim answers."""
    return [NotHeld(row["query"], tuple(row["unheld"])) for row in _rows(file) if "unheld" in row]


def _rows(file: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
    return rows


def held_out(asked: Sequence[Query]) -> list[Query]:
    """The queries that are only measured, never tuned for."""
    return list(asked[HELD_OUT - 1 :: HELD_OUT])


def reciprocal_rank(query: Query, found: Sequence[str]) -> float:
    """1 where a right claim comes first, 1/2 where second, and 0 where none is among the first ten."""
    places = (place for place, id_ in enumerate(found[:DEPTH], 1) if id_ in query.first)
    return 1 / next(places, float("inf"))


def mean_reciprocal_rank(asked: Sequence[Query], search: Search) -> float:
    """The mean over all queries."""
    return sum(reciprocal_rank(query, search(query.query)) for query in asked) / len(asked)


def plain_full_text(library: Library) -> Search:
    """BM25 over the words of each claim's page, as a search that knows words only would do."""
    rank = bm25({id_: " ".join(_page(id_, library)) for id_ in library.claims}, DEPTH)
    return lambda query: [id_ for id_, _ in rank(query)]


def bm25(texts: Mapping[str, str], most: int) -> Callable[[str], list[tuple[str, float]]]:
    """The usual full-text baseline: the `most` ids whose texts fit a query best, with their scores.

    It has English stop words and no knowledge of the field. Needs bm25s, which is installed for development only.
    """
    import bm25s

    ids, held = list(texts), bm25s.BM25()
    held.index(_tokens(list(texts.values())), show_progress=False)

    def rank(query: str) -> list[tuple[str, float]]:
        asked = _tokens([query])
        if not any(word in held.vocab_dict for word in asked[0]):
            return []
        places, scores = held.retrieve(asked, k=min(most, len(ids)), show_progress=False)
        return [(ids[place], float(score)) for place, score in zip(places[0], scores[0], strict=True) if score > 0]

    return rank


def _tokens(texts: list[str]) -> list[list[str]]:
    import bm25s

    cut: Any = bm25s.tokenize(texts, stopwords="en", return_ids=False, show_progress=False)
    return [list(words) for words in cut]


def _page(id_: str, library: Library) -> Iterator[str]:
    """The texts that the page of a claim shows."""
    claim, topic = library.claims[id_], library.topic(id_)
    yield from (claim.claim, sentence(topic, "clinician"), sentence(topic, "reader"))
    yield from (term.label for term in (topic.condition, topic.intervention, topic.factor, topic.outcome) if term)
    about = claim.about
    yield from filter(None, (about.population, about.comparator, about.via, about.when, about.dose, claim.fact))
    yield from (item.found for item in claim.evidence)
    yield from (note.found for note in claim.guidelines)
