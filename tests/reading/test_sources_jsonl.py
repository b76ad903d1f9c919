"""Articles as JSON: one object a line, or one a file."""

import gzip
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from rumourx.reading.sources import Loaded, ReadingOptions, Task, Unread, iter_tasks, read_task

TEXT = "Il Parma pensa a Paolo Vanoli."


def load(path: Path, **options: Any) -> dict[str, Loaded | Unread]:
    chosen = ReadingOptions(**options)
    tasks = list(iter_tasks([str(path)], chosen))
    return {
        task.source.removeprefix(f"{path.parent}/"): read_task(task, chosen) if isinstance(task, Task) else task
        for task in tasks
    }


def load_one(folder: Path, value: object, **options: Any) -> Loaded:
    (folder / "a.json").write_text(json.dumps(value), encoding="utf-8")
    (loaded,) = load(folder / "a.json", **options).values()
    assert isinstance(loaded, Loaded), loaded
    return loaded


def reason(folder: Path, line: str) -> str:
    (folder / "a.jsonl").write_text(line, encoding="utf-8")
    ((source, unread),) = load(folder / "a.jsonl").items()
    assert source == "a.jsonl:1"
    assert isinstance(unread, Unread)
    return unread.reason.removeprefix(f"{folder}/a.jsonl:1 ")


class TestFields:
    def test_text_title_date_and_what_is_carried_through(self, tmp_path: Path) -> None:
        value = {"text": TEXT, "title": " Parma,\n la pista ", "date": "2025-05-12T08:30:00Z", "url": "https://a.it/1"}
        loaded = load_one(tmp_path, {**value, "id": 7, "tags": ["parma", None]})
        article = loaded.article
        assert (article.text, article.title, article.body_start) == (TEXT, "Parma, la pista", 0)
        assert article.date
        assert (article.date.date, article.date.origin) == ("2025-05-12", "metadata")
        assert article.source == f"{tmp_path}/a.json"
        assert loaded.fields == {"url": "https://a.it/1", "id": 7, "tags": ["parma", None]}

    def test_fields_may_have_other_names(self, tmp_path: Path) -> None:
        value = {"corpo": TEXT, "titolo": "Parma", "giorno": "12 maggio 2025", "link": "https://a.it/1", "text": 1}
        names = {"text_field": "corpo", "title_field": "titolo", "date_field": "giorno", "url_field": "link"}
        loaded = load_one(tmp_path, value, **names)
        assert loaded.article.date
        assert (loaded.article.title, loaded.article.date.date) == ("Parma", "2025-05-12")
        assert loaded.fields == {"url": "https://a.it/1", "text": 1}

    def test_what_is_missing_or_null_is_read_without(self, tmp_path: Path) -> None:
        for value in ({}, {"title": None, "date": None}, {"title": "", "date": ""}):
            loaded = load_one(tmp_path, {"text": TEXT, **value})
            assert (loaded.article.title, loaded.article.date) == (None, None)
            assert (loaded.fields, loaded.article.notes) == ({}, ())

    def test_the_texts_own_title_is_taken_where_there_is_no_other(self, tmp_path: Path) -> None:
        assert load_one(tmp_path, {"text": f"Pista Vanoli\n\n{TEXT}"}).article.title == "Pista Vanoli"

    @pytest.mark.parametrize(
        ("text", "value", "option", "date"),
        [
            (f"date 2024-01-31 {TEXT}", "2025-05-12", "2023", "2024-01-31"),
            (TEXT, "2025-05-12", "2023", "2025-05-12"),
            (TEXT, "boh", "2023", "2023"),
            (TEXT, None, "2023", "2023"),
        ],
    )
    def test_the_texts_date_goes_before_the_fields_and_this_before_the_option(
        self, tmp_path: Path, text: str, value: str | None, option: str, date: str
    ) -> None:
        article = load_one(tmp_path, {"text": text, "date": value}, date=option).article
        assert article.date
        assert article.date.date == date

    def test_a_title_or_date_of_a_wrong_type_is_told_and_carried_through(self, tmp_path: Path) -> None:
        loaded = load_one(tmp_path, {"text": TEXT, "title": 3, "date": "domenica scorsa"})
        assert (loaded.article.title, loaded.article.date) == (None, None)
        assert loaded.article.notes == (
            f"{tmp_path}/a.json has a title that is a number, not a text; it was read without.",
            f"{tmp_path}/a.json has a date that is none that RumourX knows; write YYYY-MM-DD.",
        )
        assert loaded.fields == {"title": 3, "date": "domenica scorsa"}

    def test_nesting_and_numbers_within_measure_are_carried_through(self, tmp_path: Path) -> None:
        deep: object = 1.5e300
        for _ in range(98):
            deep = [deep]
        assert load_one(tmp_path, {"text": TEXT, "n": deep}).fields == {"n": deep}


