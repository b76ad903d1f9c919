"""What is seen of a batch: lines for a log, and the figures of the summary."""

import io
from time import sleep

from rich.console import Console

from rumourx.batch.progress import Lines, Summary, summary_table
from rumourx.batch.rows import Tally


def test_a_line_tells_articles_speed_errors_and_time_left() -> None:
    lines: list[str] = []
    shown = Lines(lines.append, every=0)
    shown.update(Tally(articles=9, words=2000, errors=1))
    assert lines[0].startswith("10 articles, ") and lines[0].endswith(" words/s, 1 errors")
    shown.expect(1000)
    sleep(0.01)
    shown.update(Tally(articles=10, words=2000))
    assert lines[1].startswith("20 of 1,000 articles, ") and lines[1].endswith(" left")


def test_lines_come_only_so_often() -> None:
    lines: list[str] = []
    shown = Lines(lines.append, every=60)
    for _ in range(100):
        shown.update(Tally(articles=1, words=100))
    assert lines == []


def test_what_earlier_runs_did_is_no_speed_of_this_one() -> None:
    lines: list[str] = []
    shown = Lines(lines.append, every=0)
    shown.update(Tally(articles=1_000_000, words=500_000_000), resumed=True)
    assert lines == ["1,000,000 articles, 0 words/s, 0 errors"]


def test_the_summary_shows_all_figures() -> None:
    summary = Summary(
        output="facts.jsonl",
        tally=Tally(articles=1200, words=300_000, errors=3, guessed=21, noted=34, facts={"quotes": 4567}),
        resumed=200,
        duplicates=17,
        seconds=3725,
        words_per_second=4321.4,
        errors_file="facts.jsonl.errors.jsonl",
    )
    console = Console(file=io.StringIO(), width=100)
    console.print(summary_table(summary))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    for shown in (
        "1,200",
        "200",
        "300,000",
        "4,567",
        "17",
        "21",
        "34",
        "3 (see facts.jsonl.errors.jsonl)",
        "1:02:05",
        "4,321",
    ):
        assert f" {shown} " in text


def test_the_names_in_the_summary_cannot_style_the_terminal() -> None:
    name = "[red]\x1b[31m\x9b31m\u202efacts.jsonl"
    summary = Summary(
        output=name,
        tally=Tally(articles=1, errors=1),
        resumed=0,
        duplicates=None,
        seconds=1,
        words_per_second=None,
        errors_file=f"{name}.errors.jsonl",
    )
    console = Console(file=io.StringIO(), width=100)
    console.print(summary_table(summary))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert text.count("[red]\\x1b[31m\\x9b31m\\u202efacts.jsonl") == 2
    assert all(char == "\n" or char.isprintable() for char in text)
