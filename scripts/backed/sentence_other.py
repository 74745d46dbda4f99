"""Sentences of every kind of claim but plain effects (method appendix A). Each returns its first sentence, no final stop."""

from __future__ import annotations

from collections import Counter

from backed.certainty import counting
from backed.claim import Amount, Count
from backed.figures import estimate_of, interval, number
from backed.topic import Topic, verb_of
from backed.wording import Register, among, capital, hedged, listed

LAY_PLACES = {
    "laboratory": "the laboratory", "animals": "animals", "models": "models", "cadavers": "cadavers",
    "healthy-people": "healthy people",
}  # fmt: skip
BASIS = {
    "outcome-study": "outcome studies", "physiology": "human physiology", "case-reports": "case reports",
    "guideline": "a guideline", "maker": "the maker's list",
}  # fmt: skip
SAYS = {
    "for": ("recommends", "advises"),
    "conditional-for": ("suggests", "leans towards"),
    "conditional-against": ("suggests against", "leans against"),
    "against": ("advises against", "advises against"),
    "silent": ("does not address", "says nothing about"),
}


def _figures(topic: Topic) -> str:
    return f" ({estimate})" if (estimate := topic.estimate()) else ""


def contrast(topic: Topic, register: Register) -> str:
    """Comparisons, equality, subgroups and dose."""
    match topic.claim.about.contrast:
        case "better-than":
            return _better(topic, register)
        case "as-good-as":
            return _equal(topic, register)
        case "subgroup":
            return _subgroup(topic, register)
        case _:
            return _dose(topic, register)


def _better(topic: Topic, register: Register) -> str:
    subject, outcome, other = (
        topic.subject(register),
        topic.object(register),
        topic.claim.about.comparator or "the alternative",
    )
    level, finding = topic.appraisal.certainty, topic.appraisal.finding
    if level == "very-low":
        verb = verb_of(topic, register)
        reader, clinician = (
            f"We do not know which {verb}s {outcome} more: {subject}, or {other}",
            f"Whether {subject} or {other} {verb}s {outcome} more is very uncertain",
        )
        return reader if register == "reader" else clinician
    if finding == "no-important-difference":
        return _similar(topic, register)
    verb = verb_of(topic, register)
    first, second = (other, str(subject)) if finding == "opposite" else (str(subject), other)
    plural = subject.plural if finding != "opposite" else True
    return f"{capital(first)} {hedged(level, verb, plural=plural)} {outcome} more than {second}{_figures(topic) if register == 'clinician' else ''}"


def _similar(topic: Topic, register: Register) -> str:
    subject, outcome, other = (
        topic.subject(register),
        topic.object(register),
        topic.claim.about.comparator or "the alternative",
    )
    level = topic.appraisal.certainty
    if register == "reader":
        return f"{capital(str(subject))} {hedged(level, 'work about as well as', plural=subject.plural)} {other} for {outcome}"
    joined = f"{capital(str(subject))} and {other}"
    return f"{joined} {hedged(level, 'change', plural=True)} {outcome} to a similar degree{_figures(topic)}"


def _equal(topic: Topic, register: Register) -> str:
    if topic.appraisal.certainty == "very-low":
        return _better(topic, register)
    if topic.appraisal.finding == "opposite":
        subject, other = topic.subject(register), topic.claim.about.comparator or "the alternative"
        said = hedged(topic.appraisal.certainty, "do less for", plural=subject.plural)
        return f"{capital(str(subject))} {said} {topic.object(register)} than {other}{_figures(topic) if register == 'clinician' else ''}"
    return _similar(topic, register)


def _subgroup(topic: Topic, register: Register) -> str:
    subject, group, level = topic.subject(register), topic.population(register), topic.appraisal.certainty
    if level == "very-low":
        return (
            "We do not know who gains most"
            if register == "reader"
            else f"Whether {group} respond better to {subject} is very uncertain"
        )
    if topic.appraisal.finding != "as-claimed":
        denied = {"high": "was not", "moderate": "was probably not", "low": "may not have been"}[level]
        return f"A proposed group of responders to {subject} ({group}) {denied} confirmed when tested"
    if register == "reader":
        return f"{capital(str(subject))} {hedged(level, 'help', plural=subject.plural)} {group} more than others"
    return (
        f"The effect of {subject} on {topic.object(register)} {hedged(level, 'be larger')} in {group}{_figures(topic)}"
    )


