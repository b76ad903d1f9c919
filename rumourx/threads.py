"""How many threads numpy's arithmetic uses."""

import os

LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")


def keep_to_one_thread() -> None:
    """Let this process, which has not imported numpy yet, do its arithmetic on one core.

    An article's matrices are too small to be worth waking other cores for, and processes side by side would fight.
    """
    os.environ.update(dict.fromkeys(LIMITS, "1"))
