"""The registry of formats: name, file suffixes, and the module whose `write` does the work.

A format's module offers `write(records, stream, layout)` and is imported when it is used.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, TextIO, cast

from rumourx.errors import UsageError
from rumourx.output.layout import Layout

if TYPE_CHECKING:
    from rumourx.record.types import Record

Writer = Callable[[Iterable["Record"], TextIO, Layout], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to print records."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    def write(self, records: "Iterable[Record]", stream: TextIO, layout: Layout) -> None:
        """Write the records to `stream`, each as soon as it is ready."""
        cast(Writer, import_module(self.module).write)(records, stream, layout)


FORMATS = {
    format.name: format
    for format in (
        Format("table", (".txt",), "rumourx.output.table"),
        Format("json", (".json",), "rumourx.output.json_format"),
        Format("jsonl", (".jsonl", ".ndjson"), "rumourx.output.jsonl_format"),
        Format("csv", (".csv",), "rumourx.output.csv_format"),
    )
}


def format_for_file(path: PurePath) -> Format:
    """The format that a file's suffix names; UsageError when it names none.

    >>> format_for_file(PurePath("fatti.CSV")).name
    'csv'
    """
    for known in FORMATS.values():
        if path.suffix.lower() in known.suffixes:
            return known
    suffixes = ", ".join(suffix for known in FORMATS.values() for suffix in known.suffixes)
    raise UsageError(f"{path} has no suffix that names a format ({suffixes}); add one or use --format.")
