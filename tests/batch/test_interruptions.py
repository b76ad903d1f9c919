"""However a batch is interrupted, it can be resumed, and the result is that of an uninterrupted run."""

import contextlib
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Command, group_lives, parts, read_lines, wait_until, write_articles

KILLS = 20
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def children(process: subprocess.Popen[str], named: str) -> list[int]:
    """The child processes whose command line holds a word."""
    threads = Path(f"/proc/{process.pid}/task").glob("*/children")  # each thread lists those that it started
    listed = [pid for thread in threads for pid in thread.read_text().split()]
    return [int(pid) for pid in listed if named in Path(f"/proc/{pid}/cmdline").read_text()]


def test_resumes_after_being_killed_at_any_moment(command: Command, articles: Path, expected: bytes) -> None:
    moments = random.Random(4)
    arguments = (str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "2", "--quiet")
    output, staging = command.folder / "facts.jsonl", command.folder / "facts.jsonl.parts"
    kills = interrupted_in_work = 0
    while kills < KILLS:
        process = command.start(*arguments, "--resume")
        # A moment is a number of finished parts and a while after it: from before the start to the last writing.
        until = parts(staging) + moments.randint(0, 2)
        wait_until(lambda: process.poll() is not None or parts(staging) >= until)  # noqa: B023
        try:
            process.wait(timeout=moments.uniform(0, 0.4))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            kills += 1
        process.communicate()
        interrupted_in_work += parts(staging) > 0
        assert not output.exists() or output.read_bytes() == expected  # never half an output
        if process.returncode == 0:
            assert output.exists()
            output.unlink()  # it was faster than its killer: begin again
    assert interrupted_in_work >= KILLS // 4, "the kills came before any article was read"
    assert command.run(*arguments, "--resume").returncode == 0
    assert output.read_bytes() == expected
    assert sorted(path.name for path in command.folder.iterdir()) == ["facts.jsonl"]


@linux_only
def test_a_killed_worker_costs_nothing(command: Command, articles: Path, expected: bytes) -> None:
    process = command.start(str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "2", "--quiet")
    staging = command.folder / "facts.jsonl.parts"
    for done in (2, 10, 20):
        wait_until(lambda done=done: parts(staging) >= done)
        os.kill(children(process, "spawn_main")[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert (command.folder / "facts.jsonl").read_bytes() == expected


@linux_only
def test_a_worker_killed_while_it_starts_is_replaced(command: Command, articles: Path, expected: bytes) -> None:
    process = command.start(str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "2", "--quiet")
    wait_until(lambda: len(children(process, "spawn_main")) == 2)
    os.kill(children(process, "spawn_main")[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert (command.folder / "facts.jsonl").read_bytes() == expected


@linux_only
def test_workers_that_always_die_at_their_start_end_the_run(command: Command, articles: Path) -> None:
    process = command.start(str(articles), "--output", "facts.jsonl", "--jobs", "2", "--quiet")
    while process.poll() is None:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it may end meanwhile
            for pid in children(process, "spawn_main"):
                os.kill(pid, signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "die while they load the pipeline" in errors
    assert not (command.folder / "facts.jsonl.parts").exists()


@pytest.mark.parametrize(("number", "jobs"), [(signal.SIGINT, "2"), (signal.SIGTERM, "1"), (signal.SIGHUP, "2")])
def test_a_signal_stops_it_cleanly(
    command: Command, articles: Path, expected: bytes, number: signal.Signals, jobs: str
) -> None:
    arguments = (str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", jobs)
    process = command.start(*arguments)
    staging = command.folder / "facts.jsonl.parts"
    wait_until(lambda: parts(staging) >= 3)
    # Ctrl-C comes from the terminal, to the whole group; `kill` is for one process.
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "--resume goes on" in errors and "Traceback" not in errors
    wait_until(lambda: not group_lives(process), seconds=5)
    assert not (command.folder / "facts.jsonl").exists()
    assert command.run(*arguments, "--resume").returncode == 0
    assert (command.folder / "facts.jsonl").read_bytes() == expected


def test_interrupted_before_anything_was_read_it_leaves_nothing_in_the_way(command: Command, articles: Path) -> None:
    process = command.start(str(articles), "--output", "facts.jsonl", "--jobs", "2")
    wait_until(lambda: (command.folder / "facts.jsonl.parts" / "plan.json").exists())
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, "rumourx: stopped before any article was read.\n")
    assert parts(command.folder / "facts.jsonl.parts") == 0
    assert command.run(str(articles), "--output", "facts.jsonl", "--quiet").returncode == 0
    assert [path.name for path in command.folder.iterdir()] == ["facts.jsonl"]


def test_workers_end_when_the_leading_process_is_killed(command: Command, articles: Path) -> None:
    process = command.start(str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "2")
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 1)
    process.kill()
    process.communicate()
    wait_until(lambda: not group_lives(process), seconds=20)


@pytest.fixture
def poisoned(tmp_path: Path) -> Path:
    """Articles of which one kills its process, and one makes a component fail."""
    folder = write_articles(tmp_path / "articles", 12)
    for name, word in (("0004.txt", "VELENO"), ("0008.txt", "GUASTO")):
        with (folder / name).open("a", encoding="utf-8") as stream:
            stream.write(f" {word} a Parma.")
    return folder


def test_an_article_that_kills_its_worker_is_given_up_alone(
    tmp_path: Path, poisoned: Path, deadly: tuple[Path, Path]
) -> None:
    pipeline, code = deadly
    done = Command(tmp_path, code).run("articles", "-o", "facts.jsonl", "-j", "2", "--pipeline", str(pipeline), "-q")
    assert done.returncode == 1, done.stderr
    assert read_lines(tmp_path / "facts.jsonl.errors.jsonl") == [
        {
            "source": "articles/0004.txt",
            "reason": "the worker process died while reading it (killed or out of memory).",
        },
        {
            "source": "articles/0008.txt",
            "reason": "a fault of RumourX's own: ValueError: component broken; please report it with the article.",
        },
    ]
    sources = [record["source"] for record in read_lines(tmp_path / "facts.jsonl")]
    assert sources == [f"articles/{number:04}.txt" for number in range(12) if number not in (4, 8)]
