"""How each speech act is judged: plain wording, advice, warning, reassurance, a study told (method 4.3 to 4.7)."""

from __future__ import annotations

from collections.abc import Sequence

from backed.appraisal.answer import (
    Answer,
    C,
    Judgement,
    N,
    O,
    P,
    S,
    U,
    against_table,
    relation,
    ungraded,
    worse,
)
from backed.appraisal.lowering import SCOPE_GROUNDS
from backed.record.claim import GRADED, Claim
from backed.record.statement import Asserts, Statement

SERIOUS = ("serious", "life-changing")
HAPPENS = ("backed", "leaning-for", "reported")
WORKS = ("backed", "leaning-for")
RANKS = ("best", "most")


def worded(asserts: Asserts, found: Sequence[Answer]) -> Judgement:
    """A sentence that says that something is so: the table, then what its words claim beyond the claim's question."""
    answer = _deciding(asserts, found)
    judged = against_table(asserts, answer)
    if asserts.kind == "effect" and answer.claim.kind == "record" and judged.verdict in (S, P):
        return Judgement(U, "not-studied")  # that something is sold, cleared or used says nothing on its effect
    if asserts.kind == "cause" and answer.claim.kind == "association":
        return Judgement(worse(judged.verdict, O), "association-only")
    if asserts.quantifier in RANKS and asserts.kind == "effect":
        return _ranked(judged, found)
    return _in_some_only(judged, asserts, answer, found)


def _deciding(asserts: Asserts, found: Sequence[Answer]) -> Answer:
    """The first answer decides; where a claim on the cause exists, it and not a mere link does (method 1.6)."""
    if asserts.kind == "cause" and found[0].claim.kind == "association":
        return next((each for each in found if each.claim.kind == "cause"), found[0])
    return found[0]


def _ranked(judged: Judgement, found: Sequence[Answer]) -> Judgement:
    """Method 4.6: best and most need a comparison; one that finds it no better breaks the rank, not the effect."""
    if not any(each.claim.about.contrast == "better-than" for each in found):
        return judged if judged.verdict in (U, C, N) else Judgement(U, "not-studied")
    if judged.verdict in (U, C) and found[0].appraisal.finding == "no-important-difference":
        works = any(each.appraisal.verdict in ("backed", "leaning-for") for each in found[1:])
        return Judgement(O, "not-only") if works else judged
    return judged


def _in_some_only(judged: Judgement, asserts: Asserts, answer: Answer, found: Sequence[Answer]) -> Judgement:
    """Method 4.9: the default comparison finds little or nothing, and a narrower or add-on claim agrees."""
    null = answer.appraisal.finding == "no-important-difference" and judged.verdict in (U, C)
    limited = asserts.quantifier in ("only", "must", "all", "none") or answer.claim.about.contrast
    if not null or limited or asserts.polarity == "denied" or asserts.kind != "effect":
        return judged
    return Judgement(O, "too-broad") if any(_agrees(asserts, answer, each) for each in found) else judged


def _agrees(asserts: Asserts, answer: Answer, other: Answer) -> bool:
    same = same_question(answer.claim, other.claim) and other.appraisal.verdict in ("backed", "leaning-for")
    return same and relation(asserts, other.claim, other.appraisal.finding) == "agrees"


def same_question(one: Claim, two: Claim) -> bool:
    """Whether two claims ask the same of one treatment and outcome; people and what it is added to may differ."""
    asked = (one.kind, one.about.intervention, one.about.outcome, one.about.contrast)
    return asked == (two.kind, two.about.intervention, two.about.outcome, two.about.contrast)


def state_of_evidence(answer: Answer) -> Judgement:
    """Method 4.3: "the jury is out", "studies disagree"; true where we hold that nothing is settled."""
    appraisal = answer.appraisal
    if answer.claim.kind not in GRADED:
        return ungraded(answer)
    if appraisal.finding in ("untested", "inconclusive", "conflicting", "reported"):
        return Judgement(S, "as-worded")
    if appraisal.certainty == "very-low":
        return Judgement(S, "as-worded")
    return Judgement(P, "less-sure") if appraisal.certainty == "low" else Judgement(C, "points-other-way")


