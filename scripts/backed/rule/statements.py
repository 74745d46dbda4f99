"""Rules on source documents and their statements (method 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from backed.judgement import Answer, Judgement, judge
from backed.library import Library
from backed.rule.registry import Found, rule
from backed.statement import SourceDocument, Statement

MOST_WORDS_FOUND = 8  # enough to locate a sentence; more would be copying it


def judged(statement: Statement, library: Library) -> Judgement:
    """The verdict that follows from a statement's record."""

    def answers(ids: Iterable[str]) -> list[Answer]:
        return [Answer(library.claims[id_], library.appraisal(id_)) for id_ in ids if id_ in library.claims]

    return judge(statement, answers, library.kin)


@rule("document")
def stated_verdict(id_: str, document: SourceDocument, library: Library) -> Found:
    """A statement's verdict and ground are those that follow from its claims and wording, or `overruled` says why not. `fix` writes them."""
    for number, line in enumerate(document.statements):
        if line.overruled or not _links_live(line, library):
            continue
        derived = judged(line, library)
        if line.verdict is not None and line.verdict != derived.verdict:
            message = f"statement {line.n}: verdict is stated as {line.verdict}, and {derived.verdict} ({derived.ground}) follows"
            yield (
                ("statements", number, "verdict"),
                message,
                "Run `fix`, correct `asserts`, or say why in `overruled:`.",
            )
        elif line.ground is not None and line.ground != derived.ground:
            message = f"statement {line.n}: ground is stated as {line.ground}, and {derived.ground} follows"
            yield ("statements", number, "ground"), message, "Run `fix`, or correct the record."


def _links_live(line: Statement, library: Library) -> bool:
    ids = [*line.claims, *(claim for part in line.parts for claim in part.claims)]
    return all(id_ in library.claims for id_ in ids)


@rule("document", "warning")
def verdict_is_stated(id_: str, document: SourceDocument, library: Library) -> Found:
    """Verdict and ground stand in the record, so that a change of them is a visible line in a pull request. `fix` writes them."""
    for number, line in enumerate(document.statements):
        if line.verdict is None or line.ground is None:
            yield ("statements", number), f"statement {line.n}: verdict or ground is not stated", "Run `fix`."


@rule("document")
def overrule_is_needed(id_: str, document: SourceDocument, library: Library) -> Found:
    """`overruled` stands only where the stated verdict departs from the derived one, and then both are stated."""
    for number, line in enumerate(document.statements):
        if not line.overruled:
            continue
        if line.verdict is None or line.ground is None:
            yield (
                ("statements", number, "overruled"),
                f"statement {line.n} is overruled without verdict and ground",
                "Write both.",
            )
        elif _links_live(line, library) and judged(line, library).verdict == line.verdict:
            yield (
                ("statements", number, "overruled"),
                f"statement {line.n} is overruled, and {line.verdict} follows anyway",
                "Delete `overruled:`.",
            )


@rule("document")
def numbers_stay(id_: str, document: SourceDocument, library: Library) -> Found:
    """Statements are numbered from 1 without gaps, in order: numbers are addresses and never change."""
    for number, line in enumerate(document.statements):
        if line.n != number + 1:
            yield (
                ("statements", number, "n"),
                f"number {line.n} stands at place {number + 1}",
                f"Write `n: {number + 1}`; append new statements at the end.",
            )


@rule("document")
def find_is_short(id_: str, document: SourceDocument, library: Library) -> Found:
    """`find` is at most eight words: enough to locate a sentence, too few to copy it."""
    for number, line in enumerate(document.statements):
        if line.find and len(line.find.split()) > MOST_WORDS_FOUND:
            yield (
                ("statements", number, "find"),
                f"statement {line.n}: `find` has {len(line.find.split())} words",
                f"Keep at most {MOST_WORDS_FOUND}.",
            )


@rule("document")
def answered_or_not_checkable(id_: str, document: SourceDocument, library: Library) -> Found:
    """Every statement is answered by a claim, is about a named study, or is one that evidence cannot settle."""
    for number, line in enumerate(document.statements):
        speech = line.asserts.mode in ("opinion", "puffery", "experience", "reasoning")
        if not (line.claims or line.parts or line.told or speech):
            yield (
                ("statements", number),
                f"statement {line.n} has no claims",
                "Name the claims that answer it, or add the claim that is missing.",
            )


@rule("document")
def matter_most_are_there(id_: str, document: SourceDocument, library: Library) -> Found:
    """`matter-most` and `cites` point at statements and references that exist."""
    known = {line.n for line in document.statements}
    for number in document.matter_most:
        if number not in known:
            yield ("matter-most",), f"there is no statement {number}", "Name numbers of this document."
    for key in document.cites:
        if not library.has_reference(key):
            yield ("cites",), f"{key} is not in references.bib", "Add the entry, or correct the key."


@rule("document")
def told_studies_are_named(id_: str, document: SourceDocument, library: Library) -> Found:
    """A statement with `told` names the study, in `references` or `cites`."""
    for number, line in enumerate(document.statements):
        if line.told and not (line.references or line.cites):
            yield (
                ("statements", number, "told"),
                f"statement {line.n} tells a study that it does not name",
                "Add `references: [Key]`.",
            )
