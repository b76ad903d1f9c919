"""people.tsv keeps its promises: known roles, teams of clubs.tsv, forms that name one person."""

import re
from collections import defaultdict
from typing import get_args

import pytest

from rumourx.gazetteer.compile import DATA, lookup_key, read_list
from rumourx.record.types import Role

PEOPLE = read_list(DATA / "people.tsv")
TEAM_IDS = {row["id"] for row in read_list(DATA / "clubs.tsv")}


def forms(row: dict[str, str]) -> list[str]:
    return [form for form in row["names"].split(";") if form]


def test_there_are_many_people_of_every_role() -> None:
    assert len(PEOPLE) >= 900
    assert {row["role"] for row in PEOPLE} == set(get_args(Role))


def test_every_person_stands_once() -> None:
    assert len({(lookup_key(row["name"]), row["born"]) for row in PEOPLE}) == len(PEOPLE)


def test_every_team_is_in_the_list_of_clubs() -> None:
    unknown = {team for row in PEOPLE for team in row["clubs"].split(";") if team} - TEAM_IDS
    assert not unknown


def test_countries_are_codes_and_birth_dates_are_dates() -> None:
    wrong = [
        row["name"]
        for row in PEOPLE
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z]{3})?", row["country"])
        or not re.fullmatch(r"(\d{4}(-\d\d-\d\d)?)?", row["born"])
    ]
    assert not wrong


def test_no_form_names_two_people() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in PEOPLE:
        for form in forms(row):
            owners[lookup_key(form)].add(f"{row['name']} {row['born']}")
    assert not {form: people for form, people in owners.items() if len(people) > 1}


def test_no_form_begins_with_an_article() -> None:
    assert not [form for row in PEOPLE for form in forms(row) if re.match(r"(il|lo|la|l'|el) ?[A-Z]", form)]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Pupone", "Francesco Totti"),
        ("CR7", "Cristiano Ronaldo"),
        ("Ibracadabra", "Zlatan Ibrahimovic"),
        ("Faraone", "Stephan El Shaarawy"),
        ("Joya", "Paulo Dybala"),
        ("Carletto", "Carlo Ancelotti"),
        ("Special One", "José Mourinho"),
        ("SuperPippo", "Filippo Inzaghi"),
        ("Beppe Marotta", "Giuseppe Marotta"),
    ],
)
def test_nicknames_of_the_italian_press_are_there(form: str, name: str) -> None:
    assert [row["name"] for row in PEOPLE if form in forms(row)] == [name]
