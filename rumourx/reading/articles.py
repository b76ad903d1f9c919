"""From a text, bytes, a file or standard input to an Article."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from rumourx.errors import ArticleError
from rumourx.reading.article import Article
from rumourx.reading.dates import date_from_option, read_header
from rumourx.reading.decoding import decode
from rumourx.reading.language import foreign_language
from rumourx.reading.title import find_title

STANDARD_INPUT = "-"
MAX_LENGTH = 1_000_000  # characters: the most that spaCy takes in one text
MAX_BYTES = 4 * MAX_LENGTH


def article_from_text(text: str, source: str | None = None, date: str | None = None) -> Article:
    """The Article in a text; `date` (YYYY-MM-DD, YYYY-MM or YYYY) is used when the text has no date header.

    Raises ArticleError when there is no text, too much of it, or text in another language than Italian;
    UsageError when `date` is no date.

    >>> article_from_text("date 2025-05-12 Il Parma pensa a Vanoli.").body_start
    16
    """
    given_date = date_from_option(date) if date is not None else None
    header_date, body_start = read_header(text)
    body = text[body_start:]
    _check(body, source or "the text", has_header=header_date is not None)
    return Article(text, body_start, find_title(body), header_date or given_date, source)


def read_article(data: bytes | str, source: str | None = None, date: str | None = None) -> Article:
    """The Article in a file's bytes, or in a text; see `article_from_text`.

    Raises ArticleError also when the bytes are no text.

    >>> article = read_article("Il Parma è già su Vanoli".encode("cp1252"))
    >>> article.text, article.guessed_encoding
    ('Il Parma è già su Vanoli', 'Windows-1252')
    """
    if isinstance(data, str):
        return article_from_text(data, source, date)
    if len(data) > MAX_BYTES:
        raise ArticleError(_too_long(source or "the text"))
    decoded = decode(data, source or "the text")
    article = article_from_text(decoded.text, source, date)
    return replace(article, guessed_encoding=decoded.encoding) if decoded.guessed else article


def read_articles(
    paths: Iterable[str | os.PathLike[str]],
    date: str | None = None,
    on_error: Callable[[ArticleError], None] | None = None,
) -> Iterator[Article]:
    """The Articles in files, in order, each read when it is asked for; `-` stands for standard input.

    A file that holds no article raises its ArticleError, or hands it to `on_error` and is left out. The
    source of an article from standard input is None.
    """
    for path in paths:
        try:
            yield _read_standard_input(date) if path == STANDARD_INPUT else _read_file(Path(path), date)
        except ArticleError as error:
            if on_error is None:
                raise
            on_error(error)


def _read_file(path: Path, date: str | None) -> Article:
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        with path.open("rb") as stream:
            data = _read_at_most(stream)
    except FileNotFoundError as error:
        raise ArticleError(f"{name} does not exist; check its name and folder.") from error
    except IsADirectoryError as error:
        raise ArticleError(f"{name} is a folder; name the articles in it, for example {name}/*.txt.") from error
    except PermissionError as error:
        raise ArticleError(f"{name} may not be read; give yourself permission to read it.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ArticleError(f"{name} cannot be read ({reason}); check the file.") from error
    return read_article(data, name, date)


def _read_standard_input(date: str | None) -> Article:
    name = "standard input"
    try:
        article = read_article(_read_at_most(sys.stdin.buffer), name, date)
    except OSError as error:
        raise ArticleError(f"{name} cannot be read ({error.strerror}); pipe an article into it.") from error
    return replace(article, source=None)


def _read_at_most(stream: BinaryIO) -> bytes:
    """All bytes, or one more than an article may have: an endless device must not fill the memory."""
    return stream.read(MAX_BYTES + 1)


def _check(body: str, name: str, *, has_header: bool) -> None:
    if not body.strip("\ufeff \t\r\n\v\f\xa0"):
        holds = "holds only a date header" if has_header else "is empty"
        raise ArticleError(f"{name} {holds}; give it the text of an article.")
    if len(body) > MAX_LENGTH:
        raise ArticleError(_too_long(name))
    if language := foreign_language(body):
        raise ArticleError(f"{name} seems to be in {language}; RumourX reads Italian articles only.")


def _too_long(name: str) -> str:
    return f"{name} is longer than {MAX_LENGTH:,} characters; split it into its articles."
