"""A rating remembers its evidence; it is out of date when that changes, and only an editor says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

import build
from backed.appraisal.freshness import rests_on, stale
from backed.library import load
from backed.page.record_pages import claim_page
from backed.page.view import Views, environment
from cases import CUPS, add, copy_of_base, edit

ITEM = "- source: Rivera2019cup\n  bears: against\n  as: randomized\n  found: 120 people."


def changes(root: Path, id_: str = "heel-cup-pain") -> list[str]:
    library = load(root).library
    return stale(library.claims[id_], library.references)


EVIDENCE = {
    "the side": ((CUPS, "bears: against", "bears: mixed"), "what is recorded of Rivera2019cup changed"),
    "the comparison": ((CUPS, ITEM, ITEM.replace("randomized", "controlled")), "what is recorded of Rivera2019cup changed"),
    "a figure": ((CUPS, "value: -0.35", "value: -0.36"), "what is recorded of Okafor2021cups changed"),
    "its size": (("references.bib", "participants = {540}", "participants = {541}"), "what is recorded of Okafor2021cups changed"),
    "a source less": ((CUPS, "bears: against", "bears: context"), "Rivera2019cup no longer counts"),
    "a source more": ((CUPS, ITEM, "- source: Berg2015course\n  bears: for\n  as: controlled\n  found: Less pain.\n" + ITEM), "Berg2015course was added"),
    "a retraction": (("references.bib", "  trial        = {rivera-2019},\n", "  trial        = {rivera-2019},\n  notice       = {retracted 2024},\n"), "Rivera2019cup was retracted"),
    "a concern": (("references.bib", "  trial        = {rivera-2019},\n", "  trial        = {rivera-2019},\n  notice       = {concern 2024},\n"), "what is recorded of Rivera2019cup changed"),
}  # fmt: skip
WORDING = {
    "what was found": (CUPS, "found: 120 people. Pain", "found: In 120 people pain"),
    "where it stands": (CUPS, "at: table 2", "at: table 3"),
    "a note": (CUPS, 'p: "0.6", favours: neither', 'p: "0.6", favours: neither, note: by intention to treat'),
    "context": (
        CUPS,
        ITEM,
        "- source: Berg2015course\n  bears: context\n  as: controlled\n  found: A cohort.\n" + ITEM,
    ),
    "a title": ("references.bib", "Heel cups against flat insoles", "Cups against insoles"),
}


@pytest.mark.parametrize("name", EVIDENCE)
def test_what_is_other_evidence(tmp_path: Path, name: str) -> None:
    root = copy_of_base(tmp_path)
    (path, old, new), expected = EVIDENCE[name]
    edit(root, path, old, new)
    assert changes(root) == [expected]


@pytest.mark.parametrize("name", WORDING)
def test_what_is_the_same_evidence_in_other_words(tmp_path: Path, name: str) -> None:
    root = copy_of_base(tmp_path)
    edit(root, *WORDING[name])
    assert changes(root) == []


def test_fix_never_says_for_an_editor_that_a_rating_is_fresh(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, CUPS, "value: -0.35", "value: -0.36")
    before = (root / CUPS).read_text("utf-8")
    assert build.main(["fix", "--root", str(root)]) == 0
    assert (root / CUPS).read_text("utf-8") == before
    assert build.main(["fix", "--rated", "heel-cup-pain", "--root", str(root)]) == 0
    assert changes(root) == []
    changed = (root / CUPS).read_text("utf-8").splitlines()
    assert [line for line in changed if line not in before.splitlines()] == [
        f"  rests-on: [{', '.join(rests_on(load(root).library.claims['heel-cup-pain'], load(root).library.references))}]"
    ]


def test_the_first_time_fix_writes_it_and_keeps_comments(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    text = (root / CUPS).read_text("utf-8")
    line = next(each for each in text.splitlines(keepends=True) if "rests-on" in each)
    (root / CUPS).write_text(text.replace(line, ""), "utf-8")
    build.main(["fix", CUPS, "--root", str(root)])
    assert (root / CUPS).read_text("utf-8") == text
    listed = line.replace("[", "\n  - ").replace(", ", "\n  - ").replace("]", "")
    (root / CUPS).write_text(text.replace(line, listed).replace("value: -0.35", "value: -0.36"), "utf-8")
    build.main(["fix", "--rated", "heel-cup-pain", "--root", str(root)])
    assert changes(root) == []
    assert "\nestimate: {" in (root / CUPS).read_text("utf-8")


def test_an_unknown_claim_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    add(root, "claims/broken.yml", "x: [")
    for id_ in ("no-such-claim", "broken"):
        assert build.main(["fix", "--rated", id_, "--root", str(root)]) == 2
        assert id_ in capsys.readouterr().err


def test_the_page_says_that_a_rating_is_older_than_its_evidence(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    edit(root, CUPS, "value: -0.35", "value: -0.36")
    views = Views(load(root).library, "https://example.org/repo")
    html = claim_page(environment(views), views, "heel-cup-pain").slots["certainty"]
    assert "Since this rating was made, what is recorded of Okafor2021cups changed." in html
    fresh = claim_page(environment(views), views, "heel-spur-cause").slots["certainty"]
    assert "Since this rating was made" not in fresh
