"""What examples teach: learnt in Python, unpacked alike in the engine, and weighed beside what stands in a sentence."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backed.check.engine import Engine
from backed.index import taught
from backed.library import Library, load
from backed.record.vocabulary import ELSEWHERE, Example
from cases import copy_of_base

HOME = Path(__file__).resolve().parents[1]
SAID = (
    "Marshmallow clouds are like walking on air",
    "marshmallow clouds for every sole",
    "I put marshmallow clouds under my soles",
    "Nothing cushions like marshmallow clouds",
    "Those marshmallow clouds are worth a try",
    "Marshmallow clouds, said my sister",
)


@pytest.fixture
def small(tmp_path: Path) -> Library:
    return load(copy_of_base(tmp_path)).library


def teaching(library: Library, *examples: Example) -> Library:
    return replace(library, examples={"vocabulary/examples/more.yml": examples})


def test_words_are_cut_alike_on_both_sides(library: Library, check: Engine) -> None:
    words = sorted({word for line in _sentences(library) for word in taught._WORD.findall(line.lower())})
    cut = check.evaluate(f"{json.dumps(words)}.map(BackedCheck.taught.part)")
    assert cut == [taught.part(word) for word in words]


def test_sentences_are_taken_apart_alike_on_both_sides(library: Library, check: Engine) -> None:
    """Figures, contractions and slips aside, which the engine cuts in its own way."""
    lines = [line for line in _sentences(library) if line.isascii() and not set(line) & set("'0123456789%-")][:1500]
    script = (
        f"{json.dumps(lines)}.map((text) => Array.from(BackedCheck.taught.features(BackedCheck.words.tokens(text))))"
    )
    apart = [
        line for line, found in zip(lines, check.evaluate(script), strict=True) if set(found) != taught.parts(line)
    ]
    assert not [line for line in apart if "cannot" not in line and "nt " not in line]


def _sentences(library: Library) -> list[str]:
    return [text for examples in library.examples.values() for example in examples for text in example.said]


def test_a_word_speaks_for_the_term_of_its_sentences(small: Library) -> None:
    known = taught.taught(teaching(small, Example(id="heel-cup-pain", said=SAID)))
    with Engine.of(small) as engine:
        parts = engine.evaluate(f"BackedCheck.taught.parts({json.dumps(known['parts'])})")
        line = known["subject"]["told"].split("\n")[parts.index(taught.part("marshmallow"))]
        row = engine.evaluate(f"BackedCheck.taught.steps({json.dumps(line)})")
    weights = {known["subject"]["terms"][row[at]]: row[at + 1] for at in range(0, len(row), 2)}
    assert weights["heel-cup"] > 0 and all(weight < 0 for term, weight in weights.items() if term != "heel-cup")
    once = next(part for part in taught.parts(SAID[0]) if sum(part in taught.parts(line) for line in SAID) == 1)
    assert once not in parts, "a word that one sentence has tells more of its writer than of its claim"


def test_what_python_packs_the_engine_unpacks(check: Engine) -> None:
    parts = ["ache", "aching", "aching leg", "back", "marshmallow", "marshmallows"]
    assert taught.shortened(parts) == "0ache3ing6 leg0back0marshmallow9ows"
    assert check.evaluate(f"BackedCheck.taught.parts({json.dumps(taught.shortened(parts))})") == parts
    weights = {0: 1, 2: -13, 60: 1, 200: 2, 201: -1}
    assert taught.stepped(weights) == "AB-13+F++j2A-1"
    row = check.evaluate(f"BackedCheck.taught.steps({json.dumps(taught.stepped(weights))})")
    assert dict(zip(row[::2], row[1::2], strict=True)) == weights
    assert check.evaluate("BackedCheck.taught.steps('')") == []


def test_every_part_that_examples_teach_arrives(library: Library, check: Engine) -> None:
    known = taught.taught(library)
    parts = check.evaluate(f"BackedCheck.taught.parts({json.dumps(known['parts'])})")
    often = Counter(part for line in _sentences(library) for part in taught.parts(line))
    assert parts == sorted(set(parts)) and {part for part, count in often.items() if count >= taught.LEAST} <= set(
        parts
    )
    for slot in taught.SLOTS:
        lines = known[slot]["told"].split("\n")
        rows = check.evaluate(f"{json.dumps(lines)}.map(BackedCheck.taught.steps)")
        assert len(rows) == len(parts) + 1, "a line for each part, and one for what is there without any"
        assert {term for row in rows for term in row[::2]} <= set(range(len(known[slot]["terms"])))
        assert all(row[1::2] and 0 not in row[1::2] for row in rows if row)


def test_the_order_of_files_and_examples_does_not_matter(small: Library) -> None:
    one, other = Example(id="heel-cup-pain", said=SAID), Example(id=ELSEWHERE, said=("Open on Mondays",))
    assert taught.taught(teaching(small, one, other)) == taught.taught(teaching(small, other, one))


def test_a_treatment_is_known_by_words_that_only_examples_have(small: Library) -> None:
    asked = "Marshmallow clouds ease pain in the morning"
    with Engine.of(teaching(small)) as untaught:
        assert untaught.check(asked)["findings"][0]["asserts"]["intervention"] is None
    with Engine.of(teaching(small, Example(id="heel-cup-pain", said=SAID))) as engine:
        assert engine.check(asked)["findings"][0]["asserts"]["intervention"] == "heel-cup"


@settings(max_examples=25)
@given(
    sentences=st.lists(
        st.tuples(st.sets(st.integers(0, 11), min_size=1, max_size=5), st.integers(0, 3)), min_size=1, max_size=40
    )
)
def test_what_is_given_to_one_term_is_taken_from_another(sentences: list[tuple[set[int], int]]) -> None:
    """So no word speaks for all terms at once, but for what rounding leaves."""
    rows = [[term, *sorted(places)] for places, term in sentences]
    weights = taught.perceptron(rows, [list(range(len(rows)))] * 3, 12, 4)
    assert all(abs(sum(line.values())) <= 4 for line in weights)


def test_terms_that_words_part_are_told_apart() -> None:
    rows = [[0, 0, 2], [1, 1, 2]] * 10
    weights = taught.perceptron(rows, [list(range(len(rows)))] * (taught.FIRST + taught.AGAIN), 3, 2)
    for term, *places in rows[:2]:
        own, other = (sum(weights[place].get(which, 0) for place in places) for which in (term, 1 - term))
        assert own > other


def test_what_says_little_is_left_out_and_the_rest_learns_on() -> None:
    rows = [[0, 0, 2], [1, 1, 2]] * 10
    orders = [list(range(len(rows)))] * (taught.FIRST + taught.AGAIN)
    weights = taught.perceptron(rows, orders, 3, 2)
    assert not weights[2], "a part that stands with both terms tells neither"
    assert all(abs(weight) >= 1 for line in weights for weight in line.values())
    assert weights[0][0] > taught.perceptron(rows, orders[: taught.FIRST], 3, 2)[0][0]


def test_points_are_the_sums_of_what_the_words_speak(check: Engine) -> None:
    slot = {
        "terms": ["heel-cup", "heel-gel", "heel-spur"],
        "told": "\n".join(taught.stepped(row) for row in ({0: 3}, {0: 4, 1: 6, 2: -1}, {2: 7}, {1: 2})),
    }
    data = {"parts": taught.shortened(["frost", "morn", "spur"]), "subject": slot, "outcome": slot}
    heard = check.evaluate(
        f"(function (told) {{ return [told.top(3), told.top(3).map(told.points), told.ahead, told.known]; }})("
        f"BackedCheck.taught.hear({{taught: BackedCheck.taught.open({json.dumps(data)})}},"
        "BackedCheck.words.tokens('frost this morning')).subject)"
    )
    assert heard == [["heel-gel", "heel-cup", "heel-spur"], [8, 7, -1], 1, 2]


def test_what_stands_elsewhere_is_abstained_from(library: Library, check: Engine) -> None:
    lines = list(_of(library, ELSEWHERE))
    answered = [line for line, result in zip(lines, check.check_all(lines), strict=True) if _answers(result)]
    assert len(answered) <= 0.1 * len(lines), answered


def _of(library: Library, id_: str) -> Iterator[str]:
    for examples in library.examples.values():
        yield from (text for example in examples if example.id == id_ for text in example.said)


def _answers(result: dict) -> bool:  # type: ignore[type-arg]
    return any(not finding["abstained"] for finding in result["findings"])
