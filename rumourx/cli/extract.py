"""`rumourx extract`: what articles say, as tables, JSON, JSON Lines or CSV."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated, TextIO

import typer

from rumourx.cli.streams import output_file, say, standard_output
from rumourx.errors import ArticleError, UsageError
from rumourx.output import FORMATS, Format, Layout, format_for_file
from rumourx.reading import STANDARD_INPUT, Article, date_from_option, read_articles


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


def extract(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARTICLE", help="Text files; - or nothing reads standard input."),
    ] = None,
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="How to print; table, unless the suffix of --output says otherwise."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file (.txt, .json, .jsonl, .csv)."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="When the articles were written, for those that do not say."),
    ] = None,
    only: Annotated[
        str | None, typer.Option(metavar="KIND,...", help=f"Only these kinds: {', '.join(KIND_LISTS)}.")
    ] = None,
    pipeline: Annotated[
        str | None,
        typer.Option(metavar="NAME|PATH", help="Another spaCy pipeline; see rumourx pipelines."),
    ] = None,
) -> None:
    """Extract people, clubs, contract dates, quotes and rumours from Italian articles.

    \b
    Examples:
      rumourx extract articolo.txt
      rumourx extract *.txt --output fatti.csv
      cat articolo.txt | rumourx extract --format jsonl --only quotes,rumours
      rumourx extract articolo.txt --date 2025-05-12 --pipeline it_core_news_sm
    """
    chosen = _choose_format(format, output)
    paths = articles or [_piped_input()]
    layout = Layout(_choose_kinds(only), several=len(paths) > 1)
    if date is not None:
        date_from_option(date)
    if output is not None:
        _refuse_to_overwrite(output, paths)
    failures: list[ArticleError] = []
    readable = _read(paths, date, failures)
    first = next(readable, None)
    if first is not None:
        _extract(chain([first], readable), pipeline, chosen, layout, output)
    if failures:
        raise typer.Exit(ArticleError.exit_code)


def _extract(
    articles: Iterator[Article], pipeline: str | None, format: Format, layout: Layout, output: Path | None
) -> None:
    from rumourx import extract_many

    with _open_output(output, format) as stream:
        format.write(extract_many(articles, pipeline=pipeline), stream, layout)


def _read(paths: list[str], date: str | None, failures: list[ArticleError]) -> Iterator[Article]:
    """The articles that can be read; the others are reported and kept in `failures`."""

    def report(error: ArticleError) -> None:
        say(str(error))
        failures.append(error)

    for article in read_articles(paths, date, on_error=report):
        if article.guessed_encoding:
            name = article.source or "standard input"
            say(f"{name} does not say its encoding; it was read as {article.guessed_encoding}.")
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
