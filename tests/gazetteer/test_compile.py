"""Compiling the lists: what a list may hold, and what is made of it."""

from collections import Counter
from pathlib import Path

import pytest
import srsly

from rumourx.gazetteer import Gazetteer
from rumourx.gazetteer.compile import DATA, SourceListError, compile_gazetteer, inflections, read_list

CLUB_HEADER = ["id", "name", "country", "kind", "city", "names", "nicknames", "colours", "demonyms"]
CLUB_HEADER += ["adjectives", "league"]


def write_clubs(folder: Path, *rows: tuple[str, ...]) -> None:
    lines = ["# made for a test", "\t".join(CLUB_HEADER), *("\t".join(row) for row in rows)]
    (folder / "clubs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def club(team_id: str, name: str, **cells: str) -> tuple[str, ...]:
    row = dict.fromkeys(CLUB_HEADER, "") | {"id": team_id, "name": name, "country": "IT", "kind": "club"} | cells
    return tuple(row.values())


def compiled(folder: Path) -> Gazetteer:
    return Gazetteer(srsly.msgpack_loads(compile_gazetteer(folder)))


def test_missing_lists_are_empty(tmp_path: Path) -> None:
    assert compiled(tmp_path).find("La Roma a Milano") == ()


def test_colours_give_forms_and_adjectives(tmp_path: Path) -> None:
    write_clubs(tmp_path, club("roma", "Roma", colours="giallorossi", league="IT-A"))
    known = compiled(tmp_path)
    assert [owner.team.id for owner in known.teams("Giallorossi")] == ["roma"]
    assert [team.id for team in known.adjective_teams("giallorossa")] == ["roma"]
    assert [match.form for match in known.find("i giallorossi, la panchina giallorossa")] == ["giallorossi"]


def test_the_higher_league_owns_a_shared_form_first(tmp_path: Path) -> None:
    write_clubs(
        tmp_path,
        club("foggia", "Foggia", colours="rossoneri", league="IT-C"),
        club("nizza", "Nizza", country="FR", colours="rossoneri", league="FRA-1"),
        club("milan", "Milan", colours="rossoneri", league="IT-A"),
    )
    assert [owner.team.id for owner in compiled(tmp_path).teams("rossoneri")] == ["milan", "foggia", "nizza"]


def test_a_line_with_a_cell_too_few_is_named(tmp_path: Path) -> None:
    write_clubs(tmp_path, ("roma", "Roma"))
    with pytest.raises(SourceListError, match=r"clubs\.tsv line 3 has 2 cells"):
        compile_gazetteer(tmp_path)


def test_an_id_stands_once(tmp_path: Path) -> None:
    write_clubs(tmp_path, club("roma", "Roma"), club("roma", "Roma City"))
    with pytest.raises(SourceListError, match="roma more than once"):
        compile_gazetteer(tmp_path)


def test_a_player_of_both_lists_is_one_person(tmp_path: Path) -> None:
    (tmp_path / "people.tsv").write_text(
        "name\trole\tcountry\tborn\tnames\tclubs\nCarlo Ancelotti\tcoach\tIT\t1959\tCarletto\tmilan;real-madrid\n",
        encoding="utf-8",
    )
    (tmp_path / "players.tsv").write_text(
        "name\tcountry\tborn\tposition\nCarlo Ancelotti\tIT\t1959-06-10\tM\nCarlo Ancelotti\tIT\t1999-01-01\tG\n",
        encoding="utf-8",
    )
    coach, namesake = compiled(tmp_path).people("carlo ancelotti")
    assert (coach.role, coach.born, coach.position, coach.clubs) == (
        "coach",
        "1959-06-10",
        "M",
        ("milan", "real-madrid"),
    )
    assert (namesake.id, namesake.role) == ("carlo-ancelotti-1999", "player")
    assert compiled(tmp_path).people("Carletto") == (coach,)
    assert compiled(tmp_path).find("Carletto resta")[0].category == "person_nickname"


@pytest.mark.parametrize(
    ("plural", "others"),
    [
        ("bianconeri", {"bianconero", "bianconera", "bianconere"}),
        ("biancocelesti", {"biancoceleste"}),
        ("romanisti", {"romanista", "romaniste"}),
        ("orobici", {"orobico", "orobica", "orobiche"}),
        ("grigi", {"grigio", "grigia", "grigie"}),
        ("bolognesi", {"bolognese"}),
        ("granata", set()),
    ],
)
def test_inflections(plural: str, others: set[str]) -> None:
    assert set(inflections(plural)) == {plural} | others


def test_every_list_says_what_belongs_there() -> None:
    for path in sorted(DATA.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), path.name
        comment = " ".join(line for line in lines if line.startswith("#"))
        assert "Source" in comment or "compiled for this project" in comment, path.name


def test_the_lists_of_this_package_are_tidy() -> None:
    for row in read_list(DATA / "clubs.tsv"):
        assert row["kind"] in ("club", "national_team"), row["id"]
        assert row["country"], row["id"]
        for column in ("names", "nicknames", "colours", "demonyms", "adjectives"):
            forms = row[column].split(";") if row[column] else []
            repeated = [form for form, times in Counter(forms).items() if times > 1]
            assert all(forms) and not repeated, (row["id"], column)


def test_people_refer_to_teams_that_exist() -> None:
    teams = {row["id"] for row in read_list(DATA / "clubs.tsv")}
    for row in read_list(DATA / "people.tsv"):
        unknown = {team for team in row["clubs"].split(";") if team} - teams
        assert not unknown, (row["name"], unknown)
