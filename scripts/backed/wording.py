"""The grammar that sentences share: level words, verb forms, subjects. Pure functions (method appendix A)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backed.claim import Certainty

Register = Literal["clinician", "reader"]

SECOND: dict[Certainty, str] = {
    "high": "We are sure of this.",
    "moderate": "We are fairly sure.",
    "low": "We are not sure: the true effect could be quite different.",
    "very-low": "We do not know.",
}
_NOUNS = {
    "reduce": "reduction in", "decrease": "decrease in", "lower": "fall in", "increase": "increase in",
    "improve": "improvement in", "raise": "rise in", "worsen": "worsening of", "shorten": "shortening of",
    "lengthen": "lengthening of", "shrink": "shrinkage of", "widen": "widening of",
}  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """A noun phrase as it stands inside a sentence, and whether it takes a plural verb."""

    text: str
    plural: bool = False

    def __str__(self) -> str:
        return self.text


def capital(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def third_person(verb: str) -> str:
    """`ease` -> `eases`, `carry on` -> `carries on`; the first word is inflected."""
    first, _, rest = verb.partition(" ")
    if first in ("be", "have", "do", "go"):
        first = {"be": "is", "have": "has", "do": "does", "go": "goes"}[first]
    elif first.endswith("y") and first[-2:-1] not in "aeiou":
        first = first[:-1] + "ies"
    elif first.endswith(("s", "sh", "ch", "x", "z")):
        first += "es"
    else:
        first += "s"
    return f"{first} {rest}" if rest else first


def hedged(level: Certainty, verb: str, *, plural: bool = False) -> str:
    """The verb with its level word: high none, moderate probably, low may (GRADE guidance 26)."""
    if level == "low":
        return f"may {verb}"
    form = ("are" + verb[2:] if verb.startswith("be ") or verb == "be" else verb) if plural else third_person(verb)
    return f"probably {form}" if level == "moderate" else form


def large(verb: str, outcome: str) -> tuple[str, str]:
    """(bare verb phrase, object) for a large effect: `give a large reduction in`, outcome."""
    noun = _NOUNS.get(verb)
    return (f"give a large {noun}", outcome) if noun else (verb, f"{outcome} by a large amount")


def among(count: int, one: str, many: str | None = None) -> str:
    """`1 study`, `3 studies`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(items: list[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
