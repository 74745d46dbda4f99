"""What changed since the last visit is marked on the page, from what this device alone remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backed.editor.repair import fix
from backed.library import load
from backed.publish import publish
from cases import CUPS, edit
from gitbase import commit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def build(root: Path) -> Path:
    outcome = publish(root, root.parent / "site")
    assert outcome.report is not None and outcome.report.problems == ()
    return root.parent / "site"


def test_a_claim_that_moved_says_so_once(under_git: Path, browser: Browser, shown: Callable[[Path], str]) -> None:
    commit(under_git, "Begin")
    address = shown(build(under_git))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}claims/heel-cup-pain/")
    assert page.locator("[data-history-of] li").count() == 1
    assert page.locator(".bk-new").count() == 0
    page.goto(f"{address}changes/")
    assert page.locator("[data-visits]").is_visible()
    assert page.locator(".bk-new").count() == 0

    step = "  inconsistency: {down: 1, because: the trials disagree, sources: [Okafor2021cups]}\n"
    edit(under_git, CUPS, "  inconsistency: {down: 0}\n", step)
    assert list(fix(under_git, load(under_git).library, []))
    commit(under_git, "Lower it", "2024-03-01")
    build(under_git)
    page.goto(f"{address}changes/")
    marks = page.locator(".bk-new").all_inner_texts()
    assert marks == ["New since your last visit.", "You have read this one."]
    page.goto(f"{address}claims/heel-cup-pain/")
    assert page.get_by_text("This claim changed since you last read it here.").is_visible()
    assert page.locator("#history").is_visible()
    page.reload()
    assert page.locator(".bk-new").count() == 0

    page.goto(f"{address}changes/")
    page.get_by_role("button", name="Forget what I have read").click()
    assert page.evaluate("localStorage.getItem('backed-read')") is None
    context.close()
