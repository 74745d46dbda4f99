"""The shape of a difference, which is also its published schema. Field descriptions are written here only."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from backed.record.model import describe, optional

VERSION = "1.0"
# follows: the record is as it was, and what it rests on is not. unread: there before, and now it cannot be read.
How = Literal["added", "removed", "retired", "changed", "follows", "unread"]


class Part(BaseModel):
    """Base of every part of a difference: a value."""

    model_config = ConfigDict(frozen=True)


class Pair(Part):
    """A value before and after; null where there is none."""

    before: str | None = describe("in the base")
    after: str | None = describe("in the head")


class ClaimChange(Part):
    """What became of one claim."""

    id: str = describe("claim id")
    claim: str = describe("the claim, as it reads in the head (in the base, if it is gone)")
    kind: str = describe("what sort of proposition it is")
    how: How = describe("what happened to it; `follows`: only what it rests on changed")
    certainty: Pair | None = optional("how sure, where it moved")
    verdict: Pair | None = optional("the verdict, where it moved")
    finding: Pair | None = optional("what the evidence says, where it moved")
    because: tuple[str, ...] = optional("what moved certainty or verdict, domain by domain, in words", ())
    sentence: Pair | None = optional("the clinician's sentence, where it changed")
    plain_sentence: Pair | None = optional("the reader's sentence, where it changed")
    references_added: tuple[str, ...] = optional("sources that came in", ())
    references_dropped: tuple[str, ...] = optional("sources that went", ())
    evidence: tuple[str, ...] = optional("what changed in the evidence that stayed, in words", ())
    through: tuple[str, ...] = optional("references and terms that it rests on and that changed", ())
    stale: tuple[str, ...] = optional("why its rating is older than its evidence now, and was not before", ())
    other: tuple[str, ...] = optional("other fields of the record that changed", ())


class StatementChange(Part):
    """What became of one statement of a source document."""

    id: str = describe("`<document>#<n>`")
    says: str = describe("our paraphrase")
    how: How = describe("what happened to it; `follows`: only the claims that answer it changed")
    verdict: Pair | None = optional("the verdict, where it flipped")
    ground: Pair | None = optional("the reason in a word, where it changed")
    through: tuple[str, ...] = optional("claims that answer it and moved", ())
    other: tuple[str, ...] = optional("other fields that changed", ())


class ReferenceChange(Part):
    """What became of one reference."""

    key: str = describe("citation key")
    title: str = describe("its title")
    how: How = describe("what happened to it")
    notice: Pair | None = optional("retraction, correction or expression of concern, where it changed")
    other: tuple[str, ...] = optional("other fields that changed", ())


class RecordChange(Part):
    """What became of a term, of a source document's own text, or of the safety texts."""

    id: str = describe("`interventions/<id>`, `statements/<id>` or `safety`")
    title: str = describe("its label or title")
    how: How = describe("what happened to it")
    other: tuple[str, ...] = optional("fields that changed", ())


class Difference(Part):
    """Two states of a knowledge base, compared record by record."""

    schema_version: Literal["1.0"] = optional("version of this shape", VERSION)
    base: str = describe("the state before")
    head: str = describe("the state after")
    claims: tuple[ClaimChange, ...] = describe("claims that changed, those that moved first")
    statements: tuple[StatementChange, ...] = describe("statements that changed, those that flipped first")
    references: tuple[ReferenceChange, ...] = describe("references that changed")
    records: tuple[RecordChange, ...] = describe("other records that changed")
    pages: tuple[str, ...] = describe("addresses of the pages that show something of it")
    unread: tuple[str, ...] = describe("records of the head that cannot be read: run `validate`")
    certainty_moved: int = describe("claims whose certainty moved")
    verdict_moved: int = describe("claims whose verdict moved")
    statements_flipped: int = describe("statements whose verdict flipped")
