"""What is kept of a site: a build that finds it gone makes nothing again, and trusts nothing that is not as it was."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

import fake_pages
from backed.site import build as site
from backed.site import stage
from backed.site.ledger import digest
from backed.site.shell import Page
from cases import tree

CLAIM = "claims/traction-leg-pain/index.html"


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with two written pages and all shells, built once."""
    root = tmp_path_factory.mktemp("ground")
    for name in ("docs", "theme"):
        shutil.copytree(fake_pages.DOCS.parent / name, root / name)
    shutil.copy(fake_pages.DOCS.parent / "mkdocs.yml", root)
    build(root)
    return root


@pytest.fixture
def root(ground: Path, tmp_path: Path) -> Path:
    """The same with a site that is in place and kept."""
    shutil.copytree(ground, tmp_path / "root", ignore=shutil.ignore_patterns("site", "*.sqlite"))
    build(tmp_path / "root")
    return tmp_path / "root"


def build(root: Path, pages: list[Page] | None = None, cache: bool = True, out: str = "site") -> site.Report:
    return fake_pages.build(root, root / out, fake_pages.content(pages=pages or fake_pages.pages()), cache)


def edited() -> list[Page]:
    return [fake_pages.page("claim-graded", facts="<p>new</p>"), *fake_pages.pages()[1:]]


def without_site(root: Path, pages: list[Page] | None = None) -> site.Report:
    shutil.rmtree(root / "site")
    return build(root, pages)


def kept(root: Path, path: str) -> Path:
    return root / ".cache/site/kept" / digest(path)


def all_kept(root: Path) -> set[str]:
    return {file.name for file in (root / ".cache/site/kept").iterdir()}


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    def link(old: str, new: str) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", link)


def test_a_site_that_is_gone_comes_back_without_anything_made_again(root: Path) -> None:
    before = tree(root / "site")
    again = without_site(root)
    assert (again.how, again.files_written, again.problems) == ("whole", 0, ())
    assert tree(root / "site") == before
    assert build(root).how == "unchanged"


def test_what_is_kept_takes_no_second_place_on_the_disk(root: Path) -> None:
    assert kept(root, CLAIM).samefile(root / "site" / CLAIM)


def test_two_commands_that_run_mkdocs_at_once_leave_each_other_alone(root: Path) -> None:
    page = root / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\nA line more.\n", "utf-8")
    with site.begun(root, root / "site") as begun:
        assert build(root, out="deep/other").problems == ()
        assert site.finish(begun, fake_pages.content()).problems == ()
    assert b"A line more." in (root / "site/index.html").read_bytes()


@pytest.mark.parametrize("few", [500, 0], ids=["few files", "whole"])
def test_what_an_edit_changed_is_kept_and_what_it_took_away_is_not(
    root: Path, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(stage, "FEW", few)
    build(root, [*edited(), fake_pages.page("claim-graded", "claims/more/")])
    build(root, edited())
    before = tree(root / "site")
    assert not kept(root, "claims/more/index.html").exists()
    assert without_site(root, edited()).files_written == 0
    assert tree(root / "site") == before


def test_an_edit_while_the_site_is_gone_makes_its_page_only(root: Path) -> None:
    assert without_site(root, edited()).pages_written == 1
    assert b"<p>new</p>" in (root / "site" / CLAIM).read_bytes()
    assert without_site(root, edited()).files_written == 0


def test_a_kept_file_that_somebody_touched_is_made_anew(root: Path) -> None:
    before = tree(root / "site")
    (root / "site" / CLAIM).write_text("mine", "utf-8")  # the very file that is kept
    kept(root, "robots.txt").unlink()
    assert without_site(root).files_written == 2
    assert tree(root / "site") == before
    assert without_site(root).files_written == 0


def test_where_links_are_refused_nothing_is_kept_and_nothing_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(root / "site")
    refuse(monkeypatch)
    assert without_site(root).files_written == 0, "what was kept while links were made is copied"
    assert tree(root / "site") == before
    assert build(root).how == "unchanged", "copies have the times that were noted"
    build(root, edited())
    assert without_site(root, edited()).pages_written == 1, "what was written since is not kept"
    monkeypatch.setattr(stage, "FEW", 0)
    assert build(root).pages_written == 1
    assert tree(root / "site") == before


def test_a_place_that_cannot_be_costs_time_only(root: Path) -> None:
    before = tree(root / "site")
    shutil.rmtree(root / ".cache/site/kept")
    (root / ".cache/site/kept").write_text("a file", "utf-8")
    assert without_site(root).pages_written == len(fake_pages.pages())
    assert tree(root / "site") == before


def test_what_nobody_needs_any_more_is_swept(root: Path) -> None:
    for name in ("0" * 32, digest("claims/of-a-killed-build/index.html")):
        (root / ".cache/site/kept" / name).write_text("old", "utf-8")
    without_site(root)
    assert all_kept(root) == {digest(path) for path in tree(root / "site") if not path.startswith(".")}


def test_without_the_cache_nothing_is_kept_or_taken(root: Path) -> None:
    before = all_kept(root)
    shutil.rmtree(root / "site")
    assert build(root, edited(), cache=False).pages_written == len(fake_pages.pages())
    assert all_kept(root) == before
    assert not kept(root, CLAIM).samefile(root / "site" / CLAIM)


def test_a_command_for_another_folder_leaves_alone_what_is_in_use(root: Path) -> None:
    before = tree(root / "site")
    shutil.rmtree(root / "site")
    with site.begun(root, root / "site") as begun:
        build(root, edited(), out="deep/other")
        assert site.finish(begun, fake_pages.content()).files_written == 0
    assert tree(root / "site") == before
    build(root, edited(), out="deep/other")
    assert without_site(root).problems == ()
    assert tree(root / "site") == before, "whatever it was that the other one kept"
