"""Processes that work for another one: none goes on when that one is killed, for it would hold the locks it was given."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.context import BaseContext

_WHEN_THE_PARENT_ENDS = 1  # PR_SET_PDEATHSIG


def context() -> BaseContext:
    """How processes are begun: on Linux as copies of this one, elsewhere in the usual way."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


def processes() -> int:
    """How many to use; a copy of a process with threads, as the server is, could wait for a thread it has not."""
    return min(os.cpu_count() or 1, 8) if threading.active_count() == 1 else 1


def end_with(parent: int) -> None:
    """Have this process, begun in `context`, end when its `parent` does, however that ends; on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_WHEN_THE_PARENT_ENDS, signal.SIGKILL)
        if os.getppid() != parent:  # it ended just before
            os._exit(1)
