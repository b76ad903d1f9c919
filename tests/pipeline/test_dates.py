"""Date words in contract context, and the dates that they stand for."""

import pytest
import spacy

from rumourx.pipeline.dates import DateExtractor
from rumourx.pipeline.dates.expressions import find_expressions
from rumourx.pipeline.dates.resolution import is_relative, read_anchor, resolve


def resolved(words: str, article_date: str | None = None) -> list[str | None]:
    anchor = read_anchor(article_date)
    dates = [resolve(expression, anchor) for expression in find_expressions(words)]
    return [date.date if date else None for date in dates]


@pytest.mark.parametrize(
    ("words", "date", "precision"),
    [
        ("30 giugno 2026", "2026-06-30", "day"),
        ("30/06/2026", "2026-06-30", "day"),
        ("30.06.26", "2026-06-30", "day"),
        ("1° luglio 2026", "2026-07-01", "day"),
        ("primo luglio 2026", "2026-07-01", "day"),
        ("giugno 2026", "2026-06", "month"),
        ("nel giugno del 2024", "2024-06", "month"),
        ("nel 2026", "2026", "year"),
        ("nel '26", "2026", "year"),
        ("estate 2026", "2026", "year"),
        ("stagione 2026/27", "2027", "year"),
        ("2026-27", "2027", "year"),
        ("fine 2026", "2026-12", "month"),
        ("termine della stagione sportiva 2020/2021", "2021-06", "month"),
    ],
)
def test_a_printed_date_keeps_the_precision_in_which_it_is_printed(words: str, date: str, precision: str) -> None:
    (expression,) = find_expressions(words)
    assert resolve(expression, None) == (date, precision)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("a fine stagione", "2026-06"),
        ("al termine della prossima stagione", "2027-06"),
        ("il prossimo giugno", "2026-06"),
        ("giugno prossimo", "2026-06"),
        ("il 30 giugno", "2026-06-30"),
        ("lo scorso 30 giugno", "2025-06-30"),
        ("tra due anni", "2027"),
        ("fra sei mesi", "2026-05"),
        ("l'anno prossimo", "2026"),
        ("la prossima estate", "2026"),
        ("a fine anno", "2025-12"),
        ("domani", "2025-11-19"),
        ("novembre di quest'anno", "2025-11"),
    ],
)
def test_a_relative_date_counts_from_the_article(words: str, date: str) -> None:
    assert resolved(words, "2025-11-18") == [date]


@pytest.mark.parametrize("words", ["a fine stagione", "tra due anni", "il prossimo giugno", "domani", "triennale"])
def test_without_an_article_date_a_relative_date_stays_open(words: str) -> None:
    assert resolved(words) == [None]


def test_a_day_stays_open_where_the_article_tells_its_month_only() -> None:
    assert resolved("domani", "2025-11") == [None]
    assert resolved("a fine stagione", "2025-11") == ["2026-06"]


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("triennale", "2028"),
        ("un contratto di cinque anni", "2030"),
        ("altri due anni", "2027"),
        ("un altro anno", "2026"),
        ("due anni e mezzo", "2027"),
        ("altri dodici mesi", "2026"),
    ],
)
def test_a_duration_ends_so_many_years_after_the_article(words: str, date: str) -> None:
    assert resolved(words, "2025-01-20") == [date]


@pytest.mark.parametrize("words", ["vince 3-2 al 90'", "4-3-3", "2,5 milioni", "dal 2019-2023 ha", "31/02/2026"])
def test_scores_minutes_fees_and_impossible_days_are_no_dates(words: str) -> None:
    assert [date for date in resolved(words, "2025-11-18") if date] == []


def test_only_sentences_about_contracts_are_read() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    extract = DateExtractor(nlp, "rumourx_dates")
    doc = extract(nlp("È nato il 3 marzo 2001. Ha un contratto fino al 2027. Domenica 4 maggio 2025 si gioca."))
    assert [doc.text[date["start"] : date["end"]] for date in doc._.dates] == ["2027"]
    assert [span.text for span in doc.spans["dates"]] == ["2027"]
    assert not doc._.dates[0]["relative"]


def test_the_article_header_is_no_season() -> None:
    assert find_expressions("date 2005-06 Rinnovo vicino") == []


def test_words_that_need_the_article_date_are_relative() -> None:
    assert [is_relative(one) for one in find_expressions("in scadenza nel 2026, poi un triennale")] == [False, True]
