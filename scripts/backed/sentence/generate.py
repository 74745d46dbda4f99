"""The sentences a person reads: generated from the record, never typed, in two registers (method appendix A)."""

from __future__ import annotations

from collections.abc import Callable

from backed.appraisal.figures import estimate_of
from backed.record.claim import GRADED, Count
from backed.sentence import fact as sentence_fact
from backed.sentence import harm as sentence_harm
from backed.sentence import link as sentence_link
from backed.sentence import share as sentence_share
from backed.sentence.effect import effect
from backed.sentence.harm import none_seen
from backed.sentence.topic import Topic
from backed.sentence.unknown import conflicting, inconclusive, untested, untested_ending
from backed.sentence.wording import SECOND, Register

Write = Callable[[Topic, Register], str]

BETTER_OR_NOT = "This is a measurement; whether people feel better is another question."
HARMED_OR_NOT = "This is a measurement; whether it does people harm is another question."
NO_DIRECTION: dict[str, Write] = {"inconclusive": inconclusive, "conflicting": conflicting, "untested": untested}
BY_KIND: dict[str, Write] = {
    "effect": effect, "harm": sentence_harm.harm, "association": sentence_link.association,
    "cause": sentence_link.cause, "mechanism": sentence_link.mechanism, "frequency": sentence_share.frequency,
    "prognosis": sentence_share.prognosis, "diagnosis": sentence_link.diagnosis, "anatomy": sentence_fact.anatomy,
    "guidance": sentence_fact.guidance, "precaution": sentence_harm.precaution, "record": sentence_fact.record,
    "report": sentence_fact.report,
}  # fmt: skip


def sentence(topic: Topic, register: Register) -> str:
    """The whole text for a claim: its sentence, the fixed second one of its level, the fixed ending of its kind."""
    first = _first(topic)(topic, register)
    return " ".join(filter(None, (f"{first}.", _second(topic, register, first), *_endings(topic, register))))


def _first(topic: Topic) -> Write:
    kind, finding = topic.claim.kind, topic.appraisal.finding
    counted = kind == "harm" and finding == "untested"
    return NO_DIRECTION[finding] if kind in GRADED and finding in NO_DIRECTION and not counted else BY_KIND[kind]


def _second(topic: Topic, register: Register, first: str) -> str:
    directed = topic.appraisal.finding in ("as-claimed", "no-important-difference", "opposite")
    level, kind = topic.appraisal.certainty, topic.claim.kind
    if register != "reader" or not directed or kind not in GRADED:
        return ""
    if (level == "very-low" and first.startswith("We do not know")) or (kind == "harm" and none_seen(topic)):
        return ""
    return SECOND.get(level, "").replace("true effect", _unsure_of(topic))


def _unsure_of(topic: Topic) -> str:
    """What low certainty is unsure of, in a word: an effect, the number of people, or the truth of a link."""
    match topic.claim.kind:
        case "effect" | "harm":
            return "true effect"
        case "frequency" | "prognosis" if topic.claim.about.event:
            return "true number"
        case _:
            return "truth"


def _endings(topic: Topic, register: Register) -> list[str]:
    match topic.claim.kind:
        case "effect":
            own = [*_measured(topic), *_without_control(topic)]
        case "harm" | "precaution":
            own = sentence_harm.endings(topic, register)
        case "frequency" | "prognosis" if not topic.factor:
            own = sentence_share.endings(topic)
        case "record":
            own = sentence_fact.endings(topic, register)
        case _:
            own = sentence_link.endings(topic, register)
    unknown = untested_ending(topic, register) if topic.appraisal.finding == "untested" else ""
    return [*([unknown] if unknown and topic.claim.kind in GRADED else []), *own]


def _without_control(topic: Topic) -> list[str]:
    """A share of one group that felt better does not say how many would have without it (method 3.5)."""
    row = (estimate_of(topic.claim) or (None, None))[1]
    counted = isinstance(row, Count) and row.comparator_total is None
    one_group = topic.claim.rating is not None and topic.claim.rating.start == "one-group"
    felt = topic.outcome is not None and topic.outcome.felt
    return ["Nobody knows how many would have improved anyway."] if counted and one_group and felt else []


def _measured(topic: Topic) -> list[str]:
    if topic.outcome is None or topic.outcome.felt or topic.appraisal.finding == "untested":
        return []
    return [HARMED_OR_NOT if topic.claim.about.direction == "worsens" else BETTER_OR_NOT]
