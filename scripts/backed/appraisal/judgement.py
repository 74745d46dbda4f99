"""The verdict on a statement, from the claims that answer it and the way it is worded (method 4). Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from backed.appraisal.verdict import Appraisal
from backed.record.claim import GRADED, Claim, Finding
from backed.record.statement import Asserts, Difference, Ground, Statement, Strength, Verdict

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
AFFIRMED: dict[Finding, Relation] = {
    "as-claimed": "agrees", "reported": "agrees", "no-important-difference": "null", "opposite": "reverse",
}  # fmt: skip
# A denial ("does not help") agrees with no difference and with the opposite.
DENIED: dict[Finding, Relation] = {
    "as-claimed": "null", "reported": "null", "no-important-difference": "agrees", "opposite": "agrees",
}  # fmt: skip
OPPOSED = (("improves", "worsens"), ("increases", "decreases"))
ABSOLUTE_WORDS = ("only", "must", "best", "most", "all", "none")
SCOPE_GROUNDS: dict[str, Ground] = {
    "time": "too-long", "size": "too-large", "population": "too-broad", "comparator": "too-broad", "dose": "too-broad",
    "product": "too-broad", "share": "too-large", "harm": "too-broad", "direction": "too-broad",
}  # fmt: skip
LEAPS: dict[str, Ground] = {
    "cause": "association-only", "surrogate": "association-only", "laboratory": "laboratory-only",
}  # fmt: skip
SPEECH: dict[str, Ground] = {
    "opinion": "opinion", "puffery": "too-vague", "experience": "experience", "reasoning": "opinion",
}  # fmt: skip
SERIOUS = ("serious", "life-changing")
HAPPENS = ("backed", "leaning-for", "reported")


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


def lowered(verdict: Verdict) -> Verdict:
    """One step down for a difference of scope, never beyond overstated (method 4.9)."""
    return ORDER[min(ORDER.index(verdict) + 1, 2)] if verdict in (S, P) else verdict


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
    denies = (asserts.polarity == "denied") != (asserts.direction == "no-effect" != claim.about.direction)
    return (DENIED if denies else AFFIRMED)[finding]


def against_table(asserts: Asserts, answer: Answer, strength: Strength | None = None) -> Judgement:
    """The table of method 4.1 for a graded claim; method 1.8 for one that is not graded."""
    if answer.claim.kind not in GRADED:
        return _ungraded(answer)
    column = STRENGTHS.index(strength or strength_of(asserts))
    finding, level = answer.appraisal.finding, answer.appraisal.certainty
    if finding == "untested":
        return Judgement(U, "laboratory-only" if answer.claim.basis else "not-studied")
    if finding == "conflicting":
        return _grounded(CONFLICTING[column])
    if finding == "inconclusive":
        return _grounded(INCONCLUSIVE[column], "too-small-to-tell")
    found = relation(asserts, answer.claim, finding)
    if finding == "reported":
        return _grounded(P if found == "agrees" else C, "points-other-way")
    verdict = TABLE[found, level][column]
    if (found, level, verdict) == ("agrees", "high", O) and asserts.quantifier not in ABSOLUTE_WORDS:
        verdict = S  # "proven" is fair where the certainty is high; "only", "all" and "cure" are not
    return _grounded(verdict, _against(found, verdict))


def _against(found: Relation, verdict: Verdict) -> Ground | None:
    if verdict == U:
        return "leans-against"
    if verdict == C:
        return "no-effect-shown" if found == "null" else "points-other-way"
    return None


def _grounded(verdict: Verdict, ground: Ground | None = None) -> Judgement:
    usual: dict[Verdict, Ground] = {S: "as-worded", P: "less-sure", O: "too-sure", U: "not-studied"}
    if verdict in (S, P, O) or ground is None:
        return Judgement(verdict, usual.get(verdict, "points-other-way"))
    return Judgement(verdict, ground)


def _ungraded(answer: Answer) -> Judgement:
    match answer.appraisal.verdict:
        case "backed":
            return Judgement(S, "as-worded")
        case "leaning-for" | "unclear":
            return Judgement(P, "less-sure")
        case "opposite":
            return Judgement(C, "points-other-way")
        case _ if answer.claim.kind == "report":
            return Judgement(N, "source-not-seen")
        case _:
            return Judgement(U, "not-studied")


def parts_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """Method 4.2: a list under one verb."""
    if C in verdicts or len(set(verdicts)) == 1:
        return max(verdicts, key=ORDER.index)
    return P if {S, P} & set(verdicts) else max(verdicts, key=ORDER.index)


def judge(
    statement: Statement, answers: Callable[[Iterable[str]], list[Answer]], kin: Callable[[str, str], bool]
) -> Judgement:
    """The verdict that follows from the record of a statement.

    `answers` gives the claims of ids; `kin(a, b)` says whether one of two conditions is broader than the other.
    """
    asserts, found = statement.asserts, answers(statement.claims)
    if asserts.mode in SPEECH:
        return Judgement(N, SPEECH[asserts.mode])
    if statement.told:
        return _study(statement, found)
    if statement.parts:
        return _of_parts(statement, answers, kin)
    if not found:
        return Judgement(N, "too-vague")
    first = _speech_act(statement, found)
    return _with_differences(_scoped(first, asserts, found[0], kin), statement.differences)


def _of_parts(
    statement: Statement, answers: Callable[[Iterable[str]], list[Answer]], kin: Callable[[str, str], bool]
) -> Judgement:
    judged = [
        _with_differences(
            _scoped(_speech_act(statement, found), statement.asserts, found[0], kin), statement.differences
        )
        for found in (answers(part.claims) for part in statement.parts)
        if found
    ]
    if not judged:
        return Judgement(N, "too-vague")
    verdict = parts_verdict([each.verdict for each in judged if each.verdict != N] or [N])
    same = next((each for each in judged if each.verdict == verdict), None)
    mixed = len({each.verdict for each in judged}) > 1 and verdict == P
    return Judgement(P, "part") if mixed or same is None else same


def _speech_act(statement: Statement, found: list[Answer]) -> Judgement:
    asserts = statement.asserts
    if statement.counterexample and asserts.quantifier in ("only", "must", "none", "all"):
        return Judgement(C, "counterexample")
    match asserts.mode:
        case "evidence":
            return _state_of_evidence(found[0])
        case "advice":
            return _advice(asserts, found)
        case "warning":
            return _warning(asserts, found)
        case "reassurance":
            return _reassurance(asserts, found)
        case _:
            return _worded(asserts, found)


def _worded(asserts: Asserts, found: list[Answer]) -> Judgement:
    judged = against_table(asserts, found[0])
    ranked = asserts.quantifier in ("best", "most")
    if ranked and judged.verdict in (U, C) and found[0].appraisal.finding == "no-important-difference":
        works = any(each.appraisal.verdict in ("backed", "leaning-for") for each in found[1:])
        return Judgement(O, "not-only") if works else judged
    if asserts.kind == "cause" and found[0].claim.kind == "association":
        return Judgement(worse(judged.verdict, O), "association-only")
    return judged


def _state_of_evidence(answer: Answer) -> Judgement:
    """Method 4.3: "the jury is out", "studies disagree"."""
    if (
        answer.appraisal.finding in ("untested", "inconclusive", "conflicting")
        or answer.appraisal.certainty == "very-low"
    ):
        return Judgement(S, "as-worded")
    return Judgement(P, "less-sure") if answer.appraisal.certainty == "low" else Judgement(C, "points-other-way")


def _study(statement: Statement, found: list[Answer]) -> Judgement:
    """Method 4.4: a cited study is judged by how it is told and by what the body of evidence says."""
    match statement.told:
        case "not-seen":
            return Judgement(N, "source-not-seen")
        case "not-in-source":
            return Judgement(C, "not-in-source")
        case "changed":
            return Judgement(
                O, next((SCOPE_GROUNDS[d.slot] for d in statement.differences if d.slot in SCOPE_GROUNDS), "too-sure")
            )
        case _:
            body = next((each for each in found if each.claim.kind in GRADED), None)
            agrees = body and against_table(statement.asserts, body, "hedged").verdict == S
            return Judgement(S, "as-worded") if agrees else Judgement(P, "less-sure")


def _advice(asserts: Asserts, found: list[Answer]) -> Judgement:
    """Method 4.5: guidelines first; where they are silent, at most partly what the advice relies on."""
    if found[0].claim.about.contrast == "dose":
        return Judgement(P, "less-sure")
    says = {note.says for each in found for note in each.claim.guidelines}
    favoured = bool(says & {"for", "conditional-for"})
    opposed = bool(says & {"against", "conditional-against"})
    relied = _worded(asserts, found)
    if favoured and not opposed:
        return Judgement(S, "as-worded")
    if opposed and not favoured:
        return relied if relied.verdict == C else Judgement(U, "guideline-against")
    return relied if ORDER.index(relied.verdict) >= 1 else Judgement(P, "less-sure")


def _warning(asserts: Asserts, found: list[Answer]) -> Judgement:
    """Method 4.7: physiology or a case makes a warning fair in part; advice by somebody responsible makes it fair."""
    seen = any(_seen_in_people(each) for each in found)
    advised = any(each.claim.kind == "precaution" and {"guideline", "maker"} & set(each.claim.basis) for each in found)
    if seen or advised:
        return Judgement(S, "precaution") if seen and advised else Judgement(P, "precaution")
    return _worded(asserts, found)


def _seen_in_people(answer: Answer) -> bool:
    basis = {"physiology", "case-reports", "outcome-study"} & set(answer.claim.basis)
    if answer.claim.kind == "precaution":
        return bool(basis)
    return answer.appraisal.verdict in HAPPENS and answer.claim.kind in ("harm", "effect", "cause", "mechanism")


def _reassurance(asserts: Asserts, found: list[Answer]) -> Judgement:
    """Method 4.7: safe only where harms were watched for; a documented serious event breaks "none"."""
    if found[0].claim.kind not in GRADED:
        return _ungraded(found[0])
    serious = any(each.claim.severity in SERIOUS and each.appraisal.verdict in HAPPENS for each in found)
    if serious:
        all_safe = asserts.quantifier in ("none", "all") or asserts.strength == "absolute"
        return Judgement(C, "counterexample") if all_safe else Judgement(O, "too-broad")
    first = found[0].appraisal
    if first.finding == "no-important-difference" and first.certainty in ("high", "moderate", "low"):
        return Judgement(S, "as-worded")
    if first.verdict in HAPPENS and found[0].claim.kind == "harm":
        return Judgement(
            U if asserts.strength == "hedged" else C,
            "leans-against" if asserts.strength == "hedged" else "points-other-way",
        )
    return Judgement(P, "less-sure") if asserts.strength == "hedged" else Judgement(U, "not-studied")


def _scoped(judged: Judgement, asserts: Asserts, answer: Answer, kin: Callable[[str, str], bool]) -> Judgement:
    """A broader or narrower claim answers once lower (method 4.9); not for facts, warnings and reassurances."""
    said, tested = asserts.condition, answer.claim.about.condition
    elsewhere = said and tested and said != tested and kin(said, tested)
    if (
        not elsewhere
        or answer.claim.kind not in ("effect", "frequency", "prognosis")
        or asserts.mode in ("warning", "evidence", "advice")
    ):
        return judged
    verdict = lowered(judged.verdict)
    return judged if verdict == judged.verdict else Judgement(verdict, "too-broad" if verdict == O else "part")


def _with_differences(judged: Judgement, differences: Iterable[Difference]) -> Judgement:
    for difference in differences:
        if difference.lowers and judged.verdict in ORDER:
            judged = _lowered_by(judged, difference)
    return judged


def _lowered_by(judged: Judgement, difference: Difference) -> Judgement:
    if difference.slot in LEAPS:
        return judged if judged.verdict == C else Judgement(worse(judged.verdict, U), LEAPS[difference.slot])
    verdict = worse(judged.verdict, O) if difference.slot == "size" else lowered(judged.verdict)
    if verdict == judged.verdict:
        return replace(judged, ground=SCOPE_GROUNDS[difference.slot]) if verdict == O else judged
    return Judgement(verdict, SCOPE_GROUNDS[difference.slot] if verdict == O else "part")
