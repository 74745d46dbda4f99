"""The verdict on a claim: from finding and certainty to one word (method 1.9). Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backed.appraisal.certainty import certainty, counting, standing
from backed.record.claim import GRADED, Certainty, Claim, Finding
from backed.record.reference import Reference

ClaimVerdict = Literal[
    "backed", "leaning-for", "unclear", "leaning-against", "little-or-no-effect", "opposite", "reported", "untested"
]

# Method 1.9: finding -> (high or moderate, low, very low). A conflicting or inconclusive body of moderate or high
# certainty is an error that a rule reports; here it stays unclear.
TABLE: dict[Finding, tuple[ClaimVerdict, ClaimVerdict, ClaimVerdict]] = {
    "as-claimed": ("backed", "leaning-for", "unclear"),
    "no-important-difference": ("little-or-no-effect", "leaning-against", "unclear"),
    "opposite": ("opposite", "leaning-against", "unclear"),
    "conflicting": ("unclear", "unclear", "unclear"),
    "inconclusive": ("unclear", "unclear", "unclear"),
}
# Method 1.8: kinds that are not graded have a basis instead of a level.
UNGRADED: dict[Finding, ClaimVerdict] = {
    "as-claimed": "backed",
    "no-important-difference": "opposite",
    "opposite": "opposite",
    "conflicting": "unclear",
    "inconclusive": "unclear",
    "untested": "untested",
}


@dataclass(frozen=True)
class Appraisal:
    """What follows from a claim's record: all that pages and data show beside what was typed."""

    finding: Finding
    certainty: Certainty
    verdict: ClaimVerdict


def from_table(finding: Finding, level: Certainty) -> ClaimVerdict:
    """The cell of method 1.9 for a graded claim."""
    if finding == "reported":
        return "reported"
    if finding == "untested" or level == "none":
        return "untested"
    column = {"high": 0, "moderate": 0, "low": 1, "very-low": 2}[level]
    return TABLE[finding][column]


def _ungraded(claim: Claim, references: Mapping[str, Reference]) -> ClaimVerdict:
    verdict = UNGRADED.get(claim.finding, "unclear")
    if verdict != "untested" and claim.kind != "guidance" and not any(True for _ in counting(claim, references)):
        return "unclear"  # guidance counts guidelines; all else rests on its sources, and none is left
    own = [note for note in claim.guidelines if note.seen == "own-text"]
    second_hand = claim.kind == "guidance" and bool(claim.guidelines) and not own
    return "leaning-for" if verdict == "backed" and second_hand else verdict


def appraise(claim: Claim, references: Mapping[str, Reference]) -> Appraisal:
    """Certainty and verdict of a claim.

    One whose every bearing source was retracted is untested (not graded: unclear); a share whose figure was retracted is very uncertain.
    """
    if claim.kind not in GRADED:
        return Appraisal(claim.finding, "not-graded", _ungraded(claim, references))
    bearing = claim.finding in ("untested", "reported") or any(True for _ in counting(claim, references))
    finding: Finding = claim.finding if bearing else "untested"
    is_share = claim.kind in ("frequency", "prognosis") and claim.estimate is not None
    lost = is_share and standing(claim, references).estimate is None
    level = ("very-low" if lost else certainty(claim)) if bearing else "none"
    return Appraisal(finding, level, from_table(finding, level))
