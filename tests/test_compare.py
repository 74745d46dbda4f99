"""Two states of the records: each sort of change is told, by id and key, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from markdown import markdown

from backed.change.compare import compare
from backed.change.model import Difference, Pair
from backed.change.told import as_markdown, as_text
from backed.editor.repair import fix
from backed.library import load
from cases import BASE, CUPS, change, copy_of_base, records

Changed = Callable[..., Difference]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The difference that edits of (path, old, new) make to the good knowledge base."""

    def make(*edits: tuple[str, str, str], more: Callable[[Path], object] = lambda root: None) -> Difference:
        root = copy_of_base(tmp_path)
        change(root, edits)
        more(root)
        return compare(records(BASE), load(root).library)

    return make


def test_nothing_changed(changed: Changed) -> None:
    found = changed()
    assert (found.claims, found.statements, found.references, found.records, found.pages) == ((), (), (), (), ())
    assert "Nothing changes for readers." in as_text(found)


def test_layout_comments_and_key_order_are_no_change(changed: Changed) -> None:
    found = changed(
        (CUPS, "kind: effect\n", "# a comment\nkind: effect\n"),
        ("references.bib", "  year         = {2019},\n  volume       = {4},\n", "  volume = {4},\n  year = {2019},\n"),
    )
    assert (found.claims, found.references) == ((), ())


def test_a_domain_moves_certainty_verdict_sentence_and_statement(changed: Changed) -> None:
    step = "  inconsistency: {down: 1, because: the trials disagree, sources: [Okafor2021cups]}\n"
    found = changed((CUPS, "  inconsistency: {down: 0}\n", step))
    (claim,) = found.claims
    assert (claim.id, claim.how) == ("heel-cup-pain", "changed")
    assert claim.certainty == Pair(before="moderate", after="low")
    assert claim.verdict == Pair(before="backed", after="leaning-for")
    assert claim.because == ("inconsistency 0 → −1: the trials disagree",)
    assert claim.plain_sentence and "probably" in (claim.plain_sentence.before or "")
    assert "may ease" in (claim.plain_sentence.after or "")
    flipped = {each.id: each for each in found.statements}
    assert flipped["heel-shop-page#1"].verdict == Pair(before="supported", after="partly-supported")
    assert flipped["heel-shop-page#1"].how == "follows"
    assert flipped["heel-shop-page#1"].through == ("heel-cup-pain",)
    assert found.certainty_moved == found.verdict_moved == 1
    assert found.statements_flipped == sum(1 for each in found.statements if each.verdict)
    assert {"/claims/heel-cup-pain/", "/statements/heel-shop-page/", "/interventions/heel-cup/"} <= set(found.pages)
    for voice in (as_text(found), as_markdown(found)):
        assert "Backed → Leaning for" in voice
        assert "inconsistency 0 → " in voice


def test_a_finding_and_a_start_are_reasons_too(changed: Changed) -> None:
    found = changed(
        (CUPS, "finding: as-claimed", "finding: opposite"),
        ("claims/standing-heel-pain.yml", "start: representative", "start: convenience"),
    )
    reasons = {each.id: each.because for each in found.claims}
    assert reasons["heel-cup-pain"] == ("the finding is opposite, was as claimed",)
    assert "the rating starts at low" in reasons["standing-heel-pain"][0]


def test_a_retraction_moves_what_leaned_on_it(changed: Changed) -> None:
    notice = "  design       = {cross-sectional},\n  notice       = {retracted 2023-04-01},\n"
    found = changed(("references.bib", "  design       = {cross-sectional},\n", notice))
    (reference,) = found.references
    assert (reference.key, reference.notice) == ("Lind2018standing", Pair(before=None, after="retracted 2023-04-01"))
    moved = {each.id: each for each in found.claims}
    cause = moved["heel-spur-cause"]
    assert cause.how == "follows"
    assert cause.verdict is not None and cause.verdict.after == "untested"
    assert cause.because == ("Lind2018standing was retracted and no longer counts",)
    assert cause.stale == ("Lind2018standing was retracted",)
    assert moved["heel-cup-use"].verdict == Pair(before="backed", after="unclear")
    frequency = moved["heel-pain-frequency"]
    assert frequency.plain_sentence is not None and "in 100" not in (frequency.plain_sentence.after or "")


def test_evidence_that_comes_goes_and_turns(changed: Changed) -> None:
    item = "- source: Berg2015course\n  bears: context\n  as: randomized\n  found: A cohort.\n"
    old = "- source: Rivera2019cup\n  bears: against\n"
    found = changed((CUPS, old, item + old.replace("against", "mixed")), (CUPS, "{source: HeelGuild2022advice, body: Heel Guild", "{source: Gray2010atlas, body: Heel Guild"))  # fmt: skip
    (claim,) = found.claims
    assert claim.references_added == ("Berg2015course", "Gray2010atlas")
    assert claim.references_dropped == ("HeelGuild2022advice",)
    assert claim.evidence == ("Rivera2019cup points both ways, was against it",)
    assert claim.stale == ("what is recorded of Rivera2019cup changed",)


def test_wording_is_not_evidence(changed: Changed) -> None:
    found = changed((CUPS, "found: 120 people. Pain", "found: In 120 people pain"))
    (claim,) = found.claims
    assert (claim.evidence, claim.stale) == (("Rivera2019cup is told in other words",), ())


