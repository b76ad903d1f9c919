"""JSON Lines: one record a line, written as soon as it is ready."""

from collections.abc import Iterable
from typing import TextIO

from rumourx.output.layout import Layout
from rumourx.output.serialise import to_json
from rumourx.record.types import Record


def write(records: Iterable[Record], stream: TextIO, layout: Layout) -> None:
    """Write each record on a line of its own and hand it on at once."""
    for record in records:
        stream.write(to_json(record, layout) + "\n")
        stream.flush()
