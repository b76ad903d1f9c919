"""Which files of a folder can be read now: they have settled, and hold something that was not read before."""

import os
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rumourx.reading.files import kind_of, shown
from rumourx.reading.folders import files_in
from rumourx.reading.task import ReadingOptions, Unread


class _Stamp(NamedTuple):
    """What changes when a file is written."""

    size: int
    modified: int  # nanoseconds since 1970

    @property
    def age(self) -> float:
        """The seconds since the file was written; negative where clocks differ."""
        return time.time() - self.modified / 1e9


class Arrivals:
    """The files of a folder (see `rumourx.reading.folders`) as they come in.

    A file has settled when nothing was written to it for `settle` seconds; one that is renamed into the folder
    was often written longer ago, and has settled at once. `is_read` says of a source whether its article was
    read: such a file is left alone. All others are handed out again when they change: what could not be read may
    have been mended, and JSON Lines may have grown.
    """

    def __init__(self, folder: str, options: ReadingOptions, settle: float, is_read: Callable[[str], bool]) -> None:
        self._folder = folder
        self._options = options
        self._settle = settle
        self._is_read = is_read
        self._handed_out: dict[str, _Stamp] = {}
        self._growing: dict[str, tuple[_Stamp, float]] = {}

    @property
    def waiting(self) -> bool:
        """Is a file there that has not settled, so that it is worth looking again soon?"""
        return bool(self._growing)

    def look(self) -> Iterator[str | Unread]:
        """Yield the paths of files that can be read now, sorted by name, and what in the folder can never be."""
        growing, self._growing = self._growing, {}
        for path in files_in(self._folder, self._options):
            if isinstance(path, Unread):
                yield path
            elif kind_of(path) != "lines" and self._is_read(shown(path)):
                self._handed_out.pop(path, None)
            elif (stamp := self._changed(path)) and self._has_settled(path, stamp, growing.get(path)):
                self._handed_out[path] = stamp
                yield path

    def _changed(self, path: str) -> _Stamp | None:
        """The file's stamp, unless it was handed out with that very one, or has gone meanwhile."""
        try:
            status = os.stat(path)  # noqa: PTH116  # paths stay strings, as in rumourx.reading.folders
        except OSError:
            return None
        stamp = _Stamp(status.st_size, status.st_mtime_ns)
        return None if self._handed_out.get(path) == stamp else stamp

    def _has_settled(self, path: str, stamp: _Stamp, seen: tuple[_Stamp, float] | None) -> bool:
        if stamp.age >= self._settle:
            return True
        # Clocks of file servers may be ahead: then it counts how long we have seen the file as it is.
        since = seen[1] if seen and seen[0] == stamp else time.monotonic()
        if time.monotonic() - since >= self._settle:
            return True
        self._growing[path] = stamp, since
        return False
