"""How a process of RumourX's own is set up before it imports anything heavy, and how often memory is gone through."""

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rumourx.spacy_commands import defer_spacy_commands

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
YOUNG, MIDDLE, OLD = 20_000, 20, 20
"""How many objects are made before garbage is looked for among the youngest (700 in Python), and so on: spaCy's and our
own imports and tables make hundreds of thousands that stay, and going through them takes 6 % of a short run."""


def prepare_process() -> None:
    """Set up this process, which has imported neither numpy nor spaCy yet."""
    # An article's matrices are too small to be worth waking other cores for, and processes side by side would fight.
    os.environ.update(dict.fromkeys(THREADS, "1"))
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    defer_spacy_commands()


class _Collector:
    """Python's garbage collector, of whose settings there is one a process, whatever its threads do."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._blocks = 0
        self._before = gc.get_threshold()

    def enter(self) -> None:
        """Look for garbage seldom from the first block on."""
        with self._lock:
            self._blocks += 1
            if self._blocks == 1:
                self._before = gc.get_threshold()
                if 0 < self._before[0] < YOUNG:
                    gc.set_threshold(YOUNG, MIDDLE, OLD)

    def leave(self) -> None:
        """Go back to the former setting behind the last block, unless the application has set another meanwhile."""
        with self._lock:
            self._blocks -= 1
            if self._blocks == 0 and gc.get_threshold() == (YOUNG, MIDDLE, OLD):
                gc.set_threshold(*self._before)


_COLLECTOR = _Collector()


@contextmanager
def rare_collections() -> Iterator[None]:
    """Look for garbage as seldom as in a process of our own while this block runs, in whatever process that is.

    Where an application looks for it more seldom still, or never, that stays.
    """
    _COLLECTOR.enter()
    try:
        yield
    finally:
        _COLLECTOR.leave()
