"""Watches as a user runs them: real folders, and the command in a process of its own."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import rumourx

CLUBS = ("Parma", "Torino", "Sassuolo", "Genoa", "Cagliari", "Empoli", "Lecce")
SECONDS = 60


def article_text(number: int) -> str:
    """A small article, unlike the others."""
    return f"date 2025-05-{number % 28 + 1:02}\nIl {CLUBS[number % 7]} pensa a Paolo Vanoli per la partita {number}."


def drop(path: Path, text: str) -> None:
    """Let an article arrive whole, as most programs do: written elsewhere, then renamed."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_text(text, encoding="utf-8")
    draft.rename(path)


def read_lines(path: Path) -> list[Any]:
    """The values of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def sources(path: Path) -> list[str]:
    """The sources of the articles in a dataset."""
    return [record["source"] for record in read_lines(path)]


def wait_until(condition: Callable[[], object]) -> None:
    """Wait for something that a watch does."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a child process, in which this very package is importable."""
    package = str(Path(rumourx.__file__).parents[1])
    plain = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
    return plain | {"PYTHONPATH": package, "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}


class WatchProcess:
    """`rumourx watch news -o facts.jsonl` in one folder, with a quick --settle."""

    def __init__(self, folder: Path, environment: dict[str, str], options: Sequence[str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rumourx", "watch", "news", "-o", "facts.jsonl", "--settle", "0.3", *options],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        self.output = _Lines(self.process.stdout)
        self.errors = _Lines(self.process.stderr)

    def wait_until(self, condition: Callable[[], object]) -> None:
        """Wait for something that it does."""
        wait_until(lambda: condition() or self.process.poll() is not None)
        assert self.process.poll() is None, self.errors.seen

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        """Send it a signal; return its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=SECONDS)
        self.output.finish()
        self.errors.finish()
        return code


class _Lines:
    """The lines of a stream as they come, read by a thread so that the process is never held up."""

    def __init__(self, stream: Any) -> None:
        self.seen: list[str] = []
        self._stream = stream
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        for line in self._stream:
            self.seen.append(line.rstrip("\n"))

    def wait_for(self, words: str) -> str:
        """The first line with these words, once it is there."""
        wait_until(lambda: any(words in line for line in self.seen))
        return next(line for line in self.seen if words in line)

    def finish(self) -> None:
        self._thread.join(timeout=SECONDS)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """An empty folder for articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


@pytest.fixture
def start(tmp_path: Path, news: Path, environment: dict[str, str]) -> Iterator[Callable[..., WatchProcess]]:
    """Start `rumourx watch` on `news`; what still runs at the end is killed."""
    started: list[WatchProcess] = []

    def start(*options: str) -> WatchProcess:
        started.append(WatchProcess(tmp_path, environment, options))
        return started[-1]

    yield start
    for watch in started:
        if watch.process.poll() is None:
            watch.end(signal.SIGKILL)
