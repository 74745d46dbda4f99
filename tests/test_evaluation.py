"""The figures of the statement check on sentences of another writer: true, told, and not tuned for."""

from __future__ import annotations

import runpy
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from backed.check import evaluation
from backed.library import Library
from backed.page.view import Views, blocks, environment
from backed.words import STATEMENT_VERDICTS

HOME = Path(__file__).resolve().parents[1]
CHECK = "statement check"
NEAR_ENOUGH = 5.0  # points by which the figures on the method page may lag behind the records
others = partial(evaluation.statements, HOME, HOME / evaluation.INDEPENDENT)


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    return evaluation.kept(HOME) or {}


def test_the_published_figures_on_another_writer_are_near_the_truth(library: Library, kept: dict[str, Any]) -> None:
    measure = runpy.run_path(str(HOME / "scripts/evaluate.py"))["measure"]
    found = measure(library, others())
    assert kept["independent"]["statements"] == found["statements"], "run: uv run scripts/evaluate.py"
    told, true = (each["systems"][CHECK]["all"] for each in (kept["independent"], found))
    far = [
        (sort, what, value, true[sort][what])
        for sort, row in told.items()
        for what, value in row.items()
        if abs(value - true[sort][what]) > NEAR_ENOUGH
    ]
    assert far == [], "run: uv run scripts/evaluate.py"


def test_the_method_page_tells_both_sets_the_harder_first(library: Library, kept: dict[str, Any]) -> None:
    views = Views(library, "https://example.org/repo", "https://example.org/")
    page = blocks(environment(views), "method.html", ("evaluation",), {"evaluation": kept})["evaluation"]
    named = [page.index(f"{each['statements']} statements") for each in (kept["independent"], kept)]
    assert named == sorted(named)
    other, own = page[: named[1]], page[named[1] :]
    for sort in evaluation.ANSWERABLE:
        for what in ("read", "verdict"):
            assert f'"bk-number">{kept["independent"]["systems"][CHECK]["all"][sort][what]}<' in other
            both = (kept["systems"][CHECK][part][sort][what] for part in ("all", "held out"))
            assert '"bk-number">{} ({})<'.format(*both) in own


def test_every_label_names_what_is_held(library: Library) -> None:
    for one in [*evaluation.statements(HOME), *others()]:
        assert set(one.claims) <= set(library.claims), one.id
        assert set(one.intervention) <= set(library.interventions), one.id
        assert set(one.outcome) <= set(library.outcomes), one.id
        assert set(one.verdict) <= {*STATEMENT_VERDICTS, evaluation.OUT}, one.id


def test_no_sentence_of_the_other_writer_stands_where_the_check_is_tuned() -> None:
    places = [*(HOME / "vocabulary").rglob("*.yml"), *(HOME / "docs/assets/check").glob("*.js")]
    places += [HOME / evaluation.STATEMENTS, *(HOME / "tests").glob("*.py")]
    used = "\n".join(place.read_text("utf-8") for place in places).lower()
    assert [one.id for one in others() if one.text.lower() in used] == []


def test_a_statement_without_terms_is_answered_only_by_the_claims_it_lists(library: Library) -> None:
    judge = evaluation.Judge(library)
    one = evaluation.Labelled(id="a", sort="in-scope", text="", claims=("smoking-sciatica", "obesity-sciatica"))
    for claim, right in (("obesity-sciatica", True), ("older-age-sciatica", False)):
        answer = evaluation.Answer((claim,), "supported", 1.0, (None, None))
        assert (judge.first(one, answer), judge.read(one, answer)) == (right, right)
