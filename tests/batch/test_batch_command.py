"""`rumourx batch` end to end: what it reads, writes, refuses and says."""

import json
import os
import re
import signal
from pathlib import Path

import pytest

import rumourx
from rumourx.output.serialise import to_dict
from rumourx.record.types import KINDS

from .conftest import Command, article_text, parts, read_lines, wait_until, write_articles


@pytest.fixture
def some_articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles", 5)


def test_writes_the_record_of_every_article_in_order(command: Command, some_articles: Path) -> None:
    done = command.run("articles", "--output", "facts.jsonl")
    assert done.returncode == 0, done.stderr
    lines = read_lines(command.folder / "facts.jsonl")
    for number, line in enumerate(lines):
        expected = to_dict(rumourx.extract(article_text(number)), KINDS) | {"source": f"articles/{number:04}.txt"}
        assert {key: line[key] for key in expected} == expected
    assert len(lines) == 5
    assert sorted(path.name for path in command.folder.iterdir()) == ["articles", "facts.jsonl"]


def test_any_number_of_jobs_and_any_size_of_blocks_gives_the_same_output(command: Command, articles: Path) -> None:
    outputs = []
    for jobs, size in (("1", "32"), ("2", "7"), ("3", "100")):
        done = command.run(str(articles), "-o", f"{jobs}.jsonl", "--jobs", jobs, "--block-size", size, "--quiet")
        assert done.returncode == 0, done.stderr
        outputs.append((command.folder / f"{jobs}.jsonl").read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


def test_lists_what_cannot_be_read_and_goes_on(command: Command, some_articles: Path) -> None:
    (some_articles / "0001.txt").write_bytes(b"")
    (some_articles / "0003.txt").write_bytes(bytes(range(256)) * 8)
    done = command.run("articles", "--output", "facts.jsonl")
    assert done.returncode == 1
    errors = read_lines(command.folder / "facts.jsonl.errors.jsonl")
    assert [error["source"] for error in errors] == ["articles/0001.txt", "articles/0003.txt"]
    assert "is empty" in errors[0]["reason"] and "binary" in errors[1]["reason"]
    assert len(read_lines(command.folder / "facts.jsonl")) == 3
    assert "Errors" in done.stderr and "facts.jsonl.errors.jsonl" in done.stderr
    assert "Traceback" not in done.stderr


def test_counts_articles_about_which_something_was_noticed(command: Command, some_articles: Path) -> None:
    (some_articles / "0001.txt").write_bytes(article_text(1).encode("windows-1252"))
    line = json.dumps({"text": article_text(9).partition("\n")[2], "date": "ieri"})
    (command.folder / "more.jsonl").write_text(line, encoding="utf-8")
    done = command.run("articles", "more.jsonl", "--output", "facts.jsonl")
    assert done.returncode == 0, done.stderr
    counts = dict(re.findall(r"│ (\w.*?) +│ +(\d+) │", done.stderr))
    assert (counts["Articles"], counts["Encoding guessed"]) == ("6", "1")
    assert counts["With notes (see rumourx extract)"] == "1"


def test_a_list_of_errors_goes_with_the_errors(command: Command, some_articles: Path) -> None:
    (some_articles / "0001.txt").write_bytes(b"")
    assert command.run("articles", "-o", "facts.jsonl").returncode == 1
    (some_articles / "0001.txt").write_text(article_text(1), encoding="utf-8")
    assert command.run("articles", "-o", "facts.jsonl", "--overwrite").returncode == 0
    assert not (command.folder / "facts.jsonl.errors.jsonl").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_fail_fast_stops_at_the_first_error_and_can_be_resumed(command: Command, jobs: str) -> None:
    folder = write_articles(command.folder / "articles", 9)
    (folder / "0007.txt").write_bytes(b"")
    arguments = ("articles", "-o", "facts.jsonl", "--block-size", "2", "--jobs", jobs, "--fail-fast", "--quiet")
    done = command.run(*arguments)
    assert done.returncode == 1
    assert "0007.txt is empty" in done.stderr
    assert not (command.folder / "facts.jsonl").exists()
    (folder / "0007.txt").write_text(article_text(7), encoding="utf-8")
    assert command.run(*arguments, "--resume").returncode == 0
    assert len(read_lines(command.folder / "facts.jsonl")) == 9


def test_refuses_an_output_that_exists(command: Command, some_articles: Path) -> None:
    (command.folder / "facts.jsonl").write_text("mine\n", encoding="utf-8")
    done = command.run("articles", "--output", "facts.jsonl")
    assert done.returncode == 2
    assert "--overwrite" in done.stderr and "--resume" in done.stderr
    assert (command.folder / "facts.jsonl").read_text(encoding="utf-8") == "mine\n"
    assert command.run("articles", "--output", "facts.jsonl", "--overwrite").returncode == 0
    assert len(read_lines(command.folder / "facts.jsonl")) == 5


@pytest.fixture
def unfinished(command: Command, articles: Path) -> tuple[str, ...]:
    """The arguments of a batch that was killed."""
    arguments = (str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "1")
    process = command.start(*arguments)
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 2)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    return arguments


