"""Links as a table for a person to read, coloured on a terminal."""

from collections.abc import Iterable
from typing import TextIO

from rich.box import ROUNDED
from rich.table import Table
from rich.text import Text

from rumourx.mill.links import Link
from rumourx.output.table import NOTHING, PIPED_WIDTH, STAGE_STYLES, UNLIKELY, RecordConsole
from rumourx.output.terminal import on_one_line

COLUMNS = ("Who and where", "Stage", "Told by", "Seen", "Best evidence, and contract")
TREND_STYLES = {"rising": "green", "steady": "", "fading": "dim"}


def write(links: Iterable[Link], stream: TextIO) -> None:
    """Write one row per link; what is more likely wrong than right is dimmed."""
    table = Table(*COLUMNS, box=ROUNDED, show_lines=True)
    for column in table.columns:
        column.overflow = "fold"
    for link in links:
        unlikely = link.confidence is not None and link.confidence < UNLIKELY
        table.add_row(
            _move(link), _stage(link), _told(link), _seen(link), _evidence(link), style="dim" if unlikely else None
        )
    width = None if stream.isatty() else PIPED_WIDTH
    console = RecordConsole(file=stream, width=width, highlight=False)
    console.print(table if table.rows else Text("No links.", style="dim"))


# Cells are Text, never strings: rich reads markup such as [red] in strings only.
def _move(link: Link) -> Text:
    return Text.assemble((on_one_line(link.person), "bold"), "\n", on_one_line(f"{link.move} {link.club}"))


def _stage(link: Link) -> Text:
    lines = [Text(link.stage, STAGE_STYLES[link.stage])]
    if link.strongest_stage != link.stage:
        lines.append(Text(f"was {link.strongest_stage}"))
    if link.trend:
        lines.append(Text(link.trend, TREND_STYLES[link.trend]))
    return _lines(lines)


def _told(link: Link) -> Text:
    lines = [Text(_counted(link.articles, "article"))]
    if link.outlets:
        lines.append(Text(_counted(link.outlets, "outlet")))
    if link.contradicting:
        lines.append(Text(f"{link.contradicting} against", "red"))
    return _lines(lines)


def _seen(link: Link) -> Text:
    dates = dict.fromkeys(date for date in (link.first_seen, link.last_seen) if date)
    lines = [Text(on_one_line(date)) for date in dates]
    if link.undated_articles:
        lines.append(Text(f"{link.undated_articles} undated"))
    return _lines(lines)


def _evidence(link: Link) -> Text:
    lines = [Text(on_one_line(link.evidence or NOTHING))]
    if link.contract:
        parts = (link.contract.event, link.contract.date, link.contract.club)
        lines.append(Text(f"({on_one_line(', '.join(part for part in parts if part))})", "italic"))
    return _lines(lines)


def _lines(lines: Iterable[Text]) -> Text:
    return Text("\n").join(lines)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
