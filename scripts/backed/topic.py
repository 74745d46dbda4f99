"""A claim with the words of its terms at hand, ready to be put into a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from backed.claim import Claim
from backed.figures import estimate_of, short
from backed.reference import Reference
from backed.verdict import Appraisal
from backed.vocabulary import Outcome, Term
from backed.wording import Phrase, Register, among


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
        """What is said to do something: the intervention, or else the factor."""
        return self.phrase(self.intervention or self.factor, register)

    def object(self, register: Register) -> Phrase:
        """What it is said to do it to: the outcome, or else the condition."""
        return self.phrase(self.outcome or self.condition, register)

    def population(self, register: Register) -> str:
        """The people, as a plural noun phrase."""
        if self.claim.about.population:
            return self.claim.about.population
        return f"people with {self.phrase(self.condition, register)}" if self.condition else "people"

    def estimate(self) -> str:
        """The estimate in one phrase, or nothing."""
        found = estimate_of(self.claim)
        return short(found[1]) if found else ""

    def size_of_body(self) -> str:
        """`3 studies, 120 people`, or nothing."""
        parts = [among(self.studies, "study", "studies")] if self.studies else []
        return ", ".join(parts + ([f"{self.people:,} people".replace(",", "\u202f")] if self.people else []))


def verb_of(topic: Topic, register: Register, *, reverse: bool = False) -> str:
    """The outcome's own bare verb for the claim's direction; reversed when the finding is the opposite."""
    outcome, direction = topic.outcome, topic.claim.about.direction
    falls = direction == "decreases" or (
        outcome is not None and direction == ("improves" if outcome.better == "lower" else "worsens")
    )
    if outcome is None:
        return "change"
    if falls != reverse:
        return outcome.less if register == "clinician" else outcome.less_lay
    return outcome.more if register == "clinician" else outcome.more_lay
