"""A file that grows by whole lines, whatever happens to the process that writes it."""

from pathlib import Path

import pytest

from rumourx.errors import UsageError
from rumourx.watch.lines import GrowingLines

OPENING = '{"source":'
ONE, TWO = {"source": "a.txt", "name": "Çalhanoğlu"}, {"source": "b.txt", "name": "\u2028 \ud800"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "facts.jsonl"


def values(path: Path) -> list[object]:
    lines = GrowingLines(path, OPENING)
    try:
        return [value for _, value in lines]
    finally:
        lines.close()


def append(path: Path, *rows: dict[str, str]) -> None:
    lines = GrowingLines(path, OPENING)
    for row in rows:
        lines.append(row)
    lines.close()


def test_what_is_appended_is_there_when_it_is_opened_again(path: Path) -> None:
    append(path, ONE)
    append(path, TWO)
    assert values(path) == [ONE, TWO]
    assert path.read_bytes().count(b"\n") == 2


def test_a_line_can_be_read_again_by_its_offset(path: Path) -> None:
    lines = GrowingLines(path, OPENING)
    offsets = [lines.append(value) for value in (ONE, TWO, ONE)]
    assert list(lines.read(reversed(offsets))) == [ONE, TWO, ONE]
    assert [offset for offset, _ in lines] == offsets
    lines.close()


def test_the_folder_is_made(tmp_path: Path) -> None:
    append(tmp_path / "data" / "2025" / "facts.jsonl", ONE)
    assert values(tmp_path / "data" / "2025" / "facts.jsonl") == [ONE]


def test_a_line_that_was_cut_off_anywhere_is_removed(path: Path) -> None:
    append(path, ONE, TWO)
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    for length in range(first, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert values(path) == [ONE]
        assert path.read_bytes() == whole[:first]


def test_a_line_that_only_lacks_its_line_feed_is_kept(path: Path) -> None:
    append(path, ONE)
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    append(path, TWO)
    assert values(path) == [ONE, TWO]


@pytest.mark.parametrize(
    "foreign",
    [b'{"text": "Un articolo."}\n', b"appunti", b"\n", b'{"source": "a.txt"}\n{"text"', b'{"source": 1}\nappunti\n'],
)
def test_a_file_of_something_else_is_refused_and_left_as_it_is(path: Path, foreign: bytes) -> None:
    path.write_bytes(foreign)
    with pytest.raises(UsageError, match=r"facts\.jsonl.* is no line of"):
        values(path)
    assert path.read_bytes() == foreign


def test_only_one_can_have_it_open(path: Path) -> None:
    lines = GrowingLines(path, OPENING)
    with pytest.raises(UsageError, match="another process is writing"):
        GrowingLines(path, OPENING)
    lines.close()
    append(path, ONE)


def test_a_file_that_was_taken_away_is_noticed(path: Path) -> None:
    lines = GrowingLines(path, OPENING)
    path.rename(path.with_name("yesterday.jsonl"))
    for _ in range(2):
        with pytest.raises(UsageError, match="was moved or replaced"):
            lines.append(ONE)
        path.write_bytes(b"")  # nor is another file in its place the same
    lines.close()


def test_what_the_system_refuses_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import resource
    import signal

    append(path, ONE)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    lines = GrowingLines(path, OPENING)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
        with pytest.raises(OSError, match="File too large"):
            lines.append(TWO)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_bytes() == before
    lines.append(TWO)
    lines.close()
    assert values(path) == [ONE, TWO]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        GrowingLines(tmp_path, OPENING)
