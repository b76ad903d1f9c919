"""The formats that the mill reads: all give the same rows; what is no dataset is refused in a sentence."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from rumourx.batch.writers import writer_for
from rumourx.batch.writers.json_values import json_object, to_json
from rumourx.errors import ArticleError, UsageError
from rumourx.mill import Mill

from .conftest import OUTPUTS, Run
from .made_facts import ARTICLES, article, rumour


def people(path: Path) -> list[str]:
    with Mill([path]) as mill:
        return [link.person for link in mill.links()]


def said_of(person: str) -> dict[str, Any]:
    """A record that links a person with Parma."""
    return json_object(article("a.txt", None, rumour(person, "join", "Parma", "talks", "Si tratta.")))


def write_lines(path: Path, *values: object) -> Path:
    path.write_text("".join(to_json(value) + "\n" for value in values), encoding="utf-8")
    return path


class TestFormats:
    @pytest.mark.parametrize("output", OUTPUTS[1:])
    def test_every_format_gives_the_same_rows(self, output: str, datasets: Path, run: Run) -> None:
        done, expected = (run(datasets / name, "--format", "json") for name in (output, OUTPUTS[0]))
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout) == json.loads(expected.stdout)
        assert len(json.loads(done.stdout)) == 11

    def test_a_file_of_one_record_or_of_an_array_is_a_dataset_too(self, tmp_path: Path) -> None:
        for value in (said_of("Ezio Corradini"), [said_of("Ezio Corradini")]):
            path = tmp_path / "record.json"
            path.write_text(json.dumps(value, indent=2), encoding="utf-8")
            assert people(path) == ["Ezio Corradini"]

    def test_several_datasets_are_one(self, tmp_path: Path) -> None:
        for name, rows in (("june.jsonl", ARTICLES[:2]), ("july.parquet", ARTICLES[2:])):
            writer_for(str(tmp_path / name)).write(iter(rows), str(tmp_path / name))
        with Mill([tmp_path / "june.jsonl", tmp_path / "july.parquet"]) as mill:
            assert mill.count() == 11

    def test_a_cluster_is_of_one_dataset(self, tmp_path: Path) -> None:
        first = write_lines(tmp_path / "june.jsonl", said_of("Ezio Corradini") | {"cluster": "a.txt"})
        second = write_lines(tmp_path / "july.jsonl", said_of("Ezio Corradini") | {"cluster": "a.txt"})
        with Mill([first, second, first]) as mill:
            assert [link.articles for link in mill.links()] == [3]

    def test_files_that_belong_to_a_dataset_are_passed_over(self, datasets: Path, tmp_path: Path) -> None:
        (tmp_path / "facts.jsonl.errors.jsonl").write_text('{"source": "b.txt", "reason": "…"}\n', encoding="utf-8")
        given = [*sorted(datasets.glob("facts*.parquet")), tmp_path / "facts.jsonl.errors.jsonl"]
        assert len(given) == 3
        with Mill(given) as mill:
            assert mill.count() == 11
        with pytest.raises(UsageError, match="only belongs to a dataset"):
            Mill(given[:1])

    def test_names_that_are_patterns_name_one_file(self, tmp_path: Path) -> None:
        write_lines(tmp_path / "a1.jsonl", said_of("Livio Corradini"))
        assert people(write_lines(tmp_path / "a[1].jsonl", said_of("Ezio Corradini"))) == ["Ezio Corradini"]
        folder = tmp_path / "l'altro [2025]*"
        for output in ("facts.parquet", "records/", "facts.duckdb"):
            writer_for(f"{folder}/{output}").write(iter(ARTICLES), f"{folder}/{output}")
            assert len(people(folder / output)) == 11


class TestWhatRecordsMayHold:
    def test_lone_surrogates(self, tmp_path: Path) -> None:
        path = write_lines(tmp_path / "facts.jsonl", said_of("Ezio \ud800 Corradini"), said_of("Livio Corradini"))
        assert sorted(people(path)) == ["Ezio \ufffd Corradini", "Livio Corradini"]

    def test_nothing(self, tmp_path: Path) -> None:
        assert people(write_lines(tmp_path / "facts.jsonl")) == []
        assert people(write_lines(tmp_path / "bare.jsonl", json_object(article("a.txt", None)))) == []

    def test_records_of_schema_1_0_which_have_no_confidence(self, tmp_path: Path) -> None:
        record = said_of("Ezio Corradini")
        for kind in ("people", "clubs", "rumours"):
            for fact in record[kind]:
                del fact["confidence"]
        assert people(write_lines(tmp_path / "facts.jsonl", record)) == ["Ezio Corradini"]

    def test_parquet_of_schema_1_0(self, datasets: Path, tmp_path: Path) -> None:
        import pyarrow.parquet as pq

        for name in ("facts.parquet", "facts.articles.parquet"):
            table = pq.read_table(datasets / name)
            pq.write_table(
                table.drop_columns([column for column in table.column_names if column == "confidence"]), tmp_path / name
            )
        assert len(people(tmp_path / "facts.parquet")) == 11


class TestWhatIsNoDataset:
    def refusal(self, path: Path) -> str:
        with pytest.raises((UsageError, ArticleError)) as raised:
            Mill([path])
        message = str(raised.value)
        assert path.name in message
        return message

    def test_what_is_not_there(self, tmp_path: Path) -> None:
        assert "does not exist" in self.refusal(tmp_path / "facts.jsonl")

    def test_other_files(self, tmp_path: Path) -> None:
        (tmp_path / "facts.csv").write_text("a,b\n", encoding="utf-8")
        assert "is no dataset" in self.refusal(tmp_path / "facts.csv")
        (tmp_path / "facts.parquet").write_text("a,b\n", encoding="utf-8")
        assert "facts.articles.parquet is missing" in self.refusal(tmp_path / "facts.parquet")
        (tmp_path / "facts.articles.parquet").write_text("a,b\n", encoding="utf-8")
        assert "cannot be read" in self.refusal(tmp_path / "facts.parquet")
        (tmp_path / "facts.duckdb").write_text("a,b\n", encoding="utf-8")
        assert "cannot be read" in self.refusal(tmp_path / "facts.duckdb")

    def test_tables_of_others(self, tmp_path: Path) -> None:
        import duckdb
        import pyarrow as pa
        import pyarrow.parquet as pq

        for name in ("facts.parquet", "facts.articles.parquet"):
            pq.write_table(pa.table({"price": [1]}), tmp_path / name)
        assert "no record" in self.refusal(tmp_path / "facts.parquet")
        with duckdb.connect(str(tmp_path / "facts.duckdb")) as database:
            database.execute("CREATE TABLE prices AS SELECT 1 AS price")
        assert "cannot be read" in self.refusal(tmp_path / "facts.duckdb")

    @pytest.mark.parametrize("value", [{"text": "Il Parma pensa a Ezio Corradini."}, ["a"], 1, None])
    def test_lines_of_other_things(self, value: object, tmp_path: Path) -> None:
        lines = write_lines(tmp_path / "facts.jsonl", said_of("Ezio Corradini"), value)
        assert "no record" in self.refusal(lines)

    def test_a_broken_line_is_named(self, tmp_path: Path) -> None:
        path = write_lines(tmp_path / "facts.jsonl", said_of("Ezio Corradini"))
        with path.open("a", encoding="utf-8") as stream:
            stream.write('{"source": "b.t')
        assert "facts.jsonl:2 is no valid JSON" in self.refusal(path)

    def test_a_record_of_another_shape(self, tmp_path: Path) -> None:
        path = write_lines(tmp_path / "facts.jsonl", said_of("Ezio Corradini") | {"rumours": {"person": "Ezio"}})
        assert "cannot be read" in self.refusal(path)

    def test_a_compressed_file_that_is_cut_off(self, tmp_path: Path) -> None:
        path = tmp_path / "facts.jsonl.gz"
        path.write_bytes(gzip.compress(to_json([said_of("Ezio Corradini")] * 99).encode())[:-20])
        assert "cut off" in self.refusal(path)

    def test_a_folder_of_other_things(self, tmp_path: Path) -> None:
        assert "holds no records" in self.refusal(tmp_path)
