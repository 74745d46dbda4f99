"""Many pages are made by all processors: each process makes and writes its share, and hands back what came of it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
V = TypeVar("V")
PARALLEL_FROM = 400  # below this many pages, another process costs more than it saves


@dataclass(frozen=True)
class Carry:
    """How what a process notes while it makes pages reaches the one that started it: `take` there, `give` here."""

    take: Callable[[], Any]
    give: Callable[[Any], None]


def share(items: Sequence[T], work: Callable[[T], V], carry: Carry) -> list[V]:
    """`work` done on every item, in any order. Raises what it raises, from whichever process."""
    count = _processes(len(items))
    if count == 1:
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    started = []
    for number in range(1, count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(there, items[number::count], work, carry), daemon=True)
        process.start()
        there.close()
        started.append((process, here))
    try:
        done = [work(item) for item in items[::count]]
        for _, here in started:
            done += _received(here, carry)
        return done
    finally:
        for process, here in started:
            here.close()
            process.join()


def _processes(items: int) -> int:
    """How many to use; a copy of a process with threads, as the server is, could wait for a thread it has not."""
    able = sys.platform == "linux" and threading.active_count() == 1
    return min(os.cpu_count() or 1, 8) if able and items >= PARALLEL_FROM else 1


def _child(there: Connection, items: Sequence[T], work: Callable[[T], Any], carry: Carry) -> None:
    try:
        there.send((None, [work(item) for item in items], carry.take()))
    except BrokenPipeError:
        return
    except BaseException as fault:
        there.send((fault, [], None))


def _received(here: Connection, carry: Carry) -> list[Any]:
    try:
        fault, done, noted = here.recv()
    except EOFError:
        raise ChildProcessError("a process that made pages ended before it was done") from None
    if fault:
        raise fault
    carry.give(noted)
    return list(done)
