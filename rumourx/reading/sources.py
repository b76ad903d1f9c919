"""From inputs (files, folders, addresses) to tasks, and from a task to its article.

`iter_tasks` finds the articles of a batch, lazily and in a stable order; `read_task` reads one, in the process
that will extract from it. What cannot be read is an `Unread` in its place, never an exception.

A file is read by its name: `.html`, `.htm`, `.xhtml` is a web page; `.jsonl`, `.ndjson` holds one article a line;
`.json` is one article; anything else is text, or a web page when it begins as one. `.gz` behind it is
decompressed.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rumourx.errors import ArticleError, RumourXError, UsageError
from rumourx.reading.article import Article
from rumourx.reading.articles import read_article
from rumourx.reading.dates import date_from_option
from rumourx.reading.decoding import BYTE_ORDER_MARKS
from rumourx.reading.files import MAX_FILE_BYTES, chunks, explained, is_address, is_device, kind_of, read_file, shown
from rumourx.reading.folders import files_in
from rumourx.reading.task import Loaded, ReadingOptions, Task, Unread

__all__ = ["STANDARD_INPUT", "Loaded", "ReadingOptions", "Task", "Unread", "iter_tasks", "read_articles", "read_task"]

STANDARD_INPUT = "-"
WIDE_MARKS = tuple(mark for mark, encoding in BYTE_ORDER_MARKS if encoding != "utf-8")


def iter_tasks(inputs: Sequence[str], options: ReadingOptions) -> Iterator[Task | Unread]:
    """The articles in the inputs, in the order given, the files of a folder sorted by name; found as they are
    asked for. An input that is named twice is read once.

    Raises UsageError when an address needs a package that is not installed, for standard input, which cannot be
    read twice, and for an `options.date` that is none.
    """
    if STANDARD_INPUT in inputs:
        raise UsageError("a batch cannot be read from standard input; name files, folders or addresses.")
    if options.date is not None:
        date_from_option(options.date)
    files = (file for name in dict.fromkeys(inputs) for file in _files(name, options))
    return (task for file in files for task in ([file] if isinstance(file, Unread) else _tasks_in_file(file)))


def read_task(task: Task, options: ReadingOptions) -> Loaded | Unread:
    """The article of a task, or why there is none."""
    try:
        loaded = _load(task, options)
    except RumourXError as error:
        return Unread(task.source, str(error))
    return replace(loaded, article=replace(loaded.article, source=task.source))


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    date: str | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
) -> Iterator[Article]:
    """The Articles in files, in order, each read when it is asked for; `-` stands for standard input.

    What holds no article raises its ArticleError, or hands it to `on_error` and is left out. The source of an
    article from standard input is None. Raises UsageError when `date` is no date.
    """
    options = ReadingOptions(date=date)
    if date is not None:
        date_from_option(date)
    for path in paths:
        for found in _read_named(os.fspath(path), options):
            if isinstance(found, Article):
                yield found
            elif on_error is None:
                raise ArticleError(found.reason)
            else:
                on_error(ArticleError(found.reason))


def _files(name: str, options: ReadingOptions) -> Iterator[str | Unread]:
    """The files and addresses that an input stands for."""
    if is_address(name):
        from rumourx.reading.remote import files_at

        return files_at(name, options)
    return files_in(name, options) if Path(name).is_dir() else iter([name])


def _tasks_in_file(location: str) -> Iterator[Task | Unread]:
    kind = kind_of(location)
    if kind == "lines":
        return _tasks_in_lines(location)
    return iter([Task(shown(location), kind, location)])


def _tasks_in_lines(location: str) -> Iterator[Task | Unread]:
    from rumourx.reading.jsonl import numbered_lines

    name = shown(location)
    if is_device(location):
        yield Unread(name, f"{name} is a device, which may never end; name a file that holds articles.")
        return
    try:
        for number, line in numbered_lines(chunks(location)):
            source = f"{name}:{number}"
            if line is None:
                reason = f"{source} is a line of more than {MAX_FILE_BYTES:,} bytes; a line holds one article."
                yield Unread(source, reason)
            elif number == 1 and line.startswith(WIDE_MARKS):
                yield Unread(name, f"{name} is not in UTF-8; save it again as JSON Lines in UTF-8.")
                return
            elif line.strip():
                yield Task(source, "line", location, line)
    except ArticleError as error:
        yield Unread(name, str(error))


def _load(task: Task, options: ReadingOptions) -> Loaded:
    data = read_file(task.location) if task.data is None else task.data
    if task.kind == "line":
        from rumourx.reading.jsonl import article_from_json

        return article_from_json(data, task.source, options)
    from rumourx.reading.html import article_from_page, is_page

    if task.kind == "html" or is_page(data):
        return Loaded(article_from_page(data, task.source, options.date))
    return Loaded(read_article(data, task.source, options.date))


def _read_named(path: str, options: ReadingOptions) -> Iterator[Article | Unread]:
    """The articles in one file that is named, or in standard input."""
    if path == STANDARD_INPUT:
        yield _read_standard_input(options)
    elif is_address(path):
        name = shown(path)
        yield Unread(name, f"{name} is an address; `rumourx batch {name} --output facts.jsonl` reads those.")
    else:
        for task in _tasks_in_file(path):
            found = read_task(task, options) if isinstance(task, Task) else task
            yield found.article if isinstance(found, Loaded) else found


def _read_standard_input(options: ReadingOptions) -> Article | Unread:
    name = "standard input"
    try:
        if sys.stdin is None:
            raise ArticleError(f"{name} is closed; name a file, or pipe a text in.")
        with explained(name):
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        return replace(read_article(data, name, options.date), source=None)
    except ArticleError as error:
        return Unread(name, str(error))
