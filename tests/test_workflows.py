"""The workflows do what people do at home: pinned, without rights they do not need, and with commands that work here."""

from __future__ import annotations

import json
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from cases import HOME

WORKFLOWS = sorted((HOME / ".github/workflows").glob("*.yml"))
FORMS = sorted(path for path in (HOME / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
SCRIPTS = [
    path
    for folder in ("scripts", "benchmarks")
    for path in sorted((HOME / folder).glob("*.py"))
    if '__name__ == "__main__"' in path.read_text("utf-8")
]
BIN = Path(sys.executable).parent


def tool(name: str, *arguments: str) -> str:
    """What one of our development tools says; fails where it complains."""
    ran = subprocess.run([str(BIN / name), *arguments], cwd=HOME, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def loaded(path: Path) -> dict[str, Any]:
    # BaseLoader: `on` is a key here, not true
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        yield from ((f"{path.name} {name}", job) for name, job in loaded(path)["jobs"].items())


def commands() -> list[str]:
    return [step["run"] for _, job in jobs() for step in job["steps"] if "run" in step]


def test_the_strict_linter_finds_nothing() -> None:
    tool("zizmor", "--offline", "--persona", "pedantic", ".github", ".pre-commit-config.yaml")


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [HOME / ".github/ISSUE_TEMPLATE/config.yml"]),
        ("vendor.citation-file-format", [HOME / "CITATION.cff"]),
    ],
)
def test_files_are_what_their_schema_says(schema: str, files: list[Path]) -> None:
    assert files
    tool("check-jsonschema", "--builtin-schema", schema, *map(str, files))


def test_actions_are_pinned_each_to_one_commit() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line:
                found = re.fullmatch(r"[ -]*uses: ([\w.-]+/[\w.-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)", line)
                assert found, f"{path.name}: {line.strip()}"
                pins.setdefault(found[1], set()).add(f"{found[2]} {found[3]}")
    assert {name: len(each) for name, each in pins.items()} == dict.fromkeys(pins, 1)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_allowed_that_is_not_named(path: Path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


def test_rights_to_write_never_meet_code_of_a_pull_request() -> None:
    for path in WORKFLOWS:
        workflow = loaded(path)
        writes = [job for job in workflow["jobs"].values() if "write" in job["permissions"].values()]
        if "pull_request" in workflow["on"]:
            assert writes == []
        for job in writes:
            checkouts = [step["with"] for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
            assert all("default_branch" in given["ref"] for given in checkouts)
    assert not any("pull_request_target" in path.read_text("utf-8") for path in WORKFLOWS)


def test_links_are_never_asked_for_a_pull_request() -> None:
    asking = [path for path in WORKFLOWS if "make --silent links" in path.read_text("utf-8")]
    assert [path.name for path in asking] == ["links.yml"]
    assert set(loaded(asking[0])["on"]) == {"schedule", "workflow_dispatch"}


def test_every_command_is_there() -> None:
    for line in [line for text in commands() for line in text.splitlines()]:
        match shlex.split(line.partition("|")[0]):
            case ["make", *words]:
                target = next(word for word in words if not word.startswith("-") and "=" not in word)
                planned = subprocess.run(["make", "-n", target], cwd=HOME, capture_output=True, text=True)
                assert planned.returncode == 0, planned.stderr
                scripts = re.findall(r"(?:scripts|benchmarks)/\w+\.py", planned.stdout)
                assert scripts or "pytest" in planned.stdout or "ruff" in planned.stdout
                assert all((HOME / script).is_file() for script in scripts)
            case ["python3", "-I", script]:
                assert (HOME / script).is_file()
            case [".ci/run"]:
                assert os.access(HOME / ".ci/run", os.X_OK)
            case ["git", *_] | ["set", *_]:
                pass
            case other:
                pytest.fail(f"no test knows {other}")


def home(folder: Path) -> Path:
    """A copy of the code and of the invented records, under git, as a runner has it."""
    copy = folder / "home"
    shutil.copytree(HOME / "tests/records/base", copy)
    for name in ("scripts", "theme", "docs", "schemas"):
        shutil.copytree(HOME / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Makefile", "mkdocs.yml", "pyproject.toml", "uv.lock"):
        shutil.copy(HOME / name, copy / name)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "x"]):
        subprocess.run([*git, *arguments], cwd=copy, check=True)
    return copy


def test_the_commands_of_a_pull_request_run(tmp_path: Path) -> None:
    """`make validate` and `make report` as the workflows call them; uv is a stand-in that uses this environment."""
    copy = home(tmp_path)
    stand_in = tmp_path / "bin/uv"
    stand_in.parent.mkdir()
    stand_in.write_text(
        f'#!/bin/sh\n[ "$1 $2" = "run --locked" ] || exit 9\nshift 2\nexec {sys.executable} "$@"\n', "utf-8"
    )
    stand_in.chmod(0o755)
    variables = os.environ | {"PATH": f"{stand_in.parent}:{os.environ['PATH']}", "BASE": "HEAD", "NUMBER": "7"}
    path = copy / "claims/heel-cup-pain.yml"
    path.write_text(path.read_text("utf-8").replace("certainty: moderate", "certainty: high"), "utf-8")

    def make(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["make", *arguments], cwd=copy, env=variables, capture_output=True, text=True)

    told = make("validate", "FORMAT=github")
    assert told.returncode != 0
    assert "::error file=claims/heel-cup-pain.yml,line=14,col=12,title=stated-certainty::" in told.stdout
    assert make("report").returncode == 0
    report = json.loads((copy / "report/report.json").read_text("utf-8"))
    assert report["number"] == 7
    assert "1 claim is edited" in report["markdown"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_says_what_it_is_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: Path
) -> None:
    monkeypatch.setattr(sys, "argv", [str(script), "--help"])
    monkeypatch.setattr(sys, "path", [str(script.parent), *sys.path])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(script), run_name="__main__")
    told = capsys.readouterr().out
    assert end.value.code == 0
    assert told.startswith(f"usage: {script.name}")
    assert re.search(r"^[A-Z].{40}", told, re.MULTILINE), told  # a sentence on what it does, beside what it takes


def test_hooks_before_a_commit_are_our_own_commands() -> None:
    config = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]  # nothing is fetched from elsewhere
    for hook in config["repos"][0]["hooks"]:
        words = shlex.split(hook["entry"])
        assert words[:3] == ["uv", "run", "--locked"]
        assert words[3] == "ruff" or (HOME / words[3]).is_file()
    records = re.compile(config["repos"][0]["hooks"][0]["files"])
    assert records.search("claims/heel-cup-pain.yml")
    assert not records.search("docs/claims.md")
