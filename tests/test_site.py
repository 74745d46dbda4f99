"""Shells and pages become a site: what is in it, what is written again, and that nothing halfway is put in place."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import pytest

import fake_pages
from backed.site import build as site
from backed.site import crew, patch, stage, swap
from backed.site.folder import MARKER, WrongUse
from backed.site.shell import Deferred, Page
from cases import HOME, tree


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with the real written pages; MkDocs runs once for all tests."""
    root = tmp_path_factory.mktemp("ground")
    for name in ("docs", "theme"):
        shutil.copytree(HOME / name, root / name)
    shutil.copy(HOME / "mkdocs.yml", root)
    build(root)
    shutil.rmtree(root / "site")
    return root


@pytest.fixture
def root(ground: Path, tmp_path: Path) -> Path:
    """The same, with a cache and a site of its own."""
    return shutil.copytree(ground, tmp_path / "root")


def build(
    root: Path,
    pages: Iterable[Page | Deferred] | None = None,
    cache: bool = True,
    in_place: site.InPlace | None = None,
    **changes: object,
) -> site.Report:
    given = changes if pages is None else {"pages": pages, **changes}
    return fake_pages.build(root, root / "site", fake_pages.content(**given), cache, in_place)


def beside(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()} - {"docs", "theme", "mkdocs.yml", ".cache"}


# Addresses of our own site that a page names and no browser loads: its own, and the feed's.
NAMED_ONLY = {("rel", "canonical"), ("rel", "alternate feed")}


