"""What a dataset comes to, row by row: the expected rows are written by hand from the articles in made_facts.py."""

from collections.abc import Iterator
from typing import Any

import pytest

from rumourx.batch.rows import Row
from rumourx.batch.writers.json_values import json_object
from rumourx.mill import Link, Mill, Query

from .made_facts import ARTICLES, article, contract, rumour


@pytest.fixture(scope="module")
def mill() -> Iterator[Mill]:
    """A mill with the facts of ARTICLES."""
    with Mill() as mill:
        mill.add(map(json_object, ARTICLES))
        yield mill


@pytest.fixture(scope="module")
def links(mill: Mill) -> dict[tuple[str, str, str], Link]:
    """All links by person, move and club."""
    return {(link.person, link.move, link.club): link for link in mill.links(reports=True)}


def merged(*rows: Row, **query: Any) -> list[Link]:
    """The links of a few articles, from A to Z."""
    with Mill() as mill:
        mill.add(map(json_object, rows))
        return list(mill.links(Query(**({"sort": "person"} | query)), reports=True))


TRUTH = """
person                | move  | club               | stage    | furthest | trend  | first      | last       | articles | undated | against | contract
Duccio Mancinelli     | join  | Parma              | agreed   | agreed   | rising | 2025-06-02 | 2025-06-19 | 4        | 1       | 1       | 2026-06-30
Duccio Mancinelli     | leave | Torino             | talks    | talks    | rising | 2025-06-18 | 2025-06-18 | 1        | 0       | 1       | 2026-06-30
Duccio Mancinelli     | stay  | Torino             | interest | interest | fading | 2025-06-10 | 2025-06-10 | 1        | 0       | 1       | 2026-06-30
Duccio Mancinelli     | join  | Genoa              | official | official | fading | 2025-01-10 | 2025-01-10 | 1        | 0       | 0       | 2026-06-30
Ezio Corradini        | join  | Parma              | interest | interest | steady | 2025-06-12 | 2025-06-19 | 2        | 0       | 0       | -
Livio Corradini       | join  | Genoa              | official | official | fading | 2025-06-01 | 2025-06-01 | 1        | 0       | 0       | -
Corradini             | join  | Lecce              | interest | interest | rising | 2025-06-20 | 2025-06-20 | 1        | 0       | 0       | -
Nicolò Bersanetti     | join  | Vigor Fontanasecca | official | official | rising | 2025-06-17 | 2025-06-18 | 2        | 0       | 1       | -
Nicolò Bersanetti     | join  | Lecce              | official | official | -      | 2025-05    | 2025-05    | 1        | 0       | 2       | -
Anselmo Junior Rovati | leave | Lecce              | official | official | fading | 2025-06-03 | 2025-06-04 | 2        | 0       | 0       | 2025-06-30
Anselmo Junior Rovati | join  | Parma              | denied   | denied   | fading | 2025-06-04 | 2025-06-04 | 1        | 0       | 0       | 2025-06-30
"""  # noqa: E501
"""The rows that the articles come to, written by hand."""


def row_of(link: Link) -> tuple[str, ...]:
    """A link as a row of TRUTH."""
    values = (
        *(link.person, link.move, link.club, link.stage, link.strongest_stage, link.trend),
        *(link.first_seen, link.last_seen, link.articles, link.undated_articles, link.contradicting),
        link.contract and link.contract.date,
    )
    return tuple("-" if value is None else str(value) for value in values)


