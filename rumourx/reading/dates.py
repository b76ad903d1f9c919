"""When an article was written: from the date header in its text, or as the user gives it.

The header is the word `date` and an ISO 8601 date, to the day or to the month, at the very start of the text
(blanks before it are allowed). It stands alone on the first line or runs on into the text, after a blank:

    date 2025-04-12
    date 2025-04 Carlo Ancelotti è pronto a …
"""

import re
from datetime import UTC, date, datetime
from typing import Any, Literal

from rumourx.errors import UsageError
from rumourx.reading.article import ArticleDate

HEADER = re.compile(r"[\s\ufeff]*date[ \t]+(\d{4}-\d{2}(?:-\d{2})?)(?!\S)\s*", re.ASCII)
NEARLY_HEADER = re.compile(
    r"[\s\ufeff]*(date:?[ \t]+(?:\d{4}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2})\S*)", re.ASCII | re.IGNORECASE
)
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
ISO_MOMENT = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:[T ]\d{2}:\d{2}.*)?", re.ASCII)
MAX_DATE_LENGTH = 60  # characters: “lunedì 12 maggio 2025, ore 10:30”
MILLISECONDS = 100_000_000_000  # from here on, a moment in Unix time is no longer told in seconds
PLAUSIBLE_YEARS = range(1990, 2100)  # of a page: another number is no moment in Unix time


def read_header(text: str) -> tuple[ArticleDate | None, int]:
    """The date header's date, and the offset where the body starts: after the header and its blanks.

    A first line that is no header, or whose date does not exist, is text of the article.

    >>> read_header("date 2025-04 Il Parma")
    (ArticleDate(date='2025-04', precision='month', origin='header'), 13)
    >>> read_header("date 2025-13-40 Il Parma")
    (None, 0)
    """
    match = HEADER.match(text)
    precision = _precision(match[1]) if match else None
    if match is None or precision is None:
        return None, 0
    return ArticleDate(match[1], precision, "header"), match.end()


def nearly_header(text: str) -> str | None:
    """The beginning of a text that looks like a date header and is none; None when there is no such thing.

    >>> nearly_header("date 2025-99 Il Parma"), nearly_header("date 2025-04 Il Parma"), nearly_header("Il Parma")
    ('date 2025-99', None, None)
    """
    match = NEARLY_HEADER.match(text)
    return match[1] if match and read_header(text)[0] is None else None


def date_from_option(value: str | date) -> ArticleDate:
    """The article date that the user gives: YYYY-MM-DD, YYYY-MM or YYYY, or a `datetime.date`.

    Raises UsageError for anything else.

    >>> date_from_option("2025-04")
    ArticleDate(date='2025-04', precision='month', origin='option')
    """
    if isinstance(value, date):
        value = value.isoformat()[:10]
    precision = _precision(value) if isinstance(value, str) else None
    if precision is None:
        raise UsageError(f"“{value}” is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, for example 2025-04-12.")
    return ArticleDate(value, precision, "option")


def date_from_metadata(value: Any) -> ArticleDate | None:
    """The date that a web page or a JSON object gives an article; None when it is no date.

    It may be ISO 8601 with or without a time, a day written out in Italian or English or with the day first,
    or a moment in Unix time. The day is the one that is written, in whichever time zone that was.

    >>> date_from_metadata("2025-05-12T23:30:00Z")
    ArticleDate(date='2025-05-12', precision='day', origin='metadata')
    >>> date_from_metadata("lunedì 12 maggio 2025").date, date_from_metadata("12/05/2025").date
    ('2025-05-12', '2025-05-12')
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = _unix_day(value)
    elif isinstance(value, str) and 0 < len(value.strip()) <= MAX_DATE_LENGTH:
        moment = ISO_MOMENT.fullmatch(value.strip())
        found = moment[1] if moment else _written_day(value)
    else:
        return None
    precision = _precision(found) if found else None
    return ArticleDate(found, precision, "metadata") if found and precision else None


def _unix_day(value: float) -> str | None:
    try:
        moment = datetime.fromtimestamp(value / 1000 if value >= MILLISECONDS else value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.date().isoformat() if moment.year in PLAUSIBLE_YEARS else None


def _written_day(value: str) -> str | None:
    import dateparser

    moment = dateparser.parse(
        value,
        languages=["it", "en"],
        # Only days that are written in full: “ieri” would depend on when it is read.
        settings={"DATE_ORDER": "DMY", "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]},
    )
    return moment.date().isoformat() if moment else None


def _precision(value: str) -> Literal["day", "month", "year"] | None:
    """How far an ISO date goes; None when it is malformed or names no day of the calendar."""
    match = ISO_DATE.fullmatch(value)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "day" if day else "month" if month else "year"
