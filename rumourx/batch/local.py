"""Runs blocks on this machine: in this process, or in worker processes that may die without harm.

Every worker has a pipe of its own and one block at a time, so that a worker that is killed takes nothing along
but its block: no lock is shared, and it is known what it read. (A pool whose workers share a pipe can wait
forever for the lock of a worker that was killed while it sent.) The block of a dead worker is read again,
article by article, in a fresh one; an article whose worker dies twice is given up.
"""

import multiprocessing
import os
import signal
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from typing import Literal

from rumourx.batch.plan import Block, Plan
from rumourx.batch.rows import Part, join_parts
from rumourx.errors import PipelineError, RumourXError, lacks_memory
from rumourx.process import prepare_process
from rumourx.reading.sources import Task, Unread

MAX_DEATHS = 2  # of workers, in one article
MAX_FAILED_STARTS = 3  # in a row: then it is not the articles that kill
READY: Literal["ready"] = "ready"

Message = Part | RumourXError | str
"""What a worker sends: READY once, then a part for each request; an error, or what went wrong, before it ends."""


def available_cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_here(blocks: Iterable[Block], plan: Plan) -> Generator[tuple[Block, Part], None, None]:
    """Yield each block with its part, read in this process. Raises PipelineError as `rumourx.load` does."""
    prepared = False
    for block in blocks:
        if not prepared:  # where all is done already, nothing need be loaded
            from rumourx.batch.work import prepare

            prepare(plan)
            prepared = True
        yield block, _read_here(block.tasks, plan)


def _read_here(tasks: Sequence[Task | Unread], plan: Plan) -> Part:
    """The part of the tasks; where the memory does not suffice, the articles are read one by one."""
    from rumourx.batch.work import lost_article, process_block

    try:
        return process_block(tasks, plan)
    except MemoryError:
        if len(tasks) == 1:
            return lost_article(tasks[0], "there is not enough memory to read it.")
        return join_parts([_read_here((task,), plan) for task in tasks])


def run_in_workers(blocks: Iterable[Block], plan: Plan, jobs: int) -> Generator[tuple[Block, Part], None, None]:
    """Yield each block with its part as it is finished, read by `jobs` processes; closing it stops them.

    At most `jobs` blocks are in memory. Raises PipelineError when the pipeline cannot be loaded, or when
    workers die before they have loaded it.
    """
    crew = _Crew(plan, jobs)
    try:
        yield from crew.run(iter(blocks))
    finally:
        crew.stop()