def _dose(topic: Topic, register: Register) -> str:
    about, level = topic.claim.about, topic.appraisal.certainty
    used = f"; studies used {about.dose}" if about.dose else ""
    subject = topic.subject(register)
    if level == "very-low":
        return (
            f"Nobody knows the best amount of {subject}{used}"
            if register == "reader"
            else f"The best dose of {subject} is very uncertain{used}"
        )
    if topic.appraisal.finding == "as-claimed":
        said = hedged(level, "help more" if register == "reader" else "give more effect")
        return f"More {subject} {said}{f' on {topic.object(register)}' if register == 'clinician' else ''}{used}"
    return f"More {subject} {hedged(level, 'make little or no difference to')} {topic.object(register)}{used}"


def harm(topic: Topic, register: Register) -> str:
    """Risk, no more risk, reported, watched for and none seen, not counted."""
    subject, event, level, finding = (
        topic.subject(register),
        topic.object(register),
        topic.appraisal.certainty,
        topic.appraisal.finding,
    )
    where = f" in {topic.claim.about.population}" if topic.claim.about.population else ""
    if finding == "reported":
        return _reported(topic, register)
    if finding == "untested":
        return (
            f"Nobody seems to have counted {event} with {subject}{where}"
            if register == "reader"
            else f"The studies of {subject} did not report {event}{where}"
        )
    if none_seen(topic):
        return _none_seen(topic, register)
    if level == "very-low":
        clinician = f"The evidence on {subject} and the risk of {event}{where} is very uncertain"
        return (
            f"We do not know how {subject} {hedged('high', 'change', plural=subject.plural)} the chance of {event}{where}"
            if register == "reader"
            else clinician
        )
    if finding == "no-important-difference":
        return f"{capital(str(subject))} {hedged(level, 'make little or no difference to', plural=subject.plural)} {event}{where}{_figures(topic) if register == 'clinician' else ''}"
    verb = verb_of(topic, register, reverse=finding == "opposite")
    return f"{capital(str(subject))} {hedged(level, verb, plural=subject.plural)} {event}{where}{_figures(topic) if register == 'clinician' else ''}"


def _reported(topic: Topic, register: Register) -> str:
    subject, event = topic.subject(register), topic.object(register)
    if register == "reader":
        return f"{capital(str(event))} {'have' if event.plural else 'has'} happened to people using {subject}. How often is not known"
    reports = sum(1 for _ in counting(topic.claim, topic.references))
    return f"{capital(str(event))} {'have' if event.plural else 'has'} been reported after {subject} ({among(reports, 'report')}); the frequency is unknown"


def none_seen(topic: Topic) -> bool:
    """Whether the harm was watched for and not one case was seen."""
    found = estimate_of(topic.claim)
    return (
        found is not None and isinstance(found[1], Count) and found[1].events == 0 and found[1].comparator_total is None
    )


def _none_seen(topic: Topic, register: Register) -> str:
    found = estimate_of(topic.claim)
    assert found is not None and isinstance(found[1], Count)
    total, event = found[1].total, topic.object(register)
    if register == "reader":
        return f"None of {number(total)} people watched had {event}; up to 1 in {max(total // 3, 1)} would still fit"
    return f"No {event} in {number(total)} people watched; a rate up to about {round(300 / total, 1):g} of 100 fits"


def association(topic: Topic, register: Register) -> str:
    """Two things that go together, or do not."""
    one = topic.subject(register)
    two = topic.phrase(topic.outcome or topic.condition, register)
    level = topic.appraisal.certainty
    if level == "very-low":
        return (
            f"We do not know whether {one} and {two} go together"
            if register == "reader"
            else f"Whether {one} is associated with {two} is very uncertain{_figures(topic)}"
        )
    denied = topic.appraisal.finding == "no-important-difference"
    if register == "reader":
        verb = {"high": "have", "moderate": "probably have", "low": "may have"}[level]
        return f"People with {one} {verb} {two} {'about as often as others' if denied else 'more often'}"
    verb = {"high": "is", "moderate": "is probably", "low": "may be"}[level]
    no = "not importantly " if denied else ""
    return f"{capital(str(one))} {verb if not one.plural else verb.replace('is', 'are', 1)} {no}associated with {two}{_figures(topic)}"


