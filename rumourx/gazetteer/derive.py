"""Derive ``players.tsv`` from two public-domain collections of football facts.

    python -m rumourx.gazetteer.derive --football FOLDER

FOLDER holds ``openfootball-players`` (github.com/openfootball/players, CC0: name, position, birth date, one
file a country) and ``international-results`` (github.com/martj42/international_results, CC0: who scored for
which national team on which day). One real player gives one line, so that

- the same name and birth date in two countries' files is one player, with the country that he scored for;
- a scorer is a player of the first collection when name, country and age agree, else a line of his own
  without birth date and position.
"""

import argparse
import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from rumourx.errors import RumourXError
from rumourx.gazetteer.gazetteer import fold

DATA = Path(__file__).parent / "data"
PLAYERS_TSV = DATA / "players.tsv"
COUNTRIES_TSV = DATA / "countries.tsv"

SCORING_AGES = range(14, 47)
"""At which ages a scorer can be the player of the same name."""

BRITISH_CODES = {"ENG": "GB-ENG", "NIR": "GB-NIR", "SCO": "GB-SCT", "WAL": "GB-WLS"}
"""Openfootball's codes of the four British associations, and ours."""

HEADER = (
    "# Football players: name, country (ISO 3166-1 alpha-2, or GB-ENG and the like), birth date, position.",
    "# One line a real player; position G(oalkeeper), D(efender), M(idfielder), F(orward); empty = unknown.",
    "# Made by `python -m rumourx.gazetteer.derive`: change the sources or people.tsv, not this file.",
    "# Sources: openfootball/players (CC0) and martj42/international_results (CC0).",
    "name\tcountry\tborn\tposition",
)

_PLAYER_LINE = re.compile(
    r"(?P<name>[^,|#=]+),"
    r"\s*(?P<positions>[GDMF](?:\|[GDMF])*)\s*,"
    r"\s*(?:\d\.\d+ m|-)\s*,"
    r"\s*b\. (?P<born>\d{1,2} [A-Z][a-z]{2} \d{4})"
    r"(?: @ .*)?"
)
_QUOTED_NICKNAME = re.compile(r'"[^"]*"')


class SourceError(RumourXError):
    """A source file is missing, or a line of it is not in the form that is expected."""


class Player(NamedTuple):
    """One player; `born` is ISO 8601 or empty, `position` one of G, D, M, F or empty."""

    name: str
    country: str
    born: str
    position: str


class Scorer(NamedTuple):
    """One player who scored for a national team, and the day on which he first did."""

    name: str
    country: str
    first_goal: date


def tidy_name(name: str) -> str:
    """Return a name as an article prints it: no nickname in quotes, straight apostrophes, single spaces.

    >>> tidy_name('Kouassi Gervais "Gervinho"  Yao')
    'Kouassi Gervais Yao'
    >>> tidy_name("Konan N’Dri")
    "Konan N'Dri"
    """
    return " ".join(_QUOTED_NICKNAME.sub(" ", name.replace("’", "'")).split())


def country_of_file(path: Path) -> str:
    """Return the country code that a file of openfootball carries in its name.

    >>> country_of_file(Path("europe/italy/it.players.txt")), country_of_file(Path("sco.players.txt"))
    ('IT', 'GB-SCT')
    """
    code = path.name.split(".")[0].upper()
    return BRITISH_CODES.get(code, code)


def read_player_file(path: Path) -> Iterator[Player]:
    """Yield the players of one country's file; headings, comments and blank lines hold none."""
    country = country_of_file(path)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith(("=", "#")):
            continue
        match = _PLAYER_LINE.fullmatch(line.rstrip())
        if match is None:
            raise SourceError(
                f"{path}, line {number} is no player (name, position, height, b. day month year): mend it."
            )
        born = datetime.strptime(match["born"], "%d %b %Y").date().isoformat()
        yield Player(tidy_name(match["name"]), country, born, match["positions"][0])


