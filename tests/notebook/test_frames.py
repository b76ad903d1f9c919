"""Records as data frames: the very tables that a batch writes to Parquet."""

from pathlib import Path

import pandas
import polars
import pyarrow.parquet
import pytest

import rumourx
from rumourx.batch.rows import Row
from rumourx.batch.writers import writer_for
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS
from rumourx.errors import UsageError
from rumourx.notebook import frames
from rumourx.record.types import Record

from .conftest import made_record


@pytest.fixture
def parquet(record: Record, bare: Record, tmp_path: Path) -> Path:
    """What a batch writes of two articles."""
    rows = (
        Row(source=one.source or "", record=one.model_dump(mode="json"), fields={}, words=9, cluster=None)
        for one in (record, bare)
    )
    output = tmp_path / "facts.parquet"
    writer_for(str(output)).write(rows, str(output))
    return output


class TestPandas:
    def test_the_columns_are_those_of_parquet(self, record: Record, bare: Record, parquet: Path) -> None:
        facts, articles = rumourx.to_pandas([record, bare])
        assert list(facts.columns) == list(FACT_COLUMNS)
        assert list(articles.columns) == list(ARTICLE_COLUMNS)
        written = pandas.read_parquet(parquet)
        pandas.testing.assert_frame_equal(facts, written, check_dtype=False)

    def test_a_fact_is_a_row(self, record: Record) -> None:
        facts = rumourx.to_pandas(record).facts.set_index("kind")
        assert list(facts.index) == [
            "person",
            "club",
            "contract",
            "quote",
            "rumour",
            "competition",
            "outlet",
            "stadium",
        ]
        assert facts.loc["rumour", ["person", "move", "club", "stage"]].to_list() == [
            "Paolo Vanoli",
            "join",
            "Parma",
            "interest",
        ]
        assert list(facts.loc["rumour", "sources"]) == ["Sky Sport"]
        assert facts.loc["contract", "date"] == "2027"

    def test_offsets_are_whole_numbers_that_may_be_null(self, record: Record) -> None:
        no_evidence = made_record(rumours=[record.rumours[0].model_dump() | {"evidence": []}])
        facts, articles = rumourx.to_pandas([record, no_evidence])
        starts = facts[facts.kind == "rumour"].start
        assert starts.dtype == pandas.Int64Dtype()
        assert starts.isna().to_list() == [False, True]
        assert articles.words.isna().all()

    def test_articles_without_facts_have_their_row(self, record: Record, bare: Record) -> None:
        facts, articles = rumourx.to_pandas([bare, record])
        assert articles.article.to_list() == [0, 1]
        assert articles.people.to_list() == [0, 1]
        assert articles.source.isna().to_list() == [True, False]
        assert set(facts.article) == {1}

    def test_nothing_gives_empty_tables_with_all_columns(self) -> None:
        facts, articles = rumourx.to_pandas([])
        assert (len(facts), len(articles)) == (0, 0)
        assert list(facts.columns) == list(FACT_COLUMNS)

    def test_records_may_come_one_by_one(self, record: Record) -> None:
        assert len(rumourx.to_pandas(record for _ in range(3)).articles) == 3


class TestPolars:
    def test_the_tables_are_those_of_parquet(self, record: Record, bare: Record, parquet: Path) -> None:
        facts, articles = rumourx.to_polars([record, bare])
        written = polars.from_arrow(pyarrow.parquet.read_table(parquet))
        assert isinstance(written, polars.DataFrame)
        assert facts.schema == written.schema
        assert facts.drop("source").equals(written.drop("source"))
        assert articles.columns == list(ARTICLE_COLUMNS)

    def test_mentions_are_lists_of_structs(self, record: Record) -> None:
        clubs = rumourx.to_polars(record).facts.filter(kind="club")
        spans = clubs["spans"].explode().struct.unnest()
        assert spans["text"].to_list() == ["Parma", "Parma", "Parma"]


@pytest.mark.parametrize(("package", "convert"), [("pandas", frames.to_pandas), ("polars", frames.to_polars)])
def test_a_missing_package_is_told_with_its_extra(
    package: str, convert: object, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = frames.find_spec
    monkeypatch.setattr(frames, "find_spec", lambda name: None if name == package else found(name))
    with pytest.raises(UsageError, match=rf"\({package}\).*rumourx\[{package}\]"):
        convert(record)  # type: ignore[operator]
