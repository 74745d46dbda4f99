"""What the first edition promises, counted from the records of this repository: breadth, fairness, safety, plainness.

The lists below are the promise itself, so they are typed here and not read from what they test.
"""

from __future__ import annotations

import math
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

from backed import audit, extras, readability
from backed.page.view import Views, blocks, environment
from backed.validation import validate
from cases import HOME

if TYPE_CHECKING:
    from backed.library import Library
    from backed.record.claim import Claim, Result
    from backed.validation import Validation


INTERVENTIONS = [
    "lumbar-traction",
    "extension-traction",
    "chiropractic-biophysics",
    "spinal-decompression",
    "inversion-therapy",
    "mckenzie-method",
    "neural-mobilization",
    "hip-mobility",
    "glute-strengthening",
    "core-strengthening",
    "back-extensor-strengthening",
    "exercise",
    "bed-rest",
    "heat",
    "cold",
    "home-traction-device",
    "spinal-manipulation",
]
OUTCOMES = [
    "pain",
    "leg-pain",
    "disability",
    "nerve-function",
    "disc-herniation-size",
    "disc-space",
    "disc-nutrition",
    "spinal-alignment",
    "posture",
    "flexibility",
    "surgery-avoidance",
    "blood-pressure",
    "intraocular-pressure",
    "headache",
    "adverse-events",
    "recurrence",
    "recovery-time",
    "sleep",
    "mental-health",
    "aging",
    "blood-flow",
    "muscle-strength",
]
CONDITIONS = ["sciatica", "low-back-pain", "disc-herniation", "stenosis", "piriformis", "glaucoma", "hypertension"]
# how many statements of each document the edition set out to answer; the rest were appended after
FIRST = {
    "lumbar-traction-mat-seller": 19,
    "physical-therapy-clinic-post": 29,
    "extension-traction-blog": 22,
    "inversion-therapy-article": 22,
    "nerve-glide-post": 11,
}
INTERESTED = [
    "Moustafa2013extension",
    "Diab2012lordosis",
    "Diab2013sagittal",
    "Oakley2020lordosis",
    "Harrison2002extension",
    "Moustafa2022cervical",
    "Prasad2012inversion",
    "PRNewswire2021inversion",
]
EXPLAINED = [
    "GRADE",
    "MID",
    "ODI",
    "SMD",
    "CI",
    "RR",
    "OR",
    "HR",
    "MD",
    "RCT",
    "MRI",
    "NSAID",
    "NSAIDs",
    "VAS",
    "ROM",
    "PEDro",
    "NICE",
    "FDA",
    "NHS",
    "TENS",
    "PubMed",
]


@cache
def validation() -> Validation:
    return validate(HOME)


@pytest.fixture(scope="module")
def library() -> Library:
    return validation().library


def about(library: Library, list_: str, id_: str) -> list[Claim]:
    return [library.claims[claim] for claim in library.claims_by_term.get((list_, id_), ())]


def test_the_records_pass_every_rule_with_no_exception() -> None:
    assert not validation().problems
    assert not (HOME / "exceptions.yml").exists()


def test_there_are_as_many_claims_and_cited_references_as_promised(library: Library) -> None:
    cited = {item.source for claim in library.claims.values() for item in claim.evidence}
    assert len(library.claims) >= 110
    assert len(cited) >= 180


@pytest.mark.parametrize(
    ("list_", "id_"),
    [("interventions", id_) for id_ in INTERVENTIONS]
    + [("outcomes", id_) for id_ in OUTCOMES]
    + [("conditions", id_) for id_ in CONDITIONS],
)
def test_every_fixed_term_has_a_claim_and_the_names_that_people_use(library: Library, list_: str, id_: str) -> None:
    assert about(library, list_, id_), "no claim about it"
    assert len(set(getattr(library, list_)[id_].aliases)) >= 6


@pytest.mark.parametrize("id_", INTERVENTIONS)
def test_every_treatment_has_benefits_harms_and_people_who_should_ask_first(library: Library, id_: str) -> None:
    claims = about(library, "interventions", id_)
    assert any(claim.kind == "effect" for claim in claims)
    assert any(claim.kind == "harm" for claim in claims)
    assert library.interventions[id_].avoid
    assert all(entry.sources for entry in library.interventions[id_].avoid)


def test_the_edition_answers_kinds_of_question_beyond_benefit(library: Library) -> None:
    kinds = {claim.kind for claim in library.claims.values()}
    contrasts = {claim.about.contrast for claim in library.claims.values()}
    assert kinds >= {"effect", "harm", "mechanism", "cause", "frequency", "prognosis", "guidance", "precaution"}
    assert contrasts >= {"better-than", "dose", "subgroup"}


@pytest.mark.parametrize("id_", FIRST)
def test_every_statement_is_there_numbered_and_answered(library: Library, id_: str) -> None:
    document = library.documents[id_]
    numbers = [line.n for line in document.statements]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= FIRST[id_]
    assert document.complete
    assert len(document.matter_most) == 3
    for line in document.statements:
        assert line.claims or line.parts or line.references or line.verdict == "not-checkable", line.n
        assert line.verdict
        assert line.ground


