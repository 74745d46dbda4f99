"""Sentences of what is not graded: anatomy and definitions, guidance, records and reports (method 1.8, appendix A)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backed.appraisal.certainty import counting
from backed.record.claim import GuidelineNote
from backed.sentence.topic import Topic
from backed.sentence.wording import Register, bracketed, capital, listed, uncapital

SAYS = {
    "for": ("recommends", "advises"),
    "conditional-for": ("suggests", "leans towards"),
    "conditional-against": ("suggests against", "leans against"),
    "against": ("advises against", "advises against"),
    "silent": ("does not address", "says nothing about"),
}
_TAKES_THE = ("College", "Society", "Authority", "Association", "Institute", "Academy", "Organization", "Federation")
_SHOWN = 2


def _sources(topic: Topic, told: str = "") -> str:
    """The newest sources; nothing where the sentence itself names one of them."""
    used = [topic.references[item.source] for item in counting(topic.claim, topic.references)]
    if any(source.short.split(" ")[0] in re.findall(r"\w+", told) for source in used):
        return ""
    newest = sorted(used, key=lambda source: (-(source.year or 0), source.short))
    names = list(dict.fromkeys(source.short for source in newest))
    more = [f"{len(names) - _SHOWN} more"] if len(names) > _SHOWN else []
    return "; ".join([*names[:_SHOWN], *more])


def _looked(topic: Topic) -> str:
    return f"searched {topic.claim.searched.on.isoformat()}"


def anatomy(topic: Topic, register: Register) -> str:
    """A fact of anatomy or a definition: settled, differing, or otherwise."""
    fact = topic.claim.fact or topic.claim.claim
    match topic.appraisal.finding:
        case "as-claimed":
            return f"{fact}. {_settled(topic)}" if register == "reader" else f"{fact}{_standard(topic)}"
        case "conflicting" | "inconclusive":
            return f"{_differing(topic, register)}: {uncapital(fact)}"
        case "untested":
            return "We found no standard work that says so"
        case _ if register == "reader":
            return f"Standard books say otherwise: {uncapital(fact)}"
        case _:
            return f"Standard works differ from this: {uncapital(fact)}"


def _settled(topic: Topic) -> str:
    about = topic.claim.about
    if about.intervention:
        return "This follows from what the treatment is"
    return "Standard works say so" if about.condition or about.factor else "This is settled anatomy"


def _standard(topic: Topic) -> str:
    about, sources = topic.claim.about, _sources(topic)
    word = "" if about.intervention else "standard works: " if about.condition or about.factor else "standard anatomy: "
    return bracketed(f"{word}{sources}" if sources else "")


def _differing(topic: Topic, register: Register) -> str:
    if topic.claim.about.intervention:
        return "Descriptions of this treatment differ" if register == "reader" else "Descriptions differ"
    return "People use this word in different ways" if register == "reader" else "Definitions differ"


def guidance(topic: Topic, register: Register) -> str:
    """What one guideline, or several, say."""
    notes = topic.claim.guidelines
    if not notes:
        return f"No guideline on {topic.subject(register)} was seen ({_looked(topic)})"
    return _one_guideline(topic, notes[0], register) if len(notes) == 1 else _guidelines(topic, notes, register)


def _guidelines(topic: Topic, notes: Sequence[GuidelineNote], register: Register) -> str:
    subject, day = topic.subject(register), f" by {topic.claim.searched.on}" if register == "clinician" else ""
    total = f"the {len(notes)} guidelines checked{day} for {topic.population(register)}"
    sides = [_side(note) for note in notes]
    if sides.count("silent") == len(notes):
        return f"None of {total} addresses {subject}"
    said = [f"{_count(sides, 'for')} {_verb(sides, 'for', 'support')} {subject}"]
    if "against" in sides:
        said.append(f"{sides.count('against')} {_verb(sides, 'against', 'be')} against {subject.them}")
    if "silent" in sides:
        said.append(f"{sides.count('silent')} {_verb(sides, 'silent', 'do')} not address {subject.them}")
    if sides.count("for") == len(notes):
        said = [f"{'both' if len(notes) == 2 else 'all'} support {subject}"]
    return f"Of {total}, {listed(said)}{_second_hand(notes)}"


def _side(note: GuidelineNote) -> str:
    return "silent" if note.says == "silent" else "against" if "against" in note.says else "for"


def _count(sides: Sequence[str], side: str) -> str:
    return str(sides.count(side)) if side in sides else "none"


def _verb(sides: Sequence[str], side: str, verb: str) -> str:
    one, many = {"support": ("supports", "support"), "be": ("is", "are"), "do": ("does", "do")}[verb]
    return many if sides.count(side) > 1 else one


def _second_hand(notes: Sequence[GuidelineNote]) -> str:
    others = sum(note.seen == "second-hand" for note in notes)
    return bracketed(f"{others} of them as reported by others" if others else "")


def _one_guideline(topic: Topic, note: GuidelineNote, register: Register) -> str:
    if topic.claim.fact:
        return record(topic, register)
    clinician, reader = SAYS[note.says]
    body = f"the {note.body}" if any(word in note.body for word in _TAKES_THE) else note.body
    advice = f"{topic.subject(register)} for {topic.population(register)}"
    hand = note.seen == "second-hand"
    if register == "reader":
        return capital(f"{body} {reader} {advice}" + (". We know this from others, not from the guideline" * hand))
    year = topic.references[note.source].year if note.source in topic.references else None
    own = f"; its own certainty: {note.own_certainty}" if note.own_certainty else "; its own certainty is not given"
    own = "" if note.says == "silent" else own
    seen = ". As reported by others; its own text was not seen" * hand
    return capital(f"{body}{bracketed(str(year or ''))} {clinician} {advice}{own}{seen}")


def record(topic: Topic, register: Register) -> str:
    """What a register, survey or document shows."""
    if topic.appraisal.finding == "untested":
        return f"We found no count or record that shows that {_inside(topic)} ({_looked(topic)})"
    told = topic.claim.fact or topic.claim.claim
    return f"{told}{bracketed(_sources(topic, told)) if register == 'clinician' else ''}"


def _inside(topic: Topic) -> str:
    """The claim as it goes on inside a sentence: a term that begins it is written as its list has it."""
    said = topic.claim.claim
    for term in filter(None, (topic.intervention, topic.factor, topic.outcome, topic.condition)):
        for name in (term.label, *term.aliases):
            if said.lower().startswith(f"{name.lower()} "):
                return name + said[len(name) :]
    return uncapital(said)


def report(topic: Topic, register: Register) -> str:
    """What one source did or found."""
    if topic.appraisal.finding != "untested":
        return record(topic, register)
    if register == "reader":
        return "We could not read the source, so we give no verdict"
    return f"The source was not seen ({_looked(topic)})"


def endings(topic: Topic, register: Register) -> list[str]:
    """A record of a treatment says nothing on its effect."""
    of_treatment = topic.claim.kind == "record" and topic.intervention and register == "reader"
    if not of_treatment or topic.appraisal.finding != "as-claimed":
        return []
    subject = topic.subject(register)
    return [f"This says nothing about whether {subject} {subject.does('work')}."]
