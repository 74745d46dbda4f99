"""One source of evidence: its bibliography, its design, and what was seen of it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Design = Literal[
    "randomized-trial", "non-randomized-trial", "meta-analysis", "systematic-review", "narrative-review", "guideline",
    "cohort", "case-control", "cross-sectional", "case-series", "case-report", "physiological-study",
    "laboratory-study", "animal-study", "survey", "registry", "reference-work", "web-page",
]  # fmt: skip
DESIGNS: tuple[str, ...] = get_args(Design)
SYNTHESES: tuple[Design, ...] = ("systematic-review", "meta-analysis")  # each speaks for several studies
SHORT_TITLE = 40  # characters of a title that stands for a source without authors
NoticeKind = Literal["retracted", "corrected", "concern"]
NOTICES: tuple[NoticeKind, ...] = get_args(NoticeKind)


class Author(BaseModel):
    """A person, or an organisation (then `given` is empty)."""

    model_config = ConfigDict(frozen=True)
    family: str
    given: str


class Notice(BaseModel):
    """A retraction, correction or expression of concern; `date` is YYYY, YYYY-MM or YYYY-MM-DD."""

    model_config = ConfigDict(frozen=True)
    kind: NoticeKind
    date: str


class Verified(BaseModel):
    """When the entry was checked, and what was seen of the source."""

    model_config = ConfigDict(frozen=True)
    on: str
    seen: str


class Reference(BaseModel):
    """One source, as read from its BibTeX entry."""

    model_config = ConfigDict(frozen=True)
    key: str
    type: str
    line: int = Field(exclude=True)
    title: str
    authors: tuple[Author, ...]
    and_others: bool
    year: int | None
    container: str | None
    volume: str | None
    number: str | None
    pages: str | None
    edition: str | None
    doi: str | None
    pmid: str | None
    url: str | None
    design: Design
    participants: int | None
    studies: int | None
    trial: str | None
    contains: tuple[str, ...]
    quality: str | None
    funding: str | None
    conflicts: str | None
    notice: Notice | None
    caution: str | None
    verified: Verified | None

    @property
    def retracted(self) -> bool:
        """A retracted source never counts for a claim."""
        return self.notice is not None and self.notice.kind == "retracted"

    @property
    def short(self) -> str:
        """`Moustafa and Diab 2013`, as in running text."""
        names = [author.family for author in self.authors]
        match names:
            case []:
                who = self.container or textwrap.shorten(self.title.strip("[]"), SHORT_TITLE, placeholder=" …")
            case [one]:
                who = f"{one} et al." if self.and_others else one
            case [one, two] if not self.and_others:
                who = f"{one} and {two}"
            case _:
                who = f"{names[0]} et al."
        return f"{who} {self.year}" if self.year else who


_LIST = TypeAdapter(tuple[Reference, ...])


def packed(references: Iterable[Reference]) -> str:
    """References as one line of JSON, sooner read than their entries; with the lines at which those stand."""
    return json.dumps([each.model_dump(mode="json") | {"line": each.line} for each in references])


def unpacked(text: str) -> dict[str, Reference]:
    """The references that `packed` was given, by key."""
    return {each.key: each for each in _LIST.validate_json(text)}
