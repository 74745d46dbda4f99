"""Sentences of effects with a direction: by size and level, and of comparisons, subgroups and doses (appendix A)."""

from __future__ import annotations

from backed.sentence.asked import compared, more_than, opening, setting, than, when
from backed.sentence.topic import Topic, verb_of
from backed.sentence.unknown import figures, very_uncertain
from backed.sentence.wording import Register, capital, denied, hedged, large

_AMOUNT = {"large": "a lot", "small": "a little"}
_TRIVIAL = "make little or no difference to"


def effect(topic: Topic, register: Register) -> str:
    """An effect: one sentence where nothing is known, else one for what is compared."""
    if topic.appraisal.certainty == "very-low":
        return very_uncertain(topic, register)
    match topic.claim.about.contrast:
        case "better-than":
            return _better(topic, register)
        case "as-good-as":
            return _equal(topic, register)
        case "subgroup":
            return _subgroup(topic, register)
        case "dose":
            return _dose(topic, register)
        case _:
            return _plain(topic, register)


def _plain(topic: Topic, register: Register) -> str:
    finding, direction = topic.appraisal.finding, topic.claim.about.direction
    if finding == "no-important-difference" or (direction == "no-effect" and finding == "as-claimed"):
        return _trivial(topic, register)
    verb = verb_of(topic, register, reverse=finding == "opposite")
    return _for_clinician(topic, verb) if register == "clinician" else _for_reader(topic, verb)


def _trivial(topic: Topic, register: Register) -> str:
    said = hedged(topic.appraisal.certainty, _TRIVIAL, plural=topic.subject(register).plural)
    core = f"{topic.subject(register)} {said} {topic.object(register)}"
    return _placed(topic, register, core, compared(topic, _whom(topic, register)))


def _whom(topic: Topic, register: Register) -> str:
    """Readers are told first whom it is about, clinicians after the effect."""
    return "" if register == "reader" else topic.whom(register)


def _placed(topic: Topic, register: Register, core: str, against: str) -> str:
    """The sentence from its parts, with the time, and for clinicians the figures."""
    if register == "reader":
        comma = "," if against.startswith(" compared") else ""
        return capital(f"{opening(topic, register)}{core}{comma}{against}{when(topic, register)}")
    return capital(f"{core}{against}{when(topic, register)}{figures(topic)}")


def _for_clinician(topic: Topic, verb: str, against: str | None = None) -> str:
    subject, outcome, size = topic.subject("clinician"), str(topic.object("clinician")), topic.claim.size
    if size == "large":
        verb, outcome = large(verb, outcome)
    adverb = "slightly" if size == "small" else ""
    said = hedged(topic.appraisal.certainty, verb, plural=subject.plural, adverb=adverb)
    ending = "; by how much is not established" if size in ("unknown", None) else ""
    core = f"{subject} {said} {outcome}"
    against = compared(topic, topic.whom("clinician")) if against is None else against
    return _placed(topic, "clinician", core, against) + ending


def _for_reader(topic: Topic, verb: str) -> str:
    subject, size = topic.subject("reader"), topic.claim.size
    said = hedged(topic.appraisal.certainty, verb, plural=subject.plural)
    unknown = "; we do not know by how much" if size in ("unknown", None) else ""
    against = more_than(topic, _AMOUNT.get(size or "", ""))
    return _placed(topic, "reader", f"{subject} {said} {topic.object('reader')}", against) + unknown


def _better(topic: Topic, register: Register) -> str:
    match topic.appraisal.finding:
        case "no-important-difference":
            return _same(topic, register)
        case "opposite":
            return _less(topic, register)
        case _:
            verb, against = verb_of(topic, register), than("more than", topic, topic.whom(register))
            return _for_reader(topic, verb) if register == "reader" else _for_clinician(topic, verb, against)


def _same(topic: Topic, register: Register) -> str:
    """Two treatments alike: said without saying that either helps."""
    said = hedged(topic.appraisal.certainty, "make about the same difference to", plural=topic.subject(register).plural)
    core = f"{topic.subject(register)} {said} {topic.object(register)}"
    return _placed(topic, register, core, than("as", topic, _whom(topic, register)))


def _less(topic: Topic, register: Register) -> str:
    said = hedged(topic.appraisal.certainty, verb_of(topic, register), plural=topic.subject(register).plural)
    core = f"{topic.subject(register)} {said} {topic.object(register)}"
    return _placed(topic, register, core, than("less than", topic, _whom(topic, register)))


def _equal(topic: Topic, register: Register) -> str:
    return _less(topic, register) if topic.appraisal.finding == "opposite" else _same(topic, register)


def _subgroup(topic: Topic, register: Register) -> str:
    subject, group, level = topic.subject(register), topic.population(register), topic.appraisal.certainty
    outcome, time = topic.object(register), when(topic, register)
    if topic.appraisal.finding != "as-claimed":
        group_of = f"A proposed group of responders to {subject} ({group})"
        tested = {"high": "was not", "moderate": "was probably not", "low": "may not have been"}[level]
        return f"{group_of} {tested} confirmed when tested{time}{figures(topic) if register == 'clinician' else ''}"
    if register == "reader":
        said = hedged(level, verb_of(topic, register), plural=subject.plural)
        return capital(f"{subject} {said} {outcome} more in {group} than in others{time}")
    said = hedged(level, "be larger")
    against = f",{compared(topic)}," if topic.claim.about.comparator else ""
    return f"The effect of {subject} on {outcome}{against} {said} in {group}{time}{figures(topic)}"


def _dose(topic: Topic, register: Register) -> str:
    about, level, subject = topic.claim.about, topic.appraisal.certainty, topic.subject(register)
    used = f"; studies used {about.dose}" if about.dose else ""
    outcome, where = topic.object(register), setting(topic, register)
    if topic.appraisal.finding == "as-claimed":
        said = hedged(level, verb_of(topic, register))
        return f"More {subject} {said} {outcome} more{where}{used}"
    said = denied(level, "matter") if topic.appraisal.finding == "opposite" else hedged(level, _TRIVIAL)
    return f"More {subject} {said} {outcome}{where}{used}"
