"""Normalises dates that are printed in full: dateparser does the reading, Italian only, one parser a process."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rumourx.record.types import Precision

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@cache
def _parser() -> "DateDataParser":
    # Importing dateparser takes longer than importing the rest of this package, so it waits for a first date.
    from dateparser.date import DateDataParser

    settings = {"DATE_ORDER": "DMY", "PREFER_DAY_OF_MONTH": "first", "STRICT_PARSING": False}
    return DateDataParser(languages=["it"], settings=settings)


@lru_cache(maxsize=4096)
def normalise(words: str) -> tuple[str, Precision] | None:
    """Return the ISO date and the precision of a date printed with its year, None for no date of the calendar.

    >>> normalise("30 giugno 2026"), normalise("giugno 2028"), normalise("31 giugno 2026")
    (('2026-06-30', 'day'), ('2028-06', 'month'), None)
    """
    data = _parser().get_date_data(words)
    if data is None or data.date_obj is None:
        return None
    if data.period == "month":
        return data.date_obj.strftime("%Y-%m"), "month"
    return data.date_obj.strftime("%Y-%m-%d"), "day"
