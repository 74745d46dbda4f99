"""`validate` in its three voices: the same problems, as text, as GitHub annotations, and as the fixed JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import build
from backed.problem import Problem, as_github
from cases import copy_of_base, edit

FIELDS = {"path", "line", "column", "severity", "rule", "message", "fix"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    base = copy_of_base(tmp_path)
    edit(base, "claims/heel-cup-pain.yml", "certainty: moderate", "certainty: high")
    edit(base, "claims/heel-cup-blisters.yml", "severity: minor", "severity: minr")
    return base


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = build.main(["validate", "--root", str(root), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_holds_the_problems_and_nothing_else(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(root, capsys, "--format", "json")
    report = json.loads(out)
    assert (code, err) == (build.PROBLEMS, "")
    assert set(report) == {"problems", "checked", "skipped"}
    assert all(set(problem) == FIELDS for problem in report["problems"])
    places = {(problem["path"], problem["line"], problem["rule"]) for problem in report["problems"]}
    assert ("claims/heel-cup-pain.yml", 14, "stated-certainty") in places
    assert report["checked"]["rules"] > 50


def test_every_voice_tells_the_same_problems(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, summary = told(root, capsys)
    _, github, _ = told(root, capsys, "--format", "github")
    problems = json.loads(told(root, capsys, "--format", "json")[1])["problems"]
    assert [line.startswith("    fix: ") for line in text.splitlines()].count(False) == len(problems)
    assert len(github.splitlines()) == len(problems)
    for problem in problems:
        assert f"{problem['path']}:{problem['line']}:{problem['column']}: {problem['severity']}: " in text
        assert (
            f"::{problem['severity']} file={problem['path']},line={problem['line']},col={problem['column']}," in github
        )
    assert "checked 1" in summary


def test_only_the_files_that_were_named(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(root, capsys, "claims/heel-cup-blisters.yml", "--format", "json")
    assert {problem["path"] for problem in json.loads(out)["problems"]} == {"claims/heel-cup-blisters.yml"}
    assert code == build.PROBLEMS
    assert told(root, capsys, "claims/heel-gel.yml")[0] == build.FINE
    assert told(root, capsys, "claims/nowhere.yml")[0] == build.WRONG_USE


def test_a_file_that_is_not_there_is_never_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path)
    assert told(root, capsys)[0] == build.FINE
    assert told(root, capsys, "claims/nowhere.yml")[0] == build.WRONG_USE


def test_a_python_without_our_packages_is_told_to_use_uv() -> None:
    command = [sys.executable, "-S", build.__file__, "validate", "claims"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.endswith("begin with `uv run`: uv run scripts/build.py validate claims\n")
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("wrong", [["build", "--out", f"{__file__}/site"], ["serve", "--port", "99999"]])
def test_what_cannot_be_is_wrong_use(root: Path, wrong: list[str]) -> None:
    command = [sys.executable, build.__file__, *wrong, "--root", str(root)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr


def test_an_annotation_cannot_become_another_command() -> None:
    made = as_github(Problem("a,b:c.yml", 1, 2, "error", "rule", "bad\n::set-output name=x::y\r%0A", None))
    assert made == "::error file=a%2Cb%3Ac.yml,line=1,col=2,title=rule::bad%0A::set-output name=x::y%0D%250A"
