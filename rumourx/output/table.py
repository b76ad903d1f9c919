"""Tables for a person to read: one per kind of fact, coloured on a terminal.

Colours carry meaning and nothing else: how far a rumour has come, and how a contract date is told. A fact that is
more likely wrong than right is dimmed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TextIO

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from rumourx.output.layout import Layout
from rumourx.output.terminal import on_one_line, printable
from rumourx.record.types import Club, ContractDate, Mention, Named, Person, Quote, Record, Rumour

UNLIKELY = 0.5
PIPED_WIDTH = 100  # columns, where no terminal tells its own
STAGE_STYLES = {
    "interest": "cyan",
    "talks": "yellow",
    "agreed": "magenta",
    "official": "bold green",
    "denied": "red",
}
CERTAINTY_STYLES = {"stated": "green", "reported": "yellow", "proposed": "cyan"}
KIND_TITLES = {
    "people": "People",
    "clubs": "Clubs",
    "contract_dates": "Contract dates",
    "quotes": "Quotes",
    "rumours": "Rumours",
    "competitions": "Competitions",
    "outlets": "Outlets",
    "stadiums": "Stadiums",
}
NOTHING = "–"


class RecordConsole(Console):
    """A console that leaves a closed pipe to its caller."""

    def on_broken_pipe(self) -> None:
        """Raise what rich would turn into an exit of its own."""
        raise BrokenPipeError


def write(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    """Write each record's tables under a heading; the source is in it where several articles were asked for."""
    width = None if stream.isatty() else PIPED_WIDTH
    console = RecordConsole(file=stream, width=width, highlight=False)
    for number, record in enumerate(records):
        if number:
            console.print()
        heading = _heading(record, layout)
        if heading:
            console.print(Rule(Text(heading, style="bold"), align="left"))
        for kind in layout.kinds:
            console.print(_section(record, kind))
        stream.flush()


def _heading(record: Record, layout: Layout) -> str:
    source = (record.source or "standard input") if layout.several else ""
    date = record.article_date.date if record.article_date else ""
    return " · ".join(on_one_line(part) for part in (source, record.title or "", date) if part)


def _section(record: Record, kind: str) -> RenderableType:
    title = KIND_TITLES[kind]
    if not getattr(record, kind):
        return Text(f"No {title.lower()}.", style="dim")
    if kind not in TABLES:
        return _named_line(title, getattr(record, kind))
    return Group(Text(title, style="bold"), TABLES[kind](record))


def _named_line(title: str, facts: Sequence[Named]) -> Text:
    names = ", ".join(_counted(on_one_line(fact.name), len(fact.mentions)) for fact in facts)
    return Text.assemble((f"{title}: ", "bold"), names)


def _people(record: Record) -> Table:
    table = _table("Name", "Role", "Written as")
    for person in record.people:
        _add(table, person, _name(person.name), _word(person.role), _written_as(person.mentions))
    return table


def _clubs(record: Record) -> Table:
    table = _table("Name", "Kind", "Country", "Written as")
    for club in record.clubs:
        kind = club.kind.replace("_", " ")
        _add(table, club, _name(club.name), _word(kind), _word(club.country), _written_as(club.mentions))
    return table


def _contract_dates(record: Record) -> Table:
    table = _table("Person", "Club", "Event", "Until", "Certainty", "Words")
    for contract in record.contract_dates:
        _add(
            table,
            contract,
            _name(contract.person),
            _name(contract.club),
            _word(contract.event),
            _word(contract.date),
            _word(contract.certainty, CERTAINTY_STYLES),
            _passage(contract.text),
        )
    return table


def _quotes(record: Record) -> Table:
    table = _table("Speaker", "Cue", "Quote", lines=True)
    for quote in record.quotes:
        _add(table, quote, _name(quote.speaker), _name(quote.cue), _passage(quote.text))
    return table


def _rumours(record: Record) -> Table:
    table = _table("Person", "Move", "Stage", "Evidence and source", lines=True)
    for rumour in record.rumours:
        _add(
            table,
            rumour,
            _name(rumour.person),
            _name(f"{rumour.move} {rumour.club}"),
            _word(rumour.stage, STAGE_STYLES),
            _evidence(rumour),
        )
    return table


TABLES: Mapping[str, Callable[[Record], Table]] = {
    "people": _people,
    "clubs": _clubs,
    "contract_dates": _contract_dates,
    "quotes": _quotes,
    "rumours": _rumours,
}


def _table(*columns: str, lines: bool = False) -> Table:
    """An empty table, with confidence behind the columns; `lines` between rows, where cells run over several lines."""
    table = Table(box=ROUNDED, show_lines=lines)
    for column in columns:
        table.add_column(column, overflow="fold")
    table.add_column("Conf.", justify="right", no_wrap=True)
    return table


def _add(table: Table, fact: Person | Club | ContractDate | Quote | Rumour, *cells: Text) -> None:
    confidence = NOTHING if fact.confidence is None else f"{fact.confidence:.2f}"
    unlikely = fact.confidence is not None and fact.confidence < UNLIKELY
    table.add_row(*cells, Text(confidence), style="dim" if unlikely else None)


# Cells are Text, never strings: rich reads markup such as [red] in strings only.
def _name(value: str | None) -> Text:
    return Text(on_one_line(value or "") or NOTHING)


def _word(value: str | None, styles: Mapping[str, str] | None = None) -> Text:
    return Text(value or NOTHING, style=(styles or {}).get(value or "", ""), no_wrap=True)


def _passage(value: str) -> Text:
    lines = (" ".join(line.split()) for line in printable(value).split("\n"))
    return Text("\n".join(line for line in lines if line))


def _evidence(rumour: Rumour) -> Text:
    evidence = _passage("\n".join(sentence.text for sentence in rumour.evidence))
    if rumour.sources:
        evidence.append(f"\n({on_one_line(', '.join(rumour.sources))})", style="italic")
    return evidence


def _written_as(mentions: Iterable[Mention]) -> Text:
    forms = Counter(on_one_line(mention.text) for mention in mentions)
    return Text(", ".join(_counted(form, count) for form, count in forms.items()))


def _counted(name: str, count: int) -> str:
    return f"{name} ×{count}" if count > 1 else name