class _Job:
    """A block on its way through the workers."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self._alone = False
        self._pieces: list[Part] = []
        self._deaths = 0  # of workers, in the article that comes next

    def next_tasks(self) -> tuple[Task | Unread, ...]:
        """The whole block, or the next article when its worker died."""
        start = len(self._pieces)
        return self.block.tasks[start : start + 1] if self._alone else self.block.tasks

    def accept(self, piece: Part) -> None:
        self._pieces.append(piece)
        self._deaths = 0

    def note_death(self) -> None:
        """Read the articles alone from now on, and give up the one that has killed two workers."""
        from rumourx.batch.work import lost_article

        if not self._alone:
            self._alone = True
            return
        self._deaths += 1
        if self._deaths == MAX_DEATHS:
            self.accept(lost_article(self.next_tasks()[0]))

    def part(self) -> Part | None:
        """The part of the block; None while articles are missing."""
        complete = len(self._pieces) == (len(self.block.tasks) if self._alone else 1)
        return join_parts(self._pieces) if complete else None


class _Worker:
    """A process that reads blocks, and this end of the pipe to it."""

    def __init__(self, context: SpawnContext, plan: Plan) -> None:
        self.pipe, far_end = context.Pipe()
        self.process = context.Process(target=serve, args=(far_end, plan), name="rumourx-worker", daemon=True)
        with without_interrupts():
            self.process.start()
        far_end.close()  # or its death would not be seen as the end of the pipe
        self.ready = False
        self.job: _Job | None = None

    def send(self, job: _Job) -> None:
        self.job = job
        with suppress(OSError):  # it is dead; the end of its pipe is noticed next
            self.pipe.send(job.next_tasks())

    def receive(self) -> Message | None:
        """What it sent; None when it died."""
        try:
            message: Message = self.pipe.recv()
        except (EOFError, OSError):
            return None
        return message

    def stop(self) -> None:
        self.process.kill()  # it holds nothing that would have to be put in order
        self.process.join()
        self.pipe.close()


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Let a process that is started here not hear Ctrl-C, which the terminal sends to all: the leading one decides."""
    resource_tracker.ensure_running()  # for it would unblock signals when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Crew:
    """The workers, what each of them reads, and the blocks that wait for a fresh one."""

    def __init__(self, plan: Plan, jobs: int) -> None:
        self._plan = plan
        self._jobs = jobs
        self._context = multiprocessing.get_context("spawn")
        self._workers: dict[Connection, _Worker] = {}
        self._again: list[_Job] = []
        self._failed_starts = 0

    def run(self, blocks: Iterator[Block]) -> Iterator[tuple[Block, Part]]:
        for _ in range(self._jobs):
            self._hire()
        while self._workers:
            for pipe in wait(list(self._workers)):
                worker = self._workers[pipe]  # type: ignore[index]  # wait gives back what it was given
                job = self._hear(worker)
                # It is given its next block first, so that it need not wait while this one is written.
                self._employ(worker, blocks)
                if job and (part := job.part()):
                    yield job.block, part

    def stop(self) -> None:
        for worker in self._workers.values():
            worker.stop()
        self._workers.clear()

    def _hire(self) -> None:
        worker = _Worker(self._context, self._plan)
        self._workers[worker.pipe] = worker

    def _hear(self, worker: _Worker) -> _Job | None:
        """Take what a worker sent; return the job that it is about."""
        message = worker.receive()
        job, worker.job = worker.job, None
        if message is None:
            self._bury(worker, job)
        elif isinstance(message, RumourXError):
            raise message
        elif isinstance(message, Part) and job:
            job.accept(message)
        elif message == READY:
            worker.ready = True
            self._failed_starts = 0
        else:
            raise RuntimeError(f"a worker failed: {message}")
        if job and job.part() is None:
            self._again.append(job)
        return job

    def _bury(self, worker: _Worker, job: _Job | None) -> None:
        worker.stop()
        del self._workers[worker.pipe]
        if job:
            job.note_death()
        elif not worker.ready:
            self._failed_starts += 1
            if self._failed_starts == MAX_FAILED_STARTS:
                raise PipelineError(
                    "the worker processes die while they load the pipeline (killed or out of memory); "
                    "give fewer --jobs, or more memory."
                )
        self._hire()

    def _employ(self, worker: _Worker, blocks: Iterator[Block]) -> None:
        """Give a worker its next block; dismiss it when there is none."""
        if not worker.ready or worker.pipe not in self._workers:
            return
        job = self._again.pop() if self._again else next((_Job(block) for block in blocks), None)
        if job:
            worker.send(job)
        else:  # should another worker die now, a fresh one takes over what it read
            del self._workers[worker.pipe]
            worker.stop()


def serve(pipe: Connection, plan: Plan) -> None:
    """Be a worker: load the pipeline once, then make a part of every request until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare_process()
    try:
        from rumourx.batch.work import prepare, process_block

        prepare(plan)
        pipe.send(READY)
        while True:
            pipe.send(process_block(pipe.recv(), plan))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return  # the process that leads is gone
    except RumourXError as error:
        pipe.send(error)
    except Exception as error:
        if lacks_memory(error):
            return  # as if the system had killed it: what was read is read again, alone
        import traceback

        wanted = os.environ.get("RUMOURX_TRACEBACK")
        pipe.send(traceback.format_exc() if wanted else f"{type(error).__name__}: {error}")
