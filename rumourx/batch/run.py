"""Runs one batch: reads the inputs block by block, keeps the parts, and writes the output when all are there.

    inputs → tasks → blocks → parts in OUT.parts → duplicates → OUT, OUT.errors.jsonl

An interruption at any moment costs the blocks that were being read; what is kept in OUT.parts is not read again.
"""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import Literal

from rumourx.batch.duplicates import clusters
from rumourx.batch.local import available_cores, run_here, run_in_workers
from rumourx.batch.plan import Block, Plan, cut_into_blocks
from rumourx.batch.progress import Display, Summary, counted, display
from rumourx.batch.rows import Part, Row, Tally
from rumourx.batch.staging import Staging, holds_parts, staging_folder
from rumourx.batch.writers import writer_for
from rumourx.batch.writers.json_values import to_json
from rumourx.errors import ArticleError, RefusedError, RumourXError, UsageError, refusal
from rumourx.reading.files import shown as shown_name
from rumourx.reading.sources import Unread, iter_tasks

Duplicates = Literal["ignore", "mark", "drop"]
Engine = Literal["local", "dask"]
SHOWN_SOURCES = 10  # of a dry run
NOTHING_READ = "stopped before any article was read."


@dataclass(frozen=True, slots=True)
class Choices:
    """How a batch runs, without changing what the parts hold.

    `output` names the format by its suffix. `jobs` is the number of processes, None for what the work is
    worth. `engine` says whether they are plain processes or Dask's workers; `scheduler` is the address of a
    Dask cluster, which has workers of its own, so that `jobs` is of no matter. `resume` goes on with an
    unfinished run, `overwrite` replaces the output, `fail_fast` stops at the first article that cannot be
    read. Duplicates are ignored, marked with their cluster, or dropped but for the first; a plan without
    signatures finds none.
    """

    output: str
    jobs: int | None = None
    engine: Engine = "local"
    scheduler: str | None = None
    resume: bool = False
    overwrite: bool = False
    fail_fast: bool = False
    duplicates: Duplicates = "mark"
    quiet: bool = False


class StoppedError(RumourXError):
    """The batch was interrupted by a signal; the exit code is the shell's for that signal."""

    def __init__(self, message: str, number: int) -> None:
        super().__init__(message)
        self.exit_code = 128 + number


class _Terminated(KeyboardInterrupt):
    """A signal asks this process to end."""

    def __init__(self, number: int) -> None:
        self.number = number


def errors_path(output: Path) -> Path:
    """Where the articles that were not read are listed.

    >>> errors_path(Path("facts.jsonl")).name
    'facts.jsonl.errors.jsonl'
    """
    return output.with_name(f"{output.name}.errors.jsonl")


def own_paths(output: str) -> tuple[str, ...]:
    """What a batch with this output writes: never read as an article, though it be inside a folder of articles.

    Raises UsageError when the output names no format.
    """
    path = Path(output)
    return tuple(map(str, (*writer_for(output).paths(output), staging_folder(path), errors_path(path))))


def run_batch(plan: Plan, choices: Choices, print_line: Callable[[str], None]) -> Summary | None:
    """Run a batch to its end and return what came of it; None when `resume` finds it finished.

    `print_line` prints a line of progress on standard error.

    Raises:
        UsageError: the output is there, cannot be written or has no known suffix; there is no article.
            Of the engine `dask`, also what `run_on_cluster` finds wrong.
        PipelineError: as in `rumourx.load`; the workers die, or the cluster is lost.
        ArticleError: with `fail_fast`, at the first article that cannot be read.
        StoppedError: interrupted (SIGINT, SIGTERM, SIGHUP); what is done is kept.
        RefusedError: the system refused to read or write, as on a full disk; what is done is kept.
    """
    writer_for(choices.output)
    if _is_finished(choices):
        return None
    folder = staging_folder(Path(choices.output))
    batch = None
    try:
        with _signals_raised():
            staging = Staging(folder, plan, anew=choices.overwrite and not choices.resume)
            batch = _Batch(plan, choices, staging)
            with display(print_line, quiet=choices.quiet) as shown:
                return batch.run(shown)
    except KeyboardInterrupt as interrupt:
        number = interrupt.number if isinstance(interrupt, _Terminated) else int(signal.SIGINT)
        raise StoppedError(_farewell(batch), number) from None
    except OSError as error:
        raise RefusedError(f"{refusal(error)}; {_farewell(batch)}") from error
    finally:
        if batch:
            batch.close()


