"""What a batch is to do: the plan that every worker gets, and the blocks that its tasks are cut into."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from rumourx import __version__
from rumourx.errors import UsageError
from rumourx.reading.files import shown
from rumourx.reading.sources import ReadingOptions, Task, Unread

PART_FORMAT = 1
"""Raised when a part's lines change, so that parts of an older RumourX are not taken for this one's."""

BLOCK_SIZE = 32  # articles: about two seconds of work, which is what an interruption can cost a worker
BLOCK_BYTES = 1_000_000  # of articles that travel with their tasks (lines of JSONL), so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Plan:
    """What a batch reads and how; frozen and small, for it is sent to every worker.

    `pipeline` is as in `rumourx.load`; `gazetteer` are files of the user's own names; `signatures` asks for
    what duplicates are found by; a block has at most `block_size` articles. `gazetteer_digests` tell the
    gazetteer's files as they are when the plan is made.

    Raises UsageError when a file of the gazetteer cannot be read.
    """

    inputs: tuple[str, ...]
    reading: ReadingOptions
    pipeline: str | None = None
    gazetteer: tuple[str, ...] = ()
    signatures: bool = True
    block_size: int = BLOCK_SIZE
    gazetteer_digests: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.gazetteer_digests:
            object.__setattr__(self, "gazetteer_digests", tuple(map(_file_digest, self.gazetteer)))

    def check_gazetteer(self) -> None:
        """Raise UsageError when a file of the gazetteer is no longer what it was when the plan was made."""
        for path, digest in zip(self.gazetteer, self.gazetteer_digests, strict=True):
            if _file_digest(path) != digest:
                raise UsageError(
                    f"{path} has changed since this run began; undo the change and go on with --resume, "
                    "or start anew with --overwrite."
                )

    def conditions(self) -> dict[str, Any]:
        """All that the parts depend on, by the name under which a user knows it, as plain JSON values."""
        named = {
            "version of RumourX": __version__,
            "format of parts": PART_FORMAT,
            "INPUT": list(map(shown, self.inputs)),
            "--pipeline": [self.pipeline, _pipeline_version(self.pipeline)],
            "--gazetteer": self.gazetteer_digests,
            "choice of --duplicates": self.signatures,
            "--block-size": self.block_size,
        }
        reading = {f"--{name.replace('_', '-')}": value for name, value in asdict(self.reading).items()}
        del reading["--skip"]  # it only keeps the output out of the inputs
        plain: dict[str, Any] = json.loads(json.dumps(named | reading))
        return plain


@dataclass(frozen=True, slots=True)
class Block:
    """Tasks that one worker reads together; `number` counts from 0 in the order of the inputs."""

    number: int
    tasks: tuple[Task | Unread, ...]

    def digest(self) -> str:
        """Tell whether a part was made from these very tasks; what files hold is not looked at."""
        digest = hashlib.sha256()
        for task in self.tasks:
            if isinstance(task, Task):
                words = "\0".join((task.kind, task.source, task.location))
                data = task.data or b""
            else:
                words, data = "\0".join(("unread", task.source, task.reason)), b""
            digest.update(hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest())
            digest.update(hashlib.sha256(data).digest())
        return digest.hexdigest()


def cut_into_blocks(tasks: Iterable[Task | Unread], block_size: int) -> Iterator[Block]:
    """Cut tasks into blocks of `block_size` tasks, fewer where the articles in them are large.

    >>> from rumourx.reading.sources import Unread
    >>> [len(block.tasks) for block in cut_into_blocks([Unread("a.txt", "a.txt is empty.")] * 5, 2)]
    [2, 2, 1]
    """
    number, tasks_so_far, bytes_so_far = 0, list[Task | Unread](), 0
    for task in tasks:
        tasks_so_far.append(task)
        bytes_so_far += len(task.data or b"") if isinstance(task, Task) else 0
        if len(tasks_so_far) >= block_size or bytes_so_far >= BLOCK_BYTES:
            yield Block(number, tuple(tasks_so_far))
            number, tasks_so_far, bytes_so_far = number + 1, [], 0
    if tasks_so_far:
        yield Block(number, tuple(tasks_so_far))


def _pipeline_version(name: str | None) -> str | None:
    if name is None:
        return None  # the embedded pipeline is RumourX's own version
    try:
        meta = Path(name, "meta.json")
        return _file_digest(str(meta)) if meta.is_file() else version(name)
    except (PackageNotFoundError, ValueError):
        return None


def _file_digest(path: str) -> str:
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); check the file.") from error
