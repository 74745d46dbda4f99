"""All records of one knowledge base, linked: what leans on what, and what follows from each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from backed.appraisal.certainty import people_counted, standing
from backed.appraisal.freshness import stale
from backed.appraisal.verdict import Appraisal, appraise
from backed.problem import Problem
from backed.record.claim import Claim, question
from backed.record.memory import Memory, uncollected
from backed.record.records import Records, read
from backed.record.reference import Reference
from backed.record.vocabulary import VOCABULARY, Term
from backed.sentence.topic import Topic

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Library(Records):
    """Every readable record, and what links and follows from them."""

    def appraisal(self, id_: str) -> Appraisal:
        """What follows from a claim's record."""
        return self._appraisals[id_]

    @cached_property
    def _appraisals(self) -> dict[str, Appraisal]:
        return {id_: appraise(claim, self.references) for id_, claim in self.claims.items()}

    @cached_property
    def stale(self) -> dict[str, list[str]]:
        """What changed since a rating was made, in words, by id of the claims whose rating is older than its evidence."""
        return _stale(self.claims, self.references)

    def take_over(self, before: Library) -> None:
        """Spare what follows from a claim and its references alone, where neither was read anew since `before`.

        Other indexes are gathered claim by claim, so all are as they were if those of the claims read anew are.
        """
        if self.references is not before.references:
            return
        anew = {id_: claim for id_, claim in self.claims.items() if before.claims.get(id_) is not claim}
        self.know_stale(before.stale, anew)
        if list(self.claims) == list(before.claims) and self._beside_claims() == before._beside_claims():
            then = Library(self.root, claims={id_: before.claims[id_] for id_ in anew})
            now = Library(self.root, claims=anew)
            if all(getattr(now, name) == getattr(then, name) for name in LINKS):
                self.__dict__.update({name: getattr(before, name) for name in LINKS})

    def _beside_claims(self) -> list[object]:
        return [getattr(self, name) for name in RECORDS if name != "claims"]

    def know_stale(self, before: Mapping[str, list[str]], anew: Collection[str]) -> None:
        """Spare what was `stale` before with the same references, of all claims but those that are `anew`."""
        found = {id_: changes for id_, changes in before.items() if id_ not in anew}
        found |= _stale({id_: self.claims[id_] for id_ in anew}, self.references)
        self.__dict__["stale"] = {id_: found[id_] for id_ in self.claims if id_ in found}

    def has_reference(self, key: str) -> bool:
        """Whether references.bib holds the key, readable or not: a faulty entry is told once, where it stands."""
        return key in self.references or key in self.unread or "references.bib" in self.unread

    def body_is_known(self, claim: Claim) -> bool:
        """Whether every source that bears on the claim could be read; else nothing follows from counting them."""
        return all(item.source in self.references for item in claim.evidence if item.bears != "context")

    def folder_of_retired(self, id_: str) -> str:
        """Where a retired record has its file and its page, which keeps its address: `claims` or `statements`."""
        return "statements" if id_ in self.retired_documents else "claims"

    def topic(self, id_: str) -> Topic:
        """A claim with the words of its terms, for sentences."""
        claim = standing(self.claims[id_], self.references)
        about, (people, studies) = claim.about, people_counted(claim, self.references)
        return Topic(
            claim,
            self.appraisal(id_),
            self.conditions.get(about.condition or ""),
            self.interventions.get(about.intervention or ""),
            self.factors.get(about.factor or ""),
            self.outcomes.get(about.outcome or ""),
            self.references,
            people,
            studies,
        )

    def terms(self) -> Iterator[tuple[str, Term]]:
        """Every term with the name of its list."""
        for kind in VOCABULARY:
            for term in getattr(self, kind).values():
                yield kind, term

    def kin(self, one: str, other: str) -> bool:
        """Whether one of two conditions is broader than the other."""
        return other in self.ancestors(one) or one in self.ancestors(other)

    def ancestors(self, condition: str) -> set[str]:
        """Every condition broader than `condition`."""
        found: set[str] = set()
        queue = [condition]
        while queue:
            term = self.conditions.get(queue.pop())
            new = set(term.broader) - found if term else set()
            found |= new
            queue.extend(new)
        return found

    @cached_property
    def claims_by_reference(self) -> dict[str, list[str]]:
        """Ids of the claims that lean on each reference, in order."""
        return _gathered((key, id_) for id_, claim in self.claims.items() for key in claim.leans_on)

    @cached_property
    def claims_by_question(self) -> dict[tuple[object, ...], list[str]]:
        """Ids of the claims that ask each question."""
        return _gathered((question(claim), id_) for id_, claim in self.claims.items())

    @cached_property
    def claims_by_term(self) -> dict[tuple[str, str], list[str]]:
        """Ids of the claims that name each term, by (list, id)."""
        return _gathered((term, id_) for id_, claim in self.claims.items() for term in claim.about.terms())

    @cached_property
    def claims_by_pair(self) -> dict[tuple[str | None, str | None], list[str]]:
        """Ids of the claims on each intervention and outcome."""
        return _gathered(((claim.about.intervention, claim.about.outcome), id_) for id_, claim in self.claims.items())

    @cached_property
    def harms_by_intervention(self) -> dict[str, list[str]]:
        """Ids of the harms and precautions of each intervention."""
        harms = ((id_, claim) for id_, claim in self.claims.items() if claim.kind in ("harm", "precaution"))
        return _gathered((claim.about.intervention, id_) for id_, claim in harms if claim.about.intervention)

    @cached_property
    def natural_course(self) -> list[str]:
        """Ids of the claims on how a condition goes on without special treatment: a baseline for effects."""
        return [
            id_ for id_, claim in self.claims.items()
            if claim.kind == "prognosis" and claim.about.event and not claim.about.factor and claim.finding == "as-claimed"
        ]  # fmt: skip

    @cached_property
    def documents_by_reference(self) -> dict[str, list[str]]:
        """Ids of the source documents that cite each reference."""
        return _gathered((key, id_) for id_, document in self.documents.items() for key in document.all_cited)

    @cached_property
    def references_by_trial(self) -> dict[str, list[str]]:
        """Keys of the references on the same people, by trial id."""
        return _gathered((source.trial, key) for key, source in self.references.items() if source.trial)

    @cached_property
    def references_by_content(self) -> dict[str, list[str]]:
        """Keys of the reviews that contain each reference."""
        return _gathered((inner, key) for key, source in self.references.items() for inner in source.contains)

    @cached_property
    def terms_by_alias(self) -> dict[str, list[str]]:
        """Ids of the terms that each alias (lower case) names."""
        return _gathered((alias.lower(), term.id) for _, term in self.terms() for alias in term.aliases)

    @cached_property
    def used_references(self) -> frozenset[str]:
        """Keys of the references that any record uses."""
        used = {key for claim in self.claims.values() for key in claim.cites}
        for document in self.documents.values():
            used.update(document.all_cited)
            used.update(key for line in document.statements for key in line.references)
        for term in self.interventions.values():
            used.update(key for avoid in term.avoid for key in avoid.sources)
        for outcome in self.outcomes.values():
            used.update(each.source for each in outcome.important)
            used.update({outcome.thresholds.source} if outcome.thresholds else ())
        used.update(self.safety.sources() if self.safety else ())
        return frozenset(used)

    @cached_property
    def statements_by_claim(self) -> dict[str, list[tuple[str, int]]]:
        """(document, number) of the statements that each claim answers."""
        lines = ((id_, line) for id_, document in self.documents.items() for line in document.statements)
        return _gathered((claim, (id_, line.n)) for id_, line in lines for claim in line.answers)


RECORDS = [each.name for each in fields(Library) if each.name != "root"]
INDEXES = [name for name, each in vars(Library).items() if isinstance(each, cached_property) and name != "_appraisals"]
LINKS = [name for name in INDEXES if name != "stale"]  # each gathered in one pass over the records


def _stale(claims: Mapping[str, Claim], references: Mapping[str, Reference]) -> dict[str, list[str]]:
    found = {id_: stale(claim, references) for id_, claim in claims.items()}
    return {id_: changes for id_, changes in found.items() if changes}


def _gathered(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in order."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


@dataclass(frozen=True)
class Loaded:
    """A Library and everything wrong with its files."""

    library: Library
    problems: list[Problem]


def load(root: Path, memory: Memory | None = None) -> Loaded:
    """Read every record under `root`. Never raises for what a file holds: each fault is a Problem.

    With a `memory`, files that were read before are not parsed again.
    """
    with uncollected():
        records, problems = read(root, memory)
        return Loaded(Library(**vars(records)), problems)
