"""`rumourx report`: articles and what was read in them, as one HTML file to look at."""

from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from rumourx.cli.options import ArticlesDate, OwnNames, PipelineName, TextField, checked_gazetteer
from rumourx.cli.streams import output_file, say, standard_output
from rumourx.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from rumourx.report.article import ReportArticle

STANDARD_OUTPUT = Path("-")
PAGE_SUFFIXES = (".html", ".htm")
MEGABYTE = 1_000_000
SLOW_BYTES = 100 * MEGABYTE  # beyond, browsers take long to open the page
TITLE = "Football transfer news"


def report(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT",
            help="Records (.json, .jsonl, .parquet, each as rumourx writes it) or articles, or folders of them; - is "
            "standard input.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="The page to write, .html; - is standard output.")
    ],
    title: Annotated[str, typer.Option(metavar="TEXT", help="What stands at the top of the page.")] = TITLE,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace OUT.")] = False,
    glob: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Take only these files of folders, such as '*.txt'.")
    ] = None,
    text_field: TextField = "text",
    date: ArticlesDate = None,
    min_confidence: Annotated[
        float | None, typer.Option(metavar="0..1", help="Leave out the facts that are less sure, such as 0.8.")
    ] = None,
    pipeline: PipelineName = None,
    gazetteer: OwnNames = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not say what was written.")] = False,
) -> None:
    """Write one HTML file with articles and their facts, to look at.

    Records are shown with their texts where these are found: at the record's
    source, from the folder of the records or the working directory. Articles
    without a record are read first.

    \b
    Examples:
      rumourx report articolo.txt -o report.html
      rumourx report facts.jsonl --output report.html --title "Mercato di luglio"
      rumourx report articles/ --glob '*.txt' -o report.html --overwrite
      rumourx extract *.txt --format jsonl | rumourx report - -o report.html
    """
    _check_output(output, overwrite=overwrite)
    from rumourx import extract_many
    from rumourx.reading import date_from_option
    from rumourx.reading.sources import ReadingOptions
    from rumourx.record.confidence import check_minimum
    from rumourx.report.inputs import ReportInputs

    if date is not None:
        date_from_option(date)
    if min_confidence is not None:
        check_minimum(min_confidence)
    reading = ReadingOptions(glob=glob, date=date, text_field=text_field, skip=(str(output),))
    extract = partial(extract_many, pipeline=pipeline, gazetteer=checked_gazetteer(gazetteer))
    failures: list[ArticleError] = []

    def on_error(error: ArticleError) -> None:
        say(str(error))
        failures.append(error)

    articles = list(ReportInputs(inputs, reading, extract, min_confidence, on_error, say).articles())
    if not articles:
        if failures:
            raise typer.Exit(ArticleError.exit_code)
        raise ArticleError("there is no article to show; name records or articles that can be read.")
    size = _write(articles, title, output)
    if not quiet:
        _say_what_was_written(articles, output, size)
    if failures:
        raise typer.Exit(ArticleError.exit_code)


def _check_output(output: Path, *, overwrite: bool) -> None:
    if output == STANDARD_OUTPUT:
        return
    if output.suffix.lower() not in PAGE_SUFFIXES:
        raise UsageError(f"{output} is no name of a web page; let it end in .html.")
    if output.is_dir():
        raise UsageError(f"{output} is a folder; name a file.")
    if output.exists() and not overwrite:
        raise UsageError(f"{output} exists; name another file, or replace it with --overwrite.")


def _write(articles: "list[ReportArticle]", title: str, output: Path) -> int:
    """Write the page; return how many bytes it has."""
    from rumourx.report.data import report_data
    from rumourx.report.page import page

    html = page(report_data(articles, title))
    with _opened(output) as stream:
        stream.write(html)
    return len(html.encode())


def _opened(output: Path) -> AbstractContextManager[TextIO]:
    return standard_output(for_programs=True) if output == STANDARD_OUTPUT else output_file(output)


def _say_what_was_written(articles: "list[ReportArticle]", output: Path, size: int) -> None:
    from rumourx.report.article import NoText

    name = "standard output" if output == STANDARD_OUTPUT else str(output)
    count = "1 article" if len(articles) == 1 else f"{len(articles):,} articles"
    say(f"{name} shows {count} ({size / MEGABYTE:.1f} MB); open it in a browser.")
    reasons = [article.text.reason for article in articles if isinstance(article.text, NoText)]
    if len(reasons) == 1:
        say(f"1 article is shown without its text. {reasons[0]}")
    elif reasons:
        say(f"{len(reasons):,} articles are shown without their texts; of the first: {reasons[0]}")
    if size > SLOW_BYTES:
        say("a page of this size opens slowly; make one for a part of the records.")
