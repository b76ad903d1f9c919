"""The date header, and the date that the user gives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourx.errors import UsageError
from rumourx.reading import ArticleDate, article_from_text, date_from_option
from rumourx.reading.dates import date_from_metadata

BODY = "Il Parma pensa a Vanoli."


@pytest.mark.parametrize(
    ("header", "date", "precision"),
    [
        ("date 2025-04-12 ", "2025-04-12", "day"),
        ("date 2025-04-12\n\n", "2025-04-12", "day"),
        (" date 2025-04 ", "2025-04", "month"),
        ("\n  date 2025-04\r\n", "2025-04", "month"),
        ("date 2024-02-29\t", "2024-02-29", "day"),
    ],
)
def test_a_header_gives_the_date_and_is_no_text_of_the_article(header: str, date: str, precision: str) -> None:
    article = article_from_text(header + BODY)
    assert article.date is not None
    assert (article.date.date, article.date.precision, article.date.origin) == (date, precision, "header")
    assert article.text == header + BODY
    assert article.text[article.body_start :] == BODY


@pytest.mark.parametrize(
    "line",
    [
        "date 2025-13-40 ",
        "date 2025-02-29 ",
        "date 2025-00 ",
        "date 2025 ",
        "date 2025-04-12, ",
        "date 2025-04-123 ",
        "date 12/04/2025 ",
        "Date: 2025-04-12 ",
        "update 2025-04-12 ",
        "Le date 2025-04-12 ",
    ],
)
def test_any_other_first_line_is_text(line: str) -> None:
    article = article_from_text(line + BODY)
    assert (article.date, article.body_start) == (None, 0)


@pytest.mark.parametrize(
    "beginning", ["date 2025-99", "date 2025", "date 2025-04-12,", "date 12/04/2025", "Date: 2025-04-12"]
)
def test_a_first_line_that_is_nearly_a_header_is_told(beginning: str) -> None:
    assert article_from_text(f"{beginning} {BODY}", "a.txt").notes == (
        f"a.txt begins with “{beginning}”, which is no date header; write “date YYYY-MM-DD” or “date YYYY-MM”.",
    )


@pytest.mark.parametrize("line", ["date 2025-04 ", "date 12 giornate a Vanoli ", "Le date 2025 ", "date 20255 "])
def test_nothing_is_told_of_a_header_or_of_a_text(line: str) -> None:
    assert article_from_text(line + BODY).notes == ()


@pytest.mark.parametrize(
    ("value", "date", "precision"),
    [
        ("2025-05-12", "2025-05-12", "day"),
        ("2025-05-12T23:30:00+02:00", "2025-05-12", "day"),
        ("2025-05-12 08:30", "2025-05-12", "day"),
        (" 2025-05 ", "2025-05", "month"),
        ("2025", "2025", "year"),
        ("12 maggio 2025", "2025-05-12", "day"),
        ("lunedì 12 maggio 2025, ore 10:30", "2025-05-12", "day"),
        ("Mon, 12 May 2025 08:30:00 GMT", "2025-05-12", "day"),
        ("03/05/2025", "2025-05-03", "day"),
        (1747036800, "2025-05-12", "day"),
        (1747036800000, "2025-05-12", "day"),
        (1747036800.5, "2025-05-12", "day"),
    ],
)
def test_the_date_around_an_article_may_be_written_in_many_ways(value: object, date: str, precision: str) -> None:
    assert date_from_metadata(value) == ArticleDate(date, precision, "metadata")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [None, "", " ", "ieri", "due giorni fa", "maggio", "12 maggio", "2025-13-40", "boh", True, 2025, -1, 1e300, []],
)
def test_what_is_no_date_gives_none_and_nothing_that_depends_on_today(value: object) -> None:
    assert date_from_metadata(value) is None


@pytest.mark.parametrize(("value", "precision"), [("2025-04-12", "day"), ("2025-04", "month"), ("2025", "year")])
def test_the_user_may_give_a_day_a_month_or_a_year(value: str, precision: str) -> None:
    date = date_from_option(value)
    assert (date.date, date.precision, date.origin) == (value, precision, "option")


@pytest.mark.parametrize("value", ["", "ieri", "2025-13", "2025-02-30", "12-04-2025", "2025-4-1", "0000", "2025\n"])
def test_a_date_that_is_none_says_what_to_write(value: str) -> None:
    with pytest.raises(UsageError, match="is not a date; write YYYY-MM-DD, YYYY-MM or YYYY"):
        date_from_option(value)


def test_the_given_date_is_used_where_the_text_has_none() -> None:
    assert article_from_text(BODY, date="2025-04").date == ArticleDate("2025-04", "month", "option")
    assert article_from_text(f"date 2024-01-31 {BODY}", date="2025").date == ArticleDate("2024-01-31", "day", "header")


@given(st.dates(), st.text(" \t\n", max_size=3), st.text(" \t\n\r", min_size=1, max_size=3))
def test_every_day_of_the_calendar_makes_a_header(day: date, before: str, after: str) -> None:
    header = f"{before}date {day.isoformat()}{after}"
    article = article_from_text(header + BODY)
    assert article.date == ArticleDate(day.isoformat(), "day", "header")
    assert article.body_start == len(header)
