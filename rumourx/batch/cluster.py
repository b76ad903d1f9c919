"""Runs blocks on a Dask cluster: many machines, or worker processes that are started here.

The scheduler gives every worker a block at a time and runs it again elsewhere when its worker is lost. A block
whose workers keep dying is set aside; when all others are read, its articles are read one by one, with nothing
else on the cluster, so that a death is surely the article's own. How many deaths that takes is the scheduler's
setting `allowed-failures`: two with workers that are started here, four with Dask's own settings.

The parts come back to this process, which keeps them. Articles in files are read by the workers: they must see
the files under the same names.
"""

import contextlib
import logging
import os
import pkgutil
import platform
import threading
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rumourx import __version__
from rumourx.batch.local import without_interrupts
from rumourx.batch.plan import Block, Plan
from rumourx.batch.rows import Part, join_parts
from rumourx.errors import PipelineError, RumourXError, UsageError
from rumourx.reading.files import is_address, kind_of
from rumourx.reading.sources import Task, Unread

CONNECT_SECONDS = 10
FIRST_WORKER_SECONDS = 60
BLOCKS_A_THREAD = 2  # in flight: one is read, and one waits on the worker
COUNT_THREADS_EVERY = 10.0  # seconds: workers come and go
RETRIES = 2  # of a block that fails by an exception
SETTINGS = {
    "distributed.scheduler.allowed-failures": 1,
    "logging": {"distributed": "critical", "distributed.client": "critical"},  # what matters is said in a sentence
}

Client = Any
Future = Any
"""Dask's, which have no types for mypy."""

_one_at_a_time = threading.Lock()  # a pipeline reads one block at a time, however many threads a worker has


def run_on_cluster(
    blocks: Iterable[Block], plan: Plan, scheduler: str | None, jobs: int
) -> Generator[tuple[Block, Part], None, None]:
    """Yield each block with its part as it is finished, read by the cluster at the address `scheduler`.

    Without an address, `jobs` worker processes are started, and ended when this is closed. At most two blocks a
    thread of the workers are in flight.

    Raises:
        UsageError: Dask is not installed, there is no scheduler or no worker, or RumourX or the articles are
            not on the workers.
        PipelineError: the pipeline cannot be loaded, or the cluster is lost.
    """
    if find_spec("distributed") is None:
        raise UsageError(
            "--engine dask needs Dask, which is not installed; get it with `pip install 'rumourx[cluster]'`."
        )
    import dask.config

    with dask.config.set(SETTINGS), _connected(scheduler, jobs) as client:
        if scheduler is not None:
            _check_workers(client, scheduler, plan)
        with _loss_told():
            yield from _Crew(client, plan).run(iter(blocks))


def _dask() -> Any:
    """The package `distributed`, for mypy without the types that it lacks; importing it takes a second."""
    import distributed

    return distributed


@contextmanager
def _connected(scheduler: str | None, jobs: int) -> Iterator[Client]:
    """A client of the cluster at the address, or of one that is started for it."""
    if scheduler is None:
        with _started(jobs) as cluster, _dask().Client(cluster, set_as_default=False) as client:
            yield client
        return
    try:
        _dask().comm.get_address_host_port(scheduler, strict=True)  # a client cannot be closed that has no host
        client = _dask().Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"no Dask scheduler answers at {scheduler}; give the address that `dask scheduler` printed, "
            "such as tcp://10.0.0.5:8786, or leave out --scheduler to start workers on this machine."
        ) from error
    with client:
        yield client


@contextmanager
def _loss_told() -> Iterator[None]:
    """Say in a sentence that the scheduler has gone, however that shows."""
    dask = _dask()
    try:
        yield
    except (CancelledError, dask.comm.CommClosedError, dask.client.ClosedClientError) as error:
        raise PipelineError(
            "the connection to the Dask scheduler was lost; when it is back, --resume goes on with what is done."
        ) from error


@contextmanager
def _started(jobs: int) -> Iterator[Any]:
    """A scheduler and worker processes on this machine."""
    with without_interrupts():
        cluster = _dask().LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            processes=True,
            memory_limit=None,
            dashboard_address="127.0.0.1:0",  # None would mean Dask's own port, which may be taken
            scheduler_kwargs={"dashboard": False},
            silence_logs=logging.CRITICAL,
        )
    with cluster:
        yield cluster


def _check_workers(client: Client, scheduler: str, plan: Plan) -> None:
    """Raise UsageError unless there are workers, and they have this RumourX and see the articles."""
    try:
        client.wait_for_workers(1, timeout=FIRST_WORKER_SECONDS)
    except TimeoutError as error:
        raise UsageError(
            f"the Dask scheduler at {scheduler} has no worker after {FIRST_WORKER_SECONDS} seconds; "
            f"start some with `dask worker {scheduler} --nthreads 1`."
        ) from error
    wanted = "rumourx:__version__"
    for place, version in _asked(client, pkgutil.resolve_name, wanted).items():
        _check_version(f"the Dask worker {place}", version)
    try:
        _check_version("the Dask scheduler", client.run_on_scheduler(pkgutil.resolve_name, wanted))
    except ImportError as error:
        _check_version("the Dask scheduler", error)
    for path in _first_file(plan.inputs):
        for place, exists in _asked(client, os.path.exists, path).items():
            if exists is False:
                raise UsageError(_unseen(place, path))


def _asked(client: Client, question: Any, *arguments: Any) -> dict[str, Any]:
    """What each worker answers, by its address; an exception where it fails."""
    answers: dict[str, Any] = client.run(question, *arguments, on_error="return")
    return answers


