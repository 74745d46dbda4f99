"""Three ways to answer a statement: the check, BM25 over the texts of the claims, and the search box of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from backed.appraisal.answer import CONFLICTING, INCONCLUSIVE, TABLE
from backed.check.engine import Engine, Result
from backed.check.evaluation import Answer, Labelled, System
from backed.index.search_engine import SearchEngine
from backed.index.search_quality import bm25 as full_text
from backed.index.shared import shared
from backed.library import Library

MOST = 5
Ranked = Callable[[str], list[tuple[str, float]]]


def check(engine: Engine) -> System:
    """The statement check: the first finding that is answered stands for the statement."""
    return lambda texts: [_answered(result) for result in engine.check_all(texts)]


def _answered(result: Result) -> Answer:
    warned = bool(result["emergency"]["urgent"] or result["emergency"]["soon"])
    finding = next((one for one in result["findings"] if not one["abstained"]), None)
    if finding is None:
        return Answer((), None, 0.0, (None, None), warned)
    matches, asserts = finding["matches"], finding["asserts"]
    return Answer(
        tuple(match["claim"] for match in matches),
        finding["verdict"],
        matches[0]["score"] if matches else 0.0,
        (asserts["intervention"], asserts["outcome"]),
        warned,
    )


def bm25(library: Library) -> Ranked:
    """The usual full-text baseline over the texts of the claims."""
    return full_text({id_: claim.claim for id_, claim in library.claims.items()}, MOST)


@contextmanager
def site_search(library: Library) -> Iterator[Ranked]:
    """The search box of the site, asked with the whole statement. It gives ranks and no scores, so the share of a
    claim's own question that the statement names stands for how sure it is."""
    with SearchEngine(json.dumps(shared(library))) as engine:

        def rank(text: str) -> list[tuple[str, float]]:
            found = engine.evaluate(f"({_ASK})({json.dumps(text)})")
            return [(str(id_), float(score)) for id_, score in found]

        yield rank


_ASK = """function (text) {
  var shares = engine.asked(engine.tagScores(engine.read(text)));
  return engine.search(text).claims.slice(0, 5).map(function (n) { return [engine.claim(n).id, shares[n]]; });
}"""


def baseline(rank: Ranked, library: Library, labelled: Sequence[Labelled]) -> System:
    """A ranking as a system: the verdict is that of a plain sentence, and it abstains below the score that suits it best.

    The threshold is chosen on the very statements that are measured, which favours the baseline.
    """
    best = {one.text: rank(one.text) for one in labelled}
    threshold = _threshold([(one.sort != "out-of-scope", _score(best[one.text])) for one in labelled if one.sort != "emergency"])  # fmt: skip

    def answer(text: str) -> Answer:
        found = best[text]
        if _score(found) < threshold:
            return Answer((), None, 0.0)
        return Answer(tuple(id_ for id_, _ in found), _plain(found[0][0], library), _score(found))

    return lambda texts: [answer(text) for text in texts]


def _score(found: list[tuple[str, float]]) -> float:
    return found[0][1] if found else -1.0


def _threshold(scored: list[tuple[bool, float]]) -> float:
    """The score that parts what is ours from what is not with the fewest errors, each sort weighing the same."""
    ours = [score for mine, score in scored if mine]
    others = [score for mine, score in scored if not mine]

    def errors(limit: float) -> float:
        return sum(score < limit for score in ours) / len(ours) + sum(score >= limit for score in others) / len(others)

    return min(sorted({score for _, score in scored}), key=errors)


def _plain(id_: str, library: Library) -> str:
    """The verdict on a plain sentence that says just what the claim says."""
    seen = library.appraisal(id_)
    if seen.finding == "conflicting":
        return CONFLICTING[1]
    if seen.finding == "inconclusive":
        return INCONCLUSIVE[1]
    relation = {"as-claimed": "agrees", "no-important-difference": "null", "opposite": "reverse"}.get(seen.finding)
    row = TABLE.get((relation, seen.certainty)) if relation else None  # type: ignore[arg-type]
    if row:
        return row[1]
    return "supported" if seen.verdict in ("backed", "reported") else "unsupported"
