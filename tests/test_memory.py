"""What is remembered of files, in a process or on disk, never changes what comes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from backed.library import Loaded, load
from backed.problem import Problem
from backed.record import memory
from backed.record.memory import Memory, note, restore, save
from backed.record.memory import noted as noted_lines
from cases import HOME, add, copy_of_base

CLAIM = "claims/heel-cup-pain.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_of_base(tmp_path)


def told(loaded: Loaded) -> tuple[list[object], list[Problem]]:
    """All that a load says, in a form that can be compared."""
    library = loaded.library
    return [getattr(library, each.name) for each in fields(library) if each.name != "root"], loaded.problems


def noted(root: Path) -> Path:
    """Where the memory of a first load stands on disk."""
    file, memory = root / ".cache/records", Memory()
    load(root, memory)
    save(file, memory)
    return file


def test_memory_on_disk_gives_the_same_records(root: Path) -> None:
    memory = restore(noted(root))
    assert {path for path, _ in memory.texts} >= {CLAIM, "references.bib", "vocabulary/outcomes.yml"}
    assert told(load(root, memory)) == told(load(root))


def test_our_own_records_are_the_same_from_json() -> None:
    memory = Memory()
    anew = told(load(HOME, memory))
    assert anew[0] and told(load(HOME, Memory(texts=memory.texts))) == anew


def _break_syntax(root: Path) -> None:
    add(root, CLAIM, "finding: [\n")


def _reorder(root: Path) -> None:
    file = root / CLAIM
    first, second, *rest = file.read_text("utf-8").split("\n")
    file.write_text("\n".join([*rest[-2:], first, second, *rest[:-2]]), "utf-8")


def _delete(root: Path) -> None:
    (root / CLAIM).unlink()


def _link(root: Path) -> None:
    (root / CLAIM).rename(root / "elsewhere.yml")
    (root / CLAIM).symlink_to(root / "elsewhere.yml")


def _retire(root: Path) -> None:
    (root / CLAIM).write_text("withdrawn: 2026-01-02\nwhy: It asked nothing that could be answered.\n", "utf-8")


def _edit_term(root: Path) -> None:
    file = root / "vocabulary/outcomes.yml"
    file.write_text(file.read_text("utf-8").replace("  label: ", "  label: new ", 1), "utf-8")


def _same_id_twice(root: Path) -> None:
    file = root / "vocabulary/factors.yml"
    file.write_text(file.read_text("utf-8") * 2, "utf-8")


def _edit_reference(root: Path) -> None:
    add(root, "references.bib", "stray text\n")


@pytest.mark.parametrize(
    "change", [_break_syntax, _reorder, _delete, _link, _retire, _edit_term, _same_id_twice, _edit_reference]
)
def test_a_changed_file_is_read_anew(root: Path, change: Callable[[Path], None]) -> None:
    file, held = noted(root), Memory()
    before = told(load(root, held))
    change(root)
    fresh = told(load(root))
    assert fresh != before
    assert told(load(root, held)) == fresh
    assert told(load(root, restore(file))) == fresh


def _alter(text: str) -> str:
    return text.replace("effect", "affect")


def _swap_claims(text: str) -> str:
    return text.replace("heel-cup-pain.yml", "heel-cup-blisters.yml")


def _cut(text: str) -> str:
    return text[: len(text) * 2 // 3]


def _of_other_code(text: str) -> str:
    return "0" + text[1:] if text[0] != "0" else "1" + text[1:]


@pytest.mark.parametrize("damage", [_alter, _swap_claims, _cut, _of_other_code, lambda _: "", lambda _: "\n \n\n"])
def test_a_damaged_memory_is_never_believed(root: Path, damage: Callable[[str], str]) -> None:
    file, sound = noted(root), told(load(root))
    text = file.read_text("utf-8")
    assert damage(text) != text
    file.write_text(damage(text), "utf-8")
    assert told(load(root, restore(file))) == sound


def test_the_next_command_opens_no_record_that_is_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_TICK", 0)
    file, opened, read_bytes = noted(root), [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read_bytes(path))
    again = restore(file)
    load(root, again)
    assert CLAIM in again.used and Path(CLAIM).name not in opened
    opened.clear()
    same_size = (root / CLAIM).read_text("utf-8").replace("heel", "knee")
    (root / CLAIM).write_text(same_size, "utf-8")
    assert told(load(root, restore(file))) == told(load(root))
    assert Path(CLAIM).name in opened


def test_what_was_just_written_is_read_again_as_it_may_be_written_within_one_tick(root: Path) -> None:
    assert not restore(noted(root)).seen


def test_notes_count_only_for_what_they_were_written_for(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    note(file, "these settings", [b"one", b"two"])
    assert list(noted_lines(file, "these settings")) == [b"one\n", b"two\n"]
    with pytest.raises(ValueError, match="rests on something else"):
        list(noted_lines(file, "other settings"))


def test_notes_that_cannot_be_made_leave_the_old_ones_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    note(file, "", [b"old"])
    with pytest.raises(ZeroDivisionError):
        note(file, "", (b"%d" % (1 // number) for number in (1, 0)))
    assert list(tmp_path.iterdir()) == [file] and list(noted_lines(file, "")) == [b"old\n"]


def test_notes_of_a_killed_command_go_with_the_next_ones(tmp_path: Path) -> None:
    file = tmp_path / "notes"
    (tmp_path / "notes.1.draft").write_bytes(b"half of a li")
    note(file, "", [b"new"])
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_file_held_before_is_let_go(root: Path) -> None:
    memory = Memory()
    load(root, memory)
    for change in (_retire, _edit_term):
        change(root)
        load(root, memory)
    assert memory.held.keys() == set(memory.used.items())
    assert memory.texts.keys() <= memory.held.keys()


def test_a_memory_that_is_no_text_is_empty(root: Path) -> None:
    file = noted(root)
    file.write_bytes(b"\xff\xfe\x00" * 100)
    assert restore(file) == Memory()


def test_faulty_records_are_not_kept_on_disk(root: Path) -> None:
    _reorder(root)
    assert CLAIM not in {path for path, _ in restore(noted(root)).texts}


def test_a_memory_keeps_only_what_was_used(root: Path) -> None:
    file, memory = root / ".cache/records", Memory()
    load(root, memory)
    _delete(root)
    later = Memory(memory.held, memory.texts)
    load(root, later)
    save(file, later)
    assert CLAIM not in {path for path, _ in restore(file).texts}


def test_many_files_are_read_by_several_processes_with_the_same_outcome(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _break_syntax(root)
    alone = told(load(root))
    monkeypatch.setattr("backed.record.folder.PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert told(load(root)) == alone