class TestLines:
    def test_a_file_that_grows_shrinks_or_goes_away_while_it_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        line = json.dumps({"text": TEXT, "n": "x" * 1000}) + "\n"
        for change in (lambda: path.open("a").write(line), lambda: os.truncate(path, len(line)), path.unlink):
            path.write_text(line * 3000, encoding="utf-8")  # more than is read at once
            tasks = iter_tasks([str(path)], ReadingOptions())
            first = next(tasks)
            change()
            for task in (first, *tasks):
                found = read_task(task, ReadingOptions()) if isinstance(task, Task) else task
                assert isinstance(found, Loaded) or "is no valid JSON" in found.reason

    def test_each_line_is_an_article_named_by_its_number(self, tmp_path: Path) -> None:
        lines = [json.dumps({"text": f"{TEXT} {number}"}) for number in range(3)]
        (tmp_path / "a.ndjson").write_bytes(b"\xef\xbb\xbf" + f"{lines[0]}\r\n\r\n  \n{lines[1]}\n{lines[2]}".encode())
        found = load(tmp_path / "a.ndjson")
        assert list(found) == ["a.ndjson:1", "a.ndjson:4", "a.ndjson:5"]
        assert [one.article.text for one in found.values() if isinstance(one, Loaded)] == [
            f"{TEXT} {number}" for number in range(3)
        ]

    def test_an_empty_file_holds_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").touch()
        assert load(tmp_path / "a.jsonl") == {}

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("Il Parma", "is no valid JSON (expecting value at character 1); write one object a line."),
            ('{"text": "Il Par', "is no valid JSON (unterminated string starting at at character 10); write one"),
            ("[1, 2]", 'holds an array, not a JSON object; write {"text": …}.'),
            ('"Il Parma"', 'holds a string, not a JSON object; write {"text": …}.'),
            ("null", 'holds null, not a JSON object; write {"text": …}.'),
            ('{"text": NaN}', "holds JSON that cannot be read (a number or nesting without measure)."),
            ("[" * 200_000, "holds JSON that cannot be read (a number or nesting without measure)."),
            ('{"n": ' + "[" * 100_000 + "]" * 100_000 + "}", "holds JSON that cannot be read (a number or nesting"),
            ('{"n": ' + "[" * 100 + "]" * 100 + "}", "holds JSON that cannot be read (a number or nesting without"),
            ('{"n": ' + '{"a":' * 100 + "1" + "}" * 101, "holds JSON that cannot be read (a number or nesting without"),
            ('{"n": [1e999]}', "holds JSON that cannot be read (a number or nesting without measure)."),
            ('{"n": -1e999}', "holds JSON that cannot be read (a number or nesting without measure)."),
            ('{"n": ' + "9" * 5000 + "}", "holds JSON that cannot be read (a number or nesting without measure)."),
            ('{"body": "", "id": 1}', "has no field “text” (its fields: body, id); name the one that holds the text."),
            ("{}", "has no field “text” (its fields: none); name the one that holds the text."),
            ('{"text": ["Il"]}', "has an array as its “text”, not a text; name the field that holds it."),
            ('{"text": null}', "has null as its “text”, not a text; name the field that holds it."),
            ('{"text": " "}', "is empty; give it the text of an article."),
            ('{"text": "a\x00"}', "is not text but binary data; save the article as plain text in UTF-8."),
        ],
    )
    def test_a_bad_line_has_a_reason(self, tmp_path: Path, line: str, told: str) -> None:
        assert reason(tmp_path, line).startswith(told)

    def test_a_line_that_never_ends_costs_itself_only_and_no_memory(self, tmp_path: Path) -> None:
        good = json.dumps({"text": TEXT}).encode()
        (tmp_path / "a.jsonl").write_bytes(good + b"\n" + b"a" * 50_000_000 + b"\n" + good + b"\n" + b"[")
        tracemalloc.start()
        found = load(tmp_path / "a.jsonl")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 40_000_000
        assert [isinstance(one, Loaded) for one in found.values()] == [True, False, True, False]
        assert found["a.jsonl:2"] == Unread(
            f"{tmp_path}/a.jsonl:2",
            f"{tmp_path}/a.jsonl:2 is a line of more than 10,000,000 bytes; a line holds one article.",
        )

    def test_a_file_is_read_as_far_as_it_goes(self, tmp_path: Path) -> None:
        lines = "".join(json.dumps({"text": f"{TEXT} {number} {number**9}"}) + "\n" for number in range(20_000))
        data = gzip.compress(lines.encode())
        (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
        found = load(tmp_path / "a.jsonl.gz")
        *whole, (last, unread) = found.items()
        assert len(whole) > 5000
        assert all(isinstance(one, Loaded) for _, one in whole)
        assert last == "a.jsonl.gz"
        assert isinstance(unread, Unread)
        assert unread.reason.endswith("is cut off: its gzip data end too early; copy or compress it again.")

    def test_tasks_are_made_as_they_are_asked_for(self, tmp_path: Path) -> None:
        path = tmp_path / "a.jsonl"
        path.write_bytes((json.dumps({"text": TEXT * 100}).encode() + b"\n") * 20_000)
        tracemalloc.start()
        count = sum(1 for _ in iter_tasks([str(path)], ReadingOptions()))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert count == 20_000
        assert peak < 10_000_000 < path.stat().st_size

    def test_utf_16_is_told_once(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_text('{"text": "Il Parma"}\n' * 3, encoding="utf-16")
        (unread,) = load(tmp_path / "a.jsonl").values()
        assert isinstance(unread, Unread)
        assert unread.reason.endswith("a.jsonl is not in UTF-8; save it again as JSON Lines in UTF-8.")

    def test_an_encoding_that_was_guessed_is_kept(self, tmp_path: Path) -> None:
        (tmp_path / "a.jsonl").write_bytes('{"text": "Il Parma è già su Vanoli."}\n'.encode("cp1252"))
        (loaded,) = load(tmp_path / "a.jsonl").values()
        assert isinstance(loaded, Loaded)
        assert (loaded.article.text, loaded.article.guessed_encoding) == ("Il Parma è già su Vanoli.", "Windows-1252")

    def test_one_that_does_not_exist_is_told(self, tmp_path: Path) -> None:
        assert load(tmp_path / "a.jsonl") == {
            "a.jsonl": Unread(f"{tmp_path}/a.jsonl", f"{tmp_path}/a.jsonl does not exist; check its name and folder.")
        }
