"""The output's formats: what each holds, that it appears whole, and that memory does not grow with it."""

import csv
import gzip
import json
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourx.batch.rows import Row
from rumourx.batch.writers import FORMATS, parquet, writer_for
from rumourx.batch.writers.json_folder import MAX_LENGTH, file_stem
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS
from rumourx.errors import UsageError
from rumourx.output.csv_format import guarded, without_guard
from rumourx.output.facts import KIND_NAMES
from rumourx.record.types import KINDS, Record
from tests.batch.made_rows import ROWS, bare, full, mention
from tests.batch.processes import run_python

FILES = ("facts.jsonl", "facts.jsonl.gz", "facts.csv", "facts.parquet", "facts.sqlite", "facts.duckdb")
FOLDERS = ("facts/", "facts.parquet/")
TABLES = ("facts.parquet", "facts.parquet/", "facts.sqlite", "facts.duckdb")


def write(out: str, folder: Path, rows: tuple[Row, ...] = ROWS) -> Path:
    """Write the rows; return the path of the output."""
    path = f"{folder}/{out}"
    writer_for(path).write(iter(rows), path)
    return Path(path)


def content(path: Path) -> dict[str, bytes]:
    """What a file or folder holds."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}


class TestJsonLines:
    def test_a_line_is_the_record_with_its_cluster_and_the_fields_of_its_input(self, tmp_path: Path) -> None:
        lines = [json.loads(line) for line in write("facts.jsonl", tmp_path).read_text("utf-8").splitlines()]
        assert lines == [
            {**ROWS[0]["record"], "cluster": "a.txt"},
            {**ROWS[1]["record"], "cluster": None},
            {**ROWS[2]["record"], "fields": {"author": "Rossi", "tags": ["mercato", "Perché"]}, "cluster": "a.txt"},
        ]
        without_additions = {name: value for name, value in lines[0].items() if name != "cluster"}
        assert Record.model_validate(without_additions).model_dump(mode="json") == ROWS[0]["record"]

    def test_gz_is_the_same_compressed(self, tmp_path: Path) -> None:
        packed = write("facts.jsonl.gz", tmp_path)
        assert gzip.decompress(packed.read_bytes()) == write("facts.jsonl", tmp_path).read_bytes()

    def test_what_breaks_lines_or_encodings_is_escaped(self, tmp_path: Path) -> None:
        nasty = "a\u2028b\ud800c\x9bd"
        path = write("facts.jsonl", tmp_path, (full("a.txt", fields={"note": nasty}),))
        (line,) = path.read_bytes().decode("utf-8").splitlines()
        assert json.loads(line)["fields"]["note"] == nasty

    def test_two_halves_of_a_letter_that_stand_apart_stay_two(self, tmp_path: Path) -> None:
        halves = "\ud83d" + "\ude00"
        (line,) = write("facts.jsonl", tmp_path, (full("a.txt", fields={"note": halves}),)).read_bytes().splitlines()
        assert json.loads(line)["fields"]["note"] == "\ufffd\ude00"


class TestCsv:
    def read(self, path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    def test_facts_have_the_columns_of_extract_and_the_cluster(self, tmp_path: Path) -> None:
        rows = self.read(write("facts.csv", tmp_path))
        assert [row["kind"] for row in rows] == [*KIND_NAMES.values()] * 2
        assert {row["cluster"] for row in rows} == {"a.txt"}
        assert rows[1]["spans"] == "25-30 90-96"
        assert rows[4]["sources"] == "Sky Sport; Tuttosport"

    def test_every_article_has_a_row_in_the_other_file(self, tmp_path: Path) -> None:
        write("facts.csv", tmp_path)
        rows = self.read(tmp_path / "facts.articles.csv")
        assert [(row["article"], row["source"], row["words"], row["quotes"]) for row in rows] == [
            ("0", "a.txt", "9", "1"),
            ("1", "vuoto.txt", "2", "0"),
            ("2", "2025.jsonl:17", "9", "1"),
        ]
        assert json.loads(rows[2]["fields"]) == {"author": "Rossi", "tags": ["mercato", "Perché"]}
        assert (rows[0]["article_date"], rows[0]["article_date_precision"]) == ("2025-05", "month")

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
    def test_no_cell_is_a_formula(self, start: str, tmp_path: Path) -> None:
        words = f"{start}cmd|' /C calc'!A0"
        row = full("a.txt", cluster=words)
        row["source"] = row["record"]["source"] = row["record"]["title"] = words
        row["record"]["quotes"][0] |= {"text": words, "speaker": words, "cue": words}
        row["record"]["rumours"][0]["sources"] = [words, "Sky"]
        facts = self.read(write("facts.csv", tmp_path, (row,)))
        cells = [cell for read in (*facts, *self.read(tmp_path / "facts.articles.csv")) for cell in read.values()]
        assert not [cell for cell in cells if cell.startswith(start)]
        assert without_guard(facts[3]["text"]) == words

    @given(st.text(alphabet="'=+-@\t\r\nab＝"))
    def test_the_guard_can_be_taken_away(self, text: str) -> None:
        assert without_guard(guarded(text)) == text


class TestParquet:
    def test_the_documented_columns_are_there_with_their_types(self, tmp_path: Path) -> None:
        documented = re.findall(r"^\| (\w+) \| (\S.*?) \| .+ \|$", parquet.__doc__ or "", re.MULTILINE)
        listed = [column for column in documented if column != ("column", "type")]
        second = listed.index(("article", "int64"), 1)
        path = write("facts.parquet", tmp_path)
        schemas = [pq.read_schema(path), pq.read_schema(tmp_path / "facts.articles.parquet")]
        for columns, schema in zip((listed[:second], listed[second:]), schemas, strict=True):
            assert len(columns) > 10
            assert [(name, str(schema.field(name).type)) for name, _ in columns] == columns
        assert [schemas[1].field(kind).type for kind in KINDS] == [pa.int64()] * len(KINDS)

    def test_pyarrow_reads_dates_as_partial_iso_strings_with_a_precision(self, tmp_path: Path) -> None:
        facts = pq.read_table(write("facts.parquet", tmp_path)).to_pylist()
        contract = next(fact for fact in facts if fact["kind"] == "contract")
        assert (contract["date"], contract["precision"]) == ("2026", "year")
        assert (contract["article_date"], contract["article_date_precision"]) == ("2025-05", "month")
        assert contract["spans"] == [mention("in scadenza nel 2026", 130)]
        rumour = next(fact for fact in facts if fact["kind"] == "rumour")
        assert (rumour["sources"], rumour["role"]) == (["Sky Sport", "Tuttosport"], None)

    def test_pandas_reads_it(self, tmp_path: Path) -> None:
        facts = pandas.read_parquet(write("facts.parquet", tmp_path))
        articles = pandas.read_parquet(tmp_path / "facts.articles.parquet")
        assert str(articles["words"].dtype) == "int64"
        assert str(articles["quotes"].dtype) == "int64"
        assert set(map(type, facts["date"].dropna())) == {str}
        assert facts["start"].tolist()[:2] == [53, 25]
        joined = facts.merge(articles, on="article", suffixes=("", "_article"))
        assert joined["source"].tolist() == joined["source_article"].tolist()
        assert facts.groupby("kind").size().to_dict() == dict.fromkeys(KIND_NAMES.values(), 2)

    def test_duckdb_reads_it(self, tmp_path: Path) -> None:
        path = write("facts.parquet", tmp_path)
        described = duckdb.sql(f"describe from '{path}'").fetchall()
        types = {name: kind for name, kind, *_ in described}
        assert (types["date"], types["start"], types["sources"]) == ("VARCHAR", "BIGINT", "VARCHAR[]")
        assert types["spans"] == 'STRUCT("text" VARCHAR, "start" BIGINT, "end" BIGINT)[]'
        told_once = f"select count(distinct coalesce(cluster, source)) from '{path}' where kind = 'rumour'"
        assert duckdb.sql(told_once).fetchall() == [(1,)]

    def test_without_articles_it_has_the_columns(self, tmp_path: Path) -> None:
        table = pq.read_table(write("facts.parquet", tmp_path, ()))
        assert (table.num_rows, tuple(table.column_names)) == (0, tuple(FACT_COLUMNS))

    def test_many_facts_are_several_row_groups(self, tmp_path: Path) -> None:
        path = tmp_path / "facts.parquet"
        writer_for(str(path)).write((full(f"{number}.txt") for number in range(8000)), str(path))
        metadata = pq.read_metadata(path)
        assert metadata.num_rows == 8000 * len(KINDS)
        assert metadata.num_row_groups > 1

    def test_lone_surrogates_become_the_replacement_character(self, tmp_path: Path) -> None:
        row = full("caff\udce8.txt", fields={"note": "\ud800"})
        facts = pq.read_table(write("facts.parquet", tmp_path, (row,))).to_pylist()
        assert facts[0]["source"] == "caff\ufffd.txt"


class TestDataset:
    def test_pyarrow_pandas_and_duckdb_read_the_partitions_by_kind(self, tmp_path: Path) -> None:
        folder = write("facts.parquet/", tmp_path)
        read = pyarrow.dataset.dataset(folder / "facts", partitioning="hive")
        assert read.count_rows() == 2 * len(KINDS)
        only_quotes = read.to_table(filter=pyarrow.dataset.field("kind") == "quote")
        assert only_quotes["text"].to_pylist() == ["=A Torino sto bene"] * 2
        frame = pandas.read_parquet(folder / "facts")
        assert sorted(frame["kind"].astype(str)) == sorted([*KIND_NAMES.values()] * 2)
        glob = f"read_parquet('{folder}/facts/*/*.parquet', hive_partitioning = true)"
        assert duckdb.sql(f"select count(*) from {glob} where kind = 'club'").fetchall() == [(2,)]
        assert pq.read_table(folder / "articles").num_rows == 3

    def test_a_kind_without_facts_has_its_file(self, tmp_path: Path) -> None:
        folder = write("facts.parquet/", tmp_path, (bare("vuoto.txt"),))
        assert len(list(folder.glob("facts/kind=*/part-0.parquet"))) == len(KINDS)


class TestDatabases:
    def test_sqlite_has_typed_columns_and_lists_as_json(self, tmp_path: Path) -> None:
        database = sqlite3.connect(write("facts.sqlite", tmp_path))
        types = {name: kind for _, name, kind, *_ in database.execute("pragma table_info(facts)")}
        assert (types["start"], types["date"], types["spans"]) == ("INTEGER", "TEXT", "TEXT")
        query = "select json_extract(sources, '$[1]') from facts where kind = 'rumour' limit 1"
        assert database.execute(query).fetchall() == [("Tuttosport",)]
        query = "select a.source from articles a left join facts f using (article) where f.article is null"
        assert database.execute(query).fetchall() == [("vuoto.txt",)]
        assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
        database.close()

    def test_duckdb_has_the_types_of_parquet(self, tmp_path: Path) -> None:
        path = write("facts.parquet", tmp_path)
        with duckdb.connect(str(write("facts.duckdb", tmp_path)), read_only=True) as database:
            for table, file in (("facts", path), ("articles", tmp_path / "facts.articles.parquet")):
                columns = [row[:2] for row in database.sql(f"describe {table}").fetchall()]
                assert columns == [row[:2] for row in database.sql(f"describe from '{file}'").fetchall()]


def stored_tables(path: Path) -> list[list[dict[str, Any]]]:
    """The facts and the articles of a tabular output, lists as Python lists."""
    if path.suffix == ".sqlite":
        database = sqlite3.connect(path)
        database.row_factory = sqlite3.Row
        found = [[dict(row) for row in database.execute(f"select * from {name}")] for name in ("facts", "articles")]
        for fact in found[0]:
            fact |= {name: json.loads(fact[name]) for name in ("spans", "sources") if fact[name]}
        return found
    if path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as opened:
            return [opened.sql(f"from {name}").to_arrow_table().to_pylist() for name in ("facts", "articles")]
    if path.is_dir():
        facts = pyarrow.dataset.dataset(path / "facts", partitioning="hive").to_table().to_pylist()
        return [facts, pq.read_table(path / "articles").to_pylist()]
    return [pq.read_table(file).to_pylist() for file in (path, path.with_name("facts.articles.parquet"))]


@pytest.mark.parametrize("out", TABLES)
def test_all_tables_hold_the_same(out: str, tmp_path: Path) -> None:
    facts, articles = stored_tables(write(out, tmp_path))
    assert len(facts) == 2 * len(KINDS)
    assert all(set(fact) == set(FACT_COLUMNS) for fact in facts)
    assert all(tuple(article) == tuple(ARTICLE_COLUMNS) for article in articles)
    for kind, name in KIND_NAMES.items():
        for fact, row in zip((fact for fact in facts if fact["kind"] == name), (ROWS[0], ROWS[2]), strict=True):
            (expected,) = row["record"][kind]
            kept = {column: expected[column] for column in expected if column not in ("mentions", "evidence", "kind")}
            assert {column: fact[column] for column in kept} == kept
            spans = expected.get("mentions") or expected.get("evidence") or [mention(fact["text"], fact["start"])]
            assert fact["spans"] == spans
            assert (fact["source"], fact["cluster"]) == (row["source"], "a.txt")
    assert [article["people"] for article in articles] == [1, 0, 1]


class TestFolder:
    def test_each_article_has_a_file_and_the_index_says_which(self, tmp_path: Path) -> None:
        folder = write("facts/", tmp_path)
        index = [json.loads(line) for line in (folder / "_index.jsonl").read_text("utf-8").splitlines()]
        assert [entry["file"] for entry in index] == ["a.json", "vuoto.json", "2025.jsonl-17.json"]
        for entry, row in zip(index, ROWS, strict=True):
            read = json.loads((folder / entry["file"]).read_text("utf-8"))
            assert entry["source"] == read["source"] == row["source"]
            assert read["cluster"] == row["cluster"]

    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("../../x", "x.json"),
            ("/etc/passwd", "passwd.json"),
            ("C:\\Windows\\System32\\evil.txt", "evil.json"),
            ("..", "article.json"),
            ("/", "article.json"),
            ("", "article.json"),
            ("CON.txt", "article-con.json"),
            ("nul", "article-nul.json"),
            ("com1.backup.txt", "article-com1.backup.json"),
            (".bashrc", "bashrc.json"),
            ("_index.jsonl", "index.jsonl.json"),
            ("a\x00b\n\x1b[31m.txt", "a-b-31m.json"),
            ("PERCHÉ No?.html.gz", "perche-no.json"),
            ("新闻.txt", "article.json"),
            ("https://example.org/2025/vanoli-parma/", "vanoli-parma.json"),
        ],
    )
    def test_names_are_safe(self, source: str, name: str, tmp_path: Path) -> None:
        folder = write("out/facts/", tmp_path, (full(source),))
        assert sorted(path.name for path in folder.iterdir()) == sorted(["_index.jsonl", "_rumourx.txt", name])
        assert {path.name for path in tmp_path.iterdir()} == {"out"}
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"facts"}

    def test_articles_of_one_name_do_not_overwrite_each_other(self, tmp_path: Path) -> None:
        sources = ("a/index.html", "b/index.html", "b/INDEX.html", "b/index.html", "b/index.html")
        folder = write("facts/", tmp_path, tuple(full(source) for source in sources))
        entries = [json.loads(line) for line in (folder / "_index.jsonl").read_text("utf-8").splitlines()]
        assert [entry["source"] for entry in entries] == list(sources)
        assert len({entry["file"].casefold() for entry in entries}) == len(sources)
        for entry in entries:
            assert json.loads((folder / entry["file"]).read_text("utf-8"))["source"] == entry["source"]

    def test_long_names_are_cut_and_stay_apart(self, tmp_path: Path) -> None:
        folder = write("facts/", tmp_path, (full("a" * 300 + "b.txt"), full("a" * 300 + "c.txt")))
        names = [path.name for path in folder.glob("*.json")]
        assert len(names) == 2
        assert all(len(name) <= MAX_LENGTH + len(".json") for name in names)

    @given(st.text())
    def test_any_source_gives_a_plain_name(self, source: str) -> None:
        assert re.fullmatch(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?", file_stem(source))


class TestAppearingWhole:
    @pytest.mark.parametrize("out", [*FILES, *FOLDERS])
    def test_nothing_has_the_final_name_before_all_is_written(self, out: str, tmp_path: Path) -> None:
        path = tmp_path / out

        def rows() -> Iterator[Row]:
            for row in ROWS:
                assert not path.exists()
                yield row
            assert [entry for entry in tmp_path.iterdir() if not entry.name.startswith(".draft-")] == []

        writer = writer_for(f"{tmp_path}/{out}")
        writer.write(rows(), f"{tmp_path}/{out}")
        assert set(tmp_path.iterdir()) == set(writer.paths(f"{tmp_path}/{out}"))

    @pytest.mark.parametrize("out", [*FILES, *FOLDERS])
    def test_a_failure_leaves_the_former_output_and_no_draft(self, out: str, tmp_path: Path) -> None:
        path = write(out, tmp_path)
        before, entries = content(path), set(tmp_path.iterdir())

        def failing() -> Iterator[Row]:
            yield ROWS[0]
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            writer_for(f"{tmp_path}/{out}").write(failing(), f"{tmp_path}/{out}")
        assert content(path) == before
        assert set(tmp_path.iterdir()) == entries

    @pytest.mark.parametrize("out", [*FILES, *FOLDERS])
    def test_a_killed_writer_leaves_nothing_that_the_next_minds(self, out: str, tmp_path: Path) -> None:
        (tmp_path / "other").mkdir()
        expected = content(write(out, tmp_path / "other"))
        code = (
            "import os, signal, sys\n"
            "from rumourx.batch.writers import writer_for\n"
            "from tests.batch.made_rows import ROWS\n"
            "def rows():\n"
            "    for _ in range(300): yield ROWS[0]\n"
            "    os.kill(os.getpid(), signal.SIGKILL)\n"
            "writer_for(sys.argv[1]).write(rows(), sys.argv[1])\n"
        )
        done = run_python(code, f"{tmp_path}/{out}")
        assert done.returncode == -signal.SIGKILL
        assert not (tmp_path / out).exists()
        assert list(tmp_path.glob(".draft-*"))
        assert content(write(out, tmp_path)).keys() == expected.keys()
        if out != "facts.duckdb":  # whose files hold an identifier of their own
            assert content(tmp_path / out) == expected
        assert not list(tmp_path.glob(".*"))

    @pytest.mark.parametrize("out", FOLDERS)
    def test_a_folder_replaces_the_folder_of_an_earlier_run(self, out: str, tmp_path: Path) -> None:
        write(out, tmp_path)
        folder = write(out, tmp_path, (bare("nuovo.txt"),))
        assert not (folder / "a.json").exists()
        assert content(folder) != {}
        assert [entry.name for entry in tmp_path.iterdir()] == [folder.name]

    def test_a_link_stays_one(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "facts.jsonl").symlink_to(tmp_path / "elsewhere" / "real.jsonl")
        write("facts.jsonl", tmp_path)
        assert (tmp_path / "facts.jsonl").is_symlink()
        assert len((tmp_path / "elsewhere" / "real.jsonl").read_text("utf-8").splitlines()) == 3

    @pytest.mark.parametrize(
        ("out", "size"),
        [
            ("facts.jsonl", 10_000),
            ("facts.parquet", 10_000),
            ("facts.sqlite", 10_000),
            ("facts.duckdb", 10_000),
            ("facts.duckdb", 800_000),  # enough for the log of the changes, but not for the database itself
        ],
    )
    def test_a_file_system_that_refuses_is_an_oserror(self, out: str, size: int, tmp_path: Path) -> None:
        code = (
            "import resource, signal, sys\n"
            "from rumourx.batch.writers import writer_for\n"
            "from tests.batch.made_rows import ROWS\n"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)\n"
            "try:\n"
            "    writer_for(sys.argv[1]).write(iter(ROWS * 300), sys.argv[1])\n"
            "except OSError as error:\n"
            "    print('refused:', error)\n"
        )
        done = run_python(code, f"{tmp_path}/{out}", str(size))
        assert done.stdout.startswith("refused: "), done.stderr
        assert list(tmp_path.iterdir()) == []


class TestNames:
    @pytest.mark.parametrize(
        ("out", "name"),
        [
            ("facts.jsonl", "JSON Lines"),
            ("facts.ndjson.gz", "JSON Lines"),
            ("FACTS.CSV", "CSV"),
            ("facts.parquet", "Parquet"),
            ("facts.parquet/", "a Parquet dataset"),
            ("facts.db", "SQLite"),
            ("facts.duckdb", "DuckDB"),
            ("facts/", "a folder of JSON"),
        ],
    )
    def test_the_suffix_names_the_format(self, out: str, name: str) -> None:
        assert writer_for(out).format.name == name

    def test_an_existing_empty_folder_is_a_folder_of_json(self, tmp_path: Path) -> None:
        assert writer_for(str(tmp_path)).format.name == "a folder of JSON"

    @pytest.mark.parametrize("out", ["facts", "facts.xlsx", "facts.gz", "s3://bucket/facts.jsonl", "/"])
    def test_other_names_are_refused(self, out: str) -> None:
        with pytest.raises(UsageError):
            writer_for(out)

    def test_a_folder_of_other_files_is_never_replaced(self, tmp_path: Path) -> None:
        (tmp_path / "articolo.txt").write_text("Il Parma pensa a Vanoli.", encoding="utf-8")
        for out in (str(tmp_path), f"{tmp_path}/"):
            with pytest.raises(UsageError, match="did not write"):
                writer_for(out)

    def test_a_folder_is_not_replaced_by_a_file_nor_a_file_by_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "facts.jsonl").mkdir()
        (tmp_path / "facts").touch()
        with pytest.raises(UsageError, match="is a folder"):
            writer_for(f"{tmp_path}/facts.jsonl")
        with pytest.raises(UsageError, match="is a file"):
            writer_for(f"{tmp_path}/facts/")

    @pytest.mark.parametrize(
        ("package", "out", "extra"),
        [("pyarrow", "facts.parquet", "parquet"), ("duckdb", "facts.duckdb", "duckdb")],
    )
    def test_a_missing_package_is_named_with_its_extra(
        self, package: str, out: str, extra: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
        with pytest.raises(UsageError, match=re.escape(f"pip install 'rumourx[{extra}]'")):
            writer_for(out)

    def test_all_formats_are_tried_here(self) -> None:
        assert {writer_for(out).format for out in (*FILES, *FOLDERS)} == set(FORMATS)


MEMORY_CODE = """
import json, sys
from rumourx.batch.writers import writer_for
from tests.batch.made_rows import full
from tests.batch.processes import peak_memory

ONE = json.dumps(full("a.txt", fields={"url": "https://example.org"}))

def rows(count):
    for number in range(count):
        row = json.loads(ONE)
        row["source"] = row["record"]["source"] = f"articles/{number}.txt"
        yield row

folder, name = sys.argv[1:]
writer_for(f"{folder}/few-{name}").write(rows(FEW), f"{folder}/few-{name}")
before = peak_memory()
writer_for(f"{folder}/many-{name}").write(rows(MANY), f"{folder}/many-{name}")
print(before, peak_memory())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("out", [*FILES, *FOLDERS])
def test_memory_does_not_grow_with_the_output(out: str, tmp_path: Path) -> None:
    few, many = (1000, 5000) if out == "facts/" else (4500, 12000)
    done = run_python(MEMORY_CODE.replace("FEW", str(few)).replace("MANY", str(many)), str(tmp_path), out)
    assert done.returncode == 0, done.stderr
    before, after = (int(size) / 1e6 for size in done.stdout.split())
    growth = 1.25 if out == "facts.duckdb" else 1.1  # DuckDB has a cache, which fills up to a limit
    assert after < before * growth, f"{before:.0f} MB, then {after:.0f} MB"
