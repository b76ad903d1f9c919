"""Memory that does not suffice for an article costs that article, and is told."""

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import read_lines, write_articles
from tests.batch.processes import run_python

from .conftest import limited, names_in

Start = Callable[..., subprocess.Popen[str]]
enough_for_all_but_one = limited(resource.RLIMIT_AS, 1 << 35)
HUNGRY = "articles/0002.txt"


@pytest.fixture
def starved(
    start: Start, environment: dict[str, str], tmp_path: Path, deadly: tuple[Path, Path]
) -> Callable[..., tuple[int, list[str]]]:
    """Run a command over articles of which one wants 64 GB, with half of that; return its code and its messages."""
    folder = write_articles(tmp_path / "articles", 4)
    with (tmp_path / HUNGRY).open("a", encoding="utf-8") as stream:
        stream.write(" FAME a Parma.")
    pipeline, code = deadly
    path = os.pathsep.join((environment["PYTHONPATH"], str(code)))

    def run(*arguments: str) -> tuple[int, list[str]]:
        process = start(
            *arguments,
            *("--pipeline", str(pipeline)),
            env=environment | {"PYTHONPATH": path},
            preexec_fn=enough_for_all_but_one,
        )
        _, errors = process.communicate(timeout=60)
        assert folder.exists()
        return process.returncode, [line for line in errors.splitlines() if "only if you trust" not in line]

    return run


@pytest.mark.parametrize(
    ("jobs", "engine", "reason"),
    [
        ("1", "local", "there is not enough memory to read it."),
        ("2", "local", "the worker process died while reading it (killed or out of memory)."),
        ("1", "dask", "the worker process died while reading it (killed or out of memory)."),
    ],
)
def test_a_batch_gives_up_that_article_alone(
    starved: Callable[..., tuple[int, list[str]]], tmp_path: Path, jobs: str, engine: str, reason: str
) -> None:
    assert starved("batch", "articles", "-o", "facts.jsonl", "--jobs", jobs, "--engine", engine, "-q") == (1, [])
    assert read_lines(tmp_path / "facts.jsonl.errors.jsonl") == [{"source": HUNGRY, "reason": reason}]
    assert len(read_lines(tmp_path / "facts.jsonl")) == 3


def test_extract_says_so(starved: Callable[..., tuple[int, list[str]]], tmp_path: Path) -> None:
    code, messages = starved("extract", HUNGRY, "-o", "facts.json")
    assert code == 74
    assert messages == ["rumourx: there is not enough memory; free some, or read fewer articles at a time."]
    assert names_in(tmp_path) == ["articles"]


FAILING_WORKER = """
import sys
from multiprocessing import Pipe
import rumourx.batch.work
from rumourx.batch.local import serve

def prepare(plan):
    raise {error}

rumourx.batch.work.prepare = prepare
near, far = Pipe()
serve(far, None)
far.close()
try:
    print(near.recv())
except EOFError:
    print("nothing")
"""


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        ("MemoryError", "nothing\n"),
        ("ImportError('libblas.so: failed to map segment from shared object')", "nothing\n"),
        ("KeyError('x')", "KeyError: 'x'\n"),
    ],
)
def test_a_worker_without_memory_just_ends_and_another_says_why(error: str, sent: str) -> None:
    done = run_python(FAILING_WORKER.replace("{error}", error))
    assert (done.stdout, done.stderr) == (sent, "")
