"""Sentences of shares of people: how many have something, how many get better, and what is the commonest cause."""

from __future__ import annotations

from decimal import Decimal

from backed.appraisal.figures import estimate_of, interval, number
from backed.record.claim import Amount, Count
from backed.sentence.asked import asked, linked
from backed.sentence.link import prognostic_factor
from backed.sentence.topic import Topic
from backed.sentence.unknown import figures, very_uncertain
from backed.sentence.wording import Register, bracketed, capital, hedged


def frequency(topic: Topic, register: Register) -> str:
    """A share of people, or a rank."""
    if topic.claim.about.event is None:
        return _rank(topic, register)
    return _share(topic, register)


def prognosis(topic: Topic, register: Register) -> str:
    """The course without treatment, or a factor that goes with a better or worse one."""
    return prognostic_factor(topic, register) if topic.factor else _share(topic, register)


def _rank(topic: Topic, register: Register) -> str:
    if topic.appraisal.certainty == "very-low":
        return very_uncertain(topic, register)
    one, two = topic.subject(register), linked(topic, register)
    said = hedged(topic.appraisal.certainty, "be the commonest cause of", plural=one.plural)
    return capital(f"{one} {said} {two}{figures(topic) if register == 'clinician' else ''}")


def _share(topic: Topic, register: Register) -> str:
    share, span = share_of(topic)
    level, about = topic.appraisal.certainty, topic.claim.about
    if level == "very-low" or share is None:
        return _unknown(topic, register, span)
    start = {"moderate": "probably ", "low": "it may be that "}.get(level, "")
    when = f" by {about.when}" if about.when else ""
    counted = _of_a_hundred(share) if register == "clinician" else _in_words(share)
    said = capital(f"{start}about {counted} {topic.population(register)} {about.event or 'are affected'}{when}")
    return said if register == "reader" else f"{said}{bracketed(_called(topic, span), topic.size_of_body())}"


def _unknown(topic: Topic, register: Register, span: str) -> str:
    row = (estimate_of(topic.claim) or (None, None))[1]
    ranges = isinstance(row, Amount) and row.range_low is not None
    if register == "clinician" or not ranges:
        return very_uncertain(topic, register)
    return f"We do not know {asked(topic, register)}: studies say anything from {span} in 100"


def _called(topic: Topic, span: str) -> str:
    """`95% CI 49 to 77`, or `29 to 43` where that is what studies or ages range over."""
    row = (estimate_of(topic.claim) or (None, None))[1]
    return f"95% CI {span}" if isinstance(row, Amount) and row.low is not None else span


def share_of(topic: Topic) -> tuple[Decimal | None, str]:
    """(people of 100, the interval or range as printed) of the estimate."""
    found = estimate_of(topic.claim)
    row = found[1] if found else None
    if isinstance(row, Count):
        return Decimal(100 * row.events) / row.total, ""
    if isinstance(row, Amount):
        return row.value, interval(row.low, row.high) or interval(row.range_low, row.range_high)
    return None, ""


def _of_a_hundred(share: Decimal) -> str:
    return f"{number(round(share) if share >= 1 else share)} of 100"


def _in_words(share: Decimal) -> str:
    """Shares under one in a hundred are told in thousands: nobody can picture 0.27 of a person."""
    if share >= 1:
        return f"{round(share)} in 100"
    return f"{round(share * 10)} in 1000" if share * 10 >= 1 else f"{max(round(share * 100), 1)} in 10\u202f000"


def endings(topic: Topic) -> list[str]:
    """How shares differ."""
    told = topic.appraisal.certainty not in ("very-low", "none") and not topic.factor
    course = topic.claim.kind == "prognosis" and told
    return ["Figures differ with who was followed and what counts as better."] if course else []
