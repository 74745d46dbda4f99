"""How good the check is: its answers to labelled statements, beside those of other ways to find a claim."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from backed.index.check import language
from backed.library import Library
from backed.record.source import read_text
from backed.record.yaml_text import parse

STATEMENTS = "evaluation/statements.yml"
INDEPENDENT = "evaluation/independent.yml"  # of another writer: every one of them held out
RESULTS = "evaluation/results.json"
ANSWERABLE = ("in-scope", "hard")
# Verdicts so near to each other that taking one for the other is half an error.
NEAR = ({"unsupported", "overstated"}, {"supported", "partly-supported"})
COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
OUT = "out-of-scope"


def kept(root: Path) -> dict[str, Any] | None:
    """The figures that scripts/evaluate.py last kept, or None where nothing was measured."""
    file = root / RESULTS
    found: dict[str, Any] | None = json.loads(read_text(file, root)) if file.is_file() else None
    return found


class Labelled(BaseModel):
    """One statement and what a careful reader makes of it; every list holds the readings that are right."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    sort: Literal["in-scope", "hard", "out-of-scope", "emergency"]
    text: str
    intervention: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    verdict: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """What a system says: the claims it found, best first, and how sure it is of the first; None: it abstains."""

    claims: tuple[str, ...]
    verdict: str | None
    score: float
    read: tuple[str | None, str | None] | None = None  # treatment and outcome as read, where a system reads them
    warned: bool = False


System = Callable[[Sequence[str]], list[Answer]]
Right = Callable[[Labelled, Answer], bool]


def statements(root: Path, file: Path | None = None) -> list[Labelled]:
    """The labelled statements of the repository, or of a file. Raises Faulty or pydantic's ValidationError."""
    rows: Any = parse(read_text(file or root / STATEMENTS, file.parent if file else root))
    return [Labelled(**row) for row in rows]


def held_out(labelled: Iterable[Labelled]) -> list[Labelled]:
    """Every third statement of each sort."""
    by_sort: dict[str, list[Labelled]] = {}
    for one in labelled:
        by_sort.setdefault(one.sort, []).append(one)
    return [one for several in by_sort.values() for one in several[2::3]]


class Judge:
    """Which answers are right. Narrower everyday terms count as the head of their family (vocabulary/language.yml)."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.families: dict[str, dict[str, str]] = language(library.root).get("families", {})

    def first(self, one: Labelled, answer: Answer) -> bool:
        """Whether the first claim is on a right treatment and outcome, or is listed."""
        if not answer.claims or self._elsewhere(one, answer):
            return False
        if _listed(one, answer):
            return True
        about = self.library.claims[answer.claims[0]].about
        treatment = about.intervention or self.families.get("factors", {}).get(about.factor or "")
        return self._slots(one, treatment, about.outcome)

    def read(self, one: Labelled, answer: Answer) -> bool:
        """Whether the treatment and the outcome were read rightly, and an answer was given."""
        if answer.read is None or answer.verdict is None or self._elsewhere(one, answer):
            return False
        return self._slots(one, *answer.read)

    @staticmethod
    def _elsewhere(one: Labelled, answer: Answer) -> bool:
        """A cause or a fact has no terms to go by: where its claims are listed, only one of them is right."""
        bare = not one.intervention and not one.outcome
        return bare and bool(one.claims) and not _listed(one, answer)

    def _slots(self, one: Labelled, treatment: str | None, outcome: str | None) -> bool:
        return self._fits(one.intervention, treatment, "interventions", bool(one.outcome)) and self._fits(
            one.outcome, outcome, "outcomes", False
        )

    def _fits(self, right: tuple[str, ...], found: str | None, kind: str, strict: bool) -> bool:
        if not right:  # a cause, a course or a fact: its terms are those of the claim, whichever they are
            return not strict or found in (None, "natural-course")
        heads = self.families.get(kind, {})
        return (
            found in right
            or heads.get(found or "") in right
            or found in {heads.get(one) for one in right} - {None, "pain"}
        )


def agreement(one: Labelled, verdict: str | None) -> float:
    """1 for a right verdict, a half for its neighbour, else 0."""
    if verdict in one.verdict:
        return 1.0
    return 0.5 if any(verdict in pair and pair & set(one.verdict) for pair in NEAR) else 0.0


def figures(labelled: Sequence[Labelled], answers: Sequence[Answer], judge: Judge) -> dict[str, Any]:
    """Shares of 100 by sort; `abstained` is wanted for what is out of scope and for nothing else."""
    pairs = list(zip(labelled, answers, strict=True))
    found: dict[str, Any] = {}
    for sort in ANSWERABLE:
        some = [(one, answer) for one, answer in pairs if one.sort == sort]
        found[sort] = {
            "statements": len(some),
            "first claim": share(judge.first(*pair) for pair in some),
            "listed claim": share(_listed(*pair) for pair in some) if any(one.claims for one, _ in some) else None,
            "read": share(judge.read(*pair) for pair in some) if any(answer.read for _, answer in some) else None,
            "verdict": share(agreement(one, answer.verdict) for one, answer in some),
            "abstained": share(answer.verdict is None for _, answer in some),
        }
    outside = [answer for one, answer in pairs if one.sort == OUT]
    found[OUT] = {"statements": len(outside), "abstained": share(answer.verdict is None for answer in outside)}
    danger = [answer for one, answer in pairs if one.sort == "emergency"]
    if danger:
        found["emergency"] = {"statements": len(danger), "warned": share(answer.warned for answer in danger)}
    return found


def _listed(one: Labelled, answer: Answer) -> bool:
    return bool(answer.claims) and answer.claims[0] in one.claims


def curve(labelled: Sequence[Labelled], answers: Sequence[Answer], right: Right) -> list[list[float | None]]:
    """[coverage, precision]: of the surest share of all statements, how many have a right answer (100 = all)."""
    pairs = [(one, answer) for one, answer in zip(labelled, answers, strict=True) if one.sort != "emergency"]
    ranked = sorted(pairs, key=lambda pair: (pair[1].verdict is None, -pair[1].score, pair[0].id))
    points: list[list[float | None]] = []
    for coverage in COVERAGES:
        some = ranked[: round(coverage * len(ranked))]
        answered = all(answer.verdict is not None for _, answer in some)
        points.append([round(100 * coverage), share(right(*pair) for pair in some) if answered else None])
    return points


def share(hits: Iterable[float]) -> float:
    """Per 100, one decimal."""
    several = list(hits)
    return round(100 * sum(several) / len(several), 1) if several else 0.0