def cause(topic: Topic, register: Register) -> str:
    """A cause, more likely the reverse, or unknown."""
    one, level = topic.subject(register), topic.appraisal.certainty
    two = topic.phrase(topic.outcome or topic.condition, register)
    be = "be a cause of"
    if topic.appraisal.finding == "opposite":
        if level == "very-low":
            return (
                "We do not know which leads to which"
                if register == "reader"
                else f"Whether {one} leads to {two} or {two} to {one} is very uncertain"
            )
        return f"{capital(str(two))} {hedged(level, 'lead to', plural=two.plural)} {one}, rather than {one} to {two}"
    if level == "very-low":
        return (
            f"We do not know whether {one} {hedged('high', 'cause', plural=one.plural)} {two}"
            if register == "reader"
            else f"Whether {one} {hedged('high', 'cause', plural=one.plural)} {two} is very uncertain"
        )
    if topic.appraisal.finding == "no-important-difference":
        be = "have little to do with"
    tail = "; other explanations fit too" if level == "low" else ""
    return f"{capital(str(one))} {hedged(level, be, plural=one.plural)} {two}{tail}"


def mechanism(topic: Topic, register: Register) -> str:
    """Whether something works through what it is said to work through."""
    subject, via, level = topic.subject(register), topic.claim.about.via or "this", topic.appraisal.certainty
    if level == "very-low":
        return (
            f"We do not know whether {via} is the reason"
            if register == "reader"
            else f"Whether {via} explains any effect of {subject} is very uncertain"
        )
    if topic.appraisal.finding in ("no-important-difference", "opposite"):
        denied = {"high": "is not", "moderate": "is probably not", "low": "may not be"}[level]
        return f"{capital(via)} {denied} the main reason: people improved without it"
    if register == "reader":
        return f"Part of how {subject} {hedged('high', 'work', plural=subject.plural)} {hedged(level, 'be')} {via}"
    return f"{capital(str(subject))} {hedged(level, 'work', plural=subject.plural)} at least partly by {via}{_figures(topic)}"


def seen_elsewhere(topic: Topic, register: Register) -> str:
    """A mechanism seen in laboratories only."""
    places = listed([LAY_PLACES.get(place, place) for place in topic.claim.basis])
    via = topic.claim.about.via or "This"
    return f"{capital(via)} was seen in {places} only; we found no study of it in patients"


def _share(topic: Topic) -> tuple[str, str]:
    found = estimate_of(topic.claim)
    if found is None:
        return "", ""
    row = found[1]
    if isinstance(row, Count):
        return f"{round(100 * row.events / row.total)}", ""
    if isinstance(row, Amount):
        return number(row.value), interval(row.low, row.high) or interval(row.range_low, row.range_high)
    return "", ""


def frequency(topic: Topic, register: Register) -> str:
    """A share of people, or a rank."""
    level = topic.appraisal.certainty
    share, span = _share(topic)
    if not share:
        return _rank(topic, register)
    if level == "very-low":
        said = f"; studies say anything from {span} in 100" if span else ""
        return (
            f"We do not know how many {topic.population(register)} {topic.claim.about.event}{said}"
            if register == "reader"
            else f"How many {topic.population(register)} {topic.claim.about.event} is very uncertain ({topic.estimate()})"
        )
    return _shared(topic, register, share, span, "")


