"""The text of a record, which holds none itself: looked up where its `source` says, and nowhere else."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rumourx.errors import ArticleError
from rumourx.output.facts import SPANS, flat_facts
from rumourx.reading.article import Article
from rumourx.reading.files import chunks, is_address, kind_of, shown
from rumourx.reading.jsonl import numbered_lines
from rumourx.reading.sources import read_task
from rumourx.reading.task import Loaded, ReadingOptions, Task
from rumourx.record.types import Record
from rumourx.report.article import NoText

LINE_SOURCE = re.compile(r"(.+):(\d+)", re.DOTALL)


class TextFinder:
    """Finds the texts of records on this machine, and remembers which articles they were."""

    def __init__(self, reading: ReadingOptions) -> None:
        # The date and title of a record are its own; what the text is read for is its characters.
        self._reading = replace(reading, date=None)
        self._lines = _Lines()
        self._found: set[str] = set()

    def find(self, record: Record, folder: Path) -> Article | NoText:
        """Return the text that a record was read from, sought from `folder` and then from the working directory.

        A text that is not what the record speaks of, character by character, is none.
        """
        if record.source is None:
            return NoText("The record does not say which file its text is in.")
        if is_address(record.source):
            return NoText(f"The text is at {record.source}, and a report is made without a network.")
        task = self._task(record.source, folder)
        if task is None:
            return NoText(f"The text was not found: there is no {record.source}.")
        loaded = read_task(task, self._reading)
        if not isinstance(loaded, Loaded):
            return NoText(f"The text cannot be read: {loaded.reason}")
        if not fits(record, loaded.article):
            return NoText(f"The text has changed: {record.source} no longer says what was read in it.")
        self._found.add(identity(task))
        return loaded.article

    def has_found(self, task: Task) -> bool:
        """Is the article of the task one whose record was given?"""
        return identity(task) in self._found

    def _task(self, source: str, folder: Path) -> Task | None:
        for place in (folder, Path()):
            if _is_file(place / source):
                location = str(place / source)
                kind = kind_of(location)
                return None if kind == "lines" else Task(source, kind, location)
        return self._line_task(source, folder)

    def _line_task(self, source: str, folder: Path) -> Task | None:
        """The task of a source such as `articles.jsonl:17`."""
        parts = LINE_SOURCE.fullmatch(source)
        if parts is None or kind_of(parts[1]) != "lines":
            return None
        location = next((str(place / parts[1]) for place in (folder, Path()) if _is_file(place / parts[1])), None)
        line = self._lines.read(location, int(parts[2])) if location else None
        return Task(f"{shown(location)}:{parts[2]}", "line", location, line) if location and line else None


def fits(record: Record, article: Article) -> bool:
    """Does the text hold, at each of the record's offsets, the words that the record has there?"""
    spans = [span for fact in flat_facts(record.model_dump(mode="json")) for span in fact[SPANS]]
    if not spans:
        return record.title is None or record.title == article.title
    return all(
        span["start"] >= article.body_start and article.text[span["start"] : span["end"]] == span["text"]
        for span in spans
    )


def identity(task: Task) -> str:
    """What two tasks share that are the same article: the file's real path, and the number of the line."""
    line = task.source.removeprefix(shown(task.location)) if task.data is not None else ""
    return os.path.realpath(task.location) + line


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that no file system takes
        return False


class _Lines:
    """Reads lines of files by number; asked in ascending order, it reads each file once."""

    def __init__(self) -> None:
        self._location = ""
        self._last = 0
        self._rest: Iterator[tuple[int, bytes | None]] = iter(())

    def read(self, location: str, number: int) -> bytes | None:
        """Return the line of that number, from 1; None where there is none, or the file cannot be read."""
        if location != self._location or number <= self._last:
            self._location, self._last, self._rest = location, 0, numbered_lines(chunks(location))
        try:
            for found, line in self._rest:
                self._last = found
                if found >= number:
                    return line if found == number else None
        except ArticleError:
            return None
        return None
