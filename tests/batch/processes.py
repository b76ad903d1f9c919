"""Python code in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import rumourx


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run code that may import the tests."""
    path = os.pathsep.join(map(str, (Path(rumourx.__file__).parents[1], Path(__file__).parents[2])))
    environment = os.environ | {"PYTHONPATH": path, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=120)


def peak_memory() -> int:
    """The most memory that this process has had so far, in bytes. Linux only."""
    # getrusage would count what the process that started this one had.
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(kilobytes) * 1024