def test_an_unfinished_run_is_neither_lost_nor_mixed_with_another(
    command: Command, unfinished: tuple[str, ...], expected: bytes
) -> None:
    refused = command.run(*unfinished)
    assert refused.returncode == 2
    assert "--resume" in refused.stderr and "--overwrite" in refused.stderr

    other = command.run(*unfinished, "--resume", "--date", "2020-01-01")
    assert other.returncode == 2
    assert 'another --date (null, now "2020-01-01")' in other.stderr

    resumed = command.run(*unfinished, "--resume")
    assert resumed.returncode == 0
    assert "of these from earlier runs" in resumed.stderr
    assert (command.folder / "facts.jsonl").read_bytes() == expected

    again = command.run(*unfinished, "--resume")
    assert (again.returncode, again.stderr) == (0, "rumourx: facts.jsonl is finished; there is nothing to resume.\n")


def test_overwrite_starts_an_unfinished_run_anew(
    command: Command, unfinished: tuple[str, ...], expected: bytes
) -> None:
    done = command.run(*unfinished, "--overwrite")
    assert done.returncode == 0
    assert "of these from earlier runs" not in done.stderr
    assert (command.folder / "facts.jsonl").read_bytes() == expected


def test_own_names_that_change_while_it_runs_stop_it(command: Command, articles: Path, expected: bytes) -> None:
    names = command.folder / "names.toml"
    names.write_text('[[clubs]]\nname = "Vigor Fontanasecca"\n', encoding="utf-8")
    arguments = (str(articles), "-o", "facts.jsonl", "--block-size", "3", "--jobs", "2", "--gazetteer", "names.toml")
    process = command.start(*arguments)
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 2)
    names.write_text('[[clubs]]\nname = "Rospi"\n', encoding="utf-8")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "names.toml has changed since this run began" in errors and len(errors.splitlines()) == 1
    resumed = command.run(*arguments, "--resume")
    assert resumed.returncode == 2 and "another --gazetteer" in resumed.stderr
    names.write_text('[[clubs]]\nname = "Vigor Fontanasecca"\n', encoding="utf-8")
    assert command.run(*arguments, "--resume").returncode == 0
    assert (command.folder / "facts.jsonl").read_bytes() == expected


def test_two_runs_do_not_share_an_output(command: Command, articles: Path) -> None:
    arguments = (str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "1")
    process = command.start(*arguments)
    wait_until(lambda: parts(command.folder / "facts.jsonl.parts") >= 1)
    other = command.run(*arguments, "--resume")
    process.kill()
    process.communicate()
    assert other.returncode == 2
    assert "another process is at work" in other.stderr