def test_records_that_come_and_go(changed: Changed) -> None:
    def more(root: Path) -> None:
        (root / "claims/new-one.yml").write_text((root / CUPS).read_text("utf-8").replace("12 weeks", "5 weeks"))
        (root / "claims/heel-cup-use.yml").unlink()
        (root / "claims/rivera-report.yml").write_text("withdrawn: 2024-02-01\nbecause: It was told twice.\n")

    found = changed(more=more)
    assert {each.id: each.how for each in found.claims} == {
        "new-one": "added", "heel-cup-use": "removed", "rivera-report": "retired",
    }  # fmt: skip
    assert found.certainty_moved == found.verdict_moved == 0


def test_what_cannot_be_read_is_named_and_nothing_else_is_lost(changed: Changed) -> None:
    found = changed((CUPS, "kind: effect", "kind: [effect"), ("claims/heel-spur-cause.yml", "down: 1", "down: 2"))
    assert found.unread == ("heel-cup-pain",)
    assert {each.id: each.how for each in found.claims} == {"heel-cup-pain": "unread", "heel-spur-cause": "changed"}
    assert "Cannot be read" in as_text(found)


def test_a_claim_that_leans_on_a_lost_reference_is_still_told(changed: Changed) -> None:
    found = changed(("references.bib", "@book{Gray2010atlas", "@bok{Gray2010atlas"))
    assert [each.how for each in found.references] == ["unread"]
    fascia = next(each for each in found.claims if each.id == "plantar-fascia")
    assert fascia.sentence is not None and fascia.sentence.after is None


def test_a_record_that_breaks_the_rules_is_told_without_a_sentence(changed: Changed) -> None:
    about = "  comparator: flat insoles\n"
    found = changed((CUPS, about, about + "  contrast: subgroup\n"), (CUPS, "finding: as-claimed", "finding: reported"))
    told = next(each for each in found.claims if each.id == "heel-cup-pain")
    assert told.finding == Pair(before="as-claimed", after="reported")
    assert told.sentence is not None and told.sentence.after is None
    assert "the finding is reported" in as_text(found)


def test_a_term_reaches_the_sentences_that_name_it(changed: Changed) -> None:
    found = changed(("vocabulary/interventions.yml", "  label: heel cups\n", "  label: cups for the heel\n"))
    assert [(each.id, each.other) for each in found.records] == [("interventions/heel-cup", ("label",))]
    told = next(each for each in found.claims if each.id == "heel-cup-pain")
    assert told.how == "follows" and told.sentence and "ups for the heel" in (told.sentence.after or "")
    assert told.plain_sentence is None


def test_a_statement_that_is_worded_anew_keeps_its_number(changed: Changed) -> None:
    found = changed(("statements/heel-shop-page.yml", "says: Heel cups ease first-step pain", "says: Cups ease pain"))
    (line,) = found.statements
    assert (line.id, line.how, line.verdict, line.other) == ("heel-shop-page#1", "changed", None, ("says",))


def test_json_follows_its_schema(changed: Changed) -> None:
    found = changed((CUPS, "finding: as-claimed", "finding: opposite"))
    data = found.model_dump(mode="json")
    jsonschema.validate(data, Difference.model_json_schema(mode="serialization"))
    assert data["schema_version"] == "1.0"
    assert data["claims"][0]["verdict"] == {"before": "backed", "after": "opposite"}


HOSTILE = "@maintainer closes #12 and GH-3 <img src=x> [x](javascript:alert(1)) ![](https://e.example/p.png) www.e.example | `a`"


def test_markdown_shows_hostile_text_and_does_nothing(changed: Changed) -> None:
    found = changed((CUPS, "claim: Heel cups ease first-step pain", f"claim: '{HOSTILE} heel cups first-step pain'"))
    text = as_markdown(found)
    for linked in ("@maintainer", "#12", "GH-3", "://", "www.e"):  # GitHub links these wherever they stand
        assert linked not in text.replace("\\", ""), linked
    html = markdown(text)
    assert "maintainer" in html and "javascript:alert" in html
    for live in ("<a", "<img", "<code", "<script"):
        assert live not in html, live


def test_a_long_difference_is_cut_and_says_so(changed: Changed, monkeypatch: pytest.MonkeyPatch) -> None:
    from backed.change import told

    monkeypatch.setattr(told, "MOST_MARKDOWN", 600)
    found = changed(("vocabulary/interventions.yml", "  label: heel cups\n", "  label: cups for the heel\n"))
    assert len(found.claims) > 2
    text = as_markdown(found)
    assert "more: run `diff` to see all" in text
    assert text.count("<details>") == text.count("</details>") > 0


def test_after_fix_the_stated_verdicts_follow(changed: Changed) -> None:
    step = "  inconsistency: {down: 1, because: the trials disagree, sources: [Okafor2021cups]}\n"
    repaired: list[str] = []
    found = changed(
        (CUPS, "  inconsistency: {down: 0}\n", step),
        more=lambda root: repaired.extend(fix(root, load(root).library, [])),
    )
    assert repaired == [CUPS, "statements/heel-shop-page.yml"]
    assert next(each for each in found.claims if each.id == "heel-cup-pain").verdict is not None