class TestTheTruth:
    def test_the_links_are_these_and_no_others(self, mill: Mill) -> None:
        _, *expected = (tuple(cell.strip() for cell in line.split("|")) for line in TRUTH.strip().splitlines())
        assert sorted(map(row_of, mill.links())) == sorted(expected)

    def test_outlets_are_the_sites_and_the_sources_but_for_copies_of_a_story(
        self, links: dict[tuple[str, str, str], Link]
    ) -> None:
        named = {key: link.outlet_names for key, link in links.items() if link.outlets}
        assert named == {
            ("Duccio Mancinelli", "join", "Parma"): ("La Gazzetta dello Sport", "Sky Sport", "ilpungolo.example")
        }

    def test_its_reports_are_in_the_order_of_their_dates_the_undated_last(
        self, links: dict[tuple[str, str, str], Link]
    ) -> None:
        reports = links["Duccio Mancinelli", "join", "Parma"].reports
        assert [(report.source, report.stage) for report in reports] == [
            ("gazzetta.txt", "interest"),
            ("pungolo.txt", "talks"),
            ("accordo.txt", "agreed"),
            ("smentita.txt", "denied"),
        ]

    def test_what_contradicts_it_is_listed_with_how(self, links: dict[tuple[str, str, str], Link]) -> None:
        def against(*key: str) -> list[tuple[str, str, str | None]]:
            return [(one.kind, one.club, one.source) for one in links[key].contradictions]  # type: ignore[index]

        assert against("Duccio Mancinelli", "join", "Parma") == [("denied", "Parma", "smentita.txt")]
        assert against("Duccio Mancinelli", "leave", "Torino") == [("stay", "Torino", "conferma.txt")]
        assert against("Duccio Mancinelli", "stay", "Torino") == [("leave", "Torino", "addio.txt")]
        assert against("Nicolò Bersanetti", "join", "Lecce") == [
            ("elsewhere", "Vigor Fontanasecca", "vigor.txt"),
            ("elsewhere", "Vigor Fontanasecca", "vigor-2.txt"),
        ]

    def test_the_best_evidence_is_that_of_the_surest_report(self, links: dict[tuple[str, str, str], Link]) -> None:
        link = links["Duccio Mancinelli", "join", "Parma"]
        assert (link.evidence, link.evidence_source, link.confidence) == (
            "Il Parma pensa a Duccio Mancinelli.",
            "gazzetta.txt",
            0.9,
        )

    def test_ids_are_the_gazetteers(self, links: dict[tuple[str, str, str], Link]) -> None:
        link = links["Anselmo Junior Rovati", "leave", "Lecce"]
        assert (link.person_id, link.club_id) == ("anselmo-rovati", "lecce")
        assert links["Nicolò Bersanetti", "join", "Vigor Fontanasecca"].club_id is None


def people(*rows: Row) -> list[tuple[str, int]]:
    """Whom the links of a few articles are about, and in how many articles."""
    return [(link.person, link.articles) for link in merged(*rows)]


def said_of(person: str, club: str = "Parma", **more: Any) -> Row:
    """An article of its own that says that a club likes a person."""
    return article(f"{person} {club} {more}.txt", None, rumour(person, "join", club, "interest", "Piace."), **more)


class TestNames:
    @pytest.mark.parametrize(
        ("full", "other"),
        [
            ("Duccio Mancinelli", "Mancinelli"),
            ("Duccio Mancinelli", "D. Mancinelli"),
            ("Duccio Mancinelli", "D.Mancinelli"),
            ("Duccio Mancinelli", "DUCCIO MANCINELLI"),
            ("Duccio Mancinelli", "Duccio Mancinlli"),
            ("Duccio Mancinelli", "Duccio Mancienlli"),
            ("Duccio Mancinelli", "Duccco Mancinelli"),
            ("Oreste Da Rovere", "Da Rovere"),
            ("Oreste Scala Bianchini", "Scala Bianchini"),
            ("Jean-Noël Tardieu", "Jean Noel Tardieu"),
        ],
    )
    def test_forms_of_one_name_are_one_person(self, full: str, other: str) -> None:
        assert people(said_of(full), said_of(full, "Lecce"), said_of(other)) == [(full, 2), (full, 1)]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Oreste Da Rovere", "Rovere"),
            ("Marco Tardellini", "Mario Tardellini"),
            ("Duccio Mancinelli", "Duccio Cancinelli"),
            ("Mancinelli", "Mancineli"),
            ("Duccio Neri", "Duccio Nesi"),
        ],
    )
    def test_names_that_only_look_alike_are_two_people(self, one: str, other: str) -> None:
        assert len(people(said_of(one), said_of(other))) == 2

    def test_a_slip_is_only_one_where_both_are_linked_with_a_club(self) -> None:
        assert len(people(said_of("Duccio Mancinelli"), said_of("Duccio Mancineli", "Lecce"))) == 2

    def test_a_surname_that_two_people_of_the_club_have_stays_alone(self) -> None:
        rows = (said_of("Ezio Corradini"), said_of("Livio Corradini"), said_of("Corradini"))
        assert people(*rows) == [("Corradini", 1), ("Ezio Corradini", 1), ("Livio Corradini", 1)]

    def test_a_surname_elsewhere_is_the_only_one_of_that_surname(self) -> None:
        rows = (said_of("Ezio Corradini"), said_of("Corradini", "Lecce"))
        assert people(*rows) == [("Ezio Corradini", 1), ("Ezio Corradini", 1)]

    def test_a_namesake_who_is_only_mentioned_makes_the_surname_ambiguous(self) -> None:
        rows = (said_of("Ezio Corradini", also_named=["Livio Corradini"]), said_of("Corradini", "Lecce"))
        assert people(*rows) == [("Corradini", 1), ("Ezio Corradini", 1)]

    def test_a_contract_ties_a_person_to_a_club_too(self) -> None:
        rows = (
            article("a.txt", None, contract("Ezio Corradini", "expiry", "2026", "Lecce")),
            article("b.txt", None, contract("Livio Corradini", "expiry", "2026", "Parma")),
            said_of("Corradini", "Lecce"),
        )
        assert people(*rows) == [("Ezio Corradini", 1)]

    def test_a_name_without_an_id_is_who_bears_it_elsewhere_with_one(self) -> None:
        unknown = said_of("Anselmo Rovati", "Lecce")
        unknown["record"]["people"][0]["id"] = None
        assert [link.person_id for link in merged(unknown, said_of("Anselmo Rovati"))] == ["anselmo-rovati"] * 2

    def test_two_ids_of_one_name_are_two_people(self) -> None:
        other = said_of("Anselmo Rovati", cluster=None, url="https://altro.example")
        other["record"]["people"][0]["id"] = "anselmo-rovati-2"
        assert [link.person_id for link in merged(said_of("Anselmo Rovati"), other)] == [
            "anselmo-rovati",
            "anselmo-rovati-2",
        ]


