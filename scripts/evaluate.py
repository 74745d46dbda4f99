"""Prints how good the statement check is, beside two baselines on the same statements, and keeps the figures.

    uv run scripts/evaluate.py [FILE] [--show]

Without FILE it measures our own statements (evaluation/statements.yml) and those of another writer
(evaluation/independent.yml), and keeps the figures in evaluation/results.json, from which the method page takes them.
FILE: other labelled statements of the same form (then nothing is kept). --show: every statement that was not answered
as labelled; held-out ones are never shown, and so none of the other writer.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from backed.check import evaluation, systems
from backed.check.engine import Engine
from backed.check.evaluation import Answer, Judge, Labelled
from backed.library import Library, load

ROOT = Path(__file__).resolve().parent.parent


def measure_both(library: Library) -> dict[str, Any]:
    """What results.json holds: {on, statements, held out, systems} of our own, the same of another's as `independent`."""
    own = evaluation.statements(ROOT)
    other = evaluation.statements(ROOT, ROOT / evaluation.INDEPENDENT)
    return {
        "on": date.today().isoformat(),
        **measure(library, own, evaluation.held_out(own)),
        "independent": measure(library, other),
    }


def measure(library: Library, labelled: list[Labelled], apart: Sequence[Labelled] = ()) -> dict[str, Any]:
    """{statements, held out, systems: {name: {all, held out, curve}}}; "held out" is for those `apart`, if any."""
    judge, held = Judge(library), {one.id for one in apart}
    found: dict[str, Any] = {}
    for name, answers in answers_of(library, labelled).items():
        pairs = [(one, answer) for one, answer in zip(labelled, answers, strict=True) if one.id in held]
        right = judge.read if name == "statement check" else judge.first
        found[name] = {"all": evaluation.figures(labelled, answers, judge)}
        if pairs:
            mine, theirs = [one for one, _ in pairs], [answer for _, answer in pairs]
            found[name]["held out"] = evaluation.figures(mine, theirs, judge)
        found[name]["curve"] = evaluation.curve(labelled, answers, right)
    return {"statements": len(labelled), **({"held out": len(held)} if held else {}), "systems": found}


def answers_of(library: Library, labelled: list[Labelled]) -> dict[str, list[Answer]]:
    """The answers of the check and of both baselines."""
    texts = [one.text for one in labelled]
    with Engine.of(library) as engine, systems.site_search(library) as box:
        return {
            "statement check": systems.check(engine)(texts),
            "BM25 over claims": systems.baseline(systems.bm25(library), library, labelled)(texts),
            "search box of the site": systems.baseline(box, library, labelled)(texts),
        }


def told(results: dict[str, Any]) -> str:
    """The figures as a table for the terminal."""
    apart = f", {results['held out']} of them held out (in brackets)" if "held out" in results else ""
    lines = [f"{results['statements']} statements{apart}; per 100"]
    for name, found in results["systems"].items():
        lines += ["", name]
        for sort, row in found["all"].items():
            other = found.get("held out", {}).get(sort)
            cells = (_cell(what, value, other) for what, value in row.items() if value is not None)
            lines.append(f"  {sort:13} {', '.join(cells)}")
        points = (f"{cover:.0f}: {'-' if precision is None else precision}" for cover, precision in found["curve"])
        lines.append("  precision at coverage  " + "  ".join(points))
    return "\n".join(lines)


def _cell(what: str, value: float, other: dict[str, float] | None) -> str:
    return f"{what} {value}" + (f" ({other[what]})" if other else "")


def misread(library: Library, labelled: list[Labelled]) -> list[str]:
    """Statements that were not answered as labelled, held-out ones aside."""
    judge, held = Judge(library), {one.id for one in evaluation.held_out(labelled)}
    with Engine.of(library) as engine:
        answers = systems.check(engine)([one.text for one in labelled])
    return [
        f"{one.id} {one.sort}: {one.text}\n   wanted {one.intervention} {one.outcome} {one.verdict}\n"
        f"   found  {answer.read} {answer.verdict} {answer.claims[:2]}"
        for one, answer in zip(labelled, answers, strict=True)
        if one.id not in held and not _right(one, answer, judge)
    ]


def _right(one: Labelled, answer: Answer, judge: Judge) -> bool:
    if one.sort == "emergency":
        return answer.warned
    if one.sort == evaluation.OUT:
        return answer.verdict is None
    return judge.read(one, answer) and evaluation.agreement(one, answer.verdict) == 1


def main() -> None:
    """Measure, print, and keep the figures of the repository's own statements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, help="other labelled statements (default: those of evaluation/)")
    parser.add_argument("--show", action="store_true", help="show what was misread")
    options = parser.parse_args()
    if options.show and options.file and options.file.resolve() == ROOT / evaluation.INDEPENDENT:
        parser.error("every statement of this file is held out: none is shown")
    library = load(ROOT).library
    if options.show:
        print("\n".join(misread(library, evaluation.statements(ROOT, options.file))))
    elif options.file:
        labelled = evaluation.statements(ROOT, options.file)
        print(told(measure(library, labelled, evaluation.held_out(labelled))))
    else:
        results = measure_both(library)
        print(told(results), told(results["independent"]), sep="\n\nSentences of another writer: ")
        (ROOT / evaluation.RESULTS).write_text(json.dumps(results, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
