"""Inputs become tasks, and tasks articles: good ones among all that a folder can hold."""

import gzip
import json
import os
import pickle
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourx.errors import UsageError
from rumourx.reading.sources import Loaded, ReadingOptions, Task, Unread, iter_tasks, read_task
from rumourx.reading.task import Kind
from tests.batch.processes import run_python

TEXT = "Il Parma pensa a Paolo Vanoli."
Privileges = Callable[[], AbstractContextManager[None]]


def write(folder: Path, *names: str, text: str = TEXT) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def sources(*inputs: Path | str, **options: object) -> list[str]:
    return [task.source for task in iter_tasks([str(one) for one in inputs], ReadingOptions(**options))]  # type: ignore[arg-type]


def read(*inputs: Path | str, **options: object) -> dict[str, str]:
    """By source: the article's text, or the reason why there is none."""
    chosen = ReadingOptions(**options)  # type: ignore[arg-type]
    found = {}
    for task in iter_tasks([str(one) for one in inputs], chosen):
        got = read_task(task, chosen) if isinstance(task, Task) else task
        assert task.source not in found
        found[task.source] = got.article.text if isinstance(got, Loaded) else got.reason
    return found


class TestOrder:
    def test_inputs_stay_in_the_order_given_and_folders_are_sorted(self, tmp_path: Path) -> None:
        write(tmp_path, "z.txt", "news/b.txt", "news/a/c.txt", "news/a.txt", "news/10.txt", "news/9.txt")
        assert sources(tmp_path / "z.txt", tmp_path / "news") == [
            f"{tmp_path}/{name}"
            for name in ("z.txt", "news/10.txt", "news/9.txt", "news/a/c.txt", "news/a.txt", "news/b.txt")
        ]

    def test_the_same_name_in_two_folders_is_two_articles(self, tmp_path: Path) -> None:
        write(tmp_path, "a/x.txt", "b/x.txt")
        assert sources(tmp_path) == [f"{tmp_path}/a/x.txt", f"{tmp_path}/b/x.txt"]

    def test_an_input_that_is_named_twice_is_read_once(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", "b.txt")
        assert sources(tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "b.txt") == [
            f"{tmp_path}/b.txt",
            f"{tmp_path}/a.txt",
        ]

    def test_a_folder_is_looked_into_only_when_it_is_reached(self, tmp_path: Path) -> None:
        write(tmp_path, "a/1.txt", "b/1.txt")
        tasks = iter_tasks([str(tmp_path)], ReadingOptions())
        assert next(tasks).source == f"{tmp_path}/a/1.txt"
        write(tmp_path, "b/0.txt")
        assert [task.source for task in tasks] == [f"{tmp_path}/b/0.txt", f"{tmp_path}/b/1.txt"]

    def test_paths_are_said_as_the_user_says_them(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path, "news/a.txt")
        monkeypatch.chdir(tmp_path)
        assert sources("news", "news/", ".", "news/a.txt") == ["news/a.txt", "news/a.txt", "./news/a.txt", "news/a.txt"]

    def test_tasks_and_options_travel_to_other_processes(self, tmp_path: Path) -> None:
        options = ReadingOptions(glob="*.txt", skip=("out",))
        for thing in (options, Task("a.jsonl:1", "line", "a.jsonl", b"{}"), Unread("a", "because")):
            assert pickle.loads(pickle.dumps(thing)) == thing


class TestWhichFiles:
    def test_hidden_files_and_folders_are_left_out(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt", ".DS_Store", ".git/config")
        assert sources(tmp_path) == [f"{tmp_path}/a.txt"]
        assert sources(tmp_path / ".DS_Store") == [f"{tmp_path}/.DS_Store"]

    @pytest.mark.parametrize(
        ("glob", "names"),
        [
            ("*.txt", ["2024/a.txt", "2025/05/a.txt", "2025/a.txt", "b.txt"]),
            ("a.*", ["2024/a.txt", "2025/05/a.txt", "2025/a.html", "2025/a.txt"]),
            ("2025/*.txt", ["2025/a.txt"]),
            ("2025/**/*.txt", ["2025/05/a.txt", "2025/a.txt"]),
            ("**/05/*", ["2025/05/a.txt"]),
            ("202[4]/**", ["2024/a.txt"]),
        ],
    )
    def test_a_pattern_narrows_folders(self, tmp_path: Path, glob: str, names: list[str]) -> None:
        write(tmp_path, "b.txt", "2024/a.txt", "2025/a.txt", "2025/05/a.txt", "2025/a.html")
        assert sources(tmp_path, glob=glob) == [f"{tmp_path}/{name}" for name in names]

    def test_a_pattern_does_not_touch_files_that_are_named(self, tmp_path: Path) -> None:
        write(tmp_path, "b.md")
        assert sources(tmp_path / "b.md", glob="*.txt") == [f"{tmp_path}/b.md"]

    def test_the_output_of_the_run_is_no_input(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path, "a.txt", "facts.csv", "facts.csv.parts/plan.json", "deep/facts.csv")
        monkeypatch.chdir(tmp_path)
        assert sources(".", skip=("facts.csv", f"{tmp_path}/facts.csv.parts")) == ["./a.txt", "./deep/facts.csv"]


class TestLinks:
    def test_what_links_in_a_folder_lead_to_is_read_once(self, tmp_path: Path) -> None:
        write(tmp_path, "news/a.txt", "news/deep/b.txt")
        (tmp_path / "news" / "same.txt").symlink_to("a.txt")
        (tmp_path / "news" / "same").symlink_to("deep")
        assert sources(tmp_path / "news") == [f"{tmp_path}/news/a.txt", f"{tmp_path}/news/deep/b.txt"]

    def test_a_circle_is_told_and_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path, "news/deep/a.txt")
        (tmp_path / "news" / "deep" / "up").symlink_to("..")
        (tmp_path / "news" / "self").symlink_to("self")
        for follow in (False, True):
            assert read(tmp_path / "news", follow_links=follow) == {
                f"{tmp_path}/news/deep/a.txt": TEXT,
                f"{tmp_path}/news/deep/up": f"{tmp_path}/news/deep/up is a symbolic link to a folder that it stands "
                "in; it was not followed.",
                f"{tmp_path}/news/self": f"{tmp_path}/news/self is a symbolic link that leads in a circle; mend or "
                "remove it.",
            }

    def test_a_link_out_of_the_folder_is_told_and_followed_only_on_demand(self, tmp_path: Path) -> None:
        write(tmp_path, "news/a.txt", "other/b.txt", "other/c.md")
        (tmp_path / "news" / "out").symlink_to("../other")
        (tmp_path / "news" / "out.txt").symlink_to("../other/b.txt")
        (tmp_path / "other" / "back").symlink_to("../news")
        told = read(tmp_path / "news", glob="*.txt")
        assert list(told) == [f"{tmp_path}/news/{name}" for name in ("a.txt", "out", "out.txt")]
        assert "leads out of the folder; to read what is there, use --follow-links." in told[f"{tmp_path}/news/out"]
        followed = read(tmp_path / "news", glob="*.txt", follow_links=True)
        assert [name for name, text in followed.items() if text == TEXT] == [
            f"{tmp_path}/news/{name}" for name in ("a.txt", "out/b.txt", "out.txt")
        ]
        assert "a folder that it stands in" in followed[f"{tmp_path}/news/out/back"]

    def test_a_link_to_nothing_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "gone.txt").symlink_to("nowhere.txt")
        assert "leads to nothing that can be read" in read(tmp_path)[f"{tmp_path}/gone.txt"]

    def test_a_link_that_is_named_is_followed(self, tmp_path: Path) -> None:
        write(tmp_path, "news/a.txt")
        (tmp_path / "link").symlink_to("news")
        assert read(tmp_path / "link") == {f"{tmp_path}/link/a.txt": TEXT}


