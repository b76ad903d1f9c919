"""RumourX: people, clubs, contract dates, quotes and rumours from Italian football news, offline.

>>> import rumourx
>>> record = rumourx.extract("Il Parma pensa a Paolo Vanoli, come riporta Sky Sport.", date="2025-05-12")
>>> [(rumour.person, rumour.club, rumour.move, rumour.stage) for rumour in record.rumours]
[('Paolo Vanoli', 'Parma', 'join', 'interest')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # importing rumourx must stay cheap: spaCy takes a second
    import datetime

    import polars
    from spacy.language import Language

    from rumourx.gazetteer.user import UserFiles
    from rumourx.notebook.frames import Tables
    from rumourx.reading.article import Article
    from rumourx.record.types import Record

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_many", "load", "to_displacy", "to_html", "to_pandas", "to_polars"]


def load(pipeline: str | None = None, gazetteer: UserFiles = ()) -> Language:
    """Return the spaCy pipeline with RumourX's components; the embedded one, or another by name or path.

    A spaCy pipeline may run code when it is loaded: load only one that you trust.
    `gazetteer` is a TOML file of your own clubs, people, outlets, competitions and stadiums, or several.

    Raises:
        PipelineError: the pipeline is not installed, or is none for Italian names; a file of this package is damaged.
        UsageError: a file of `gazetteer` cannot be read, or an entry of it is wrong.
    """
    from rumourx.pipeline.load import load_pipeline

    return load_pipeline(pipeline, gazetteer)


def extract(
    text: str | Article,
    date: str | datetime.date | None = None,
    pipeline: str | Language | None = None,
    gazetteer: UserFiles = (),
    min_confidence: float | None = None,
) -> Record:
    """Return the record of one article.

    `date` is the article's date (YYYY-MM-DD, YYYY-MM or YYYY, or a `datetime.date`), used when the text gives none.
    `pipeline` and `gazetteer` are as in `load`, or `pipeline` is what `load` returned. Facts whose confidence is
    below `min_confidence` are left out.

    Raises:
        ArticleError: the text is empty or not Italian.
        UsageError: `date` is no date, `min_confidence` does not lie in [0, 1], or as in `load`.
        PipelineError: as in `load`.
    """
    return next(extract_many([text], date=date, pipeline=pipeline, gazetteer=gazetteer, min_confidence=min_confidence))


def extract_many(
    articles: Iterable[str | Article],
    *,
    date: str | datetime.date | None = None,
    pipeline: str | Language | None = None,
    gazetteer: UserFiles = (),
    min_confidence: float | None = None,
    batch_size: int = 32,
) -> Iterator[Record]:
    """Yield the record of each article, in order, reading `batch_size` articles at a time.

    Raises as `extract`.
    """
    from rumourx.errors import UsageError
    from rumourx.pipeline.load import load_pipeline
    from rumourx.reading import article_from_text
    from rumourx.record.build import read_records
    from rumourx.record.confidence import check_minimum, drop_unsure

    if min_confidence is not None:
        check_minimum(min_confidence)
    if pipeline is None or isinstance(pipeline, str):
        nlp = load_pipeline(pipeline, gazetteer)
    elif gazetteer:
        raise UsageError("a pipeline that is loaded takes no gazetteer; give it to rumourx.load.")
    else:
        nlp = pipeline
    read = (article_from_text(article, date=date) if isinstance(article, str) else article for article in articles)
    records = read_records(read, nlp, batch_size)
    return records if min_confidence is None else (drop_unsure(record, min_confidence) for record in records)


def to_pandas(records: Record | Iterable[Record]) -> Tables[Any]:
    """Return the records, or one, as two DataFrames of pandas: `facts`, one a row, and `articles`.

    The columns are those that `rumourx batch` writes to Parquet; `facts.article` joins the two.

    Raises UsageError when pandas or pyarrow is not installed (`pip install 'rumourx[pandas]'`).
    """
    from rumourx.notebook import frames

    return frames.to_pandas(records)


def to_polars(records: Record | Iterable[Record]) -> Tables[polars.DataFrame]:
    """Return the records, or one, as two DataFrames of polars, as `to_pandas` does.

    Raises UsageError when polars or pyarrow is not installed (`pip install 'rumourx[polars]'`).
    """
    from rumourx.notebook import frames

    return frames.to_polars(records)


def to_html(record: Record, text: str | None = None) -> str:
    """Return a record as HTML: its tables, below the article's `text` with all facts marked, if that is given.

    Raises UsageError when `text` is not the one that the record was made from.
    """
    from rumourx.notebook import html

    return html.to_html(record, text)


def to_displacy(record: Record, text: str) -> dict[str, Any]:
    """Return the facts in the article's `text` as data for `spacy.displacy.render(…, manual=True)`.

    They are entities (names) for its style "ent", and spans (all facts) for its style "span".

    Raises UsageError when `text` is not the one that the record was made from.
    """
    from rumourx.notebook import displacy

    return displacy.to_displacy(record, text)
