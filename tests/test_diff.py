"""`diff` over git: two revisions, or one and the files as they stand; nothing is checked out, nothing hostile is followed."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

import build
from cases import CUPS, copy_of_base, lower
from gitbase import commit, git


def diff(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = build.main(["diff", *arguments])
    return code, "".join(capsys.readouterr())


def test_to_the_files_as_they_stand(under_git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lower(under_git)
    code, out = diff(capsys, "HEAD", "--root", str(under_git))
    assert code == 0
    assert "moderate certainty → low certainty" in out
    assert "inconsistency 0 → −1: the trials disagree" in out


def test_between_two_revisions_the_files_do_not_count(under_git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lower(under_git)
    commit(under_git, "Lower it")
    (under_git / CUPS).write_text("broken: [", "utf-8")
    code, out = diff(capsys, "HEAD~1", "main", "--root", str(under_git), "--format", "json")
    found = json.loads(out)
    assert (code, found["base"], found["head"], found["unread"]) == (0, "HEAD~1", "main", [])
    assert [each["id"] for each in found["claims"] if each["verdict"]] == ["heel-cup-pain"]
    assert (under_git / CUPS).read_text("utf-8") == "broken: ["


def test_with_problems_in_the_files(under_git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (under_git / CUPS).write_text("broken: [", "utf-8")
    code, out = diff(capsys, "HEAD", "--root", str(under_git), "--format", "markdown")
    assert code == 0
    assert "#### Cannot be read (1)" in out


def test_records_in_a_folder_of_a_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = copy_of_base(tmp_path / "deep")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Add")
    lower(root)
    assert "moderate certainty → low certainty" in diff(capsys, "main", "--root", str(root))[1]


def test_attributes_of_a_revision_hide_and_change_nothing(under_git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lower(under_git)
    (under_git / ".gitattributes").write_text("claims export-ignore\n*.yml export-subst\n", "utf-8")
    commit(under_git, "Hide it")
    assert "moderate certainty → low certainty" in diff(capsys, "HEAD~1", "HEAD", "--root", str(under_git))[1]


def test_links_of_a_revision_are_not_followed(under_git: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (under_git / "claims/passwd.yml").symlink_to("/etc/passwd")
    (under_git / "claims/.hidden.yml").write_text("x", "utf-8")
    (under_git / "claims/nested").mkdir()
    (under_git / "claims/nested/deep.yml").write_text("x", "utf-8")
    commit(under_git, "Link out")
    code, out = diff(capsys, "HEAD~1", "HEAD", "--root", str(under_git))
    assert (code, "Nothing changes for readers." in out) == (0, True)


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", "HEAD:claims", "-p", ""])
def test_what_is_no_revision_is_wrong_use(under_git: Path, capsys: pytest.CaptureFixture[str], revision: str) -> None:
    code = build.main(["diff", "--root", str(under_git), "--", revision])
    assert code == 2
    assert "revision" in capsys.readouterr().err


def test_without_git_it_is_wrong_use_not_a_bug(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = diff(capsys, "HEAD", "--root", str(copy_of_base(tmp_path)))
    assert code == 2 and "bug" not in out


def test_a_shallow_clone_says_what_it_lacks(
    under_git: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = git(under_git, "rev-parse", "HEAD")
    commit(under_git, "Another")
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{under_git}", str(tmp_path / "clone")], check=True)
    code, out = diff(capsys, old, "--root", str(tmp_path / "clone"))
    assert code == 2 and "shallow clone" in out
    assert diff(capsys, "HEAD", "--root", str(tmp_path / "clone"))[0] == 0
