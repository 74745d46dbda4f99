"""Search understands what people type: aliases, brands, lay words, plurals and slips, and what comes first is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from backed.index import build, tags
from backed.index.search_engine import SearchEngine
from backed.index.search_quality import held_out, mean_reciprocal_rank, not_held, plain_full_text, queries
from backed.library import Library
from backed.memo import Memo
from backed.part import bytes_of
from backed.trace import traced
from cases import HOME

PAGES = [("contribute/", "How to help", "## Add a claim {#add}\n\nWrite it in YAML, with [sources](x).")]


@pytest.fixture(scope="module")
def engine(library: Library) -> Iterator[SearchEngine]:
    files = bytes_of(build.parts(library, lambda id_: id_, PAGES, "https://example.org/new?template=claim.yml"))
    texts = (files[f"{build.FOLDER}{name}.json"].decode() for name in ("index", "references", "pages"))
    with SearchEngine(*texts) as opened:
        yield opened


# The measure -----------------------------------------------------------------------------------------------------


def test_the_right_claim_comes_first(library: Library, engine: SearchEngine) -> None:
    asked = queries(HOME / "evaluation/queries.yml")
    assert len(asked) >= 60
    assert {id_ for query in asked for id_ in query.first} <= library.claims.keys()
    ours, unseen = mean_reciprocal_rank(asked, engine.claims), mean_reciprocal_rank(held_out(asked), engine.claims)
    plain = mean_reciprocal_rank(asked, plain_full_text(library))
    print(f"mean reciprocal rank: {ours:.3f} (held out {unseen:.3f}), plain full-text search {plain:.3f}")
    assert ours >= 0.85
    assert unseen >= 0.85
    assert ours > plain


# What people type ------------------------------------------------------------------------------------------------


def interventions(engine: SearchEngine, query: str) -> str:
    """The intervention of the claim that comes first."""
    first = f"engine.search({json.dumps(query)}).claims[0]"
    found: str = engine.evaluate(f"(engine.tags[engine.data.claims.intervention[{first}]] || {{}}).id || ''")
    return found


@pytest.mark.parametrize(
    "query, intervention",
    [
        ("gravity table", "inversion-therapy"),
        ("stretching rack", "lumbar-traction"),
        ("tractoin", "lumbar-traction"),
        ("tractions", "lumbar-traction"),
        ("TRACTION", "lumbar-traction"),
        ("gravitytable", "inversion-therapy"),
        ("hang ups", "inversion-therapy"),
        ("hangups", "inversion-therapy"),
    ],
)
def test_names_of_every_kind_lead_to_the_treatment(engine: SearchEngine, query: str, intervention: str) -> None:
    assert interventions(engine, query) == intervention


def test_a_ruptured_disc_is_a_herniation(engine: SearchEngine) -> None:
    titles = engine.evaluate("engine.search('ruptured disc').terms.map(term => term.path)")
    assert "conditions/disc-herniation/" in titles


def test_results_come_from_the_second_letter(engine: SearchEngine) -> None:
    for end in range(2, len("traction")):
        lines = engine.evaluate(f"engine.search('{'traction'[:end]}').claims.map(n => engine.claim(n).line)")
        assert any("traction" in line.lower() for line in lines), end


def test_ten_words_work_like_one(engine: SearchEngine) -> None:
    found = engine.claims("my doctor said that pulling my back with traction helps the sciatica pain")
    assert "traction-sciatica-pain" in found[:3]


def test_a_slip_is_told(engine: SearchEngine) -> None:
    assert engine.evaluate("engine.search('siatica').slips") == [["siatica", "sciatica"]]
    assert engine.evaluate("engine.search('sciatica').slips") == []


def test_unknown_words_find_nothing_and_are_named(engine: SearchEngine) -> None:
    assert engine.evaluate("engine.search('qwxzy').claims") == []
    assert "traction" in " ".join(engine.evaluate("engine.near('trachtionen')"))


# What is not held ------------------------------------------------------------------------------------------------


def test_what_no_claim_is_about_is_said(engine: SearchEngine) -> None:
    asked = not_held(HOME / "evaluation/queries.yml")
    assert len(asked) >= 15
    said = {each.query: engine.evaluate(f"engine.search({json.dumps(each.query)}).unheld") for each in asked}
    assert said == {each.query: list(each.unheld) for each in asked}


def test_it_is_not_said_of_what_claims_answer(engine: SearchEngine) -> None:
    """At most one query in twenty, such as one with a narrower diagnosis than any claim has."""
    asked = [query.query for query in queries(HOME / "evaluation/queries.yml")]
    wronged = [query for query in asked if engine.evaluate(f"engine.search({json.dumps(query)}).unheld")]
    assert len(wronged) <= len(asked) / 20, wronged


def test_nothing_is_missed_while_a_name_is_being_typed(engine: SearchEngine) -> None:
    for query in ("traction leg pain", "inversion table", "sciatica mckenzie"):
        for end in range(2, len(query) + 1):
            assert engine.evaluate(f"engine.search({query[:end]!r}).unheld") == [], query[:end]


# Filters and order -----------------------------------------------------------------------------------------------


def test_filters_pass_what_their_counts_say(engine: SearchEngine, library: Library) -> None:
    counts = engine.evaluate(
        "(f => Object.fromEntries(Object.keys(f).map(g => [g, engine.values(g, f[g]).map(v => [v.tag.id, v.count])])))"
        "(engine.search('').facets)"
    )
    assert set(counts) == {"intervention", "condition", "outcome", "kind", "certainty", "verdict", "design"}
    for group, values in counts.items():
        for id_, count in values[:4]:
            assert len(engine.claims("", 10_000, filters={group: id_})) == count, (group, id_)
    assert len(engine.claims("", 10_000)) == len(library.claims)


def test_a_broader_treatment_includes_the_narrower(engine: SearchEngine, library: Library) -> None:
    narrow = engine.claims("", 10_000, filters={"intervention": "extension-traction"})
    assert set(narrow) <= set(engine.claims("", 10_000, filters={"intervention": "lumbar-traction"}))


def test_order_by_certainty_and_by_date(engine: SearchEngine, library: Library) -> None:
    levels = ["high", "moderate", "low", "very-low", "not-graded", "none"]
    surest = [levels.index(library.appraisal(id_).certainty) for id_ in engine.claims("pain", 10_000, sort="certainty")]
    assert surest == sorted(surest)
    newest = [library.claims[id_].reviewed for id_ in engine.claims("pain", 10_000, sort="date")]
    assert newest == sorted(newest, reverse=True)


# Not only claims -------------------------------------------------------------------------------------------------


def test_sources_are_found_by_author_and_identifier(engine: SearchEngine, library: Library) -> None:
    source = next(each for each in library.references.values() if each.doi and each.pmid and each.authors)
    for query in (f"{source.authors[0].family} {source.year}", source.doi, source.pmid):
        paths = engine.evaluate(f"engine.search({json.dumps(query)}).shelves.references.map(item => item.path)")
        assert f"references/{source.key}/" in paths, query


def test_written_pages_are_found_with_their_headings(engine: SearchEngine) -> None:
    found = engine.evaluate(
        "(f => f.shelves.pages.map(page => [page.path, engine.headings(page, f.tokens)]))(engine.search('add a claim yaml'))"
    )
    assert found == [["contribute/", [["Add a claim", "add"]]]]


# The files -------------------------------------------------------------------------------------------------------


def test_the_index_is_the_same_every_time_and_names_its_parts_by_digest(library: Library) -> None:
    once, again = (bytes_of(build.parts(library, lambda id_: id_, PAGES)) for _ in range(2))
    assert once == again
    index = json.loads(once[build.FIRST])
    listed = index["files"]
    names = [*listed["sentences"], *listed["found"], listed["check"], listed["references"], listed["pages"]]
    assert {build.FOLDER + name.partition("?")[0] for name in names} == once.keys() - {build.FIRST}
    for sort in ("sentences", "found"):
        rows = [json.loads(once[build.FOLDER + name.partition("?")[0]]) for name in listed[sort]]
        assert sum(map(len, rows)) == len(index["claims"]["id"])


def texts(data: Any) -> Iterator[str]:
    """Every text of a parsed file."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts(each)


def test_search_and_statement_check_share_one_index(library: Library) -> None:
    """No claim stands in two files, and no name of a term is told of it twice."""
    files = {
        path: json.loads(data) for path, data in bytes_of(build.parts(library, lambda id_: f"of {id_}", PAGES)).items()
    }
    index, limits = files[build.FIRST], files[f"{build.FOLDER}check.json"]
    lines = set(index["claims"]["line"]) | set(index["claims"]["id"])
    others = [text for path, data in files.items() if path != build.FIRST for text in texts(data)]
    assert lines.isdisjoint(others)
    assert not index["claims"].keys() & limits["claims"].keys()
    for kind, by_term in limits["language"]["phrases"].items():
        for id_, phrases in by_term.items():
            names = {name.lower() for name in tags.names(getattr(library, kind)[id_])}
            assert names.isdisjoint(phrase.lower() for phrase in phrases), id_


def test_an_index_made_from_memory_is_the_same(library: Library) -> None:
    memo = Memo()
    noting = traced(library, memo)
    first, second = (bytes_of(build.parts(noting, lambda id_: id_, PAGES)) for _ in range(2))
    assert first == second == bytes_of(build.parts(library, lambda id_: id_, PAGES))
    assert memo.known(("index", next(iter(library.claims))), None)
