"""Records as data frames of pandas and polars, with the columns that `rumourx batch` writes to Parquet.

They are listed in `rumourx.batch.writers.parquet`. A record alone does not know its duplicates, how many words its
article has, and what else stood beside it: `cluster`, `words` and `fields` are null.
"""

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from rumourx.batch.rows import Row
from rumourx.errors import UsageError
from rumourx.output.serialise import to_dict
from rumourx.record.types import KINDS, Record

if TYPE_CHECKING:
    import polars

Frame = TypeVar("Frame")


class Tables(NamedTuple, Generic[Frame]):
    """The facts of records, one a row, and the articles that they are from; `facts.article` joins the two.

    `articles` has a row for every record, in order, also for one without facts.
    """

    facts: Frame
    articles: Frame


def to_pandas(records: Record | Iterable[Record]) -> "Tables[Any]":
    """The records, or one, as two DataFrames of pandas. Whole numbers are pandas' Int64, which may be null.

    Raises UsageError when pandas or pyarrow is not installed.

    >>> import rumourx
    >>> facts, articles = to_pandas(rumourx.extract("Il Parma pensa a Paolo Vanoli."))
    >>> list(facts[facts.kind == "rumour"].stage), len(articles)
    (['interest'], 1)
    """
    _require("pandas", "pyarrow", extra="pandas")
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa  # type: ignore[import-untyped]

    nullable = {pa.int64(): pd.Int64Dtype()}.get
    facts, articles = _arrow_tables(records)
    return Tables(facts.to_pandas(types_mapper=nullable), articles.to_pandas(types_mapper=nullable))


def to_polars(records: Record | Iterable[Record]) -> "Tables[polars.DataFrame]":
    """The records, or one, as two DataFrames of polars.

    Raises UsageError when polars or pyarrow is not installed.

    >>> import rumourx
    >>> facts, articles = to_polars(rumourx.extract("Il Parma pensa a Paolo Vanoli."))
    >>> facts.filter(kind="rumour")["stage"].to_list(), len(articles)
    (['interest'], 1)
    """
    _require("polars", "pyarrow", extra="polars")
    import polars as pl

    facts, articles = (cast(pl.DataFrame, pl.from_arrow(table)) for table in _arrow_tables(records))
    return Tables(facts, articles)


def _arrow_tables(records: Record | Iterable[Record]) -> "Tables[Any]":
    import pyarrow as pa

    from rumourx.batch.writers.arrow import Pages, fill
    from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS

    fact_pages, article_pages = list[Any](), list[Any]()
    facts, articles = Pages(FACT_COLUMNS, fact_pages.append), Pages(ARTICLE_COLUMNS, article_pages.append)
    fill(articles, facts, map(_row, [records] if isinstance(records, Record) else records))
    return Tables(
        pa.concat_tables([facts.schema.empty_table(), *fact_pages]),
        pa.concat_tables([articles.schema.empty_table(), *article_pages]),
    )


def _row(record: Record) -> Row:
    row = {"source": record.source, "record": to_dict(record, KINDS), "fields": {}, "words": None, "cluster": None}
    return cast(Row, row)  # a batch knows the source and the words of each of its articles; a record may not


def _require(*packages: str, extra: str) -> None:
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        raise UsageError(
            f"this needs a package that is not installed ({', '.join(missing)}); "
            f"get it with `pip install 'rumourx[{extra}]'`."
        )
