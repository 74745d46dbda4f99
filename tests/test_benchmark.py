"""What the benchmark measures over is a sound knowledge base of the size asked for, and it tells what it measured."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from backed.problem import has_errors
from backed.validation import validate
from cases import HOME

sys.path.insert(0, str(HOME / "benchmarks"))

import generate
import pagefind_peer
import run
import yardstick


@pytest.mark.parametrize("size", [40, 700])
def test_a_generated_base_has_the_claims_asked_for_and_no_fault(tmp_path: Path, size: int) -> None:
    generate.generate(tmp_path / "base", size)
    found = validate(tmp_path / "base")
    assert found.checked["claims"] == size
    # A part of our records leaves references unused and claims without their neighbours: warnings, no errors.
    assert not has_errors(found.problems)


def test_the_same_base_is_generated_each_time(tmp_path: Path) -> None:
    for name in ("one", "other"):
        generate.generate(tmp_path / name, 300)
    one, other = (
        {
            path.relative_to(tmp_path / name): path.read_bytes()
            for path in (tmp_path / name).rglob("*")
            if path.is_file()
        }
        for name in ("one", "other")
    )
    assert one == other


def test_a_peer_that_is_not_installed_is_said_and_nothing_is_noted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    before = pagefind_peer.RESULTS.read_bytes()
    pagefind_peer.main([])
    assert "Pagefind is not installed" in capsys.readouterr().out
    assert pagefind_peer.RESULTS.read_bytes() == before


def test_others_are_given_as_many_pages_with_the_same_words(tmp_path: Path) -> None:
    generate.generate(tmp_path / "base", 30)
    yardstick.write(tmp_path / "base", tmp_path / "pages")
    pages = sorted((tmp_path / "pages/docs/claims").glob("*.md"))
    records = sorted((tmp_path / "base/claims").glob("*.yml"))
    assert [page.stem for page in pages] == [record.stem for record in records]
    for page, record in zip(pages, records, strict=True):
        assert 0.5 < page.stat().st_size / record.stat().st_size < 1.5, page.stem
    assert (tmp_path / "pages/hugo/content/claims" / pages[0].name).is_file()


def test_an_edit_changes_one_claim_and_leaves_it_sound(tmp_path: Path) -> None:
    generate.generate(tmp_path / "base", 60)
    before = {path: path.read_bytes() for path in (tmp_path / "base").rglob("*.yml")}
    run.edit(tmp_path / "base", 1)
    changed = [path for path, data in before.items() if path.read_bytes() != data]
    assert len(changed) == 1
    assert not has_errors(validate(tmp_path / "base").problems)


def test_the_table_says_what_was_wanted_and_what_was_not_measured() -> None:
    costs = {name: {"wall": wall, "cpu": 1.0, "memory": 1.0} for name, wall in (("full", 2.0), ("mkdocs", 10.0))}
    told = run.table([{"claims": 10_000, "costs": costs}])
    assert "0.200 (1.000); at most 0.3: yes" in told
    assert "not measured; at most 1.5" in told


def test_the_readme_says_what_was_measured() -> None:
    results = json.loads((HOME / "benchmarks/results.json").read_text("utf-8"))["sizes"]
    readme = " ".join((HOME / "README.md").read_text("utf-8").split())
    assert run.sentence(results) in readme


def test_the_page_on_architecture_says_what_was_measured() -> None:
    sizes, search, peers = (
        json.loads((HOME / f"benchmarks/{name}.json").read_text("utf-8")) for name in ("results", "search", "pagefind")
    )
    last, quality, (small, large) = sizes["sizes"][-1], search["quality"], search["costs"]
    peer, each = peers["this repository"], {name: 1000 * last["costs"][name]["wall"] for name in ("mkdocs", "full")}
    page = (HOME / "docs/contribute/architecture.md").read_text("utf-8")
    for told in (
        f"MkDocs needs about {each['mkdocs'] / last['their_pages']:.0f} ms for a page at {last['claims']:,} of them",
        f"about {each['full'] / last['our_pages']:.0f} ms for a page",
        f"rank {peer['rank']:.2f}; ours {quality['ours']:.2f}, plain full-text search {quality['plain']:.2f}",
        f"{peer['bytes_first'] / 1000:.0f} KB before the first result where ours sends {small['bytes_first'] / 1000:.0f} KB",
        f"at {large['claims']:,} claims takes up to seconds for a few letters where ours takes {large['slowest']:.0f} ms",
    ):
        assert told in page
    assert peers[str(large["claims"])]["slowest"] > 1000