def told(stage: str, date: str | None, move: str = "join", club: str = "Parma", **more: Any) -> Row:
    """An article of its own about Ezio Corradini."""
    fact = rumour("Ezio Corradini", move, club, stage, "Si parla di Ezio Corradini.", more.pop("confidence", None))
    return article(f"{stage} {date} {move} {club}.txt", date, fact, **more)


class TestStages:
    def test_the_latest_is_that_of_the_last_day_and_the_furthest_of_that_day(self) -> None:
        rows = (told("official", "2025-06-01"), told("interest", "2025-06-09"), told("talks", "2025-06-09"))
        (link,) = merged(*rows)
        assert (link.stage, link.strongest_stage) == ("talks", "official")

    def test_undated_articles_are_the_latest_only_where_there_are_no_others(self) -> None:
        (link,) = merged(told("official", None), told("interest", "2025-06-09"))
        assert link.stage == "interest"
        (link,) = merged(told("talks", None), told("interest", None))
        assert (link.stage, link.first_seen, link.last_seen, link.trend) == ("talks", None, None, None)

    def test_a_denial_is_weaker_than_any_claim(self) -> None:
        (link,) = merged(told("denied", "2025-06-09"), told("interest", "2025-06-01"))
        assert (link.stage, link.strongest_stage) == ("denied", "interest")


class TestTrend:
    LAST_DAY = article("ultimo.txt", "2025-06-30")

    @pytest.mark.parametrize(
        ("days", "trend"),
        [
            ("30", "rising"),
            ("24", "rising"),
            ("23", "fading"),
            ("24 23", "steady"),
            ("30 29 20", "rising"),
            ("30 20 19", "fading"),
            ("01", "fading"),
        ],
    )
    def test_it_compares_the_last_week_of_the_dataset_with_the_week_before(self, days: str, trend: str) -> None:
        rows = [told("interest", f"2025-06-{day}") for day in days.split()]
        (link,) = merged(self.LAST_DAY, *rows)
        assert link.trend == trend

    def test_a_date_without_a_day_says_nothing(self) -> None:
        (link,) = merged(self.LAST_DAY, told("interest", "2025-06"))
        assert (link.trend, link.last_seen) == (None, "2025-06")