def read_players(folder: Path) -> list[Player]:
    """Return the players of all countries' files (`CONTINENT/COUNTRY/CODE.players.txt`) under a folder."""
    files = sorted(folder.glob("*/*/*.players.txt"))
    if not files:
        raise SourceError(f"{folder} holds no CONTINENT/COUNTRY/CODE.players.txt: give openfootball's folder.")
    return [player for path in files for player in read_player_file(path)]


def read_countries(path: Path = COUNTRIES_TSV) -> dict[str, str]:
    """Return the code of each country as the results name it; empty for a country that is no more."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["name"]: row["country"] for row in csv.DictReader(rows, delimiter="\t")}


def read_scorers(path: Path, countries: dict[str, str]) -> list[Scorer]:
    """Return each scorer of `goalscorers.csv` once a country; an own goal is no goal for the country.

    Raises SourceError when the file is missing, or names a country that `countries` lacks.
    """
    first_goals: dict[tuple[str, str], date] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["own_goal"] == "TRUE" or row["scorer"] == "NA":
                    continue
                key = (tidy_name(row["scorer"]), countries[row["team"]])
                goal = date.fromisoformat(row["date"])
                first_goals[key] = min(goal, first_goals.get(key, goal))
    except FileNotFoundError:
        raise SourceError(f"{path} is missing: copy the international results there.") from None
    except KeyError as missing:
        raise SourceError(f"{path} names {missing}, which {COUNTRIES_TSV.name} lacks: add its code.") from None
    return [Scorer(name, country, goal) for (name, country), goal in first_goals.items()]


def fold_namesakes(players: Iterable[Player], scorers: Iterable[Scorer]) -> list[Player]:
    """Return one player for each name and birth date: the one of the country that he scored for.

    Without a goal to decide between countries, the first in the order of the country codes stays.
    """
    scored = {(fold(scorer.name), scorer.country) for scorer in scorers}
    same: dict[tuple[str, str], list[Player]] = defaultdict(list)
    for player in players:
        same[fold(player.name), player.born].append(player)
    return [
        min(group, key=lambda player: ((fold(player.name), player.country) not in scored, player))
        for group in same.values()
    ]


def unknown_scorers(players: Iterable[Player], scorers: Iterable[Scorer]) -> list[Player]:
    """Return the scorers who are none of the players: no such name in the country, or not at that age."""
    birth_years: dict[tuple[str, str], list[int]] = defaultdict(list)
    for player in players:
        birth_years[fold(player.name), player.country].append(int(player.born[:4]))
    unknown: dict[tuple[str, str], Player] = {}
    for scorer in scorers:
        key = (fold(scorer.name), scorer.country)
        ages = [scorer.first_goal.year - year for year in birth_years.get(key, ())]
        if not any(age in SCORING_AGES for age in ages):
            unknown.setdefault(key, Player(scorer.name, scorer.country, "", ""))
    return list(unknown.values())


def derive(football: Path) -> list[Player]:
    """Return all players of the two collections in `football`, by name, country and birth date."""
    scorers = read_scorers(football / "international-results" / "goalscorers.csv", read_countries())
    players = fold_namesakes(read_players(football / "openfootball-players"), scorers)
    return sorted([*players, *unknown_scorers(players, scorers)])


def write_players(players: Iterable[Player], path: Path) -> None:
    """Write the players as a tab-separated table under the comment that says what the file is."""
    lines = [*HEADER, *("\t".join(player) for player in players)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, write the table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rumourx.gazetteer.derive", description="Make players.tsv")
    parser.add_argument("--football", type=Path, required=True, help="folder of the two collections")
    parser.add_argument("--output", type=Path, default=PLAYERS_TSV, help="table to write (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        players = derive(options.football)
    except RumourXError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    write_players(players, options.output)
    print(f"{len(players)} players in {options.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