def _shared(topic: Topic, register: Register, share: str, span: str, when: str) -> str:
    start = {
        "high": ("", "About "),
        "moderate": ("Probably about ", "Probably about "),
        "low": ("It may be about ", "It may be about "),
    }[topic.appraisal.certainty]
    event = topic.claim.about.event or "are affected"
    if register == "reader":
        whom = (
            f"{topic.population(register)} {event}"
            if not start[1].startswith("It")
            else f"{topic.population(register)} who {event}"
        )
        return f"{start[1]}{share} in 100 {whom}{when}"
    whom = (
        f"{topic.population(register)} {event}"
        if not start[0].startswith("It")
        else f"{topic.population(register)} who {event}"
    )
    return f"{start[0]}{share} of 100 {whom}{when}{f' ({span})' if span else ''}"


def _rank(topic: Topic, register: Register) -> str:
    one, level = topic.subject(register), topic.appraisal.certainty
    two = topic.phrase(topic.condition or topic.outcome, register)
    if level == "very-low":
        return (
            f"We do not know whether {one} is the commonest cause of {two}"
            if register == "reader"
            else f"Whether {one} is the commonest cause of {two} is very uncertain"
        )
    said = {"high": "is", "moderate": "is probably", "low": "may be"}[level]
    return f"{capital(str(one))} {said} the commonest cause of {two}"


def prognosis(topic: Topic, register: Register) -> str:
    """The course without treatment, or a factor that goes with a better or worse one."""
    level, about = topic.appraisal.certainty, topic.claim.about
    if topic.factor:
        return _prognostic_factor(topic, register)
    share, span = _share(topic)
    if level == "very-low" or not share:
        return (
            "We do not know how many get better by themselves"
            if register == "reader"
            else f"The course of {topic.object(register)} is very uncertain"
        )
    return _shared(topic, register, share, span, f" by {about.when}" if about.when else "")


def _prognostic_factor(topic: Topic, register: Register) -> str:
    factor, level = topic.phrase(topic.factor, register), topic.appraisal.certainty
    if level == "very-low":
        return (
            f"We do not know whether {factor} tells how it will go"
            if register == "reader"
            else f"Whether {factor} marks a different course is very uncertain"
        )
    if topic.appraisal.finding == "no-important-difference":
        return f"{capital(str(factor))} {hedged(level, 'tell little about', plural=factor.plural)} how it will go"
    better = (topic.claim.about.direction == "improves") != (topic.appraisal.finding == "opposite")
    course = "better" if better else "worse"
    if register == "reader":
        return f"People with {factor} {hedged(level, 'do', plural=True)} {course} on average"
    return f"{capital(str(factor))} {hedged(level, 'go', plural=factor.plural)} with a {course} course{_figures(topic)}"


def diagnosis(topic: Topic, register: Register) -> str:
    """Whether a test or sign tells who has the illness."""
    test, level = topic.phrase(topic.factor or topic.intervention, register), topic.appraisal.certainty
    target = topic.phrase(topic.condition or topic.outcome, register)
    if level == "very-low":
        return (
            f"We do not know how well {test} tells {target}"
            if register == "reader"
            else f"How well {test} tells {target} is very uncertain{_figures(topic)}"
        )
    if topic.appraisal.finding in ("no-important-difference", "opposite"):
        denied = {"high": "is not", "moderate": "is probably not", "low": "may not be"}[level]
        return f"{capital(str(test))} {denied} a reliable guide to {target}{_figures(topic) if register == 'clinician' else ''}"
    return f"{capital(str(test))} {hedged(level, 'be')} a reliable guide to {target}{_figures(topic) if register == 'clinician' else ''}"


def _sources(topic: Topic) -> str:
    names = [
        topic.references[item.source].short
        for item in counting(topic.claim, topic.references)
        if item.source in topic.references
    ]
    return listed(list(dict.fromkeys(names))[:2])


def anatomy(topic: Topic, register: Register) -> str:
    """A fact of anatomy or a definition: settled, differing, or otherwise."""
    fact = topic.claim.fact or topic.claim.claim
    match topic.appraisal.finding:
        case "as-claimed":
            if register == "reader":
                return f"{fact}. This is settled anatomy"
            return f"{fact} (standard anatomy: {_sources(topic)})" if _sources(topic) else fact
        case "conflicting" | "inconclusive":
            return (
                f"People use this word in different ways: {fact}"
                if register == "reader"
                else f"Definitions differ: {fact}"
            )
        case "untested":
            return "We found no standard work that says so"
        case _:
            return (
                f"Anatomy books say otherwise: {fact}"
                if register == "reader"
                else f"Standard works differ from this: {fact}"
            )


