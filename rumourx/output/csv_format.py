"""CSV: one row per fact, with the kind of fact, under one fixed list of columns.

| column | holds |
| --- | --- |
| source, title, article_date | the article's, the same in all its rows |
| kind | person, club, contract, quote, rumour, competition, outlet or stadium |
| name, id, role, team_kind, country | of a person, club, competition, outlet or stadium |
| person, club | of a contract or rumour |
| event, date, precision, certainty | of a contract |
| speaker, cue | of a quote |
| move, stage, sources | of a rumour; sources are joined by "; " |
| text, start, end | the first mention, the contract's words, the quote, or the first sentence of evidence |
| spans | start-end of every mention or sentence of evidence, joined by blanks |
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TextIO

from rumourx.output.layout import Layout
from rumourx.output.serialise import to_dict
from rumourx.output.terminal import printable
from rumourx.record.types import Record

COLUMNS = (
    "source",
    "title",
    "article_date",
    "kind",
    "name",
    "id",
    "role",
    "team_kind",
    "country",
    "person",
    "club",
    "event",
    "date",
    "precision",
    "certainty",
    "speaker",
    "cue",
    "move",
    "stage",
    "sources",
    "text",
    "start",
    "end",
    "spans",
)
KIND_NAMES = {
    "people": "person",
    "clubs": "club",
    "contract_dates": "contract",
    "quotes": "quote",
    "rumours": "rumour",
    "competitions": "competition",
    "outlets": "outlet",
    "stadiums": "stadium",
}


def write(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    """Write a line of column names, then one row per fact; on a terminal control characters are spelt out."""
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    show: Callable[[Any], Any] = _for_terminal if stream.isatty() else _unchanged
    header_written = False
    for record in records:
        if not header_written:
            writer.writeheader()
            header_written = True
        for row in rows(record, layout.kinds):
            writer.writerow({column: show(value) for column, value in row.items()})
        stream.flush()


def rows(record: Record, kinds: Iterable[str]) -> Iterator[dict[str, Any]]:
    """One row per fact of the record, each a value for some of the columns."""
    values = to_dict(record, kinds)
    article = {
        "source": record.source,
        "title": record.title,
        "article_date": record.article_date.date if record.article_date else None,
    }
    for kind in kinds:
        for fact in values[kind]:
            yield article | {"kind": KIND_NAMES[kind]} | _fact_columns(fact)


def _fact_columns(fact: Mapping[str, Any]) -> dict[str, Any]:
    columns = {key: value for key, value in fact.items() if key not in ("mentions", "evidence", "kind")}
    if "kind" in fact:
        columns["team_kind"] = fact["kind"]
    if "sources" in fact:
        columns["sources"] = "; ".join(fact["sources"])
    spans = fact.get("mentions") or fact.get("evidence") or ([fact] if "start" in fact else [])
    if spans:
        columns |= {key: spans[0][key] for key in ("text", "start", "end")}
    columns["spans"] = " ".join(f"{span['start']}-{span['end']}" for span in spans)
    return columns


def _for_terminal(value: Any) -> Any:
    return printable(value) if isinstance(value, str) else value


def _unchanged(value: Any) -> Any:
    return value
