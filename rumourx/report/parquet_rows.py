"""Records out of the Parquet that `rumourx batch` writes: the inverse of its two tables."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any, get_args

from rumourx.batch.writers.tables import flattened
from rumourx.errors import ArticleError, UsageError
from rumourx.output.facts import KIND_NAMES, RENAMED, SPAN_FIELDS, SPANS
from rumourx.record.types import KINDS, ArticleDate, PipelineInfo, Record
from rumourx.report.record_rows import RecordRow

SUFFIX = ".parquet"
COMPANION = ".articles"  # before the suffix of the file of articles


def is_parquet(location: str) -> bool:
    """Does the name say that it is Parquet?"""
    return PurePath(location).suffix.lower() == SUFFIX


def records_in_parquet(path: Path) -> Iterator[RecordRow]:
    """Yield the records of a file of facts and its file of articles, or of a dataset's folder.

    Given the file of articles itself it yields nothing where the file of facts stands beside it.

    Raises:
        UsageError: pyarrow is not installed.
        ArticleError: a file is missing, or is none that `rumourx batch` writes.
    """
    if find_spec("pyarrow") is None:
        raise UsageError(f"{path} is Parquet; to read it, `pip install 'rumourx[parquet]'`.")
    if path.stem.endswith(COMPANION) and path.with_name(path.stem.removesuffix(COMPANION) + SUFFIX).exists():
        return
    if path.is_dir():
        facts, articles = path / "facts", path / "articles"
    else:
        facts, articles = path, path.with_name(f"{path.stem}{COMPANION}{SUFFIX}")
    by_article: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for fact in _rows(facts, path):
        by_article[fact["article"]].append(fact)
    for article in _rows(articles, path):
        values = _record_values(article, by_article.pop(article["article"], []))
        yield RecordRow(values, f"{path}, article {article['article']},", path.parent)


def _rows(table: Path, given: Path) -> list[dict[str, Any]]:
    import pyarrow as pa  # type: ignore[import-untyped]
    import pyarrow.dataset as ds  # type: ignore[import-untyped]

    if not table.exists():
        raise ArticleError(f"{given} lacks its {table.name}, which rumourx batch writes beside it; put it there.")
    try:
        rows: list[dict[str, Any]] = ds.dataset(table, format="parquet", partitioning="hive").to_table().to_pylist()
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"{table} cannot be read as Parquet; write it again with rumourx batch.") from error
    if rows and "article" not in rows[0]:
        raise ArticleError(f"{table} has no column “article”; name Parquet that rumourx batch wrote.")
    return rows


def _record_values(article: Mapping[str, Any], facts: list[dict[str, Any]]) -> dict[str, Any]:
    values = {name: article.get(name) for name in ("schema_version", "source", "title")}
    values["pipeline"] = _part(article, "pipeline", PipelineInfo)
    date = _part(article, "article_date", ArticleDate)
    values["article_date"] = date if date["date"] else None
    for kind in KINDS:
        model = get_args(Record.model_fields[kind].annotation)[0]
        rows = [fact for fact in facts if fact.get("kind") == KIND_NAMES[kind]]
        values[kind] = [{name: _value(fact, name) for name in model.model_fields} for fact in rows]
    return values


def _part(article: Mapping[str, Any], name: str, model: Any) -> dict[str, Any]:
    return {part: article.get(flattened(name, part)) for part in model.model_fields}


def _value(fact: Mapping[str, Any], name: str) -> Any:
    return fact.get(SPANS if name in SPAN_FIELDS else RENAMED.get(name, name))
