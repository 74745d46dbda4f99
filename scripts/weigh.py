"""Fits what each sign counts when the statement check decides whether to answer (docs/assets/check/16-sense.js).

    uv run scripts/weigh.py

Prints the points as they stand, those fitted now, and how many statements of each sort are taken rightly with either.
The fit is a logistic regression on the examples (vocabulary/examples/), a fifth at a time by a check that was taught the
other four, and on the statements of evaluation/statements.yml that are not held out; those of independent.yml have no
part in it. It takes some minutes. Who takes new points writes them into 16-sense.js by hand and measures with
scripts/evaluate.py: a sign whose points say the opposite of what it means is no sign.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from backed.check import evaluation
from backed.check.engine import Engine
from backed.library import Library, load
from backed.record.vocabulary import ELSEWHERE, Example

ROOT = Path(__file__).resolve().parent.parent
FOLDS = 5
CALM = 0.1  # how strongly points are held near none (a ridge): signs seldom seen are not trusted much
ROUNDS, STEPS = 4, 25  # of choosing the reading that speaks for its statement, and of Newton's method in each
Points = dict[str, float]
Signs = dict[str, float]
Numbers = np.ndarray[Any, Any]

# Keeps the signs of every reading that is weighed.
LISTEN = """
globalThis.__weighed = [];
(function (sense) {
  var ours = sense.ours;
  sense.ours = function (index, reading, match, note) {
    if (!sense.strayed(index, reading, match)) __weighed.push(sense.signs(index, reading, match, note));
    return ours(index, reading, match, note);
  };
})(BackedCheck.sense);
"""


def weighed(engine: Engine, text: str) -> list[Signs]:
    """The signs of each reading of a statement that came as far as being weighed."""
    engine.run("__weighed = []")
    engine.check(text)
    return [{sign: float(value) for sign, value in each.items()} for each in engine.evaluate("__weighed")]


def total(points: Points, signs: Signs) -> float:
    """What all signs come to."""
    return sum(points[sign] * value for sign, value in signs.items())


def fitted(statements: list[tuple[list[Signs], bool]], points: Points, needed: float) -> tuple[Points, float]:
    """Points and what they must come to. A statement is answered if one of its readings is, so the reading with the
    most points speaks for it: first by the given points, then each round anew."""
    names, ours = list(points), np.array([float(ours) for _, ours in statements])
    # All that is ours counts as much as all that is not: neither is to be missed more often for being fewer.
    counts = np.where(ours == 1, 1 / ours.sum(), 1 / (1 - ours).sum()) * len(ours) / 2
    for _ in range(ROUNDS):
        best = [max(readings, key=lambda signs: total(points, signs)) for readings, _ in statements]
        found = newton(np.array([[signs[name] for name in names] + [-1.0] for signs in best]), ours, counts)
        points, needed = dict(zip(names, map(float, found), strict=False)), float(found[-1])
    return points, needed


def newton(rows: Numbers, wanted: Numbers, counts: Numbers) -> Numbers:
    """Logistic regression by Newton's method, with a ridge; each row counts as often as `counts` says."""
    found, ridge = np.zeros(rows.shape[1]), CALM * np.eye(rows.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-np.clip(rows @ found, -30, 30)))
        slope = rows.T @ (counts * (wanted - likely)) - CALM * found
        bend = (rows.T * (counts * likely * (1 - likely))) @ rows + ridge
        found = found + np.linalg.solve(bend, slope)
    return found


def right(statements: Iterable[tuple[list[Signs], bool]], points: Points, needed: float) -> str:
    """How many that are ours are answered, and how many that are not are left."""
    counts = {True: [0, 0], False: [0, 0]}
    for readings, ours in statements:
        counts[ours][0] += 1
        counts[ours][1] += any(total(points, signs) > needed for signs in readings) is ours
    return ", ".join(
        f"{what} {good} of {all_}" for what, (all_, good) in zip(("answered", "left"), counts.values(), strict=True)
    )


def parted(library: Library, fold: int) -> tuple[Library, list[tuple[str, bool]]]:
    """The library without every fifth example, and these: (text, whether it is ours)."""
    taught: dict[str, tuple[Example, ...]] = {}
    asked: list[tuple[str, bool]] = []
    for path, examples in library.examples.items():
        for each in examples:
            asked += [(text, each.id != ELSEWHERE) for text in each.said[fold::FOLDS]]
        taught[path] = tuple(_without(each, fold) for each in examples)
    return replace(library, examples=taught), asked


def _without(example: Example, fold: int) -> Example:
    said = tuple(text for at, text in enumerate(example.said) if at % FOLDS != fold)
    return example.model_copy(update={"said": said})


def statements(library: Library) -> Iterator[tuple[list[Signs], bool]]:
    """The signs of every labelled sentence that reaches the weighing, or none, and whether it is ours."""
    own = evaluation.statements(ROOT)
    apart = {one.id for one in evaluation.held_out(own)}
    labelled = [(one.text, one.sort != evaluation.OUT) for one in own if one.id not in apart]
    for part, asked in [(library, labelled), *(parted(library, fold) for fold in range(FOLDS))]:
        with Engine.of(part) as engine:
            engine.run(LISTEN)
            yield from ((weighed(engine, text), ours) for text, ours in asked)


def main() -> None:
    """Print the points that stand and those fitted."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    library = load(ROOT).library
    with Engine.of(library) as engine:
        points, needed = engine.evaluate("BackedCheck.sense.POINTS"), engine.evaluate("BackedCheck.sense.NEEDED")
    read = list(statements(library))
    weighty = [(readings, ours) for readings, ours in read if readings]
    new, enough = fitted(weighty, points, needed)
    print(f"{len(weighty)} statements weighed; {len(read) - len(weighty)} decided before")
    for name in points:
        print(f"  {name:14} {points[name]:6.2f} {new[name]:6.2f}")
    print(f"  {'needed':14} {needed:6.2f} {enough:6.2f}")
    print(f"as it stands: {right(weighty, points, needed)}\nfitted:       {right(weighty, new, enough)}")


if __name__ == "__main__":
    main()
