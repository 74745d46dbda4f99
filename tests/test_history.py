"""What became of each claim over git's history: one step for each commit, worked out once, absent without git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backed.change import history as module
from backed.change.feed import feed
from backed.change.history import CACHE, History, history
from backed.change.model import Pair
from cases import CUPS, copy_of_base, edit, lower
from gitbase import commit, git

ATOM = "{http://www.w3.org/2005/Atom}"


def told(found: History, id_: str = "heel-cup-pain") -> list[tuple[str, str, str]]:
    return [(str(step.on.date()), step.subject, change.how) for step, change in found.by_claim.get(id_, [])]


def test_a_move_has_its_day_its_reason_and_its_commit(under_git: Path) -> None:
    lower(under_git)
    hash_ = commit(under_git, "Lower it", "2024-03-01")
    edit(under_git, CUPS, "because: the trials disagree", "because: the trials differ")
    edit(under_git, CUPS, "would-change: A trial with", "would-change: One trial with")
    commit(under_git, "Say it better", "2024-04-01")
    found = history(under_git)
    assert told(found) == [("2024-03-01", "Lower it", "changed"), ("2024-01-12", "Add the records", "added")]
    step, change = found.by_claim["heel-cup-pain"][0]
    assert (step.commit, change.certainty) == (hash_, Pair(before="moderate", after="low"))
    assert change.because == ("inconsistency 0 → −1: the trials disagree",)
    assert len(found.steps) == 3 and found.steps[0].claims == ()


def test_a_word_of_the_vocabulary_and_a_retirement_are_steps(under_git: Path) -> None:
    edit(under_git, "vocabulary/interventions.yml", "  label: heel cups\n", "  label: cups for the heel\n")
    commit(under_git, "Reword", "2024-03-01")
    (under_git / "claims/heel-cup-use.yml").write_text("withdrawn: 2024-04-01\nbecause: Twice told.\n", "utf-8")
    commit(under_git, "Retire", "2024-04-01")
    found = history(under_git)
    assert told(found)[0] == ("2024-03-01", "Reword", "follows")
    assert found.by_claim["heel-cup-pain"][0][1].through == ("interventions/heel-cup",)
    assert told(found, "heel-cup-use")[0] == ("2024-04-01", "Retire", "retired")


def test_words_of_the_statement_check_are_no_step(under_git: Path) -> None:
    before = history(under_git).steps
    with (under_git / "vocabulary/language.yml").open("a", encoding="utf-8") as file:
        file.write("# one more word\n")
    commit(under_git, "Hear one more word", "2024-03-01")
    assert history(under_git).steps == before


def test_a_merged_branch_is_one_step(under_git: Path) -> None:
    git(under_git, "checkout", "-q", "-b", "branch")
    lower(under_git)
    commit(under_git, "Half of it", "2024-03-01")
    edit(under_git, CUPS, "finding: as-claimed", "finding: opposite")
    commit(under_git, "The other half", "2024-03-02")
    git(under_git, "checkout", "-q", "main")
    git(under_git, "merge", "-q", "--no-ff", "-m", "Merge it", "branch", day="2024-03-05")
    assert [row[:2] for row in told(history(under_git))] == [("2024-03-05", "Merge it"), ("2024-01-12", "Add the records")]  # fmt: skip


def test_what_was_compared_is_not_compared_again(under_git: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    compared = module._compared

    def counted(table: module.Desk, pairs: list) -> object:  # type: ignore[type-arg]
        asked.append(len(pairs))
        return compared(table, pairs)

    monkeypatch.setattr(module, "_compared", counted)
    first = history(under_git)
    assert history(under_git) == first
    lower(under_git)
    commit(under_git, "Lower\u2028it", "2024-03-01")  # a message may hold what Python takes for the end of a line
    whole = history(under_git)
    assert history(under_git) == whole
    assert asked == [1, 1]
    assert history(under_git, cache=False).steps == whole.steps
    assert asked == [1, 1, 2]


@pytest.mark.parametrize("text", ["", "another code\n{}", "\x00\xff"])
def test_a_cache_that_is_broken_or_of_other_code_is_not_trusted(under_git: Path, text: str) -> None:
    first = history(under_git)
    (under_git / CACHE).write_bytes(text.encode("latin-1"))
    assert history(under_git).steps == first.steps
    lines = (under_git / CACHE).read_text("utf-8").splitlines()
    (under_git / CACHE).write_text("\n".join([lines[0], lines[1][:-9]]), "utf-8")
    assert history(under_git).steps == first.steps


def test_a_commit_may_say_anything_of_itself(under_git: Path) -> None:
    lower(under_git)
    git(under_git, "add", "-A", "--", CUPS)
    tree = git(under_git, "write-tree")
    parent = git(under_git, "rev-parse", "HEAD")
    who = "T <t@example.org> 99999999999999 +0000"
    raw = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nOne\rtwo \x0b three\n"
    given = subprocess.run(["git", "-C", str(under_git), "hash-object", "-t", "commit", "-w", "--literally", "--stdin"], input=raw, capture_output=True, text=True, check=True)  # fmt: skip
    git(under_git, "update-ref", "refs/heads/main", given.stdout.strip())
    found = history(under_git)
    assert [step.on.year for step in found.steps] == [9999, 2024]
    assert "two" in found.steps[0].subject
    assert feed(found.steps, "Backed", "https://example.org/", found.steps[1].on).count(b"<entry>") == 2


def test_without_git_or_commits_there_is_none(tmp_path: Path) -> None:
    root = copy_of_base(tmp_path)
    assert history(root).steps == ()
    git(root, "init", "-q")
    assert history(root).steps == ()
    assert not (root / CACHE).exists()


def test_a_shallow_clone_begins_where_it_begins(under_git: Path, tmp_path: Path) -> None:
    lower(under_git)
    commit(under_git, "Lower it", "2024-03-01")
    for depth, subjects in ((1, []), (2, ["Lower it"])):
        clone = tmp_path / f"clone-{depth}"
        subprocess.run(["git", "clone", "-q", "--depth", str(depth), f"file://{under_git}", str(clone)], check=True)
        found = history(clone)
        assert [step.subject for step in found.steps] == subjects
        assert not found.is_whole


def test_releases_gather_what_went_out_with_them(under_git: Path) -> None:
    lower(under_git)
    commit(under_git, "Lower it", "2024-03-01")
    (under_git / "README.md").write_text("x", "utf-8")
    commit(under_git, "No record", "2024-03-02")
    git(under_git, "tag", "-a", "v1.0", "-m", "First")
    edit(under_git, CUPS, "finding: as-claimed", "finding: opposite")
    commit(under_git, "Turn it", "2024-03-03")
    releases = [(name, [step.subject for step in steps]) for name, steps in history(under_git).by_release(9)]
    assert releases == [("", ["Turn it"]), ("v1.0", ["Lower it", "Add the records"])]
    assert [name for name, _ in history(under_git).by_release(1)] == [""]


def test_the_feed_is_atom_and_holds_what_changed(under_git: Path) -> None:
    lower(under_git)
    commit(under_git, "Lower <it> & \x07 more", "2024-03-01")
    found = history(under_git)
    data = feed(found.steps, "Backed", "https://example.org/", found.steps[0].on)
    root = ElementTree.fromstring(data)
    newest = root.findall(f"{ATOM}entry")[0]
    assert root.findtext(f"{ATOM}updated") == newest.findtext(f"{ATOM}updated") == "2024-03-01T12:00:00Z"
    assert newest.findtext(f"{ATOM}title") == "Lower <it> &   more"
    assert "moderate certainty → low certainty" in (newest.findtext(f"{ATOM}summary") or "")
    link = newest.find(f"{ATOM}link")
    assert link is not None and link.get("href") == f"https://example.org/changes/#c{found.steps[0].commit[:12]}"
    assert feed((), "Backed", "https://example.org/", found.steps[0].on).count(b"<entry>") == 0


@pytest.fixture
def page() -> Callable[[Path, str], str]:
    """The HTML of a claim's dates, and of the page of changes."""
    from backed.library import load
    from backed.page.record_pages import claim_page
    from backed.page.view import Views, environment
    from backed.page.written_slots import slots

    def render(root: Path, id_: str) -> str:
        views = Views(load(root).library, "https://example.org/repo", "https://example.org/", history(root))
        env = environment(views)
        if id_ == "changes":
            return slots(env, views, "changes")["releases"]
        return claim_page(env, views, id_).slots["dates"]

    return render


