"""The search engine of the site, run in embedded V8: the very files that the page loads, in the same order.

The site itself needs no Python to search; this is for measuring it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

ASSETS = Path(__file__).resolve().parents[3] / "docs/assets"
_PARTS = re.compile(r"var PARTS = \[(.*?)\]", re.DOTALL)


def sources() -> list[Path]:
    """The files that docs/assets/search/load.js has the browser load before it opens an index.

    Raises ValueError when that list is not found there.
    """
    listed = _PARTS.search((ASSETS / "search/load.js").read_text("utf-8"))
    if listed is None:
        raise ValueError("search/load.js has no list PARTS")
    return [ASSETS / name for name in re.findall(r'"([^"]+)"', listed[1])]


class SearchEngine:
    """An opened index. A context manager: the embedded V8 has a thread of its own that must end."""

    def __init__(self, index: str, references: str = "", pages: str = "") -> None:
        """The texts of index.json, and of references.json and pages.json, which add what is not claims."""
        self._v8 = MiniRacer()
        for file in sources():
            self._v8.eval(f"{file.read_text('utf-8')};0")
        self._v8.eval(f"var engine = BackedSearch.open({index}); 0")
        if pages:
            self._v8.eval(f"engine.extend({references}, {pages}); 0")

    def evaluate(self, script: str) -> Any:
        """The JSON value of an expression about `engine`."""
        return json.loads(str(self._v8.eval(f"JSON.stringify({script})")))

    def claims(self, query: str, most: int = 10, **options: Any) -> list[str]:
        """The ids of the claims that a query finds, best first; `options` as in rank.js."""
        asked = f"engine.search({json.dumps(query)}, {json.dumps(options)})"
        found: list[str] = self.evaluate(f"{asked}.claims.slice(0, {most}).map(n => engine.claim(n).id)")
        return found

    def __enter__(self) -> SearchEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self._v8.close()
