"""A claim with the words of its terms at hand, and the phrases that all its sentences are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backed.appraisal.certainty import reviews_counted, single_studies
from backed.appraisal.figures import estimate_of, number, short
from backed.appraisal.verdict import Appraisal
from backed.record.claim import Claim, Result
from backed.record.claim import Difference as DifferenceRow
from backed.record.reference import Reference
from backed.record.vocabulary import Outcome, Term
from backed.sentence.wording import Phrase, Register, among


@dataclass(frozen=True)
class Topic:
    """A claim with the words of its terms, ready to be put into a sentence."""

    claim: Claim
    appraisal: Appraisal
    condition: Term | None
    intervention: Term | None
    factor: Term | None
    outcome: Outcome | None
    references: Mapping[str, Reference]
    people: int | None
    studies: int

    def phrase(self, term: Term | None, register: Register, default: str = "this") -> Phrase:
        """The noun phrase of a term in a register."""
        if term is None:
            return Phrase(default)
        return Phrase(term.label if register == "clinician" else term.lay, term.plural)

    def subject(self, register: Register) -> Phrase:
        """What is said to do something: the intervention, or the one form of it that is meant, or else the factor."""
        if self.claim.about.form:
            return Phrase(self.claim.about.form)
        return self.phrase(self.intervention or self.factor, register)

    def object(self, register: Register) -> Phrase:
        """What it is said to do it to: the outcome, or else the condition."""
        return self.phrase(self.outcome or self.condition, register)

    def population(self, register: Register) -> str:
        """The people, as a plural noun phrase."""
        if self.claim.about.population:
            return self.claim.about.population
        return f"people with {self.phrase(self.condition, register)}" if self.condition else "people"

    def whom(self, register: Register) -> str:
        """` in people with sciatica`, or nothing where the claim is about nobody in particular."""
        return f" in {self.population(register)}" if self.claim.about.population or self.condition else ""

    def estimate(self) -> str:
        """The estimate in one phrase, with the reading of its sign where it runs against the words; or nothing."""
        found = estimate_of(self.claim)
        return f"{short(found[1])}{_sign(found[1], self.outcome)}" if found else ""

    def size_of_body(self) -> str:
        """`3 studies with 120 people`: behind the estimate, or else behind the claim; reviews are never added up."""
        found = estimate_of(self.claim)
        if found is None:
            return self._whole_body()
        item, row = found
        source = self.references.get(item.source)
        if row.studies:
            return _extent(row.studies, row.people)
        if source is None or not source.studies:
            return _extent(1, row.people or (source.participants if source else None))
        return f"from a review of {among(source.studies, 'study', 'studies')}"

    def _whole_body(self) -> str:
        reviews = reviews_counted(self.claim, self.references)
        single = single_studies(self.claim, self.references)
        if not reviews or (reviews[0][0] == 1 and not single):
            return _extent(self.studies, self.people) if self.studies else ""
        extent = _extent(*reviews[0])
        several = f"from {len(reviews)} reviews, the largest of {extent}"
        first = f"from a review of {extent}" if len(reviews) == 1 else several
        more = among(len(single), "single study", "single studies")
        return f"{first}{',' if len(reviews) > 1 else ''} and {more}" if single else first


def _extent(studies: int, people: int | None) -> str:
    counted = among(studies, "study", "studies")
    return f"{counted} with {number(people)} people" if people else counted


def _sign(row: Result, outcome: Outcome | None) -> str:
    """How to read a difference printed with the sign that the words would not suggest."""
    if not isinstance(row, DifferenceRow) or row.measure not in ("MD", "SMD") or row.favours != "intervention":
        return ""
    expected = {"lower": row.value < 0, "higher": row.value > 0}.get(outcome.better if outcome else "", True)
    return "" if expected else f", where {'positive' if row.value > 0 else 'negative'} means better"


def verb_of(topic: Topic, register: Register, *, reverse: bool = False) -> str:
    """The outcome's own bare verb for the claim's direction; reversed when the finding is the opposite."""
    outcome, direction = topic.outcome, topic.claim.about.direction
    if outcome is None or direction not in ("improves", "worsens", "increases", "decreases"):
        return "change"
    falls = direction == "decreases" or (direction == ("improves" if outcome.better == "lower" else "worsens"))
    if falls != reverse:
        return outcome.less if register == "clinician" else outcome.less_lay
    return outcome.more if register == "clinician" else outcome.more_lay
