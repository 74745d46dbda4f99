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
        line = known["outcome"]["told"].split("\n")[parts.index(taught.part("marshmallow"))]
        row = engine.evaluate(f"BackedCheck.taught.steps({json.dumps(line)})")
    weights = {known["outcome"]["terms"][row[at]]: row[at + 1] for at in range(0, len(row), 2)}
    own = weights.pop("first-step-pain")
    assert own > 0 and all(weight < 0 for weight in weights.values())
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


PAIRS = [(0, 0), (0, 1), (1, 0), (1, 2)]


@settings(max_examples=25)
@given(
    sentences=st.lists(
        st.tuples(st.sets(st.integers(0, 11), min_size=1, max_size=5), st.integers(0, 3)), min_size=1, max_size=40
    )
)
def test_what_is_given_to_one_claim_is_taken_from_another(sentences: list[tuple[set[int], int]]) -> None:
    """So no word speaks for all terms at once, but for what rounding leaves."""
    rows = [[pair, *sorted(places)] for places, pair in sentences]
    for weights, many in zip(
        taught.perceptron(rows, [list(range(len(rows)))] * 3, 12, PAIRS), (2, 3, len(PAIRS)), strict=True
    ):
        assert all(abs(sum(line.values())) <= many for line in weights)


def test_claims_that_words_part_are_told_apart() -> None:
    """Two claims on one treatment, two on one outcome, and a word that all have."""
    rows = [[0, 0, 4], [1, 1, 4], [2, 2, 4], [3, 3, 4]] * 10
    weights = taught.perceptron(rows, [list(range(len(rows)))] * (taught.FIRST + taught.AGAIN), 5, PAIRS)
    for pair, *places in rows[: len(PAIRS)]:
        spoken = [_spoken(weights, places, other) for other in range(len(PAIRS))]
        assert spoken.index(max(spoken)) == pair and spoken.count(max(spoken)) == 1


def _spoken(weights: tuple[taught.Weights, ...], places: list[int], pair: int) -> int:
    return sum(of[place].get(at, 0) for of, at in zip(weights, (*PAIRS[pair], pair), strict=True) for place in places)


def test_which_go_together_is_told_where_neither_word_tells_it_alone() -> None:
    """One word tells the treatment; whether the other tells of its first or its second outcome hangs on which that is."""
    pairs = [(0, 0), (1, 1), (0, 1), (1, 0)]
    rows = [[0, 0, 2], [1, 0, 3], [2, 1, 2], [3, 1, 3]] * 10
    *_, both = taught.perceptron(rows, [list(range(len(rows)))] * (taught.FIRST + taught.AGAIN), 4, pairs)
    for pair, *places in rows[: len(pairs)]:
        spoken = [sum(both[place].get(other, 0) for place in places) for other in range(len(pairs))]
        assert spoken.index(max(spoken)) == pair and spoken.count(max(spoken)) == 1


def test_what_says_little_is_left_out() -> None:
    rows = [[0, 0, 2], [1, 1, 2]] * 10
    found = taught.perceptron(rows, [list(range(len(rows)))] * (taught.FIRST + taught.AGAIN), 3, [(0, 0), (1, 1)])
    assert not any(weights[2] for weights in found), "a part that stands with both tells neither"
    assert all(weights[place][place] > 0 for weights in found for place in (0, 1))


def test_points_are_the_sums_of_what_the_words_speak(check: Engine) -> None:
    def slot(terms: list[object], *rows: dict[int, int]) -> dict[str, object]:
        return {"terms": terms, "told": "\n".join(map(taught.stepped, rows))}

    data = {
        "parts": taught.shortened(["frost", "morn", "spur"]),
        "subject": slot(["heel-cup", "heel-gel"], {0: 3}, {0: 4, 1: 6}, {1: 7}, {1: 2}),
        "outcome": slot(["pain", "sleep"], {1: 5}, {}, {0: 9}, {}),
        "pair": slot([[0, 0], [0, 1], [1, 0]], {0: 1}, {2: 2}, {1: 8}, {1: -1}),
    }
    heard = check.evaluate(
        "(function (heard) { return [heard.subject, heard.outcome].map(function (told) {"
        " return [told.top(2), told.top(2).map(told.points), told.ahead, told.known]; })"
        ".concat([[heard.pair('heel-cup', 'sleep'), heard.pair('heel-gel', 'sleep'), heard.pair('heel-gel', 'age')]]); })("
        f"BackedCheck.taught.hear({{taught: BackedCheck.taught.open({json.dumps(data)})}},"
        "BackedCheck.words.tokens('frost this morning')))"
    )
    assert heard == [
        [["heel-cup", "heel-gel"], [11, 10], 1, 2],  # 3 + 4 and, for sleep, 5 - 1; 6 + 2 and, with pain, 2
        [["sleep", "pain"], [11, 10], 1, 2],
        [11, 13, None],  # what is held together, what is not, and what was never taught
    ]


def test_what_stands_elsewhere_is_abstained_from(library: Library, check: Engine) -> None:
    lines = list(_of(library, ELSEWHERE))
    answered = [line for line, result in zip(lines, check.check_all(lines), strict=True) if _answers(result)]
    assert len(answered) <= 0.1 * len(lines), answered


def _of(library: Library, id_: str) -> Iterator[str]:
    for examples in library.examples.values():
        yield from (text for example in examples if example.id == id_ for text in example.said)


def _answers(result: dict) -> bool:  # type: ignore[type-arg]
    return any(not finding["abstained"] for finding in result["findings"])
