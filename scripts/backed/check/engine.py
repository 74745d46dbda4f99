"""The engine of the statement check: the very files that the page loads, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from backed.index import build
from backed.index.embedded import Embedded
from backed.library import Library

ENGINE = Path(__file__).resolve().parents[3] / "docs/assets/check"
Result = dict[str, Any]  # {findings, emergency, citations, counts}: see docs/assets/check/17-check.js


def sources() -> list[Path]:
    """The engine's files in the order in which they build on each other."""
    return sorted(ENGINE.glob("[0-9]*.js"))


class Engine(Embedded):
    """Answers texts."""

    def __init__(self, data: dict[str, Any]) -> None:
        """`data` are the parts of the index that BackedCheck.load takes."""
        super().__init__(sources())
        self.run(f"BackedCheck.load({json.dumps(data)})")

    @classmethod
    def of(cls, library: Library) -> Engine:
        """An engine that answers from these records."""
        return cls(build.whole(library))

    def check(self, text: str) -> Result:
        """Everything that is found in one text."""
        return self.check_all([text])[0]

    def check_all(self, texts: Iterable[str]) -> list[Result]:
        """Many texts, each on its own, in one call."""
        answers: list[Result] = self.evaluate(f"{json.dumps(list(texts))}.map(BackedCheck.check)")
        return answers