class TestBrokenFilesAmongGoodOnes:
    def test_the_good_are_read_and_each_bad_one_has_its_reason(self, tmp_path: Path) -> None:
        write(tmp_path, "a-good.txt", "z-good.txt")
        (tmp_path / "bom.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
        (tmp_path / "crlf.txt").write_bytes(b"date 2025-05-12\r\n" + TEXT.encode() + b"\r\n")
        (tmp_path / "utf16.txt").write_text(TEXT, encoding="utf-16")
        (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
        (tmp_path / "empty.txt").touch()
        (tmp_path / "long.txt").write_bytes(b"a" * 50_000_000)
        (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(os.urandom(5000))[:2500])
        (tmp_path / "no-gzip.txt.gz").write_bytes(TEXT.encode())
        (tmp_path / "tail.txt.gz").write_bytes(gzip.compress(TEXT.encode())[:-8] + b"12345678")
        os.mkfifo(tmp_path / "fifo.txt")
        found = {source.removeprefix(f"{tmp_path}/"): text for source, text in read(tmp_path).items()}
        good = {name: text for name, text in found.items() if TEXT in text}
        assert set(good) == {"a-good.txt", "bom.txt", "crlf.txt", "utf16.txt", "z-good.txt"}
        assert good["crlf.txt"] == f"date 2025-05-12\r\n{TEXT}\r\n"
        assert {name: text.removeprefix(f"{tmp_path}/") for name, text in found.items() if name not in good} == {
            "binary.txt": "binary.txt is not text but binary data; save the article as plain text in UTF-8.",
            "cut.txt.gz": "cut.txt.gz is cut off: its gzip data end too early; copy or compress it again.",
            "empty.txt": "empty.txt is empty; give it the text of an article.",
            "fifo.txt": "fifo.txt is no ordinary file; name files that hold articles.",
            "long.txt": "long.txt is longer than 1,000,000 characters; split it into its articles.",
            "no-gzip.txt.gz": "no-gzip.txt.gz is no gzip file, or a damaged one; copy or compress it again.",
            "tail.txt.gz": "tail.txt.gz is no gzip file, or a damaged one; copy or compress it again.",
        }

    def test_what_may_not_be_read_is_told(self, open_folder: Path, without_privileges: Privileges) -> None:
        write(open_folder, "a.txt", "closed.txt", "folder/b.txt", "listed/c.txt", "z.txt")
        for name, mode in (("closed.txt", 0), ("folder", 0), ("listed", 0o744)):
            (open_folder / name).chmod(mode)
        with without_privileges():
            found = read(open_folder)
        (open_folder / "folder").chmod(0o755)
        (open_folder / "listed").chmod(0o755)
        assert found == {
            f"{open_folder}/a.txt": TEXT,
            **{
                f"{open_folder}/{name}": f"{open_folder}/{name} may not be read; give yourself permission to read it."
                for name in ("closed.txt", "folder", "listed/c.txt")
            },
            f"{open_folder}/z.txt": TEXT,
        }

    def test_a_file_that_goes_away_before_its_turn_is_told(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        (task,) = iter_tasks([str(tmp_path)], ReadingOptions())
        (tmp_path / "a.txt").unlink()
        assert isinstance(task, Task)
        assert read_task(task, ReadingOptions()) == Unread(
            f"{tmp_path}/a.txt", f"{tmp_path}/a.txt does not exist; check its name and folder."
        )

    def test_a_device_is_told_and_a_pipe_read(self, tmp_path: Path) -> None:
        (tmp_path / "zero.jsonl").symlink_to("/dev/zero")
        told = "zero.jsonl is a device, which may never end; name a file that holds articles."
        assert read(tmp_path / "zero.jsonl") == {f"{tmp_path}/zero.jsonl": f"{tmp_path}/{told}"}
        os.mkfifo(tmp_path / "pipe")
        writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=(TEXT,))
        writer.start()
        assert read(tmp_path / "pipe") == {f"{tmp_path}/pipe": TEXT}
        writer.join()

    def test_an_input_that_does_not_exist_is_told(self, tmp_path: Path) -> None:
        assert read(tmp_path / "none") == {
            f"{tmp_path}/none": f"{tmp_path}/none does not exist; check its name and folder."
        }

    def test_a_name_that_is_not_utf_8_can_be_printed(self, tmp_path: Path) -> None:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/perch\xe8.txt")).write_text(TEXT, encoding="utf-8")
        assert read(tmp_path) == {f"{tmp_path}/perch�.txt": TEXT}

    def test_an_empty_folder_holds_nothing(self, tmp_path: Path) -> None:
        assert sources(tmp_path) == []


class TestNothingIsAnException:
    @given(st.sampled_from(["text", "html", "line"]), st.sampled_from([b"", b"<html>", b'{"text":']), st.binary())
    def test_whatever_the_bytes_are(self, kind: Kind, beginning: bytes, data: bytes) -> None:
        found = read_task(Task("a", kind, "a", beginning + data), ReadingOptions())
        assert isinstance(found, Loaded) or found.reason.startswith("a ")

    @given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda inner: st.lists(inner)), st.text())
    def test_whatever_the_fields_hold(self, value: object, text: str) -> None:
        fields = {"text": text, "title": value, "date": value, "url": value}
        found = read_task(Task("a:1", "line", "a", json.dumps(fields).encode()), ReadingOptions())
        assert isinstance(found, Loaded) or found.reason.startswith("a:1 ")


