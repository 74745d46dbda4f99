"""Rules on what a rating was made on: evidence moves on, and a rating does not move by itself."""

from __future__ import annotations

from backed.library import Library
from backed.record.claim import Claim
from backed.rule.rating import is_rated
from backed.rule.registry import Found, rule


@rule("claim", "warning")
def rating_is_fresh(id_: str, claim: Claim, library: Library) -> Found:
    """A rating is looked at again when the evidence it was made on changes; `fix` never says so for the editor."""
    if library.body_is_known(claim) and (changes := library.stale.get(id_)):
        message = f"the rating is older than its evidence: {'; '.join(changes)}"
        yield ("rating", "rests-on"), message, f"Rate anew, then run `fix --rated {id_}`."


@rule("claim", "warning")
def rating_remembers(id_: str, claim: Claim, library: Library) -> Found:
    """A rating says which evidence it was made on. `fix` writes it the first time."""
    if is_rated(claim) and claim.rating and not claim.rating.rests_on and library.body_is_known(claim):
        yield ("rating",), "the rating does not say on which evidence it was made", "Run `fix`."
