"""Gold files: marks in the text, facts behind it, and what is said when one of them is broken."""

from pathlib import Path

import pytest

from rumourx.errors import ArticleError
from rumourx.evaluation.markup import (
    GoldContract,
    GoldQuote,
    GoldRumour,
    Marked,
    parse_gold,
    parse_marks,
    read_gold,
)

GOLD = """voice: agency
reviewed: yes
--- text
date 2025-05-12 Il {C Parma} pensa a {P Paolo Vanoli|Vanoli}: “{Q1 Resto al {C Torino|Toro}}” dice, \
{D1 in scadenza nel 2026}.

Così {O Sky}.
--- people
Paolo Vanoli: coach
--- clubs
Parma: club
Torino: club
--- quotes
1: Paolo Vanoli | dice
--- contracts
1: Paolo Vanoli | Torino | expiry | 2026 | stated
--- rumours
Paolo Vanoli | Parma | join | interest | Sky, Tuttosport
Paolo Vanoli | Torino | stay | interest | - | optional
"""
GOLD_FOLDERS = Path(__file__).parents[1] / "gold"


class TestMarks:
    def test_a_form_and_the_name_that_it_stands_for(self) -> None:
        text, marks = parse_marks("Il {C Torino|Toro} e {P Vanoli}")
        assert text == "Il Toro e Vanoli"
        assert marks == [Marked("C", "Torino", 3, 7), Marked("P", "Vanoli", 10, 16)]

    def test_marks_nest(self) -> None:
        text, marks = parse_marks("“{Q12 Il {C Torino|Toro} e poi {P Ivan {M X}}}”")
        assert text == "“Il Toro e poi Ivan X”"
        assert [(mark.tag, text[mark.start : mark.end]) for mark in marks] == [
            ("C", "Toro"),
            ("M", "X"),
            ("P", "Ivan X"),
            ("Q12", "Il Toro e poi Ivan X"),
        ]

    def test_a_text_without_marks_is_itself(self) -> None:
        assert parse_marks("Nulla | da segnalare.\n") == ("Nulla | da segnalare.\n", [])

    @pytest.mark.parametrize(
        ("marked", "message"),
        [
            ("Il {C Parma vince", "never closed"),
            ("Il Parma} vince", "closes nothing"),
            ("Il {Z Parma} vince", "bad mark"),
            ("Il {CParma} vince", "bad mark"),
            ("Il {Q Parma} vince", "bad mark"),
        ],
    )
    def test_a_broken_mark_is_named(self, marked: str, message: str) -> None:
        with pytest.raises(ValueError, match=message):
            parse_marks(marked)


class TestArticle:
    def test_its_text_is_what_a_reader_sees(self) -> None:
        assert parse_gold(GOLD).text == (
            "date 2025-05-12 Il Parma pensa a Vanoli: “Resto al Toro” dice, in scadenza nel 2026.\n\nCosì Sky."
        )

    def test_its_marks_are_in_the_order_of_the_text_the_outer_first(self) -> None:
        assert [mark.tag for mark in parse_gold(GOLD).marks] == ["C", "P", "Q1", "C", "D1", "O"]

    def test_its_facts(self) -> None:
        gold = parse_gold(GOLD)
        quote, contract = (next(mark for mark in gold.marks if mark.tag == tag) for tag in ("Q1", "D1"))
        assert gold.people == {"Paolo Vanoli": "coach"}
        assert gold.clubs == {"Parma": "club", "Torino": "club"}
        assert gold.quotes == (GoldQuote(quote.start, quote.end, "Paolo Vanoli", "dice"),)
        assert gold.contract_dates == (
            GoldContract(contract.start, contract.end, "Paolo Vanoli", "Torino", "expiry", "2026", "stated"),
        )
        assert gold.rumours == (
            GoldRumour("Paolo Vanoli", "Parma", "join", "interest", ("Sky", "Tuttosport")),
            GoldRumour("Paolo Vanoli", "Torino", "stay", "interest", (), optional=True),
        )
        assert gold.head == {"voice": "agency", "reviewed": "yes"}

    def test_null_and_a_dash_are_nothing(self) -> None:
        gold = parse_gold(
            GOLD.replace("Vanoli: coach", "Vanoli: null")
            .replace("1: Paolo Vanoli | dice", "1: null | -")
            .replace("Torino | expiry | 2026", "null | expiry | null")
        )
        assert gold.people == {"Paolo Vanoli": None}
        assert (gold.quotes[0].speaker, gold.quotes[0].cue) == (None, None)
        assert (gold.contract_dates[0].club, gold.contract_dates[0].date) == (None, None)

    def test_names_with_a_colon_are_read_from_the_right(self) -> None:
        gold = parse_gold(GOLD.replace("Torino: club", "Torino: FC: club"))
        assert gold.clubs == {"Parma": "club", "Torino: FC": "club"}


class TestFiles:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("--- rumours", "--- rumors"),
            ("1: Paolo Vanoli | dice", "7: Paolo Vanoli | dice"),
            ("1: Paolo Vanoli | dice", "1: Paolo Vanoli"),
            ("Parma: club", "Parma"),
            (" | expiry | 2026 | stated", " | expiry"),
            ("{C Parma}", "{C Parma"),
        ],
    )
    def test_a_broken_file_is_an_error_that_names_it(self, tmp_path: Path, old: str, new: str) -> None:
        path = tmp_path / "broken.txt"
        assert old in GOLD
        path.write_text(GOLD.replace(old, new), encoding="utf-8")
        with pytest.raises(ArticleError, match=r"broken\.txt is not a gold article"):
            read_gold(path)

    @pytest.mark.parametrize("data", [b"Il Parma\n", b"", b"\xff\xfe--- text\n"])
    def test_a_file_that_is_something_else(self, tmp_path: Path, data: bytes) -> None:
        path = tmp_path / "other.txt"
        path.write_bytes(data)
        with pytest.raises(ArticleError, match=r"other\.txt"):
            read_gold(path)


@pytest.mark.parametrize("part", ["train", "passages", "development"])
def test_every_gold_article_can_be_read_and_agrees_with_itself(part: str) -> None:
    paths = sorted((GOLD_FOLDERS / part).glob("*.txt"))
    assert len(paths) > 20
    for path in paths:
        gold = read_gold(path)
        for tag, names in (("P", gold.people), ("C", gold.clubs)):
            assert {mark.name for mark in gold.marks if mark.tag == tag} == set(names), path.name
        for rumour in gold.rumours:
            assert rumour.person in gold.people, (path.name, rumour)
            assert rumour.club in gold.clubs, (path.name, rumour)
        for contract in gold.contract_dates:
            assert contract.person is None or contract.person in gold.people, (path.name, contract)
            assert contract.club is None or contract.club in gold.clubs, (path.name, contract)
        for quote in gold.quotes:
            assert quote.speaker is None or quote.speaker in gold.people, (path.name, quote)