def study(statement: Statement, found: Sequence[Answer]) -> Judgement:
    """Method 4.4: a cited study is judged by how it is told and by what the body of evidence says."""
    match statement.told:
        case "not-seen":
            return Judgement(N, "source-not-seen")
        case "not-in-source":
            return Judgement(C, "not-in-source")
        case "changed":
            slots = [each.slot for each in statement.differences if each.slot in SCOPE_GROUNDS]
            return Judgement(O, SCOPE_GROUNDS[slots[0]] if slots else "too-sure")
        case _:
            body = next((each for each in found if each.claim.kind in GRADED), None)
            agrees = body and against_table(statement.asserts, body, "hedged").verdict == S
            return Judgement(S, "as-worded") if agrees else Judgement(P, "less-sure")


def advice(statement: Statement, found: Sequence[Answer]) -> Judgement:
    """Method 4.5: guidelines first; where they are silent, at most partly what the advice relies on."""
    if any(each.slot == "dose" and each.lowers for each in statement.differences):
        return Judgement(U, "not-studied")  # a dose outside what studies used
    if found[0].claim.about.contrast == "dose":
        used = found[0].claim.about.dose or found[0].appraisal.finding != "untested"
        return Judgement(P, "less-sure") if used else Judgement(U, "not-studied")
    says = {note.says for each in found for note in each.claim.guidelines}
    favoured, opposed = bool(says & {"for", "conditional-for"}), bool(says & {"against", "conditional-against"})
    if advises_against(statement.asserts):
        favoured, opposed = opposed, favoured
    if favoured and not opposed:
        return Judgement(S, "as-worded")
    relied = worded(statement.asserts, found)
    if opposed and not favoured:
        return relied if relied.verdict == C else Judgement(U, "guideline-against")
    return Judgement(P, "less-sure") if relied.verdict == S else relied


def advises_against(asserts: Asserts) -> bool:
    """Whether the advice is to leave something ("skip bed rest"): guidelines against it then speak for it."""
    return asserts.polarity == "denied" or asserts.direction in ("no-effect", "worsens")


def warning(asserts: Asserts, found: Sequence[Answer]) -> Judgement:
    """Method 4.7: physiology or a case makes a warning fair at least in part; advice by somebody responsible, fair."""
    seen = any(_seen_in_people(each) for each in found)
    advised = any(each.claim.kind == "precaution" and {"guideline", "maker"} & set(each.claim.basis) for each in found)
    if seen and advised:
        return Judgement(S, "precaution")
    if not (seen or advised):
        return worded(asserts, found)
    told = worded(asserts, found) if found[0].claim.kind in GRADED else None
    return told if told and told.verdict == S else Judgement(P, "precaution")


def _seen_in_people(answer: Answer) -> bool:
    basis = {"physiology", "case-reports", "outcome-study"} & set(answer.claim.basis)
    if answer.claim.kind == "precaution":
        return bool(basis)
    return answer.appraisal.verdict in HAPPENS and answer.claim.kind in ("harm", "effect", "cause", "mechanism")


def reassurance(asserts: Asserts, found: Sequence[Answer]) -> Judgement:
    """Method 4.7: safe only where harms were watched for; a documented serious event breaks "none".

    A precaution speaks against what is said to be safe; other facts (a definition, a record) are taken as told. What
    gets better ("moving will not hurt your back") is not harmed.
    """
    first = found[0].appraisal
    if found[0].claim.kind not in GRADED:
        return ungraded(found[0], denied=found[0].claim.kind == "precaution")
    hedged = asserts.strength == "hedged"
    all_safe = asserts.quantifier in ("none", "all") or asserts.strength == "absolute"
    if any(each.claim.severity in SERIOUS and each.appraisal.verdict in HAPPENS for each in found):
        return Judgement(C, "counterexample") if all_safe else Judgement(O, "harm-left-out")
    if first.finding == "no-important-difference" and first.certainty in ("high", "moderate", "low"):
        return Judgement(S, "as-worded")
    if found[0].claim.kind == "effect" and found[0].claim.about.direction == "improves" and first.verdict in WORKS:
        return Judgement(S, "as-worded")
    if first.verdict in HAPPENS and found[0].claim.kind == "harm":
        return Judgement(C, "points-other-way") if all_safe else Judgement(O, "harm-left-out")
    if hedged:
        return Judgement(P, "less-sure")
    return Judgement(U, "not-studied" if first.finding == "untested" else "too-small-to-tell")
