"""Runs the quick tests with the lowest, or the newest, versions that pyproject.toml allows.

    python -m tests.supply.bounds lowest
    python -m tests.supply.bounds newest --python python3.13

The versions are those of what RumourX itself asks for; what these bring is the newest that fits. They are installed
by uv into a throw-away virtual environment; with the network it takes some minutes, so that it is no part of the
tests themselves.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.supply.lock import ROOT

QUICK = ("cli", "gazetteer", "notebook", "output", "pipeline", "reading", "record")
RESOLUTIONS = {"lowest": "lowest-direct", "newest": "highest"}


def run(*command: str | Path) -> int:
    """Run a command in the source folder and return its exit code."""
    print("+", *command, flush=True)
    return subprocess.run(list(map(str, command)), cwd=ROOT, env=os.environ | {"OMP_NUM_THREADS": "1"}).returncode


def check(bound: str, python: str, tests: list[str]) -> int:
    """Install one bound of the versions for a Python, and return the exit code of the tests."""
    with tempfile.TemporaryDirectory() as folder:
        tools, place = Path(folder) / "tools", Path(folder) / "place"
        uv, python_there = tools / "bin" / "uv", place / "bin" / "python"
        where = ("--python", python_there)
        steps: list[tuple[str | Path, ...]] = [
            (sys.executable, "-m", "venv", tools),
            (tools / "bin" / "pip", "install", "--quiet", "uv"),
            (uv, "venv", "--quiet", "--python", python, place),
            (uv, "pip", "install", "--quiet", *where, "--resolution", RESOLUTIONS[bound], f"{ROOT}[test]"),
            (uv, "pip", "list", *where),
            (python_there, "-m", "pytest", "-p", "no:cacheprovider", *tests),
        ]
        return next((code for step in steps if (code := run(*step))), 0)


def main() -> int:
    """Read the command line and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.supply.bounds", description=__doc__.partition("\n")[0])
    parser.add_argument("bound", choices=RESOLUTIONS)
    parser.add_argument("--python", default=sys.executable, help="the Python to take (%(default)s)")
    parser.add_argument("tests", nargs="*", default=[f"tests/{room}" for room in QUICK], help="tests to run")
    options = parser.parse_args()
    return check(options.bound, options.python, options.tests)


if __name__ == "__main__":
    sys.exit(main())
