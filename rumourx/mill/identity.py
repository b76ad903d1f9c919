"""What the names of the facts come to: the part of the merging that is about words, not about the dataset."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from rumourx.gazetteer import Gazetteer
from rumourx.gazetteer.gazetteer import lookup_key
from rumourx.mill.names import club_key, is_slip, outlet_name, person_key, short_forms

if TYPE_CHECKING:  # it imports DuckDB, which may not be installed
    from rumourx.mill.database import Database

_PEOPLE = "SELECT name FROM people UNION SELECT person FROM rumours UNION SELECT person FROM contracts"
_CLUBS = "SELECT name FROM clubs UNION SELECT club FROM rumours UNION SELECT club FROM contracts"
_OUTLETS = "SELECT host AS name FROM articles UNION SELECT unnest(sources) FROM rumours"


def fill_names(database: "Database", known: Gazetteer) -> None:
    """Fill in the tables of names, for those names of the facts that they do not hold yet."""

    def outlet(name: str) -> tuple[str, str]:
        usual = outlet_name(name, known)
        return lookup_key(usual), usual

    def person(name: str) -> tuple[str, tuple[str, ...]]:
        key = person_key(name)
        return key, short_forms(key, known)

    _fill("person_names", _PEOPLE, person, database)
    _fill("club_names", _CLUBS, lambda name: (club_key(name),), database)
    _fill("outlet_names", _OUTLETS, outlet, database)


def _fill(table: str, names: str, describe: Callable[[str], Iterable[Any]], database: "Database") -> None:
    new = database.rows(f"SELECT name FROM ({names}) ANTI JOIN {table} USING (name) WHERE name IS NOT NULL")
    database.insert(table, [(name, *describe(name)) for (name,) in new])


def find_slips(database: "Database", known: Gazetteer) -> None:
    """Fill in which people are others whose name was printed with a letter wrong.

    The name that is meant is the one with an id, else with a surname that the gazetteer knows, else the one that
    more articles print.
    """
    meant: dict[str, str] = {}
    for key, named, articles, other_key, other_named, other_articles in database.rows("FROM one_letter_apart"):
        if is_slip(key, other_key, known):
            weight = (named != key, known.is_surname(key.split()[-1]), articles)
            other_weight = (other_named != other_key, known.is_surname(other_key.split()[-1]), other_articles)
            wrong, right = (named, other_named) if weight < other_weight else (other_named, named)
            meant.setdefault(wrong, right)
    database.execute("DELETE FROM slips")
    database.insert("slips", [(wrong, _end_of(wrong, meant)) for wrong in meant])


def _end_of(person: str, meant: dict[str, str]) -> str:
    """Whom a slip of a slip means in the end."""
    passed = {person}
    while meant.get(person) not in (None, *passed):
        person = meant[person]
        passed.add(person)
    return person
