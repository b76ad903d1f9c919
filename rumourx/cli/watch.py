"""`rumourx watch`: what arrives in a folder is extracted, appended to a dataset, and its changes are told."""

from dataclasses import dataclass
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

if TYPE_CHECKING:
    from rumourx.watch.changes import Change
    from rumourx.watch.run import Settings
    from rumourx.watch.telling import Printer

SETTLE = 1.0  # seconds


class ChangeFormat(StrEnum):
    """What `--format` takes."""

    TEXT = "text"
    JSONL = "jsonl"


def watch(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="Where articles arrive, also in folders in it.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT.jsonl", help="The dataset to append to, as batch writes it.")
    ],
    format: Annotated[
        ChangeFormat, typer.Option("--format", "-f", help="How changes are printed: a line to read, or one of JSON.")
    ] = ChangeFormat.TEXT,
    glob: Annotated[
        str | None, typer.Option(metavar="PATTERN", help="Read only these files, such as '*.html'.")
    ] = None,
    settle: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="A file to which nothing was written for so long is read."),
    ] = SETTLE,
    date: ArticlesDate = None,
    text_field: TextField = "text",
    title_field: TitleField = "title",
    date_field: DateField = "date",
    url_field: UrlField = "url",
    follow_links: FollowLinks = False,
    pipeline: PipelineName = None,
    gazetteer: OwnNames = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Nothing on standard error but what could not be read.")
    ] = False,
) -> None:
    """Extract articles as they arrive in a folder; tell the changes.

    Each article is appended to OUT.jsonl once its file has settled; those that
    OUT.jsonl has are not read again, so that the watch can be stopped (Ctrl-C)
    and started at any time. A new rumour, a stage that moved and a
    contradiction are printed. What cannot be read is listed in
    OUT.jsonl.errors.jsonl.

    \b
    Examples:
      rumourx watch news/ --output facts.jsonl
      rumourx watch news/ -o facts.jsonl --format jsonl | jq .person
      rumourx watch pages/ -o facts.jsonl --glob '*.html' --settle 5
    """
    from rumourx.reading import date_from_option
    from rumourx.reading.sources import ReadingOptions
    from rumourx.watch.run import Settings, stopped_by_signals, watch_folder
    from rumourx.watch.telling import printer_for

    if date is not None:
        date_from_option(date)
    reading = ReadingOptions(
        glob=glob,
        date=date,
        text_field=text_field,
        title_field=title_field,
        date_field=date_field,
        url_field=url_field,
        follow_links=follow_links,
    )
    settings = Settings(folder, output, reading, pipeline, checked_gazetteer(gazetteer), settle)
    with stopped_by_signals() as stop, standard_output(for_programs=format is ChangeFormat.JSONL) as stream:
        counts = watch_folder(settings, stop, _Teller(settings, printer_for(format.value, stream), quiet))
    if not quiet:
        say(f"stopped; added to {output}: {counts.added:,}, could not be read: {counts.errors:,}.")


@dataclass(frozen=True, slots=True)
class _Teller:
    """Prints changes on standard output, and the rest on standard error."""

    settings: "Settings"
    print_change: "Printer"
    quiet: bool

    def ready(self, articles: int) -> None:
        if not self.quiet:
            say(f"articles in {self.settings.output}: {articles:,}; watching {self.settings.folder} until Ctrl-C.")

    def changed(self, change: "Change") -> None:
        self.print_change(change)

    def unread(self, reason: str) -> None:
        say(reason)
