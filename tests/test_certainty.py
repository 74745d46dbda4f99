"""Certainty: steps down never raise it, what is counted is counted once, and a retracted source never counts."""

from __future__ import annotations

import random
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backed.appraisal.certainty import DOMAINS, LEVELS, START, certainty, level, people_counted
from backed.appraisal.verdict import TABLE, appraise
from backed.record.claim import Claim, Finding, Rating, Start
from backed.record.reference import Notice, Reference
from backed.sentence.generate import sentence
from made import as_text, claim, evidence, library, rating, source, topic

STARTS: tuple[Start, ...] = get_args(Start)
RETRACTED = Notice(kind="retracted", date="2024-05-01")
steps = st.fixed_dictionaries({name: st.integers(0, 2) for name in DOMAINS})
rises = st.fixed_dictionaries({}, optional={"large-effect": st.integers(1, 2), "dose-response": st.just(1)})


def rated(start: str, downs: dict[str, int], ups: dict[str, int]) -> Rating:
    raised = {name: {"up": up, "because": "a reason", "sources": ["Okafor2021cups"]} for name, up in ups.items()}
    return Rating.model_validate(
        as_text({"start": start, **{name: {"down": n} for name, n in downs.items()}, **raised})
    )


@given(st.sampled_from(STARTS), steps, rises, st.sampled_from(DOMAINS))
def test_rating_down_never_raises_certainty(start: str, downs: dict[str, int], ups: dict[str, int], name: str) -> None:
    before = level(rated(start, downs, ups))
    after = level(rated(start, {**downs, name: downs[name] + 1}, ups))
    assert LEVELS.index(after) <= LEVELS.index(before)


@given(st.sampled_from(STARTS), steps, rises)
def test_only_unrandomized_evidence_without_faults_is_rated_up(
    start: Start, downs: dict[str, int], ups: dict[str, int]
) -> None:
    gained = LEVELS.index(level(rated(start, downs, ups))) - LEVELS.index(level(rated(start, downs, {})))
    assert gained == 0 or (START[start].may_rise and not any(downs.values()))


@pytest.mark.parametrize("kind", ["effect", "cause", "frequency", "diagnosis"])
@pytest.mark.parametrize("wanted", LEVELS)
def test_a_level_is_the_start_less_the_steps(kind: str, wanted: str) -> None:
    assert certainty(claim(kind, level=wanted)) == wanted


@pytest.mark.parametrize(
    ("finding", "verdicts"),
    [
        ("as-claimed", "backed backed leaning-for unclear"),
        ("no-important-difference", "little-or-no-effect little-or-no-effect leaning-against unclear"),
        ("opposite", "opposite opposite leaning-against unclear"),
        ("conflicting", "unclear unclear unclear unclear"),
        ("inconclusive", "unclear unclear unclear unclear"),
    ],
)
def test_verdicts_on_claims(finding: Finding, verdicts: str) -> None:
    """Method 1.9; a low-certainty no is as gentle as a low-certainty yes."""
    references = library(claim()).references
    found = [appraise(claim(finding=finding, level=each), references) for each in reversed(LEVELS)]
    assert [each.verdict for each in found] == verdicts.split()
    assert finding in TABLE


@pytest.mark.parametrize("kind", ["anatomy", "guidance", "precaution", "record", "report"])
def test_facts_and_guidance_carry_no_level(kind: str) -> None:
    assert certainty(claim(kind)) == "not-graded"


# Sources that overlap: two reports of one trial, a review with the trial in it, a review without, single studies.
SOURCES = (
    source("Ades2001one", trial="ades", participants=80),
    source("Ades2003two", trial="ades", participants=76),
    source("Bell2010review", studies=7, participants=500, contains=("Ades2001one",)),
    source("Cole2015review", studies=12, participants=900),
    source("Dunn2018single", participants=40),
    source("Elms2019gone", participants=4000, notice=RETRACTED),
)


def counted(*keys: str) -> tuple[int | None, int]:
    made = claim(evidence=[evidence(key) for key in keys])
    return people_counted(made, library(made, *SOURCES).references)


