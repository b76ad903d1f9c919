"""What a person sees of a batch: a bar on a terminal, a line every half minute elsewhere, a table at the end."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.progress import Task as BarTask
from rich.table import Table
from rich.text import Text

from rumourx.batch.rows import Tally
from rumourx.output.table import KIND_TITLES, RecordConsole
from rumourx.output.terminal import on_one_line

LINE_EVERY = 30.0  # seconds
PIPED_WIDTH = 100  # columns, where no terminal tells its own


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a batch.

    `tally` counts what earlier runs of it did, too; `words_per_second` is this run's alone, None when it read
    nothing. `duplicates` are articles that repeat an earlier one; None where they were not sought.
    """

    output: str
    tally: Tally
    resumed: int
    duplicates: int | None
    seconds: float
    words_per_second: float | None
    errors_file: str | None


class Display(Protocol):
    """Where the progress of a batch is shown."""

    def update(self, tally: Tally, resumed: bool = False) -> None:
        """Add what a part holds; `resumed` when an earlier run made it."""

    def expect(self, articles: int) -> None:
        """Say how many articles there are, once that is known."""

    def stage(self, name: str) -> None:
        """Say what is done now."""


class _Counts:
    """What has been read so far, and how fast."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.resumed = 0
        self.expected: int | None = None
        self._words = 0  # read by this run, since `_started`
        self._started = time.monotonic()

    def add(self, tally: Tally, resumed: bool) -> None:
        self.tally += tally
        if resumed:
            self.resumed += tally.articles + tally.errors
            if not self._words:
                self._started = time.monotonic()  # finding what is done is no reading
        else:
            self._words += tally.words

    @property
    def done(self) -> int:
        return self.tally.articles + self.tally.errors

    @property
    def words_per_second(self) -> float:
        return self._words / max(time.monotonic() - self._started, 1e-6)

    @property
    def seconds_left(self) -> float | None:
        fresh = self.done - self.resumed
        if not self.expected or not fresh:
            return None
        return (time.monotonic() - self._started) / fresh * max(self.expected - self.done, 0)


class Silence:
    """Shows nothing."""

    def update(self, tally: Tally, resumed: bool = False) -> None:
        """Show nothing."""

    def expect(self, articles: int) -> None:
        """Show nothing."""

    def stage(self, name: str) -> None:
        """Show nothing."""


class Lines:
    """Prints a line every half minute, for log files."""

    def __init__(self, print_line: Callable[[str], None], every: float = LINE_EVERY) -> None:
        self._print_line = print_line
        self._every = every
        self._counts = _Counts()
        self._next = time.monotonic() + every

    def update(self, tally: Tally, resumed: bool = False) -> None:
        """Count the part; print a line when it is time."""
        self._counts.add(tally, resumed)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._every
            self._print_line(_figures(self._counts))

    def expect(self, articles: int) -> None:
        """Let the next lines tell the time left."""
        self._counts.expected = articles

    def stage(self, name: str) -> None:
        """Print nothing: a line with figures comes soon enough."""


class Bar:
    """Shows a bar that moves, on a terminal."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._counts = _Counts()
        self._bar = progress.add_task("reading", total=None, counts=self._counts)

    def update(self, tally: Tally, resumed: bool = False) -> None:
        """Move the bar."""
        self._counts.add(tally, resumed)
        self._progress.update(self._bar, completed=self._counts.done)

    def expect(self, articles: int) -> None:
        """Give the bar its length."""
        self._counts.expected = articles
        self._progress.update(self._bar, total=articles)

    def stage(self, name: str) -> None:
        """Write the name before the bar."""
        self._progress.update(self._bar, description=name)


class _Figures(ProgressColumn):
    """The bar's figures: articles, speed, errors, time left."""

    def render(self, task: BarTask) -> Text:
        return Text(_figures(task.fields["counts"]))


@contextmanager
def display(print_line: Callable[[str], None], *, quiet: bool) -> Iterator[Display]:
    """The display that suits standard error; `print_line` prints a line there."""
    if quiet:
        yield Silence()
    elif sys.stderr.isatty():
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), _Figures(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            yield Bar(progress)
    else:
        yield Lines(print_line)


@contextmanager
def counted(count: Callable[[threading.Event], int | None], shown: Display) -> Iterator[None]:
    """Let `count` find out in the background how many articles there are; its event says when to give up."""
    give_up = threading.Event()

    def find_out() -> None:
        articles = count(give_up)
        if articles is not None:
            shown.expect(articles)

    thread = threading.Thread(target=find_out, name="rumourx-count", daemon=True)
    if not isinstance(shown, Silence):
        thread.start()
    try:
        yield
    finally:
        give_up.set()


def print_summary(summary: Summary) -> None:
    """Print the table that ends a batch on standard error."""
    console = RecordConsole(stderr=True, highlight=False, width=None if sys.stderr.isatty() else PIPED_WIDTH)
    with suppress(OSError):  # the output is written, whether or not somebody reads this
        console.print(summary_table(summary))


def summary_table(summary: Summary) -> Table:
    """The summary as a table: articles, words, facts of each kind, duplicates, errors, speed."""
    table = Table(title=Text(on_one_line(summary.output)), show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for name, value in _summary_rows(summary):
        table.add_row(name, Text(on_one_line(value)))
    return table


def _summary_rows(summary: Summary) -> Iterator[tuple[str, str]]:
    tally = summary.tally
    yield "Articles", f"{tally.articles:,}"
    if summary.resumed:
        yield "  of these from earlier runs", f"{summary.resumed:,}"
    yield "Words", f"{tally.words:,}"
    for kind, title in KIND_TITLES.items():
        yield title, f"{tally.facts.get(kind, 0):,}"
    if summary.duplicates is not None:
        yield "Duplicates", f"{summary.duplicates:,}"
    if tally.guessed:
        yield "Encoding guessed", f"{tally.guessed:,}"
    if tally.noted:
        yield "With notes (see rumourx extract)", f"{tally.noted:,}"
    yield "Errors", f"{tally.errors:,}" + (f" (see {summary.errors_file})" if summary.errors_file else "")
    yield "Time", _duration(summary.seconds)
    if summary.words_per_second is not None:
        yield "Words a second", f"{summary.words_per_second:,.0f}"


def _figures(counts: _Counts) -> str:
    total = f" of {counts.expected:,}" if counts.expected else ""
    figures = f"{counts.done:,}{total} articles, {counts.words_per_second:,.0f} words/s, {counts.tally.errors:,} errors"
    left = counts.seconds_left
    return figures if left is None else f"{figures}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> _duration(3725.4)
    '1:02:05'
    """
    return str(timedelta(seconds=round(seconds)))
