"""One fault in a record, with its place and its repair, and the three voices in which it is told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """A fault: `path` from the root, `line` and `column` from 1, what is wrong, and how to repair it (or None)."""

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    fix: str | None = None


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is an error, so that nothing may be built."""
    return any(problem.severity == "error" for problem in problems)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was probably meant to be, or None."""
    matches = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def as_text(problem: Problem) -> str:
    """`path:line:column: severity: message (rule)`, and the repair under it."""
    head = f"{problem.path}:{problem.line}:{problem.column}: {problem.severity}: {problem.message} ({problem.rule})"
    return f"{head}\n    fix: {problem.fix}" if problem.fix else head


def _escape(text: str, *, in_property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if in_property else escaped


def as_github(problem: Problem) -> str:
    """A GitHub Actions workflow command, which GitHub shows as an annotation on the line."""
    place = f"file={_escape(problem.path, in_property=True)},line={problem.line},col={problem.column}"
    body = f"{problem.message} Fix: {problem.fix}" if problem.fix else problem.message
    return f"::{problem.severity} {place},title={_escape(problem.rule, in_property=True)}::{_escape(body)}"


def as_json(problems: Iterable[Problem], checked: Mapping[str, int], skipped: Mapping[str, str]) -> str:
    """The fixed JSON contract of `validate --format json`."""
    report = {
        "problems": [asdict(problem) for problem in problems],
        "checked": dict(checked),
        "skipped": dict(skipped),
    }
    return json.dumps(report, ensure_ascii=False, indent=2)
