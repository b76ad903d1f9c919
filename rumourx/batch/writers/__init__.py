"""The output's formats, one module each, chosen by the output's name.

| --output | writes | needs |
| --- | --- | --- |
| facts.jsonl, .ndjson, also .gz | one record a line, with `cluster` and, where there are some, `fields` | |
| facts.csv | a row per fact; facts.articles.csv: a row per article | |
| facts.parquet | a row per fact; facts.articles.parquet: a row per article | rumourx[parquet] |
| facts.parquet/ | a folder: facts/kind=KIND/part-0.parquet, articles/part-0.parquet | rumourx[parquet] |
| facts.sqlite, .sqlite3, .db | the tables facts and articles | |
| facts.duckdb | the tables facts and articles | rumourx[duckdb] |
| facts/ | a folder: a file of JSON per article, and _index.jsonl: which file holds which source | |

An output appears whole: it is written under a hidden name beside its place (`.draft-NAME`), flushed to the disk
and renamed. Where two files are written, the one that --output names comes last. Rows are written as they come;
memory does not grow with them. The same rows make the same bytes, but for DuckDB.
"""

from rumourx.batch.writers.formats import FORMATS, OutputFormat, Writer, writer_for

__all__ = ["FORMATS", "OutputFormat", "Writer", "writer_for"]
