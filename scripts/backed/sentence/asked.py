"""What a claim asks, as a clause: `whether bed rest reduces pain compared with ... in people with sciatica`.

Every sentence that has no direction to report is built around this clause, so that comparator, people, time, dose and
mechanism stand in all of them, and a narrow question never reads like a broad one.
"""

from __future__ import annotations

from backed.sentence.place import comparator, compared, more_than, setting, than, when
from backed.sentence.topic import Topic, verb_of
from backed.sentence.wording import Phrase, Register


def closed(clause: str, topic: Topic) -> str:
    """The clause with the comma that it needs at its end before the sentence goes on: after a time or a comparator."""
    about = topic.claim.about
    timed = about.when and not about.event
    set_off = topic.claim.kind == "effect" and about.comparator and about.contrast not in ("dose", "subgroup")
    return f"{clause}," if timed or set_off else clause


def asked(topic: Topic, register: Register) -> str:
    """The clause for any kind of claim that is graded, beginning with `whether` or `how`."""
    match topic.claim.kind:
        case "association":
            return _link(topic, register)
        case "cause":
            return _cause(topic, register)
        case "mechanism":
            return _mechanism(topic, register)
        case "frequency" | "prognosis":
            return _course(topic, register)
        case "diagnosis":
            test = topic.phrase(topic.factor or topic.intervention, register)
            return f"how well {test} {test.does('tell')} {target(topic, register)}"
        case _:
            return _effect(topic, register)


def _effect(topic: Topic, register: Register) -> str:
    subject, whom = doing(topic, register), topic.whom(register)
    acts = topic.subject(register).does(verb_of(topic, register))
    match topic.claim.about.contrast:
        case "better-than":
            end = f"{than('more than', topic, whom)}{when(topic, register)}"
        case "as-good-as":
            end = f"{than('as much as', topic, whom)}{when(topic, register)}"
        case "subgroup":
            return _larger(topic, register)
        case "dose":
            return _amounts(topic, register)
        case _:
            reader = register == "reader"
            end = more_than(topic, register, whom=whom) if reader else compared(topic, register, whom)
    return f"whether {subject} {acts} {topic.object(register)}{end}"


def _amounts(topic: Topic, register: Register) -> str:
    subject, other = topic.subject(register), comparator(topic)
    end = f"for {topic.object(register)}{setting(topic, register)}"
    if other:
        return f"how {subject} {subject.does('compare')} with {other} {end}"
    return f"how different amounts of {subject} compare {end}"


def doing(topic: Topic, register: Register) -> str:
    """The subject, with its dose where nothing was tested: there the dose is part of the question."""
    dose, asks = topic.claim.about.dose, topic.appraisal.finding == "untested"
    shown = dose and asks and topic.claim.about.contrast != "dose"
    return f"{topic.subject(register)}{f' ({dose})' if shown else ''}"


def _larger(topic: Topic, register: Register) -> str:
    subject, outcome = topic.subject(register), topic.object(register)
    group, time = topic.population(register), when(topic, register)
    if register == "reader":
        acts = subject.does(verb_of(topic, register))
        return f"whether {subject} {acts} {outcome} more in {group} than in others{time}"
    against = f", compared with {comparator(topic)}," if topic.claim.about.comparator else ""
    return f"whether the effect of {subject} on {outcome}{against} is larger in {group}{time}"


def named(topic: Topic) -> str:
    """` in adults`: the people where the claim names them; what is caused or linked is not said twice."""
    return f" in {topic.claim.about.population}" if topic.claim.about.population else ""


def linked(topic: Topic, register: Register) -> Phrase:
    """What a factor goes with or causes: the outcome, or else the condition."""
    return topic.object(register)


def _link(topic: Topic, register: Register) -> str:
    one, two, end = topic.subject(register), linked(topic, register), when(topic, register)
    if register == "reader":
        return f"whether {one} and {two} go together{named(topic)}{end}"
    return f"whether {one} {one.does('be associated with')} {two}{named(topic)}{end}"


def causes(topic: Topic, register: Register) -> str:
    """The bare verb of a cause: its outcome's own verb where it has a direction, else `cause`."""
    moves = topic.outcome is not None and topic.claim.about.direction != "causes"
    return verb_of(topic, register) if moves else "cause"


def _cause(topic: Topic, register: Register) -> str:
    one, two, end = topic.subject(register), linked(topic, register), when(topic, register)
    if topic.appraisal.finding == "opposite":
        return f"whether {one} {one.does('lead to')} {two} or {two} to {one}"
    where = topic.whom(register) if topic.outcome else named(topic)
    return f"whether {one} {one.does(causes(topic, register))} {two}{where}{end}"


def _mechanism(topic: Topic, register: Register) -> str:
    subject, via = topic.subject(register), topic.claim.about.via or "this"
    return f"whether {subject} {subject.does(verb_of(topic, register))} {topic.object(register)} through {via}"


def _course(topic: Topic, register: Register) -> str:
    about = topic.claim.about
    if about.event:
        return f"how many {topic.population(register)} {about.event}{f' by {about.when}' if about.when else ''}"
    factor = topic.phrase(topic.factor, register)
    if topic.claim.kind == "prognosis" and topic.factor:
        end = f"{named(topic)}{when(topic, register)}"
        return f"whether {factor} {factor.does('tell')} how {_ailment(topic, register)} will go{end}"
    if topic.factor:
        return f"whether {factor} {factor.does('be')} the commonest cause of {linked(topic, register)}"
    return f"how {_ailment(topic, register)} goes without treatment"


def _ailment(topic: Topic, register: Register) -> str:
    return str(topic.phrase(topic.condition, register, default="it"))


def target(topic: Topic, register: Register) -> str:
    """What a test or sign is to tell: the event where it is named, else the illness."""
    about = topic.claim.about
    if about.event:
        return f"{about.event}{topic.whom(register)}"
    return f"{topic.phrase(topic.condition or topic.outcome, register)}{named(topic)}"
