"""`rumourx mill`: what many articles say of one move, merged into one row."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rumourx.cli.extract import STANDARD_OUTPUT, FormatName
from rumourx.cli.streams import output_file, say, standard_output
from rumourx.errors import UsageError
from rumourx.output import format_for_file

if TYPE_CHECKING:
    from rumourx.mill import Mill, Query

TABLE_ROWS = 50
"""How many links a table has unless --limit says more: it is for reading."""


class MoveName(StrEnum):
    """What `--move` takes."""

    JOIN = "join"
    LEAVE = "leave"
    STAY = "stay"


class StageName(StrEnum):
    """What `--stage` takes."""

    INTEREST = "interest"
    TALKS = "talks"
    AGREED = "agreed"
    OFFICIAL = "official"
    DENIED = "denied"


class SortName(StrEnum):
    """What `--sort` takes: the names of `rumourx.mill.SORT_ORDERS`."""

    ARTICLES = "articles"
    OUTLETS = "outlets"
    LAST = "last"
    FIRST = "first"
    STAGE = "stage"
    TREND = "trend"
    CONTRADICTING = "contradicting"
    CONFIDENCE = "confidence"
    PERSON = "person"
    CLUB = "club"


def mill(
    datasets: Annotated[
        list[str],
        typer.Argument(
            metavar="DATASET", help="What rumourx batch wrote: .jsonl, .parquet, .duckdb, a folder; several are one."
        ),
    ],
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Only this person; a surname is enough.")] = None,
    club: Annotated[str | None, typer.Option(metavar="NAME", help="Only this club, also by a nickname.")] = None,
    move: Annotated[list[MoveName] | None, typer.Option(help="Only this move; may be given several times.")] = None,
    stage: Annotated[
        list[StageName] | None, typer.Option(help="Only what stands at this stage; may be given several times.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Only what was reported on this day or later.")
    ] = None,
    min_confidence: Annotated[
        float | None, typer.Option(metavar="0..1", help="Count only reports that are this sure, such as 0.8.")
    ] = None,
    sort: Annotated[SortName, typer.Option(help="The most, the latest, the furthest … first.")] = SortName.ARTICLES,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help=f"At most so many rows; a table has {TABLE_ROWS}.")
    ] = None,
    memory: Annotated[
        str, typer.Option(metavar="SIZE", help="What may stand in memory; what is more goes to a temporary folder.")
    ] = "256MB",
    format: Annotated[
        FormatName | None,
        typer.Option("--format", "-f", help="How to print; table, unless the suffix of --output says otherwise."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write to this file (.txt, .json, .jsonl, .csv); - is standard output."),
    ] = None,
) -> None:
    """Merge what many articles say of a move: who, where, since when.

    One row per person, club and move. The same person under another form of the
    name is one person; articles that tell the same story count once. JSON also
    lists each report, and those that contradict the row.

    \b
    Examples:
      rumourx mill facts.jsonl
      rumourx mill facts.parquet --club rossoneri --since 2025-06-01
      rumourx mill facts.jsonl --person Vanoli --format json
      rumourx mill may.parquet june.parquet --stage agreed --sort last
      rumourx mill facts/ --move join --min-confidence 0.8 -o links.csv
    """
    from rumourx.mill import Mill, Query

    output = None if output == STANDARD_OUTPUT else output
    chosen = _choose_format(format, output)
    _check(since, min_confidence, output, datasets)
    query = Query(
        person=person,
        club=club,
        moves=tuple(move or ()),
        stages=tuple(stage or ()),
        since=since,
        min_confidence=min_confidence,
        sort=sort,
        limit=limit or (TABLE_ROWS if chosen == "table" else None),
    )
    with Mill(datasets, memory=memory) as opened:
        _write(opened, query, chosen, output)


def _choose_format(format: FormatName | None, output: Path | None) -> str:
    if format is not None:
        return format.value
    return "table" if output is None else format_for_file(output).name


def _check(since: str | None, min_confidence: float | None, output: Path | None, datasets: list[str]) -> None:
    """Raise UsageError for a date that is none, a confidence that is none, or an output that is a dataset."""
    if since is not None:
        from rumourx.reading import date_from_option

        date_from_option(since)
    if min_confidence is not None:
        from rumourx.record.confidence import check_minimum

        check_minimum(min_confidence)
    for dataset in datasets:
        if output is not None and output.exists() and Path(dataset).exists() and output.samefile(dataset):
            raise UsageError(f"{output} is one of the datasets; name another file for the output.")


def _write(mill: "Mill", query: "Query", format: str, output: Path | None) -> None:
    from rumourx.mill.formats import DETAILED, write

    links = mill.links(query, reports=format in DETAILED)
    opened = standard_output(for_programs=format != "table") if output is None else output_file(output)
    with opened as stream:
        write(links, format, stream)
    _say_what_is_left_out(mill.count(query), query.limit)


def _say_what_is_left_out(links: int, limit: int | None) -> None:
    if limit is not None and links > limit:
        say(f"the first {limit:,} of {links:,} rows; --limit shows more, --person and --club choose.")
