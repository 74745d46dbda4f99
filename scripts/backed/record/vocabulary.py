"""Controlled terms: conditions, interventions, outcomes and factors, with the words people use for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from backed.record.model import Day, Flag, Id, Key, Line, Number, Record, Text, describe, optional

Basis = Literal["outcome-study", "physiology", "case-reports", "guideline", "maker"]


class Avoid(Record):
    """Somebody who should not use an intervention, or should ask first."""

    who: Line = describe("who should not, or should ask first, as a plural noun phrase")
    why: Line = describe("the reason, in plain words")
    basis: Basis = describe("what the advice rests on")
    sources: tuple[Key, ...] = optional("references that say so", ())


class Thresholds(Record):
    """Smallest between-group differences that count as small, medium and large (method 1.5)."""

    small: Number = describe("from here on a difference is small rather than trivial")
    medium: Number = describe("from here on it is medium")
    large: Number = describe("from here on it is large")
    unit: Line = describe("the unit of the three numbers, e.g. points of 10")
    source: Key = describe("the reference that gives them")


class Important(Record):
    """The minimal important difference or change on one scale, as one source gives it.

    A change that one person notices is not the smallest average difference between two groups that matters, so each
    says which it is (method 1.5).
    """

    value: Number = describe("from here on it matters, in the units below")
    units: tuple[Line, ...] = describe("the units of recorded results that it fits, e.g. points of 100")
    of: Literal["groups", "person"] = describe("groups: a difference between groups; person: a change in one person")
    people: Line = describe("for whom the source gives it, as a plural noun phrase")
    source: Key = describe("the reference that gives it")
    at: Line = describe("where in the source it was seen, e.g. abstract")
    checked: Day = describe("the day on which it was read there")


class Term(Record):
    """One controlled term."""

    id: Id = describe("the id: kebab-case; it is part of the address and never changes")
    label: Line = describe("noun phrase as it stands inside a clinician's sentence")
    lay: Line = describe("the same for a lay reader, without jargon")
    plural: Flag = optional("true when label and lay take a plural verb", False)
    definition: Text = describe("one or two plain sentences")
    aliases: tuple[Line, ...] = optional("what people really say: lay words, brands, spellings, abbreviations", ())
    broader: tuple[Id, ...] = optional("ids of broader terms of the same list", ())
    mesh: Line | None = optional("MeSH id, when confirmed")


class Condition(Term):
    """An illness or complaint."""


class Factor(Term):
    """An exposure, finding or test: something people have or do, not a treatment."""


class Intervention(Term):
    """A treatment or device."""

    avoid: tuple[Avoid, ...] = optional("who should not, or should ask first", ())


class Outcome(Term):
    """Something that is felt, done or measured."""

    felt: Flag = describe("true: people feel or do it; false: a measurement")
    better: Literal["lower", "higher", "neither"] = describe("which way is better for people")
    less: Line = describe("clinician's bare verb for a fall, e.g. reduce")
    more: Line = describe("clinician's bare verb for a rise, e.g. increase")
    less_lay: Line = describe("reader's bare verb for a fall, e.g. ease")
    more_lay: Line = describe("reader's bare verb for a rise, e.g. worsen")
    scale: Line | None = optional("how it is usually measured")
    thresholds: Thresholds | None = optional("between-group differences that count, with their source")
    important: tuple[Important, ...] = optional("minimal important differences, one for each scale and source", ())


class Entry(Record):
    """One word of the glossary, shown as a tooltip wherever it stands."""

    id: Id = describe("the id of the entry")
    term: Line = describe("the word or abbreviation")
    aliases: tuple[Line, ...] = optional("other spellings", ())
    definition: Text = describe("one or two plain sentences")


ELSEWHERE = "elsewhere"  # in place of the id of a claim: sentences that no claim of this knowledge base can answer


class Example(Record):
    """How people say one claim, or deny it, in words of their own: from these the statement check learns their words."""

    id: Id = describe(f"the id of the claim; {ELSEWHERE}: sentences that the check should abstain from")
    said: tuple[Line, ...] = describe("sentences that speak of this claim, each in other words; true or not")


VOCABULARY: dict[str, type[Term]] = {
    "conditions": Condition, "interventions": Intervention, "outcomes": Outcome, "factors": Factor,
}  # fmt: skip
# The list that holds the term of each slot: `condition` of a record is an id of `conditions`.
TERM_SLOTS = {kind.removesuffix("s"): kind for kind in VOCABULARY}


def terms_in(slots: object) -> Iterator[tuple[str, str]]:
    """(list, id) of every term that something with these slots names."""
    for slot, kind in TERM_SLOTS.items():
        if id_ := getattr(slots, slot):
            yield kind, id_
