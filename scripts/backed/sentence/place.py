"""Whom a sentence is about, against what, and when: the phrases that stand around every effect."""

from __future__ import annotations

from backed.sentence.topic import Topic
from backed.sentence.wording import Register, capital

# A time that begins with one of these brings its own preposition.
_PLACED = (
    "in", "during", "after", "by", "until", "up", "over", "right", "within", "for", "through", "before", "at", "beyond",
)  # fmt: skip
_AMOUNTS = ("about", "more", "at")
# Nothing lowers a cost "more than surgery"; costs are compared with those of something else.
_NOT_LOWERED_MORE = ("cost",)
_SAME_PEOPLE = "the same people "


def at(time: str | None, register: Register) -> str:
    """`, at 6 weeks` for clinicians, `, after 6 weeks` for readers; a phrase with its own preposition keeps it."""
    if not time:
        return ""
    first = time.split(" ")[0]
    if first in _PLACED:
        return f", {time}"
    spans = (first[0].isdigit() or first in _AMOUNTS) and "or later" not in time
    if register == "reader" and spans:
        return f", {time}" if "after" in time else f", after {time}"
    return f", at {time}"


def comparator(topic: Topic) -> str:
    """What it is compared with; `the same people before the pull` is shortened to `before the pull`."""
    return (topic.claim.about.comparator or "").removeprefix(_SAME_PEOPLE)


def within_person(topic: Topic) -> bool:
    """Whether people are compared with themselves."""
    words = (topic.claim.about.comparator or "").replace(",", "").split(" ")
    return "before" in words


def compared(topic: Topic, register: Register, whom: str = "") -> str:
    """` in people with sciatica, compared with Z, at 6 weeks`; without people, comparator or time, the rest of it.

    People who are compared with themselves are placed in time first: `during the pull, compared with before it`.
    """
    against, time = comparator(topic), when(topic, register)
    if not against:
        return f"{whom}{time}"
    if within_person(topic):
        return f"{whom}{time if ',' in whom else time.removeprefix(',')}, compared with {against}"
    return f"{whom}, compared with {against}{time}"


def more_than(topic: Topic, register: Register, amount: str = "", whom: str = "") -> str:
    """` a little more than Z in people with sciatica`; people do not change more than they themselves did before."""
    amount = f" {amount}" if amount else ""
    if not _is_outdone(topic):
        return f"{amount}{compared(topic, register, whom)}"
    return f"{amount}{than('more than', topic, whom)}{when(topic, register)}"


def _is_outdone(topic: Topic) -> bool:
    """Whether `more than Z` says it: not of costs and harms, nor of people set against themselves."""
    about = topic.claim.about
    costs = about.outcome in _NOT_LOWERED_MORE or topic.claim.kind == "harm"
    return bool(about.comparator) and not costs and not within_person(topic)


def than(words: str, topic: Topic, whom: str = "") -> str:
    """` more than Z in people with sciatica`; a comparator with a comma is closed by one."""
    other = comparator(topic) or "the alternative"
    return f" {words} {other}{',' if whom and ',' in other else ''}{whom}"


def setting(topic: Topic, register: Register) -> str:
    """` in people with sciatica, at 6 weeks`."""
    return f"{topic.whom(register)}{when(topic, register)}"


def when(topic: Topic, register: Register) -> str:
    """The time of the claim, placed."""
    return at(topic.claim.about.when, register)


def opening(topic: Topic, register: Register) -> str:
    """`In people with sciatica, `: readers are told first whom a sentence is about."""
    return f"{capital(topic.whom(register).strip())}, " if topic.whom(register) else ""
