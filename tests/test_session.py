"""What a command knows from before never changes what it builds: not in one process, not from one command to the next."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from backed.appraisal.freshness import stale
from backed.library import load
from backed.page import view
from backed.publish import Going, Outcome, begin, publish
from backed.record.claim import Claim
from backed.record.reference import Reference
from backed.session import Session, restore, save
from backed.validation import validate
from cases import add, copy_of_base, edit, tree

CLAIM = "claims/heel-cup-pain.yml"


def told(outcome: Outcome) -> tuple[object, ...]:
    validation = outcome.validation
    return validation.problems, validation.checked, validation.skipped, outcome.report and outcome.report.problems


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base that a command has built, with all that it left."""
    root = copy_of_base(tmp_path_factory.mktemp("built"))
    assert publish(root, root / "site").report
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "root"))


def _new_words(root: Path) -> None:
    file = root / CLAIM
    file.write_text(file.read_text("utf-8").replace("heel cup", "cup for the heel"), "utf-8")


def _new_finding(root: Path) -> None:
    edit(root, CLAIM, "finding: as-claimed", "finding: inconclusive")


def _term(root: Path) -> None:
    file = root / "vocabulary/interventions.yml"
    file.write_text(file.read_text("utf-8").replace("  label: ", "  label: new ", 1), "utf-8")


def _reference(root: Path) -> None:
    file = root / "references.bib"
    file.write_text(file.read_text("utf-8").replace("title = {", "title = {On the ", 1), "utf-8")


def _glossary(root: Path) -> None:
    file = root / "vocabulary/glossary.yml"
    file.write_text(file.read_text("utf-8").replace("definition: ", "definition: In short, ", 1), "utf-8")


def _gone(root: Path) -> None:
    (root / "claims/heel-spur-cause.yml").unlink()


def _copied(root: Path) -> None:
    shutil.copy(root / CLAIM, root / "claims/heel-cup-again.yml")


def _only_a_comment(root: Path) -> None:
    file = root / CLAIM
    file.write_text("# a line more\n" + file.read_text("utf-8"), "utf-8")


def _document(root: Path) -> None:
    for file in sorted((root / "statements").glob("*.yml")):
        file.write_text(file.read_text("utf-8").replace("title: ", "title: Again, ", 1), "utf-8")


def _figure(root: Path) -> None:
    edit(root, CLAIM, "value: -0.35", "value: -0.36")


def _participants(root: Path) -> None:
    edit(root, "references.bib", "participants = {540}", "participants = {541}")


def _fault(root: Path) -> None:
    add(root, CLAIM, "unknown: key\n")


CHANGES = [
    _new_words, _new_finding, _term, _reference, _glossary, _gone, _copied, _only_a_comment, _document, _figure, _participants,
    _fault,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_command_builds_what_one_without_a_past_does(root: Path, change: Callable[[Path], None]) -> None:
    change(root)
    outcome = publish(root, root / "site")
    alone = publish(root, root / "anew", cache=False)
    assert told(outcome) == told(alone)
    if alone.report:
        assert tree(root / "site") == tree(root / "anew")


def test_one_process_builds_the_same_after_each_change(root: Path) -> None:
    going = Going(Session())
    publish(root, root / "site", going=going)
    for change in CHANGES:
        change(root)
        outcome = publish(root, root / "site", going=going)
        assert told(outcome)[:3] == told(publish(root, root / "anew", cache=False))[:3], change.__name__
        if outcome.report:
            assert tree(root / "site") == tree(root / "anew"), change.__name__


def test_after_one_edit_only_what_shows_it_is_made_anew(root: Path) -> None:
    publish(root, root / "site")
    edit(root, CLAIM, "would-change: ", "would-change: Above all, ")
    report = publish(root, root / "site").report
    assert report and report.pages_written == 1
    assert report.how == "patched"


def test_an_edited_template_shows_on_every_page(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = Path(shutil.copytree(view.TEMPLATES, tmp_path / "templates"))
    for module in ("view", "publish"):
        monkeypatch.setattr(f"backed.{'page.' * (module == 'view')}{module}.TEMPLATES", templates)
    going = Going(Session())
    publish(root, root / "site", going=going)
    edit_template = (templates / "claim.html").read_text("utf-8").replace("The claim</dt>", "What is said</dt>")
    (templates / "claim.html").write_text(edit_template, "utf-8")
    publish(root, root / "site", going=going)
    pages = [path.read_text("utf-8") for path in (root / "site/claims").glob("*/index.html")]
    assert pages and not any("The claim</dt>" in page for page in pages)


@pytest.mark.parametrize("file", ["records", "worked-out"])
def test_a_damaged_past_is_never_believed(root: Path, file: str) -> None:
    before = tree(root / "site")
    path = root / ".cache" / file
    text = path.read_text("utf-8")
    path.write_text(text.replace("heel", "knee"), "utf-8")
    assert publish(root, root / "site").report
    assert tree(root / "site") == before
    path.write_text(text[: len(text) // 2], "utf-8")
    assert publish(root, root / "site").report
    assert tree(root / "site") == before


def test_what_was_worked_out_counts_only_for_the_settings_that_it_rests_on(root: Path) -> None:
    assert begin(root).session.noted
    assert not restore(root / ".cache", "other settings").noted


def _on(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Then(date):
        @classmethod
        def today(cls) -> Then:
            return cls.fromisoformat(day)

    for module in ("trace", "session"):
        monkeypatch.setattr(f"backed.{module}.date", Then)


@pytest.mark.parametrize(
    ("day", "new"),
    [
        ("2099-01-11", set()),
        ("2099-01-12", {"review-is-due"}),
        ("2019-12-31", {"dates-are-past", "document-was-seen", "year-is-past"}),
    ],
)
def test_a_new_day_tells_what_is_due_then_and_leaves_the_rest(
    root: Path, day: str, new: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    today, session = validate(root).problems, begin(root).session
    before = session.memo.values.copy()
    validate(root, session)
    _on(day, monkeypatch)
    for each in (session, begin(root).session):
        problems = validate(root, each).problems
        assert problems == validate(root).problems
        assert {problem.rule for problem in set(problems) - set(today)} == new
        sentences = [key for key in before if key[0] == "sentence"]
        assert sentences and all(each.memo.values[key] == before[key] for key in sentences)


def test_rules_find_the_same_with_and_without_a_session(root: Path) -> None:
    _new_finding(root)
    session = Session()
    first = validate(root, session).problems
    assert first == validate(root, session).problems == validate(root).problems
    _only_a_comment(root)
    moved = validate(root, session).problems
    assert moved == validate(root).problems != first, "the same faults, a line lower"


def test_which_ratings_are_out_of_date_is_asked_again_only_where_something_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def asking(claim: Claim, references: Mapping[str, Reference]) -> list[str]:
        asked.append(claim.claim)
        return stale(claim, references)

    monkeypatch.setattr("backed.library.stale", asking)
    claims = len(load(root).library.claims)
    for change, times in (
        (_document, claims),
        (_figure, 1),
        (_only_a_comment, 1),
        (_gone, 0),
        (_participants, claims - 1),
    ):
        change(root)
        session = restore(root / ".cache")
        asked.clear()
        library = validate(root, session).library
        assert len(asked) == times, change.__name__
        assert dict(library.stale) == load(root).library.stale
        save(root / ".cache", session)
    assert load(root).library.stale
