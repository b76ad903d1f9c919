"""Signals end a command in good order, also a second one, and from the first moment."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import group_lives, parts, read_lines, wait_until

from .conftest import ARTICLES, names_in

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]

EARLY_INTERRUPT = """
import os, signal, sys
class Interrupter:
    def find_spec(self, name, *rest):
        if name == "typer":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupter())
from rumourx.cli import main
main()
"""


@pytest.fixture
def writing(start: Start, article: Path, tmp_path: Path) -> subprocess.Popen[str]:
    """A command that has begun to write facts.json, and waits for more."""
    process = start("extract", article.name, "-", "-o", "facts.json")
    wait_until(lambda: any(name.endswith(".part") for name in names_in(tmp_path)))
    return process


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=lambda one: str(one)
)
def test_extract_takes_its_draft_along(
    writing: subprocess.Popen[str], article: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    writing.send_signal(number)
    output, errors = writing.communicate(timeout=60)
    assert (writing.returncode, output, errors) == (code, "", "")
    assert names_in(tmp_path) == [article.name]


def test_a_second_interrupt_ends_extract_at_once(writing: subprocess.Popen[str], tmp_path: Path) -> None:
    for _ in range(2):
        writing.send_signal(signal.SIGINT)
    _, errors = writing.communicate(timeout=60)
    assert (writing.returncode in (130, -signal.SIGINT), errors) == (True, "")
    assert not (tmp_path / "facts.json").exists()


def test_a_second_interrupt_of_a_batch_loses_nothing(start: Start, run: Run, articles: Path, tmp_path: Path) -> None:
    arguments = ("batch", str(articles), "-o", "facts.jsonl", "--block-size", "1", "--jobs")
    process = start(*arguments, "2", start_new_session=True)
    wait_until(lambda: parts(tmp_path / "facts.jsonl.parts") >= 2)
    for _ in range(2):
        os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in errors and len(errors.splitlines()) <= 1
    wait_until(lambda: not group_lives(process), seconds=20)
    assert names_in(tmp_path) == ["facts.jsonl.parts"]
    assert run(*arguments, "1", "--resume").returncode == 0
    assert len(read_lines(tmp_path / "facts.jsonl")) == ARTICLES


def test_an_interrupt_while_the_command_is_loaded_is_quiet(environment: dict[str, str]) -> None:
    done = subprocess.run([sys.executable, "-c", EARLY_INTERRUPT], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_nohup_lets_a_batch_outlive_its_terminal(start: Start, articles: Path, tmp_path: Path) -> None:
    def ignore() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

    arguments = ("batch", str(articles), "-o", "facts.jsonl", "--block-size", "1", "--jobs", "1", "--quiet")
    process = start(*arguments, preexec_fn=ignore)
    wait_until(lambda: parts(tmp_path / "facts.jsonl.parts") >= 1)
    process.send_signal(signal.SIGHUP)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert len(read_lines(tmp_path / "facts.jsonl")) == ARTICLES