class Sound(HTMLParser):
    """Everything on a page that our policy forbids or that leaves the site."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{tag} {name}")
            if name == "id":
                self.ids.append(value or "")
            outside = (value or "").startswith(("http:", "https:", "//"))
            is_named = not NAMED_ONLY.isdisjoint(attrs)
            if outside and name in {"src", "href", "action"} and tag != "a" and not is_named:
                self.faults.append(f"{tag} {name}={value}")


def test_every_page_is_sound_and_carries_the_policy(root: Path) -> None:
    report = build(root)
    assert report.problems == ()
    pages = {path: data.decode() for path, data in tree(root / "site").items() if path.endswith(".html")}
    assert {"404.html", "index.html", "claims/index.html", "claims/traction-leg-pain/index.html"} <= pages.keys()
    for path, html in pages.items():
        parser = Sound()
        parser.feed(html)
        assert parser.faults == [], path
        assert len(parser.ids) == len(set(parser.ids)), path
        head = html.split('<meta charset="utf-8">')[1]
        assert head.lstrip().startswith('<meta http-equiv="Content-Security-Policy"'), path
        assert not re.search(
            r"<!-- slot:|@@[a-z]+@@|(href|src)=\"[^\"]*_shells|href=\"(claim|ref|term|statement):", html
        ), path
        assert 'class="md-skip"' in html or path == "404.html", path


def test_what_belongs_to_the_engine_alone_is_left_out(root: Path) -> None:
    build(root)
    names = tree(root / "site").keys()
    assert not [name for name in names if "_shells" in name or "lunr" in name or name.endswith((".map", ".gz"))]
    assert "search/search_index.json" not in names
    assert b"Permission is hereby granted" in (root / "site/assets/LICENSE-mkdocs-material.txt").read_bytes()


def test_a_record_stands_in_its_shell(root: Path) -> None:
    moved = fake_pages.page("retired", canonical="claims/traction-leg-pain/")
    others = [page for page in fake_pages.pages() if page.shell != "retired"]
    build(root, [*others, moved])
    html = (root / "site/claims/traction-leg-pain/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://backed.example.org/claims/traction-leg-pain/">' in html
    assert '<a href="../../claims/" class="md-path__link">Claims</a>' in html
    assert re.search(r'md-tabs__item--active">\s*<a href="../../claims/"', html)
    assert "<p>evidence of claim-graded</p>" in html
    gone = (root / "site/claims/old-claim/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://backed.example.org/claims/traction-leg-pain/">' in gone
    sitemap = (root / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://backed.example.org/claims/nerve-roots/</loc>" in sitemap
    assert "<loc>https://backed.example.org/method/</loc>" in sitemap
    assert "old-claim" not in sitemap
    assert "404" not in sitemap
    assert "Sitemap: https://backed.example.org/sitemap.xml" in (root / "site/robots.txt").read_text("utf-8")


def test_links_to_records_are_resolved_from_where_they_stand(root: Path) -> None:
    (root / "docs/contribute/index.md").write_text(
        '# A\n\n[x](claim:any#evidence) and `<a href="claim:none">`\n', "utf-8"
    )
    slots = fake_pages.written_slots() | {"home/new": '<a href="claim:any">y</a>'}
    assert build(root, slots=fake_pages.given(slots)).problems == ()
    html = (root / "site/contribute/index.html").read_text("utf-8")
    assert 'href="../claims/traction-leg-pain/#evidence"' in html
    assert ' href="claim:none"' in html
    assert 'href="claims/traction-leg-pain/">y<' in (root / "site/index.html").read_text("utf-8")


def test_problems_of_written_pages_are_told_at_their_place_and_nothing_changes(root: Path) -> None:
    build(root)
    before = tree(root / "site")
    fenced = "```\n[no](claim:no-such-record)\n```"
    text = f"# A\n\n{fenced}\n\nBut [this](claim:no-such-record) and [b](../index.md#nowhere).\n"
    (root / "docs/contribute/index.md").write_text(text, "utf-8")
    told = [(p.path, p.line, p.column, p.rule) for p in build(root).problems]
    assert told == [("docs/contribute/index.md", 7, 42, "written-page")]
    (root / "docs/contribute/index.md").write_text(text.replace("#nowhere", ""), "utf-8")
    told = [(p.path, p.line, p.column, p.rule) for p in build(root).problems]
    assert told == [("docs/contribute/index.md", 7, 12, "unknown-record")]
    assert tree(root / "site") == before
    assert beside(root) == {"site"}


def test_a_borrowed_page_may_name_records_that_are_not_there(root: Path, tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    content = fake_pages.content(files=(), resolve=lambda link: None)
    report = fake_pages.build(records, tmp_path / "out", content, cache=False)
    assert report.problems == ()
    assert "claim:" not in (tmp_path / "out/about/safety/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<a href="../../claims/none/">', "no such page"),
        ('<a href="../nerve-roots/#none">', "no #none"),
        ('<img src="https://x.org/a.png">', "are our own"),
        ('<a href="javascript:x()">', "links are relative"),
        ('<p id="evidence">', "twice"),
    ],
)
def test_each_broken_link_of_a_record_is_found(root: Path, html: str, reason: str) -> None:
    pages = [fake_pages.page("claim-graded", facts=html), *fake_pages.pages()[1:]]
    problems = build(root, pages).problems
    assert [p.path for p in problems] == ["claims/traction-leg-pain/index.html"]
    assert reason in problems[0].message
    assert beside(root) == set()


@pytest.mark.parametrize("gone", ["place", "page"])
def test_a_link_from_a_page_that_stays_is_found_broken_when_its_end_goes(root: Path, gone: str) -> None:
    leads = '<a href="../../references/Moustafa2013extension/#here">a source</a>'
    stay = [page for page in fake_pages.pages() if page.shell != "reference"]
    stay.append(fake_pages.page("claim-graded", "claims/more/", facts=leads))
    assert build(root, [*stay, fake_pages.page("reference", findings='<p id="here">found</p>')]).problems == ()
    left = [fake_pages.page("reference")] if gone == "place" else []
    assert "claims/more/index.html" in {problem.path for problem in build(root, [*stay, *left]).problems}


def test_slots_without_content_and_pages_that_want_one_address(root: Path) -> None:
    slots = fake_pages.written_slots()
    del slots["claims/table"]
    (problem,) = build(root, slots=fake_pages.given(slots)).problems
    assert (problem.path, problem.rule) == ("docs/claims.md", "unknown-slot")
    with pytest.raises(ValueError, match="same address"):
        build(root, [*fake_pages.pages(), fake_pages.page("claim-graded")])
    with pytest.raises(ValueError, match="no shell"):
        build(root, [Page("claims/a/", "A", "D", "claim", {})])
    assert beside(root) == set()


def test_only_what_changed_is_written(root: Path) -> None:
    """Beside what changed, the worker is written: its first line names the version of the whole site."""
    assert build(root).how == "whole"
    times = {path: (root / "site" / path).stat().st_mtime_ns for path in tree(root / "site")}
    again = build(root)
    assert (again.how, again.engine_ran, again.files_written, again.pages_kept) == ("unchanged", False, 0, 6)
    one = build(root, [fake_pages.page("claim-graded", facts="<p>new</p>"), *fake_pages.pages()[1:]])
    assert (one.how, one.pages_written, one.files_written) == ("patched", 1, 2)
    changed = {path for path, time in times.items() if (root / "site" / path).stat().st_mtime_ns != time}
    assert changed == {"claims/traction-leg-pain/index.html", "sw.js"}
    more = build(root, [*fake_pages.pages(), fake_pages.page("claim-graded", "claims/more/")])
    assert (more.how, more.files_written, more.files_removed) == (
        "patched",
        5,
        0,
    )  # two pages, the sitemap, the worker and its list
    fewer = build(root)
    assert (fewer.how, fewer.files_written, fewer.files_removed) == ("patched", 3, 1)
    assert not (root / "site/claims/more").exists()
    assert tree(root / "site") == tree(fresh(root, fake_pages.pages()))


def fresh(root: Path, pages: list[Page]) -> Path:
    out = root.parent / "fresh"
    fake_pages.build(root, out, fake_pages.content(pages=pages), cache=False)
    return out


def test_many_changes_are_put_in_place_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    monkeypatch.setattr(stage, "FEW", 0)
    pages = [fake_pages.page("claim-graded", facts="<p>new</p>"), *fake_pages.pages()[1:]]
    report = build(root, pages)
    assert (report.how, report.files_written) == ("whole", 2)
    assert tree(root / "site") == tree(fresh(root, pages))
    assert build(root, pages).how == "unchanged"


def test_a_deferred_page_that_is_known_is_not_rendered(root: Path) -> None:
    rendered: list[str] = []
    page = fake_pages.page("claim-graded")

    def built(key: str) -> int:
        lazy = Deferred(page.path, page.shell, key, lambda: rendered.append(key) or page)  # type: ignore[func-returns-value]
        return build(root, [lazy, *fake_pages.pages()[1:]]).pages_written

    assert built("") > 0
    assert built(page.key) == 0, "its key says that it is in place"
    assert built("") == 0, "it is rendered, found to be the same, and left in place"
    (root / "site" / page.path / "index.html").unlink()
    assert built(page.key) == 1, "the key is known, but the file is gone"
    assert rendered == ["", "", page.key]


def test_several_processes_make_the_same_site(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = tree(fresh(root, fake_pages.pages()))
    monkeypatch.setattr("backed.site.crew.PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    handed: list[object] = []
    build(root, carry=site.Carry(lambda: os.getpid(), handed.append))
    assert len(handed) == 2 and os.getpid() not in handed
    assert tree(root / "site") == alone


def test_a_fault_in_another_process_is_raised_and_nothing_is_left(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    before, parent = tree(root / "site"), os.getpid()
    monkeypatch.setattr("backed.site.crew.PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)

    def full(self: stage.Stage, path: str, data: bytes) -> stage.Stamp:
        if os.getpid() != parent:
            raise OSError(28, "No space left on device")
        return stage.Stamp(0, 0)

    monkeypatch.setattr(stage.Stage, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        build(
            root,
            [
                fake_pages.page(page.shell, facts="new") if page.shell == "claim-graded" else page
                for page in fake_pages.pages()
            ],
            cache=False,
        )
    assert tree(root / "site") == before
    assert beside(root) == {"site"}


def test_a_fault_of_its_own_does_not_wait_for_what_others_hand_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    parent = os.getpid()

    def task() -> bytes:
        time.sleep(0.01)  # so that each process has its turn
        if os.getpid() == parent:
            raise ZeroDivisionError
        return bytes(1 << 20)  # more than a pipe takes while nobody reads

    with pytest.raises(ZeroDivisionError):
        crew.share([task] * 20, site.Carry(lambda: None, lambda noted: None))


def test_what_is_known_to_be_in_place_spares_the_looking_and_gives_the_same_site(root: Path) -> None:
    in_place = site.InPlace()
    for text in ("one", "two", "three"):
        pages = [fake_pages.page("claim-graded", facts=f"<p>{text}</p>"), *fake_pages.pages()[1:]]
        build(root, pages, in_place=in_place)
    assert tree(root / "site") == tree(fresh(root, pages))
    build(root)  # another command meanwhile
    build(root, pages, in_place=in_place)
    assert tree(root / "site") == tree(fresh(root, pages))


def test_a_site_that_somebody_touched_is_put_right(root: Path) -> None:
    build(root)
    before = tree(root / "site")
    (root / "site/claims/index.html").write_text("mine", "utf-8")
    (root / "site/robots.txt").unlink()
    (root / "site/stray/deep").mkdir(parents=True)
    (root / "site/stray/deep/file.txt").write_text("mine", "utf-8")
    assert build(root).how == "patched"
    assert tree(root / "site") == before


def test_a_broken_ledger_costs_time_only(root: Path) -> None:
    build(root)
    before = tree(root / "site")
    for note in (root / ".cache/site").glob("*.sqlite"):
        note.write_bytes(b"not a database")
    assert build(root).problems == ()
    assert tree(root / "site") == before


def test_a_ledger_that_cannot_be_written_costs_time_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", refuse)
    assert build(root).how == "whole"
    monkeypatch.undo()
    assert build(root).problems == ()
    assert tree(root / "site") == tree(fresh(root, fake_pages.pages()))


def test_nobody_elses_folder_is_replaced(root: Path) -> None:
    (root / "site").mkdir()
    (root / "site/thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(WrongUse):
        build(root)
    assert tree(root / "site") == {"thesis.txt": b"mine"}


def test_a_full_disk_leaves_the_old_site_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root)
    before, write, left = tree(root / "site"), stage.write_all, 3

    def full(write_some: object, data: bytes) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(28, "No space left on device")
        write(write_some, data)  # type: ignore[arg-type]

    monkeypatch.setattr(stage, "write_all", full)
    changed = [fake_pages.page(name, facts="<p>new</p>") for name in ("claim-graded", "claim-ungraded")]
    with pytest.raises(OSError, match="No space left"):
        build(
            root,
            [*changed, *fake_pages.pages()[2:]],
            files=[lambda: fake_pages.files(*((f"x/{n}.json", b"{}") for n in range(9)))],
        )
    assert tree(root / "site") == before
    assert beside(root) == {"site"}


def test_a_disk_that_takes_a_part_is_asked_again() -> None:
    taken = bytearray()

    def little(data: memoryview) -> int:
        taken.extend(data[:2])
        return min(2, len(data))

    stage.write_all(little, b"abcde")
    assert taken == b"abcde"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed half way")
@pytest.mark.parametrize("few", [500, 0], ids=["few files", "whole"])
def test_a_build_killed_at_any_moment_leaves_the_old_or_the_new_site(
    root: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage, "FEW", few)
    pages = [fake_pages.page("claim-graded", facts="<p>new</p>"), *fake_pages.pages()[2:]]
    new = tree(fresh(root, pages))
    step, outcomes = 0, set()
    while True:
        build(root)
        old = tree(root / "site")
        killed = _killed(root, pages, step)
        swap.recover(root / "site")
        now = tree(root / "site")
        assert now in (old, new), f"killed at step {step}"
        assert beside(root) == {"site"}
        outcomes.add(now == new)
        if not killed:
            break
        step += 1 if few else 5
    assert outcomes == {True, False}


def _killed(root: Path, pages: list[Page], step: int) -> bool:
    process = os.fork()
    if process == 0:
        left = step

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            writes = event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "sqlite3.connect"}
            if writes or (event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_CREAT):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        build(root, pages)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])


BUILD = """
import sys
from pathlib import Path
import fake_pages
root = Path(sys.argv[1])
report = fake_pages.build(root, root / "site", fake_pages.content(), cache=sys.argv[2] == "cache")
assert not report.problems, report.problems
"""


def test_the_same_commit_gives_the_same_bytes_anywhere(ground: Path, tmp_path: Path) -> None:
    made = []
    for number, (zone, seed, cache) in enumerate([("UTC", "0", "cache"), ("Pacific/Kiritimati", "4711", "none")]):
        root = shutil.copytree(ground, tmp_path / f"folder {number}" / ("deep" * number) / "root")
        shutil.rmtree(root / ".cache", ignore_errors=True)
        path = os.pathsep.join([str(HOME / "scripts"), str(HOME / "tests")])
        changes = {
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": path,
            "SOURCE_DATE_EPOCH": str(10**9 * (1 + number)),
        }
        subprocess.run([sys.executable, "-c", BUILD, str(root), cache], check=True, env={**os.environ, **changes})
        made.append(tree(root / "site"))
    assert made[0] == made[1]
    assert MARKER in made[0]


def test_a_patch_that_fails_is_taken_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(root, [*fake_pages.pages(), fake_pages.page("claim-graded", "claims/more/")])
    before = tree(root / "site")

    def fail(out: Path, name: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(patch, "_remove", fail)
    with pytest.raises(OSError, match="Input/output"):
        build(root)
    monkeypatch.undo()
    swap.recover(root / "site")
    assert tree(root / "site") == before
