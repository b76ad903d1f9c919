"""What a watch writes, and what it knows of it."""

from pathlib import Path
from typing import Any

import pytest

from rumourx.batch.rows import Row
from rumourx.batch.writers import writer_for
from rumourx.batch.writers.json_values import json_object
from rumourx.errors import UsageError
from rumourx.record.types import KINDS
from rumourx.watch.dataset import Dataset

from .conftest import read_lines, sources


def row(source: str, *names: str) -> Row:
    record: dict[str, Any] = {"schema_version": "1.1", "source": source} | {kind: [] for kind in KINDS}
    record["people"] = [{"name": name} for name in names]
    return Row(source=source, record=record, fields={"author": "Rossi"}, words=9, cluster=None)


def line(source: str, *names: str) -> dict[str, Any]:
    return json_object(row(source, *names))


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "facts.jsonl"


def test_articles_are_known_once_they_are_appended_and_ever_after(output: Path) -> None:
    dataset = Dataset("facts.jsonl")
    assert "news/a.txt" not in dataset
    dataset.append(line("news/a.txt"))
    assert "news/a.txt" in dataset
    dataset.close()
    dataset = Dataset("facts.jsonl")
    assert "news/a.txt" in dataset
    assert len(dataset) == 1
    dataset.close()


def test_articles_are_found_by_the_last_word_of_the_people_in_them(output: Path) -> None:
    dataset = Dataset("facts.jsonl")
    dataset.append(line("a.txt", "Paolo Vanoli", "Fabio Grosso", "Carlo Vanoli"))
    dataset.append(line("b.txt", "Fabio Grosso"))
    dataset.close()
    dataset = Dataset("facts.jsonl")
    dataset.append(line("c.txt", "Vanoli"))
    assert [record["source"] for record in dataset.naming(["vanoli"])] == ["a.txt", "c.txt"]
    assert [record["source"] for record in dataset.naming(["vanoli", "grosso"])] == ["a.txt", "b.txt", "c.txt"]
    assert dataset.naming(["motta"]) == []
    dataset.close()


def test_a_path_is_the_same_however_it_is_spelt(output: Path) -> None:
    dataset = Dataset("facts.jsonl")
    dataset.append(line("news/a.txt"))
    assert "./news/a.txt" in dataset
    assert str(output.parent / "news" / "a.txt") in dataset
    assert "news/a.txt:1" not in dataset
    dataset.close()


def test_a_row_is_written_as_a_batch_writes_it(output: Path) -> None:
    writer_for("batch.jsonl").write(iter([row("a.txt"), row("b.txt")]), "batch.jsonl")
    dataset = Dataset("facts.jsonl")
    dataset.append(line("a.txt"))
    dataset.append(line("b.txt"))
    dataset.close()
    assert output.read_bytes() == output.with_name("batch.jsonl").read_bytes()


def test_what_a_batch_wrote_can_be_gone_on_with(output: Path) -> None:
    writer_for("facts.jsonl").write(iter([row("a.txt")]), "facts.jsonl")
    dataset = Dataset("facts.jsonl")
    assert "a.txt" in dataset
    dataset.append(line("b.txt"))
    dataset.close()
    assert sources(output) == ["a.txt", "b.txt"]


def test_an_error_is_listed_once_for_each_reason(output: Path) -> None:
    errors = output.with_name("facts.jsonl.errors.jsonl")
    dataset = Dataset("facts.jsonl")
    assert not errors.exists()
    told = [
        dataset.append_error("a.txt", reason) for reason in ("a.txt is empty.", "a.txt is empty.", "a.txt is gone.")
    ]
    dataset.close()
    dataset = Dataset("facts.jsonl")
    told.append(dataset.append_error("a.txt", "a.txt is empty."))
    dataset.close()
    assert told == [True, False, True, False]
    assert read_lines(errors) == [
        {"source": "a.txt", "reason": "a.txt is empty."},
        {"source": "a.txt", "reason": "a.txt is gone."},
    ]


def test_records_of_some_kinds_only_are_refused(output: Path) -> None:
    output.write_text('{"schema_version": "1.1", "source": "a.txt", "quotes": []}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="a record without its people"):
        Dataset("facts.jsonl")


def test_articles_without_a_source_are_no_trouble(output: Path) -> None:
    dataset = Dataset("facts.jsonl")
    dataset.append(line("a.txt", "Paolo Vanoli") | {"source": None})
    dataset.append(line("a.txt", "Paolo Vanoli"))
    dataset.close()
    dataset = Dataset("facts.jsonl")
    assert len(dataset) == 2
    assert [record["source"] for record in dataset.naming(["vanoli"])] == [None, "a.txt"]
    dataset.close()


@pytest.mark.parametrize("name", ["facts.csv", "facts.parquet", "facts.jsonl.gz", "facts/"])
def test_only_json_lines_can_grow(output: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot grow; name a file of JSON Lines"):
        Dataset(name)
    assert list(output.parent.iterdir()) == []
