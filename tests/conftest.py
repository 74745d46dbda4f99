"""What tests share: one browser per process, folders shown on this machine, the site of the good knowledge
base, and this repository's own records."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backed.check.engine import Engine
from backed.library import Library
from cases import HOME, copy_of_base, records
from local import files, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The fixtures of tests/gitbase.py, by being named here.
pytest_plugins = ["gitbase"]
MISSING = "no browser for the journeys: install Chromium (for instance: apt install chromium)"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


def browser_path() -> str | None:
    """A Chromium of this machine: chromium, then google-chrome, then Playwright's own."""
    from playwright.sync_api import sync_playwright

    if found := shutil.which("chromium") or shutil.which("google-chrome"):
        return found
    with sync_playwright() as play:
        own = play.chromium.executable_path
    return own if Path(own).is_file() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium. Without one the test is skipped; where CI is set, that is a failure."""
    from playwright.sync_api import sync_playwright

    program = browser_path()
    if program is None:
        pytest.fail(MISSING) if os.environ.get("CI") else pytest.skip(MISSING)
    with sync_playwright() as play:
        running = play.chromium.launch(executable_path=program, args=list(QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def shown() -> Iterator[Callable[[Path], str]]:
    """From a folder to the address at which it is served until the tests end."""
    with ExitStack() as open_:
        yield lambda folder: f"{open_.enter_context(served(files(folder)))}/"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the good knowledge base, built once; not to be changed."""
    from backed.publish import publish

    folder = tmp_path_factory.mktemp("base")
    outcome = publish(copy_of_base(folder), folder / "site", cache=False)
    assert outcome.report and not outcome.report.problems, (outcome.validation.problems, outcome.report)
    return folder / "site"


@pytest.fixture(scope="session")
def address(site: Path, shown: Callable[[Path], str]) -> str:
    """Where it is served."""
    return shown(site)


@pytest.fixture(scope="session")
def library() -> Library:
    """The records of this repository."""
    return records(HOME)


@pytest.fixture(scope="session")
def check(library: Library) -> Iterator[Engine]:
    """The statement check over them."""
    with Engine.of(library) as engine:
        yield engine
