"""The verdict on a statement, from the claims that answer it and the way it is worded (method 4). Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from backed.appraisal import speech_act
from backed.appraisal.answer import ORDER, Answer, C, Judgement, N, P, S
from backed.appraisal.lowering import Kin, scoped, shared, with_differences
from backed.record.statement import Ground, Statement, Verdict

Answers = Callable[[Iterable[str]], list[Answer]]

SPEECH: dict[str, Ground] = {
    "opinion": "opinion", "puffery": "too-vague", "experience": "experience", "reasoning": "opinion",
}  # fmt: skip
BREAKABLE = ("only", "must", "none", "all")


def judge(statement: Statement, answers: Answers, kin: Kin) -> Judgement:
    """The verdict that follows from the record of a statement.

    `answers` gives the claims of ids; `kin(a, b)` says whether one of two conditions is broader than the other.
    """
    found = answers(statement.claims)
    if statement.asserts.mode in SPEECH:
        return Judgement(N, SPEECH[statement.asserts.mode])
    if statement.told:
        return speech_act.study(statement, found)
    if statement.parts:
        return _of_parts(statement, answers, kin)
    return _judged(statement, found, answers, kin) if found else Judgement(N, "too-vague")


def _judged(statement: Statement, found: Sequence[Answer], answers: Answers, kin: Kin) -> Judgement:
    if _is_broken(statement, answers):
        return Judgement(C, "counterexample")
    judged = scoped(_speech_act(statement, found), statement.asserts, found[0], kin)
    return with_differences(shared(judged, statement.asserts, found[0]), statement.differences)


def _is_broken(statement: Statement, answers: Answers) -> bool:
    """Method 4.6: one recorded counterexample that stands breaks only, must, essential and never."""
    if not statement.counterexample or statement.asserts.quantifier not in BREAKABLE:
        return False
    return any(each.appraisal.verdict in speech_act.HAPPENS for each in answers([statement.counterexample]))


def _speech_act(statement: Statement, found: Sequence[Answer]) -> Judgement:
    match statement.asserts.mode:
        case "evidence":
            return speech_act.state_of_evidence(found[0])
        case "advice":
            return speech_act.advice(statement, found)
        case "warning":
            return speech_act.warning(statement.asserts, found)
        case "reassurance":
            return speech_act.reassurance(statement.asserts, found)
        case _:
            return speech_act.worded(statement.asserts, found)


def parts_verdict(verdicts: Sequence[Verdict]) -> Verdict:
    """Method 4.2: a list under one verb."""
    if C in verdicts or len(set(verdicts)) == 1:
        return max(verdicts, key=ORDER.index)
    return P if {S, P} & set(verdicts) else max(verdicts, key=ORDER.index)


def _of_parts(statement: Statement, answers: Answers, kin: Kin) -> Judgement:
    bodies = [answers(part.claims) for part in statement.parts]
    judged = [_judged(statement, found, answers, kin) for found in bodies if found]
    checkable = [each for each in judged if each.verdict != N]
    if not checkable:
        return judged[0] if judged else Judgement(N, "too-vague")
    if statement.asserts.mode == "reassurance":  # a part that fails leads, where somebody is told that it is safe
        return max(checkable, key=lambda each: ORDER.index(each.verdict))
    verdict = parts_verdict([each.verdict for each in checkable])
    same = next((each for each in checkable if each.verdict == verdict), None)
    mixed = len({each.verdict for each in judged}) > 1 and verdict == P
    return Judgement(P, "part") if mixed or same is None else same
