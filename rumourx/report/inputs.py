"""From what the user names to the articles of a report: records are taken as they are, articles are read."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path, PurePath

from rumourx.errors import ArticleError, UsageError
from rumourx.reading import STANDARD_INPUT, Article
from rumourx.reading.articles import read_article
from rumourx.reading.files import explained
from rumourx.reading.sources import Loaded, ReadingOptions, Task, Unread, iter_tasks, read_task
from rumourx.record.confidence import drop_unsure
from rumourx.record.types import Record
from rumourx.report.article import ReportArticle
from rumourx.report.parquet_rows import is_parquet, records_in_parquet
from rumourx.report.record_rows import RecordRow, records_in_lines, records_in_task
from rumourx.report.texts import TextFinder

Extract = Callable[[Iterable[Article]], Iterator[Record]]
"""Reads articles: yields the record of each, in order."""

OTHER_OUTPUTS = (".csv", ".sqlite", ".sqlite3", ".db", ".duckdb")
OWN_FILES = ("_index.jsonl", "_rumourx.txt")  # of a folder that a batch wrote, beside the records
ERRORS_SUFFIX = ".errors.jsonl"


class ReportInputs:
    """The articles in files, folders and standard input (`-`).

    Facts whose confidence is below `min_confidence` are left out, of records as well. `on_error` gets what cannot
    be read, `on_note` what was noticed about an article that is read.
    """

    def __init__(
        self,
        inputs: Sequence[str],
        reading: ReadingOptions,
        extract: Extract,
        min_confidence: float | None,
        on_error: Callable[[ArticleError], None],
        on_note: Callable[[str], None],
    ) -> None:
        self._inputs = list(dict.fromkeys(inputs))
        self._reading = reading
        self._extract = extract
        self._min_confidence = min_confidence
        self._on_error = on_error
        self._on_note = on_note
        self._texts = TextFinder(reading)

    def articles(self) -> Iterator[ReportArticle]:
        """Yield the articles whose records were given, then those that are read here.

        An article is not read whose record was given too.

        Raises UsageError for an input of a kind that holds neither records nor articles, or needs a package.
        """
        for article in self._all():
            if self._min_confidence is None:
                yield article
            else:
                yield replace(article, record=drop_unsure(article.record, self._min_confidence))

    def _all(self) -> Iterator[ReportArticle]:
        unread: list[Task | Loaded] = []
        for found in self._sorted_out():
            if isinstance(found, RecordRow):
                yield from self._from_record(found)
            elif isinstance(found, Unread):
                self._on_error(ArticleError(found.reason))
            else:
                unread.append(found)
        yield from self._extracted(self._loaded(unread))

    def _sorted_out(self) -> Iterator[RecordRow | Task | Loaded | Unread]:
        for name in self._inputs:
            if PurePath(name).suffix.lower() in OTHER_OUTPUTS:
                raise UsageError(f"{name} holds no records as a report takes them; name JSON, JSON Lines or Parquet.")
            try:
                yield from self._in_input(name)
            except ArticleError as error:
                yield Unread(name, str(error))

    def _in_input(self, name: str) -> Iterator[RecordRow | Task | Loaded | Unread]:
        if name == STANDARD_INPUT:
            yield from _in_standard_input(self._reading)
        elif is_parquet(name) and Path(name).is_dir():
            yield from records_in_parquet(Path(name))
        else:
            for task in iter_tasks([name], self._reading):
                yield from [task] if isinstance(task, Unread) else _in_task(task)

    def _from_record(self, row: RecordRow) -> Iterator[ReportArticle]:
        try:
            record = row.record()
        except ArticleError as error:
            self._on_error(error)
            return
        yield ReportArticle(record, self._texts.find(record, row.folder), row.fields())

    def _loaded(self, unread: Iterable[Task | Loaded]) -> Iterator[Loaded]:
        for one in unread:
            if isinstance(one, Task) and self._texts.has_found(one):
                continue
            loaded = read_task(one, self._reading) if isinstance(one, Task) else one
            if isinstance(loaded, Unread):
                self._on_error(ArticleError(loaded.reason))
                continue
            for note in notes_on(loaded.article):
                self._on_note(note)
            yield loaded

    def _extracted(self, loaded: Iterator[Loaded]) -> Iterator[ReportArticle]:
        first = next(loaded, None)
        if first is None:
            return  # so that no pipeline is loaded for nothing
        waiting: deque[Loaded] = deque()

        def articles() -> Iterator[Article]:
            for one in chain([first], loaded):
                waiting.append(one)
                yield one.article

        for record in self._extract(articles()):
            one = waiting.popleft()
            yield ReportArticle(record, one.article, one.fields)


def notes_on(article: Article) -> Iterator[str]:
    """Yield what a user is told about an article that was read."""
    if article.guessed_encoding:
        name = article.source or "standard input"
        yield f"{name} does not say its encoding; it was read as {article.guessed_encoding}."
    yield from article.notes


def _in_task(task: Task) -> Iterator[RecordRow | Task | Unread]:
    """The records in a file or line; the task itself where it holds an article."""
    if PurePath(task.location).name in OWN_FILES or task.location.endswith(ERRORS_SUFFIX):
        return
    try:
        if is_parquet(task.location):
            yield from records_in_parquet(Path(task.location))
            return
        records = list(records_in_task(task)) if task.kind == "line" else []
    except ArticleError as error:
        yield Unread(task.source, str(error))
        return
    if records:
        yield from records
    else:
        yield task


def _in_standard_input(reading: ReadingOptions) -> Iterator[RecordRow | Loaded]:
    with explained("standard input"):
        data = sys.stdin.buffer.read()
    records = list(records_in_lines(data, "standard input", Path()))
    if records:
        yield from records
        return
    article = read_article(data, "standard input", reading.date)
    yield Loaded(replace(article, source=None))