def _farewell(batch: "_Batch | None") -> str:
    return batch.farewell() if batch else NOTHING_READ


@dataclass
class _Batch:
    """A batch that runs: where its parts are, and what has been counted."""

    plan: Plan
    choices: Choices
    staging: Staging
    tally: Tally = field(default_factory=Tally)
    blocks: int = 0
    resumed: int = 0
    words: int = 0
    finished: bool = False

    def run(self, shown: Display) -> Summary:
        started = time.monotonic()
        self._read(shown)
        reading = time.monotonic() - started
        shown.stage("writing")
        duplicates = self._write()
        self.finished = True
        self.staging.remove()
        errors = errors_path(self._output)
        return Summary(
            output=self.choices.output,
            tally=self.tally,
            resumed=self.resumed,
            duplicates=duplicates,
            seconds=time.monotonic() - started,
            words_per_second=self.words / reading if self.words else None,
            errors_file=str(errors) if self.tally.errors else None,
        )

    def farewell(self) -> str:
        """What to say when it is interrupted."""
        done = self.tally.articles + self.tally.errors
        if self.finished:
            return "stopped; nothing is left to resume."
        if not done:
            return NOTHING_READ
        return f"stopped; {done:,} articles are done and kept in {self.staging.folder}: --resume goes on."

    def close(self) -> None:
        """Let go of the staging folder; one without parts is of no use."""
        with suppress(OSError):  # as where the disk has been taken away
            if not self.finished and self.staging.is_empty():
                self.staging.remove()
        self.staging.close()

    @property
    def _output(self) -> Path:
        return Path(self.choices.output)

    def _read(self, shown: Display) -> None:
        tasks = iter_tasks(self.plan.inputs, self.plan.reading)
        todo = self._unfinished(cut_into_blocks(tasks, self.plan.block_size), shown)
        with counted(lambda give_up: count_articles(self.plan, give_up), shown), closing(self._engine(todo)) as parts:
            for block, part in parts:
                if self.choices.fail_fast and part.tally.errors:
                    raise ArticleError(_first_error(part))
                self.staging.keep(block, part)
                self.words += part.tally.words
                self.tally += part.tally
                shown.update(part.tally)
        if not self.blocks:
            inputs = ", ".join(map(shown_name, self.plan.inputs))
            raise UsageError(f"no article was found in {inputs}; check the names and --glob.")

    def _unfinished(self, blocks: Iterable[Block], shown: Display) -> Iterator[Block]:
        for block in blocks:
            self.blocks += 1
            tally = self.staging.tally_of(block)
            if tally is None or (self.choices.fail_fast and tally.errors):
                yield block
                continue
            self.resumed += tally.articles + tally.errors
            self.tally += tally
            shown.update(tally, resumed=True)

    def _engine(self, todo: Iterator[Block]) -> Generator[tuple[Block, Part], None, None]:
        """Read the blocks by as many processes as they are worth: a handful in this one."""
        limit = self.choices.jobs or available_cores()
        first = list(islice(todo, max(limit, 2)))
        blocks = chain(first, todo)
        if first and self.choices.engine == "dask":
            from rumourx.batch.cluster import run_on_cluster

            return run_on_cluster(blocks, self.plan, self.choices.scheduler, min(limit, len(first)))
        if not first or self.choices.jobs == 1 or (self.choices.jobs is None and len(first) == 1):
            return run_here(blocks, self.plan)
        return run_in_workers(blocks, self.plan, min(limit, len(first)))

    def _write(self) -> int | None:
        """Write the output and the list of errors; return how many duplicates there are."""
        self._write_errors()
        seek = self.plan.signatures and self.choices.duplicates != "ignore"
        rows = _Rows(self.staging, self.blocks, seek=seek, drop=self.choices.duplicates == "drop")
        writer_for(self.choices.output).write(iter(rows), self.choices.output)
        return rows.duplicates if seek else None

    def _write_errors(self) -> None:
        path = errors_path(self._output)
        if not self.tally.errors:
            path.unlink(missing_ok=True)
            return
        draft = self.staging.folder / path.name
        with draft.open("w", encoding="utf-8") as stream:
            for row in self.staging.rows(self.blocks):
                if "error" in row:
                    stream.write(to_json({"source": row["source"], "reason": row["error"]}) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)


