"""A command that is killed takes the processes it began with it, and what it had locked is free for the next one."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backed.record import folder as records
from backed.site import crew, swap
from backed.site.folder import lock

LONG = 60.0  # seconds


def share(place: Path) -> None:
    crew.share([lambda: sleep(place)] * 2, crew.Carry(lambda: None, lambda noted: None))


def beside(place: Path) -> None:
    with crew.beside(lambda: sleep(place)) as slept:
        slept()


def read(place: Path) -> None:
    records._texts([place, place], sleep)  # type: ignore[arg-type]


def sleep(place: Path) -> Any:
    (place / f"{os.getpid()}.pid").touch()
    time.sleep(LONG)


@pytest.mark.skipif(sys.platform != "linux", reason="only there are processes begun as copies")
@pytest.mark.parametrize("work", [share, beside, read])
def test_no_process_outlives_a_killed_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(crew, "PARALLEL_FROM", 1)
    monkeypatch.setattr(records, "PARALLEL_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    command = os.fork()
    if command == 0:
        with swap.locked(tmp_path / "site"):
            work(tmp_path)
        os._exit(0)
    try:
        assert within_a_while(lambda: any(file.stem != str(command) for file in tmp_path.glob("*.pid")))
    finally:
        os.kill(command, signal.SIGKILL)
        os.waitpid(command, 0)
    assert within_a_while(lambda: is_free(tmp_path)), "a process that goes on holds the lock"


def is_free(folder: Path) -> bool:
    with lock(folder, wait=False) as ours:
        return ours


def within_a_while(said: Callable[[], bool]) -> bool:
    end = time.monotonic() + LONG / 4
    while not said() and time.monotonic() < end:
        time.sleep(0.02)
    return said()


def test_work_beside_gives_its_answer_or_its_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    with crew.beside(lambda: ("done", os.getpid())) as asked:
        said, process = asked()
    assert said == "done" and (process != os.getpid()) == (sys.platform == "linux")
    with crew.beside(lambda: 1 // 0) as divided, pytest.raises(ZeroDivisionError):
        divided()
