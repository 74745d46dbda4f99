"""Sentences of links: association, cause, mechanism, prognostic factor and diagnosis (method appendix A)."""

from __future__ import annotations

from backed.sentence.asked import causes, linked, named, target
from backed.sentence.place import when
from backed.sentence.topic import Topic, verb_of
from backed.sentence.unknown import figures, very_uncertain
from backed.sentence.wording import Register, capital, denied, hedged


def association(topic: Topic, register: Register) -> str:
    """Two things that go together, or do not."""
    if topic.appraisal.certainty == "very-low":
        return very_uncertain(topic, register)
    if register == "clinician":
        return _associated(topic)
    return _had_more_often(topic) if _can_be_had(topic) else _together(topic)


def _associated(topic: Topic) -> str:
    one, two, finding = topic.subject("clinician"), linked(topic, "clinician"), topic.appraisal.finding
    level = topic.appraisal.certainty
    if finding == "no-important-difference":
        said = denied(level, "be importantly associated with", plural=one.plural)
    else:
        verb = "be associated with less" if finding == "opposite" else "be associated with"
        said = hedged(level, verb, plural=one.plural)
    end = f"{named(topic)}{when(topic, 'clinician')}{figures(topic)}"
    return capital(f"{one} {said} {two}{end}")


def _can_be_had(topic: Topic) -> bool:
    """Whether people can `have` both: an illness or a trouble, not a chance, a measurement or something they do."""
    outcome = topic.outcome
    if topic.subject("reader").text.split(" ")[0].endswith("ing"):
        return False
    return outcome is None or (outcome.felt and outcome.better == "lower" and not outcome.lay.startswith("the "))


def _had_more_often(topic: Topic) -> str:
    one, two, people = topic.subject("reader"), linked(topic, "reader"), topic.claim.about.population
    often = {
        "no-important-difference": "about as often as others", "opposite": "less often than others",
    }.get(topic.appraisal.finding, "more often than others")  # fmt: skip
    whose = f"Among {people}, those with {one}" if people else f"People with {one}"
    said = hedged(topic.appraisal.certainty, "have", plural=True)
    return f"{whose} {said} {two} {often}{when(topic, 'reader')}"


def _together(topic: Topic) -> str:
    one, two, level = topic.subject("reader"), linked(topic, "reader"), topic.appraisal.certainty
    if topic.appraisal.finding == "opposite":
        said = hedged(level, "go with less", plural=one.plural)
        return capital(f"{one} {said} {two}{named(topic)}{when(topic, 'reader')}")
    apart = topic.appraisal.finding != "as-claimed"
    said = denied(level, "go together", plural=True) if apart else hedged(level, "go together", plural=True)
    return capital(f"{one} and {two} {said}{named(topic)}{when(topic, 'reader')}")


def cause(topic: Topic, register: Register) -> str:
    """A cause, more likely the reverse, or unknown."""
    one, two, level = topic.subject(register), linked(topic, register), topic.appraisal.certainty
    if level == "very-low":
        return very_uncertain(topic, register)
    end = figures(topic) if register == "clinician" else ""
    if topic.appraisal.finding == "opposite":
        return capital(f"{two} {hedged(level, 'lead to', plural=two.plural)} {one}, rather than {one} to {two}{end}")
    claimed = topic.appraisal.finding == "as-claimed"
    also = "; other explanations fit too" if level == "low" and claimed else ""
    said = hedged(level, _cause_verb(topic, register), plural=one.plural)
    return capital(f"{one} {said} {two}{named(topic)}{end}{also}")


def _cause_verb(topic: Topic, register: Register) -> str:
    if topic.appraisal.finding == "no-important-difference":
        return "have little to do with"
    verb = causes(topic, register)
    return "be a cause of" if verb == "cause" else verb


def mechanism(topic: Topic, register: Register) -> str:
    """Whether something works through what it is said to work through."""
    subject, via, level = topic.subject(register), topic.claim.about.via or "this", topic.appraisal.certainty
    if level == "very-low":
        return very_uncertain(topic, register)
    end = figures(topic) if register == "clinician" else ""
    if topic.appraisal.finding in ("no-important-difference", "opposite"):
        said = denied(level, "work", plural=subject.plural)
        return capital(f"{subject} {said} mainly through {via}: people improved without this change{end}")
    comes = f"{hedged(level, 'come')} through {via}{end}"
    if register == "reader":
        return f"If {subject} {subject.does(verb_of(topic, register))} {topic.object(register)}, part of that {comes}"
    return f"Part of any effect of {subject} on {topic.object(register)} {comes}"


def prognostic_factor(topic: Topic, register: Register) -> str:
    """A factor that goes with a better or worse course."""
    factor, level = topic.phrase(topic.factor, register), topic.appraisal.certainty
    if level == "very-low":
        return very_uncertain(topic, register)
    end = f"{topic.whom(register)}{when(topic, register)}"
    if topic.appraisal.finding == "no-important-difference":
        said = hedged(level, "tell little about how things will go", plural=factor.plural)
        return capital(f"{factor} {said}{end}{figures(topic) if register == 'clinician' else ''}")
    better = (topic.claim.about.direction == "improves") != (topic.appraisal.finding == "opposite")
    word = "better" if better else "worse"
    if register == "reader":
        later = "" if topic.claim.about.when else " later"
        return capital(f"{factor} {hedged(level, f'go with doing {word}{later}', plural=factor.plural)}{end}")
    return capital(f"{factor} {hedged(level, f'go with a {word} course', plural=factor.plural)}{end}{figures(topic)}")


def diagnosis(topic: Topic, register: Register) -> str:
    """Whether a test or sign tells what it is to tell."""
    test, level = topic.phrase(topic.factor or topic.intervention, register), topic.appraisal.certainty
    if level == "very-low":
        return very_uncertain(topic, register)
    guide, end = "be a reliable guide to", figures(topic) if register == "clinician" else ""
    no = topic.appraisal.finding in ("no-important-difference", "opposite")
    said = denied(level, guide, plural=test.plural) if no else hedged(level, guide, plural=test.plural)
    return capital(f"{test} {said} {target(topic, register)}{end}")


def endings(topic: Topic, register: Register) -> list[str]:
    """What a link does not show; only where the sentence says that there is one."""
    known = topic.appraisal.certainty not in ("very-low", "none")
    claimed = topic.appraisal.finding == "as-claimed"
    match topic.claim.kind:
        case "association" if known and claimed:
            return ["This does not show which comes first, or that one causes the other."]
        case "mechanism" if topic.intervention and ((known and claimed) or topic.claim.basis):
            subject = topic.subject(register)
            even = "Even so, this" if known else "This"
            return [f"{even} would not show that {subject.it} {subject.does('help')}."]
        case "prognosis" if known and topic.factor and claimed:
            return ["Changing it has not been shown to change the course."]
        case _:
            return []
