"""`rumourx watch` as a user runs it: a process that is stopped, killed and started again."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import WatchProcess, article_text, drop, read_lines, sources

KILLS = 4


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_cleanly(
    start: Callable[..., WatchProcess], tmp_path: Path, news: Path, number: signal.Signals
) -> None:
    drop(news / "a.txt", "date 2025-05-12 Il Parma pensa a Paolo Vanoli.")
    watch = start()
    line = watch.output.wait_for("Vanoli")
    assert line == "new rumour     Paolo Vanoli: join Parma, interest · 2025-05-12 · news/a.txt"
    assert watch.end(number) == 0
    assert watch.errors.seen == [
        "rumourx: articles in facts.jsonl: 0; watching news until Ctrl-C.",
        "rumourx: stopped; added to facts.jsonl: 1, could not be read: 0.",
    ]
    assert sources(tmp_path / "facts.jsonl") == ["news/a.txt"]


def test_changes_for_programs_are_lines_of_json(start: Callable[..., WatchProcess], news: Path) -> None:
    watch = start("--format", "jsonl", "--quiet")
    drop(news / "a.txt", "date 2025-05-12 Il Parma pensa a Paolo Vanoli.")
    watch.output.wait_for("Vanoli")
    drop(news / "b.txt", "date 2025-05-14 Il Parma ha smentito ogni contatto con Paolo Vanoli.")
    watch.output.wait_for("denied")
    assert watch.end() == 0
    assert watch.errors.seen == []
    new, contradiction = map(json.loads, watch.output.seen)
    assert new == {
        "kind": "new",
        "person": "Paolo Vanoli",
        "move": "join",
        "club": "Parma",
        "stage": "interest",
        "source": "news/a.txt",
        "date": "2025-05-12",
        "evidence": "Il Parma pensa a Paolo Vanoli.",
        "earlier_stage": None,
        "against": None,
    }
    assert contradiction["kind"] == "contradiction"
    assert contradiction["against"] == {
        "move": "join",
        "club": "Parma",
        "stage": "interest",
        "source": "news/a.txt",
        "date": "2025-05-12",
    }


def test_killed_at_any_moment_and_started_again_it_has_each_article_once(
    start: Callable[..., WatchProcess], tmp_path: Path, news: Path
) -> None:
    moments = random.Random(3)
    output = tmp_path / "facts.jsonl"
    names = iter(range(10_000))

    def drop_some(count: int) -> None:
        for number in (next(names) for _ in range(count)):
            drop(news / f"{number:03}.txt", article_text(number))

    def articles() -> int:
        return output.read_bytes().count(b"\n") if output.exists() else 0

    for _ in range(KILLS):
        drop_some(40)  # what arrives while nobody watches
        before = articles()
        watch = start()
        watch.wait_until(lambda: articles() > before)  # noqa: B023
        drop_some(10)
        time.sleep(moments.uniform(0, 0.6))
        watch.end(signal.SIGKILL)
    if output.read_bytes().endswith(b"\n"):
        with output.open("ab") as stream:  # as if killed within the writing of a line
            stream.write(output.read_bytes()[:99])
    watch = start()
    everything = {f"news/{path.name}" for path in news.iterdir()}
    watch.wait_until(lambda: articles() == len(everything))
    assert watch.end() == 0
    assert len(everything) == 50 * KILLS
    assert sorted(sources(output)) == sorted(everything)


def test_what_it_writes_is_what_a_batch_writes(
    start: Callable[..., WatchProcess], tmp_path: Path, news: Path, environment: dict[str, str]
) -> None:
    drop(news / "a.txt", article_text(1))
    drop(news / "b.txt", article_text(2))
    watch = start("--quiet")
    watch.wait_until(lambda: len(watch.output.seen) == 2)
    watch.end()
    batch = [sys.executable, "-m", "rumourx", "batch", "news", "-o", "batch.jsonl", "-q"]
    subprocess.run(batch, cwd=tmp_path, env=environment, timeout=120, check=True)
    assert read_lines(tmp_path / "facts.jsonl") == read_lines(tmp_path / "batch.jsonl")


def test_two_do_not_write_one_dataset(start: Callable[..., WatchProcess], news: Path) -> None:
    first = start()
    first.errors.wait_for("watching")
    second = start()
    assert second.process.wait(timeout=60) == 2
    second.errors.wait_for("another process is writing facts.jsonl")
    assert first.end() == 0


def test_the_reader_of_its_pipe_may_go(tmp_path: Path, news: Path, environment: dict[str, str]) -> None:
    drop(news / "a.txt", article_text(1))
    watch = subprocess.Popen(
        [sys.executable, "-m", "rumourx", "watch", "news", "-o", "facts.jsonl", "--settle", "0.3", "-q"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert watch.stdout is not None
    assert watch.stdout.readline()
    watch.stdout.close()
    drop(news / "b.txt", article_text(2))
    assert watch.wait(timeout=60) == 141
    assert watch.stderr is not None
    assert watch.stderr.read() == ""
    watch.stderr.close()
    assert sources(tmp_path / "facts.jsonl") == ["news/a.txt", "news/b.txt"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["nowhere", "-o", "facts.jsonl"], "there is no folder nowhere"),
        (["news", "-o", "facts.parquet"], "facts.parquet cannot grow; name a file of JSON Lines"),
        (["news", "-o", "articles.jsonl"], "articles.jsonl is no line of"),
        (["news", "-o", "facts.jsonl", "--date", "domani"], "“domani” is not a date"),
        (["news", "-o", "facts.jsonl", "--pipeline", "it_missing_sm"], "it_missing_sm is not installed"),
    ],
)
def test_what_cannot_work_is_told_at_once(
    tmp_path: Path, news: Path, environment: dict[str, str], arguments: list[str], reason: str
) -> None:
    (tmp_path / "articles.jsonl").write_text('{"text": "Il Parma."}\n', encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "rumourx", "watch", *arguments],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.returncode in (2, 3)
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "articles.jsonl").read_text(encoding="utf-8") == '{"text": "Il Parma."}\n'


def test_a_missing_package_is_told_with_its_extra(tmp_path: Path, news: Path, environment: dict[str, str]) -> None:
    code = (
        "import importlib.util as util, sys; found = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'watchfiles' else found(name, *more)\n"
        "from rumourx.cli import main; sys.argv[1:] = ['watch', 'news', '-o', 'facts.jsonl']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 2
    assert "pip install 'rumourx[watch]'" in done.stderr
