"""The grammar that sentences share: level words, verb forms, noun phrases. Pure functions (method appendix A)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from backed.record.claim import Certainty

Register = Literal["clinician", "reader"]

SECOND: dict[Certainty, str] = {
    "high": "We are sure of this.",
    "moderate": "We are fairly sure.",
    "low": "We are not sure: the true effect could be quite different.",
    "very-low": "We do not know.",
}
LEVEL_WORDS: dict[Certainty, str] = {"moderate": "probably", "low": "may"}
_NOUNS = {
    "reduce": "reduction in", "decrease": "decrease in", "lower": "fall in", "increase": "increase in",
    "improve": "improvement in", "raise": "rise in", "worsen": "worsening of", "shorten": "shortening of",
    "lengthen": "lengthening of", "shrink": "shrinkage of", "widen": "widening of",
}  # fmt: skip
_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}
_PLURAL = {"be": "are"}
_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Words that lose their capital when a sentence goes on after a colon; names keep theirs.
_SMALL_WORDS = (
    "The",
    "A",
    "An",
    "In",
    "On",
    "Some",
    "Many",
    "Most",
    "People",
    "Studies",
    "Several",
    "Standard",
    "Doctors",
)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase as it stands inside a sentence, and whether it takes a plural verb."""

    text: str
    plural: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def it(self) -> str:
        """`it` or `they`."""
        return "they" if self.plural else "it"

    @property
    def them(self) -> str:
        """`it` or `them`."""
        return "them" if self.plural else "it"

    def does(self, verb: str) -> str:
        """The verb in the form that this subject takes: `eases`, or `ease`."""
        return hedged("high", verb, plural=self.plural)


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text as it goes on inside a sentence: `The pull` -> `the pull`, while names keep their capital."""
    return text[:1].lower() + text[1:] if text.split(" ")[0] in _SMALL_WORDS else text


def lowered(text: str) -> str:
    """The text with its first letter in lower case, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def third_person(verb: str) -> str:
    """`ease` -> `eases`, `carry on` -> `carries on`; the first word is inflected."""
    first, _, rest = verb.partition(" ")
    if first in _IRREGULAR:
        first = _IRREGULAR[first]
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    elif first.endswith(("s", "sh", "ch", "x", "z")):
        first += "es"
    else:
        first += "s"
    return f"{first} {rest}" if rest else first


def _finite(verb: str, plural: bool) -> str:
    first, _, rest = verb.partition(" ")
    return f"{_PLURAL.get(first, first)} {rest}".strip() if plural else third_person(verb)


def hedged(level: Certainty, verb: str, *, plural: bool = False, adverb: str = "") -> str:
    """The verb with its level word: high none, moderate probably, low may (GRADE guidance 26).

    `probably` stands after a form of `be` and before any other verb; `adverb` (slightly) right before the verb.
    """
    word = LEVEL_WORDS.get(level, "")
    if word == "may":
        return " ".join(filter(None, (word, adverb, verb)))
    form = _finite(verb, plural)
    if word and verb.split(" ")[0] == "be":
        first, _, rest = form.partition(" ")
        return f"{first} {word} {rest}".strip()
    return " ".join(filter(None, (word, adverb, form)))


def denied(level: Certainty, verb: str, *, plural: bool = False) -> str:
    """The verb denied, with its level word: `does not work`, `is probably not a guide`, `may not work`."""
    first, _, rest = verb.partition(" ")
    word = LEVEL_WORDS.get(level, "")
    if word == "may":
        return f"may not {verb}"
    if first == "be":
        return " ".join(filter(None, ("are" if plural else "is", word, "not", rest)))
    return " ".join(filter(None, (word, "do not" if plural else "does not", verb)))


def large(verb: str, outcome: str) -> tuple[str, str]:
    """(bare verb phrase, object) for a large effect: `give a large reduction in`, outcome."""
    noun = _NOUNS.get(verb)
    return (f"give a large {noun}", outcome) if noun else (verb, f"{outcome} by a large amount")


def among(count: int, one: str, many: str | None = None) -> str:
    """`1 study`, `3 studies`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def in_words(counted: str) -> str:
    """`1 study` -> `one study`: a sentence or clause does not begin with a figure under ten."""
    figure, _, rest = counted.partition(" ")
    return f"{_SMALL_NUMBERS[int(figure)]} {rest}" if figure.isdigit() and int(figure) < 10 else counted


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def bracketed(*parts: str) -> str:
    """The parts that are not empty, in one pair of brackets with a space before it; or nothing."""
    inside = "; ".join(filter(None, parts))
    return f" ({inside})" if inside else ""
