"""`rumourx extract`, end to end."""

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rumourx.cli.extract import KIND_LISTS, FormatName
from rumourx.output import FORMATS
from rumourx.record.types import KINDS, Record

Run = Callable[..., subprocess.CompletedProcess[str]]
Start = Callable[..., subprocess.Popen[str]]
ENGLISH = "The manager has a contract until next year, and he said that nobody had called him about a new one yet."


def test_a_file_gives_tables(run: Run, article: Path) -> None:
    done = run("extract", article.name)
    assert (done.returncode, done.stderr) == (0, "")
    for part in ("People", "Paolo Vanoli", "Rumours", "join Parma", "Outlets: Sky Sport", "No stadiums."):
        assert part in done.stdout


def test_piped_input_gives_one_line_that_json_tool_reads(run: Run, article: Path) -> None:
    done = run("extract", "--format", "jsonl", text=article.read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    checked = subprocess.run(
        [sys.executable, "-m", "json.tool"], input=done.stdout, capture_output=True, text=True, check=True
    )
    record = Record.model_validate_json(checked.stdout)
    assert (record.source, record.title) == (None, "Panchina Parma, la pista che porta a Vanoli")
    assert "Paolo Vanoli" in {person.name for person in record.people}
    assert len(done.stdout.splitlines()) == 1


def test_several_articles_the_bad_ones_reported_the_others_extracted(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "english.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Il Parma è già su Vanoli.".encode("cp1252"))
    done = run("extract", "none.txt", article.name, "empty.txt", "english.txt", ".", "latin.txt", "-f", "json")
    assert done.returncode == 1
    assert [record["source"] for record in json.loads(done.stdout)] == ["vanoli.txt", "latin.txt"]
    assert done.stderr.splitlines() == [
        "rumourx: none.txt does not exist; check its name and folder.",
        "rumourx: empty.txt is empty; give it the text of an article.",
        "rumourx: english.txt seems to be in English; RumourX reads Italian articles only.",
        "rumourx: . is a folder; name the articles in it, for example ./*.txt.",
        "rumourx: latin.txt does not say its encoding; it was read as Windows-1252.",
    ]


def test_pages_json_lines_and_compressed_files_are_read_by_their_names(run: Run, article: Path, tmp_path: Path) -> None:
    text = "Il Parma pensa a Paolo Vanoli."
    lines = [json.dumps({"text": text, "title": "Uno", "date": "2025-05-12"}), "{", json.dumps({"text": text})]
    (tmp_path / "all.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "page.html").write_text(f"<html><title>Due</title><body><article>{f'<p>{text}</p>' * 9}")
    (tmp_path / "vanoli.txt.gz").write_bytes(gzip.compress(article.read_bytes()))
    done = run("extract", "all.jsonl.gz", "page.html", "vanoli.txt.gz", "-f", "jsonl")
    assert done.returncode == 1
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(record["source"], record["title"]) for record in records] == [
        ("all.jsonl.gz:1", "Uno"),
        ("all.jsonl.gz:3", None),
        ("page.html", "Due"),
        ("vanoli.txt.gz", "Panchina Parma, la pista che porta a Vanoli"),
    ]
    assert records[0]["article_date"] == {"date": "2025-05-12", "precision": "day", "origin": "metadata"}
    assert {record["clubs"][0]["name"] for record in records} == {"Parma"}
    assert done.stderr.startswith("rumourx: all.jsonl.gz:2 is no valid JSON (")
    assert len(done.stderr.splitlines()) == 1


def test_a_file_of_many_articles_gives_an_array_even_of_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all.ndjson").write_text('{"text": "Il Parma tace."}\n', encoding="utf-8")
    assert [record["source"] for record in json.loads(run("extract", "all.ndjson", "-f", "json").stdout)] == [
        "all.ndjson:1"
    ]


def test_a_dash_as_output_is_standard_output(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("extract", article.name, "--output", "-", "--only", "stadiums")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1:] == ["No stadiums."]
    assert run("extract", article.name, "-o", "-", "-f", "jsonl").stdout.startswith("{")
    assert [path.name for path in tmp_path.iterdir()] == [article.name]


def test_a_header_that_is_no_date_is_told_and_read_as_text(run: Run) -> None:
    done = run("extract", "-f", "jsonl", text="date 2025-99 Il Parma pensa a Vanoli.")
    assert done.returncode == 0
    assert json.loads(done.stdout)["article_date"] is None
    assert done.stderr == (
        "rumourx: standard input begins with “date 2025-99”, which is no date header; "
        "write “date YYYY-MM-DD” or “date YYYY-MM”.\n"
    )


def test_only_facts_that_are_sure_enough_are_printed(run: Run, article: Path) -> None:
    def found(*options: str) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(run("extract", article.name, "-f", "json", *options).stdout)
        return read

    kinds = ("people", "clubs", "contract_dates", "quotes", "rumours")
    whole = found()
    chances = sorted({fact["confidence"] for kind in kinds for fact in whole[kind]})
    assert 0 <= chances[0] < chances[-1] <= 1
    cut = found("--min-confidence", str(chances[-1]))
    for kind in kinds:
        assert cut[kind] == [fact for fact in whole[kind] if fact["confidence"] == chances[-1]]
    assert cut["outlets"] == whole["outlets"]


def test_the_suffix_of_the_output_names_the_format(run: Run, article: Path, tmp_path: Path) -> None:
    done = run(
        "extract",
        article.name,
        "-",
        "--output",
        "facts.csv",
        "--only",
        "clubs, outlets",
        text=article.read_text(encoding="utf-8"),
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "facts.csv").read_text(encoding="utf-8"))))
    assert {row["kind"] for row in rows} == {"club", "outlet"}
    assert {row["source"] for row in rows} == {"vanoli.txt", ""}