@pytest.mark.parametrize(
    ("keys", "people", "studies"),
    [
        (["Ades2001one", "Ades2003two"], 80, 1),  # one trial
        (["Ades2001one", "Dunn2018single"], 120, 2),
        (["Bell2010review", "Ades2003two"], 500, 7),  # the review contains the trial
        (["Bell2010review", "Cole2015review"], 900, 12),  # reviews overlap: the largest speaks
        (["Dunn2018single", "Elms2019gone"], 40, 1),  # retracted
    ],
)
def test_people_are_counted_once(keys: list[str], people: int, studies: int) -> None:
    assert counted(*keys) == (people, studies)


def test_the_row_of_the_estimate_says_best_how_many() -> None:
    row = {"measure": "SMD", "value": "-0.3", "people": 120, "studies": 3}
    made = claim(
        evidence=[evidence("Cole2015review", results=[row])], estimate={"source": "Cole2015review", "result": 1}
    )
    assert people_counted(made, library(made, *SOURCES).references) == (120, 3)


sides = st.sampled_from(["for", "against", "mixed", "context"])
bodies = st.lists(
    st.tuples(st.sampled_from([each.key for each in SOURCES[:5]]), sides),
    min_size=1, max_size=5, unique_by=lambda pair: pair[0],
)  # fmt: skip
QUESTIONS: dict[str, dict[str, Any]] = {
    "effect": {"intervention": "heel-cup", "outcome": "first-step-pain", "comparator": "flat insoles"},
    "association": {"factor": "long-standing", "direction": "associated"},
    "cause": {"factor": "heel-spur", "direction": "causes"},
    "mechanism": {"intervention": "heel-cup", "outcome": "first-step-pain", "via": "a higher arch"},
    "anatomy": {"direction": "describes"},
}
findings = st.sampled_from(["as-claimed", "no-important-difference", "opposite", "conflicting", "inconclusive"])


def asked(kind: str, finding: str, wanted: str, body: list[tuple[str, str]]) -> Claim:
    about = {"condition": "heel-pain", "direction": "improves", **QUESTIONS[kind]}
    items = [evidence(key, bears) for key, bears in body]
    return claim(kind, finding, wanted, about=about, evidence=items, size="small")


def told(made: Claim) -> tuple[object, ...]:
    """All that follows from a record: certainty, verdict, people and studies, and both sentences."""
    found = topic(made, *SOURCES)
    return found.appraisal, found.people, found.studies, sentence(found, "clinician"), sentence(found, "reader")


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(QUESTIONS)), findings, st.sampled_from(LEVELS), bodies, st.randoms(use_true_random=False))
def test_the_order_of_evidence_never_matters(
    kind: str, finding: str, wanted: str, body: list[tuple[str, str]], chance: random.Random
) -> None:
    shuffled = list(body)
    chance.shuffle(shuffled)
    assert told(asked(kind, finding, wanted, body)) == told(asked(kind, finding, wanted, shuffled))


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(QUESTIONS)), findings, st.sampled_from(LEVELS), bodies, st.integers(0, 5))
def test_a_retracted_source_never_counts(
    kind: str, finding: str, wanted: str, body: list[tuple[str, str]], place: int
) -> None:
    more = [*body[:place], ("Elms2019gone", "for"), *body[place:]]
    assert told(asked(kind, finding, wanted, more)) == told(asked(kind, finding, wanted, body))


def gone(*keys: str) -> list[Reference]:
    return [each.model_copy(update={"notice": RETRACTED}) for each in SOURCES if each.key in keys]


def test_a_claim_whose_every_source_was_retracted_is_untested() -> None:
    made = claim(level="high", evidence=[evidence("Cole2015review")])
    found = appraise(made, library(made, *gone("Cole2015review")).references)
    assert (found.finding, found.certainty, found.verdict) == ("untested", "none", "untested")


def test_no_figure_of_a_retracted_source_is_told() -> None:
    row = {"measure": "SMD", "value": "-0.3", "low": "-0.5", "high": "-0.1", "people": 900, "studies": 12}
    items = [evidence("Cole2015review", results=[row]), evidence("Dunn2018single")]
    made = claim(size="small", evidence=items, estimate={"source": "Cole2015review", "result": 1})
    assert "−0.3" in sentence(topic(made, *SOURCES), "clinician")
    kept = sentence(topic(made, *SOURCES[:3], *SOURCES[4:], *gone("Cole2015review")), "clinician")
    assert "−0.3" not in kept and "900" not in kept


def test_ratings_in_tests_come_to_their_level() -> None:
    assert [level(Rating.model_validate(as_text(rating("effect", each)))) for each in LEVELS] == list(LEVELS)
