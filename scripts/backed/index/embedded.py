"""Scripts of the site run in embedded V8: the very files that pages load, for measuring and for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from py_mini_racer import MiniRacer


class Embedded:
    """Scripts that were run one after another. A context manager: V8 has a thread of its own that must end."""

    def __init__(self, scripts: Iterable[Path]) -> None:
        self._v8 = MiniRacer()
        for script in scripts:
            self.run(script.read_text("utf-8"))

    def run(self, script: str) -> None:
        """Run a script for what it does."""
        self._v8.eval(f"{script}\n;0")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression as JSON has it."""
        return json.loads(str(self._v8.eval(f"JSON.stringify({expression})")))

    def close(self) -> None:
        """End the embedded V8."""
        self._v8.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
