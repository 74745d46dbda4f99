"""The sentences a person reads: generated from the record, never typed, in two registers (method appendix A)."""

from __future__ import annotations

from collections.abc import Callable

from backed import sentence_other as other
from backed.claim import GRADED
from backed.topic import Topic, verb_of
from backed.wording import SECOND, Phrase, Register, capital, hedged, large

MEASURED = "This is a measurement; whether people feel better is another question."
OWN_PREPOSITION = ("in", "during", "after", "by", "until", "up", "over", "right", "within", "for", "through", "before")
RARE = "Rare harm could have been missed."
NOT_SAFE = "This does not show that it is safe."


def _tail(topic: Topic, register: Register) -> str:
    about = topic.claim.about
    if register == "reader":
        return _at(about.when, "for about ")
    figures = "; ".join(filter(None, (topic.estimate(), topic.size_of_body())))
    versus = f" compared with {about.comparator}" if about.comparator else ""
    return f"{versus}{_at(about.when, 'at ')}{f' ({figures})' if figures else ''}"


def _at(when: str | None, preposition: str) -> str:
    """The time with the preposition it needs; a phrase that brings its own keeps it."""
    if not when:
        return ""
    if when.split(" ")[0] in OWN_PREPOSITION:
        return f", {when}"
    return f", {preposition if when[0].isdigit() else 'at '}{when}"


def effect(topic: Topic, register: Register) -> str:
    """An effect with a usable direction, by size and level."""
    claim, level = topic.claim, topic.appraisal.certainty
    if level == "very-low":
        return very_uncertain(topic, register)
    if topic.appraisal.finding == "no-important-difference" or claim.about.direction == "no-effect":
        return _trivial(topic, register)
    reverse = topic.appraisal.finding == "opposite"
    return (_clinician_effect if register == "clinician" else _reader_effect)(
        topic, verb_of(topic, register, reverse=reverse)
    )


def very_uncertain(topic: Topic, register: Register) -> str:
    """Very low certainty has one sentence for every size."""
    if register == "reader":
        return f"We do not know whether {topic.subject(register)} {_does('change', topic.subject(register))} {topic.object(register)}: the studies are too weak to tell"
    return f"The evidence on the effect of {topic.subject(register)} on {topic.object(register)}{_tail(topic, register)} is very uncertain"


def _does(verb: str, subject: Phrase) -> str:
    return hedged("high", verb, plural=subject.plural)


def _trivial(topic: Topic, register: Register) -> str:
    subject = topic.subject(register)
    said = hedged(topic.appraisal.certainty, "make little or no difference to", plural=subject.plural)
    versus = ""
    if register == "reader" and topic.claim.about.comparator:
        versus = f", set against {topic.claim.about.comparator}"
    return f"{capital(str(subject))} {said} {topic.object(register)}{versus}{_tail(topic, register)}"


def _clinician_effect(topic: Topic, verb: str) -> str:
    subject, outcome, level = topic.subject("clinician"), str(topic.object("clinician")), topic.appraisal.certainty
    size, tail = topic.claim.size, _tail(topic, "clinician")
    if size == "large":
        verb, outcome = large(verb, outcome)
    elif size == "small":
        verb = f"slightly {verb}"
    said = _with_adverb(level, verb, subject.plural)
    ending = "; by how much is not established" if size in ("unknown", None) else ""
    return f"{capital(str(subject))} {said} {outcome}{tail}{ending}"


def _with_adverb(level: str, verb: str, plural: bool) -> str:
    slightly, bare = ("slightly ", verb.removeprefix("slightly ")) if verb.startswith("slightly ") else ("", verb)
    said = hedged(level, bare, plural=plural)  # type: ignore[arg-type]
    head, _, last = said.rpartition(" ") if not bare.count(" ") else ("", "", said)
    if not slightly:
        return said
    if bare.count(" "):
        return said.replace(bare.split(" ")[0], f"slightly {bare.split(' ')[0]}", 1)
    return f"{head} slightly {last}".strip()


def _reader_effect(topic: Topic, verb: str) -> str:
    subject, level, versus = topic.subject("reader"), topic.appraisal.certainty, topic.claim.about.comparator
    said = hedged(level, verb, plural=subject.plural)
    amount = {"large": "a lot", "small": "a little"}.get(topic.claim.size or "", "")
    more = f"{amount} more than {versus}".strip() if versus else amount
    unknown = "; we do not know by how much" if topic.claim.size in ("unknown", None) else ""
    said_of = " ".join(filter(None, (capital(str(subject)), said, str(topic.object("reader")), more)))
    return f"{said_of}{_tail(topic, 'reader')}{unknown}"