def _check_version(place: str, version: object, wanted: str = __version__) -> None:
    if isinstance(version, ImportError):
        raise UsageError(f"{place} has no rumourx; install version {wanted} there.")
    if isinstance(version, str) and version != wanted:
        raise UsageError(f"{place} has rumourx {version}, but this machine {wanted}; install the same version on both.")


def _first_file(inputs: Sequence[str]) -> list[str]:
    """The first input whose articles the workers read from a file or folder, as an absolute path, if any."""
    paths = (name for name in inputs if not is_address(name) and kind_of(name) != "lines")
    return [str(Path(path).absolute()) for path in paths if Path(path).exists()][:1]


def _unseen(place: str, path: str) -> str:
    return (
        f"the Dask worker {place} does not see {path}; put the articles on storage that all machines share, "
        "or give addresses (s3://…) or JSON Lines."
    )


class _Crew:
    """The blocks in flight on a cluster, and those that are set aside."""

    def __init__(self, client: Client, plan: Plan) -> None:
        self._client = client
        self._plan = _for_workers(plan)
        self._blocks: dict[Future, Block] = {}
        self._threads = 0
        self._counted = 0.0

    def run(self, blocks: Iterator[Block]) -> Iterator[tuple[Block, Part]]:
        self._prepare()
        suspects: list[Block] = []
        futures = _dask().as_completed(loop=self._client.loop)
        futures.update(self._submit_more(blocks))
        for future in futures:
            block = self._blocks.pop(future)
            try:
                part = _result(future)
            except (_dask().KilledWorker, MemoryError):
                suspects.append(block)
                part = None
            future.release()  # or the cluster would keep every part to the end
            futures.update(self._submit_more(blocks))
            if part:
                yield block, part
        for block in suspects:
            yield block, join_parts(map(self._read_alone, block.tasks))

    def _prepare(self) -> None:
        """Let every worker load the pipeline; those that come later do so before their first block."""
        outcomes = list(_asked(self._client, prepare_worker, self._plan, __version__).values())
        for outcome in outcomes:
            if isinstance(outcome, RumourXError):
                raise outcome
        if all(isinstance(outcome, Exception) for outcome in outcomes):
            raise PipelineError(
                "no Dask worker could load the pipeline: they die at it, or fail; see what they have logged."
            )

    def _submit_more(self, blocks: Iterator[Block]) -> list[Future]:
        """Fill up what is in flight."""
        submitted = []
        while len(self._blocks) < BLOCKS_A_THREAD * self._count_threads():
            block = next(blocks, None)
            if block is None:
                break
            future = self._submit(block.tasks)
            self._blocks[future] = block
            submitted.append(future)
        return submitted

    def _count_threads(self) -> int:
        if time.monotonic() - self._counted > COUNT_THREADS_EVERY:
            self._threads = max(1, sum(self._client.nthreads().values()))
            self._counted = time.monotonic()
        return self._threads

    def _submit(self, tasks: Sequence[Task | Unread]) -> Future:
        folder = str(Path.cwd()) if any(map(_is_relative, tasks)) else None
        return self._client.submit(read_block, tasks, self._plan, __version__, folder, pure=False, retries=RETRIES)

    def _read_alone(self, task: Task | Unread) -> Part:
        try:
            return _result(self._submit((task,)))
        except (_dask().KilledWorker, MemoryError):
            from rumourx.batch.work import lost_article

            return lost_article(task)


def _for_workers(plan: Plan) -> Plan:
    """The plan as it travels with every block: small, and the same from any folder."""
    pipeline = plan.pipeline
    if pipeline is not None and Path(pipeline).exists():
        pipeline = str(Path(pipeline).absolute())
    return replace(plan, inputs=(), pipeline=pipeline)


def _is_relative(task: Task | Unread) -> bool:
    if isinstance(task, Unread) or task.data is not None or is_address(task.location):
        return False
    return not Path(task.location).is_absolute()


def _result(future: Future) -> Part:
    """What a block came to. Raises KilledWorker when its workers died, UsageError where a package is missing."""
    try:
        part: Part = future.result()
    except ImportError as error:
        raise UsageError(
            f"a Dask worker lacks a package ({error}); install rumourx {__version__} there, with the same extras."
        ) from error
    return part


def prepare_worker(plan: Plan, version: str) -> None:
    """Load, in a worker, what it needs for all blocks. Raises as `rumourx.load` does."""
    with _one_at_a_time:
        _prepare_once(plan, version)


def read_block(tasks: Sequence[Task | Unread], plan: Plan, version: str, folder: str | None) -> Part:
    """Make the part of a block, in a worker; `folder` is where its relative paths stand from.

    Raises UsageError when the worker has another version of RumourX, or does not see the folder.
    """
    from rumourx.batch.work import process_block

    with _one_at_a_time:
        _prepare_once(plan, version)
        with _in_folder(folder):
            return process_block(tasks, plan)


@lru_cache(maxsize=1)
def _prepare_once(plan: Plan, version: str) -> None:
    from rumourx.batch.work import prepare

    _check_version(f"the Dask worker on {platform.node()}", __version__, wanted=version)
    prepare(plan)


@contextmanager
def _in_folder(folder: str | None) -> Iterator[None]:
    if folder is None or Path(folder) == Path.cwd():
        yield
        return
    if not Path(folder).is_dir():
        raise UsageError(_unseen(f"on {platform.node()}", folder))
    with contextlib.chdir(folder):
        yield
