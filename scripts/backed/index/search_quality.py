"""How good search is: the mean reciprocal rank over queries with the claims that must come first, and a plain rival."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Literal

import yaml

from backed.library import Library
from backed.sentence.generate import sentence

HELD_OUT = 3  # every third query is never looked at while search is tuned
DEPTH = 10
_WORD = re.compile(r"[a-z0-9]+")
Search = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Query:
    """What somebody types, and the claims any of which is a right first answer."""

    who: Literal["clinician", "editor", "lay"]
    query: str
    first: tuple[str, ...]


def queries(file: Path) -> list[Query]:
    """The queries of evaluation/queries.yml."""
    rows = yaml.safe_load(file.read_text("utf-8"))
    return [Query(row["who"], row["query"], tuple(row["first"])) for row in rows]


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
    """BM25 (k1 1.2, b 0.75) over the words of each claim's page, as a search that knows words only would do."""
    texts = {id_: Counter(_WORD.findall(" ".join(_page(id_, library)).lower())) for id_ in library.claims}
    lengths = {id_: counts.total() for id_, counts in texts.items()}
    usual = sum(lengths.values()) / len(lengths)
    holders: Mapping[str, list[str]] = defaultdict(list)
    for id_, counts in texts.items():
        for word in counts:
            holders[word].append(id_)

    def search(query: str) -> list[str]:
        scores: Counter[str] = Counter()
        for word in _WORD.findall(query.lower()):
            among = holders.get(word, [])
            rarity = log(1 + (len(texts) - len(among) + 0.5) / (len(among) + 0.5))
            for id_ in among:
                times = texts[id_][word]
                scores[id_] += rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[id_] / usual))  # type: ignore[assignment]
        return [id_ for id_, _ in scores.most_common(DEPTH)]

    return search


def _page(id_: str, library: Library) -> Iterator[str]:
    """The texts that the page of a claim shows."""
    claim, topic = library.claims[id_], library.topic(id_)
    yield from (claim.claim, sentence(topic, "clinician"), sentence(topic, "reader"))
    yield from (term.label for term in (topic.condition, topic.intervention, topic.factor, topic.outcome) if term)
    about = claim.about
    yield from filter(None, (about.population, about.comparator, about.via, about.when, about.dose, claim.fact))
    yield from (item.found for item in claim.evidence)
    yield from (note.found for note in claim.guidelines)