def inconclusive(topic: Topic, register: Register) -> str:
    """A worthwhile effect and none both fit the interval."""
    subject, outcome = topic.subject(register), topic.object(register)
    if register == "reader":
        return f"The studies are too small to say whether {subject} {_does('help', subject)} with {outcome} or not"
    figures = f" ({estimate})" if (estimate := topic.estimate()) else ""
    versus = f" compared with {topic.claim.about.comparator}" if topic.claim.about.comparator else ""
    return f"The studies are too imprecise to show whether {subject} {_does('change', subject)} {outcome}{versus}{figures}: a worthwhile effect and none both fit"


def conflicting(topic: Topic, register: Register) -> str:
    """Studies disagree without a reason."""
    subject, outcome = topic.subject(register), topic.object(register)
    if register == "reader":
        return f"Studies disagree on whether {subject} {_does('help', subject)} with {outcome}"
    bears = [item.bears for item in topic.claim.evidence]
    counts = f"{bears.count('for')} found a benefit, {bears.count('against')} found none"
    return f"Studies disagree on {subject} for {outcome}, and the disagreement is unexplained ({counts})"


def untested(topic: Topic, register: Register) -> str:
    """Nothing found; the search says where and when."""
    searched, subject, outcome = topic.claim.searched, topic.subject(register), topic.object(register)
    if topic.claim.kind == "mechanism" and topic.claim.basis:
        return other.seen_elsewhere(topic, register)
    if register == "reader":
        verb = "change" if topic.outcome and not topic.outcome.felt else "help with"
        whether = f"whether {subject} {_does(verb, subject)} {outcome}"
        return f"We found no study that tested {whether}. That does not show that it fails"
    where = f"{', '.join(searched.in_)}, {searched.on.isoformat()}"
    return f"No study of {subject} for {outcome} in {topic.population(register)} was found ({where})"


NO_DIRECTION: dict[str, Callable[[Topic, Register], str]] = {
    "inconclusive": inconclusive, "conflicting": conflicting, "untested": untested,
}  # fmt: skip
BY_KIND: dict[str, Callable[[Topic, Register], str]] = {
    "effect": effect, "harm": other.harm, "association": other.association, "cause": other.cause,
    "mechanism": other.mechanism, "frequency": other.frequency, "prognosis": other.prognosis,
    "diagnosis": other.diagnosis, "anatomy": other.anatomy, "guidance": other.guidance,
    "precaution": other.precaution, "record": other.record, "report": other.report,
}  # fmt: skip


def sentence(topic: Topic, register: Register) -> str:
    """The whole text for a claim: its sentence, the fixed second sentence of its level, the fixed ending of its kind."""
    claim, finding = topic.claim, topic.appraisal.finding
    if claim.kind in GRADED and finding in NO_DIRECTION and not (claim.kind == "harm" and finding == "untested"):
        first = NO_DIRECTION[finding](topic, register)
    elif claim.kind == "effect" and claim.about.contrast:
        first = other.contrast(topic, register)
    else:
        first = BY_KIND[claim.kind](topic, register)
    return " ".join(filter(None, (f"{first}.", _second(topic, register, first), *_endings(topic, register))))


def _second(topic: Topic, register: Register, first: str) -> str:
    directed = topic.appraisal.finding in ("as-claimed", "no-important-difference", "opposite")
    level = topic.appraisal.certainty
    if register != "reader" or not directed or topic.claim.kind not in GRADED:
        return ""
    return "" if level == "very-low" and "do not know" in first else SECOND.get(level, "")


def _endings(topic: Topic, register: Register) -> list[str]:
    claim, appraisal = topic.claim, topic.appraisal
    endings: list[str] = []
    if claim.kind == "effect" and topic.outcome and not topic.outcome.felt and appraisal.finding != "untested":
        endings.append(MEASURED)
    if claim.kind == "harm":
        if appraisal.finding == "untested":
            endings.append(NOT_SAFE)
        elif appraisal.certainty in ("low", "very-low"):
            endings.append(RARE)
    return endings + other.endings(topic, register)
