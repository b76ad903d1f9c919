"""The command as a user runs it, and a dataset in every format that it reads."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rumourx
from rumourx.batch.writers import writer_for

from .made_facts import ARTICLES

OUTPUTS = ("facts.jsonl", "packed.jsonl.gz", "facts.parquet", "dataset.parquet/", "facts.duckdb", "records/")
"""What `rumourx batch` writes that the mill reads, one for each format."""

Start = Callable[..., subprocess.Popen[str]]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def datasets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds ARTICLES in all formats: leave it as it is."""
    folder = tmp_path_factory.mktemp("datasets")
    for output in OUTPUTS:
        writer_for(f"{folder}/{output}").write(iter(ARTICLES), f"{folder}/{output}")
    return folder


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start `rumourx mill` with these arguments in an empty folder, with these variables in its environment."""
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    environment = plain | {"PYTHONPATH": str(Path(rumourx.__file__).parents[1]), "PYTHONUTF8": "1"}

    def start(*arguments: str | Path, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "rumourx", "mill", *map(str, arguments)],
            cwd=tmp_path,
            env=environment | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return start


@pytest.fixture
def run(start: Start) -> Run:
    """Run `rumourx mill` as `start` does, to its end."""

    def run(*arguments: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        process = start(*arguments, **variables)
        output, errors = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)

    return run
