"""RumourX: people, clubs, contract dates, quotes and rumours from Italian football news, offline.

>>> import rumourx
>>> record = rumourx.extract("Il Parma pensa a Paolo Vanoli, come riporta Sky Sport.", date="2025-05-12")
>>> [(rumour.person, rumour.club, rumour.move, rumour.stage) for rumour in record.rumours]
[('Paolo Vanoli', 'Parma', 'join', 'interest')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing rumourx must stay cheap: spaCy takes a second
    from spacy.language import Language

    from rumourx.reading.article import Article
    from rumourx.record.types import Record

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "extract_many", "load"]


def load(pipeline: str | None = None) -> Language:
    """Return the spaCy pipeline with RumourX's components; the embedded one, or another by name or path.

    Raises:
        PipelineError: the pipeline is not installed, or is none for Italian names.
    """
    from rumourx.pipeline.load import load_pipeline

    return load_pipeline(pipeline)


def extract(text: str | Article, date: str | None = None, pipeline: str | Language | None = None) -> Record:
    """Return the record of one article.

    `date` is the article's date (YYYY-MM-DD, YYYY-MM or YYYY), used when the text gives none.

    Raises:
        ArticleError: the text is empty or not Italian.
        UsageError: `date` is no date.
        PipelineError: as in `load`.
    """
    return next(extract_many([text], date=date, pipeline=pipeline))


def extract_many(
    articles: Iterable[str | Article],
    *,
    date: str | None = None,
    pipeline: str | Language | None = None,
    batch_size: int = 32,
) -> Iterator[Record]:
    """Yield the record of each article, in order, reading `batch_size` articles at a time.

    Raises as `extract`.
    """
    from rumourx.pipeline.load import load_pipeline
    from rumourx.reading import article_from_text
    from rumourx.record.build import read_records

    nlp = load_pipeline(pipeline) if pipeline is None or isinstance(pipeline, str) else pipeline
    read = (article_from_text(article, date=date) if isinstance(article, str) else article for article in articles)
    return read_records(read, nlp, batch_size)
