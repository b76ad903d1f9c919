"""`rumourx extract`: what articles say, as tables, JSON, JSON Lines or CSV."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from rumourx.cli.options import ArticlesDate, OwnNames, PipelineName, checked_gazetteer
from rumourx.cli.streams import output_file, say, standard_output
from rumourx.errors import ArticleError, UsageError
from rumourx.output import FORMATS, Format, Layout, format_for_file

if TYPE_CHECKING:  # `--help` needs none of it
    from rumourx.reading import Article


class FormatName(StrEnum):
    """What `--format` takes: the names of `rumourx.output.FORMATS`."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


KIND_LISTS = {
    "people": "people",
    "clubs": "clubs",
    "contracts": "contract_dates",
    "quotes": "quotes",
    "rumours": "rumours",
    "competitions": "competitions",
    "outlets": "outlets",
    "stadiums": "stadiums",
}
"""The kinds of fact as `--only` calls them, and the record's list of each."""

STANDARD_OUTPUT = Path("-")


def extract(
    articles: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ARTICLE",
            help="Texts, web pages (.html), JSON Lines (.jsonl, .ndjson), each also with .gz; - or nothing reads "
            "standard input.",
        ),
    ] = None,
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="How to print; table, unless the suffix of --output says otherwise."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="Write to this file (.txt, .json, .jsonl, .ndjson, .csv); - is standard output."
        ),
    ] = None,
    date: ArticlesDate = None,
    only: Annotated[
        str | None, typer.Option(metavar="KIND,...", help=f"Only these kinds: {', '.join(KIND_LISTS)}.")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(metavar="0..1", help="Leave out the facts that are less sure, such as 0.8.")
    ] = None,
    pipeline: PipelineName = None,
    gazetteer: OwnNames = None,
) -> None:
    """Extract people, clubs, contract dates, quotes and rumours.

    In CSV, a text that a spreadsheet would run as a formula (= + - @) has an
    apostrophe before it.

    \b
    Examples:
      rumourx extract articolo.txt
      rumourx extract *.txt --output fatti.csv
      rumourx extract pagina.html archivio.jsonl.gz --output fatti.jsonl
      cat articolo.txt | rumourx extract --format jsonl --only quotes,rumours
      rumourx extract articolo.txt --min-confidence 0.8
      rumourx extract articolo.txt --date 2025-05-12 --pipeline it_core_news_sm
      rumourx extract articolo.txt --gazetteer my-clubs.toml
    """
    from rumourx.reading import date_from_option
    from rumourx.reading.files import kind_of

    output = None if output == STANDARD_OUTPUT else output
    chosen = _choose_format(format, output)
    paths = articles or [_piped_input()]
    layout = Layout(_choose_kinds(only), several=len(paths) > 1 or kind_of(paths[0]) == "lines")
    if date is not None:
        date_from_option(date)
    if min_confidence is not None:
        from rumourx.record.confidence import check_minimum

        check_minimum(min_confidence)
    if output is not None:
        _refuse_to_overwrite(output, paths)
    names = checked_gazetteer(gazetteer)
    failures: list[ArticleError] = []
    readable = _read(paths, date, failures)
    first = next(readable, None)
    if first is not None:
        _extract(chain([first], readable), pipeline, names, min_confidence, chosen, layout, output)
    if failures:
        raise typer.Exit(ArticleError.exit_code)


def _extract(
    articles: "Iterator[Article]",
    pipeline: str | None,
    gazetteer: tuple[str, ...],
    min_confidence: float | None,
    format: Format,
    layout: Layout,
    output: Path | None,
) -> None:
    from rumourx import extract_many

    with _open_output(output, format) as stream:
        records = extract_many(articles, pipeline=pipeline, gazetteer=gazetteer, min_confidence=min_confidence)
        format.write(records, stream, layout)


def _read(paths: list[str], date: str | None, failures: list[ArticleError]) -> "Iterator[Article]":
    """The articles that can be read; the others are reported and kept in `failures`."""

    from rumourx.reading import read_articles

    def report(error: ArticleError) -> None:
        say(str(error))
        failures.append(error)

    for article in read_articles(paths, date, on_error=report):
        if article.guessed_encoding:
            name = article.source or "standard input"
            say(f"{name} does not say its encoding; it was read as {article.guessed_encoding}.")
        for note in article.notes:
            say(note)
        yield article


def _choose_format(format: FormatName | None, output: Path | None) -> Format:
    if format is not None:
        return FORMATS[format.value]
    return FORMATS["table"] if output is None else format_for_file(output)


def _choose_kinds(only: str | None) -> tuple[str, ...]:
    if only is None:
        return tuple(KIND_LISTS.values())
    wanted = {kind.strip() for kind in only.split(",")}
    if unknown := sorted(wanted.difference(KIND_LISTS)):
        raise UsageError(f"“{unknown[0]}” is no kind of fact; --only takes {', '.join(KIND_LISTS)}.")
    return tuple(name for kind, name in KIND_LISTS.items() if kind in wanted)


def _piped_input() -> str:
    from rumourx.reading import STANDARD_INPUT

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("no article was given; name a file, pipe a text in, or see rumourx extract --help.")
    return STANDARD_INPUT


def _refuse_to_overwrite(output: Path, paths: list[str]) -> None:
    for path in paths:
        if output.exists() and Path(path).exists() and output.samefile(path):
            raise UsageError(f"{output} is one of the articles; name another file for the output.")


def _open_output(output: Path | None, format: Format) -> AbstractContextManager[TextIO]:
    if output is None:
        return standard_output(for_programs=format.name != "table")
    return output_file(output)
