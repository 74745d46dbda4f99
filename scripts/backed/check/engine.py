"""The engine of the statement check, run in embedded V8: the very files that the page loads, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

from py_mini_racer import MiniRacer

from backed.index import build
from backed.library import Library

ENGINE = Path(__file__).resolve().parents[3] / "docs/assets/check"
Result = dict[str, Any]  # {findings, emergency, citations, counts}: see docs/assets/check/17-check.js


def sources() -> list[Path]:
    """The engine's files in the order in which they build on each other."""
    return sorted(ENGINE.glob("[0-9]*.js"))


class Engine:
    """Answers texts. A context manager: the embedded V8 has a thread of its own that must end."""

    def __init__(self, data: dict[str, Any]) -> None:
        """`data` are the parts of the index that BackedCheck.load takes."""
        self._v8 = MiniRacer()
        for file in sources():
            self._v8.eval(file.read_text("utf-8"))
        self._v8.eval(f"BackedCheck.load({json.dumps(data)}); 0")

    @classmethod
    def of(cls, library: Library) -> Engine:
        """An engine that answers from these records."""
        return cls(build.whole(library))

    def check(self, text: str) -> Result:
        """Everything that is found in one text."""
        return self.check_all([text])[0]

    def check_all(self, texts: Iterable[str]) -> list[Result]:
        """Many texts, each on its own, in one call."""
        asked = json.dumps(list(texts))
        answer: list[Result] = json.loads(str(self._v8.eval(f"JSON.stringify({asked}.map(BackedCheck.check))")))
        return answer

    def evaluate(self, script: str) -> Any:
        """The JSON value of an expression in the engine's context; for measuring."""
        return json.loads(str(self._v8.eval(f"JSON.stringify({script})")))

    def close(self) -> None:
        """End the embedded V8."""
        self._v8.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
