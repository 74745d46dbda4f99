"""How a rule is registered, and how all of them are run over a library."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from inspect import getdoc
from pathlib import Path
from typing import Any, Literal, get_args

from backed.library import Library
from backed.memo import Memo
from backed.problem import Problem, Severity
from backed.record.memory import digest
from backed.record.source import Place
from backed.record.source_map import Map, Path_

On = Literal["claim", "document", "term", "reference", "retired", "safety", "example"]
KINDS: tuple[On, ...] = get_args(On)
# Kinds of which each record has a file of its own, and where a library holds them.
_OF_FILES: dict[On, str] = {"claim": "claims", "document": "documents"}
Row = tuple[str, int, int, Severity, str, str, str | None]  # the fields of a Problem
# What a rule yields: where in the record, what is wrong, and how to repair it.
Found = Iterator[tuple[Path_, str, str | None]]


@dataclass(frozen=True)
class Rule:
    """One editorial rule; `name` is the function's, hyphenated, and `text` its docstring."""

    name: str
    on: On
    severity: Severity
    text: str
    check: Callable[[str, Any, Library], Found]


RULES: dict[str, Rule] = {}


def rule(on: On, severity: Severity = "error") -> Callable[[Callable[..., Found]], Callable[..., Found]]:
    """Register a function (id, record, library) -> Found as a rule."""

    def register(check: Callable[..., Found]) -> Callable[..., Found]:
        name = check.__name__.replace("_", "-")
        RULES[name] = Rule(name, on, severity, getdoc(check) or "", check)
        return check

    return register


def records(library: Library, on: On) -> Iterable[tuple[str, str, Path_, Any]]:
    """(path, id, position in the file, record) of everything that rules on `on` look at."""
    match on:
        case "claim":
            return ((f"claims/{id_}.yml", id_, (), claim) for id_, claim in library.claims.items())
        case "document":
            return ((f"statements/{id_}.yml", id_, (), document) for id_, document in library.documents.items())
        case "reference":
            return (("references.bib", key, (source.line,), source) for key, source in library.references.items())
        case "term":
            return ((f"vocabulary/{kind}.yml", term.id, (term.id,), term) for kind, term in library.terms())
        case "retired":
            home = library.folder_of_retired
            return ((f"{home(id_)}/{id_}.yml", id_, (), stone) for id_, stone in library.retired.items())
        case "safety":
            return [("safety.yml", "safety", (), library.safety)] if library.safety else []
        case "example":
            return ((path, each.id, (each.id,), each) for path, listed in library.examples.items() for each in listed)


def run(
    library: Library, rules: Iterable[Rule] | None = None, memo: Memo | None = None
) -> Iterator[tuple[str, Problem]]:
    """(record id, Problem) for every record and rule.

    With a `memo`, in which the library notes what is read from it, rules are asked again only of those claims and
    documents for which something changed, and of a list without fault when something of it did.
    """
    chosen = list(RULES.values() if rules is None else rules)
    for on in KINDS:
        checks = [rule for rule in chosen if rule.on == on]
        names = digest(" ".join(rule.name for rule in checks).encode())
        if memo and on not in _OF_FILES and memo.get(("rules", on, names), partial(_are_kept, library, checks, on)):
            continue
        for path, id_, position, record in records(library, on):
            if memo and on in _OF_FILES:
                rows = memo.get(("rules", path, names), partial(_found_anew, library, checks, on, path, id_))
            else:
                rows = _found(library, checks, path, id_, position, record)
            yield from ((id_, Problem(*row)) for row in rows)


def _are_kept(library: Library, checks: list[Rule], on: On) -> bool:
    """Whether no record breaks any of these rules. Where one does, its line may move without any change of records."""
    return not any(_found(library, checks, path, *rest) for path, *rest in records(library, on))


def _found_anew(library: Library, checks: list[Rule], on: On, path: str, id_: str) -> list[Row]:
    return _found(library, checks, path, id_, (), getattr(library, _OF_FILES[on])[id_])


def _found(library: Library, checks: list[Rule], path: str, id_: str, position: Path_, record: Any) -> list[Row]:
    """The fields of each Problem of one record."""
    rows = []
    for each in checks:
        for where, message, fix in each.check(id_, record, library):
            place = _place(library.root, path, (*position, *where))
            rows.append((path, place.line, place.column, each.severity, each.name, message, fix))
    return rows


def _place(root: Path, path: str, where: Path_) -> Place:
    if path.endswith(".bib"):
        return Place(int(where[0]), 1)
    return _map(root / path, (root / path).stat().st_mtime_ns).place(where)


@lru_cache(maxsize=64)
def _map(path: Path, changed: int) -> Map:
    return Map(path.read_text(encoding="utf-8").replace("\r\n", "\n"))
