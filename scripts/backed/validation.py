"""Load, run every rule, subtract the exceptions: the whole of `validate`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from backed.audit import NOTICES, READINGS, Reading, Snapshot
from backed.library import Library, load
from backed.problem import Problem, nearest
from backed.record.model import Line, Record, Text, describe
from backed.record.reading import check, read_one
from backed.record.source import TOP, Fault, Faulty, Place, read_text
from backed.record.source_map import Map
from backed.record.yaml_text import parse
from backed.rule import RULES, run
from backed.session import Session

EXCEPTIONS = "exceptions.yml"
_SAID = {"retired": "retired record", "safety": "safety.yml"}


class Exception_(Record):
    """A record that may break a rule, and why."""

    rule: Line = describe("name of the rule")
    id: Line = describe("id of the record")
    why: Text = describe("why it may")


@dataclass(frozen=True)
class Validation:
    """A library, what is wrong with it, how many records of each kind were checked, and why rules were skipped."""

    library: Library
    problems: tuple[Problem, ...]
    checked: dict[str, int]
    skipped: dict[str, str]
    readings: tuple[Reading, ...] = ()
    snapshot: Snapshot | None = None


def validate(root: Path, session: Session | None = None) -> Validation:
    """Every fault of every record under `root`, in order of path and line.

    With a `session`, only what changed is read and checked again, and the library notes what is read from it.
    """
    loaded = load(root, session.files if session else None)
    library, problems = session.enter(loaded.library) if session else loaded.library, list(loaded.problems)
    exceptions, faults = _exceptions(root)
    skipped = _skipped(library)
    rules = [rule for rule in RULES.values() if rule.name not in skipped]
    found = list(run(library, rules, session.memo if session else None))
    excused = {(each.rule, each.id) for each, _ in exceptions}
    problems += [problem for id_, problem in found if (problem.rule, id_) not in excused]
    faults += _unneeded(exceptions, {(problem.rule, id_) for id_, problem in found}, library)
    problems += [fault.at(EXCEPTIONS) for fault in faults]
    readings, wrong = _readings(root)
    snapshot, also = read_one(root, NOTICES, Snapshot)
    problems += [*wrong, *also]
    problems += _emptiness(library, len(rules))
    checked = _checked(library) | {"rules": len(rules)}
    return Validation(library, tuple(sorted(set(problems), key=_order)), checked, skipped, readings, snapshot)


def _readings(root: Path) -> tuple[tuple[Reading, ...], list[Problem]]:
    files = sorted((root / READINGS).glob("*.yml"))
    read = [read_one(root, file.relative_to(root).as_posix(), Reading) for file in files]
    return tuple(reading for reading, _ in read if reading), [problem for _, wrong in read for problem in wrong]


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
    """Rules that have nothing to look at, or cannot tell: each says why, so that nothing is skipped in silence."""
    count = Counter(claim=len(library.claims), document=len(library.documents), reference=len(library.references))
    count.update(term=sum(1 for _ in library.terms()), retired=len(library.retired), safety=library.safety is not None)
    count.update(example=len(library.examples))
    skipped = {
        rule.name: f"there is no {_SAID.get(rule.on, rule.on)} to check"
        for rule in RULES.values()
        if not count[rule.on]
    }
    if library.unread:
        skipped["unused-reference"] = "a file that cannot be read may use it"
    return skipped


def _emptiness(library: Library, rules: int) -> Iterator[Problem]:
    if not library.claims and not library.unread:
        fix = "Add a record to claims/, or point --root at the folder that holds claims/."
        yield Fault(TOP, "no-claims", "no claim was found, so nothing was checked", fix).at("claims")
    if not rules:
        fix = "Add records that the rules look at."
        yield Fault(TOP, "no-rules", "no rule was run, so nothing was checked", fix).at("claims")


def _exceptions(root: Path) -> tuple[list[tuple[Exception_, Place]], list[Fault]]:
    """The exceptions with their places, and what is wrong with their file; a file of comments only has none."""
    if not (root / EXCEPTIONS).exists():
        return [], []
    try:
        text = read_text(root / EXCEPTIONS, root)
        data = parse(text)
    except Faulty as error:
        return [], [fault for fault in error.faults if fault.rule != "empty-file"]
    if not isinstance(data, list):
        return [], [Fault(TOP, "wrong-value", "a list is expected", "Begin each item with `- `.")]
    found: list[tuple[Exception_, Place]] = []
    faults: list[Fault] = []
    for number, item in enumerate(data):
        record, wrong = check(item, Exception_, text, (number,))
        faults += wrong
        if record:
            found.append((record, Map(text).place((number,))))
    return found, faults


def _unneeded(
    exceptions: Iterable[tuple[Exception_, Place]], broken: set[tuple[str, str]], library: Library
) -> Iterator[Fault]:
    for each, place in exceptions:
        if each.rule not in RULES:
            close = nearest(each.rule, RULES)
            hint = f"Did you mean {close}?" if close else "Delete the exception."
            yield Fault(place, "unneeded-exception", f"there is no rule {each.rule}", hint)
        elif (each.rule, each.id) not in broken and each.id not in library.unread:
            message = f"{each.id} does not break {each.rule}"
            yield Fault(place, "unneeded-exception", message, "Delete the exception.")
