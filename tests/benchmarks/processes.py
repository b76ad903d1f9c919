"""Times commands in fresh processes, and reads how much memory a process takes."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def environment() -> dict[str, str]:
    """Return the environment of the processes: this project's code, and arithmetic on one core."""
    return os.environ | ONE_THREAD | {"PYTHONPATH": str(ROOT)}


def run_seconds(command: Sequence[str]) -> float:
    """Return how long a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
    return time.perf_counter() - start


def medians_in_turn(commands: Mapping[str, Sequence[str]], runs: int) -> dict[str, float]:
    """Return each command's median seconds over `runs` rounds, after one round that fills the disk's cache.

    The commands take turns, so that a busy machine slows them alike.
    """
    rounds = [[run_seconds(command) for command in commands.values()] for _ in range(runs + 1)]
    return dict(zip(commands, (median(times) for times in zip(*rounds[1:], strict=True)), strict=True))


def python(*arguments: str) -> list[str]:
    """Return the command that runs this Python."""
    return [sys.executable, *arguments]


def resident_megabytes() -> float:
    """Return the resident set of this process, now (Linux)."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))


def peak_megabytes() -> float:
    """Return the peak of this process's resident set."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
