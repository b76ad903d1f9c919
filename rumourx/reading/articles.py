"""From a text or bytes to an Article."""

import datetime
from dataclasses import replace

from rumourx.errors import ArticleError
from rumourx.reading.article import Article
from rumourx.reading.dates import date_from_option, nearly_header, read_header
from rumourx.reading.decoding import decode
from rumourx.reading.language import foreign_language
from rumourx.reading.title import find_title

MAX_LENGTH = 1_000_000  # characters: the most that spaCy takes in one text
MAX_BYTES = 4 * MAX_LENGTH


def article_from_text(text: str, source: str | None = None, date: str | datetime.date | None = None) -> Article:
    """The Article in a text; `date` (YYYY-MM-DD, YYYY-MM or YYYY, or a date) is used when it has no date header.

    Raises ArticleError when there is no text, too much of it, or text in another language than Italian;
    UsageError when `date` is no date.

    >>> article_from_text("date 2025-05-12 Il Parma pensa a Vanoli.").body_start
    16
    """
    given_date = date_from_option(date) if date is not None else None
    header_date, body_start = read_header(text)
    body = text[body_start:]
    name = source or "the text"
    _check(body, name, has_header=header_date is not None)
    return Article(text, body_start, find_title(body), header_date or given_date, source, notes=_notes(text, name))


def read_article(data: bytes | str, source: str | None = None, date: str | datetime.date | None = None) -> Article:
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


def _check(body: str, name: str, *, has_header: bool) -> None:
    if not body.strip("\ufeff \t\r\n\v\f\xa0"):
        holds = "holds only a date header" if has_header else "is empty"
        raise ArticleError(f"{name} {holds}; give it the text of an article.")
    if len(body) > MAX_LENGTH:
        raise ArticleError(_too_long(name))
    if language := foreign_language(body):
        raise ArticleError(f"{name} seems to be in {language}; RumourX reads Italian articles only.")


def _notes(text: str, name: str) -> tuple[str, ...]:
    beginning = nearly_header(text)
    if beginning is None:
        return ()
    return (f"{name} begins with “{beginning}”, which is no date header; write “date YYYY-MM-DD” or “date YYYY-MM”.",)


def _too_long(name: str) -> str:
    return f"{name} is longer than {MAX_LENGTH:,} characters; split it into its articles."
