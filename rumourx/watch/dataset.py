"""What a watch writes: OUT.jsonl, with the rows of `rumourx batch`, and its list of errors OUT.jsonl.errors.jsonl."""

import os
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rumourx.batch.run import errors_path
from rumourx.batch.writers import writer_for
from rumourx.errors import UsageError
from rumourx.record.types import KINDS
from rumourx.watch.lines import GrowingLines
from rumourx.watch.names import last_word

SUFFIXES = (".jsonl", ".ndjson")
RECORD_OPENING = '{"schema_version":'
ERROR_OPENING = '{"source":'


class Dataset:
    """The records of a dataset that grows; open for one process at a time.

    Articles are known by their sources: a path is the same however it is spelt from the working folder. Memory
    holds these, and where the articles are that name somebody: some 300 bytes an article.

    Raises UsageError when the output is no file of JSON Lines, holds something else than records, cannot be
    written, or is being written by another process.
    """

    def __init__(self, output: str) -> None:
        writer_for(output)
        if not output.lower().endswith(SUFFIXES):
            raise UsageError(f"{output} cannot grow; name a file of JSON Lines, such as facts.jsonl.")
        self._records = GrowingLines(Path(output), RECORD_OPENING)
        self._sources: set[str] = set()
        self._naming: dict[str, array[int]] = {}
        self._articles = 0
        for offset, record in self._records:
            if missing := [kind for kind in KINDS if kind not in record]:
                raise UsageError(f"{output} has a record without its {missing[0]}; name another --output.")
            self._note(offset, record)
        self._errors_path = errors_path(Path(output))
        self._errors = self._open_errors() if self._errors_path.exists() else None
        self._told = {(error["source"], error["reason"]) for _, error in self._errors or ()}

    def __len__(self) -> int:
        """How many articles there are."""
        return self._articles

    def __contains__(self, source: str) -> bool:
        """Is the article from this source in the dataset?"""
        return _identity(source) in self._sources

    def naming(self, words: Iterable[str]) -> list[dict[str, Any]]:
        """The records of the articles that name people with these last words, in the order of the dataset."""
        offsets = {offset for word in words for offset in self._naming.get(word, ())}
        return list(self._records.read(sorted(offsets)))

    def append(self, record: dict[str, Any]) -> None:
        """Add an article, a row of `rumourx batch` as JSON has it; raises as `GrowingLines.append` does."""
        self._note(self._records.append(record), record)

    def append_error(self, source: str, reason: str) -> bool:
        """List what could not be read and return True; False where it is listed already, for the same reason."""
        if (source, reason) in self._told:
            return False
        if self._errors is None:
            self._errors = self._open_errors()
        self._errors.append({"source": source, "reason": reason})
        self._told.add((source, reason))
        return True

    def close(self) -> None:
        """Let another process have the files."""
        self._records.close()
        if self._errors is not None:
            self._errors.close()

    def _note(self, offset: int, record: dict[str, Any]) -> None:
        self._articles += 1
        if record["source"] is not None:
            self._sources.add(_identity(record["source"]))
        for word in {last_word(person["name"]) for person in record["people"]}:
            self._naming.setdefault(word, array("q")).append(offset)

    def _open_errors(self) -> GrowingLines:
        return GrowingLines(self._errors_path, ERROR_OPENING)


def _identity(source: str) -> str:
    return os.path.abspath(source)  # noqa: PTH100  # a link is a name of its own, as in rumourx.reading.folders
