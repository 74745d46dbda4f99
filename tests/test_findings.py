"""Summaries of findings and comparisons: what matters most comes first, and nothing is ranked that nobody compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from backed.page import compare, findings
from backed.page.view import Views, environment
from backed.record.claim import GRADED
from backed.words import claim_meaning
from cases import add, copy_of_base, edit, sound
from stretching import ARCH, PAIN, stretched


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return stretched(copy_of_base(tmp_path))


def pair(root: Path) -> compare.Pair:
    (made,) = compare.comparisons(Views(sound(root), "https://example.org/repository"))
    assert made.outcome.id == "first-step-pain"
    assert [each.term.id for each in made.treatments] == ["calf-stretching", "heel-cup"]
    (found,) = made.pairs
    return found


def test_two_treatments_that_nobody_compared_are_not_ranked(root: Path) -> None:
    found = pair(root)
    assert found.direct == ()
    assert found.reasons == (
        "they were set against different things (no treatment; flat insoles)",
        "they were looked at after different times (4 weeks; 12 weeks)",
    )


def test_a_claim_that_compares_them_answers(root: Path) -> None:
    edit(
        root,
        "claims/stretch-pain.yml",
        "comparator: no treatment\n",
        "comparator: a gel cup\n  contrast: better-than\n",
    )
    found = pair(root)
    assert (found.direct, found.reasons) == (("stretch-pain",), ())


def test_an_add_on_to_the_other_treatment_is_no_comparison_with_it(root: Path) -> None:
    edit(root, "claims/stretch-pain.yml", "comparator: no treatment", "comparator: heel cups alone")
    assert pair(root).direct == ()


def test_what_is_unknown_of_one_cannot_be_compared(root: Path) -> None:
    edit(root, "claims/stretch-pain.yml", "imprecision: {down: 1", "imprecision: {down: 2")
    assert pair(root).reasons == ("what calf stretching does here is itself unclear",)


def test_people_who_differ_are_named(root: Path) -> None:
    edit(root, "claims/stretch-pain.yml", "condition: heel-pain\n", "condition: heel-pain\n  population: runners\n")
    assert pair(root).reasons[0] == "the people differ (runners; people with heel pain)"


def test_the_page_holds_every_pair_in_words_without_scripts(root: Path) -> None:
    views = Views(sound(root), "https://example.org/repository")
    html = compare.compare_page(environment(views), views)
    assert "No direct comparison is on record here, so we cannot say which does more" in html
    assert html.count("<tbody data-treatment=") == 2
    assert "Heel cups cause blisters" in html


def summary(root: Path, term: tuple[str, str]) -> findings.Summary:
    library = sound(root)
    views = Views(library, "https://example.org/repository")
    return findings.summary(library.claims_by_term[term], views, term[0])


def test_benefits_and_harms_stand_together_by_weight(root: Path) -> None:
    found = summary(root, ("interventions", "heel-cup"))
    assert [heading for heading, _ in found.groups] == [findings.WEIGHTS["critical"], findings.WEIGHTS["harm"]]
    edit(root, "claims/heel-cup-blisters.yml", "severity: minor", "severity: serious")
    ((_, rows),) = summary(root, ("interventions", "heel-cup")).groups
    assert [row.id for row in rows] == ["heel-cup-pain", "heel-cup-blisters"]


def test_figures_are_relative_and_absolute_where_they_were_counted(root: Path) -> None:
    rows = [row for _, rows in summary(root, ("interventions", "heel-cup")).groups for row in rows]
    assert [(row.relative, row.absolute) for row in rows] == [
        ("SMD −0.35, 95% CI −0.52 to −0.21", ""),
        ("9 of 60 against 3 of 60", "about 15 of 100 against about 5 of 100: 10 more"),
    ]


def test_reasons_are_footnotes_that_rows_share(root: Path) -> None:
    found = summary(root, ("outcomes", "first-step-pain"))
    ((_, rows),) = found.groups
    assert found.notes == ("Risk of bias: nobody was blinded", "Imprecision: few people")
    assert {row.id: row.notes for row in rows} == {"heel-cup-pain": (1,), "stretch-pain": (1, 2)}


def test_rows_of_one_name_are_told_apart_by_what_differs(root: Path) -> None:
    add(root, "claims/stretch-longer.yml", PAIN.replace("when: 4 weeks", "when: 1 year"))
    ((_, rows),) = summary(root, ("outcomes", "first-step-pain")).groups
    assert {row.id: row.apart for row in rows} == {
        "heel-cup-pain": "",
        "stretch-pain": "4 weeks",
        "stretch-longer": "1 year",
    }


def test_what_was_searched_in_vain_is_told_apart(root: Path) -> None:
    add(root, "claims/stretch-arch.yml", ARCH)
    found = summary(root, ("interventions", "calf-stretching"))
    assert found.untested == ("stretch-blisters", "stretch-arch")
    assert [row.id for _, rows in found.groups for row in rows] == ["stretch-pain"]


def test_what_is_not_graded_claims_no_certainty(root: Path) -> None:
    library = sound(root)
    for id_, claim in library.claims.items():
        meaning = claim_meaning(claim.kind, library.appraisal(id_).verdict)
        assert ("certainty" in meaning and "no level" not in meaning) <= (claim.kind in GRADED), id_
