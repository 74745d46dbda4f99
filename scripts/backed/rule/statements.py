"""Rules on source documents and their statements (method 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from backed.appraisal.answer import Answer, Judgement
from backed.appraisal.judgement import SPEECH, judge
from backed.appraisal.speech_act import same_question
from backed.library import Library
from backed.record.statement import SourceDocument, Statement
from backed.rule.registry import Found, rule

MOST_WORDS_FOUND = 8  # enough to locate a sentence; more would be copying it
MOST_WORDS_OF_REPLY = 200  # what the right of reply offers


def judged(statement: Statement, library: Library) -> Judgement:
    """The verdict that follows from a statement's record."""

    def answers(ids: Iterable[str]) -> list[Answer]:
        return [Answer(library.claims[id_], library.appraisal(id_)) for id_ in ids if id_ in library.claims]

    return judge(statement, answers, library.kin)


def shown(statement: Statement, derived: Judgement) -> Judgement:
    """The verdict that stands: the derived one, or the editors' where they overruled it."""
    if statement.overruled and statement.verdict and statement.ground:
        return Judgement(statement.verdict, statement.ground)
    return derived


@rule("document")
def stated_verdict(id_: str, document: SourceDocument, library: Library) -> Found:
    """Verdict and ground follow from the claims and the wording, or `overruled` says why not. `fix` writes them."""
    for number, line in enumerate(document.statements):
        if line.overruled or not _links_live(line, library):
            continue
        derived, what = judged(line, library), f"statement {line.n}:"
        if line.verdict is not None and line.verdict != derived.verdict:
            message = f"{what} verdict is stated as {line.verdict}, and {derived.verdict} ({derived.ground}) follows"
            fix = "Run `fix`, correct `asserts`, or say why in `overruled:`."
            yield ("statements", number, "verdict"), message, fix
        elif line.ground is not None and line.ground != derived.ground:
            message = f"{what} ground is stated as {line.ground}, and {derived.ground} follows"
            yield ("statements", number, "ground"), message, "Run `fix`, or correct the record."


def _links_live(line: Statement, library: Library) -> bool:
    return all(id_ in library.claims for id_ in line.answers)


@rule("document", "warning")
def verdict_is_stated(id_: str, document: SourceDocument, library: Library) -> Found:
    """Verdict and ground stand in the record, so that a change of them is seen in a pull request. `fix` writes them."""
    for number, line in enumerate(document.statements):
        if line.verdict is None or line.ground is None:
            yield ("statements", number), f"statement {line.n}: verdict or ground is not stated", "Run `fix`."


@rule("document")
def overrule_is_needed(id_: str, document: SourceDocument, library: Library) -> Found:
    """`overruled` stands only where the stated verdict departs from the derived one, and then both are stated."""
    for number, line in enumerate(document.statements):
        if not line.overruled:
            continue
        where = ("statements", number, "overruled")
        if line.verdict is None or line.ground is None:
            yield where, f"statement {line.n} is overruled without verdict and ground", "Write both."
        elif _links_live(line, library) and judged(line, library).verdict == line.verdict:
            message = f"statement {line.n} is overruled, and {line.verdict} follows anyway"
            yield where, message, "Delete `overruled:`."


@rule("document")
def numbers_stay(id_: str, document: SourceDocument, library: Library) -> Found:
    """Statements are numbered from 1 without gaps, in order: numbers are addresses and never change."""
    for number, line in enumerate(document.statements):
        if line.n != number + 1:
            fix = f"Write `n: {number + 1}`; append new statements at the end."
            yield ("statements", number, "n"), f"number {line.n} stands at place {number + 1}", fix


@rule("document")
def find_is_short(id_: str, document: SourceDocument, library: Library) -> Found:
    """`find` is at most eight words: enough to locate a sentence, too few to copy it."""
    for number, line in enumerate(document.statements):
        words = len((line.find or "").split())
        if words > MOST_WORDS_FOUND:
            message = f"statement {line.n}: `find` has {words} words"
            yield ("statements", number, "find"), message, f"Keep at most {MOST_WORDS_FOUND}."


@rule("document")
def reply_fits(id_: str, document: SourceDocument, library: Library) -> Found:
    """A reply has at most 200 words, and the statements that it answers exist. It is printed as it came (method 5)."""
    known = {line.n for line in document.statements}
    for number, reply in enumerate(document.replies):
        words = len(reply.text.split())
        if words > MOST_WORDS_OF_REPLY:
            message = f"the reply of {reply.on} has {words} words"
            yield ("replies", number, "text"), message, f"Ask for one of at most {MOST_WORDS_OF_REPLY}; never cut it."
        for missing in sorted(set(reply.to) - known):
            message = f"the reply of {reply.on} answers statement {missing}, which does not exist"
            yield ("replies", number, "to"), message, "Correct the number."


@rule("document")
def answered_or_not_checkable(id_: str, document: SourceDocument, library: Library) -> Found:
    """Every statement is answered by a claim, is about a named study, or is one that evidence cannot settle."""
    for number, line in enumerate(document.statements):
        speech = line.asserts.mode in SPEECH
        if not (line.claims or line.parts or line.told or speech):
            fix = "Name the claims that answer it, or add the claim that is missing."
            yield ("statements", number), f"statement {line.n} has no claims", fix


@rule("document")
def measured_is_not_felt(id_: str, document: SourceDocument, library: Library) -> Found:
    """A claim about a measurement answers one about how people feel only with a `surrogate` difference (1.4)."""
    for number, line in enumerate(document.statements):
        said = library.outcomes.get(line.asserts.outcome or "")
        claim = library.claims.get(line.claims[0]) if line.claims else None
        found = library.outcomes.get(claim.about.outcome or "") if claim else None
        if said and found and said.felt and not found.felt and not any(d.slot == "surrogate" for d in line.differences):
            message = f"statement {line.n} is about {said.label}, and the claim that answers about {found.label}"
            fix = "Add a difference with `slot: surrogate`, or name a claim about what people feel."
            yield ("statements", number, "claims"), message, fix


@rule("document")
def narrower_answers_are_shown(id_: str, document: SourceDocument, library: Library) -> Found:
    """Where the general answer is little or no effect, a claim that agrees for some people stands beside it (4.9)."""
    for number, line in enumerate(document.statements):
        for ids in [line.claims, *(part.claims for part in line.parts)]:
            for missing in _agreeing_narrower(ids, library) if line.asserts.kind == "effect" else ():
                message = f"statement {line.n} is answered by {ids[0]}, and not by {missing}, which agrees in part"
                fix = f"Add {missing} to the claims that answer it: readers are shown both."
                yield ("statements", number), message, fix


def _agreeing_narrower(ids: Sequence[str], library: Library) -> list[str]:
    """Claims narrower than the first, of little or no effect, that lean for it and are not among the answers."""
    first = library.claims.get(ids[0]) if ids else None
    if first is None or library.appraisal(ids[0]).finding != "no-important-difference":
        return []
    links = [other.id for other in first.related if other.kind == "narrower" and other.id in library.claims]
    return [
        other
        for other in links
        if other not in ids
        and same_question(first, library.claims[other])
        and library.appraisal(other).verdict in ("backed", "leaning-for")
    ]


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
            message = f"statement {line.n} tells a study that it does not name"
            yield ("statements", number, "told"), message, "Add `references: [Key]`."
