"""Builds records: runs articles through a pipeline, and turns what stands on each Doc into a Record."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.output.encodable import encodable
from rumourx.pipeline.long_texts import is_long, read_long
from rumourx.pipeline.tokenizing import make_doc
from rumourx.pipeline.values import register_extensions
from rumourx.process import rare_collections
from rumourx.reading.article import Article
from rumourx.record.types import (
    ArticleDate,
    Club,
    ContractDate,
    Mention,
    Named,
    Person,
    PipelineInfo,
    Quote,
    Record,
    Rumour,
)

KEPT_WORDS = 30_000  # in the vocabulary, about 6 MB: making a word anew costs as much as the rest of its tokenizing


def read_records(articles: Iterable[Article], nlp: Language, batch_size: int) -> Iterator[Record]:
    """Yield the record of each article, in order, `batch_size` articles at a time."""
    register_extensions()
    pipeline = pipeline_info(nlp)
    remaining = iter(articles)
    while batch := list(islice(remaining, batch_size)):
        with rare_collections(), _vocabulary_kept_small(nlp):
            docs = _analysed([_to_doc(article, nlp) for article in batch], nlp)
            records = [build_record(doc, article, pipeline) for doc, article in zip(docs, batch, strict=True)]
        yield from records


def _analysed(docs: list[Doc], nlp: Language) -> Iterator[Doc]:
    """Yield the Docs with all annotations, in order."""
    if any(map(is_long, docs)):
        return (read_long(doc, nlp) if is_long(doc) else nlp(doc) for doc in docs)
    return nlp.pipe(docs, batch_size=len(docs))


def _vocabulary_kept_small(nlp: Language) -> AbstractContextManager[object]:
    """Let the vocabulary grow to the words that are common; then those of a batch leave it with the batch."""
    return nlp.memory_zone() if len(nlp.vocab) >= KEPT_WORDS else nullcontext()


def _to_doc(article: Article, nlp: Language) -> Doc:
    # spaCy keeps words as UTF-8, which has no lone surrogates; one letter for another leaves the offsets alone.
    doc = make_doc(nlp, encodable(article.text[article.body_start :]))
    doc._.article_date = article.date.date if article.date else None
    return doc


def pipeline_info(nlp: Language) -> PipelineInfo:
    """Return what a record says of the pipeline that read it."""
    meta = nlp.meta  # put together anew at every access
    return PipelineInfo(name=f"{nlp.lang}_{meta['name']}", version=meta["version"])


def build_record(doc: Doc, article: Article, pipeline: PipelineInfo) -> Record:
    """Return the record of an article from its Doc, whose text is the article's from `body_start` on."""
    cut = _Cutter(article)
    return Record(
        source=article.source,
        title=article.title,
        article_date=_article_date(article),
        pipeline=pipeline,
        people=tuple(
            Person(
                name=one["name"],
                id=one["id"],
                role=one["role"],
                mentions=cut.mentions(one["mentions"]),
                confidence=_confidence(one),
            )
            for one in doc._.people
        ),
        clubs=tuple(
            Club(
                name=one["name"],
                id=one["id"],
                kind=one["kind"],
                country=one["country"],
                mentions=cut.mentions(one["mentions"]),
                confidence=_confidence(one),
            )
            for one in doc._.clubs
        ),
        contract_dates=tuple(
            ContractDate(**cut.stretch(one) | {"confidence": _confidence(one)}) for one in doc._.contract_dates
        ),
        quotes=tuple(Quote(**cut.stretch(one) | {"confidence": _confidence(one)}) for one in doc._.quotes),
        rumours=tuple(
            Rumour(
                person=one["person"],
                club=one["club"],
                move=one["move"],
                stage=one["stage"],
                sources=tuple(one["sources"]),
                evidence=cut.mentions(one["evidence"]),
                confidence=_confidence(one),
            )
            for one in doc._.rumours
        ),
        competitions=cut.named(doc._.competitions),
        outlets=cut.named(doc._.outlets),
        stadiums=cut.named(doc._.stadiums),
    )


def _article_date(article: Article) -> ArticleDate | None:
    if article.date is None:
        return None
    return ArticleDate(date=article.date.date, precision=article.date.precision, origin=article.date.origin)


def _confidence(value: dict[str, Any]) -> float | None:
    """Return what the confidence component wrote, to two decimals; None where it did not run."""
    return round(value["confidence"], 2) if "confidence" in value else None


class _Cutter:
    """Cuts stretches out of an article by the offsets of its Doc."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._shift = article.body_start

    def mentions(self, ranges: list[dict[str, int]]) -> tuple[Mention, ...]:
        return tuple(Mention(**self.stretch(one)) for one in ranges)

    def stretch(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return the value with its offsets in the article's text, and with the text there."""
        start, end = value["start"] + self._shift, value["end"] + self._shift
        return {**value, "start": start, "end": end, "text": self._text[start:end]}

    def named(self, entries: list[Any]) -> tuple[Named, ...]:
        return tuple(Named(name=one["name"], mentions=self.mentions(one["mentions"])) for one in entries)
