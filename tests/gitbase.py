"""A knowledge base under git, for tests of differences and of history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from cases import copy_of_base


def git(root: Path, *arguments: str, day: str = "2024-01-12") -> str:
    """Run git in a folder, on a day, as nobody in particular and without this machine's settings."""
    when = f"{day}T12:00:00+00:00"
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_TERMINAL_PROMPT": "0"}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    command = ["git", "-C", str(root), "-c", "user.name=Test", "-c", "user.email=test@example.org", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **settings, **dates})
    return done.stdout.strip()


def commit(root: Path, message: str, day: str = "2024-01-12") -> str:
    """Commit everything; the hash."""
    git(root, "add", "-A", "--", ".", ":!.cache", day=day)
    git(root, "commit", "-q", "--allow-empty", "-m", message, day=day)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def under_git(tmp_path: Path) -> Path:
    """The good knowledge base, committed."""
    root = copy_of_base(tmp_path)
    git(root, "init", "-q", "-b", "main")
    commit(root, "Add the records")
    return root
