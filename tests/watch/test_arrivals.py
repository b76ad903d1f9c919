"""When a file in a folder can be read: it has settled, and it was not read before."""

import os
import time
from pathlib import Path

import pytest

from rumourx.reading.task import ReadingOptions, Unread
from rumourx.watch.arrivals import Arrivals

SETTLE = 0.2


class Folder:
    """A folder, and what of it was read."""

    def __init__(self, path: Path, glob: str | None = None) -> None:
        self.path = path
        self.read: set[str] = set()
        self.arrivals = Arrivals(str(path), ReadingOptions(glob=glob), SETTLE, self.read.__contains__)

    def look(self) -> list[str]:
        """The names of the files that can be read now."""
        found = self.arrivals.look()
        return [Path(one.source if isinstance(one, Unread) else one).name for one in found]

    def write(self, name: str, text: str = "Il Parma.", age: float = 0) -> Path:
        """Write a file, `age` seconds ago."""
        path = self.path / name
        path.write_text(text)
        written = time.time() - age
        os.utime(path, (written, written))
        return path


@pytest.fixture
def folder(news: Path) -> Folder:
    return Folder(news)


class TestSettling:
    def test_a_file_that_was_written_long_ago_has_settled(self, folder: Folder) -> None:
        folder.write("a.txt", age=10)
        assert folder.look() == ["a.txt"]
        assert not folder.arrivals.waiting

    def test_a_fresh_file_is_waited_for(self, folder: Folder) -> None:
        folder.write("a.txt")
        assert folder.look() == []
        assert folder.arrivals.waiting
        time.sleep(SETTLE)
        assert folder.look() == ["a.txt"]
        assert not folder.arrivals.waiting

    def test_a_file_that_grows_is_waited_for_until_it_stops(self, folder: Folder) -> None:
        for length in range(5):
            folder.write("a.txt", "Il Parma. " * length)
            assert folder.look() == []
            time.sleep(SETTLE / 2)
        time.sleep(SETTLE)
        assert folder.look() == ["a.txt"]

    def test_a_clock_that_is_ahead_only_costs_the_wait(self, folder: Folder) -> None:
        folder.write("a.txt", age=-3600)
        assert folder.look() == []
        time.sleep(SETTLE)
        assert folder.look() == ["a.txt"]

    def test_a_file_that_goes_away_is_forgotten(self, folder: Folder) -> None:
        folder.write("a.txt").unlink()
        assert folder.look() == []
        folder.write("b.txt")
        folder.look()
        (folder.path / "b.txt").unlink()
        assert folder.look() == []
        assert not folder.arrivals.waiting


class TestWhatIsRead:
    def test_a_file_is_handed_out_once(self, folder: Folder) -> None:
        folder.write("a.txt", age=10)
        assert [folder.look(), folder.look()] == [["a.txt"], []]

    def test_one_that_was_read_is_left_alone_even_if_it_changes(self, folder: Folder) -> None:
        folder.read.add(str(folder.write("a.txt", age=10)))
        assert folder.look() == []
        folder.write("a.txt", "Altro.", age=10)
        assert folder.look() == []

    def test_one_that_could_not_be_read_is_handed_out_again_when_it_changes(self, folder: Folder) -> None:
        folder.write("a.txt", "", age=10)
        folder.look()
        folder.write("a.txt", "Il Parma.", age=10)
        assert folder.look() == ["a.txt"]

    def test_lines_of_json_are_handed_out_again_when_they_grow(self, folder: Folder) -> None:
        path = folder.write("a.jsonl", '{"text": "Uno."}\n', age=10)
        assert folder.look() == ["a.jsonl"]
        folder.read.add(f"{path}:1")
        folder.write("a.jsonl", '{"text": "Uno."}\n{"text": "Due."}\n', age=9)
        assert folder.look() == ["a.jsonl"]

    def test_hidden_files_and_those_of_other_names_are_left_out(self, news: Path) -> None:
        folder = Folder(news, glob="*.txt")
        for name in (".a.txt", "a.txt.part", "b.html", "c.txt"):
            folder.write(name, age=10)
        assert folder.look() == ["c.txt"]

    def test_folders_in_it_are_looked_into(self, folder: Folder) -> None:
        (folder.path / "2025").mkdir()
        folder.write("2025/a.txt", age=10)
        assert folder.look() == ["a.txt"]

    def test_what_is_no_file_is_told(self, folder: Folder) -> None:
        (folder.path / "a.txt").symlink_to("nothing.txt")
        (found,) = folder.arrivals.look()
        assert isinstance(found, Unread)
        assert "leads to nothing" in found.reason
