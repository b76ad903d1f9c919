"""CSV: one row per fact, with the kind of fact, under one fixed list of columns.

| column | holds |
| --- | --- |
| source, title, article_date | the article's, the same in all its rows |
| kind | person, club, contract, quote, rumour, competition, outlet or stadium |
| name, id, role, team_kind, country | of a person, club, competition, outlet or stadium |
| person, club | of a contract or rumour |
| event, date, precision, certainty | of a contract |
| speaker, cue | of a quote |
| confidence | of a person, club, contract, quote or rumour |
| move, stage, sources | of a rumour; sources are joined by "; " |
| text, start, end | the first mention, the contract's words, the quote, or the first sentence of evidence |
| spans | start-end of every mention or sentence of evidence, joined by blanks |
| confidence | the chance that the fact is right |

Spreadsheets take a cell that begins with = + - @ (also in full width), a tab or a line break for a formula, and
run it. Such a text is therefore written with an apostrophe before it, which spreadsheets read as "this is text"; a
program takes the apostrophe away again with `without_guard`, or loads another format. Lone surrogates, which UTF-8
cannot hold, are U+FFFD.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO

from rumourx.output import facts
from rumourx.output.encodable import encodable
from rumourx.output.layout import Layout
from rumourx.output.serialise import to_dict
from rumourx.output.terminal import printable
from rumourx.record.types import KINDS, Record

COLUMNS = ("source", "title", "article_date", "kind", *facts.COLUMNS)
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
GUARD = "'"
LINE_END = "\r\n"


def write(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    """Write a line of column names, then one row per fact; on a terminal control characters are spelt out."""
    writer = table_writer(stream, COLUMNS)
    shown: Callable[[Any], Any] = _for_terminal if stream.isatty() else cell
    header_written = False
    for record in records:
        if not header_written:
            writer.writeheader()
            header_written = True
        for row in rows(to_dict(record, layout.kinds), layout.kinds):
            writer.writerow({column: shown(value) for column, value in row.items()})
        stream.flush()


def table_writer(stream: TextIO, columns: Sequence[str]) -> "csv.DictWriter[str]":
    """A writer of rows that end in a line feed; a cell with any line break in it stands in quotes."""
    # csv quotes a cell for the line breaks of its own line ends only, and readers break lines at all of them.
    return csv.DictWriter(_LineFeeds(stream), columns, restval="", lineterminator=LINE_END)


class _LineFeeds:
    """Hands on lines with a line feed at their ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> int:
        return self._stream.write(line.removesuffix(LINE_END) + "\n")


def rows(record: Mapping[str, Any], kinds: Iterable[str] = KINDS) -> Iterator[dict[str, Any]]:
    """One row per fact of the record (as plain values), each a value for some of the columns, not yet guarded."""
    date = record["article_date"]
    article = {
        "source": record["source"],
        "title": record["title"],
        "article_date": date["date"] if date else None,
    }
    for fact in facts.flat_facts(record, kinds):
        yield article | {column: _cell(column, value) for column, value in fact.items()}


def guarded(value: Any) -> Any:
    """The value of a cell, with an apostrophe before a text that a spreadsheet would run as a formula.

    >>> guarded("=HYPERLINK(A1)"), guarded("-1"), guarded("Pareggio 1-1"), guarded(-1)
    ("'=HYPERLINK(A1)", "'-1", 'Pareggio 1-1', -1)
    """
    return GUARD + value if isinstance(value, str) and FORMULA.match(value) else value


def cell(value: Any) -> Any:
    """The value as a cell of a file: guarded, and without what UTF-8 cannot hold."""
    return guarded(encodable(value))


def without_guard(cell: str) -> str:
    """The text that `guarded` made the cell of.

    >>> without_guard("'-1"), without_guard("'Ndrangheta")
    ('-1', "'Ndrangheta")
    """
    return cell.removeprefix(GUARD) if FORMULA.match(cell) else cell


def _cell(column: str, value: Any) -> Any:
    if column == facts.SPANS:
        return " ".join(f"{span['start']}-{span['end']}" for span in value)
    return "; ".join(value) if isinstance(value, list) else value


def _for_terminal(value: Any) -> Any:
    return guarded(printable(value)) if isinstance(value, str) else value
