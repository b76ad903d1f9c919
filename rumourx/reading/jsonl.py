"""Articles as JSON objects: the lines of a JSON Lines file, and the fields of one."""

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NoReturn

from rumourx.errors import ArticleError
from rumourx.reading.article import ArticleDate
from rumourx.reading.articles import article_from_text
from rumourx.reading.dates import date_from_metadata
from rumourx.reading.decoding import decode
from rumourx.reading.files import MAX_FILE_BYTES
from rumourx.reading.task import Loaded, ReadingOptions

URL = "url"
SHOWN_FIELDS = 8
MAX_NESTING = 100  # of the objects and arrays that a line carries along
JSON_NAMES = {dict: "an object", list: "an array", bool: "true or false", int: "a number", float: "a number"}


def numbered_lines(pieces: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    r"""The lines of a file with their numbers, from 1, without empty ones; None for one that is longer than an
    article may be.

    >>> list(numbered_lines([b"uno\r\ndu", b"e\n\ntre"]))
    [(1, b'uno'), (2, b'due'), (4, b'tre')]
    """
    number, line = 1, bytearray()
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for end in ended:
            if end or line:
                line += end[: MAX_FILE_BYTES + 1 - len(line)]
                yield number, _whole(line)
                line = bytearray()
            number += 1
        line += rest[: MAX_FILE_BYTES + 1 - len(line)]
    if line:
        yield number, _whole(line)


def article_from_json(data: bytes, name: str, options: ReadingOptions) -> Loaded:
    """The article in a JSON object, and its other fields.

    The text's own date header goes before the date field, and this before `options.date`. A title or date that
    is none is told in the article's notes, and its field is carried through.

    Raises ArticleError when it is no JSON object, or has no text that RumourX can read.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ArticleError(f"{name} is longer than {MAX_FILE_BYTES:,} bytes; a file of JSON holds one article.")
    decoded = decode(data, name)
    fields = _object(decoded.text, name)
    article = article_from_text(_text(fields, name, options.text_field), name, options.date)
    title, title_note = _title(fields, name, options.title_field)
    date, date_note = _date(fields, name, options.date_field)
    if article.date is not None and article.date.origin == "header":
        date = article.date
    if URL not in fields and options.url_field in fields:
        fields[URL] = fields.pop(options.url_field)
    article = replace(
        article,
        title=title or article.title,
        date=date or article.date,
        guessed_encoding=decoded.encoding if decoded.guessed else None,
        notes=(*article.notes, *title_note, *date_note),
    )
    return Loaded(article, fields)


def _whole(line: bytearray) -> bytes | None:
    return None if len(line) > MAX_FILE_BYTES else bytes(line).removesuffix(b"\r")


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        _check_nesting(value)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"{name} is no valid JSON ({error.msg.lower()} at character {error.pos + 1}); write one object a line."
        ) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"{name} holds JSON that cannot be read (a number or nesting without measure).") from error
    if not isinstance(value, dict):
        raise ArticleError(f'{name} holds {_kind(value)}, not a JSON object; write {{"text": …}}.')
    return value


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity, which JSON does not know


def _finite(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse(digits)


def _check_nesting(value: object) -> None:
    """Raise RecursionError for what is nested deeper than every reader of our output bears."""
    level = [value]
    for _ in range(MAX_NESTING):
        inner = [one for one in level if isinstance(one, dict | list)]
        level = [part for one in inner for part in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return
    raise RecursionError


def _text(fields: dict[str, Any], name: str, field: str) -> str:
    if field not in fields:
        present = ", ".join(list(fields)[:SHOWN_FIELDS]) or "none"
        raise ArticleError(f"{name} has no field “{field}” (its fields: {present}); name the one that holds the text.")
    text = fields.pop(field)
    if not isinstance(text, str):
        raise ArticleError(f"{name} has {_kind(text)} as its “{field}”, not a text; name the field that holds it.")
    return text


def _title(fields: dict[str, Any], name: str, field: str) -> tuple[str | None, tuple[str, ...]]:
    """Take the title out of the fields, where it is one; and what is to be told about it."""
    title = fields.get(field)
    if title is not None and not isinstance(title, str):
        return None, (f"{name} has a title that is {_kind(title)}, not a text; it was read without.",)
    fields.pop(field, None)
    return " ".join((title or "").split()) or None, ()


def _date(fields: dict[str, Any], name: str, field: str) -> tuple[ArticleDate | None, tuple[str, ...]]:
    """Take the date out of the fields, where it is one; and what is to be told about it."""
    date = date_from_metadata(fields.get(field))
    if date is None and fields.get(field) not in (None, ""):
        return None, (f"{name} has a date that is none that RumourX knows; write YYYY-MM-DD.",)
    fields.pop(field, None)
    return date, ()


def _kind(value: object) -> str:
    return "null" if value is None else JSON_NAMES.get(type(value), "a string")
