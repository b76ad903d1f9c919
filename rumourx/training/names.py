"""The pool of names that training substitutes: people, teams with their forms, and towns of the gazetteer."""

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from rumourx.gazetteer import fold

_FORM_COLUMNS = ("names", "nicknames", "colours", "demonyms")


_FEMININE = re.compile(r"(?:ese|ana|ina|oria|tus|rris|roma|lazio|juve|spal|vis|pro|samp)\b", re.IGNORECASE)


def grammar_class(name: str) -> str:
    """Return how a team's name is articled: `vowel` (l'Inter), `feminine` (la Roma), `masculine` (il Milan).

    >>> [grammar_class(name) for name in ("Inter", "Roma", "Parma", "Salernitana")]
    ['vowel', 'feminine', 'masculine', 'feminine']
    """
    if fold(name)[0] in "aeiou":
        return "vowel"
    return "feminine" if _FEMININE.search(name) else "masculine"


_UNARTICLED = frozenset({"malta", "cipro", "cuba", "andorra", "san marino", "israele", "gibilterra", "haiti", "panama"})


def nation_class(name: str) -> str:
    """Return how a country's name is articled: `bare` (Malta), `vowel`, `feminine` or `masculine`.

    >>> [nation_class(name) for name in ("Malta", "Italia", "Francia", "Brasile")]
    ['bare', 'vowel', 'feminine', 'masculine']
    """
    folded = fold(name)
    if folded in _UNARTICLED:
        return "bare"
    if folded[0] in "aeiou":
        return "vowel"
    return "feminine" if folded.endswith("a") else "masculine"


@dataclass(frozen=True, slots=True)
class _Club:
    name: str
    country: str
    forms: dict[str, list[str]]


class NamePool:
    """Draws substitutes at random; Italian clubs and known names come up more often, as in the news."""

    def __init__(self) -> None:
        self._clubs = {row["name"]: _club(row) for row in _rows("clubs.tsv") if row["kind"] == "club"}
        self._kind_of_form = {
            fold(form): column
            for club in self._clubs.values()
            for column, forms in club.forms.items()
            for form in forms
        }
        self._towns = sorted({row["city"] for row in _rows("clubs.tsv") if row["kind"] == "club" and row["city"]})
        self._town_set = {fold(town) for town in self._towns}
        players = [row["name"] for row in _rows("players.tsv") if " " in row["name"]]
        others = [row["name"] for row in _rows("people.tsv") if " " in row["name"]]
        self._people = players + others * 8
        self._given = [name.split()[0] for name in self._people]
        self._surnames = [name.split(maxsplit=1)[1] for name in self._people]
        self._outlets = [row["name"] for row in _rows("outlets.tsv")]
        self._stadiums = [row["name"].removeprefix("Stadio ") for row in _rows("stadiums.tsv")]
        self._nations: dict[str, list[str]] = defaultdict(list)
        for row in _rows("clubs.tsv"):
            if row["kind"] == "national_team":
                self._nations[nation_class(row["name"])].append(row["name"])
        self._by_class: dict[str, list[str]] = defaultdict(list)
        for name, club in self._clubs.items():
            weight = 6 if club.country == "IT" else 2
            self._by_class[grammar_class(name)].extend([name] * weight)

    def person(self, rng: random.Random) -> str:
        """Return a full name: a known one, or a given name and a surname drawn apart."""
        if rng.random() < 0.5:
            return rng.choice(self._people)
        return f"{rng.choice(self._given)} {rng.choice(self._surnames)}"

    def club_like(self, grammar_class: str, rng: random.Random) -> str:
        """Return the name of a club of a grammar class."""
        return rng.choice(self._by_class[grammar_class])

    def club_form(self, old_form: str, new_name: str, rng: random.Random) -> str:
        """Return a form of the club `new_name` of the kind of `old_form`; the old form where it has none."""
        column = self._kind_of_form.get(fold(old_form), "names")
        forms = self._clubs[new_name].forms
        if column == "names" or not forms[column]:
            if column != "names":
                return old_form
            printed = new_name if rng.random() < 0.85 else rng.choice([new_name, *forms["names"]])
            return printed.upper() if old_form.isupper() and len(old_form) > 3 else printed
        form = rng.choice(forms[column])
        return form.capitalize() if old_form[0].isupper() and form[0].islower() else form

    def nation_like(self, nation: str, rng: random.Random) -> str:
        """Return another nation of the same grammar ("il Brasile", "la Francia", "l'Italia", "Malta")."""
        alike = self._nations[nation_class(nation)]
        if fold(nation) not in {fold(name) for name in alike}:
            return nation
        new = rng.choice(alike)
        return new.upper() if nation.isupper() else new

    def outlet(self, rng: random.Random) -> str:
        """Return the name of a newspaper, site or station."""
        return rng.choice(self._outlets)

    def stadium(self, rng: random.Random) -> str:
        """Return the name of a stadium, without "Stadio"."""
        return rng.choice(self._stadiums)

    def place_like(self, place: str, rng: random.Random) -> str:
        """Return another town for a town with a club, another country for a country, any other place as it is."""
        if fold(place) not in self._town_set:
            return self.nation_like(place, rng)
        town = rng.choice(self._towns)
        return town.upper() if place.isupper() else town


def _club(row: dict[str, str]) -> _Club:
    forms = {column: [form for form in row[column].split(";") if form] for column in _FORM_COLUMNS}
    return _Club(row["name"], row["country"], forms)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("rumourx.gazetteer") / "data" / name).read_text(encoding="utf8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
