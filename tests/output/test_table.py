"""Tables: what a person sees."""

import io
import re

import pytest

from rumourx.output import FORMATS, Layout
from rumourx.record.types import KINDS, Record

ESCAPE = re.compile("\x1b\\[[0-9;]*m")
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def table(*records: Record, kinds: tuple[str, ...] = KINDS, stream: io.StringIO | None = None) -> str:
    stream = stream or io.StringIO()
    FORMATS["table"].write(records, stream, Layout(kinds, several=len(records) > 1))
    return stream.getvalue()


@pytest.fixture(autouse=True)
def a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_one_table_a_kind_with_the_columns_that_matter(vanoli: Record) -> None:
    assert table(vanoli) == (
        """\
Panchina Parma, la pista che porta a Vanoli · 2025-05-12 ───────────────────────────────────────────
People
╭──────────────┬───────┬────────────┬───────╮
│ Name         │ Role  │ Written as │ Conf. │
├──────────────┼───────┼────────────┼───────┤
│ Paolo Vanoli │ coach │ Vanoli     │  1.00 │
╰──────────────┴───────┴────────────┴───────╯
Clubs
╭───────┬──────┬─────────┬──────────────────┬───────╮
│ Name  │ Kind │ Country │ Written as       │ Conf. │
├───────┼──────┼─────────┼──────────────────┼───────┤
│ Parma │ club │ IT      │ Parma ×2, ducali │  0.98 │
╰───────┴──────┴─────────┴──────────────────┴───────╯
Contract dates
╭──────────────┬────────┬────────┬───────┬───────────┬──────────────────────┬───────╮
│ Person       │ Club   │ Event  │ Until │ Certainty │ Words                │ Conf. │
├──────────────┼────────┼────────┼───────┼───────────┼──────────────────────┼───────┤
│ Paolo Vanoli │ Torino │ expiry │ 2026  │ stated    │ in scadenza nel 2026 │  0.86 │
╰──────────────┴────────┴────────┴───────┴───────────┴──────────────────────┴───────╯
Quotes
╭──────────────┬──────────┬─────────────────────────────────────────────────────────────┬───────╮
│ Speaker      │ Cue      │ Quote                                                       │ Conf. │
├──────────────┼──────────┼─────────────────────────────────────────────────────────────┼───────┤
│ Paolo Vanoli │ ha detto │ A Torino sto bene, parleremo con la società a fine stagione │  0.97 │
╰──────────────┴──────────┴─────────────────────────────────────────────────────────────┴───────╯
Rumours
╭──────────────┬────────────┬──────────┬────────────────────────────────┬───────╮
│ Person       │ Move       │ Stage    │ Evidence and source            │ Conf. │
├──────────────┼────────────┼──────────┼────────────────────────────────┼───────┤
│ Paolo Vanoli │ join Parma │ interest │ Il Parma pensa a Paolo Vanoli. │  0.70 │
│              │            │          │ (Sky Sport, Tuttosport)        │       │
╰──────────────┴────────────┴──────────┴────────────────────────────────┴───────╯
Competitions: Serie A
Outlets: Sky Sport ×2, Tuttosport
Stadiums: Ennio Tardini
"""
    )


def test_an_empty_kind_says_so_in_a_line(empty: Record) -> None:
    assert table(empty).splitlines() == [
        "No people.",
        "No clubs.",
        "No contract dates.",
        "No quotes.",
        "No rumours.",
        "No competitions.",
        "No outlets.",
        "No stadiums.",
    ]


def test_only_the_kinds_asked_for_are_printed(vanoli: Record, empty: Record) -> None:
    printed = table(vanoli, kinds=("quotes", "stadiums"))
    assert printed.splitlines()[1] == "Quotes"
    assert printed.endswith("Stadiums: Ennio Tardini\n")
    assert "Clubs" not in printed
    assert table(empty, kinds=("clubs",)) == "No clubs.\n"