def guidance(topic: Topic, register: Register) -> str:
    """What one guideline, or several, say."""
    notes, subject = topic.claim.guidelines, topic.subject(register)
    if not notes:
        return f"No guideline on {subject} was seen (searched {topic.claim.searched.on.isoformat()})"
    if len(notes) > 1:
        counts = Counter(
            "for" if "for" in note.says else "silent" if note.says == "silent" else "against" for note in notes
        )
        a, b, c = counts["for"], counts["against"], counts["silent"]
        if register == "reader":
            return (
                f"{len(notes)} guidelines were checked: {a} for, {b} against, {c} {'says' if c == 1 else 'say'} nothing"
            )
        return f"Of {len(notes)} guidelines checked by {topic.claim.searched.on.isoformat()}: {a} for, {b} against, {c} silent"
    note = notes[0]
    clinician, reader = SAYS[note.says]
    if register == "reader":
        return f"{note.body} {reader} {subject}" + (
            ". We know this from others, not from the guideline itself" if note.seen == "second-hand" else ""
        )
    year = topic.references[note.source].year if note.source in topic.references else None
    hand = ". As reported by others; its own text was not seen" if note.seen == "second-hand" else ""
    return f"{note.body}{f' ({year})' if year else ''} {clinician} {subject} for {topic.population(register)}; its own certainty: {note.own_certainty or 'not given'}{hand}"


def precaution(topic: Topic, register: Register) -> str:
    """Who should ask first, on what ground."""
    claim, subject, group = topic.claim, topic.subject(register), topic.population(register)
    reason = claim.fact or "no study has shown that it is safe for them"
    if register == "reader":
        return f"{capital(group)} should ask a doctor before {subject}. The reason: {reason[:1].lower() + reason[1:]}"
    basis = listed([BASIS.get(word, word) for word in claim.basis]) or "not stated"
    by = f" by {claim.advised_by}" if claim.advised_by else ""
    return f"{capital(str(subject))} {'are' if subject.plural else 'is'} advised against in {group}{by}; basis: {basis}"


def record(topic: Topic, register: Register) -> str:
    """What a register, survey or document shows."""
    if topic.appraisal.finding == "untested":
        return f"We found no record of this (searched {topic.claim.searched.on.isoformat()})"
    fact, sources = topic.claim.fact or topic.claim.claim, _sources(topic)
    return f"{fact} ({sources})" if register == "clinician" and sources else fact


def report(topic: Topic, register: Register) -> str:
    """What one source did or found."""
    if topic.appraisal.finding == "untested":
        return (
            "We could not read the source, so we give no verdict"
            if register == "reader"
            else f"The source was not seen (looked for {topic.claim.searched.on.isoformat()})"
        )
    return record(topic, register)


def endings(topic: Topic, register: Register) -> list[str]:
    """The fixed endings of a kind: what the finding does not show."""
    claim, finding, level = topic.claim, topic.appraisal.finding, topic.appraisal.certainty
    directed = finding in ("as-claimed", "no-important-difference", "opposite")
    match claim.kind:
        case "association" if directed and level != "very-low" and finding == "as-claimed":
            return ["This does not show which comes first, or that one causes the other."]
        case "mechanism" if finding in ("as-claimed", "conflicting", "inconclusive", "untested"):
            return ["Even so, this would not show that it helps."]
        case "prognosis" if directed and claim.about.factor:
            return ["Changing it has not been shown to change the course."] if level != "very-low" else []
        case "prognosis" if directed:
            return ["Figures differ with who was followed and what counts as better."]
        case "record" if finding == "as-claimed" and register == "reader" and claim.about.intervention:
            return ["This says nothing about whether it works."]
        case "precaution" if "outcome-study" not in claim.basis:
            return ["No study has followed such people: this is caution, not proof."]
        case _:
            return []
