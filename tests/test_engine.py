"""MkDocs makes the written pages and shells; so does Zensical, with the same slots at the same addresses."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import fake_pages
from backed.site import engine, written
from backed.site.shell import Shell
from cases import HOME


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("engine")
    for name in ("docs", "theme"):
        shutil.copytree(HOME / name, root / name)
    shutil.copy(HOME / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="module")
def shells(root: Path) -> dict[str, Shell]:
    with engine.written(engine.ground(root), root / "cache") as done:
        made = done()
        assert made.problems == ()
        return written.shells(made.folder)


def test_each_kind_has_its_shell_with_every_slot(shells: dict[str, Shell]) -> None:
    assert {name: shell.slots for name, shell in shells.items()} == {
        name: frozenset(slots) for name, slots in fake_pages.SHELL_SLOTS.items()
    }


def test_every_slot_stands_under_a_heading_or_before_the_first(shells: dict[str, Shell]) -> None:
    """A page's table of contents is the shell's, so headings and slots are written together."""
    for name in shells:
        text = (HOME / f"docs/_shells/{name}.md").read_text("utf-8")
        assert text.count("\n# @@title@@\n") == 1
        assert all(f"\n\n<!-- slot:{slot} -->\n" in text for slot in shells[name].slots)


def test_slots_and_addresses_survive_zensical(root: Path, shells: dict[str, Shell], tmp_path: Path) -> None:
    other = shutil.copytree(root, tmp_path / "other", ignore=shutil.ignore_patterns("cache"))
    run = [sys.executable, "-c", "from zensical.main import cli; cli()", "build"]
    done = subprocess.run(run, cwd=other, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = written.shells(other / "site")
    assert theirs.keys() == shells.keys()
    for name, shell in theirs.items():
        assert shell.slots == shells[name].slots
        page = shell.fill(fake_pages.page(name))
        assert f'rel="canonical" href="https://backed.example.org/{fake_pages.PATHS[name]}"' in page
        assert f"../../{fake_pages.PATHS[name].split('/')[0]}/" in page
    with engine.written(engine.ground(root), root / "cache") as done:
        made = done()
        ours = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("index.html")}
    assert ours == {path.relative_to(other / "site").as_posix() for path in (other / "site").rglob("index.html")}


def test_it_runs_again_only_when_something_it_reads_changes(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    ran = []
    for change in (None, "docs/index.md", "theme/404.html", "mkdocs.yml", None):
        if change:
            with (copy / change).open("a", encoding="utf-8") as file:
                file.write("\n")
        with engine.written(engine.ground(copy), copy / "cache") as done:
            made = done()
            ran.append(made.ran)
    assert ran == [True, True, True, True, False]
    assert len(list((copy / "cache").iterdir())) == 1


def test_without_a_cache_nothing_is_left(root: Path) -> None:
    with engine.written(engine.ground(root), None) as done:
        made = done()
        folder = made.folder
        assert (folder / "index.html").is_file()
    assert not folder.exists()


@pytest.mark.parametrize(
    ("text", "line", "column", "word"),
    [("# A\n\nSee [b](nowhere.md).\n", 3, 9, "nowhere.md"), ("# A\n\n[b](../index.md#none)\n", 3, 5, "#none")],
)
def test_a_warning_is_an_error_at_its_line(
    root: Path, tmp_path: Path, text: str, line: int, column: int, word: str
) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    (copy / "docs/contribute/index.md").write_text(text, "utf-8")
    for _ in range(2):  # a fault is never kept
        with engine.written(engine.ground(copy), copy / "cache") as done:
            made = done()
            (problem,) = made.problems
        assert (problem.path, problem.line, problem.column) == ("docs/contribute/index.md", line, column)
        assert word in problem.message


def test_a_page_that_nobody_can_reach_is_named(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    (copy / "docs/lost.md").write_text("# Lost\n", "utf-8")
    with engine.written(engine.ground(copy), None) as done:
        made = done()
        assert ["lost.md" in problem.message for problem in made.problems] == [True]


def test_a_config_that_cannot_be_read_is_a_problem_not_a_crash(root: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(root, tmp_path / "copy", ignore=shutil.ignore_patterns("cache"))
    (copy / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    with engine.written(engine.ground(copy), None) as done:
        made = done()
        assert [problem.path for problem in made.problems] == ["mkdocs.yml"]


def test_the_addresses_stand_in_one_place() -> None:
    setting = engine.ground(HOME).settings
    stated = yaml.safe_load((HOME / "mkdocs.yml").read_text("utf-8"))
    assert setting.site_url == stated["site_url"]
    assert setting.repository == stated["extra"]["repository"]
    assert "repo_url" not in stated  # the theme would call the host's API from every page
    assert stated["theme"]["font"] is False
    assert stated["plugins"] == []
    for folder in ("docs", "theme"):
        for file in (HOME / folder).rglob("*.*"):
            text = file.read_text("utf-8") if file.suffix in {".md", ".html", ".js", ".css"} else ""
            assert setting.repository not in text, file
            assert setting.site_url not in text, file


def test_settings_name_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: B\n", "utf-8")
    with pytest.raises(ValueError, match="must have site_name, site_url and extra: repository"):
        _ = engine.ground(tmp_path).settings


def test_a_path_in_the_address_is_the_base(tmp_path: Path) -> None:
    text = "site_name: B\nsite_url: https://x.org/backed\nextra: {repository: https://x.org/r/}\n"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    setting = engine.ground(tmp_path).settings
    assert (setting.site_url, setting.base, setting.repository) == (
        "https://x.org/backed/",
        "/backed/",
        "https://x.org/r",
    )
