"""The one clock: SOURCE_DATE_EPOCH, else the commit, else the newest review, always in UTC."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backed.site.clock import clock


def test_a_stated_time_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert clock(tmp_path, date(2026, 1, 1)) == datetime(2026, 9, 21, 14, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize("stated", ["soon", "1e9", "99999999999999999999"])
def test_a_stated_time_that_is_no_number_is_refused(
    stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", stated)
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        clock(tmp_path)


def test_else_the_commits_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-05-06T23:30:00-0700")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "first"]):
        subprocess.run(["git", *who, "-C", str(tmp_path), *command], check=True, capture_output=True)
    assert clock(tmp_path, date(2030, 1, 1)) == datetime(2026, 5, 7, 6, 30, tzinfo=UTC)


def test_else_the_newest_review_and_git_is_optional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clock(tmp_path, date(2026, 11, 21)) == datetime(2026, 11, 21, tzinfo=UTC)
    assert clock(tmp_path) == datetime(1970, 1, 1, tzinfo=UTC)
