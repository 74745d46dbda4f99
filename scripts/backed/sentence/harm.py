"""Sentences of harms and precautions: risk, no more risk, reported, none seen, not counted (method appendix A)."""

from __future__ import annotations

from backed.appraisal.certainty import counting
from backed.appraisal.figures import estimate_of, number
from backed.record.claim import Count, Difference, Means
from backed.sentence.asked import doing
from backed.sentence.place import comparator, compared, setting
from backed.sentence.topic import Topic, verb_of
from backed.sentence.unknown import figures, searched
from backed.sentence.wording import Register, among, capital, hedged, in_words, listed, lowered

RARE = "Rare harm could have been missed."
BASIS = {
    "outcome-study": "outcome studies", "physiology": "human physiology", "case-reports": "case reports",
    "guideline": "a guideline", "maker": "the maker's list",
}  # fmt: skip
_RISK = "the risk of "


def harm(topic: Topic, register: Register) -> str:
    """A harm, by what is known of it."""
    match topic.appraisal.finding:
        case "reported":
            return _reported(topic, register)
        case "untested":
            return _not_counted(topic, register)
        case _ if none_seen(topic):
            return _none_seen(topic, register)
        case _ if topic.appraisal.certainty == "very-low":
            return _unknown(topic, register)
        case _:
            return _risk(topic, register)


def _event(topic: Topic, register: Register) -> str:
    """The harm itself, also where the outcome is the risk of it."""
    return str(topic.object(register)).removeprefix(_RISK)


def _risk(topic: Topic, register: Register) -> str:
    subject, finding = topic.subject(register), topic.appraisal.finding
    no_more = finding == "no-important-difference"
    verb = "make little or no difference to" if no_more else verb_of(topic, register, reverse=finding == "opposite")
    said = hedged(topic.appraisal.certainty, verb, plural=subject.plural)
    end = compared(topic, register, topic.whom(register))
    more = "" if no_more else _more(topic)
    if register == "reader":
        return capital(f"{subject} {said} {topic.object(register)}{end}{more}")
    return capital(f"{subject} {said} {topic.object(register)}{end}{more}{figures(topic)}")


def _more(topic: Topic) -> str:
    """`: about 216 more per 1000 people`, where both groups were counted; else nothing."""
    extra = more_per_thousand(topic)
    return f": about {number(abs(extra))} {'more' if extra > 0 else 'fewer'} per 1000 people" if extra else ""


def more_per_thousand(topic: Topic) -> int:
    """People with the harm per 1000 beyond those in the other group; 0 where the estimate does not count both."""
    row = (estimate_of(topic.claim) or (None, None))[1]
    if isinstance(row, Count) and row.comparator_events is not None and row.comparator_total:
        return round(1000 * row.events / row.total - 1000 * row.comparator_events / row.comparator_total)
    if isinstance(row, Means) and (row.unit or "").startswith("%") and row.comparator_mean is not None:
        return round(10 * (row.mean - row.comparator_mean))
    if isinstance(row, Difference) and row.measure == "RD" and (row.unit or "").startswith("people of 100"):
        return round(10 * row.value)
    return 0


def _unknown(topic: Topic, register: Register) -> str:
    subject, event = topic.subject(register), _event(topic, register)
    end = compared(topic, register, topic.whom(register))
    if register == "reader":
        return f"We do not know how {subject} {subject.does('change')} the chance of {event}{end}"
    comma = "," if "," in end else ""
    return f"The evidence on {subject} and the risk of {event}{end}{comma} is very uncertain{figures(topic)}"


def _not_counted(topic: Topic, register: Register) -> str:
    against = f" and with {comparator(topic)}" if topic.claim.about.comparator else ""
    event = f"{_event(topic, register)} with {doing(topic, register)}{against}{setting(topic, register)}"
    if register == "reader":
        return f"We found no study that counted {event}"
    comma = "," if topic.claim.about.when else ""
    return f"No study that counted {event}{comma} was found {searched(topic)}"


def _reported(topic: Topic, register: Register) -> str:
    event, subject, where = topic.object(register), topic.subject(register), topic.whom(register)
    has = "have" if event.plural else "has"
    bears = [item.bears for item in counting(topic.claim, topic.references)]
    reports = among(len(bears) - bears.count("against"), "published source")
    against = among(bears.count("against"), "study", "studies") if "against" in bears else ""
    if register == "reader":
        found = (
            f". {capital(in_words(against))} that compared groups did not find {event.them} more often"
            if against
            else ""
        )
        return capital(f"{event} {has} happened after {subject}{where}. How often is not known{found}")
    found = f"; {in_words(against)} that compared groups did not find more of {event.them}" if against else ""
    return capital(f"{event} {has} been reported after {subject}{where} ({reports}); the frequency is unknown{found}")


def none_seen(topic: Topic) -> bool:
    """Whether the harm was watched for and not one case was seen."""
    found = estimate_of(topic.claim)
    return (
        found is not None and isinstance(found[1], Count) and found[1].events == 0 and found[1].comparator_total is None
    )


def _none_seen(topic: Topic, register: Register) -> str:
    found = estimate_of(topic.claim)
    assert found is not None and isinstance(found[1], Count)
    total, event = found[1].total, _event(topic, register)
    studies = f" in {among(found[1].studies, 'study', 'studies')}" if found[1].studies else ""
    if register == "reader":
        return f"None of {number(total)} people watched had {event}; up to 1 in {max(total // 3, 1)} would still fit"
    most = f"a rate up to about {round(300 / total, 1):g} of 100 fits"
    return f"No {event} in {number(total)} people watched{studies}; {most}"


def precaution(topic: Topic, register: Register) -> str:
    """Who should ask first, on what ground."""
    claim, subject, group = topic.claim, topic.subject(register), topic.population(register)
    if register == "reader":
        reason = claim.fact or "no study has shown that it is safe for them"
        return f"{capital(group)} should ask a doctor before {subject}. The reason: {lowered(reason)}"
    basis = listed([BASIS.get(word, word) for word in claim.basis]) or "not stated"
    by = f"{',' if ',' in group else ''} by {claim.advised_by}" if claim.advised_by else ""
    return capital(f"{subject} {subject.does('be')} advised against in {group}{by}; basis: {basis}")


def endings(topic: Topic, register: Register) -> list[str]:
    """The fixed endings of harms and precautions."""
    claim = topic.claim
    if claim.kind == "precaution":
        followed = "outcome-study" in claim.basis
        return [] if followed else ["No study has followed such people: this is caution, not proof."]
    if topic.appraisal.finding == "untested":
        subject = topic.subject(register)
        return [f"This does not show that {subject.it} {subject.does('be')} safe."]
    unsure = topic.appraisal.certainty in ("low", "very-low") and not none_seen(topic)
    return [RARE] if unsure else []
