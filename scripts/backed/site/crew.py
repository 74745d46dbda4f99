"""Many pieces of work are done by all processors: each process takes the next ones, and hands back what came of them."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from typing import IO, Any, TypeVar, cast

from backed import kin

T = TypeVar("T")
Task = Callable[[], Any]
PARALLEL_FROM = 400  # below this many tasks, another process costs more than it saves


@dataclass(frozen=True)
class Carry:
    """How what a process notes while it works reaches the one that started it: `take` there, `give` here."""

    take: Callable[[], Any]
    give: Callable[[Any], None]


def share(tasks: Sequence[Task], carry: Carry) -> list[Any]:
    """What comes of each task, in their order; long ones belong first. Raises what one raises, from whichever process."""
    count = _processes() if len(tasks) >= PARALLEL_FROM else 1
    if count == 1:
        return [task() for task in tasks]
    context = multiprocessing.get_context("fork")
    turns = _Turns(context.Value("q", 0), len(tasks), count)
    started = []
    for _ in range(1, count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_child, args=(there, os.getpid(), tasks, turns, carry), daemon=True)
        process.start()
        there.close()
        started.append((process, here))
    try:
        done = {number: tasks[number]() for number in turns}
        for _, here in started:
            done |= _received(here, carry)
        return [done[number] for number in range(len(tasks))]
    except BaseException:
        for process, _ in started:
            process.kill()  # nobody waits any more for what it would hand back
        raise
    finally:
        for process, here in started:
            here.close()
            process.join()


@contextlib.contextmanager
def beside(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Begin some work in another process, and give what comes of it when asked; where that cannot be, it is done then."""
    if _processes() == 1:
        yield work
        return
    with tempfile.TemporaryFile() as answer:  # a pipe would hold an answer up until it is asked for
        process = multiprocessing.get_context("fork").Process(
            target=_work, args=(answer, os.getpid(), work), daemon=True
        )
        process.start()

        def asked() -> T:
            process.join()
            if process.exitcode:
                return work()  # so that its fault is raised here
            answer.seek(0)
            return cast(T, pickle.load(answer))

        try:
            yield asked
        finally:
            process.kill()
            process.join()


def _work(answer: IO[bytes], parent: int, work: Callable[[], T]) -> None:
    kin.end_with(parent)
    try:
        pickle.dump(work(), answer)
        answer.flush()
    except BaseException:  # who asks does the work again and meets the fault; Ctrl-C reaches both, and one tells of it
        sys.exit(1)


def _processes() -> int:
    """How many to use: tasks reach a process only by its being a copy of this one."""
    return kin.processes() if sys.platform == "linux" else 1


@dataclass(frozen=True)
class _Turns:
    """The numbers of the tasks that a process takes, a share of what is left each time, so that all end together."""

    taken: Synchronized[int]
    tasks: int
    processes: int

    def __iter__(self) -> Iterator[int]:
        while True:
            with self.taken:
                start = self.taken.value
                self.taken.value = end = start + self._share(start)
            if start == end:
                return
            yield from range(start, end)

    def _share(self, start: int) -> int:
        left = self.tasks - start
        return min(left, 1 + left // (8 * self.processes))


def _child(there: Connection, parent: int, tasks: Sequence[Task], turns: _Turns, carry: Carry) -> None:
    kin.end_with(parent)
    try:
        there.send((None, {number: tasks[number]() for number in turns}, carry.take()))
    except BrokenPipeError:
        return
    except BaseException as fault:
        there.send((fault, {}, None))


def _received(here: Connection, carry: Carry) -> dict[int, Any]:
    try:
        fault, done, noted = here.recv()
    except EOFError:
        raise ChildProcessError("a process that made pages ended before it was done") from None
    if fault:
        raise fault
    carry.give(noted)
    return dict(done)
