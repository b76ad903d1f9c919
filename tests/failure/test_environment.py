"""Whatever the shell around it lacks, a command does its work or says in a sentence why not."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import names_in, one_sentence

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]
NO_LOCALE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
NAME = "perché.txt"


@pytest.fixture
def bare(environment: dict[str, str]) -> dict[str, str]:
    """An environment without HOME, with a TMPDIR that is not there, and in which letters are ASCII."""
    return NO_LOCALE | {"PYTHONPATH": environment["PYTHONPATH"], "TMPDIR": "/none", "SQLITE_TMPDIR": "/none"}


def test_extract_in_a_bare_environment(start: Start, article: Path, bare: dict[str, str]) -> None:
    article.rename(article.with_name(NAME))
    process = start("extract", NAME, "none è.txt", "-f", "json", env=bare)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    (record,) = json.loads(output)
    assert (record["source"], record["rumours"][0]["person"]) == (NAME, "Paolo Vanoli")
    assert one_sentence(errors) == "none ?.txt does not exist; check its name and folder."


def test_tables_in_a_bare_environment(start: Start, article: Path, bare: dict[str, str]) -> None:
    process = start("extract", article.name, env=bare)
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert output.isascii() and "| Paolo Vanoli | coach |" in output


@pytest.mark.parametrize("output", ["facts.sqlite", "facts.duckdb", "facts.csv"])
def test_batch_in_a_bare_environment(
    start: Start, article: Path, tmp_path: Path, bare: dict[str, str], output: str
) -> None:
    article.rename(article.with_name(NAME))
    process = start("batch", NAME, "-o", output, "--jobs", "1", "-q", env=bare)
    assert (process.communicate(timeout=60)[1], process.returncode) == ("", 0)
    assert output in names_in(tmp_path)
    if output == "facts.sqlite":
        assert sqlite3.connect(tmp_path / output).execute("select source from articles").fetchall() == [(NAME,)]


def closed(number: int) -> Callable[[], None]:
    """Close one of the three standard streams before the command begins."""
    return lambda: os.close(number)


def test_without_standard_output_there_is_a_sentence_or_a_file(start: Start, article: Path, tmp_path: Path) -> None:
    process = start("extract", article.name, preexec_fn=closed(1))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert one_sentence(errors) == "standard output is closed; leave it open, or name a file with --output."
    process = start("extract", article.name, "-o", "facts.json", preexec_fn=closed(1))
    assert (process.communicate(timeout=60)[1], process.returncode) == ("", 0)
    assert json.loads((tmp_path / "facts.json").read_text(encoding="utf-8"))["source"] == article.name


def test_without_standard_error_messages_do_not_stray_into_the_output(start: Start, article: Path) -> None:
    process = start("extract", "none.txt", article.name, "-f", "json", preexec_fn=closed(2))
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert [record["source"] for record in json.loads(output)] == [article.name]


def test_a_batch_needs_no_stream_at_all(start: Start, article: Path, tmp_path: Path) -> None:
    process = start("batch", article.name, "-o", "facts.jsonl", preexec_fn=lambda: os.closerange(0, 3))
    assert process.wait(timeout=60) == 0
    assert names_in(tmp_path) == ["facts.jsonl", article.name]


def test_without_standard_input_there_is_a_sentence(start: Start) -> None:
    process = start("extract", "-", preexec_fn=closed(0))
    assert process.stdout and process.stderr
    assert one_sentence(process.stderr.read()) == "standard input is closed; name a file, or pipe a text in."
    assert process.wait(timeout=60) == 1


def test_a_reader_of_the_messages_that_goes_away_costs_no_work(start: Start, article: Path, tmp_path: Path) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        extracting = start("extract", "none.txt", article.name, "-f", "jsonl", stderr=theirs)
        batching = start("batch", article.name, "-o", "facts.jsonl", stderr=theirs)
    finally:
        os.close(theirs)
    output, _ = extracting.communicate(timeout=60)
    batching.communicate(timeout=60)
    assert (extracting.returncode, batching.returncode) == (1, 0)
    assert json.loads(output)["source"] == article.name
    assert (tmp_path / "facts.jsonl").exists()


def test_a_working_folder_that_is_gone(run: Run, start: Start, article: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    process = start("extract", str(article), cwd=gone, preexec_fn=gone.rmdir)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert one_sentence(errors) == "the working folder is no longer there; change to another one."
