"""Whatever bytes a file holds, reading makes an article of them or says why not; it raises nothing else."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumourx.errors import ArticleError, RumourXError
from rumourx.output.serialise import json_text
from rumourx.reading import article_from_text, read_article, read_articles
from rumourx.reading.article import Article
from rumourx.reading.jsonl import numbered_lines
from rumourx.reading.sources import read_task
from rumourx.reading.task import Kind, Loaded, ReadingOptions, Task
from tests.fuzz.conftest import hostile
from tests.fuzz.strategies import files, lines, pages, texts

NAMES = ("a.txt", "a.html", "a.json", "a.jsonl", "a.txt.gz", "a.html.gz", "a.jsonl.gz")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def check(article: Article) -> None:
    assert 0 <= article.body_start <= len(article.text)
    assert article.text[article.body_start :].strip()


def load(data: bytes, kind: Kind) -> Iterator[Loaded]:
    """The article in some bytes, if there is one; that its fields can be written is checked."""
    found = read_task(Task("an article", kind, "nowhere", data), ReadingOptions())
    if isinstance(found, Loaded):
        check(found.article)
        assert json_text(found.fields).encode("utf-8")
        yield found
    else:
        assert found.reason.isprintable()


@settings(hostile, max_examples=150)
@given(text=texts())
def test_text(text: str) -> None:
    try:
        check(article_from_text(text))
    except ArticleError as error:
        assert str(error).isprintable()


@settings(hostile, max_examples=150)
@given(data=files())
def test_bytes(data: bytes) -> None:
    try:
        check(read_article(data, "a.txt"))
    except RumourXError as error:
        assert str(error).isprintable()


@settings(hostile, max_examples=60)
@given(data=st.one_of(pages(), files()))
def test_web_pages(data: bytes) -> None:
    list(load(data, "html"))


@settings(hostile, max_examples=200)
@given(data=lines())
def test_lines_of_json(data: bytes) -> None:
    list(load(data, "line"))


@settings(hostile, max_examples=100)
@given(data=files(), name=st.sampled_from(NAMES))
def test_files_of_any_name(folder: Path, data: bytes, name: str) -> None:
    path = folder / name
    path.write_bytes(data)
    unread: list[ArticleError] = []
    for article in read_articles([path], on_error=unread.append):
        check(article)
    assert all(str(error).isprintable() for error in unread)


@settings(hostile, max_examples=100)
@given(data=st.binary(max_size=60), cuts=st.lists(st.integers(0, 60), max_size=5))
def test_lines_are_the_same_however_the_file_arrives(data: bytes, cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(data)]
    pieces = [data[start:end] for start, end in pairwise(bounds)]
    assert list(numbered_lines(pieces)) == list(numbered_lines([data]))
