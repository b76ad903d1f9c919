"""Outputs that appear whole: written under another name, flushed to the disk, then renamed."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rumourx.errors import UsageError

DRAFT = ".draft-{name}"  # keeps the suffix, and is hidden: folders of articles are read without it
FORMER = ".former-{name}"
FOLDER_MARK = "_rumourx.txt"
MARK_TEXT = "rumourx batch wrote this folder; with --overwrite it replaces all of it.\n"


@contextmanager
def whole(paths: Sequence[Path], *, is_folder: bool = False) -> Iterator[list[Path]]:
    """Give a draft for each path; they take the paths' places when the block ends well, the first one last.

    With `is_folder` the drafts are empty folders. What a killed process left is removed first. Links are followed.
    """
    places = [Path(os.path.realpath(path)) for path in paths]
    drafts = [place.with_name(DRAFT.format(name=place.name)) for place in places]
    _remove(*drafts)
    try:
        for draft in drafts:
            draft.parent.mkdir(parents=True, exist_ok=True)
            if is_folder:
                draft.mkdir()
                (draft / FOLDER_MARK).write_text(MARK_TEXT, encoding="ascii")
        yield drafts
        for draft, place in reversed(list(zip(drafts, places, strict=True))):
            _flush(draft)
            _take_place(draft, place)
    finally:
        _remove(*drafts)


def check_replaceable(path: Path, *, is_folder: bool) -> None:
    """Raise UsageError for what an output must not replace: a folder by a file, or a folder of other things."""
    if not is_folder:
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file, or add a / for a folder as output.")
        return
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file; name a folder, or leave out the / at its end.")
    if path.is_dir() and any(path.iterdir()) and not (path / FOLDER_MARK).is_file():
        raise UsageError(f"{path} holds files that rumourx batch did not write; name a new or an empty folder.")


def _take_place(draft: Path, place: Path) -> None:
    if not draft.is_dir():
        if place.exists():
            draft.chmod(place.stat().st_mode)
        draft.replace(place)
    else:
        former = place.with_name(FORMER.format(name=place.name))
        _remove(former)
        if place.exists():
            place.rename(former)  # a folder that is not empty cannot be replaced at one stroke
        draft.rename(place)
        _remove(former)
    flush_folder(place.parent)


def _flush(draft: Path) -> None:
    """Make what was written outlive a power cut."""
    if draft.is_dir():
        os.sync()  # far faster than one by one, where there are many files
        return
    with draft.open("rb") as stream:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make a renaming in the folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _remove(*paths: Path) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
