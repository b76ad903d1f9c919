"""A folder of Parquet: the facts partitioned by kind, and the articles.

    OUT/facts/kind=person/part-0.parquet … OUT/facts/kind=stadium/part-0.parquet
    OUT/articles/part-0.parquet

`kind` is in the folders' names, as Hive has it, and not in the files; the other columns are those of
`rumourx.batch.writers.parquet`. Every kind has its file, also where there is no such fact.

    pyarrow.dataset.dataset("OUT/facts", partitioning="hive")
    pandas.read_parquet("OUT/facts")
    duckdb.sql("select * from read_parquet('OUT/facts/*/*.parquet', hive_partitioning = true)")
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from rumourx.batch.rows import Row
from rumourx.batch.writers.arrow import PAGE_BYTES
from rumourx.batch.writers.parquet import open_pages
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS, tables
from rumourx.output.facts import KIND_NAMES

PART = "part-0.parquet"


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the facts and the articles of all rows into the folder."""
    columns = {name: kind for name, kind in FACT_COLUMNS.items() if name != "kind"}
    paths = {kind: draft / "facts" / f"kind={kind}" / PART for kind in KIND_NAMES.values()}
    for path in (*paths.values(), draft / "articles" / PART):
        path.parent.mkdir(parents=True)
    page_bytes = PAGE_BYTES // len(paths)  # for all of them wait in memory at once
    with ExitStack() as stack:
        article_pages = open_pages(stack, draft / "articles" / PART, ARTICLE_COLUMNS)
        fact_pages = {kind: open_pages(stack, path, columns, page_bytes) for kind, path in paths.items()}
        for article, facts in tables(rows):
            article_pages.add(article)
            for fact in facts:
                fact_pages[fact.pop("kind")].add(fact)
        for pages in (article_pages, *fact_pages.values()):
            pages.turn()
