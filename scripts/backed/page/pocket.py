"""What a claim takes along on paper: how much of each list fits on one page, its version and its address."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from backed.page.view import Views
from backed.record.claim import Claim


@dataclass(frozen=True)
class Most:
    """How many of each stand on a card or a handout, so that it stays on one page of paper. Who should not is told in full."""

    sources: int = 6
    harms: int = 4
    harms_told: int = 3
    guidelines: int = 4


def pocket(id_: str, views: Views) -> dict[str, Any]:
    """What card.html and handout.html need beside the context of the page."""
    return {
        "most": Most(),
        "version": version(views.library.claims[id_]),
        "address": f"{views.site_url.partition('://')[2]}claims/{id_}",
    }


def version(claim: Claim) -> str:
    """The day of the review and a mark of the record's content, so that two printed cards can be told apart."""
    return f"{claim.reviewed} ({sha256(claim.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:7]})"
