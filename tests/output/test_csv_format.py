"""CSV: one row per fact."""

import csv
import io
from pathlib import Path

import pytest

from rumourx.output import FORMATS, Layout
from rumourx.output.csv_format import COLUMNS, without_guard
from rumourx.record.types import KINDS, Record


def rows(*records: Record, kinds: tuple[str, ...] = KINDS) -> list[dict[str, str]]:
    stream = io.StringIO()
    FORMATS["csv"].write(records, stream, Layout(kinds))
    return list(csv.DictReader(io.StringIO(stream.getvalue(), newline="")))


def filled(row: dict[str, str]) -> dict[str, str]:
    return {column: value for column, value in row.items() if value}


def test_every_fact_is_a_row_under_the_same_columns(vanoli: Record, empty: Record) -> None:
    read = rows(vanoli, empty)
    assert all(tuple(row) == COLUMNS for row in read)
    kinds = "person club contract quote rumour competition outlet outlet stadium"
    assert [row["kind"] for row in read] == kinds.split()
    assert {row["source"] for row in read} == {"vanoli.txt"}
    assert {row["article_date"] for row in read} == {"2025-05-12"}


def test_a_club_has_its_first_mention_and_the_offsets_of_all(vanoli: Record) -> None:
    (row,) = rows(vanoli, kinds=("clubs",))
    assert filled(row) == {
        "source": "vanoli.txt",
        "title": "Panchina Parma, la pista che porta a Vanoli",
        "article_date": "2025-05-12",
        "kind": "club",
        "name": "Parma",
        "id": "parma",
        "team_kind": "club",
        "country": "IT",
        "confidence": "0.98",
        "text": "Parma",
        "start": "25",
        "end": "30",
        "spans": "25-30 64-69 90-96",
    }


def test_a_contract_a_quote_and_a_rumour_keep_their_fields(vanoli: Record) -> None:
    contract, quote, rumour = rows(vanoli, kinds=("contract_dates", "quotes", "rumours"))
    assert [contract[name] for name in ("person", "club", "event", "date", "precision", "certainty")] == [
        "Paolo Vanoli",
        "Torino",
        "expiry",
        "2026",
        "year",
        "stated",
    ]
    assert (quote["speaker"], quote["cue"], quote["spans"]) == ("Paolo Vanoli", "ha detto", "203-262")
    assert (rumour["move"], rumour["stage"], rumour["sources"]) == (
        "join",
        "interest",
        "Sky Sport; Tuttosport",
    )
    assert (rumour["text"], rumour["spans"]) == ("Il Parma pensa a Paolo Vanoli.", "61-91")


def test_no_field_of_the_record_is_lost(vanoli: Record) -> None:
    shown_elsewhere = {"kind", "mentions", "evidence"}
    for kind in KINDS:
        for fact in getattr(vanoli, kind):
            assert set(type(fact).model_fields) - shown_elsewhere <= set(COLUMNS)


def test_quotes_commas_and_line_breaks_survive(vanoli: Record) -> None:
    words = '"Resto", disse;\r\npoi\n=SUM(A1) [red]\x1b[31m'
    quote = vanoli.quotes[0].model_copy(update={"text": words})
    (row,) = rows(vanoli.model_copy(update={"quotes": (quote,)}), kinds=("quotes",))
    assert row["text"] == words


def test_an_article_without_facts_has_the_line_of_columns(empty: Record) -> None:
    stream = io.StringIO()
    FORMATS["csv"].write([empty], stream, Layout(KINDS))
    assert stream.getvalue() == ",".join(COLUMNS) + "\n"


def test_control_characters_are_spelt_out_on_a_terminal(hostile: Record) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    FORMATS["csv"].write([hostile], stream, Layout(KINDS))
    assert "\\x1b[31mrosso" in stream.getvalue()
    assert all(char == "\n" or char.isprintable() for char in stream.getvalue())


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "'="])
def test_a_text_that_a_spreadsheet_would_run_begins_with_an_apostrophe(start: str, vanoli: Record) -> None:
    words = f'{start}HYPERLINK("https://example.org")'
    quote = vanoli.quotes[0].model_copy(update={"text": words, "cue": "detto - fatto"})
    (row,) = rows(vanoli.model_copy(update={"quotes": (quote,), "source": words}), kinds=("quotes",))
    assert row["text"] == row["source"] == f"'{words}"
    assert row["cue"] == "detto - fatto"
    assert without_guard(row["text"]) == words


def test_a_lone_carriage_return_does_not_break_the_row(vanoli: Record) -> None:
    quote = vanoli.quotes[0].model_copy(update={"text": "Resto\rqui"})
    (row,) = rows(vanoli.model_copy(update={"quotes": (quote,)}), kinds=("quotes",))
    assert row["text"] == "Resto\rqui"


def test_lone_surrogates_become_the_replacement_character(vanoli: Record, tmp_path: Path) -> None:
    with (tmp_path / "facts.csv").open("w", encoding="utf-8") as stream:
        FORMATS["csv"].write([vanoli.model_copy(update={"title": "Perch\ud800"})], stream, Layout(KINDS))
    assert "Perch\ufffd" in (tmp_path / "facts.csv").read_text(encoding="utf-8")
