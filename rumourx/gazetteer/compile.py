"""Compiles the lists in ``data/`` into the one file that the gazetteer loads.

``python -m rumourx.gazetteer.compile`` writes ``gazetteer.msgpack``; the same lists give the same bytes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path
from typing import Any, NamedTuple

import srsly

from rumourx.checksums import renew_manifest
from rumourx.errors import RumourXError
from rumourx.gazetteer.gazetteer import COMPILED_FILE, UNKNOWN_LEVEL, FormKind, fold, lookup_key, person_slug

DATA = Path(__file__).with_name("data")

# A form that is several things is found as the first of these.
CATEGORIES = ("club", "competition", "stadium", "outlet", "organisation", "place", "person_nickname")

_ITALIAN_LEVELS = {"IT-A": 1, "IT-B": 2, "IT-C": 3, "IT-D": 4}
_FORM_COLUMNS = {
    "name": FormKind.NAME,
    "names": FormKind.NAME,
    "nicknames": FormKind.NICKNAME,
    "colours": FormKind.COLOUR,
    "demonyms": FormKind.DEMONYM,
}
# "Us", "Ssc", "Acf": the letters before a club's name that are printed with full stops as well.
_LEGAL_FORM = re.compile(r"[ASUF][a-z]{1,2} \w")
_FORM_KIND_ORDER = list(FormKind)

Row = dict[str, str]


class SourceListError(RumourXError):
    """A list in ``data/`` is not as its header says."""


class PersonRow(NamedTuple):
    """A line of the lists of people, "" where a cell is empty; `forms` are their other names, `clubs` joined by ";"."""

    name: str
    role: str
    country: str
    born: str
    forms: tuple[str, ...]
    clubs: str
    position: str


def compile_gazetteer(data: Path = DATA) -> bytes:
    """Return the compiled gazetteer made of the lists in the folder `data`; a missing list is empty."""
    clubs = _rank_clubs(read_list(data / "clubs.tsv"))
    named = {
        "competition": read_list(data / "competitions.tsv"),
        "stadium": read_list(data / "stadiums.tsv"),
        "outlet": read_list(data / "outlets.tsv"),
        "organisation": read_list(data / "organisations.tsv"),
        "place": read_list(data / "places.tsv"),
    }
    places = {form for row in named["place"] for form in _forms(row)}
    places |= {city for row in clubs for city in _cell(row, "city")}
    people = _merge_people(read_list(data / "people.tsv"), read_list(data / "players.tsv"))
    categories = {form: "person_nickname" for person in people for form in person.forms}
    categories.update((form, "place") for form in sorted(places))
    for category in reversed(CATEGORIES[1:-2]):
        categories.update((form, category) for row in named[category] for form in _forms(row))
    categories.update((form, "club") for row in clubs for form, _ in team_forms(row))
    compiled: dict[str, Any] = {
        "teams": [team_cells(row) for row in clubs],
        "team_forms": _index_team_forms(clubs),
        "adjectives": _index_adjectives(clubs),
        "competitions": _index_names(named["competition"]),
        "stadiums": _index_names(named["stadium"]),
        "outlets": _index_names(named["outlet"]),
        "organisations": _index_names(named["organisation"]),
        "places": sorted({lookup_key(form) for form in places}),
        "forms": _file_forms(categories),
        **_index_people(people, surname_particles(data)),
    }
    packed: bytes = srsly.msgpack_dumps(compiled)
    return packed


def read_list(path: Path) -> list[Row]:
    """Return the rows of a list (comment lines, a header line, then a line a row); [] if there is no file.

    Raises SourceListError where a line has more or fewer cells than the header.
    """
    if not path.exists():
        return []
    header: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise SourceListError(
                f"{path.name} line {number} has {len(cells)} cells, its header {len(header)}: mend the line."
            )
        else:
            rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    return rows


def inflections(plural: str) -> tuple[str, ...]:
    """Return the forms of the adjective whose masculine plural is given, that plural included.

    >>> inflections("giallorossi")
    ('giallorossi', 'giallorosso', 'giallorossa', 'giallorosse')
    >>> inflections("bergamaschi"), inflections("biancoverdi"), inflections("viola")
    (('bergamaschi', 'bergamasco', 'bergamasca', 'bergamasche'), ('biancoverdi', 'biancoverde'), ('viola',))
    """
    if not plural.endswith("i"):
        return (plural,)
    if plural.endswith("isti"):
        return (plural, plural[:-1] + "a", plural[:-1] + "e")
    if re.search(r"(es|ens|al|il|verd|celest|aranci?on|marron|abil)i$", plural):
        return (plural, plural[:-1] + "e")
    if plural.endswith("gi"):
        return (plural, plural + "o", plural + "a", plural + "e")
    stem = re.sub(r"h?i$", "", plural)
    feminine_plural = stem + ("he" if stem[-1] in "cg" else "e")
    return (plural, stem + "o", stem + "a", feminine_plural)


def _cell(row: Row, column: str) -> list[str]:
    return [form.strip() for form in row.get(column, "").split(";") if form.strip()]


def _forms(row: Row) -> list[str]:
    return [row["name"], *_cell(row, "names")]


def surname_particles(data: Path = DATA) -> frozenset[str]:
    """Return the folded words that belong to the surname behind them ("de", "van")."""
    path = data / "surname-particles.txt"
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line) for line in lines if line.strip() and not line.startswith("#"))


def _level(row: Row) -> int:
    if row["kind"] == "national_team":
        return 1
    league = row["league"]
    if league in _ITALIAN_LEVELS:
        return _ITALIAN_LEVELS[league]
    level = league.rpartition("-")[2]
    return int(level) if level.isdigit() else UNKNOWN_LEVEL


def _rank_clubs(rows: list[Row]) -> list[Row]:
    """Sort teams by how likely they own an ambiguous form.

    The Italian professionals come first, by league; then the top divisions abroad; then as listed.
    """
    repeated = [team_id for team_id, times in Counter(row["id"] for row in rows).items() if times > 1]
    if repeated:
        raise SourceListError(f"clubs.tsv has the id {repeated[0]} more than once: keep one row for each team.")
    return sorted(rows, key=lambda row: _level(row) + (0 if row["country"] == "IT" else _ITALIAN_LEVELS["IT-C"]))


def team_cells(row: Row) -> list[str | int]:
    """Return the fields of a `Team`, of a row of clubs.tsv."""
    return [row["id"], row["name"], row["country"], row["kind"], row["city"], _level(row)]


def team_forms(row: Row) -> Iterator[tuple[str, FormKind]]:
    """Yield the forms that stand for a team as nouns, and how, of a row of clubs.tsv."""
    for column, kind in _FORM_COLUMNS.items():
        for form in _cell(row, column):
            yield form, kind
            if kind is FormKind.NAME and _LEGAL_FORM.match(form):
                yield _with_full_stops(form), kind
            # The women's side bears the colours too: "le bianconere".
            if kind in (FormKind.COLOUR, FormKind.DEMONYM) and len(inflections(form)) == 4:
                yield inflections(form)[3], kind


def team_adjectives(row: Row) -> list[str]:
    """Return the adjectives of a team in all their forms, of a row of clubs.tsv."""
    plurals = _cell(row, "colours") + _cell(row, "demonyms") + _cell(row, "adjectives")
    return [form for plural in plurals for form in inflections(plural)]


def _with_full_stops(form: str) -> str:
    """Return a name with its legal form spelled letter by letter: "Us Lecce" gives "U.s. Lecce"."""
    legal_form, _, name = form.partition(" ")
    return ".".join(legal_form) + ". " + name


def _index_team_forms(clubs: list[Row]) -> dict[str, list[list[int | str]]]:
    kinds: dict[str, dict[int, FormKind]] = {}
    for index, row in enumerate(clubs):
        for form, kind in team_forms(row):
            kinds.setdefault(lookup_key(form), {}).setdefault(index, kind)
    return {
        key: [
            [index, str(kind)]
            for index, kind in sorted(owners.items(), key=lambda owner: (_FORM_KIND_ORDER.index(owner[1]), owner[0]))
        ]
        for key, owners in sorted(kinds.items())
    }


def _index_adjectives(clubs: list[Row]) -> dict[str, list[int]]:
    owners: dict[str, list[int]] = {}
    for index, row in enumerate(clubs):
        for key in dict.fromkeys(lookup_key(form) for form in team_adjectives(row)):
            owners.setdefault(key, []).append(index)
    return dict(sorted(owners.items()))


def _index_names(rows: list[Row]) -> dict[str, str]:
    names: dict[str, str] = {}
    for row in rows:
        for form in _forms(row):
            names.setdefault(lookup_key(form), row["name"])
    return dict(sorted(names.items()))


def _file_forms(categories: dict[str, str]) -> dict[str, list[list[str]]]:
    """File the forms under their first folded word, the ones with most words first."""
    filed: dict[str, list[list[str]]] = {}
    for form, category in categories.items():
        first, _, rest = lookup_key(form).partition(" ")
        filed.setdefault(first, []).append([rest, form, category])
    for rows in filed.values():
        rows.sort(key=lambda row: (-len(row[0].split()), row[0], CATEGORIES.index(row[2]), row[1]))
    return dict(sorted(filed.items()))


def _merge_people(known: list[Row], players: list[Row]) -> list[PersonRow]:
    """Join the two lists of people, known people first; who stands in both is one person."""
    merged = [
        PersonRow(
            row["name"],
            row["role"],
            row["country"],
            row["born"],
            tuple(_cell(row, "names")),
            row["clubs"],
            row.get("position", ""),
        )
        for row in known
    ]
    places: dict[str, list[int]] = {}
    for place, person in enumerate(merged):
        places.setdefault(lookup_key(person.name), []).append(place)
    for row in players:
        same = [
            place for place in places.get(lookup_key(row["name"]), ()) if same_birth(merged[place].born, row["born"])
        ]
        if same:
            person = merged[same[0]]
            merged[same[0]] = person._replace(
                born=max(person.born, row["born"], key=len), position=person.position or row["position"]
            )
        else:
            merged.append(PersonRow(row["name"], "player", row["country"], row["born"], (), "", row["position"]))
    return merged


def same_birth(one: str, other: str) -> bool:
    """Tell whether two dates of birth may be one person's: one may be a year only, or unknown ("")."""
    return one.startswith(other) or other.startswith(one)


