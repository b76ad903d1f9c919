"""From files, bytes and standard input to articles."""

import io
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from rumourx.errors import ArticleError, UsageError
from rumourx.reading import article_from_text, read_article, read_articles
from rumourx.reading.articles import MAX_LENGTH

TEXT = "Il Parma pensa a Paolo Vanoli."


def message(path: Path) -> str:
    with pytest.raises(ArticleError) as caught:
        list(read_articles([path]))
    return str(caught.value)


def test_articles_are_read_in_order_each_with_its_path(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("b.txt", "a.txt")]
    for path in paths:
        path.write_text(f"{TEXT} {path.stem}", encoding="utf-8")
    read = list(read_articles(paths, date="2025"))
    assert [article.source for article in read] == [str(path) for path in paths]
    assert [article.text for article in read] == [f"{TEXT} b", f"{TEXT} a"]
    assert all(article.date and article.date.origin == "option" for article in read)


def test_an_article_is_read_only_when_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    articles = read_articles([path, tmp_path / "later.txt"])
    assert next(articles).text == TEXT
    (tmp_path / "later.txt").write_text("Dopo", encoding="utf-8")
    assert next(articles).text == "Dopo"


def test_a_dash_is_standard_input_which_has_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (article,) = read_articles(["-"])
    assert (article.text, article.source) == (TEXT, None)


def test_a_bad_file_goes_to_the_caller_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    errors: list[ArticleError] = []
    read = list(read_articles([tmp_path / "none.txt", path], on_error=errors.append))
    assert [article.text for article in read] == [TEXT]
    assert [str(error) for error in errors] == [f"{tmp_path}/none.txt does not exist; check its name and folder."]


def test_a_folder_is_named_as_one(tmp_path: Path) -> None:
    assert message(tmp_path) == f"{tmp_path} is a folder; name the articles in it, for example {tmp_path}/*.txt."


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, without_privileges: Callable[[], AbstractContextManager[None]]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    path.chmod(0)
    with without_privileges():
        told = message(path)
    assert told == f"{path} may not be read; give yourself permission to read it."


def test_a_file_that_the_system_cannot_open_gives_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "circle.txt"
    path.symlink_to(path)
    assert message(path).startswith(f"{path} cannot be read (Too many levels of symbolic links)")


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_an_empty_file_is_no_article(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert message(path) == f"{path} is empty; give it the text of an article."


def test_a_header_alone_is_no_article() -> None:
    with pytest.raises(ArticleError, match=r"^a\.txt holds only a date header; give it the text"):
        article_from_text("date 2025-04-12\n\n", "a.txt")


def test_an_endless_text_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(ArticleError, match="longer than 1,000,000 characters"):
        article_from_text("Parma " * MAX_LENGTH)
    assert message(Path("/dev/zero")).startswith("/dev/zero is longer than 1,000,000 characters")


def test_a_file_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/perch\xe8.txt"))
    path.write_text(TEXT, encoding="utf-8")
    (article,) = read_articles([path])
    assert article.source == f"{tmp_path}/perch�.txt"


def test_a_text_is_read_like_bytes() -> None:
    assert read_article(TEXT, "a.txt") == read_article(TEXT.encode(), "a.txt")


def test_a_wrong_date_is_refused_even_where_the_text_has_its_own() -> None:
    with pytest.raises(UsageError, match="“ieri” is not a date"):
        article_from_text(f"date 2025-04-12 {TEXT}", date="ieri")
