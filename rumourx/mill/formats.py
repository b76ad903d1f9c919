"""Links as a table, JSON, JSON Lines and CSV; the formats' names are those of `rumourx.output`.

JSON holds all that is known of a link, its reports and what contradicts it. CSV has a row per link: the columns are
the fields of `Link`, with the contract's as `contract_…` and outlets joined by "; ".
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, fields
from typing import Any, TextIO

from rumourx.batch.writers.json_values import to_json
from rumourx.mill.links import Contract, Link
from rumourx.output.csv_format import guarded, table_writer
from rumourx.output.terminal import printable

DETAILED = ("json", "jsonl")
"""The formats that need the links' reports."""

_NESTED = ("contract", "contradictions", "reports")
_CONTRACT_COLUMNS = tuple(f"contract_{field.name}" for field in fields(Contract))
CSV_COLUMNS = (*(field.name for field in fields(Link) if field.name not in _NESTED), *_CONTRACT_COLUMNS)


def write(links: Iterable[Link], format: str, stream: TextIO) -> None:
    """Write links to a stream in one of the formats table, json, jsonl and csv."""
    _WRITERS[format](links, stream)


def _write_table(links: Iterable[Link], stream: TextIO) -> None:
    from rumourx.mill import table

    table.write(links, stream)


def _write_json(links: Iterable[Link], stream: TextIO) -> None:
    separator = "["
    for link in links:
        # A line break in JSON is never part of a value, so that indenting the text is safe.
        stream.write(separator + f"\n{to_json(asdict(link), indent=2)}".replace("\n", "\n  "))
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")


def _write_json_lines(links: Iterable[Link], stream: TextIO) -> None:
    for link in links:
        stream.write(to_json(asdict(link)) + "\n")


def _write_csv(links: Iterable[Link], stream: TextIO) -> None:
    writer = table_writer(stream, CSV_COLUMNS)
    writer.writeheader()
    for link in links:
        cells = {column: _cell(value, stream.isatty()) for column, value in _flat(link).items()}
        writer.writerow(cells)


def _flat(link: Link) -> Mapping[str, Any]:
    row = asdict(link)
    contract = row["contract"] or {}
    return {column: row[column] for column in CSV_COLUMNS if column in row} | {
        f"contract_{name}": value for name, value in contract.items()
    }


def _cell(value: Any, on_terminal: bool) -> Any:
    if isinstance(value, tuple):
        value = "; ".join(value)
    return guarded(printable(value) if on_terminal and isinstance(value, str) else value)


_WRITERS: Mapping[str, Callable[[Iterable[Link], TextIO], None]] = {
    "table": _write_table,
    "json": _write_json,
    "jsonl": _write_json_lines,
    "csv": _write_csv,
}
