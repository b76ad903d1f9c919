"""Joins the user's names to the compiled lists, before the gazetteer is made of them.

What the user writes goes first: a form that RumourX knows as something else is theirs from then on. A club or a
person that RumourX knows by the same name gets the user's forms beside its own. Colours and demonyms, which many
teams share, take nothing away from others.
"""

from itertools import chain, count
from typing import Any

from rumourx.errors import UsageError
from rumourx.gazetteer.compile import (
    PersonRow,
    Row,
    person_cells,
    same_birth,
    surname_particles,
    surname_words,
    team_adjectives,
    team_cells,
    team_forms,
)
from rumourx.gazetteer.gazetteer import UNKNOWN_LEVEL, FormKind, fold, lookup_key, person_slug
from rumourx.gazetteer.user import UserClub, UserNames, UserPerson

_LOOK_UPS = ("team_forms", "competitions", "stadiums", "outlets", "organisations", "people_by_form")
"""What tells the meaning of a form; a form of the user's stands in one of them only."""

_NAMED = {"stadiums": "stadium", "outlets": "outlet", "competitions": "competition"}
_ARTICLES = frozenset({"Il", "Lo", "La", "I", "Gli", "Le"})
_SHARED = (FormKind.COLOUR, FormKind.DEMONYM)
_KIND_ORDER = {str(kind): place for place, kind in enumerate(FormKind)}


def join_names(compiled: dict[str, Any], names: UserNames, path: str) -> None:
    """Add the names of one file to the compiled lists, in place; `path` is for messages.

    Raises:
        UsageError: a person's club is unknown, or a known club is given another id.
    """
    joiner = _Joiner(compiled, path)
    for table, category in _NAMED.items():
        for entry in getattr(names, table):
            for form in (*entry.forms, *_with_article(entry.name)):
                joiner.own(form, category, table)
                compiled[table][lookup_key(form)] = entry.name
    for club in names.clubs:
        joiner.add_club(club)
    for person in names.people:
        joiner.add_person(person)
    compiled["people"] = "\n".join(joiner.people)


def _with_article(name: str) -> list[str]:
    """Return a name and, where an article begins it, the ways in which it stands in a sentence.

    >>> _with_article("Il Corriere di Atlantide")
    ['Il Corriere di Atlantide', 'il Corriere di Atlantide', 'Corriere di Atlantide']
    >>> _with_article("Il Lido"), _with_article("Sky Sport")
    (['Il Lido', 'il Lido'], ['Sky Sport'])
    """
    article, _, rest = name.partition(" ")
    if article not in _ARTICLES or not rest:
        return [name]
    forms = [name, f"{article.lower()} {rest}"]
    return [*forms, rest] if " " in rest else forms  # a lone word may be an ordinary one


