"""JSON: one object for one article, an array for several."""

from collections.abc import Iterable
from typing import TextIO

from rumourx.output.layout import Layout
from rumourx.output.serialise import to_json
from rumourx.record.types import Record


def write(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    """Write the record, or an array of the records where several articles were asked for."""
    if layout.several:
        _write_array(records, stream, layout)
        return
    for record in records:
        stream.write(to_json(record, layout, indent=2) + "\n")


def _write_array(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    separator = "["
    for record in records:
        # A line break in JSON is never part of a value, so that indenting the text is safe.
        element = "\n" + to_json(record, layout, indent=2)
        stream.write(separator + element.replace("\n", "\n  "))
        separator = ","
    stream.write("[]\n" if separator == "[" else "\n]\n")
