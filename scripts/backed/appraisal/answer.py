"""A claim as the answer to a sentence: the table of method 4.1, and 1.8 for claims that are not graded. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backed.appraisal.verdict import Appraisal
from backed.record.claim import GRADED, Claim, Finding
from backed.record.statement import Asserts, Ground, Strength, Verdict

ORDER: tuple[Verdict, ...] = ("supported", "partly-supported", "overstated", "unsupported", "contradicted")
S, P, O, U, C = ORDER  # noqa: E741
N: Verdict = "not-checkable"
Relation = Literal["agrees", "null", "reverse"]
Row = tuple[Verdict, Verdict, Verdict]

STRENGTHS: tuple[Strength, ...] = ("hedged", "plain", "absolute")
# Method 4.1: (body of evidence against what is said, level) -> hedged, plain, absolute.
TABLE: dict[tuple[Relation, str], Row] = {
    ("agrees", "high"): (S, S, O),
    ("agrees", "moderate"): (S, S, O),
    ("agrees", "low"): (S, P, O),
    ("agrees", "very-low"): (P, O, O),
    ("null", "very-low"): (U, U, U),
    ("null", "low"): (U, U, U),
    ("null", "moderate"): (U, C, C),
    ("null", "high"): (U, C, C),
    ("reverse", "very-low"): (U, U, U),
    ("reverse", "low"): (U, C, C),
    ("reverse", "moderate"): (C, C, C),
    ("reverse", "high"): (C, C, C),
}
CONFLICTING: Row = (P, O, O)
INCONCLUSIVE: Row = (P, U, U)
# "It is no better than a dummy pill" of studies too small to tell: at least as near to what they show as its opposite.
DENIED_OPEN: Row = (P, P, O)
# A harm that was reported: "can happen" asks only whether it happens, "happens" also how often, which is not known.
REPORTED: Row = (S, P, O)
AFFIRMED: dict[Finding, Relation] = {
    "as-claimed": "agrees", "reported": "agrees", "no-important-difference": "null", "opposite": "reverse",
}  # fmt: skip
# A denial ("does not help") agrees with no difference and with the opposite.
DENIED: dict[Finding, Relation] = {
    "as-claimed": "null", "reported": "null", "no-important-difference": "agrees", "opposite": "agrees",
}  # fmt: skip
OPPOSED = (("improves", "worsens"), ("increases", "decreases"))
ABSOLUTE_WORDS = ("only", "must", "best", "most", "all", "none")


@dataclass(frozen=True)
class Answer:
    """A claim with what follows from its record."""

    claim: Claim
    appraisal: Appraisal


@dataclass(frozen=True)
class Judgement:
    """A verdict on a statement and its ground (method 4.8)."""

    verdict: Verdict
    ground: Ground


def worse(one: Verdict, other: Verdict) -> Verdict:
    """The graver of two verdicts."""
    return max(one, other, key=ORDER.index)


def strength_of(asserts: Asserts) -> Strength:
    """Strength as judged: aims, beliefs and `some` are hedged; only, must, best, all are absolute (4.1, 4.6)."""
    if asserts.quantifier in ABSOLUTE_WORDS:
        return "absolute"
    if asserts.mode in ("aim", "belief") or asserts.quantifier in ("some", "sometimes"):
        return "hedged"
    return "absolute" if asserts.mode == "study" else asserts.strength


def relation(asserts: Asserts, claim: Claim, finding: Finding) -> Relation:
    """How the body of evidence stands to what is said."""
    flipped = any({asserts.direction, claim.about.direction} == set(pair) for pair in OPPOSED)
    if flipped:
        swap: dict[Finding, Finding] = {"as-claimed": "opposite", "reported": "opposite", "opposite": "as-claimed"}
        finding = swap.get(finding, finding)
    return (DENIED if _denies(asserts, claim) else AFFIRMED)[finding]


def _denies(asserts: Asserts, claim: Claim) -> bool:
    return (asserts.polarity == "denied") != (asserts.direction == "no-effect" != claim.about.direction)


def against_table(asserts: Asserts, answer: Answer, strength: Strength | None = None) -> Judgement:
    """The table of method 4.1 for a graded claim; method 1.8 for one that is not graded."""
    if answer.claim.kind not in GRADED:
        return ungraded(answer, denied=asserts.polarity == "denied")
    column = STRENGTHS.index(strength or strength_of(asserts))
    finding, level = answer.appraisal.finding, answer.appraisal.certainty
    if finding == "untested":
        return Judgement(U, "laboratory-only" if answer.claim.basis else "not-studied")
    if finding == "conflicting":
        return _grounded(CONFLICTING[column])
    if finding == "inconclusive":
        row = DENIED_OPEN if _denies(asserts, answer.claim) else INCONCLUSIVE
        return _grounded(row[column], "too-small-to-tell")
    found = relation(asserts, answer.claim, finding)
    if finding == "reported":
        return _grounded(REPORTED[column]) if found == "agrees" else Judgement(C, "points-other-way")
    verdict = TABLE[found, level][column]
    if (found, level, verdict) == ("agrees", "high", O) and not beyond_any_study(asserts):
        verdict = S  # "proven" is fair where the certainty is high
    return _grounded(verdict, _against(found, verdict, denied=_denies(asserts, answer.claim)))


def beyond_any_study(asserts: Asserts) -> bool:
    """Whether no certainty carries the wording: only, all, permanently, 100 of 100 (method 4.1)."""
    permanent = "permanent" in (asserts.time or "").lower()
    return asserts.quantifier in ABSOLUTE_WORDS or permanent or asserts.share == 100


def ungraded(answer: Answer, *, denied: bool = False) -> Judgement:
    """Facts, guidance, records and reports have a basis instead of a level (method 1.8); a denial turns them round."""
    match answer.appraisal.verdict:
        case "backed" | "opposite" as verdict:
            agrees = (verdict == "backed") != denied
            return Judgement(S, "as-worded") if agrees else Judgement(C, "points-other-way")
        case "leaning-for" | "unclear":
            return Judgement(P, "less-sure")
        case _ if answer.claim.kind == "report":
            return Judgement(N, "source-not-seen")
        case _:
            return Judgement(U, "not-studied")


def _against(found: Relation, verdict: Verdict, *, denied: bool) -> Ground | None:
    if verdict == U:
        return "leans-against"
    if verdict == C:  # who denies what studies show is not answered by "no effect"
        return "no-effect-shown" if found == "null" and not denied else "points-other-way"
    return None


def _grounded(verdict: Verdict, ground: Ground | None = None) -> Judgement:
    usual: dict[Verdict, Ground] = {S: "as-worded", P: "less-sure", O: "too-sure", U: "not-studied"}
    if verdict in (S, P, O) or ground is None:
        return Judgement(verdict, usual.get(verdict, "points-other-way"))
    return Judgement(verdict, ground)