class _Rows:
    """The rows of the output, in order, with their clusters; counts the duplicates among them."""

    def __init__(self, staging: Staging, blocks: int, *, seek: bool, drop: bool) -> None:
        self._staging = staging
        self._blocks = blocks
        self._drop = drop
        self._firsts = clusters(self._signatures(), staging.folder) if seek else {}
        self.duplicates = 0

    def __iter__(self) -> Iterator[Row]:
        names = dict.fromkeys(self._firsts.values(), "")  # of the clusters: the source of their first article
        for number, row in enumerate(self._staging.rows(self._blocks)):
            if "error" in row:
                continue
            first = self._firsts.get(number)
            if first == number:
                names[first] = row["source"]
            elif first is not None:
                self.duplicates += 1
                if self._drop:
                    continue
            yield Row(
                source=row["source"],
                record=row["record"],
                fields=row["fields"],
                words=row["words"],
                cluster=None if first is None else names[first],
            )

    def _signatures(self) -> Iterator[tuple[int, str]]:
        for number, row in enumerate(self._staging.rows(self._blocks)):
            if "error" not in row and row["signature"] is not None:
                yield number, row["signature"]


@dataclass
class Outlook:
    """What a batch would read: how many articles of each kind, the first sources, and what cannot be read."""

    kinds: dict[str, int] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    unread: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """How many articles would be read."""
        return sum(self.kinds.values())


def look_ahead(plan: Plan, choices: Choices) -> Outlook:
    """Find what a batch would read, without reading it. Raises UsageError as `run_batch` does."""
    writer_for(choices.output)
    outlook = Outlook()
    for task in iter_tasks(plan.inputs, plan.reading):
        if isinstance(task, Unread):
            outlook.unread += 1
            _note(outlook.reasons, task.reason)
        else:
            outlook.kinds[task.kind] = outlook.kinds.get(task.kind, 0) + 1
            _note(outlook.sources, task.source)
    return outlook


def count_articles(plan: Plan, give_up: threading.Event) -> int | None:
    """How many articles the inputs hold; None when it cannot be told cheaply, or when `give_up` is set."""
    if not all(Path(name).is_file() or Path(name).is_dir() for name in plan.inputs):
        return None  # an address would be fetched twice, and a pipe can be read only once
    articles = 0
    for _ in iter_tasks(plan.inputs, plan.reading):
        articles += 1
        if give_up.is_set():
            return None
    return articles


def _note(notes: list[str], note: str) -> None:
    if len(notes) < SHOWN_SOURCES:
        notes.append(note)


def _first_error(part: Part) -> str:
    for line in part.rows.splitlines():
        row = json.loads(line)
        if "error" in row:
            return str(row["error"])
    raise ValueError("the part has no error")


def _is_finished(choices: Choices) -> bool:
    """Is there nothing left to resume? Raises UsageError where a run's remains or output are in the way."""
    folder = staging_folder(Path(choices.output))
    if holds_parts(folder):
        if not (choices.resume or choices.overwrite):
            raise UsageError(
                f"{folder} holds a run that was not finished; --resume goes on with it, --overwrite starts anew."
            )
        return False
    there = [path for path in writer_for(choices.output).paths(choices.output) if _holds_something(path)]
    if choices.overwrite or not there:
        return False
    if choices.resume:
        return True
    raise UsageError(f"{there[0]} exists; --overwrite replaces it (--resume only goes on with an unfinished run).")


def _holds_something(output: Path) -> bool:
    return any(output.iterdir()) if output.is_dir() else output.exists()


@contextmanager
def _signals_raised() -> Iterator[None]:
    """Let SIGTERM and SIGHUP interrupt as Ctrl-C does, where signals may be handled: in the main thread.

    A signal that the process was started to ignore, as by `nohup`, stays ignored.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)  # a second one ends the process at once
        raise _Terminated(number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, interrupt) for number in heard}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
