"""Findings as the lines of `check --json`: one per finding, with every field, in the order of the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from backed.check.engine import Result

SLOTS = ("intervention", "condition", "outcome", "direction", "strength")
NOTHING = {"abstained": True, "verdict": "out-of-scope", "matches": [], "asserts": dict.fromkeys(SLOTS), "differences": []}  # fmt: skip

Line = dict[str, Any]
Question = tuple[Any, str]  # the id as it came, and the text


class NotAQuestion(Exception):
    """A line that is not `{"id", "text"}`; the message says which and why."""


def questions(lines: Iterable[str]) -> list[Question]:
    """Every question of a file of JSON lines, blank lines aside. Raises NotAQuestion at the first that is none."""
    return [_question(line, number) for number, line in enumerate(lines, 1) if line.strip()]


def _question(line: str, number: int) -> Question:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise NotAQuestion(f"line {number} is not JSON: {error}") from None
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        raise NotAQuestion(f'line {number} is not of the form {{"id": ..., "text": "..."}}')
    if isinstance(found.get("id"), bool) or not isinstance(found.get("id"), str | int):
        raise NotAQuestion(f'line {number} has no "id" that is a text or a whole number')
    return found["id"], found["text"]


def lines(question: Question, result: Result) -> Iterator[Line]:
    """At least one line; a text of several findings gives them ids of their own and names the text as `of`."""
    id_, text = question
    findings = result["findings"]
    if len(findings) < 2:
        yield _line(id_, text, findings[0] if findings else NOTHING)
        return
    for number, finding in enumerate(findings, 1):
        yield _line(f"{id_}/{number}", finding["text"], finding) | {"of": id_}


def _line(id_: Any, text: str, finding: Line) -> Line:
    asserts = finding["asserts"]
    return {
        "id": id_,
        "text": text,
        "abstained": finding["abstained"],
        "verdict": finding["verdict"],
        "matches": finding["matches"],
        "asserts": {slot: asserts[slot] for slot in SLOTS},
        "differences": finding["differences"],
    }
