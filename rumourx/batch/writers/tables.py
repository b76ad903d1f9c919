"""The two tables that CSV, Parquet, SQLite and DuckDB hold: the facts, and the articles that they are from.

The columns follow from the record's types: a field that is added to a fact or to the record is a column here.
Every article is a row of the table of articles, also one without facts; `article` joins the two.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from rumourx.batch.rows import Row
from rumourx.batch.writers.json_values import to_json
from rumourx.output import facts
from rumourx.output.encodable import encodable
from rumourx.record.types import KINDS, Record

__all__ = ["ARTICLE_COLUMNS", "FACT_COLUMNS", "article_row", "encodable", "flattened", "tables", "value_type"]

_ARTICLE_DATE = {"article_date": str, "article_date_precision": str}

FACT_COLUMNS: Mapping[str, Any] = MappingProxyType(
    {"article": int, "source": str, "cluster": str} | _ARTICLE_DATE | {"kind": str} | dict(facts.COLUMNS)
)
"""The columns of the table of facts, in order, each with the type of its values; any of them may be null."""


def flattened(name: str, part: str) -> str:
    """The column of a part of one of the record's fields.

    >>> flattened("pipeline", "name"), flattened("article_date", "date")
    ('pipeline_name', 'article_date')
    """
    return name if name.endswith(f"_{part}") else f"{name}_{part}"


def value_type(annotation: Any) -> Any:
    """The type behind an annotation that may allow null or only some values.

    >>> value_type(str | None), value_type(Literal["join", "leave"])
    (<class 'str'>, <class 'str'>)
    """
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = {value_type(one) for one in get_args(annotation) if one is not NoneType}
    if get_origin(annotation) is Literal:
        (annotation,) = {type(value) for value in get_args(annotation)}
    return annotation


def _article_columns() -> dict[str, Any]:
    columns: dict[str, Any] = {"article": int}
    for name, field in Record.model_fields.items():
        kept = value_type(field.annotation)
        if name in KINDS:
            continue
        if isinstance(kept, type) and issubclass(kept, BaseModel):
            columns |= {flattened(name, part): one.annotation for part, one in kept.model_fields.items()}
        else:
            columns[name] = kept
    return columns | {"cluster": str, "words": int, "fields": str} | dict.fromkeys(KINDS, int)


ARTICLE_COLUMNS: Mapping[str, Any] = MappingProxyType(_article_columns())
"""The columns of the table of articles; `fields` is JSON, and the kinds are the numbers of facts."""


def tables(rows: Iterable[Row]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield each article as a row of the table of articles, and its facts, a value for every column."""
    blank = dict.fromkeys(FACT_COLUMNS)
    for number, row in enumerate(rows):
        article = article_row(number, row)
        common = blank | {column: article[column] for column in FACT_COLUMNS if column in article}
        yield article, [common | encodable(fact) for fact in facts.flat_facts(row["record"])]


def article_row(number: int, row: Row) -> dict[str, Any]:
    """The article as a row of the table of articles, a value for every column."""
    values: dict[str, Any] = dict.fromkeys(ARTICLE_COLUMNS)
    for name, value in row["record"].items():
        if name in KINDS:
            values[name] = len(value)
        elif isinstance(value, dict):
            values |= {flattened(name, part): one for part, one in value.items()}
        elif name in ARTICLE_COLUMNS:  # a null in the place of a value of several columns leaves these null
            values[name] = value
    values |= {"article": number, "source": row["source"], "cluster": row["cluster"], "words": row["words"]}
    values["fields"] = to_json(row["fields"]) if row["fields"] else None
    encoded: dict[str, Any] = encodable(values)
    return encoded
