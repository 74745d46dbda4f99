"""Rules on our own prose; never on `claim` or `says`, which repeat what others say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from backed.library import Library
from backed.record.claim import Claim
from backed.record.reference import Reference
from backed.record.source_map import Path_
from backed.record.statement import SourceDocument
from backed.record.vocabulary import Intervention, Term
from backed.rule.registry import Found, rule

JUDGING = re.compile(
    r"\b(false(ly)?|a lie|lied|liars?|lies (?:to|about)|mislead(s|ing)?|misled|deceiv\w*|decept\w*|fraud\w*|scams?"
    r"|quack\w*|bogus|debunk\w*|pseudoscien\w*|dangerous product|breaks the law|claims? to\b|allegiance|vested|biased"
    r"|duplicate publication)",
    re.IGNORECASE,
)
# Each alternative of JUDGING holds one of these. Most records hold none, and looking for plain text is far faster.
_JUDGING_STEMS = (
    "false", "a lie", "lied", "liar", "lies to", "lies about", "mislead", "misled", "deceiv", "decept", "fraud", "scam",
    "quack", "bogus", "debunk", "pseudoscien", "dangerous product", "breaks the law", "claim to", "claims to",
    "allegiance", "vested", "biased", "duplicate publication",
)  # fmt: skip
_FALSE_ALARMS = re.compile(r"\bfalse (positive|negative|alarm)s?\b|\b(un|non)biased\b", re.IGNORECASE)
_HELPS = "help|improve|reduce|ease|prevent|relieve"
TOO_STRONG = {
    "proves": r"\bprov(e|es|ed|en|ing)\b",
    "no evidence of effect": r"\bno evidence of (an )?(effect|benefit)\b",
    "trend towards": r"\b(a )?trend towards?\b|\btended to\b|\bapproached significance\b",
    "can, could or might as a word of certainty": (
        rf"\b(could|might) ({_HELPS}|worsen|cause|raise|lower)\b|\bcan ({_HELPS}|cure)\b"
    ),
}
_STRONG_STEMS = ("prov", "no evidence of", "trend toward", "tended to", "approached sig", "could ", "might ", "can ")
_STRONG = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in TOO_STRONG.items()}


def prose_of_claim(claim: Claim) -> Iterator[tuple[Path_, str]]:
    """Every text of a claim that is our own."""
    for number, item in enumerate(claim.evidence):
        yield ("evidence", number, "found"), item.found
        for at, row in enumerate(item.results):
            if row.note:
                yield ("evidence", number, "results", at, "note"), row.note
    for number, note in enumerate(claim.guidelines):
        yield ("guidelines", number, "found"), note.found
    for number, other in enumerate(claim.others_rated):
        if other.note:
            yield ("others-rated", number, "note"), other.note
    if claim.fact:
        yield ("fact",), claim.fact
    if claim.would_change:
        yield ("would-change",), claim.would_change
    yield from _reasons(claim)


def _reasons(claim: Claim) -> Iterator[tuple[Path_, str]]:
    if claim.rating:
        for name, each in claim.rating:
            because = getattr(each, "because", None)
            if because:
                yield ("rating", name.replace("_", "-"), "because"), because


def prose_of_document(document: SourceDocument) -> Iterator[tuple[Path_, str]]:
    """Every text of a source document that is our own."""
    yield ("about",), document.about
    yield ("story",), document.story
    for number, line in enumerate(document.statements):
        yield ("statements", number, "because"), line.because
        if line.overruled:
            yield ("statements", number, "overruled"), line.overruled
        for at, difference in enumerate(line.differences):
            yield ("statements", number, "differences", at, "words"), difference.words


def _mentions(stems: Iterable[str], texts: Iterable[tuple[Path_, str]]) -> bool:
    joined = "\n".join(text for _, text in texts).lower().replace("improv", "")
    return any(stem in joined for stem in stems)


def judging_word(text: str) -> str | None:
    """The first word of a text that judges a firm, a person or a motive, or None."""
    found = JUDGING.search(_FALSE_ALARMS.sub(" ", text))
    return found[0] if found else None


def too_strong(text: str) -> str | None:
    """The first wording of a text that is surer than any level, or None."""
    return next((name for name, pattern in _STRONG.items() if pattern.search(text)), None)


@rule("claim")
def judges_no_one(id_: str, claim: Claim, library: Library) -> Found:
    """Our prose judges sentences, never a firm, a person or a motive (method 5)."""
    yield from _judging(prose_of_claim(claim))


@rule("document")
def document_judges_no_one(id_: str, document: SourceDocument, library: Library) -> Found:
    """What is judged is the sentence as worded on a date, never who wrote it (method 5)."""
    yield from _judging(prose_of_document(document))


@rule("term")
def term_judges_no_one(id_: str, term: Term, library: Library) -> Found:
    """Terms describe a treatment, illness or measure, and judge nobody (method 5)."""
    avoid = term.avoid if isinstance(term, Intervention) else ()
    yield from _judging([(("definition",), term.definition)])
    yield from _judging((("avoid", number, "why"), each.why) for number, each in enumerate(avoid))


@rule("reference")
def reference_judges_no_one(key: str, source: Reference, library: Library) -> Found:
    """What we add to a source (`caution`, `quality`) judges nobody; interests stand as they were printed (method 5)."""
    for text in filter(None, (source.caution, source.quality)):
        if word := judging_word(text):
            yield (), f"{key}: “{word}” judges", "Say what was seen, and what was not."


def _judging(given: Iterable[tuple[Path_, str]]) -> Found:
    texts = list(given)
    for where, text in texts if _mentions(_JUDGING_STEMS, texts) else ():
        if word := judging_word(text):
            yield where, f"“{word}” judges", "Say what was found, and what the sentence says beyond it."


@rule("claim", "warning")
def no_surer_than_its_level(id_: str, claim: Claim, library: Library) -> Found:
    """Our prose uses the words of the levels: not proves, trend towards, no evidence of effect, nor can for may."""
    yield from _surer(prose_of_claim(claim))


@rule("document", "warning")
def document_no_surer_than_its_level(id_: str, document: SourceDocument, library: Library) -> Found:
    """The reasons under statements keep to the same words as claims do."""
    yield from _surer(
        (where, text) for where, text in prose_of_document(document) if where[-1] not in ("story", "words")
    )


def _surer(given: Iterable[tuple[Path_, str]]) -> Found:
    texts = list(given)
    for where, text in texts if _mentions(_STRONG_STEMS, texts) else ():
        if name := too_strong(text):
            message = f"wording surer or vaguer than a level: {name}"
            yield where, message, "Say shows, found, probably or may, as the level has it."
