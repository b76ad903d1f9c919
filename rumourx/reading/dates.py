"""When an article was written: from the date header in its text, or as the user gives it.

The header is the word `date` and an ISO 8601 date, to the day or to the month, at the very start of the text
(blanks before it are allowed). It stands alone on the first line or runs on into the text, after a blank:

    date 2025-04-12
    date 2025-04 Carlo Ancelotti è pronto a …
"""

import re
from datetime import date
from typing import Literal

from rumourx.errors import UsageError
from rumourx.reading.article import ArticleDate

HEADER = re.compile(r"[\s\ufeff]*date[ \t]+(\d{4}-\d{2}(?:-\d{2})?)(?!\S)\s*", re.ASCII)
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


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


def date_from_option(value: str) -> ArticleDate:
    """The article date that the user gives: YYYY-MM-DD, YYYY-MM or YYYY. Raises UsageError for anything else.

    >>> date_from_option("2025-04")
    ArticleDate(date='2025-04', precision='month', origin='option')
    """
    precision = _precision(value)
    if precision is None:
        raise UsageError(f"“{value}” is not a date; write YYYY-MM-DD, YYYY-MM or YYYY, for example 2025-04-12.")
    return ArticleDate(value, precision, "option")


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
