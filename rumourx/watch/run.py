"""The watch: from what is in the folder at the start to the signal that ends it."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from types import FrameType
from typing import Any, Protocol

from rumourx.batch.plan import BLOCK_SIZE, Block, Plan, cut_into_blocks
from rumourx.batch.rows import ArticleRow, Row
from rumourx.batch.run import own_paths
from rumourx.batch.writers.json_values import json_object
from rumourx.errors import UsageError
from rumourx.reading.sources import ReadingOptions, Task, Unread, iter_tasks
from rumourx.watch.arrivals import Arrivals
from rumourx.watch.changes import Change, changes
from rumourx.watch.dataset import Dataset
from rumourx.watch.names import last_word

TICK = 0.25  # seconds: how soon a settled file and the signal to stop are noticed
LOOK_EVERY = 60.0  # seconds: looks for what the system gave no notice of, as on some network drives
DEBOUNCE = 0.5  # seconds: of a flood of notices, one look is enough
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is watched, and how it is read; `settle` seconds after the last writing a file is taken as whole.

    `pipeline` and `gazetteer` are as in `rumourx.load`.
    """

    folder: str
    output: str
    reading: ReadingOptions
    pipeline: str | None = None
    gazetteer: tuple[str, ...] = ()
    settle: float = 1.0


@dataclass(slots=True)
class Counts:
    """How many articles a watch has added to its dataset, and could not read."""

    added: int = 0
    errors: int = 0


@contextmanager
def stopped_by_signals() -> Iterator[threading.Event]:
    """Give the event that Ctrl-C, SIGTERM or SIGHUP sets; a second signal has its usual effect, at once.

    A signal that the process was started to ignore, as by `nohup`, stays ignored. For the main thread only.
    """
    stop = threading.Event()
    before = {number: signal.getsignal(number) for number in STOPPING}

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, before[signal.Signals(number)])

    heard = [number for number in STOPPING if before[number] is not signal.SIG_IGN]
    for number in heard:
        signal.signal(number, ask_to_stop)
    try:
        yield stop
    finally:
        for number in heard:
            signal.signal(number, before[number])


class Listener(Protocol):
    """Who is told what happens."""

    def ready(self, articles: int) -> None:
        """The watch begins, with so many articles in the dataset."""

    def changed(self, change: Change) -> None:
        """An article that is in the dataset now has changed something."""

    def unread(self, reason: str) -> None:
        """Something could not be read; the reason is a sentence that names it."""


def watch_folder(settings: Settings, stop: threading.Event, listener: Listener) -> Counts:
    """Extract what is in a folder and what arrives there, until `stop` is set; return what came of it.

    Raises:
        UsageError: a package of the extra `watch` is not installed; there is no such folder, or it goes away;
            the output cannot be written, is none of JSON Lines, or is taken away.
        PipelineError: as in `rumourx.load`.
        OSError: the system refuses to write, as on a full disk.
    """
    if missing := [package for package in ("watchfiles", "duckdb") if find_spec(package) is None]:
        raise UsageError(
            f"watching needs a package that is not installed ({', '.join(missing)}); "
            "get it with `pip install 'rumourx[watch]'`."
        )
    _check_folder(settings.folder)
    from rumourx.pipeline.load import load_pipeline

    load_pipeline(settings.pipeline, settings.gazetteer)  # what is wrong with it is told now, not at the first article
    with closing(Dataset(settings.output)) as dataset:
        watch = _Watch(settings, dataset, listener)
        listener.ready(len(dataset))
        watch.run(stop)
    return watch.counts


class _Watch:
    """A watch that runs: its folder and its dataset."""

    def __init__(self, settings: Settings, dataset: Dataset, listener: Listener) -> None:
        self._settings = settings
        self._dataset = dataset
        self._listener = listener
        self._reading = _plan(settings).reading
        self._arrivals = Arrivals(settings.folder, self._reading, settings.settle, dataset.__contains__)
        self.counts = Counts()

    def run(self, stop: threading.Event) -> None:
        """Take in what arrives until `stop` is set."""
        next_look = 0.0
        for noticed in _ticks(self._settings.folder, stop):
            if noticed or self._arrivals.waiting or time.monotonic() >= next_look:
                self._take_in(stop)
                next_look = time.monotonic() + LOOK_EVERY

    def _take_in(self, stop: threading.Event) -> None:
        _check_folder(self._settings.folder)
        for block in cut_into_blocks(self._unread(), BLOCK_SIZE):
            if stop.is_set():
                return
            self._read(block)

    def _unread(self) -> Iterator[Task | Unread]:
        for found in self._arrivals.look():
            tasks = iter([found]) if isinstance(found, Unread) else iter_tasks([found], self._reading)
            yield from (task for task in tasks if task.source not in self._dataset)

    def _read(self, block: Block) -> None:
        from rumourx.batch.work import process_block

        records = []
        for line in process_block(block.tasks, _plan(self._settings)).rows.splitlines():
            row = json.loads(line)
            if "error" in row:
                self._add_error(row["source"], row["error"])
            else:
                records.append(_record(row))
        earlier = self._dataset.naming(
            last_word(rumour["person"]) for record in records for rumour in record["rumours"]
        )
        for record in records:
            self._dataset.append(record)
            self.counts.added += 1
        for change in changes(earlier, records):
            self._listener.changed(change)

    def _add_error(self, source: str, reason: str) -> None:
        if self._dataset.append_error(source, reason):
            self.counts.errors += 1
            self._listener.unread(reason)


def _record(article: ArticleRow) -> dict[str, Any]:
    """The article as a line of the dataset."""
    source, record, fields, words = article["source"], article["record"], article["fields"], article["words"]
    return json_object(Row(source=source, record=record, fields=fields, words=words, cluster=None))


def _plan(settings: Settings) -> Plan:
    """How articles are read; made anew each time, for the files of the user's names may change during a watch."""
    reading = replace(settings.reading, skip=own_paths(settings.output))
    return Plan((settings.folder,), reading, settings.pipeline, settings.gazetteer, signatures=False)


def _ticks(folder: str, stop: threading.Event) -> Iterator[bool]:
    """Yield every TICK, and sooner when something happens in the folder, whether it did; until `stop` is set."""
    import watchfiles

    try:
        for noticed in watchfiles.watch(
            folder,
            watch_filter=None,
            debounce=round(DEBOUNCE * 1000),
            rust_timeout=round(TICK * 1000),
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
        ):
            yield bool(noticed)
    except RuntimeError as error:  # watchfiles has a class of its own for it, which it does not make public
        raise UsageError(
            f"the system gives no notice of changes in {folder} ({error}); set WATCHFILES_FORCE_POLLING=1 to look "
            "for them instead."
        ) from error


def _check_folder(folder: str) -> None:
    if not os.path.isdir(folder):  # noqa: PTH112  # a string, as in rumourx.reading.folders
        raise UsageError(f"there is no folder {folder}; name the one that articles arrive in.")
