"""What the command line offers beside `extract`, and what importing it costs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import rumourx
from rumourx.record.types import Record

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"rumourx {rumourx.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--help"], ["extract", "schema", "pipelines", "rumourx extract articolo.txt"]),
        (["extract", "-h"], ["--format", "--output", "--date", "--only", "--pipeline", ".ndjson", "Examples:"]),
        (["extract", "-h"], ["In CSV", "apostrophe"]),
        (["batch", "-h"], ["In CSV", "apostrophe"]),
        (["schema", "--help"], ["rumourx schema > record.schema.json"]),
        (["pipelines", "--help"], ["install", "rumourx pipelines install it_core_news_sm"]),
    ],
)
def test_help_has_examples(run: Run, arguments: list[str], parts: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    for part in parts:
        assert part in done.stdout


def test_the_list_of_commands_says_of_each_what_it_does_to_the_end(run: Run) -> None:
    commands = run("--help").stdout.partition("\nCommands:\n")[2].splitlines()
    assert len(commands) == 8
    assert [line for line in commands if not line.endswith(".") or line.endswith("...")] == []


def test_importing_the_command_line_loads_no_heavy_library(environment: dict[str, str]) -> None:
    heavy = ("spacy", "pydantic", "rich.table", "charset_normalizer", "dateparser", "numpy")
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, rumourx.cli.app; print([m for m in {heavy} if m in sys.modules])"],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert done.stdout == "[]\n"


def test_the_schema_describes_the_record(run: Run) -> None:
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"].endswith("2020-12/schema")
    assert list(schema["properties"]) == list(Record.model_fields)
    assert set(schema["required"]) == set(Record.model_fields) - {"schema_version"}


def test_the_schema_knows_every_precision_of_the_articles_date(run: Run) -> None:
    date = json.loads(run("schema").stdout)["$defs"]["ArticleDate"]["properties"]
    assert date["date"]["description"].endswith("YYYY-MM-DD, YYYY-MM or YYYY")
    assert date["origin"]["enum"] == ["header", "metadata", "option"]


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"]])
def test_a_reader_of_the_help_that_goes_away_is_no_error(start: Start, arguments: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        process = start(*arguments, stdout=theirs)
    finally:
        os.close(theirs)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (141, "")


def test_a_wrong_call_gives_the_usage(run: Run) -> None:
    done = run("extract", "--format", "xml")
    assert done.returncode == 2
    assert "Usage: rumourx extract" in done.stderr


def test_the_shell_completes_formats(run: Run) -> None:
    done = run(_RUMOURX_COMPLETE="complete_bash", COMP_WORDS="rumourx extract --format js", COMP_CWORD="3")
    assert done.stdout.split() == ["json", "jsonl"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_sentence(start: Start) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("schema", stdout=full)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 74
    assert errors == "rumourx: the system refused: No space left on device.\n"