class _Joiner:
    """Changes the compiled lists; `people` are their lines, to be put back when all is added."""

    def __init__(self, compiled: dict[str, Any], path: str) -> None:
        self._compiled = compiled
        self._path = path
        self._team_at = {row[0]: index for index, row in enumerate(compiled["teams"])}
        self._particles = surname_particles()
        self.people: list[str] = compiled["people"].split("\n")
        self._known_people = len(self.people)

    def own(self, form: str, category: str, look_up: str) -> None:
        """File a form so that it is found first, and take away what else it means."""
        self._file(form, category)
        for other in _LOOK_UPS:
            if other != look_up:
                self._compiled[other].pop(lookup_key(form), None)

    def add_club(self, club: UserClub) -> None:
        """Add a club, or the user's forms to one that is known."""
        index = self._known_team(club)
        row = self._club_row(club, index)
        cells: list[Any] = team_cells(row)
        cells[2] = cells[2] or None
        if index is None:
            index = self._team_at[row["id"]] = len(self._compiled["teams"])
            self._compiled["teams"].append(cells)
        else:
            self._compiled["teams"][index] = cells
        for form, kind in reversed(list(team_forms(row))):  # so that a name that is a nickname, too, stays a name
            self._add_team_form(form, kind, index, is_name=form == row["name"])
        for form in team_adjectives(row):
            owners = self._compiled["adjectives"].setdefault(lookup_key(form), [])
            if index not in owners:
                owners.append(index)
        if club.city:
            self._add_place(club.city)

    def add_person(self, person: UserPerson) -> None:
        """Add a person in place of all of this name, or the user's facts to the one who is known."""
        surname = lookup_key(" ".join(surname_words(fold(person.name).split(" "), self._particles)))
        bearers = self._compiled["people_by_surname"].get(surname, [])
        same = [index for index in bearers if index < self._known_people and self._is_named(index, person.name)]
        born = person.born or ""
        fitting = [index for index in same if same_birth(self._cells(index)[2], born)]
        if len(fitting) == 1:
            index = fitting[0]
            self.people[index] = self._known_person_cells(person, index)
        else:
            index = len(self.people)
            self.people.append(person_cells(self._row(person), self._new_person_id(person, bearers)))
        others = [one for one in bearers if one not in same and one != index]
        self._compiled["people_by_surname"][surname] = [index, *others]
        for form in (person.name, *person.forms) if " " not in person.name else person.forms:
            self.own(form, "person_nickname", "people_by_form")
            self._compiled["people_by_form"][lookup_key(form)] = [index]

    def _known_team(self, club: UserClub) -> int | None:
        """Return where the club stands that is meant: of this id, else of this name."""
        if club.id in self._team_at:
            return self._team_at[club.id]
        owners = self._compiled["team_forms"].get(lookup_key(club.name), ())
        for index, _ in owners:
            known_id, name = self._compiled["teams"][index][:2]
            if lookup_key(name) == lookup_key(club.name):
                if club.id is not None:
                    raise UsageError(
                        f"{self._path}: “{club.name}” has the id {club.id}, but is known as {known_id}; "
                        "leave the id out, or give another club another name."
                    )
                return int(index)
        return None

    def _club_row(self, club: UserClub, index: int | None) -> Row:
        """Return the club as a row of clubs.tsv, with the user's forms only."""
        known = self._compiled["teams"][index] if index is not None else ("", "", "", "club", "", UNKNOWN_LEVEL)
        return {
            "id": known[0] or club.id or self._new_team_id(club.name),
            "name": club.name,
            "country": club.country or known[2] or "",
            "kind": club.kind or known[3],
            "city": club.city or known[4],
            "names": ";".join(club.forms),
            "nicknames": ";".join(club.nicknames),
            "colours": ";".join(club.colours),
            "demonyms": ";".join(club.demonyms),
            "adjectives": ";".join(club.adjectives),
            "league": str(known[5]),
        }

    def _new_team_id(self, name: str) -> str:
        slug = person_slug(name)
        numbered = (f"{slug}-{number}" for number in count(2))
        return slug if slug not in self._team_at else next(one for one in numbered if one not in self._team_at)

    def _add_team_form(self, form: str, kind: FormKind, index: int, *, is_name: bool) -> None:
        key = lookup_key(form)
        owners: list[list[Any]] = self._compiled["team_forms"].get(key, [])
        is_owner = any(owner == index for owner, _ in owners)
        if is_owner and (is_name or kind in _SHARED):
            return  # it has the form already, and those who share it keep their order
        if kind in _SHARED:
            self._file(form, "club")
            owners = sorted([*owners, [index, str(kind)]], key=lambda owner: _KIND_ORDER[owner[1]])
        else:
            self.own(form, "club", "team_forms")
            owners = [[index, str(kind)], *(owner for owner in owners if owner[0] != index)]
        self._compiled["team_forms"][key] = owners

    def _add_place(self, city: str) -> None:
        self._compiled["places"].append(lookup_key(city))
        first, _, rest = lookup_key(city).partition(" ")
        if all(row[0] != rest for row in self._compiled["forms"].get(first, ())):
            self._file(city, "place")

    def _file(self, form: str, category: str) -> None:
        """File a form before all others of as many words; one that is only a place as well stays."""
        first, _, rest = lookup_key(form).partition(" ")
        rows = [
            row
            for row in self._compiled["forms"].get(first, ())
            if row[0] != rest or row[2] == "place" or (row[2] == category and row[1] != form)
        ]
        filed = [[rest, form, category], *rows]
        self._compiled["forms"][first] = sorted(filed, key=lambda row: -len(row[0].split()))

    def _cells(self, index: int) -> list[str]:
        cells = self.people[index].split("\t")
        return cells + [""] * (7 - len(cells))

    def _is_named(self, index: int, name: str) -> bool:
        return lookup_key(self.people[index].partition("\t")[0]) == lookup_key(name)

    def _row(self, person: UserPerson) -> PersonRow:
        return PersonRow(
            name=person.name,
            role=person.role or "player",
            country=person.country or "",
            born=person.born or "",
            forms=tuple(person.forms),
            clubs=";".join(self._club_ids(person)),
            position="",
        )

    def _known_person_cells(self, person: UserPerson, index: int) -> str:
        """Return the cells of a known person, the user's facts over those known."""
        name, country, born, position, role, clubs, own_id = self._cells(index)
        together = dict.fromkeys([*filter(None, clubs.split(";")), *self._club_ids(person)])
        row = self._row(person)._replace(
            role=person.role or role or "player",
            country=person.country or country,
            born=max(person.born or "", born, key=len),
            clubs=";".join(together),
            position=position,
        )
        return person_cells(row, own_id or person_slug(name))

    def _new_person_id(self, person: UserPerson, bearers: list[int]) -> str:
        slug = person_slug(person.name)
        namesakes = [index for index in bearers if self._is_named(index, person.name)]
        taken = {self._cells(index)[6] or slug for index in namesakes}
        with_year = [f"{slug}-{person.born[:4]}"] if person.born else []
        numbered = (f"{slug}-{number}" for number in count(2))
        return next(one for one in chain([slug], with_year, numbered) if one not in taken)

    def _club_ids(self, person: UserPerson) -> list[str]:
        return [self._club_id(name, person) for name in person.clubs]

    def _club_id(self, name: str, person: UserPerson) -> str:
        if name in self._team_at:
            return name
        owners = self._compiled["team_forms"].get(lookup_key(name))
        if not owners:
            raise UsageError(
                f"{self._path}: “{name}”, a club of {person.name}, is unknown; add it to [[clubs]] or mend its name."
            )
        return str(self._compiled["teams"][owners[0][0]][0])