def test_dry_run_says_what_would_be_read_and_reads_nothing(command: Command) -> None:
    write_articles(command.folder / "articles", 12)
    done = command.run("articles", "--output", "facts.jsonl", "--dry-run")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "articles/0000.txt"
    assert lines[-1].startswith("12 articles") and "facts.jsonl" in lines[-1]
    assert sorted(path.name for path in command.folder.iterdir()) == ["articles"]


def test_names_of_files_cannot_style_the_terminal(command: Command) -> None:
    folder = command.folder / "\x1b[31m"
    folder.mkdir()
    (folder / "\x9b31m\u2028[red].txt").touch()
    (folder / "link\x07.txt").symlink_to("nowhere")
    shown = command.run("\x1b[31m", "--output", "facts.jsonl", "--dry-run").stdout
    assert "\\x1b[31m/\\x9b31m" in shown and "link\\x07.txt is a symbolic link" in shown
    assert command.run("\x1b[31m", "--output", "facts.jsonl").returncode == 1
    listed = (command.folder / "facts.jsonl.errors.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["source"] for line in listed.splitlines()] == [
        "\x1b[31m/link\x07.txt",
        "\x1b[31m/\x9b31m\u2028[red].txt",
    ]
    assert all(char == "\n" or char.isprintable() for char in shown + listed)


def test_quiet_says_nothing(command: Command, some_articles: Path) -> None:
    done = command.run("articles", "--output", "facts.jsonl", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_ends_with_a_summary(command: Command, some_articles: Path) -> None:
    done = command.run("articles", "--output", "facts.jsonl")
    for name in ("Articles", "Words", "Rumours", "Duplicates", "Errors", "Words a second"):
        assert name in done.stderr
    assert done.stdout == ""


def test_duplicates_are_marked_or_dropped(command: Command, some_articles: Path) -> None:
    (some_articles / "0009.txt").write_text(article_text(2), encoding="utf-8")
    assert command.run("articles", "--output", "marked.jsonl").returncode == 0
    clusters = {line["source"]: line["cluster"] for line in read_lines(command.folder / "marked.jsonl")}
    assert clusters["articles/0002.txt"] == clusters["articles/0009.txt"] == "articles/0002.txt"
    assert clusters["articles/0001.txt"] is None
    assert command.run("articles", "--output", "dropped.jsonl", "--drop-duplicates").returncode == 0
    kept = [line["source"] for line in read_lines(command.folder / "dropped.jsonl")]
    assert kept == [f"articles/{number:04}.txt" for number in range(5)]


def test_an_output_inside_the_inputs_is_not_read(command: Command, some_articles: Path) -> None:
    (some_articles / "0001.txt").write_bytes(b"")
    for _ in range(2):
        assert command.run("articles", "--output", "articles/facts.jsonl", "--overwrite").returncode == 1
        assert len(read_lines(some_articles / "facts.jsonl")) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("articles", "-o", "facts.jsonl", "--pipeline", "it_missing"), 3, "it_missing is not installed"),
        (("articles", "-o", "facts.jsonl", "--pipeline", "it_missing", "-j", "2"), 3, "it_missing is not installed"),
        (("articles", "-o", "facts.odt"), 2, "facts.odt"),
        (("articles", "-o", "nowhere/facts.jsonl"), 2, "nowhere"),
        (("articles", "-o", "facts.jsonl", "--date", "ieri"), 2, "“ieri” is not a date"),
        (("articles", "-o", "facts.jsonl", "--glob", "*.nothing"), 2, "no article was found"),
        (("articles", "-o", "facts.jsonl", "--jobs", "0"), 2, "--jobs"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_leaves_nothing(
    command: Command, some_articles: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    done = command.run(*arguments)
    assert done.returncode == code
    assert sentence in done.stderr and "Traceback" not in done.stderr
    assert [path.name for path in command.folder.iterdir()] == ["articles"]
