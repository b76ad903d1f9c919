"""What makes a machine fail: limits, disks, places that cannot be written."""

import os
import resource
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.conftest import deadly, write_articles
from tests.cli.conftest import article, environment, run, start

__all__ = ["article", "articles", "deadly", "environment", "read_only", "run", "small_disk", "start"]

ARTICLES = 24


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small articles, the same for all tests: leave it as it is."""
    return write_articles(tmp_path_factory.mktemp("failure") / "articles", ARTICLES)


def limited(kind: int, size: int) -> Callable[[], None]:
    """What a child process does before it begins, so that the system gives it no more."""
    return lambda: resource.setrlimit(kind, (size, size))


def files_of(size: int) -> Callable[[], None]:
    """Let no file grow beyond a number of bytes: as on a full disk, writing fails in the middle."""
    return limited(resource.RLIMIT_FSIZE, size)


def one_sentence(errors: str) -> str:
    """Check that a message is one plain sentence; return it."""
    assert errors.startswith("rumourx: ") and errors.endswith((".\n", "--resume goes on.\n")), errors
    assert len(errors.splitlines()) == 1
    assert "Traceback" not in errors and "Errno" not in errors
    return errors.removeprefix("rumourx: ").removesuffix("\n")


def names_in(folder: Path) -> list[str]:
    """The names in a folder, the hidden ones, too."""
    return sorted(path.name for path in folder.iterdir())


def _mounted(folder: Path, *options: str) -> Iterator[Path]:
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], capture_output=True)
    if done.returncode:
        pytest.skip("needs the right to mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB."""
    yield from _mounted(tmp_path / "disk", "-o", "size=600k")


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing can be written."""
    if os.geteuid() == 0:  # who may write into every folder, but not on every disk
        yield from _mounted(tmp_path / "closed", "-o", "ro")
        return
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    yield folder
