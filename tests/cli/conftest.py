"""The command as a user runs it: a process of its own, from another folder than the source's."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rumourx

ARTICLE = """date 2025-05-12 Panchina Parma, la pista che porta a Vanoli

Il Parma pensa a Paolo Vanoli. Il tecnico del Torino ha un contratto in scadenza nel 2026 e piace anche al \
Sassuolo, come riporta Sky Sport. “A Torino sto bene, parleremo con la società a fine stagione” ha detto \
l’allenatore dei granata.
"""


@pytest.fixture
def environment() -> dict[str, str]:
    """The environment of a child process, in which this very package is importable."""
    package = str(Path(rumourx.__file__).parents[1])
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    return plain | {"PYTHONPATH": package, "PYTHONUTF8": "1"}


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Start `rumourx` with these arguments in an empty folder; its three streams are pipes unless given."""

    def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        options = {**pipes, "cwd": tmp_path, "env": environment, "encoding": "utf-8", **options}
        return subprocess.Popen([sys.executable, "-m", "rumourx", *arguments], **options)

    return start


@pytest.fixture
def run(
    start: Callable[..., subprocess.Popen[str]], environment: dict[str, str]
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `rumourx` with these arguments to its end; `text` is piped into it, `variables` are exported."""

    def run(*arguments: str, text: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        process = start(*arguments, env=environment | variables)
        output, errors = process.communicate(text, timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    return run


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An Italian article in the folder where the command runs."""
    path = tmp_path / "vanoli.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path
