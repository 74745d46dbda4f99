"""What lowers a verdict: people, time, size, share or proof beyond what was studied (method 4.6, 4.9). Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from backed.appraisal.answer import ORDER, Answer, C, Judgement, O, P, S, U, worse
from backed.appraisal.figures import estimate_of
from backed.record.claim import Amount
from backed.record.statement import Asserts, Difference, Ground, Verdict

Kin = Callable[[str, str], bool]
SCOPE_GROUNDS: dict[str, Ground] = {
    "time": "too-long", "size": "too-large", "population": "too-broad", "comparator": "too-broad", "dose": "too-broad",
    "product": "too-broad", "share": "too-large", "harm": "harm-left-out", "direction": "too-broad",
}  # fmt: skip
LEAPS: dict[str, Ground] = {
    "cause": "association-only", "surrogate": "association-only", "laboratory": "laboratory-only",
}  # fmt: skip


def lowered(verdict: Verdict) -> Verdict:
    """One step down for a difference of scope, never beyond overstated (method 4.9)."""
    return ORDER[min(ORDER.index(verdict) + 1, 2)] if verdict in (S, P) else verdict


def scoped(judged: Judgement, asserts: Asserts, answer: Answer, kin: Kin) -> Judgement:
    """A broader or narrower claim answers once lower (method 4.9); not for facts, warnings and reassurances.

    `kin(a, b)` says whether one of two conditions is broader than the other.
    """
    said, tested = asserts.condition, answer.claim.about.condition
    elsewhere = said and tested and said != tested and kin(said, tested)
    if (
        not elsewhere
        or answer.claim.kind not in ("effect", "frequency", "prognosis")
        or asserts.mode in ("warning", "evidence", "advice")
    ):
        return judged
    return _once_lower(judged, "too-broad")


def shared(judged: Judgement, asserts: Asserts, answer: Answer) -> Judgement:
    """A share that the sentence names: outside the measured range once lower; without a control at best overstated."""
    if asserts.share is None or judged.verdict not in ORDER:
        return judged
    rating = answer.claim.rating
    if answer.claim.kind == "effect" and rating and rating.start == "one-group":
        return Judgement(worse(judged.verdict, O), "too-large") if judged.verdict in (S, P, O) else judged
    span = _measured_span(answer)
    outside = span is not None and not span[0] <= asserts.share <= span[1]
    return _once_lower(judged, "too-large") if outside else judged


def _measured_span(answer: Answer) -> tuple[Decimal, Decimal] | None:
    found = estimate_of(answer.claim)
    row = found[1] if found else None
    if not isinstance(row, Amount) or row.measure != "percent":
        return None
    if row.low is not None and row.high is not None:
        return row.low, row.high
    return (row.range_low, row.range_high) if row.range_low is not None and row.range_high is not None else None


def _once_lower(judged: Judgement, ground: Ground) -> Judgement:
    verdict = lowered(judged.verdict)
    return judged if verdict == judged.verdict else Judgement(verdict, ground if verdict == O else "part")


def with_differences(judged: Judgement, differences: Iterable[Difference]) -> Judgement:
    """The verdict after every difference that the editors say lowers it."""
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
