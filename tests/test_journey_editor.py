"""An editor at work: the page follows the record as it is typed, mistakes stand on the page, repairs clear them."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cases import HOME, copy_of_base

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser

BUILD = [sys.executable, str(HOME / "scripts" / "build.py")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path)


@pytest.fixture
def address(root: Path, tmp_path: Path) -> Iterator[str]:
    """The base served by the very command that an editor types."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*BUILD, "serve", "--root", str(root), "--out", str(tmp_path / "site"), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as served:
        assert served.stdout
        said = ""
        for line in served.stdout:
            said += line
            if f"127.0.0.1:{port}" in line:
                break
        else:
            pytest.fail(f"it did not start:\n{said}")
        yield f"http://127.0.0.1:{port}/"
        served.terminate()


def _heading(page: Page, text: str) -> Locator:
    return page.get_by_role("heading", level=1, name=text)


def test_a_record_is_seen_as_it_is_written(browser: Browser, root: Path, address: str) -> None:
    claim = root / "claims" / "heel-cup-pain.yml"
    good = claim.read_text("utf-8")
    title = re.search(r"^claim: (.+)$", good, re.MULTILINE)
    assert title
    page = browser.new_page()
    page.goto(f"{address}claims/heel-cup-pain/")
    _heading(page, title[1]).wait_for()
    claim.write_text(good.replace(title[1], "Heel cups ease a sore heel"), "utf-8")
    _heading(page, "Heel cups ease a sore heel").wait_for()

    broken = good.replace("\nfinding:", "\nfindin:")
    claim.write_text(broken, "utf-8")
    page.get_by_text("claims/heel-cup-pain.yml", exact=False).first.wait_for()
    assert "finding" in page.locator("body").inner_text()
    _heading(page, "Heel cups ease a sore heel").wait_for()  # the last good page is still there

    claim.write_text(good, "utf-8")
    _heading(page, title[1]).wait_for()
    assert page.get_by_text("claims/heel-cup-pain.yml:").count() == 0
    page.close()


def test_fix_states_what_follows_and_keeps_the_comments(root: Path) -> None:
    claim = root / "claims" / "heel-cup-pain.yml"
    good = claim.read_text("utf-8")
    stated = re.search(r"^certainty: (.+)$", good, re.MULTILINE)
    assert stated
    other = "high" if stated[1] != "high" else "low"
    claim.write_text(good.replace(stated[0], f"certainty: {other}  # to be checked"), "utf-8")
    said = subprocess.run([*BUILD, "validate", "--root", root], capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert "claims/heel-cup-pain.yml" in said.stdout + said.stderr
    subprocess.run([*BUILD, "fix", "--root", root], check=True, capture_output=True)
    assert claim.read_text("utf-8") == good.replace(stated[0], f"{stated[0]}  # to be checked")
    assert subprocess.run([*BUILD, "validate", "--root", root], check=False, capture_output=True).returncode == 0
