"""Every sentence that can be generated, as people read it: kind, finding and level, for clinicians and for readers.

The sentences stand in golden/sentences.txt. After a change of wording: `GOLDEN=write uv run pytest tests/test_sentence.py`,
then read what changed as a clinician and as a lay reader.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backed.record.claim import Claim
from backed.record.reference import Notice
from backed.sentence.generate import sentence
from backed.sentence.wording import Register, denied, hedged, third_person
from made import LEVELS, claim, evidence, source, topic

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
REGISTERS: tuple[Register, ...] = ("clinician", "reader")
CUPS = {"condition": "heel-pain", "intervention": "heel-cup", "outcome": "first-step-pain"}
AGAINST = {**CUPS, "comparator": "flat insoles", "when": "12 weeks"}
ARCH = {"condition": "heel-pain", "intervention": "heel-cup", "outcome": "arch-height", "direction": "increases"}
MOVING = {**ARCH, "comparator": "the same people before, barefoot", "when": "during standing"}
HARM = {**AGAINST, "outcome": "skin-blisters", "direction": "worsens"}
BETTER = {**AGAINST, "contrast": "better-than"}
EQUAL = {**AGAINST, "contrast": "as-good-as", "comparator": "gel cups"}
GROUP = {**AGAINST, "contrast": "subgroup", "population": "people with a high arch"}
DOSE = {**CUPS, "contrast": "dose", "dose": "one to four cups a day"}
LINK = {"condition": "heel-pain", "factor": "long-standing", "direction": "associated"}
CAUSE = {"condition": "heel-pain", "factor": "heel-spur", "direction": "causes"}
VIA = {**CUPS, "via": "a higher arch"}
SHARE = {"condition": "heel-pain", "population": "adults", "event": "have heel pain", "direction": "describes"}
RANK = {"condition": "heel-pain", "factor": "heel-spur", "direction": "describes"}
COURSE = {**SHARE, "population": "people with new heel pain", "event": "are better", "when": "1 year"}
FACTOR = {"condition": "heel-pain", "factor": "long-standing", "direction": "worsens", "when": "1 year"}
TEST = {"condition": "heel-fracture", "factor": "squeeze-test", "direction": "describes"}
FACT = {"direction": "describes"}

SMD = {"measure": "SMD", "value": "-0.35", "low": "-0.52", "high": "-0.21", "people": 540, "studies": 6}
COUNTED = {"measure": "count", "events": 12, "total": 120, "comparator-events": 6, "comparator-total": 120}
NONE_SEEN = {"measure": "count", "events": 0, "total": 300}
FELT = {"measure": "count", "events": 13, "total": 16}
PERCENT = {"measure": "percent", "value": 63, "low": 49, "high": 77, "people": 2219, "studies": 38}


def resting_on(row: dict[str, Any]) -> dict[str, Any]:
    """Evidence with one figure, on which the sentence rests."""
    return {"evidence": [evidence(results=[row])], "estimate": {"source": "Okafor2021cups", "result": 1}}


def effects() -> Iterator[tuple[str, Claim]]:
    """Effects by size, and comparisons, groups and doses, at every level."""
    for size in ("large", "medium", "small", "unknown"):
        for level in LEVELS:
            yield f"effect, {size}", claim(level=level, about=AGAINST, size=size, **resting_on(SMD))
    for name, finding, about in (
        ("effect, none that matters", "no-important-difference", AGAINST),
        ("effect, the opposite", "opposite", AGAINST),
        ("measurement", "as-claimed", ARCH),
        ("measurement in the same people", "as-claimed", MOVING),
        ("better than", "as-claimed", BETTER),
        ("better than, no difference", "no-important-difference", BETTER),
        ("better than, the opposite", "opposite", BETTER),
        ("as good as", "as-claimed", EQUAL),
        ("as good as, the opposite", "opposite", EQUAL),
        ("more in some", "as-claimed", GROUP),
        ("more in some, not confirmed", "no-important-difference", GROUP),
        ("dose", "as-claimed", DOSE),
        ("dose, no difference", "no-important-difference", DOSE),
    ):
        for level in LEVELS:
            yield name, claim(finding=finding, level=level, about=about, size="medium", **resting_on(SMD))
    one_group = {"start": "one-group", **{name: {"down": 0} for name in DOMAINS}, "risk-of-bias": {"down": 1}}
    yield "share without a control", claim(about=CUPS, rating=one_group, **resting_on(FELT))


DOMAINS = ("inconsistency", "indirectness", "imprecision", "publication-bias")


def harms() -> Iterator[tuple[str, Claim]]:
    """Harms by what is known of them."""
    for level in LEVELS:
        yield "harm", claim("harm", level=level, about=HARM)
        yield "harm, counted in both groups", claim("harm", level=level, about=HARM, **resting_on(COUNTED))
        yield "harm, no more", claim("harm", "no-important-difference", level, about=HARM)
    yield "harm, reported", claim("harm", "reported", "none", about=HARM)
    both = [evidence(), evidence("Rivera2019cup", "against")]
    yield "harm, reported and not seen more often", claim("harm", "reported", "none", about=HARM, evidence=both)
    yield "harm, watched for and not seen", claim("harm", about={**HARM, "comparator": None}, **resting_on(NONE_SEEN))
    yield "harm, not counted", claim("harm", "untested", "none", about=HARM, evidence=())


def links() -> Iterator[tuple[str, Claim]]:
    """Links, causes, mechanisms, shares, courses and tests at every level."""
    for name, kind, finding, about, more in (
        ("association", "association", "as-claimed", LINK, {}),
        ("association, none", "association", "no-important-difference", LINK, {}),
        ("association, the opposite", "association", "opposite", LINK, {}),
        ("cause", "cause", "as-claimed", CAUSE, {}),
        ("cause, none", "cause", "no-important-difference", CAUSE, {}),
        ("cause, the reverse", "cause", "opposite", CAUSE, {}),
        ("mechanism", "mechanism", "as-claimed", VIA, {}),
        ("mechanism, not the reason", "mechanism", "no-important-difference", VIA, {}),
        ("frequency", "frequency", "as-claimed", SHARE, resting_on(PERCENT)),
        ("commonest cause", "frequency", "as-claimed", RANK, {}),
        ("course", "prognosis", "as-claimed", COURSE, resting_on(PERCENT)),
        ("prognostic factor", "prognosis", "as-claimed", FACTOR, {}),
        ("prognostic factor, none", "prognosis", "no-important-difference", FACTOR, {}),
        ("diagnosis", "diagnosis", "as-claimed", TEST, {}),
        ("diagnosis, no guide", "diagnosis", "opposite", TEST, {}),
    ):
        for level in LEVELS:
            yield name, claim(kind, finding, level, about=about, **more)


QUESTIONS = {
    "effect": ("effect", AGAINST), "harm": ("harm", HARM), "better than": ("effect", BETTER), "as good as": ("effect", EQUAL),
    "more in some": ("effect", GROUP), "dose": ("effect", DOSE), "measurement": ("effect", MOVING),
    "association": ("association", LINK), "cause": ("cause", CAUSE), "mechanism": ("mechanism", VIA),
    "frequency": ("frequency", SHARE), "course": ("prognosis", COURSE), "prognostic factor": ("prognosis", FACTOR),
    "diagnosis": ("diagnosis", TEST),
}  # fmt: skip


def undecided() -> Iterator[tuple[str, Claim]]:
    """Every question without an answer."""
    both = [evidence(), evidence("Rivera2019cup", "against")]
    for name, (kind, about) in QUESTIONS.items():
        yield f"{name}, inconclusive", claim(kind, "inconclusive", "low", about=about, evidence=both)
        yield f"{name}, conflicting", claim(kind, "conflicting", "low", about=about, evidence=both)
        if kind != "harm":  # a harm that was not counted has its own sentence
            yield f"{name}, untested", claim(kind, "untested", "none", about=about, evidence=())
    told = [evidence(key, "context") | {"as": "case-report"} for key in ("Okafor2021cups", "Rivera2019cup")]
    yield "effect, untested but for a case", claim(finding="untested", level="none", about=AGAINST, evidence=told[:1])
    yield "effect, never compared but for cases", claim(finding="untested", level="none", about=BETTER, evidence=told)
    seen = {"basis": ["laboratory", "cadavers"], "evidence": ()}
    yield "mechanism, seen in laboratories", claim("mechanism", "untested", "none", about=VIA, **seen)


def note(says: str, seen: str = "own-text", **more: str) -> dict[str, str]:
    """What one guideline says."""
    return {"source": "HeelGuild2022advice", "body": "Heel Guild", "says": says, "seen": seen, "found": "It.", **more}


def facts() -> Iterator[tuple[str, Claim]]:
    """What is not graded."""
    fact = {"fact": "The plantar fascia runs from the heel to the toes"}
    for finding in ("as-claimed", "conflicting", "opposite", "untested"):
        yield f"anatomy, {finding}", claim("anatomy", finding, about=FACT, **fact)
    described = {"condition": "heel-pain", **FACT}
    yield "clinical description", claim("anatomy", about=described, fact="Heel pain is worst with the first steps")
    defined = {"intervention": "heel-cup", **FACT}
    yield "definition of a treatment", claim("anatomy", about=defined, fact="Heel cups are worn inside the shoe")
    for says in ("for", "conditional-for", "conditional-against", "against", "silent"):
        yield f"guideline, {says}", claim("guidance", about=CUPS, guidelines=[note(says)])
    own = note("for", **{"own-certainty": "low"})
    yield "guideline, how sure it is", claim("guidance", about=CUPS, guidelines=[own])
    yield "guideline, second-hand", claim("guidance", about=CUPS, guidelines=[note("for", "second-hand")])
    yield "two guidelines", claim("guidance", about=CUPS, guidelines=[note("for"), note("conditional-for")])
    yield "guidelines differ", claim("guidance", about=CUPS, guidelines=[note("for"), note("against"), note("silent")])
    yield "guidelines silent", claim("guidance", about=CUPS, guidelines=[note("silent"), note("silent")])
    yield "no guideline seen", claim("guidance", "untested", about=CUPS)
    rub = {
        "about": {"intervention": "heel-cup", "population": "people with numb feet", **FACT},
        "fact": "A fold may rub",
    }
    yield "precaution", claim("precaution", basis=["physiology", "maker"], **rub, **{"advised-by": "the Heel Guild"})
    yield "precaution, followed up", claim("precaution", basis=["outcome-study"], **rub)
    sold = {"about": {"intervention": "heel-cup", **FACT}}
    yield "record", claim("record", **sold, fact="Heel cups are sold in shoe shops")
    yield "record, none found", claim("record", "untested", claim="Heel cups are sold in every town", **sold)
    yield "report", claim("report", about=FACT, fact="Okafor (2021) pooled six trials of heel cups")
    yield "report, source not seen", claim("report", "untested", about=FACT)


def cases() -> Iterator[tuple[str, Claim]]:
    """Every kind of sentence with a claim that gives it."""
    for group in (effects, harms, links, undecided, facts):
        yield from group()


def written() -> str:
    """All sentences as the golden file has them."""
    lines = []
    for name, made in cases():
        found = topic(made)
        told = (f"  C  {sentence(found, 'clinician')}", f"  R  {sentence(found, 'reader')}")
        lines += [f"{name} ({found.appraisal.certainty})", *told, ""]
    return "\n".join(lines)


def test_sentences_read_as_agreed() -> None:
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(written(), "utf-8")
    assert written() == GOLDEN.read_text("utf-8"), "if this is meant: GOLDEN=write uv run pytest tests/test_sentence.py"


FIXED = ("could be quite different", "could have been missed", "could not read")


def test_sentences_keep_the_rules() -> None:
    """Method 3.2 and plain print: no can or might, one full stop, one space, capitals and brackets that close."""
    for name, made in cases():
        for register in REGISTERS:
            text = sentence(topic(made), register)
            loose = functools.reduce(lambda rest, fixed: rest.replace(fixed, ""), FIXED, text)
            assert not re.search(r"\b(can|could|might)\b", loose, re.IGNORECASE), f"{name}: {text}"
            assert text.endswith(".") and text[0].isupper(), f"{name}: {text}"
            assert not re.search(r"  |\.\. | [.,;:]|,,|\bNone\b(?! of)|[{}]", text), f"{name}: {text}"
            assert text.count("(") == text.count(")"), f"{name}: {text}"


def test_the_level_is_heard_in_every_sentence() -> None:
    """Method 3.2: moderate says probably, low says may, very low has its own sentence; high none of them."""
    words = {"moderate": "probably", "low": "may", "very-low": "very uncertain"}
    for name, made in cases():
        level, finding = topic(made).appraisal.certainty, topic(made).appraisal.finding
        directed = finding in ("as-claimed", "no-important-difference", "opposite")
        if directed and level in LEVELS and name != "harm, watched for and not seen":
            text = sentence(topic(made), "clinician").lower()
            assert [key for key, word in words.items() if word in text] == [level] * (level in words), text


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("finding", ["untested", "inconclusive", "conflicting", "as-claimed"])
@pytest.mark.parametrize("contrast", [None, "better-than", "as-good-as"])
def test_a_narrow_question_never_reads_like_a_broad_one(register: Any, finding: str, contrast: str | None) -> None:
    about = {**AGAINST, "population": "runners", "contrast": contrast}
    level = {"untested": "none", "as-claimed": "very-low"}.get(finding, "low")
    text = sentence(topic(claim(finding=finding, level=level, about=about)), register)
    assert "runners" in text and "flat insoles" in text and "12 weeks" in text


def test_the_dose_is_part_of_what_nobody_tested() -> None:
    made = claim(finding="untested", level="none", about={**CUPS, "dose": "worn asleep"})
    assert "heel cups (worn asleep)" in sentence(topic(made), "reader")


@pytest.mark.parametrize("register", REGISTERS)
def test_an_untested_claim_tells_of_single_cases(register: Any) -> None:
    told = source("Told2019case", design="case-report")
    again = [source(key, design="case-report", trial="one-person") for key in ("Told2020case", "Told2021case")]
    gone = source("Gone2020case", design="case-report", notice=Notice(kind="retracted", date="2024"))
    items = [evidence(each.key, "context") for each in (told, *again, gone)]
    made = claim(finding="untested", level="none", about=CUPS, evidence=[evidence(bears="context"), *items])
    text = sentence(topic(made, told, *again, gone), register)
    assert {"clinician": "beyond two single cases", "reader": "only two reports of single cases"}[register] in text
    plain = claim(finding="untested", level="none", about=CUPS, evidence=[evidence(bears="context")])
    assert "case" not in sentence(topic(plain), register)


def test_one_form_of_an_intervention_is_named_instead_of_it() -> None:
    made = claim(about={**AGAINST, "form": "a gel cup"}, size="small")
    assert "A gel cup may slightly reduce first-step pain" in sentence(topic(made), "clinician")


def test_reviews_that_overlap_are_not_added_up() -> None:
    reviews = [source("Cole2015review", studies=12, participants=900), source("Bell2010review", studies=7)]
    made = claim(about=AGAINST, size="unknown", evidence=[evidence(each.key) for each in reviews])
    assert "from 2 reviews, the largest of 12 studies with 900 people" in sentence(topic(made, *reviews), "clinician")


def test_only_reports_of_the_harm_are_counted() -> None:
    items = [evidence(bears="against"), evidence("Rivera2019cup"), evidence("Gone2020report")]
    gone = source("Gone2020report", notice=Notice(kind="retracted", date="2024"))
    made = claim("harm", "reported", "none", about=HARM, evidence=items)
    assert "(1 published source)" in sentence(topic(made, gone), "clinician")


@pytest.mark.parametrize(
    ("level", "plain", "plural", "no"),
    [
        ("high", "carries on", "carry on", "does not carry on"),
        ("moderate", "probably carries on", "probably carry on", "probably does not carry on"),
        ("low", "may carry on", "may carry on", "may not carry on"),
    ],
)
def test_verbs_take_the_word_of_their_level(level: Any, plain: str, plural: str, no: str) -> None:
    assert hedged(level, "carry on") == plain
    assert hedged(level, "carry on", plural=True) == plural
    assert denied(level, "carry on") == no


@pytest.mark.parametrize(
    ("verb", "form"),
    [("ease", "eases"), ("have", "has"), ("be", "is"), ("go with", "goes with"), ("stretch", "stretches")],
)
def test_third_person(verb: str, form: str) -> None:
    assert third_person(verb) == form
