"""Works out the dates of expressions: printed ones as they stand, relative ones against the article's date."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from rumourx.pipeline.dates.expressions import ABSOLUTE_KINDS, DURATION_KINDS, Expression
from rumourx.pipeline.lexicon import read_map
from rumourx.record.types import Precision

LAST_MONTH_OF_SEASON = 6
WEEKDAYS = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
ANCHOR_YEARS = range(1100, 9900)  # a century round any of them, years have four digits and days are in the calendar
NEARBY_DAYS = {"ieri": -1, "oggi": 0, "stasera": 0, "stanotte": 0, "domani": 1, "dopodomani": 2}


class Resolved(NamedTuple):
    """An ISO 8601 date as far as it is known, and how far that is."""

    date: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Anchor:
    """When the article was written; month and day are None where the article date stops earlier."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def season_end(self) -> int | None:
        """The year in which the season under way ends."""
        if self.month is None:
            return None
        return self.year if self.month <= LAST_MONTH_OF_SEASON else self.year + 1


def read_anchor(article_date: str | None) -> Anchor | None:
    """Return the anchor for an ISO date to the day, the month or the year; None for a year that no article is of.

    >>> read_anchor("2025-04"), read_anchor("9999-12-31")
    (Anchor(year=2025, month=4, day=None), None)
    """
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", article_date or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    return Anchor(year, month, day) if year is not None and year in ANCHOR_YEARS else None


def resolve(expression: Expression, anchor: Anchor | None) -> Resolved | None:
    """Return the date of an expression, None where it cannot be known.

    A duration counts from the article's year; `end_of_duration` counts from any other.
    """
    if expression.kind in ABSOLUTE_KINDS:
        return _resolve_absolute(expression)
    if expression.parts.get("of", "").isdigit():
        anchor = Anchor(int(expression.parts["of"]), 1, 1)
    if expression.kind == "year_end" and "year" in expression.parts:
        return Resolved(f"{expression.parts['year']}-12", "month")
    if anchor is None:
        return None
    if expression.kind in DURATION_KINDS:
        return end_of_duration(expression, anchor.year)
    return _RELATIVE[expression.kind](expression, anchor)


def is_relative(expression: Expression) -> bool:
    """Say whether the date needs the article's date."""
    return expression.kind not in ABSOLUTE_KINDS and not expression.parts.get("of", "").isdigit()


def years_of(expression: Expression) -> float | None:
    """Return the length in years that a duration tells; None for an ordinal ("il terzo anno").

    >>> from rumourx.pipeline.dates.expressions import find_expressions
    >>> [years_of(found) for found in find_expressions("un triennale, due anni e mezzo, altri dodici mesi")]
    [3.0, 2.5, 1.0]
    """
    parts = expression.parts
    if expression.kind == "length":
        return float(parts.get("years") or read_map("contract_lengths.tsv")[parts["length"].lower()])
    if expression.kind == "half_year":
        return 0.5
    if expression.kind != "duration":
        return None
    if "plus" in parts:
        return float(parts["plus"])
    number = _number(parts.get("n", "un")) + (0.5 if "half" in parts else 0.0)
    return number / 12 if parts["unit"].lower() == "mesi" else number


def end_of_duration(expression: Expression, start_year: int) -> Resolved | None:
    """Return the year in which a duration ends that starts in a year; contracts end with a season, so half a
    year ("due anni e mezzo", signed in January) ends in the last full year's."""
    years = years_of(expression)
    return None if years is None else Resolved(str(start_year + int(years)), "year")


def _resolve_absolute(expression: Expression) -> Resolved | None:
    parts = expression.parts
    if expression.kind == "numeric":
        return _calendar_day(_full_year(parts["y"]), int(parts["m"]), int(parts["d"]))
    if expression.kind == "day":
        return _calendar_day(_full_year(parts["year"]), _month(expression), _day(expression))
    if expression.kind == "month":
        return Resolved(f"{_full_year(parts['year'])}-{_month(expression):02}", "month")
    if expression.kind == "season_end_printed":
        return Resolved(f"{_season_end(parts['season'])}-{LAST_MONTH_OF_SEASON:02}", "month")
    if expression.kind == "season":
        return Resolved(str(_season_end(parts["season"])), "year")
    return Resolved(str(_full_year(parts["year"])), "year")


def _calendar_day(year: int, month: int, day: int) -> Resolved | None:
    """Return a day, None where the calendar has none ("31 giugno 2026")."""
    try:
        return Resolved(date(year, month, day).isoformat(), "day")
    except ValueError:
        return None


def _full_year(printed: str) -> int:
    digits = printed.lstrip("'’‘ ")
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= 60 else 2000)


def _season_end(season: str) -> int:
    return _full_year(re.split(r"\s?[/–-]\s?", season)[-1])


