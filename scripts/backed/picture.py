"""Pictures of evidence with their words: forest plots, icon arrays, maps. Pure functions returning safe HTML."""

from __future__ import annotations

from markupsafe import Markup

from backed.claim import Claim
from backed.library import Library


def forest(claim: Claim, library: Library) -> Markup:
    """A forest plot of the claim's recorded differences, or nothing."""
    return Markup("")


def icons(claim: Claim, library: Library) -> Markup:
    """Icon arrays per 100 for a counted estimate, or nothing."""
    return Markup("")


def small_map(ids: list[str], kind: str, library: Library, up: str) -> Markup:
    """One mark per claim of a term."""
    return Markup("")
