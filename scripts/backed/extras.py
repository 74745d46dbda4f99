"""What a site holds beside its pages: data files, indexes, and the reports that written pages show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backed.view import Views


def files(views: Views, root: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file that is made from the records and is no page."""
    for ending in ("bib", "ris", "csl.json", "csv"):
        yield f"api/v1/references.{ending}", b""


def reports(views: Views, root: Path) -> dict[str, Any]:
    """What written pages show of the reports that are kept in the repository."""
    return {"audit": "", "evaluation": ""}


def apps(views: Views) -> dict[str, str]:
    """The slots that hold an application: check, search, map, compare."""
    return {"check/app": "", "search/app": "", "map/map": "", "compare/compare": ""}