def test_one_article_has_a_heading_of_what_is_known(vanoli: Record, empty: Record) -> None:
    untitled = vanoli.model_copy(update={"title": None})
    assert table(untitled, kinds=("clubs",)).startswith("2025-05-12 ───")
    assert table(empty, kinds=("clubs",)) == "No clubs.\n"


def test_several_articles_have_a_heading_each_with_their_source(vanoli: Record, empty: Record) -> None:
    lines = table(vanoli, empty, kinds=("clubs",)).splitlines()
    assert lines[0].startswith("vanoli.txt · Panchina Parma, la pista che porta a Vanoli · 2025-05-12 ───")
    assert lines[-2].startswith("standard input ───")
    assert lines[-3] == ""


def test_what_is_unknown_is_a_dash(vanoli: Record) -> None:
    quote = vanoli.quotes[0].model_copy(update={"speaker": None, "cue": None})
    contract = vanoli.contract_dates[0].model_copy(update={"date": None, "precision": None, "confidence": None})
    printed = table(vanoli.model_copy(update={"quotes": (quote,), "contract_dates": (contract,)}))
    assert "│ –       │ –   │ A Torino" in printed
    assert "│ expiry │ –     │ stated" in printed
    assert "in scadenza nel 2026 │     – │" in printed


def test_what_is_more_likely_wrong_is_dimmed(vanoli: Record) -> None:
    unlikely = vanoli.rumours[0].model_copy(update={"confidence": 0.49})
    dimmed = "\x1b[2mPaolo Vanoli"
    assert dimmed not in table(vanoli, kinds=("rumours",), stream=Terminal())
    printed = table(vanoli.model_copy(update={"rumours": (unlikely,)}), kinds=("rumours",), stream=Terminal())
    assert dimmed in printed
    assert "0.49" in printed


def test_a_long_quote_is_wrapped_at_100_columns_where_there_is_no_terminal(vanoli: Record) -> None:
    words = " ".join(f"parola{number}" for number in range(100)) + " " + "a" * 150
    quote = vanoli.quotes[0].model_copy(update={"text": words})
    lines = table(vanoli.model_copy(update={"quotes": (quote,)}), kinds=("quotes",)).splitlines()
    assert max(map(len, lines)) == 100
    cells = [line.split("│")[3].strip() for line in lines if line.startswith("│")]
    assert "".join("".join(cells[1:]).split()) == "".join(words.split())


def test_the_width_follows_the_terminal(vanoli: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = ESCAPE.sub("", table(vanoli, stream=Terminal())).splitlines()
    assert max(map(len, lines)) == 60


def test_colours_tell_stage_and_certainty_on_a_terminal(vanoli: Record) -> None:
    printed = table(vanoli, stream=Terminal())
    assert "\x1b[36minterest" in printed
    assert "\x1b[32mstated" in printed
    official = vanoli.rumours[0].model_copy(update={"stage": "official"})
    assert "\x1b[1;32mofficial" in table(vanoli.model_copy(update={"rumours": (official,)}), stream=Terminal())


def test_there_is_no_colour_without_a_terminal_or_with_no_color(
    vanoli: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b" not in table(vanoli)
    monkeypatch.setenv("NO_COLOR", "1")
    styles = set(ESCAPE.findall(table(vanoli, stream=Terminal())))
    assert not [style for style in styles if re.search(r"3\d", style)]


def test_nothing_in_an_article_styles_the_terminal(vanoli: Record, hostile: Record) -> None:
    printed = table(hostile, hostile, stream=Terminal())
    assert set(ESCAPE.findall(printed)) <= set(ESCAPE.findall(table(vanoli, vanoli, stream=Terminal())))
    shown = ESCAPE.sub("", printed)
    assert not CONTROLS.search(shown)
    for literal in ("[red]rosso[/red]", "\\x1b[31m", "\\x9b31m", "\\x07", ":smile:", "\\u202e"):
        assert literal in "".join(shown.replace("│", "").split())
