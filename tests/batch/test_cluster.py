"""A batch on a Dask cluster gives what the local engine gives, whatever dies, and says what is wrong with a cluster."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rumourx.batch.cluster import run_on_cluster
from rumourx.batch.plan import Block, Plan
from rumourx.errors import UsageError
from rumourx.reading.sources import ReadingOptions, Unread

from .conftest import Command, article_text, group_lives, parts, read_lines, wait_until, write_articles
from .test_interruptions import children, linux_only

distributed = pytest.importorskip("distributed")

DASK = ("--engine", "dask")
PLAN = Plan(("a.txt",), ReadingOptions())
BLOCKS = [Block(0, (Unread("a.txt", "a.txt is empty."),))]
FACTS = ("--output", "facts.jsonl", "--block-size", "3", "--quiet")


@contextmanager
def cluster(folder: Path, workers: int = 2, preload: str = "") -> Iterator[str]:
    """The address of a cluster whose processes stand in another folder than the command."""
    folder.mkdir()
    before = Path.cwd()
    os.chdir(folder)
    try:
        started = distributed.LocalCluster(
            n_workers=workers,
            threads_per_worker=2,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            preload=[preload] if preload else [],
        )
    finally:
        os.chdir(before)
    with started:
        yield started.scheduler_address


@linux_only
def test_a_killed_worker_costs_nothing(command: Command, articles: Path, expected: bytes) -> None:
    process = command.start(str(articles), *FACTS, *DASK, "--jobs", "2")
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 5)
    workers = children(process, "spawn_main")
    assert len(workers) == 2
    os.kill(workers[0], signal.SIGKILL)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert (command.folder / "facts.jsonl").read_bytes() == expected
    assert [path.name for path in command.folder.iterdir()] == ["facts.jsonl"]


def test_a_signal_stops_it_cleanly_and_either_engine_goes_on(command: Command, articles: Path, expected: bytes) -> None:
    process = command.start(str(articles), *FACTS, *DASK, "--jobs", "2")
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 3)
    os.killpg(process.pid, signal.SIGINT)  # Ctrl-C comes from the terminal, to the whole group
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "--resume goes on" in errors and len(errors.splitlines()) == 1
    wait_until(lambda: not group_lives(process), seconds=10)
    done = command.run(str(articles), *FACTS, "--jobs", "1", "--resume")
    assert done.returncode == 0, done.stderr
    assert (command.folder / "facts.jsonl").read_bytes() == expected


def test_an_article_that_kills_its_workers_is_given_up_alone(tmp_path: Path, deadly: tuple[Path, Path]) -> None:
    pipeline, code = deadly
    folder = write_articles(tmp_path / "articles", 9)
    with (folder / "0004.txt").open("a", encoding="utf-8") as stream:
        stream.write(" VELENO a Parma.")
    done = Command(tmp_path, code).run("articles", *FACTS, *DASK, "--jobs", "2", "--pipeline", str(pipeline))
    assert done.returncode == 1, done.stderr
    (error,) = read_lines(tmp_path / "facts.jsonl.errors.jsonl")
    assert error["source"] == "articles/0004.txt"
    assert "the worker process died while reading it" in error["reason"]
    assert [record["source"][9:13] for record in read_lines(tmp_path / "facts.jsonl")] == [
        f"{number:04}" for number in range(9) if number != 4
    ]


class TestAClusterThatIsThere:
    @pytest.fixture(scope="class")
    @classmethod
    def address(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
        with cluster(tmp_path_factory.mktemp("cluster") / "elsewhere") as address:
            yield address

    def test_gives_what_the_local_engine_gives(
        self, command: Command, articles: Path, expected: bytes, address: str
    ) -> None:
        done = command.run(str(articles), *FACTS, *DASK, "--scheduler", address)
        assert (done.returncode, done.stderr) == (0, "")
        assert (command.folder / "facts.jsonl").read_bytes() == expected

    def test_reads_relative_paths_lines_and_errors_alike(self, command: Command, address: str) -> None:
        folder = write_articles(command.folder / "articles", 4)
        (folder / "0002.txt").write_bytes(b"")
        lines = [f'{{"text": "{article_text(9)[16:]}", "site": "a"}}\n', "{\n", '{"no": "text"}\n']
        (command.folder / "more.jsonl").write_text("".join(lines), encoding="utf-8")
        here = command.run("articles", "more.jsonl", "-o", "here.jsonl", "--jobs", "1")
        there = command.run("articles", "more.jsonl", "-o", "there.jsonl", *DASK, "--scheduler", address)
        assert (here.returncode, there.returncode) == (1, 1), there.stderr
        for suffix, count in (("", 4), (".errors.jsonl", 3)):
            rows = read_lines(command.folder / f"there.jsonl{suffix}")
            assert rows == read_lines(command.folder / f"here.jsonl{suffix}")
            assert len(rows) == count

    def test_tells_of_a_pipeline_that_is_not_there(self, command: Command, articles: Path, address: str) -> None:
        done = command.run(str(articles), *FACTS, *DASK, "--scheduler", address, "--pipeline", "it_missing")
        assert done.returncode == 3
        assert "it_missing is not installed" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("preload", "sentence"),
    [
        ("import sys\nsys.modules['rumourx'] = None\n", "has no rumourx; install version"),
        ("import rumourx\nrumourx.__version__ = '0.0.0'\n", "has rumourx 0.0.0, but this machine"),
    ],
)
def test_tells_of_a_worker_without_this_rumourx(
    command: Command, articles: Path, tmp_path: Path, preload: str, sentence: str
) -> None:
    with cluster(tmp_path / "elsewhere", 1, preload) as address:
        done = command.run(str(articles), *FACTS, *DASK, "--scheduler", address)
    assert done.returncode == 2
    assert "the Dask worker tcp://" in done.stderr and sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_tells_of_a_worker_that_does_not_see_the_articles(command: Command, articles: Path, tmp_path: Path) -> None:
    preload = "import genericpath\ngenericpath.exists = lambda path: 'articles' not in str(path)\n"
    with cluster(tmp_path / "elsewhere", 1, preload) as address:
        done = command.run(str(articles), *FACTS, *DASK, "--scheduler", address)
    assert done.returncode == 2
    assert f"does not see {articles}; put the articles on storage that all machines share" in done.stderr


def test_a_scheduler_that_is_lost_can_be_resumed(command: Command, articles: Path, expected: bytes) -> None:
    (command.folder / "elsewhere").mkdir()
    code = (
        "import distributed, time\n"
        "if __name__ == '__main__':\n"
        "    cluster = distributed.LocalCluster(1, dashboard_address='127.0.0.1:0', silence_logs=50)\n"
        "    print(cluster.scheduler_address, flush=True)\n"
        "    time.sleep(600)\n"
    )
    script = command.folder / "elsewhere" / "cluster.py"
    script.write_text(code, encoding="utf-8")
    there = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, encoding="utf-8")
    assert there.stdout
    process = command.start(str(articles), *FACTS, *DASK, "--scheduler", there.stdout.readline().strip())
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 2)
    there.kill()
    there.communicate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "the connection to the Dask scheduler was lost" in errors and len(errors.splitlines()) == 1
    assert command.run(str(articles), *FACTS, "--resume").returncode == 0
    assert (command.folder / "facts.jsonl").read_bytes() == expected


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((*DASK, "--scheduler", "tcp://127.0.0.1:1"), "no Dask scheduler answers at tcp://127.0.0.1:1"),
        ((*DASK, "--scheduler", "here"), "no Dask scheduler answers at here"),
        (("--scheduler", "tcp://127.0.0.1:1"), "add --engine dask"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_leaves_nothing(
    command: Command, articles: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = command.run(str(articles), *FACTS, *arguments)
    assert done.returncode == 2
    assert sentence in done.stderr and len(done.stderr.splitlines()) == 1
    assert list(command.folder.iterdir()) == []


def test_tells_of_a_cluster_without_workers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("rumourx.batch.cluster.FIRST_WORKER_SECONDS", 0.2)
    with cluster(tmp_path / "elsewhere", 0) as address, pytest.raises(UsageError, match=f"`dask worker {address}"):
        next(run_on_cluster(BLOCKS, PLAN, address, 1))


def test_without_dask_it_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install 'rumourx\[cluster\]'"):
        next(run_on_cluster(BLOCKS, PLAN, None, 1))
