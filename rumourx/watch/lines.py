"""A file of JSON Lines that only grows, by a whole line at a time.

Whenever the process is killed, the file holds whole lines and at most the beginning of one, which is cut off when
it is opened again.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rumourx.batch.writers.drafts import flush_folder
from rumourx.batch.writers.json_values import to_json
from rumourx.errors import UsageError

CHUNK = 1 << 20  # bytes


class GrowingLines:
    """A file of JSON objects, one a line, open for one process at a time; it is made where there is none.

    `opening` is what every line begins with, such as `{"source":`; a file that begins otherwise is somebody
    else's and is left as it is.

    Raises UsageError when the file cannot be written, is open in another process, or holds something else.
    """

    def __init__(self, path: Path, opening: str) -> None:
        self.path = path
        self._opening = opening.encode()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b", buffering=0)
            flush_folder(path.parent)
        except OSError as error:
            raise UsageError(f"{path} cannot be written ({error.strerror}); name another --output.") from error
        try:
            self._lock()
            self._check_beginning()
            self._mend_end()
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield each line's offset and what it holds. Raises UsageError at a line that holds something else."""
        offset = 0
        with self.path.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if not line.startswith(self._opening):
                    raise self._strange(f"{self.path}:{number}")
                try:
                    value: dict[str, Any] = json.loads(line)
                except ValueError as error:
                    raise self._strange(f"{self.path}:{number}") from error
                yield offset, value
                offset += len(line)

    def read(self, offsets: Iterable[int]) -> Iterator[dict[str, Any]]:
        """Yield what the lines at these offsets hold. Raises UsageError as `append` does."""
        self._check_place()
        with self.path.open("rb") as stream:
            for offset in offsets:
                stream.seek(offset)
                yield json.loads(stream.readline())

    def append(self, value: dict[str, Any]) -> int:
        """Write a line and return its offset; when this returns, it outlives a power cut.

        Raises OSError when the system refuses, and the file is then as before; UsageError when another file has
        taken its place since it was opened.
        """
        self._check_place()
        size = os.fstat(self._file.fileno()).st_size
        rest = memoryview(f"{to_json(value)}\n".encode())
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(size)
            raise
        return size

    def close(self) -> None:
        """Let another process have the file."""
        self._file.close()

    def _lock(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"another process is writing {self.path}; stop it first, or name another file.") from error
        except OSError:  # a file system without locks
            return

    def _check_beginning(self) -> None:
        self._file.seek(0)
        beginning = self._file.read(len(self._opening)) or b""
        if not self._opening.startswith(beginning):
            raise self._strange(str(self.path))

    def _mend_end(self) -> None:
        """Cut off a line that was not written to its end, and end one that only lacks its line feed."""
        end = self._end_of_last_line()
        self._file.seek(end)
        rest = self._file.read()
        if not rest:
            return
        if _is_json(rest):
            self._file.write(b"\n")
        elif rest.startswith(self._opening) or self._opening.startswith(rest):
            self._file.truncate(end)
        else:
            raise self._strange(f"the end of {self.path}")
        os.fsync(self._file.fileno())

    def _end_of_last_line(self) -> int:
        """The offset behind the last line feed, 0 where there is none."""
        end = os.fstat(self._file.fileno()).st_size
        while end:
            start = max(0, end - CHUNK)
            self._file.seek(start)
            found = (self._file.read(end - start) or b"").rfind(b"\n")
            if found >= 0:
                return start + found + 1
            end = start
        return 0

    def _check_place(self) -> None:
        try:
            still_there = os.path.samestat(os.fstat(self._file.fileno()), self.path.stat())
        except FileNotFoundError:
            still_there = False
        if not still_there:
            raise UsageError(f"{self.path} was moved or replaced while it was being written; start again.")

    def _strange(self, place: str) -> UsageError:
        return UsageError(f"{place} is no line of {self._opening.decode()}…}}; name another --output.")


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True
