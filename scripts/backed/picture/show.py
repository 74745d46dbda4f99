"""Pictures of evidence with their words: forest plots, icon arrays, maps. Pure functions returning safe HTML."""

from __future__ import annotations

from markupsafe import Markup

from backed.library import Library
from backed.picture import evidence_map, forest_svg, icon_array
from backed.record.claim import Claim


def forest(claim: Claim, library: Library, up: str) -> Markup:
    """Forest plots of the claim's recorded differences, each with its table, or nothing."""
    return forest_svg.forest(claim, library, up)


def icons(claim: Claim, library: Library) -> Markup:
    """Icon arrays per 100 for a counted or stated share, or nothing."""
    return icon_array.icons(claim, library)


def small_map(ids: list[str], kind: str, library: Library, up: str) -> Markup:
    """One mark per claim of a term: for a condition by intervention and outcome, else in one row."""
    return evidence_map.small(ids, kind, library, up)