def test_the_format_option_wins_over_the_suffix(run: Run, article: Path, tmp_path: Path) -> None:
    done = run("extract", article.name, "-o", "facts.txt", "-f", "json", "--date", "2024", "--only", "contracts")
    assert done.returncode == 0
    record = json.loads((tmp_path / "facts.txt").read_text(encoding="utf-8"))
    assert record["article_date"] == {"date": "2025-05-12", "precision": "day", "origin": "header"}
    assert "contract_dates" in record
    assert "quotes" not in record


def test_the_date_option_dates_an_article_that_has_none(run: Run) -> None:
    done = run("extract", "--date", "2025-04", "-f", "jsonl", text="Il Parma pensa a Vanoli.")
    assert json.loads(done.stdout)["article_date"] == {
        "date": "2025-04",
        "precision": "month",
        "origin": "option",
    }


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.txt"], 1, "none.txt does not exist; check its name and folder."),
        (
            ["vanoli.txt", "--min-confidence", "80"],
            2,
            "80 is no confidence, which runs from 0 to 1; give 0.8, for instance.",
        ),
        (
            ["https://example.org/a.html"],
            1,
            "https://example.org/a.html is an address; `rumourx batch https://example.org/a.html --output facts.jsonl` "
            "reads those.",
        ),
        ([], 1, "standard input is empty; give it the text of an article."),
        (
            ["vanoli.txt", "--date", "2025-13"],
            2,
            "“2025-13” is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, for example 2025-04-12.",
        ),
        (
            ["vanoli.txt", "--only", "clubs,goals"],
            2,
            f"“goals” is no kind of fact; --only takes {', '.join(KIND_LISTS)}.",
        ),
        (
            ["vanoli.txt", "-o", "facts.pdf"],
            2,
            "facts.pdf has no suffix that names a format (.txt, .json, .jsonl, .ndjson, .csv); add one or "
            "use --format.",
        ),
        (
            ["vanoli.txt", "-o", "none/facts.csv"],
            2,
            "none/facts.csv cannot be written (No such file or directory); name another file.",
        ),
        (
            ["vanoli.txt", "-o", "vanoli.txt"],
            2,
            "vanoli.txt is one of the articles; name another file for the output.",
        ),
    ],
)
def test_a_problem_is_one_sentence_and_an_exit_code(
    run: Run, article: Path, arguments: list[str], code: int, message: str
) -> None:
    before = article.read_bytes()
    done = run("extract", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (code, "", f"rumourx: {message}\n")
    assert article.read_bytes() == before


def test_a_pipeline_that_is_missing_names_the_command_that_gets_it(run: Run, article: Path) -> None:
    done = run("extract", article.name, "--pipeline", "it_missing_sm")
    assert (done.returncode, done.stdout) == (3, "")
    assert "rumourx pipelines install it_missing_sm" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_failed_run_leaves_the_old_output_alone(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text("old", encoding="utf-8")
    assert run("extract", "none.txt", "gone.txt", "-o", "facts.json").returncode == 1
    assert run("extract", article.name, "-o", "facts.json", "--pipeline", "it_missing_sm").returncode == 3
    assert (tmp_path / "facts.json").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.json", article.name]


def test_names_of_files_cannot_style_the_terminal(run: Run) -> None:
    done = run("extract", "[red]\x1b[31m.txt")
    assert done.stderr == "rumourx: [red]\\x1b[31m.txt does not exist; check its name and folder.\n"


def test_without_an_article_on_a_terminal_it_says_what_to_do(start: Start) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    try:
        process = start("extract", stdin=theirs)
        _, errors = process.communicate(timeout=60)
    finally:
        os.close(ours)
        os.close(theirs)
    assert process.returncode == 2
    assert errors.startswith("rumourx: no article was given; name a file, pipe a text in")


def test_an_interrupt_is_quiet(start: Start) -> None:
    process = start("extract", "none.txt", "-")
    assert process.stderr
    assert process.stderr.readline().startswith("rumourx: none.txt does not exist")
    process.send_signal(signal.SIGINT)  # while it waits for standard input
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(start: Start, article: Path) -> None:
    process = start("extract", article.name, "-f", "jsonl", stdin=subprocess.DEVNULL)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(timeout=60) == 141


def test_the_options_know_every_format_and_every_kind() -> None:
    assert [name.value for name in FormatName] == list(FORMATS)
    assert tuple(KIND_LISTS.values()) == KINDS
