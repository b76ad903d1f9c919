"""Which links are asked for, and in which order."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

from rumourx.batch.writers.json_values import json_object
from rumourx.cli.mill import MoveName, SortName, StageName
from rumourx.errors import UsageError
from rumourx.mill import SORT_ORDERS, Mill, Query
from rumourx.mill.query import MOVES, STAGES
from rumourx.record.types import Move, Stage

from .made_facts import ARTICLES, article, rumour

CORRADINI = [("Corradini", "Lecce"), ("Ezio Corradini", "Parma"), ("Livio Corradini", "Genoa")]
MANCINELLI = [("Duccio Mancinelli", club) for club in ("Genoa", "Parma", "Torino", "Torino")]


@pytest.fixture(scope="module")
def mill() -> Iterator[Mill]:
    """A mill with the facts of ARTICLES."""
    with Mill() as mill:
        mill.add(map(json_object, ARTICLES))
        yield mill


def found(mill: Mill, **query: Any) -> list[tuple[str, str]]:
    """The people and clubs of the links that are asked for, from A to Z."""
    return sorted((link.person, link.club) for link in mill.links(Query(**query)))


class TestPeople:
    @pytest.mark.parametrize("name", ["Mancinelli", "duccio mancinelli", "MANCINÈLLI", "Mancineli", "Manci"])
    def test_any_form_and_the_beginning_of_a_name_will_do(self, mill: Mill, name: str) -> None:
        assert found(mill, person=name) == MANCINELLI

    def test_several_people_may_fit(self, mill: Mill) -> None:
        assert found(mill, person="Corradini") == CORRADINI

    def test_whole_words_come_before_words_that_only_begin_so(self) -> None:
        rows = [
            article(f"{name}.txt", None, rumour(name, "join", "Parma", "talks", "Si tratta."))
            for name in ("Ezio Corra", "Livio Corradini")
        ]
        with Mill() as mill:
            mill.add(map(json_object, rows))
            assert found(mill, person="Corra") == [("Ezio Corra", "Parma")]
            assert found(mill, person="Corrad") == [("Livio Corradini", "Parma")]

    def test_the_middle_of_a_word_is_none_of_the_name(self, mill: Mill) -> None:
        assert found(mill, person="ancinelli") == []


class TestClubs:
    @pytest.mark.parametrize("name", ["Parma", "parma calcio", "Crociati", "Ducali", "Par"])
    def test_names_nicknames_and_beginnings_will_do(self, mill: Mill, name: str) -> None:
        assert {club for _, club in found(mill, club=name)} == {"Parma"}

    def test_a_club_that_the_gazetteer_lacks_is_found_by_a_word_of_its_name(self, mill: Mill) -> None:
        assert found(mill, club="Fontanasecca") == [("Nicolò Bersanetti", "Vigor Fontanasecca")]


class TestOtherConditions:
    def test_moves_and_latest_stages_are_any_of_those_given(self, mill: Mill) -> None:
        assert found(mill, moves=("stay", "leave"), person="Mancinelli") == MANCINELLI[2:]
        assert found(mill, stages=("denied", "talks")) == [
            ("Anselmo Junior Rovati", "Parma"),
            ("Duccio Mancinelli", "Torino"),
        ]

    def test_since_leaves_out_what_was_last_reported_before(self, mill: Mill) -> None:
        links = {link.club: link.first_seen for link in mill.links(Query(person="Mancinelli", since="2025-06-19"))}
        assert links == {"Parma": "2025-06-02"}
        assert found(mill, person="Mancinelli", since="2025-02") == MANCINELLI[1:]

    def test_unsure_reports_do_not_count_and_those_without_a_confidence_do(self, mill: Mill) -> None:
        (link,) = mill.links(Query(person="Mancinelli", club="Parma", min_confidence=0.75), reports=True)
        assert (link.articles, link.stage, link.contradicting) == (2, "talks", 0)
        assert ("Livio Corradini", "Genoa") in found(mill, min_confidence=0.99)

    def test_the_limit_is_of_the_rows_that_are_given_not_of_those_that_are_counted(self, mill: Mill) -> None:
        assert len(list(mill.links(Query(limit=3)))) == 3
        assert mill.count(Query(limit=3)) == 11

    @pytest.mark.parametrize("wrong", [{"moves": ("lend",)}, {"stages": ("certain",)}, {"sort": "beauty"}])
    def test_words_that_mean_nothing_are_refused(self, wrong: dict[str, Any]) -> None:
        with pytest.raises(UsageError, match=r"“(lend|certain|beauty)” is no (move|stage|order); give one of"):
            Query(**wrong)


class TestOrder:
    @pytest.mark.parametrize(
        ("sort", "attribute", "first", "last"),
        [
            ("articles", "articles", 4, 1),
            ("outlets", "outlets", 3, 0),
            ("last", "last_seen", "2025-06-20", "2025-01-10"),
            ("first", "first_seen", "2025-01-10", "2025-06-20"),
            ("stage", "stage", "official", "denied"),
            ("trend", "trend", "rising", None),
            ("contradicting", "contradicting", 2, 0),
            ("confidence", "confidence", 0.9, None),
            ("person", "person", "Anselmo Junior Rovati", "Nicolò Bersanetti"),
            ("club", "club", "Genoa", "Vigor Fontanasecca"),
        ],
    )
    def test_links_can_be_sorted(self, mill: Mill, sort: str, attribute: str, first: object, last: object) -> None:
        values = [getattr(link, attribute) for link in mill.links(Query(sort=sort))]
        assert (values[0], values[-1]) == (first, last)

    def test_the_command_knows_all_words(self) -> None:
        assert list(SortName) == list(SORT_ORDERS)
        assert tuple(MoveName) == MOVES == get_args(Move)
        assert tuple(StageName) == STAGES == get_args(Stage)
