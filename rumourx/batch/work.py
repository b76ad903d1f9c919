"""Reads the articles of one block: the same work in this process, in a worker, or on another machine."""

import gc
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language

from rumourx.batch.duplicates import signature
from rumourx.batch.plan import Plan
from rumourx.batch.rows import ArticleRow, ErrorRow, Part, Tally
from rumourx.output.serialise import to_dict
from rumourx.pipeline.load import load_pipeline
from rumourx.reading.article import Article
from rumourx.reading.sources import Loaded, Task, Unread, read_task
from rumourx.record.build import read_records
from rumourx.record.types import KINDS, Record

WORKER_DIED = "the worker process died while reading it (killed or out of memory)."
BATCH_CHARACTERS = 5_000  # of text that are analysed at a time: more is no faster, and takes more memory


def prepare(plan: Plan) -> None:
    """Load what a process needs for all blocks of the plan; raises as `rumourx.load` does."""
    _load(plan)
    # What was loaded stays: the collector need not look through the gazetteer again and again.
    gc.collect()
    gc.freeze()


def process_block(tasks: Sequence[Task | Unread], plan: Plan) -> Part:
    """Read articles and return their part: a line for each task, in order, an ErrorRow where it failed.

    Raises MemoryError where the memory does not suffice.
    """
    nlp = _load(plan)
    lines: list[str] = []
    tally = Tally()
    for batch in _batches(_read(tasks, plan)):
        for row, count in _rows(batch, nlp, plan):
            lines.append(json.dumps(row) + "\n")
            tally += count
    return Part("".join(lines).encode("ascii"), tally)


def lost_article(task: Task | Unread, reason: str = WORKER_DIED) -> Part:
    """The part of an article that is given up; one whose worker died twice, unless told otherwise."""
    row, tally = _error(task.source, reason)
    return Part((json.dumps(row) + "\n").encode("ascii"), tally)


def _load(plan: Plan) -> Language:
    nlp = load_pipeline(plan.pipeline, plan.gazetteer)
    plan.check_gazetteer()  # or the parts of one output would know different names
    return nlp


def _read(tasks: Iterable[Task | Unread], plan: Plan) -> Iterator[Loaded | Unread]:
    return (task if isinstance(task, Unread) else read_task(task, plan.reading) for task in tasks)


def _batches(readings: Iterable[Loaded | Unread]) -> Iterator[list[Loaded | Unread]]:
    batch: list[Loaded | Unread] = []
    characters = 0
    for reading in readings:
        batch.append(reading)
        characters += len(reading.article.text) if isinstance(reading, Loaded) else 0
        if characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _rows(batch: list[Loaded | Unread], nlp: Language, plan: Plan) -> Iterator[tuple[ArticleRow | ErrorRow, Tally]]:
    results = iter(_extract([one.article for one in batch if isinstance(one, Loaded)], nlp))
    for one in batch:
        if isinstance(one, Unread):
            yield _error(one.source, one.reason)
            continue
        result = next(results)
        source = one.article.source or ""
        yield _error(source, result) if isinstance(result, str) else _article(source, one, result, plan)


def _extract(articles: list[Article], nlp: Language) -> list[Record | str]:
    """The record of each article, or the reason why it has none."""
    try:
        return list(read_records(articles, nlp, max(1, len(articles))))
    except MemoryError:
        raise
    except Exception:  # whatever goes wrong in one article must not cost the others
        return [_extract_alone(article, nlp) for article in articles]


def _extract_alone(article: Article, nlp: Language) -> Record | str:
    try:
        return next(read_records([article], nlp, 1))
    except MemoryError:
        raise
    except Exception as error:
        return f"a fault of RumourX's own: {type(error).__name__}: {error}; please report it with the article."


def _article(source: str, loaded: Loaded, record: Record, plan: Plan) -> tuple[ArticleRow, Tally]:
    body = loaded.article.text[loaded.article.body_start :]
    words = len(body.split())
    values = to_dict(record, KINDS)
    row = ArticleRow(
        source=source,
        record=values,
        fields=loaded.fields,
        words=words,
        signature=signature(body) if plan.signatures else None,
    )
    tally = Tally(
        articles=1,
        words=words,
        guessed=loaded.article.guessed_encoding is not None,
        noted=bool(loaded.article.notes),
        facts=Counter({kind: len(values[kind]) for kind in KINDS}),
    )
    return row, tally


def _error(source: str, reason: str) -> tuple[ErrorRow, Tally]:
    return ErrorRow(source=source, error=reason), Tally(errors=1)
