"""How changes are printed: a line for a person, coloured on a terminal, or a line of JSON for a program."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TextIO

from rich.text import Text

from rumourx.batch.writers.json_values import to_json
from rumourx.output.table import STAGE_STYLES, RecordConsole
from rumourx.output.terminal import on_one_line
from rumourx.watch.changes import Change, Statement

Printer = Callable[[Change], None]

TITLES = {"new": "new rumour", "stage": "stage moved", "contradiction": "contradiction"}
TITLE_WIDTH = max(map(len, TITLES.values()))


def printer_for(format: str, stream: TextIO) -> Printer:
    """What prints changes in a format, `text` or `jsonl`."""
    return _json_printer(stream) if format == "jsonl" else _text_printer(stream)


def _text_printer(stream: TextIO) -> Printer:
    console = RecordConsole(file=stream, highlight=False, soft_wrap=True)

    def print_change(change: Change) -> None:
        console.print(line(change))
        stream.flush()

    return print_change


def _json_printer(stream: TextIO) -> Printer:
    def print_change(change: Change) -> None:
        stream.write(f"{to_json(asdict(change))}\n")
        stream.flush()

    return print_change


def line(change: Change) -> Text:
    """The change in one line.

    >>> change = Change("stage", "Paolo Vanoli", "join", "Parma", "talks", "b.txt", "2025-05-14", None, "interest")
    >>> str(line(change))
    'stage moved    Paolo Vanoli: join Parma, interest → talks · 2025-05-14 · b.txt'
    """
    told = Text(f"{TITLES[change.kind]:{TITLE_WIDTH}}  {on_one_line(change.person)}: ")
    told.append(f"{change.move} {on_one_line(change.club)}, ")
    if change.earlier_stage:
        told.append_text(_stage(change.earlier_stage)).append(" → ")
    told.append_text(_stage(change.stage))
    told.append_text(_where(change))
    if change.against:
        told.append(f" · against {change.against.move} {on_one_line(change.against.club)}, ")
        told.append_text(_stage(change.against.stage))
        told.append_text(_where(change.against))
    return told


def _stage(stage: str) -> Text:
    return Text(stage, style=STAGE_STYLES[stage])


def _where(told: Change | Statement) -> Text:
    places = (told.date, on_one_line(told.source or ""))
    return Text("".join(f" · {place}" for place in places if place), style="dim")
