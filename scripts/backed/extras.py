"""What a site holds beside its pages: data files, indexes, and the reports that written pages show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backed import audit, export
from backed.view import Views


def files(views: Views, root: Path) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of every file that is made from the records and is no page."""
    yield from export.files(views.library, views)


def reports(views: Views, reading: audit.Reading | None) -> dict[str, Any]:
    """What written pages show of the reports that are kept in the repository."""
    return {
        "reading": reading,
        "audit_rates": audit.rates(reading) if reading else {},
        "audit_meanings": audit.MEANINGS,
        "audit_seen": audit.seen_of_sources(views.library),
        "audit_figures": audit.figures_of(views.library),
        "evaluation": "",
    }


def apps(views: Views) -> dict[str, str]:
    """The slots that hold an application: check, search, map, compare."""
    return {"check/app": "", "search/app": "", "map/map": "", "compare/compare": ""}