def test_a_claim_page_tells_its_history_and_escapes_it(under_git: Path, page: Callable[[Path, str], str]) -> None:
    lower(under_git)
    hash_ = commit(under_git, "Lower <script>it</script>", "2024-03-01")
    html = page(under_git, "heel-cup-pain")
    assert 'id="history"' in html and "inconsistency 0 → −1: the trials disagree" in html
    assert f'href="https://example.org/repo/commit/{hash_}"' in html
    assert "<script>" not in html and "Lower &lt;script&gt;" in html
    changes = page(under_git, "changes")
    assert f'id="c{hash_[:12]}"' in changes and "<script>" not in changes


def test_sources_of_a_change_are_named_and_not_keyed(under_git: Path, page: Callable[[Path, str], str]) -> None:
    lower(under_git)
    edit(under_git, CUPS, "- source: Rivera2019cup\n  bears: against", "- source: Rivera2019cup\n  bears: mixed")
    commit(under_git, "Lower it", "2024-03-01")
    for place in ("heel-cup-pain", "changes"):
        html = page(under_git, place)
        assert 'references/Rivera2019cup/">Rivera' in html and "</a> points both ways, was against it." in html


def test_without_git_a_claim_page_has_no_history(tmp_path: Path, page: Callable[[Path, str], str]) -> None:
    root = copy_of_base(tmp_path)
    assert "history" not in page(root, "heel-cup-pain")
    assert "No history was at hand" in page(root, "changes")
