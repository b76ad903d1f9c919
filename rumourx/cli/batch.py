"""`rumourx batch`: many articles into one output, by several processes, and on after an interruption."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rumourx.cli.options import (
    ArticlesDate,
    DateField,
    FollowLinks,
    OwnNames,
    PipelineName,
    TextField,
    TitleField,
    UrlField,
    checked_gazetteer,
)
from rumourx.cli.streams import say, standard_output
from rumourx.errors import ArticleError, UsageError
from rumourx.output.terminal import on_one_line

if TYPE_CHECKING:
    from rumourx.batch.run import Outlook

KIND_NAMES = {"text": "text files", "html": "web pages", "line": "lines of JSON"}


class EngineChoice(StrEnum):
    """What `--engine` takes."""

    LOCAL = "local"
    DASK = "dask"


class DuplicateChoice(StrEnum):
    """What `--duplicates` takes."""

    MARK = "mark"
    DROP = "drop"
    IGNORE = "ignore"


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUT", help="Folders, text files, .jsonl of articles, web pages, each also .gz; addresses."
        ),
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="OUT", help="What to write: .jsonl, .csv, .parquet, .sqlite, .duckdb, a folder/."
        ),
    ],
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, metavar="N", help="Processes; as many as the work is worth, 1 reads in this one."
        ),
    ] = None,
    engine: Annotated[
        EngineChoice, typer.Option(help="Where the processes are: of this machine, or Dask's workers.")
    ] = EngineChoice.LOCAL,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster; without it, workers are started here."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace OUT, and forget an unfinished run.")] = False,
    glob: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Read only these files of folders, such as '*.html'.")
    ] = None,
    date: ArticlesDate = None,
    text_field: TextField = "text",
    title_field: TitleField = "title",
    date_field: DateField = "date",
    url_field: UrlField = "url",
    follow_links: FollowLinks = False,
    duplicates: Annotated[
        DuplicateChoice,
        typer.Option(help="Articles that tell the same story: mark them with a cluster, drop all but the first."),
    ] = DuplicateChoice.MARK,
    drop_duplicates: Annotated[bool, typer.Option("--drop-duplicates", help="The same as --duplicates drop.")] = False,
    pipeline: PipelineName = None,
    gazetteer: OwnNames = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first article that cannot be read.")
    ] = False,
    block_size: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Articles that a process takes at a time; 32 unless told."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read, and read nothing.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Extract from many articles into one output, on several cores.

    Finished work is kept in OUT.parts until all is done: after an interruption
    the same command with --resume goes on. What cannot be read is listed in
    OUT.errors.jsonl with the reason, and the exit code is then 1. In CSV, a text
    that a spreadsheet would run as a formula (= + - @) has an apostrophe before it.

    \b
    Examples:
      rumourx batch articles/ --output facts.jsonl
      rumourx batch pages/ --glob '*.html' -o facts.parquet --jobs 8
      rumourx batch pages/ --glob '*.html' -o facts.parquet --jobs 8 --resume
      rumourx batch 2025.jsonl.gz --text-field body -o facts.csv
      rumourx batch articles/ --output facts.jsonl --dry-run
      rumourx batch s3://news/2025/ -o facts.parquet --engine dask --scheduler tcp://10.0.0.5:8786
    """
    from rumourx.batch.plan import BLOCK_SIZE, Plan
    from rumourx.batch.progress import print_summary
    from rumourx.batch.run import Choices, look_ahead, own_paths, run_batch
    from rumourx.reading import date_from_option
    from rumourx.reading.sources import ReadingOptions

    if date is not None:
        date_from_option(date)
    if drop_duplicates and duplicates is DuplicateChoice.IGNORE:
        raise UsageError("--drop-duplicates and --duplicates ignore exclude each other; leave one out.")
    if scheduler is not None and engine is not EngineChoice.DASK:
        raise UsageError("--scheduler is the address of a Dask cluster; add --engine dask, or leave it out.")
    reading = ReadingOptions(
        glob=glob,
        date=date,
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        url_field=url_field,
        follow_links=follow_links,
        skip=own_paths(output),
    )
    plan = Plan(
        inputs=tuple(inputs),
        reading=reading,
        pipeline=pipeline,
        gazetteer=checked_gazetteer(gazetteer),
        signatures=duplicates is not DuplicateChoice.IGNORE,
        block_size=block_size or BLOCK_SIZE,
    )
    choices = Choices(
        output=output,
        jobs=jobs,
        engine=engine.value,
        scheduler=scheduler,
        resume=resume,
        overwrite=overwrite,
        fail_fast=fail_fast,
        duplicates="drop" if drop_duplicates else duplicates.value,
        quiet=quiet,
    )
    if dry_run:
        _print_outlook(look_ahead(plan, choices), output)
        return
    summary = run_batch(plan, choices, say)
    if summary is None:
        if not quiet:
            say(f"{output} is finished; there is nothing to resume.")
        return
    if not quiet:
        print_summary(summary)
    if summary.tally.errors:
        raise typer.Exit(ArticleError.exit_code)


def _print_outlook(outlook: "Outlook", output: str) -> None:
    kinds = ", ".join(f"{count:,} {KIND_NAMES[kind]}" for kind, count in outlook.kinds.items())
    with standard_output() as stream:
        for source in outlook.sources:
            stream.write(f"{on_one_line(source)}\n")
        if outlook.articles > len(outlook.sources):
            stream.write(f"… and {outlook.articles - len(outlook.sources):,} more\n")
        for reason in outlook.reasons:
            stream.write(f"not to be read: {on_one_line(reason)}\n")
        if outlook.unread > len(outlook.reasons):
            stream.write(f"… and {outlook.unread - len(outlook.reasons):,} more that cannot be read\n")
        stream.write(f"{outlook.articles:,} articles ({kinds or 'none'}) would be read into {on_one_line(output)}.\n")
