"""Parquet: a file of facts, one row per fact, and a file of articles, one row per article.

Facts:

| column | type | holds |
| --- | --- | --- |
| article | int64 | the article's number in this output, from 0: joins the two files |
| source | string | where the article came from: a path, an address, or FILE.jsonl:LINE |
| cluster | string | the source of the first article of the same story; null for a story told once |
| article_date | string | when the article was written: YYYY-MM-DD, YYYY-MM or YYYY |
| article_date_precision | string | day, month or year |
| kind | string | person, club, contract, quote, rumour, competition, outlet or stadium |
| name | string | of a person, club, competition, outlet or stadium |
| id | string | of a person or club in the gazetteer |
| role | string | of a person |
| team_kind | string | club or national_team |
| country | string | of a club: ISO 3166-1 alpha-2, or GB-ENG and the like |
| person | string | of a contract or rumour |
| club | string | of a contract or rumour |
| event | string | of a contract: expiry, renewal, signing, loan or option |
| date | string | of a contract: YYYY-MM-DD, YYYY-MM or YYYY, as far as the text goes |
| precision | string | of that date: day, month or year |
| certainty | string | of a contract: stated, reported or proposed |
| speaker | string | of a quote |
| cue | string | the words that introduce a quote |
| move | string | of a rumour: join, leave or stay |
| stage | string | of a rumour: interest, talks, agreed, official or denied |
| sources | list<element: string> | to whom a rumour is attributed |
| text | string | the first mention, the contract's words, the quote, or the first sentence of evidence |
| start | int64 | offset of its first character in the article |
| end | int64 | offset after its last character |
| spans | list<element: struct<text: string, start: int64, end: int64>> | all mentions, or all sentences of evidence |
| confidence | double | the chance that the fact is right; null where the pipeline does not say |

Articles:

| column | type | holds |
| --- | --- | --- |
| article | int64 | the number, from 0 |
| schema_version | string | of the record |
| source | string | as above |
| title | string | the title |
| article_date | string | as above |
| article_date_precision | string | day, month or year |
| article_date_origin | string | header, metadata or option |
| pipeline_name | string | of the spaCy pipeline |
| pipeline_version | string | of the spaCy pipeline |
| cluster | string | as above |
| words | int64 | of the article |
| fields | string | the other fields of the article's input, as a JSON object |
| people | int64 | how many; so with the other kinds |

A field that a later record has besides is a further column. What a column has no value for is null. Lone
surrogates, which UTF-8 cannot hold, are U+FFFD.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq  # type: ignore[import-untyped]

from rumourx.batch.rows import Row
from rumourx.batch.writers.arrow import PAGE_BYTES, Pages, fill
from rumourx.batch.writers.tables import ARTICLE_COLUMNS, FACT_COLUMNS


def write(rows: Iterator[Row], facts: Path, articles: Path) -> None:
    """Write the facts and the articles of all rows."""
    with ExitStack() as stack:
        fact_pages = open_pages(stack, facts, FACT_COLUMNS)
        article_pages = open_pages(stack, articles, ARTICLE_COLUMNS)
        fill(article_pages, fact_pages, rows)


def open_pages(stack: ExitStack, path: Path, columns: Mapping[str, Any], page_bytes: int = PAGE_BYTES) -> Pages:
    """Pages that become the row groups of a Parquet file; the file is closed by `stack`."""
    file: pq.ParquetWriter

    def write_page(page: Any) -> None:
        file.write_table(page)

    pages = Pages(columns, write_page, page_bytes)
    file = stack.enter_context(pq.ParquetWriter(path, pages.schema, compression="zstd"))
    return pages