def _number(printed: str) -> int:
    word = printed.lower().replace("’", "'")
    return int(word) if word.isdigit() else int(read_map("numbers.tsv")[word])


def _month(expression: Expression) -> int:
    return int(read_map("months.tsv")[expression.parts["month"].lower()])


def _day(expression: Expression) -> int:
    printed = expression.parts["day"].lower().rstrip("°º")
    return int({"primo": "1", "trenta": "30", "trentuno": "31"}.get(printed, printed))


def _year_of_month(expression: Expression, month: int, anchor: Anchor) -> int | None:
    """The year of a month printed without one: the next to come, or the last gone by for "scorso"."""
    which = expression.parts.get("of", "").lower()
    if which.isdigit():
        return int(which)
    if which:
        return anchor.year + (1 if "prossimo" in which else -1 if "scorso" in which else 0)
    if anchor.month is None:
        return None
    if "last" in expression.parts:
        return anchor.year if month <= anchor.month else anchor.year - 1
    if month == anchor.month and "next" in expression.parts and anchor.day is not None and anchor.day > 20:
        return anchor.year + (0 if expression.kind == "day_of_year" else 1)
    return anchor.year if month >= anchor.month else anchor.year + 1


def _month_of_year(expression: Expression, anchor: Anchor) -> Resolved | None:
    month = _month(expression)
    year = _year_of_month(expression, month, anchor)
    return None if year is None else Resolved(f"{year}-{month:02}", "month")


def _day_of_year(expression: Expression, anchor: Anchor) -> Resolved | None:
    month = _month(expression)
    year = _year_of_month(expression, month, anchor)
    return None if year is None else _calendar_day(year, month, _day(expression))


def _season_end_of_anchor(expression: Expression, anchor: Anchor) -> Resolved | None:
    if anchor.season_end is None:
        return None
    year = anchor.season_end + ("shift" in expression.parts)
    return Resolved(f"{year}-{LAST_MONTH_OF_SEASON:02}", "month")


def _year_end(_: Expression, anchor: Anchor) -> Resolved:
    return Resolved(f"{anchor.year}-12", "month")


def _month_end(_: Expression, anchor: Anchor) -> Resolved | None:
    return None if anchor.month is None else Resolved(f"{anchor.year}-{anchor.month:02}", "month")


def _next_summer(_: Expression, anchor: Anchor) -> Resolved | None:
    if anchor.month is None:
        return None
    return Resolved(str(anchor.year if anchor.month <= 8 else anchor.year + 1), "year")


def _next_season(_: Expression, anchor: Anchor) -> Resolved | None:
    return None if anchor.season_end is None else Resolved(str(anchor.season_end + 1), "year")


def _next_year(_: Expression, anchor: Anchor) -> Resolved:
    return Resolved(str(anchor.year + 1), "year")


def _from_now(expression: Expression, anchor: Anchor) -> Resolved | None:
    """ "tra due anni" is known to the year, "fra sei mesi" to the month, weeks and days to the day."""
    number = _number(expression.parts["n"])
    unit = expression.parts["unit"].lower()
    if unit in ("anno", "anni", "stagione", "stagioni") and "half" not in expression.parts:
        return Resolved(str(anchor.year + number), "year")
    if anchor.month is None:
        return None
    if unit in ("anno", "anni", "stagione", "stagioni", "mese", "mesi"):
        months = number * (1 if unit.startswith("mes") else 12) + ("half" in expression.parts) * 6
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
        return Resolved(f"{year}-{month + 1:02}", "month")
    return _days_from_now(anchor, number * (7 if unit.startswith("settiman") else 1))


def _nearby_day(expression: Expression, anchor: Anchor) -> Resolved | None:
    return _days_from_now(anchor, NEARBY_DAYS[expression.parts["word"].lower()])


def _days_from_now(anchor: Anchor, days: int) -> Resolved | None:
    if anchor.month is None or anchor.day is None:
        return None
    day = date(anchor.year, anchor.month, anchor.day) + timedelta(days=days)
    return Resolved(day.isoformat(), "day")


def _weekday(expression: Expression, anchor: Anchor) -> Resolved | None:
    """The next such day, a week on where it is today's."""
    if anchor.month is None or anchor.day is None:
        return None
    today = date(anchor.year, anchor.month, anchor.day).weekday()
    return _days_from_now(anchor, (WEEKDAYS.index(expression.parts["weekday"].lower()) - today - 1) % 7 + 1)


_RELATIVE: dict[str, Callable[[Expression, Anchor], Resolved | None]] = {
    "day_of_year": _day_of_year,
    "month_of_year": _month_of_year,
    "season_end": _season_end_of_anchor,
    "year_end": _year_end,
    "month_end": _month_end,
    "next_summer": _next_summer,
    "next_season": _next_season,
    "next_year": _next_year,
    "in": _from_now,
    "nearby_day": _nearby_day,
    "weekday": _weekday,
}
