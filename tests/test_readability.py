"""Reading age and sentence length: harder texts measure older, kinds are summed apart, the hardest come first."""

from __future__ import annotations

from backed.readability import AGE_BEFORE_SCHOOL, Text, by_kind, hardest, measure

EASY = "The pull made no clear difference. Most people got better with time."
HARD = (
    "Multidisciplinary rehabilitation incorporating individualised neuromuscular stabilisation interventions "
    "demonstrated statistically inconclusive functional superiority."
)


def test_long_words_and_long_sentences_measure_older() -> None:
    easy, hard = (measure(Text("reason", "x", "x/", text)) for text in (EASY, HARD))
    assert AGE_BEFORE_SCHOOL <= easy.age < 12 < hard.age
    assert easy.words == 6


def test_names_that_no_dictionary_holds_are_measured_too() -> None:
    assert measure(Text("reason", "x", "x/", "The root L4 and the piriformis were seen on the scan.")).age > 0


def test_kinds_are_counted_apart_and_the_hardest_text_comes_first() -> None:
    texts = [Text("reason", "a", "a/", EASY), Text("story", "b", "b/", HARD), Text("reason", "c", "c/", EASY)]
    measured = [measure(text) for text in texts]
    assert [(line.kind, line.texts, line.within) for line in by_kind(measured)] == [("reason", 2, 2), ("story", 1, 0)]
    assert [each.text.name for each in hardest(measured, 2)] == ["b", "a"]
