"""The measure, case by case, each computed by hand: (hits, false alarms, misses)."""

from typing import Any

import pytest

from rumourx.evaluation.markup import GoldArticle, Marked, parse_gold
from rumourx.evaluation.scoring import MEASURES, Counts, Scores, score_article
from rumourx.record.types import (
    Club,
    ContractDate,
    Mention,
    Person,
    PipelineInfo,
    Quote,
    Record,
    Rumour,
)

GOLD = parse_gold(
    """--- text
Il {C Parma} pensa a {P Paolo Vanoli}. {P Paolo Vanoli|Vanoli} lascia il {C Torino|Toro}: “{Q1 Saluto tutti e parto}” \
dice. “{Q2 Grazie}” scrive {P Aldo Neri}. Era {D1 in scadenza nel 2026}.
--- people
Paolo Vanoli: coach
Aldo Neri: null
--- clubs
Parma: club
Torino: club
--- quotes
1: Paolo Vanoli | dice
2: Aldo Neri | scrive
--- contracts
1: Paolo Vanoli | Torino | expiry | 2026 | stated
--- rumours
Paolo Vanoli | Parma | join | interest | -
Paolo Vanoli | Torino | leave | agreed | - | optional
"""
)


def mention(form: str, nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = GOLD.text.index(form, start + 1)
    return Mention(text=form, start=start, end=start + len(form))


def person(name: str, *mentions: Mention) -> Person:
    return Person(name=name, id=None, role=None, mentions=mentions)


def club(name: str, *mentions: Mention) -> Club:
    return Club(name=name, id=None, kind="club", country=None, mentions=mentions)


def quote(form: str, speaker: str | None) -> Quote:
    return Quote(speaker=speaker, cue=None, **mention(form).model_dump())


def contract(**values: Any) -> ContractDate:
    found = {"person": "Paolo Vanoli", "club": "Torino", "event": "expiry", "date": "2026", "precision": "year"}
    return ContractDate(**{**found, "certainty": "stated", **mention("2026").model_dump(), **values})


def rumour(**values: Any) -> Rumour:
    found = {"person": "Paolo Vanoli", "club": "Parma", "move": "join", "stage": "interest"}
    return Rumour(**{**found, "sources": (), "evidence": (mention("Il Parma pensa a Paolo Vanoli."),), **values})


VANOLI = person("Paolo Vanoli", mention("Paolo Vanoli"), mention("Vanoli", 1))
NERI = person("Aldo Neri", mention("Aldo Neri"))
PARMA = club("Parma", mention("Parma"))
TORINO = club("Torino", mention("Toro"))


def record(**values: Any) -> Record:
    """Return the record that agrees with the gold, with the given lists instead of its own."""
    right: dict[str, Any] = {
        "people": (VANOLI, NERI),
        "clubs": (PARMA, TORINO),
        "contract_dates": (contract(),),
        "quotes": (quote("Saluto tutti e parto", "Paolo Vanoli"), quote("Grazie", "Aldo Neri")),
        "rumours": (rumour(),),
    }
    return Record(
        source=None,
        title=None,
        article_date=None,
        pipeline=PipelineInfo(name="it_probe", version="1"),
        competitions=(),
        outlets=(),
        stadiums=(),
        **{**right, **values},
    )


def counts(measure: str, **values: Any) -> tuple[int, int, int]:
    found = score_article(GOLD, record(**values)).counts[measure]
    return found.hits, found.false_alarms, found.misses


class TestFigures:
    def test_precision_recall_and_f1(self) -> None:
        figures = Counts(hits=6, false_alarms=2, misses=6)
        assert (figures.precision, figures.recall, figures.f1) == (0.75, 0.5, pytest.approx(0.6))

    def test_nothing_wanted_and_nothing_found_is_perfect(self) -> None:
        assert (Counts().precision, Counts().recall, Counts().f1) == (1.0, 1.0, 1.0)

    def test_nothing_right_is_zero(self) -> None:
        assert Counts(false_alarms=1, misses=1).f1 == 0.0

    def test_articles_add_up(self) -> None:
        total = Scores()
        total.add(score_article(GOLD, record()), "one")
        total.add(score_article(GOLD, record(people=())), "two")
        people = total.counts["people"]
        assert (people.hits, people.false_alarms, people.misses) == (2, 0, 2)
        assert (total.articles, total.words) == (2, 2 * len(GOLD.text.split()))
        assert {name for name, _ in total.errors} == {"two"}


def test_the_right_record_has_no_error() -> None:
    scores = score_article(GOLD, record())
    assert {measure: counts.f1 for measure, counts in scores.counts.items()} == dict.fromkeys(MEASURES, 1.0)
    assert scores.errors == []
    assert (scores.stages_right, scores.stages_judged) == (1, 1)


def test_the_empty_record_misses_all_but_what_is_optional() -> None:
    scores = score_article(GOLD, record(people=(), clubs=(), contract_dates=(), quotes=(), rumours=()))
    missed = {measure: counts.misses for measure, counts in scores.counts.items()}
    assert list(missed.values()) == [3, 2, 2, 2, 1, 2, 2, 1]
    assert not any(counts.hits or counts.false_alarms for counts in scores.counts.values())


class TestPeopleAndClubs:
    def test_mentions_need_the_exact_characters(self) -> None:
        shifted = person("Paolo Vanoli", mention("Paolo"), mention("Vanoli", 1))
        assert counts("people mentions", people=(shifted, NERI)) == (2, 1, 1)
        assert counts("people", people=(shifted, NERI)) == (2, 0, 0)

    def test_a_person_split_in_two_is_a_false_alarm(self) -> None:
        split = (person("Paolo Vanoli", mention("Paolo Vanoli")), person("Vanoli", mention("Vanoli", 1)), NERI)
        assert counts("people", people=split) == (2, 1, 0)
        assert counts("people mentions", people=split) == (3, 0, 0)

    def test_two_people_in_one_entry_are_one_hit_and_one_miss(self) -> None:
        merged = person("Paolo Vanoli", *VANOLI.mentions, *NERI.mentions)
        assert counts("people", people=(merged,)) == (1, 0, 1)

    def test_an_entry_that_names_nobody_is_a_false_alarm(self) -> None:
        assert counts("people", people=(VANOLI, NERI, person("Era", mention("Era")))) == (2, 1, 0)

    def test_the_name_of_an_entry_does_not_count(self) -> None:
        assert counts("people", people=(person("Vanoli", *VANOLI.mentions), NERI)) == (2, 0, 0)

    def test_a_club_is_scored_like_a_person(self) -> None:
        assert counts("clubs", clubs=(PARMA,)) == (1, 0, 1)
        assert counts("club mentions", clubs=(PARMA, club("Tutti", mention("tutti")))) == (1, 1, 1)


class TestContractDates:
    @pytest.mark.parametrize(
        "wrong", [{"person": "Aldo Neri"}, {"club": None}, {"event": "renewal"}, {"date": "2026-06"}, {"date": None}]
    )
    def test_person_club_event_and_date_must_be_right(self, wrong: dict[str, Any]) -> None:
        assert counts("contract dates", contract_dates=(contract(**wrong),)) == (0, 1, 1)

    def test_certainty_and_place_are_not_scored(self) -> None:
        elsewhere = contract(certainty="proposed", **mention("Era").model_dump())
        assert counts("contract dates", contract_dates=(elsewhere,)) == (1, 0, 0)

    def test_the_same_fact_twice_is_no_error(self) -> None:
        assert counts("contract dates", contract_dates=(contract(), contract())) == (1, 0, 0)

    def test_a_form_of_the_name_or_the_entry_that_bears_it_will_do(self) -> None:
        assert counts("contract dates", contract_dates=(contract(person="VANOLI", club="Toro"),)) == (1, 0, 0)
        renamed = person("Paolino", *VANOLI.mentions)
        found = counts("contract dates", people=(renamed, NERI), contract_dates=(contract(person="Paolino"),))
        assert found == (1, 0, 0)


class TestQuotes:
    @pytest.mark.parametrize(
        ("form", "expected"),
        [
            ("Saluto tutti e parto", (2, 0, 0)),
            ("Saluto tutti e par", (2, 0, 0)),  # 18 of 20 characters: 0.90
            ("aluto tutti e par", (2, 0, 0)),  # 17 of 20: 0.85
            ("luto tutti e par", (1, 1, 1)),  # 16 of 20: 0.80
            ("“Saluto tutti e parto” ", (2, 0, 0)),  # 20 of 23: 0.87
            ("Toro: “Saluto tutti e parto", (1, 1, 1)),  # 20 of 27: 0.74
        ],
    )
    def test_an_overlap_of_85_hundredths_will_do(self, form: str, expected: tuple[int, int, int]) -> None:
        assert counts("quotes", quotes=(quote(form, None), quote("Grazie", None))) == expected

    def test_the_speaker_is_scored_on_the_quotes_found(self) -> None:
        quotes = (quote("Saluto tutti e parto", "Aldo Neri"), quote("Grazie", "Neri"), quote("Era", None))
        assert counts("quotes", quotes=quotes) == (2, 1, 0)
        # "Neri" is no form of the article, so that it stands for nobody.
        assert counts("quotes+speaker", quotes=quotes) == (0, 3, 2)

    def test_a_quote_found_twice_is_a_false_alarm(self) -> None:
        twice = (quote("Grazie", "Aldo Neri"), quote("Grazie", "Aldo Neri"))
        assert counts("quotes", quotes=twice) == (1, 1, 1)

    def test_no_speaker_is_right_where_there_is_none(self) -> None:
        gold = GoldArticle(
            text=GOLD.text,
            marks=GOLD.marks,
            people=GOLD.people,
            clubs=GOLD.clubs,
            quotes=tuple(type(one)(one.start, one.end, None, None) for one in GOLD.quotes),
        )
        scores = score_article(gold, record(quotes=(quote("Grazie", None),), contract_dates=(), rumours=()))
        assert scores.counts["quotes+speaker"] == Counts(hits=1, false_alarms=0, misses=1)


class TestRumours:
    @pytest.mark.parametrize("wrong", [{"person": "Aldo Neri"}, {"club": "Torino"}, {"move": "stay"}])
    def test_person_club_and_move_must_be_right(self, wrong: dict[str, Any]) -> None:
        assert counts("rumours", rumours=(rumour(**wrong),)) == (0, 1, 1)

    def test_an_optional_one_is_neither_hit_nor_miss(self) -> None:
        optional = rumour(club="Torino", move="leave", stage="denied")
        assert counts("rumours", rumours=(rumour(), optional)) == (1, 0, 0)
        scores = score_article(GOLD, record(rumours=(rumour(), optional)))
        assert (scores.stages_right, scores.stages_judged) == (1, 1)

    def test_the_stage_is_scored_apart(self) -> None:
        scores = score_article(GOLD, record(rumours=(rumour(stage="talks"),)))
        assert scores.counts["rumours"] == Counts(hits=1)
        assert (scores.stages_right, scores.stages_judged, scores.stage_accuracy) == (0, 1, 0.0)
        ((_, error),) = scores.errors
        assert (error.measure, error.kind) == ("rumours", "wrong stage")

    def test_the_same_rumour_twice_is_no_error(self) -> None:
        assert counts("rumours", rumours=(rumour(), rumour(stage="talks"))) == (1, 0, 0)


def test_every_error_says_what_and_where() -> None:
    wrong = record(
        people=(VANOLI, person("Era", mention("Era"))),
        contract_dates=(contract(club=None),),
        quotes=(quote("Saluto tutti e parto", "Aldo Neri"),),
        rumours=(rumour(move="leave"),),
    )
    errors = [error for _, error in score_article(GOLD, wrong).errors]
    by_kind = {(error.measure, error.kind) for error in errors}
    assert by_kind == {
        ("people mentions", "false alarm"),
        ("people mentions", "miss"),
        ("people", "false alarm"),
        ("people", "miss"),
        ("contract dates", "false alarm"),
        ("contract dates", "miss"),
        ("quotes", "miss"),
        ("quotes+speaker", "wrong speaker"),
        ("rumours", "false alarm"),
        ("rumours", "miss"),
    }
    placed = {error.what: GOLD.text[error.start : error.end] for error in errors if error.start is not None}
    assert placed["Paolo Vanoli | null | expiry | 2026"] == "2026"
    assert placed["Aldo Neri"] in ("Grazie", "Aldo Neri")


def test_marks_of_other_kinds_are_not_scored() -> None:
    marked = GoldArticle(
        text=GOLD.text,
        marks=(*GOLD.marks, Marked("O", "Sky", 0, 2)),
        people=GOLD.people,
        clubs=GOLD.clubs,
    )
    scores = score_article(marked, record(contract_dates=(), quotes=(), rumours=()))
    assert scores.errors == []
