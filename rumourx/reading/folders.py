"""The files in a folder: recursive, sorted by name, without a way out of it or round in it."""

# ruff: noqa: PTH116, PTH118
# Paths stay strings here: of a folder with a million files, Paths would take a gigabyte.
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache

from rumourx.reading.files import shown
from rumourx.reading.task import ReadingOptions, Unread

NO_FILE = "is no ordinary file; name files that hold articles"


def files_in(folder: str, options: ReadingOptions) -> Iterator[str | Unread]:
    """The paths of the files in a folder and in its folders, sorted by name within each.

    Hidden files (.NAME) and `options.skip` are left out, and what `options.glob` does not match. A symbolic
    link to something else in the folder is left out as well: that is found under its own name. One that leads
    out is left out and told, unless `options.follow_links`; one that leads nowhere or round in a circle always.

    Holds the names of the files of one folder in memory at a time, about 80 bytes each.
    """
    root = os.path.realpath(folder)
    skip = frozenset(os.path.realpath(path) for path in options.skip)
    return _Walk(root, skip, options).below(folder, (), (root,))


def matches(parts: tuple[str, ...], glob: str | None) -> bool:
    """Does a path below the folder, in its parts, match the pattern? None matches everything.

    >>> matches(("2025", "a.txt"), "*.txt"), matches(("2025", "a.txt"), "2025/**/*.txt"), matches(("a.md",), "*.txt")
    (True, True, False)
    """
    return glob is None or _matches(parts, _split(glob))


def is_hidden(name: str) -> bool:
    """Is a file or folder of this name left out: `.DS_Store`, `.git` and the like?"""
    return name.startswith(".")


@cache
def _split(glob: str) -> tuple[str, ...]:
    return tuple(glob.strip("/").split("/")) if "/" in glob else ("**", glob)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[start:], pattern[1:]) for start in range(len(parts) + 1))
    return bool(parts) and fnmatch(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


@dataclass(frozen=True, slots=True)
class _Walk:
    root: str
    skip: frozenset[str]
    options: ReadingOptions

    def below(self, folder: str, parts: tuple[str, ...], real: tuple[str, ...]) -> Iterator[str | Unread]:
        """What is in `folder`, `parts` below the root; `real` are its real path and those of the folders above."""
        try:
            names, special = _listing(folder)
        except OSError as error:
            reason = "may not be read; give yourself permission to read it"
            if not isinstance(error, PermissionError):
                reason = f"cannot be read ({error.strerror}); check the folder"
            yield _unread(folder, reason)
            return
        for name in names:
            path, here = os.path.join(folder, name), (*parts, name)
            if os.path.join(real[0], name) in self.skip:
                continue
            if name not in special:
                if matches(here, self.options.glob):
                    yield path
            elif special[name].is_symlink():
                yield from self._link(path, here, real)
            elif special[name].is_dir(follow_symlinks=False):
                yield from self.below(path, here, (os.path.join(real[0], name), *real))
            elif matches(here, self.options.glob):
                yield _unread(path, NO_FILE)

    def _link(self, path: str, parts: tuple[str, ...], real: tuple[str, ...]) -> Iterator[str | Unread]:
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            where = "in a circle" if error.errno == errno.ELOOP else "to nothing that can be read"
            yield _unread(path, f"is a symbolic link that leads {where}; mend or remove it")
            return
        target = os.path.realpath(path)
        is_folder = stat.S_ISDIR(mode)
        if target in self.skip or not (is_folder or matches(parts, self.options.glob)):
            return
        if target in real:
            yield _unread(path, "is a symbolic link to a folder that it stands in; it was not followed")
        elif _is_below(target, self.root):
            return
        elif not self.options.follow_links:
            yield _unread(
                path, "is a symbolic link that leads out of the folder; to read what is there, use --follow-links"
            )
        elif is_folder:
            yield from self.below(path, parts, (target, *real))
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield _unread(path, NO_FILE)


def _listing(folder: str) -> tuple[list[str], dict[str, os.DirEntry[str]]]:
    """The names in a folder, sorted, and the entries of those that are no plain files."""
    names: list[str] = []
    special: dict[str, os.DirEntry[str]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_hidden(entry.name):
                continue
            names.append(entry.name)
            if not entry.is_file(follow_symlinks=False):
                special[entry.name] = entry
    names.sort()
    return names, special


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(os.path.join(folder, ""))


def _unread(path: str, reason: str) -> Unread:
    return Unread(shown(path), f"{shown(path)} {reason}.")
