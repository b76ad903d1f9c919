"""The journal of a batch: the finished parts in a folder beside the output, OUT.parts.

    OUT.parts/plan.json             what the parts depend on, as the plan's conditions
    OUT.parts/block-00000012.jsonl  a header line, then one line for each article of block 12

A part is written under another name, flushed to the disk and then renamed: a part that is there is whole, and
there is no other list of what is done. The header holds the digest of the block's tasks, so that a part is only
taken for the block that it was made from: where the inputs have changed since, the block is read again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rumourx.batch.plan import Block, Plan
from rumourx.batch.rows import ArticleRow, ErrorRow, Part, Tally
from rumourx.batch.writers.drafts import flush_folder
from rumourx.errors import UsageError

DRAFT_SUFFIX = ".draft"


def staging_folder(output: Path) -> Path:
    """The folder of an output's parts: a run of it is unfinished as long as it is there.

    >>> staging_folder(Path("data/facts.parquet")).name
    'facts.parquet.parts'
    """
    return output.with_name(f"{output.name}.parts")


def holds_parts(folder: Path) -> bool:
    """Is a part finished in this folder of parts? False where there is no such folder."""
    return any(folder.glob("block-*.jsonl"))


class Staging:
    """The finished parts of one batch; open for one process at a time.

    Opening makes the folder, or goes on with the one that is there, without its parts when `anew`. Raises
    UsageError when another process has it open, when it cannot be written, or when its parts were made by
    another plan.
    """

    def __init__(self, folder: Path, plan: Plan, *, anew: bool = False) -> None:
        self.folder = folder
        self._name = os.fsdecode(folder)
        try:
            folder.mkdir(exist_ok=True)
            if folder.is_symlink():  # what is behind it is not this run's to write in or to clear
                raise UsageError(f"{self._name} is a symbolic link; remove it, or name another --output.")
            self._lock = self._take_lock()
            self._clear("*" if anew else f"*{DRAFT_SUFFIX}")
            self._agree_on(plan)
        except OSError as error:
            raise UsageError(f"{self._name} cannot be written ({error.strerror}); name another --output.") from error

    def tally_of(self, block: Block) -> Tally | None:
        """What the finished part of a block adds up to; None when the block is still to be read."""
        try:
            with self._path(block.number).open("rb") as stream:
                header = json.loads(stream.readline())
        except FileNotFoundError:
            return None
        return Tally(**header["tally"]) if header["digest"] == block.digest() else None

    def keep(self, block: Block, part: Part) -> None:
        """Write the part of a block; when this returns, it outlives a power cut."""
        header = {"digest": block.digest(), "tally": asdict(part.tally)}
        self._write(self._path(block.number), json.dumps(header).encode("ascii") + b"\n" + part.rows)

    def rows(self, blocks: int) -> Iterator[ArticleRow | ErrorRow]:
        """Yield the rows of the first `blocks` blocks, in order."""
        for number in range(blocks):
            with self._path(number).open("rb") as stream:
                stream.readline()
                for line in stream:
                    yield json.loads(line)

    def is_empty(self) -> bool:
        """Is no part finished?"""
        return not holds_parts(self.folder)

    def remove(self) -> None:
        """Remove the folder: the batch is done."""
        # The plan goes last: what is left after a kill in between can still be resumed.
        self._clear("block-*")
        shutil.rmtree(self.folder)
        self.close()

    def close(self) -> None:
        """Let another process have the folder."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _path(self, number: int) -> Path:
        return self.folder / f"block-{number:08}.jsonl"

    def _write(self, path: Path, data: bytes) -> None:
        draft = path.with_name(path.name + DRAFT_SUFFIX)
        with draft.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
        flush_folder(self.folder)

    def _take_lock(self) -> int | None:
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(handle)
            raise UsageError(f"another process is at work in {self._name}; wait for it, or stop it first.") from error
        except OSError:  # a file system without locks
            os.close(handle)
            return None
        return handle

    def _clear(self, pattern: str) -> None:
        for path in self.folder.glob(pattern):
            path.unlink()

    def _agree_on(self, plan: Plan) -> None:
        path = self.folder / "plan.json"
        conditions = plan.conditions()
        if self.is_empty():  # what was to be done is of no matter when nothing has been
            self._write(path, json.dumps(conditions, indent=2).encode("ascii") + b"\n")
            return
        if not path.exists():
            raise UsageError(f"{self._name} holds parts but no plan.json; start anew with --overwrite.")
        earlier = _read_conditions(path)
        for name in (*conditions, *earlier):
            if earlier.get(name) != conditions.get(name):
                raise UsageError(
                    f"{self._name} was made with another {name} ({_shown(earlier, name)}, now "
                    f"{_shown(conditions, name)}); resume with the same command, or start anew with --overwrite."
                )


def _read_conditions(path: Path) -> dict[str, Any]:
    try:
        conditions = json.loads(path.read_bytes())
    except ValueError:
        conditions = None
    if not isinstance(conditions, dict):
        raise UsageError(f"{path} is no plan of RumourX; start anew with --overwrite.")
    return conditions


def _shown(conditions: dict[str, Any], name: str) -> str:
    return json.dumps(conditions[name], ensure_ascii=False) if name in conditions else "unknown"
