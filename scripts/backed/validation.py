"""Load, run every rule, subtract the exceptions: the whole of `validate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from backed.library import Library, load
from backed.problem import Problem
from backed.record import Line, Record, Text, describe
from backed.rule import RULES, run
from backed.source import Faulty, parse, read_text


class Exception_(Record):
    """A record that may break a rule, and why."""

    rule: Line = describe("name of the rule")
    id: Line = describe("id of the record")
    why: Text = describe("why it may")


@dataclass(frozen=True)
class Validation:
    """A library, what is wrong with it, how many records of each kind were checked, and which rules were skipped why."""

    library: Library
    problems: tuple[Problem, ...]
    checked: dict[str, int]
    skipped: dict[str, str]


def validate(root: Path) -> Validation:
    """Every fault of every record under `root`, in order of path and line."""
    loaded = load(root)
    library, problems = loaded.library, list(loaded.problems)
    exceptions = _exceptions(root, problems)
    skipped = _skipped(library)
    rules = [rule for rule in RULES.values() if rule.name not in skipped]
    found = list(run(library, rules))
    excused = {(each.rule, each.id) for each in exceptions}
    problems += [problem for id_, problem in found if (problem.rule, id_) not in excused]
    problems += _unneeded(exceptions, {(problem.rule, id_) for id_, problem in found})
    problems += _emptiness(library, root)
    checked = _checked(library) | {"rules": len(rules)}
    return Validation(library, tuple(sorted(set(problems), key=_order)), checked, skipped)


def _order(problem: Problem) -> tuple[str, int, int, str, str]:
    return (problem.path, problem.line, problem.column, problem.rule, problem.message)


def _checked(library: Library) -> dict[str, int]:
    return {
        "claims": len(library.claims),
        "references": len(library.references),
        "documents": len(library.documents),
        "statements": sum(len(document.statements) for document in library.documents.values()),
        "terms": sum(1 for _ in library.terms()),
        "retired": len(library.retired),
    }


def _skipped(library: Library) -> dict[str, str]:
    """Rules that have nothing to look at: each says why, so that nothing is skipped in silence."""
    count = Counter(
        {"claim": len(library.claims), "document": len(library.documents), "reference": len(library.references)}
    )
    count["term"] = sum(1 for _ in library.terms())
    return {rule.name: f"there is no {rule.on} to check" for rule in RULES.values() if not count[rule.on]}


def _emptiness(library: Library, root: Path) -> list[Problem]:
    if library.claims or any(name for name in library.names):
        return []
    fix = "Add a record to claims/, or point --root at the folder that holds claims/."
    return [Problem("claims", 1, 1, "error", "no-claims", "no claim was found, so nothing was checked", fix)]


def _exceptions(root: Path, problems: list[Problem]) -> list[Exception_]:
    from backed.library import check

    path = root / "exceptions.yml"
    if not path.exists() or not any(
        line.strip() and not line.startswith("#") for line in path.read_text("utf-8").splitlines()
    ):
        return []
    try:
        text = read_text(path, root)
        data = parse(text)
    except Faulty as error:
        problems.extend(fault.at("exceptions.yml") for fault in error.faults)
        return []
    found: list[Exception_] = []
    for number, item in enumerate(data if isinstance(data, list) else [data]):
        record, faults = check(item, Exception_, text, (number,) if isinstance(data, list) else ())
        problems.extend(fault.at("exceptions.yml") for fault in faults)
        found.extend([record] if isinstance(record, Exception_) else [])
    return found


def _unneeded(exceptions: Iterable[Exception_], broken: set[tuple[str, str]]) -> list[Problem]:
    return [
        Problem(
            "exceptions.yml",
            1,
            1,
            "error",
            "unneeded-exception",
            f"{each.id} no longer breaks {each.rule}",
            "Delete the exception.",
        )
        for each in exceptions
        if (each.rule, each.id) not in broken
    ]
