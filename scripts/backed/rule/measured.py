"""Rules on measurements: what people feel is another question, and the page says where it is answered (method 1.4)."""

from __future__ import annotations

from backed.library import Library
from backed.record.claim import Claim
from backed.rule.registry import Found, rule


def is_measured(claim: Claim, library: Library) -> bool:
    """Whether a claim is about an effect on something that is measured and not felt."""
    outcome = library.outcomes.get(claim.about.outcome or "")
    return claim.kind == "effect" and outcome is not None and not outcome.felt


def felt_beside(claim: Claim, library: Library) -> list[str]:
    """Related claims on what people feel or do with the same treatment, then those on its harms; as the editors list them."""
    near = [other.id for other in claim.related if other.id in library.claims]
    same = [id_ for id_ in near if library.claims[id_].about.intervention == claim.about.intervention]
    felt = [
        id_ for id_ in same if library.claims[id_].kind == "effect" and not is_measured(library.claims[id_], library)
    ]
    return felt + [id_ for id_ in same if library.claims[id_].kind in ("harm", "precaution")]


@rule("claim", "warning")
def measured_claims_point_at_felt(id_: str, claim: Claim, library: Library) -> Found:
    """A claim about a measurement is related to one on what people feel with that treatment, or on its harm."""
    if not is_measured(claim, library) or claim.finding == "untested":
        return
    hidden = library.unread.intersection(other.id for other in claim.related)  # it may be the one that is wanted
    if not hidden and not felt_beside(claim, library):
        message = "a measurement, without a way to what people feel"
        yield ("about", "outcome"), message, "Add a claim on a felt outcome of the same treatment to `related`."
