"""Whole or not at all: killed at any moment, the old or the new site is there, or the next command restores the old."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from backed.site import patch, swap
from backed.site.folder import MARKER, WrongUse, discard, make, new_folder, old_folder, refuse_unless_ours, undo_folder

Tree = dict[str, str]
OLD: Tree = {"index.html": "old", "claims/a/index.html": "old a", "claims/gone/index.html": "gone"}
NEW: Tree = {"index.html": "new", "claims/a/index.html": "new a", "claims/b/index.html": "new b"}


def plant(folder: Path, tree: Tree) -> Path:
    make(folder)
    return add(folder, tree)


def add(folder: Path, tree: Tree) -> Path:
    for name, text in tree.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def tree(folder: Path) -> Tree:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in files}


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


def whole(out: Path) -> None:
    swap.install(new_folder(out), out)


def few(out: Path) -> None:
    patch.apply(out, new_folder(out), NEW, ["claims/gone/index.html"])
    discard(new_folder(out))


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)


@pytest.fixture(params=["exchange", "two renames", "few files"])
def install(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    if request.param == "two renames":
        without_exchange(monkeypatch)
    return few if request.param == "few files" else whole


def test_a_new_site_takes_the_old_ones_place(tmp_path: Path, install: Callable[[Path], None]) -> None:
    out = plant(tmp_path / "site", OLD)
    plant(new_folder(out), NEW)
    install(out)
    assert tree(out) == NEW
    assert beside(out) == ["site"]
    assert not (out / "claims" / "gone").exists()


@pytest.mark.parametrize("there", [True, False])
def test_the_first_site_needs_nothing_or_an_empty_folder(tmp_path: Path, there: bool) -> None:
    out = tmp_path / "site"
    if there:
        out.mkdir()
    plant(new_folder(out), NEW)
    whole(out)
    assert tree(out) == NEW


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Run `act` in a process of its own that is killed before its `step`th change to the disk; whether it was."""
    process = os.fork()
    if process == 0:
        left = step

        def count(event: str, _: object) -> None:
            nonlocal left
            if event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "open", "shutil.rmtree"}:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        act()
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed half way")
def test_a_kill_at_any_step_leaves_the_old_or_the_new_site(tmp_path: Path, install: Callable[[Path], None]) -> None:
    seen, step = [], 0
    while True:
        out = plant(tmp_path / str(step) / "site", OLD)
        plant(new_folder(out), NEW)
        killed = killed_at(step, partial(install, out))
        # The next command may be killed as well, at any of its steps, before one comes through.
        for again in range(3):
            killed_at(again * 2, partial(swap.recover, out))
        swap.recover(out)
        assert tree(out) in (OLD, NEW), f"killed at step {step}"
        assert beside(out) == ["site"]
        seen.append(tree(out))
        if not killed:
            break
        step += 1
    assert step > 5
    assert seen[-1] == NEW


@pytest.mark.parametrize("step", range(1, 8))
def test_an_error_while_replacing_puts_the_old_files_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    out = plant(tmp_path / "site", OLD)
    plant(new_folder(out), NEW)
    replace, calls = Path.replace, [0]

    def full(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == step:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with contextlib.suppress(OSError):
        few(out)
    failed = calls[0] >= step
    swap.recover(out)
    assert tree(out) == (OLD if failed else NEW)
    assert beside(out) == ["site"]


def test_without_hard_links_old_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    out = plant(tmp_path / "site", OLD)
    plant(new_folder(out), NEW)
    few(out)
    assert tree(out) == NEW


def test_nothing_left_behind_means_nothing_done(tmp_path: Path) -> None:
    out = plant(tmp_path / "site", OLD)
    assert not swap.recover(out)
    assert tree(out) == OLD


def test_other_peoples_files_are_refused_and_stay(tmp_path: Path) -> None:
    for name in ("site", ".site-new", ".site-old", ".site-undo"):
        out = tmp_path / name.strip(".") / "site"
        foreign = add(out.parent / name, {"thesis.txt": "mine"})
        with pytest.raises(WrongUse, match="stays as it is"):
            swap.recover(out)
        assert tree(foreign) == {"thesis.txt": "mine"}


def test_a_file_or_a_link_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    for name in ("file", "link"):
        with pytest.raises(WrongUse, match="not a folder"):
            refuse_unless_ours(tmp_path / name)


def test_a_recovery_cut_short_before_its_marker_is_still_ours(tmp_path: Path) -> None:
    out = plant(tmp_path / "site", OLD)
    for folder in (new_folder(out), old_folder(out), undo_folder(out)):
        folder.mkdir()
    assert swap.recover(out)
    assert beside(out) == ["site"]


def test_one_command_at_a_time(tmp_path: Path) -> None:
    out, entered = tmp_path / "deep" / "site", threading.Event()

    def other() -> None:
        with swap.locked(out):
            entered.set()

    waiting = threading.Thread(target=other)
    with swap.locked(out):
        waiting.start()
        assert not entered.wait(0.2)
    assert entered.wait(5)
    waiting.join()
    assert beside(out) == []