def _index_people(people: list[PersonRow], particles: frozenset[str]) -> dict[str, Any]:
    by_form: dict[str, list[int]] = {}
    by_surname: dict[str, list[int]] = {}
    forenames: Counter[str] = Counter()
    for index, person in enumerate(people):
        for key in dict.fromkeys(lookup_key(form) for form in person.forms):
            by_form.setdefault(key, []).append(index)
        words = fold(person.name).split(" ")
        surname = surname_words(words, particles)
        by_surname.setdefault(lookup_key(" ".join(surname)), []).append(index)
        if len(words) > len(surname):
            forenames[lookup_key(words[0])] += 1
    rows = zip(people, _person_ids(people), strict=True)
    return {
        "people": "\n".join(person_cells(person, person_id) for person, person_id in rows),
        "people_by_form": dict(sorted(by_form.items())),
        "people_by_surname": dict(sorted(by_surname.items())),
        "forenames": sorted(name for name, times in forenames.items() if times > 1),
    }


def person_cells(person: PersonRow, person_id: str) -> str:
    """Return the person's cells; what the loader can tell itself (the usual id, a player) is left empty."""
    role = "" if person.role == "player" else person.role
    own_id = "" if person_id == person_slug(person.name) else person_id
    cells = (person.name, person.country, person.born, person.position, role, person.clubs, own_id)
    return "\t".join(cells).rstrip("\t")


def surname_words(words: list[str], particles: frozenset[str]) -> list[str]:
    """Return the words of the surname: the last one and the particles before it."""
    start = len(words) - 1
    while start > 1 and words[start - 1] in particles:
        start -= 1
    return words[start:]


def _person_ids(people: Iterable[PersonRow]) -> list[str]:
    """Return an id for each person: the name, the birth year where the name is taken, then a number."""
    taken: set[str] = set()
    ids: list[str] = []
    for person in people:
        slug = person_slug(person.name)
        with_year = [f"{slug}-{person.born[:4]}"] if person.born else []
        numbered = (f"{slug}-{number}" for number in count(2))
        person_id = next(name for name in chain([slug], with_year, numbered) if name not in taken)
        taken.add(person_id)
        ids.append(person_id)
    return ids


def main() -> None:
    """Write the compiled gazetteer beside this module."""
    compiled = compile_gazetteer()
    COMPILED_FILE.write_bytes(compiled)
    renew_manifest(COMPILED_FILE)
    print(f"{COMPILED_FILE.name}: {len(compiled):,} bytes")


if __name__ == "__main__":
    main()
