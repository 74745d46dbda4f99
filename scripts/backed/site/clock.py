"""The one clock: what every date made by a build comes from, so that a commit gives the same bytes on any day."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path


def clock(root: Path, newest_reviewed: date | None = None) -> datetime:
    """SOURCE_DATE_EPOCH, else the commit's date, else the newest review, else 1970; always in UTC.

    Raises ValueError when SOURCE_DATE_EPOCH is set and is not a number of seconds.
    """
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    if stated:
        return _from_seconds(stated)
    committed = _commit_seconds(root)
    if committed:
        return _from_seconds(committed)
    day = newest_reviewed or date(1970, 1, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _from_seconds(seconds: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"SOURCE_DATE_EPOCH is {seconds!r}; it must be a number of seconds since 1970") from None


def _commit_seconds(root: Path) -> str:
    """The commit's date in seconds, or nothing: git is optional, and so is a history."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