class TestGzip:
    def test_the_name_before_gz_says_what_it_holds(self, tmp_path: Path) -> None:
        for name, data in (("a.txt.gz", TEXT), ("b.gz", TEXT), ("c.json.gz", f'{{"text": "{TEXT}"}}')):
            (tmp_path / name).write_bytes(gzip.compress(data.encode()))
        two = "".join(f'{{"text": "{TEXT} {number}"}}\n' for number in (1, 2))
        # Two members one behind the other are one file, as `cat a.gz b.gz` makes it.
        (tmp_path / "d.JSONL.GZ").write_bytes(b"".join(map(gzip.compress, two.encode().splitlines(keepends=True))))
        assert list(read(tmp_path).values()) == [TEXT, TEXT, TEXT, f"{TEXT} 1", f"{TEXT} 2"]

    def test_a_bomb_stops_before_it_fills_the_memory(self, tmp_path: Path) -> None:
        for name in ("a.txt.gz", "b.jsonl.gz", "c.jsonl.gz"):
            line = b"\n" if name == "c.jsonl.gz" else b" "
            with gzip.open(tmp_path / name, "wb", compresslevel=1) as stream:
                for _ in range(120):
                    stream.write(line * 1_000_000)
        found = read(tmp_path)
        assert found[f"{tmp_path}/a.txt.gz"].endswith(
            "is longer than 1,000,000 characters; split it into its articles."
        )
        for name in ("b.jsonl.gz", "c.jsonl.gz"):
            assert "grows to more than 200 times its size" in found[f"{tmp_path}/{name}"]

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
    @pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.json.gz", "a.jsonl.gz"])
    def test_ten_gigabytes_in_ten_megabytes_take_little_memory(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(gzip.compress(b" " * 10_000_000) * 1000)
        code = (
            "import sys\n"
            "from rumourx.reading.sources import *\n"
            "from tests.batch.processes import peak_memory\n"
            "options = ReadingOptions()\n"
            "for task in iter_tasks(sys.argv[1:], options):\n"
            "    found = read_task(task, options) if isinstance(task, Task) else task\n"
            "    print(peak_memory(), found.reason)\n"
        )
        done = run_python(code, str(tmp_path / name))
        peak, reason = done.stdout.split(maxsplit=1)
        assert int(peak) < 120_000_000
        assert "is longer than" in reason or "grows to more than 200 times its size" in reason


class TestTheRun:
    def test_the_date_given_dates_what_has_none(self, tmp_path: Path) -> None:
        write(tmp_path, "a.txt")
        write(tmp_path, "b.txt", text=f"date 2024-01-31 {TEXT}")
        options = ReadingOptions(date="2025-05")
        dates = []
        for task in iter_tasks([str(tmp_path)], options):
            assert isinstance(task, Task)
            loaded = read_task(task, options)
            assert isinstance(loaded, Loaded)
            assert loaded.article.date
            dates.append((loaded.article.source, loaded.article.date.date))
        assert dates == [(f"{tmp_path}/a.txt", "2025-05"), (f"{tmp_path}/b.txt", "2024-01-31")]

    def test_a_wrong_date_and_standard_input_are_refused_before_the_first_article(self) -> None:
        with pytest.raises(UsageError, match="“ieri” is not a date"):
            iter_tasks(["none"], ReadingOptions(date="ieri"))
        with pytest.raises(UsageError, match="cannot be read from standard input; name files, folders or addresses"):
            iter_tasks(["none", "-"], ReadingOptions())
