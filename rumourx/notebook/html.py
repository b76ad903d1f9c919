"""A record as HTML, as notebooks show it: the tables of `rumourx extract`, and the text with its facts marked.

Nothing of an article becomes markup: the template escapes all that is put into it. The colours are see-through,
so that they suit a light page as well as a dark one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

from rumourx.notebook.marks import Mark, cut_at_marks, marks_in
from rumourx.output.facts import KIND_NAMES
from rumourx.output.table import KIND_TITLES, TABLES
from rumourx.output.terminal import on_one_line, printable
from rumourx.record.types import KINDS, Record

TEMPLATE = Path(__file__).with_name("record.html.jinja")
SHOWN_OPEN = 12  # rows: a longer table is closed at first


@dataclass(frozen=True, slots=True)
class _Table:
    """One kind of fact as a table of texts."""

    title: str
    columns: list[str]
    rows: list[tuple[str, ...]]

    @property
    def is_open(self) -> bool:
        return len(self.rows) <= SHOWN_OPEN


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text with the kinds that mark it, the outermost first, and what they say."""

    text: str
    kinds: list[str]
    facts: str


def to_html(record: Record, text: str | None = None) -> str:
    """The record as a piece of HTML: its tables, and above them the text with all facts marked, if it is given.

    `text` is the article's text, as the record was made from it. Raises UsageError when it is another.

    >>> import rumourx
    >>> text = "Il Parma <3 Paolo Vanoli, come riporta Sky Sport."
    >>> html = to_html(rumourx.extract(text), text)
    >>> "<td>Paolo Vanoli</td>" in html, "&lt;3" in html
    (True, True)
    """
    pieces = (
        [] if text is None else [_piece(piece, marks) for piece, marks in cut_at_marks(text, marks_in(text, record))]
    )
    return _template().render(
        heading=_heading(record),
        pieces=pieces,
        legend=[(name, KIND_TITLES[kind]) for kind, name in KIND_NAMES.items() if getattr(record, kind)],
        tables=list(_tables(record)),
        lines=list(_lines(record)),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def _heading(record: Record) -> str:
    parts = (record.title, record.article_date and record.article_date.date, record.source)
    return " · ".join(on_one_line(part) for part in parts if part)


def _tables(record: Record) -> Iterator[_Table]:
    for kind in KINDS:
        if kind in TABLES and getattr(record, kind):
            table = TABLES[kind](record)
            names = [str(column.header) for column in table.columns]
            cells = ([printable(str(cell)) for cell in column.cells] for column in table.columns)
            yield _Table(KIND_TITLES[kind], names, list(zip(*cells, strict=True)))


def _lines(record: Record) -> Iterator[tuple[str, str]]:
    """The kinds that are names and nothing more, each with its names in a line."""
    for kind in KINDS:
        if kind not in TABLES and getattr(record, kind):
            yield KIND_TITLES[kind], ", ".join(on_one_line(fact.name) for fact in getattr(record, kind))


def _piece(text: str, marks: list[Mark]) -> _Piece:
    said = dict.fromkeys(f"{mark.kind}: {mark.fact}" for mark in marks)
    return _Piece(printable(text), list(dict.fromkeys(mark.kind for mark in marks)), on_one_line(" · ".join(said)))
