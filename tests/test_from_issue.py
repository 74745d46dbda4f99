"""`new --from-issue`: the fields of our forms map onto records, and a stranger's text stays text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import build
from backed.editor import from_issue
from backed.editor.asking import Refused
from backed.library import load
from backed.record.claim import About, Claim
from backed.record.model import words_of
from backed.record.reference import NOTICES
from backed.record.reference_fields import SEEN
from backed.validation import validate
from cases import HOME, copy_of_base

FORMS = HOME / from_issue.FORMS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    base = copy_of_base(tmp_path)
    shutil.copytree(FORMS, base / from_issue.FORMS)
    return base


def fields(form: str) -> Iterator[dict[str, Any]]:
    body = yaml.safe_load((FORMS / f"{form}.yml").read_text("utf-8"))["body"]
    return (each for each in body if "id" in each)


def issue(root: Path, form: str, **answers: str) -> Path:
    """The text of an issue as GitHub makes it from a form."""
    parts = [
        f"### {each['attributes']['label']}\n\n{answers.get(each['id'], '_No response_')}\n" for each in fields(form)
    ]
    path = root.parent / "issue.md"
    path.write_text("\n".join(parts), "utf-8")
    return path


def choice(form: str, id_: str, word: str) -> str:
    (field,) = (each for each in fields(form) if each["id"] == id_)
    return next(option for option in field["attributes"]["options"] if from_issue.word(option) == word)


def test_choices_are_the_words_of_the_record() -> None:
    def words(form: str, id_: str) -> set[str]:
        (field,) = (each for each in fields(form) if each["id"] == id_)
        return {from_issue.word(option) for option in field["attributes"]["options"]}

    assert words("claim", "kind") == set(words_of(Claim.model_fields["kind"].annotation))
    assert words("claim", "direction") == set(words_of(About.model_fields["direction"].annotation))
    assert words("paper", "seen") == set(SEEN)
    assert words("retraction", "notice") == set(NOTICES)
    slots = {each["id"] for each in fields("claim")} - {"claim", "kind", "sources", "seen"}
    assert slots <= set(About.model_fields)


def run(root: Path, *arguments: str) -> int:
    return build.main(["new", *arguments, "--root", str(root)])


SAID = {
    "claim": "Heel cups raise the arch of runners",
    "intervention": "Gel cup",
    "outcome": "flat foot",
    "population": "runners",
}


def test_a_suggested_claim_becomes_a_record(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = SAID | {"kind": choice("claim", "kind", "effect"), "direction": choice("claim", "direction", "increases")}
    known = load(root).library.references["Okafor2021cups"].doi or ""
    file = issue(root, "claim", **said, sources=f"https://doi.org/{known}\n10.5555/new.1.")
    assert run(root, "--from-issue", str(file), "--yes") == 0
    assert "new reference 10.5555/new.1\n" in capsys.readouterr().out
    record = root / "claims/heel-cup-arch-height.yml"
    about = yaml.safe_load(record.read_text("utf-8"))["about"]
    assert about == {
        "population": "runners",
        "intervention": "heel-cup",
        "outcome": "arch-height",
        "direction": "increases",
    }
    assert "# - source: Okafor2021cups" in record.read_text("utf-8")
    assert [problem for problem in validate(root).problems if problem.severity == "error"] == []


def test_what_does_not_fit_is_asked(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = issue(root, "claim", **(SAID | {"kind": choice("claim", "kind", "effect"), "intervention": "heel cupz"}))
    assert run(root, "--from-issue", str(file)) == build.WRONG_USE
    told = capsys.readouterr().err
    assert "--intervention is missing" in told
    assert "the issue says “heel cupz”" in told
    assert "Did you mean heel-cup?" in told
    options = ["claim", "--intervention", "heel-cup", "--direction", "increases"]
    assert run(root, "--from-issue", str(file), *options) == 0


HOSTILE = [
    "x\nkind: harm\n---\n", "!!python/object/apply:os.system [id]", "*alias &anchor", "'; rm -rf / #", "\u202egnissorc",
    "<script>alert(1)</script>", "a: b # c", "{a: [b", "%TAG", "- x", "\x00null\x07", '"', "# comment", "null",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_strangers_text_stays_text(root: Path, text: str) -> None:
    said = {"kind": choice("claim", "kind", "effect"), "direction": choice("claim", "direction", "increases")}
    file = issue(
        root, "claim", **(SAID | said | {"claim": f"Gel cup and flat foot {text}", "population": text, "when": text})
    )
    assert run(root, "--from-issue", str(file), "--yes") == 0
    (path,) = (path for path in (root / "claims").glob("*.yml") if "arch-height" in path.name)
    record = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    assert record["kind"] == "effect"
    assert record["about"]["intervention"] == "heel-cup"
    assert not any(ord(letter) < 32 or letter == "\u202e" for letter in record["about"].get("population", ""))
    assert [problem for problem in validate(root).problems if problem.severity == "error"] == []


def test_a_notice_is_written_once_agreed_to(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "references.bib").read_text("utf-8")
    said = {
        "notice": choice("retraction", "notice", "retracted"),
        "date": "2024-05-01",
        "shown": "https://example.org/",
    }
    file = issue(root, "retraction", source="Rivera2019cup", **said)
    assert run(root, "--from-issue", str(file)) == build.WRONG_USE
    assert (root / "references.bib").read_text("utf-8") == before
    assert run(root, "--from-issue", str(file), "--yes") == 0
    assert load(root).library.references["Rivera2019cup"].retracted
    assert "retracted-never-bears" in {problem.rule for problem in validate(root).problems}
    wrong = issue(root, "retraction", source="Rivera2019cup", **(said | {"date": "yesterday"}))
    assert run(root, "--from-issue", str(wrong), "--yes") == build.WRONG_USE


def test_gh_prints_json(root: Path) -> None:
    file = issue(root, "paper", sources="10.5555/a and 31234567", seen=choice("paper", "seen", "abstract"))
    file.write_text(json.dumps({"body": file.read_text("utf-8").replace("\n", "\r\n")}), "utf-8")
    found = from_issue.read(file, root)
    assert (found.sort, found.sources) == ("reference", ["10.5555/a", "31234567"])
    assert from_issue.answers(found)["seen"] == "abstract"


@pytest.mark.parametrize("text", ["", "hello", "### Something else\n\nx", "{}", '{"body": 3'])
def test_other_texts_are_no_issue(root: Path, text: str) -> None:
    path = root.parent / "x.md"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused):
        from_issue.read(path, root)


def test_a_missing_file_is_wrong_use(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--from-issue", "nowhere.md") == build.WRONG_USE
    assert run(root) == build.WRONG_USE
    assert "say claim, statement or reference" in capsys.readouterr().err
