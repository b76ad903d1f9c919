"""Web pages: main text, title and date, found by trafilatura."""

import codecs
import re
from dataclasses import replace
from functools import cache
from typing import Any

from rumourx.errors import ArticleError, UsageError
from rumourx.reading.article import Article
from rumourx.reading.articles import article_from_text
from rumourx.reading.dates import date_from_metadata
from rumourx.reading.decoding import Decoded, decode
from rumourx.reading.files import MAX_FILE_BYTES

IS_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
CHARSET = re.compile(rb"<meta[^<>]+charset\s*=\s*+[\"']?\s*+([\w-]+)", re.IGNORECASE)
MAX_TAGS = 40_000  # a long page has some 5,000
MAX_TAG_BYTES = 2_000  # without what stands in quotes: some hundreds of attributes
QUOTED = re.compile(rb"\"[^\"]*+\"|'[^']*+'")
TAG = re.compile(rb"<[A-Za-z](?:=\s*+(?:\"[^\"]*+\"|'[^']*+')|[^>])*+")
HEAD_BYTES = 4096  # where a page declares its encoding
MIN_TEXT = 100  # characters: below it trafilatura tries its other ways, which lose the paragraphs
LATIN_1 = ("iso8859-1", "ascii")  # browsers read them as Windows-1252, and writers mean that


def is_page(data: bytes) -> bool:
    """Do the bytes begin as a web page does, whatever the file is called?

    >>> is_page(b"<!DOCTYPE html><html>"), is_page(b"Il Parma pensa a Vanoli.")
    (True, False)
    """
    return IS_PAGE.match(data) is not None


def article_from_page(data: bytes, name: str, date: str | None = None) -> Article:
    """The article of a web page: its title, an empty line, and the paragraphs of its main text.

    The page's own date goes before the `date` given.

    Raises ArticleError when no main text is found or RumourX cannot read it, UsageError without trafilatura.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ArticleError(f"{name} is longer than {MAX_FILE_BYTES:,} bytes; save the page of one article.")
    _check_markup(data, name)
    decoded = _decode_page(data, name)
    page = _extract(decoded.text, name)
    lines = [line.strip() for line in (page.text or "").splitlines() if line.strip()] if page else []
    if not lines:
        raise ArticleError(f"{name} is a web page without an article's text; save the page of an article.")
    title = " ".join((page.title or "").split()) or None
    if title and lines[0] != title:
        lines.insert(0, title)
    article = article_from_text("\n\n".join(lines), name, date)
    return replace(
        article,
        title=title or article.title,
        date=date_from_metadata(page.date) or article.date,
        guessed_encoding=decoded.encoding if decoded.guessed else None,
    )


def _check_markup(data: bytes, name: str) -> None:
    """Refuse a page that is made to take an hour: the time grows with the square of its tags and attributes."""
    if data.count(b"<") > MAX_TAGS:
        raise ArticleError(f"{name} has more than {MAX_TAGS:,} tags, as no article does; save the page of one article.")
    for tag in TAG.finditer(data):
        if len(tag[0]) > MAX_TAG_BYTES and len(QUOTED.sub(b"", tag[0])) > MAX_TAG_BYTES:
            raise ArticleError(
                f"{name} has a tag whose attributes alone are longer than {MAX_TAG_BYTES:,} bytes, as no article "
                "does; save the page of one article."
            )


def _decode_page(data: bytes, name: str) -> Decoded:
    decoded = decode(data, name)
    declared = CHARSET.search(data[:HEAD_BYTES])
    if not decoded.guessed or declared is None:
        return decoded
    try:
        codec = codecs.lookup(declared[1].decode("ascii", "replace")).name
        encoding = "cp1252" if codec in LATIN_1 else codec
        return Decoded(data.decode(encoding), encoding, guessed=False)
    except (LookupError, UnicodeDecodeError):
        return decoded


def _extract(page: str, name: str) -> Any:
    try:
        import trafilatura
    except ImportError as error:
        raise UsageError(f"{name} is a web page; to read it, `pip install 'rumourx[batch]'`.") from error
    try:
        return trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            # What the page says about itself, not any date in its text; the same on whichever day it is read.
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
            config=_settings(),
        )
    except MemoryError:
        raise
    except Exception as error:  # a page can be broken in any way, and costs one article only
        raise ArticleError(f"{name} is a web page that cannot be read ({type(error).__name__}); check it.") from error


@cache
def _settings() -> Any:
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(MIN_TEXT))
    return settings
