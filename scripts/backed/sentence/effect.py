"""Sentences of effects with a direction: by size and level, and of comparisons, subgroups and doses (appendix A)."""

from __future__ import annotations

from backed.sentence.place import comparator, compared, more_than, opening, setting, than, when
from backed.sentence.topic import Topic, verb_of
from backed.sentence.unknown import figures, very_uncertain
from backed.sentence.wording import Register, capital, hedged, large

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
    return _placed(topic, register, core, compared(topic, register, _whom(topic, register)))


def _whom(topic: Topic, register: Register) -> str:
    """Readers are told first whom it is about, clinicians after the effect."""
    return "" if register == "reader" else topic.whom(register)


def _placed(topic: Topic, register: Register, core: str, end: str) -> str:
    """The sentence from its parts; `end` says against what and when. Clinicians are given the figures."""
    if register == "reader":
        return capital(f"{opening(topic, register)}{core}{end}")
    return capital(f"{core}{end}{figures(topic)}")


def _for_clinician(topic: Topic, verb: str, end: str | None = None) -> str:
    subject, outcome, size = topic.subject("clinician"), str(topic.object("clinician")), topic.claim.size
    if size == "large":
        verb, outcome = large(verb, outcome)
    adverb = "slightly" if size == "small" else ""
    said = hedged(topic.appraisal.certainty, verb, plural=subject.plural, adverb=adverb)
    unknown = "; by how much is not established" if size in ("unknown", None) else ""
    end = compared(topic, "clinician", topic.whom("clinician")) if end is None else end
    return _placed(topic, "clinician", f"{subject} {said} {outcome}", end) + unknown


def _for_reader(topic: Topic, verb: str) -> str:
    subject, size = topic.subject("reader"), topic.claim.size
    said = hedged(topic.appraisal.certainty, verb, plural=subject.plural)
    unknown = "; we do not know by how much" if size in ("unknown", None) else ""
    end = more_than(topic, "reader", _AMOUNT.get(size or "", ""))
    return _placed(topic, "reader", f"{subject} {said} {topic.object('reader')}", end) + unknown


def _better(topic: Topic, register: Register) -> str:
    match topic.appraisal.finding:
        case "no-important-difference":
            return _same(topic, register)
        case "opposite":
            return _less(topic, register)
        case _ if register == "reader":
            return _for_reader(topic, verb_of(topic, register))
        case _:
            end = f"{than('more than', topic, topic.whom(register))}{when(topic, register)}"
            return _for_clinician(topic, verb_of(topic, register), end)


def _same(topic: Topic, register: Register) -> str:
    """Two treatments alike."""
    level, subject, outcome = topic.appraisal.certainty, topic.subject(register), topic.object(register)
    other, time = comparator(topic) or "the alternative", when(topic, register)
    comma = "," if "," in other else ""
    if register == "reader":
        said = hedged(level, "work", plural=subject.plural)
        return _placed(topic, register, f"{subject} {said} about as well as {other}{comma} for {outcome}", time)
    said = hedged(level, verb_of(topic, register), plural=True)
    end = f" to a similar degree{topic.whom(register)}{time}"
    return _placed(topic, register, f"{subject} and {other}{comma} {said} {outcome}", end)


def _less(topic: Topic, register: Register) -> str:
    said = hedged(topic.appraisal.certainty, verb_of(topic, register), plural=topic.subject(register).plural)
    core = f"{topic.subject(register)} {said} {topic.object(register)}"
    end = than("less than", topic, _whom(topic, register))
    return _placed(topic, register, core, f"{end}{when(topic, register)}")


def _equal(topic: Topic, register: Register) -> str:
    return _less(topic, register) if topic.appraisal.finding == "opposite" else _same(topic, register)


def _subgroup(topic: Topic, register: Register) -> str:
    subject, group, level = topic.subject(register), topic.population(register), topic.appraisal.certainty
    outcome, time = topic.object(register), when(topic, register)
    if topic.appraisal.finding != "as-claimed":
        group_of = f"A proposed group of responders to {subject} ({group})"
        tested = {"high": "was not", "moderate": "was probably not", "low": "may not have been"}[level]
        return f"{group_of} {tested} confirmed when tested for {outcome}{time}{figures(topic) if register == 'clinician' else ''}"
    if register == "reader":
        said = hedged(level, verb_of(topic, register), plural=subject.plural)
        return capital(f"{subject} {said} {outcome} more in {group} than in others{time}")
    said = hedged(level, "be larger")
    against = f", compared with {comparator(topic)}," if topic.claim.about.comparator else ""
    return f"The effect of {subject} on {outcome}{against} {said} in {group}{time}{figures(topic)}"


def _dose(topic: Topic, register: Register) -> str:
    about, level, subject = topic.claim.about, topic.appraisal.certainty, topic.subject(register)
    used = f"; studies used {about.dose}" if about.dose else ""
    outcome, where = topic.object(register), setting(topic, register)
    given = figures(topic) if register == "clinician" else ""
    if topic.appraisal.finding == "as-claimed":
        said = hedged(level, verb_of(topic, register), plural=subject.plural)
        return f"More {subject} {said} {outcome} more{where}{given}{used}"
    if topic.appraisal.finding == "opposite":
        said = hedged(level, verb_of(topic, register), plural=subject.plural)
        return f"More {subject} {said} {outcome} less{where}{given}{used}"
    said = hedged(level, _TRIVIAL, plural=subject.plural)
    return f"More {subject} {said} {outcome}{where}{given}{used}"