def test_statements_were_appended_to_those_set_out(library: Library) -> None:
    assert sum(len(document.statements) for document in library.documents.values()) > sum(FIRST.values())


def test_no_document_is_told_only_by_its_faults(library: Library) -> None:
    for document in library.documents.values():
        fair = [line for line in document.statements if line.verdict in ("supported", "partly-supported")]
        assert len(fair) >= 3, document.title
        assert "fair" in document.story.lower()


def test_the_two_papers_on_the_same_people_count_as_one_trial(library: Library) -> None:
    first, second = (library.references[key] for key in ("Diab2012lordosis", "Diab2013sagittal"))
    assert first.trial
    assert first.trial == second.trial
    assert all("count once" in (source.caution or "").lower() for source in (first, second))


def ratio(events: int, people: int, others: int, of: int) -> tuple[float, float, float]:
    """Risk ratio with its 95% interval on the log scale (Altman 1991)."""
    value = (events / people) / (others / of)
    error = math.sqrt(1 / events - 1 / people + 1 / others - 1 / of)
    return value, math.exp(math.log(value) - 1.96 * error), math.exp(math.log(value) + 1.96 * error)


def test_the_inversion_trial_is_calculated_again_and_says_how(library: Library) -> None:
    claim = library.claims["inversion-surgery-avoidance"]
    (trial,) = (item for item in claim.evidence if item.source == "Prasad2012inversion")
    ours = [row for row in trial.results if row.own_calculation]
    for row, counts in zip(ours, ((10, 13, 2, 9), (10, 13, 4, 11)), strict=True):
        printed = [float(str(getattr(row, name))) for name in ("value", "low", "high")]
        assert printed == pytest.approx(ratio(*counts), rel=0.01)
        assert f"({counts[0]}/{counts[1]}) / ({counts[2]}/{counts[3]})" in (row.own_calculation or "")


@pytest.mark.parametrize("key", INTERESTED)
def test_interests_of_authors_and_makers_are_named(library: Library, key: str) -> None:
    assert library.references[key].conflicts


def rows(library: Library) -> list[tuple[str, Result]]:
    return [
        (f"{id_}: {item.source}", row)
        for id_, claim in library.claims.items()
        for item in claim.evidence
        for row in item.results
    ]


def test_a_result_that_is_a_p_value_alone_says_so_and_gives_no_size(library: Library) -> None:
    bare = [(place, row) for place, row in rows(library) if row.measure == "p-only"]
    assert bare
    for place, row in bare:
        assert row.p, place
        assert not hasattr(row, "value"), place


def test_every_source_says_what_was_seen_and_when(library: Library) -> None:
    cited = {item.source for claim in library.claims.values() for item in claim.evidence}
    assert not [key for key in cited if library.references[key].verified is None]
    assert all(claim.searched for claim in library.claims.values())


def test_every_rated_claim_says_what_would_change_it(library: Library) -> None:
    assert not [id_ for id_, claim in library.claims.items() if claim.rating and not claim.would_change]


def test_a_random_tenth_was_read_again_and_its_outcome_is_kept() -> None:
    read = next(reading for reading in validation().readings if reading.seed is not None)
    assert len(read.items) >= 0.1 * read.of - 0.5  # a tenth, rounded to whole items
    rate = audit.rates(read)["any"]
    assert 0 <= rate.low <= rate.count / rate.of <= rate.high <= 1
    assert all(item.seen for item in read.items)


def test_warning_signs_have_sources(library: Library) -> None:
    assert library.safety
    signs = [*library.safety.emergency.items, *library.safety.soon.items]
    assert len(signs) >= 10
    assert all(sign.sources for sign in signs)


def test_warning_signs_stand_on_the_page_that_checks_a_statement(library: Library) -> None:
    env = environment(Views(library, "https://example.org/"))
    box = blocks(env, "check.html", ("safety",), {"up": "../"})["safety"]
    assert library.safety
    assert all(escape(sign.text) in box for sign in library.safety.emergency.items)
    assert "slot:safety" in (HOME / "docs/check.md").read_text("utf-8")


def test_abbreviations_are_in_the_glossary(library: Library) -> None:
    known = {name for entry in library.glossary for name in (entry.term, *entry.aliases)}
    known |= {name for _, term in library.terms() for name in (term.label, *term.aliases)}
    spoken = " ".join(known).split()
    assert not [word for word in EXPLAINED if word not in spoken]


def test_reasons_and_definitions_are_plain(library: Library) -> None:
    measured = [readability.measure(text) for text in extras.plain_texts(Views(library, "https://example.org/"))]
    for kind in {each.text.kind for each in measured}:
        of_kind = [each for each in measured if each.text.kind == kind]
        hardest = 14.5 if kind == "plain sentence of a claim" else 13
        assert median(each.age for each in of_kind) <= hardest, kind
        assert median(each.words for each in of_kind) <= 22, kind
