"""Sentences with no direction to report: untested, inconclusive, conflicting, very uncertain (method appendix A)."""

from __future__ import annotations

from backed.appraisal.certainty import counting
from backed.sentence.asked import asked, closed, doing
from backed.sentence.place import comparator, compared, setting
from backed.sentence.topic import Topic
from backed.sentence.wording import Register, among, bracketed, capital, in_words, listed

PLACES = {
    "laboratory": "in the laboratory", "animals": "in animals", "models": "in models", "cadavers": "in cadavers",
    "healthy-people": "in healthy people",
}  # fmt: skip


def figures(topic: Topic) -> str:
    """` (RR 1.4; 3 studies, 120 people)`, or nothing."""
    return bracketed(topic.estimate(), topic.size_of_body())


def searched(topic: Topic) -> str:
    """Where and when we looked."""
    looked = topic.claim.searched
    return f"(searched {looked.on.isoformat()}: {', '.join(looked.in_)})"


def untested(topic: Topic, register: Register) -> str:
    """Nothing found; the search says where and when."""
    if topic.claim.kind == "mechanism" and topic.claim.basis:
        return seen_elsewhere(topic)
    about, used = topic.claim.about, _amounts_used(topic)
    if about.contrast in ("better-than", "as-good-as") and about.comparator:
        return _never_compared(topic, register)
    if register == "reader":
        did = "tested" if topic.claim.kind in ("effect", "mechanism") else "looked at"
        return f"We found no study that {did} {_but_cases(asked(topic, register), topic)}{used}"
    return (
        f"No study of {closed(asked(topic, register), topic)} was found{_beyond_cases(topic)} {searched(topic)}{used}"
    )


def _cases(topic: Topic) -> int:
    """Reports of single cases among the context, those of one person as one: no test, but not nothing either."""
    found = set()
    for item in topic.claim.evidence:
        source = topic.references.get(item.source)
        told = item.as_ == "case-report" or (source is not None and source.design == "case-report")
        if item.bears == "context" and told and not (source and source.retracted):
            found.add((source.trial if source else None) or item.source)
    return len(found)


def _but_cases(clause: str, topic: Topic) -> str:
    """The clause, and for readers what there is instead of a study."""
    count = _cases(topic)
    reports = "a report of a single case" if count == 1 else f"{in_words(f'{count} reports')} of single cases"
    return f"{clause}: only {reports}" if count else clause


def _beyond_cases(topic: Topic) -> str:
    """The same for clinicians."""
    count = _cases(topic)
    cases = "a single case" if count == 1 else in_words(f"{count} single cases")
    return f" beyond {cases}" if count else ""


def _amounts_used(topic: Topic) -> str:
    """What studies used, where the question is how much is best."""
    about = topic.claim.about
    return f"; studies used {about.dose}" if about.contrast == "dose" and about.dose else ""


def _never_compared(topic: Topic, register: Register) -> str:
    """Two treatments that nobody set side by side, whatever is known of each."""
    other = comparator(topic)
    both = f"{doing(topic, register)} directly with {other},"
    end = f"for {topic.object(register)}{setting(topic, register)}"
    if register == "reader":
        return f"We found no study that compared {_but_cases(f'{both} {end}', topic)}"
    return f"No study that compared {closed(f'{both} {end}', topic)} was found{_beyond_cases(topic)} {searched(topic)}"


def untested_ending(topic: Topic, register: Register) -> str:
    """What an untested claim does not show, for readers."""
    if register != "reader" or topic.claim.kind == "harm" or topic.claim.basis:
        return ""
    if topic.claim.kind == "effect" and not topic.claim.about.contrast:
        subject = topic.subject(register)
        return f"That does not show that {subject.it} {subject.does('fail')}."
    return "So we do not know."


def seen_elsewhere(topic: Topic) -> str:
    """A mechanism seen in laboratories only."""
    places = listed([PLACES.get(place, place) for place in topic.claim.basis])
    via = topic.claim.about.via or "This"
    return f"{capital(via)} was seen {places} only; we found no study of it in patients"


def _studies(topic: Topic) -> str:
    return "The one study found is" if topic.studies == 1 else "The studies are"


def inconclusive(topic: Topic, register: Register) -> str:
    """What matters and nothing at all both fit the interval."""
    if register == "reader":
        return f"{_studies(topic)} too small to say {asked(topic, register)}{_amounts_used(topic)}"
    return f"{_studies(topic)} too imprecise to show {asked(topic, register)}{_with_dose(topic)}: {_fits(topic)}"


def _fits(topic: Topic) -> str:
    match topic.claim.kind:
        case "frequency" | "prognosis" if topic.claim.about.event:
            return "very different numbers fit"
        case "diagnosis":
            return "a useful guide and a useless one both fit"
        case "harm":
            return "more of it and no more both fit"
        case "effect":
            pass
        case _:
            return "yes and no both fit"
    return f"a worthwhile {'difference' if topic.claim.about.contrast else 'effect'} and none both fit"


def _with_dose(topic: Topic) -> str:
    dose, who = topic.claim.about.dose, "the study" if topic.studies == 1 else "studies"
    return bracketed(topic.estimate(), topic.size_of_body(), f"{who} used {dose}" if dose else "")


def conflicting(topic: Topic, register: Register) -> str:
    """Studies disagree without a reason."""
    if register == "reader":
        return f"Studies disagree on {asked(topic, register)}{_amounts_used(topic)}"
    return f"Studies disagree on {asked(topic, register)}, and the disagreement is unexplained{bracketed(tally(topic))}"


def tally(topic: Topic) -> str:
    """`2 speak for it, 1 against it`: sources by what they found, those of one trial as one."""
    by_trial: dict[str, set[str]] = {}
    for item in counting(topic.claim, topic.references):
        source = topic.references.get(item.source)
        by_trial.setdefault((source.trial if source else None) or item.source, set()).add(item.bears)
    found = [bears.pop() if len(bears) == 1 else "mixed" for bears in by_trial.values()]
    words = {"for": "for it", "against": "against it", "mixed": "unclear or both ways"}
    counts = [f"{found.count(side)} {words[side]}" for side in words if side in found]
    return f"{among(len(found), 'source')}: {', '.join(counts)}" if found else ""


def very_uncertain(topic: Topic, register: Register) -> str:
    """Very low certainty has one sentence for every size and direction."""
    weak = "the one study found is" if topic.studies == 1 else "the studies are"
    if register == "reader":
        return f"We do not know {asked(topic, register)}: {weak} too weak to tell{_amounts_used(topic)}"
    if topic.claim.kind == "effect" and not topic.claim.about.contrast:
        end = compared(topic, register, topic.whom(register))
        what = f"{topic.subject(register)} on {topic.object(register)}{end}"
        return f"The evidence on the effect of {what}{',' if ',' in end else ''} is very uncertain{_with_dose(topic)}"
    shown = _with_dose(topic) if topic.claim.kind == "effect" else figures(topic)
    return f"{capital(closed(asked(topic, register), topic))} is very uncertain{shown}"
