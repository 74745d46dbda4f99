"""The search engine of the site: the very files that the page loads, in the same order.

The site itself needs no Python to search; this is for measuring it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from backed.index.embedded import Embedded

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


class SearchEngine(Embedded):
    """An opened index."""

    def __init__(self, index: str, references: str = "", pages: str = "") -> None:
        """The texts of index.json, and of references.json and pages.json, which add what is not claims."""
        super().__init__(sources())
        self.run(f"var engine = BackedSearch.open({index})")
        if pages:
            self.run(f"engine.extend({references}, {pages})")

    def claims(self, query: str, most: int = 10, **options: Any) -> list[str]:
        """The ids of the claims that a query finds, best first; `options` as in rank.js."""
        asked = f"engine.search({json.dumps(query)}, {json.dumps(options)})"
        found: list[str] = self.evaluate(f"{asked}.claims.slice(0, {most}).map(n => engine.claim(n).id)")
        return found