class TestContradictions:
    def kinds(self, *rows: Row) -> list[str]:
        return [one.kind for link in merged(*rows) for one in link.contradictions]

    def test_a_denial_within_ninety_days_of_a_claim_contradicts_it(self) -> None:
        assert self.kinds(told("talks", "2025-03-01"), told("denied", "2025-05-30")) == ["denied"]
        assert self.kinds(told("talks", "2025-03-01"), told("denied", "2025-05-31")) == []

    def test_without_a_date_it_does_so_too(self) -> None:
        assert self.kinds(told("talks", "2020-03-01"), told("denied", None)) == ["denied"]

    def test_denials_alone_contradict_nothing(self) -> None:
        assert self.kinds(told("denied", "2025-03-01"), told("denied", "2025-03-02")) == []

    def test_to_stay_and_to_leave_contradict_each_other_unless_one_is_denied(self) -> None:
        stay = told("interest", "2025-06-01", "stay")
        assert self.kinds(stay, told("talks", "2025-06-01", "leave")) == ["stay", "leave"]
        assert self.kinds(stay, told("denied", "2025-06-01", "leave")) == []
        assert self.kinds(stay, told("talks", "2025-06-01", "leave", "Lecce")) == []

    def test_two_signings_contradict_each_other_two_interests_do_not(self) -> None:
        agreed = told("agreed", "2025-06-01")
        assert self.kinds(agreed, told("official", "2025-06-02", club="Lecce")) == ["elsewhere", "elsewhere"]
        assert self.kinds(agreed, told("talks", "2025-06-02", club="Lecce")) == []


class TestContracts:
    def bearing(self, move: str, club: str, *contracts: tuple[str, dict[str, Any]]) -> str | None:
        """The date of the contract that bears on a move, of contracts and when they were told."""
        rows = [article(f"{number}.txt", date, fact) for number, (date, fact) in enumerate(contracts)]
        (link,) = merged(told("talks", "2025-06-01", move, club), *rows)
        return link.contract and link.contract.date

    def test_it_is_the_one_told_last(self) -> None:
        older, newer = (contract("Ezio Corradini", "expiry", year, "Lecce") for year in ("2026", "2025"))
        assert self.bearing("join", "Parma", ("2025-01-01", older), ("2025-02-01", newer)) == "2025"

    def test_what_is_stated_comes_before_what_is_reported_and_proposed(self) -> None:
        stated, reported, proposed = (
            contract("Ezio Corradini", "renewal", date, "Lecce", certainty)
            for date, certainty in (("2026", "stated"), ("2027", "reported"), ("2028", "proposed"))
        )
        told = (("2025-01-01", stated), ("2025-02-01", reported), ("2025-03-01", proposed))
        assert self.bearing("join", "Parma", *told) == "2026"
        assert self.bearing("join", "Parma", *told[1:]) == "2027"

    def test_with_another_club_it_bears_on_joining_alone(self) -> None:
        elsewhere = ("2025-01-01", contract("Ezio Corradini", "expiry", "2026", "Lecce"))
        assert self.bearing("join", "Parma", elsewhere) == "2026"
        assert self.bearing("leave", "Parma", elsewhere) is None
        assert self.bearing("leave", "Lecce", elsewhere) == "2026"


class TestOutlets:
    def outlets(self, *rows: Row) -> tuple[str, ...]:
        (link,) = merged(*rows)
        return link.outlet_names

    def test_a_site_and_its_name_are_one(self) -> None:
        cited = rumour("Ezio Corradini", "join", "Parma", "talks", "Si tratta.", sources=["Gazzetta dello Sport"])
        row = article("a.txt", None, cited, url="http://www.gazzetta.it:80/a")
        assert self.outlets(row) == ("La Gazzetta dello Sport",)

    def test_an_address_as_source_has_a_site_too(self) -> None:
        row = article("https://altro.example/a.html", None, rumour("Ezio Corradini", "join", "Parma", "talks", "Sì."))
        assert self.outlets(row) == ("altro.example",)

    def test_a_person_who_is_cited_is_none(self) -> None:
        cited = rumour("Ezio Corradini", "join", "Parma", "talks", "Lo dice Scarani.", sources=["Tullio Scarani"])
        assert self.outlets(article("a.txt", None, cited, also_named=["Tullio Scarani"])) == ()


def test_articles_that_are_added_are_merged_with_those_before() -> None:
    with Mill() as mill:
        mill.add([json_object(said_of("Corradini"))])
        before = [(link.person, link.articles) for link in mill.links()]
        mill.add([json_object(said_of("Ezio Corradini"))])
        assert before == [("Corradini", 1)]
        assert [(link.person, link.articles) for link in mill.links()] == [("Ezio Corradini", 2)]


def test_links_that_are_being_read_stay_as_they_were_asked_for() -> None:
    with Mill() as mill:
        mill.add([json_object(said_of("Ezio Corradini"))])
        asked = mill.links()
        mill.add([json_object(said_of("Livio Corradini"))])
        assert mill.count() == 2
        assert [link.person for link in asked] == ["Ezio Corradini"]
