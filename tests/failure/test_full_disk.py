"""A disk that is full, or cannot be written: one sentence, nothing half-written, and --resume goes on."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.batch.conftest import Command, read_lines

from .conftest import ARTICLES, files_of, names_in, one_sentence

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]
REFUSED = "the system refused: File too large"
KEPT = f"{ARTICLES} articles are done and kept in"
PART_BYTES = 12_000  # more than a part of one article has, less than any output of all


@pytest.mark.parametrize("name", ["facts.json", "facts.jsonl", "facts.csv", "facts.txt"])
def test_extract_keeps_the_former_output(start: Start, article: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("former", encoding="utf-8")
    process = start("extract", article.name, "-o", name, preexec_fn=files_of(500))
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output) == (74, "")
    assert one_sentence(errors) == f"{REFUSED}."
    assert (tmp_path / name).read_text(encoding="utf-8") == "former"
    assert names_in(tmp_path) == sorted([name, article.name])


def batch(articles: Path, output: str) -> tuple[str, ...]:
    """The arguments of a batch that takes its articles one by one."""
    return ("batch", str(articles), "-o", output, "--block-size", "1", "--jobs", "1", "--duplicates", "ignore", "-q")


@pytest.fixture(scope="module")
def refused(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A batch that has read all articles and could not write its output, and the folder that it ran in."""
    folder = tmp_path_factory.mktemp("refused")
    done = subprocess.run(
        [sys.executable, "-m", "rumourx", *batch(articles, "facts.jsonl")],
        cwd=folder,
        env=Command(folder).environment,
        capture_output=True,
        encoding="utf-8",
        preexec_fn=files_of(PART_BYTES),
    )
    return folder, done


@pytest.fixture
def unwritten(refused: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """The parts of that batch."""
    return refused[0] / "facts.jsonl.parts"


def test_batch_keeps_what_is_done(refused: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, done = refused
    assert done.returncode == 74
    assert one_sentence(done.stderr) == f"{REFUSED}; stopped; {KEPT} facts.jsonl.parts: --resume goes on."
    assert names_in(folder) == ["facts.jsonl.parts"]


@pytest.mark.parametrize("output", ["facts.jsonl", "facts.csv", "facts.parquet", "facts.sqlite", "facts.duckdb"])
def test_every_format_appears_whole_or_not_at_all(
    start: Start, run: Run, articles: Path, tmp_path: Path, unwritten: Path, output: str
) -> None:
    shutil.copytree(unwritten, tmp_path / f"{output}.parts")
    process = start(*batch(articles, output), "--resume", preexec_fn=files_of(PART_BYTES))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 74
    assert KEPT in one_sentence(errors)
    assert names_in(tmp_path) == [f"{output}.parts"]
    assert run(*batch(articles, output), "--resume").returncode == 0
    assert output in names_in(tmp_path) and not (tmp_path / f"{output}.parts").exists()


def test_batch_that_cannot_keep_its_first_part_leaves_nothing(start: Start, articles: Path, tmp_path: Path) -> None:
    process = start(*batch(articles, "facts.jsonl"), preexec_fn=files_of(1_000))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 74
    assert one_sentence(errors) == f"{REFUSED}; stopped before any article was read."
    assert names_in(tmp_path) == []


def test_a_disk_that_is_really_full(
    run: Run, articles: Path, tmp_path: Path, unwritten: Path, small_disk: Path
) -> None:
    shutil.copytree(unwritten, small_disk / "facts.duckdb.parts")
    full = run(*batch(articles, f"{small_disk}/facts.duckdb"), "--resume")
    assert full.returncode == 74
    assert "No space left on device" in one_sentence(full.stderr) and KEPT in full.stderr
    assert names_in(small_disk) == ["facts.duckdb.parts"]
    subprocess.run(["mount", "-o", "remount,size=9m", str(small_disk)], check=True)
    assert run(*batch(articles, f"{small_disk}/facts.duckdb"), "--resume").returncode == 0
    with duckdb.connect(str(small_disk / "facts.duckdb"), read_only=True) as database:
        assert database.sql("select count(*) from articles").fetchall() == [(ARTICLES,)]


def test_a_folder_that_cannot_be_written(run: Run, article: Path, read_only: Path) -> None:
    extracted = run("extract", article.name, "-o", f"{read_only}/facts.json")
    batched = run("batch", article.name, "-o", f"{read_only}/facts.csv")
    assert (extracted.returncode, batched.returncode) == (2, 2)
    assert one_sentence(extracted.stderr).startswith(f"{read_only}/facts.json cannot be written (")
    assert one_sentence(batched.stderr).startswith(f"{read_only}/facts.csv.parts cannot be written (")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_log_that_is_full_costs_no_work(start: Start, article: Path, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        extracting = start("extract", "none.txt", article.name, "-f", "jsonl", stderr=full)
        output, _ = extracting.communicate(timeout=60)
        batching = start("batch", article.name, "-o", "facts.jsonl", stderr=full)
        batching.communicate(timeout=60)
    assert (extracting.returncode, batching.returncode) == (1, 0)
    assert json.loads(output)["source"] == article.name
    assert len(read_lines(tmp_path / "facts.jsonl")) == 1
