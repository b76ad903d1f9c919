"""players.tsv is derived from small invented files in the layout of the two football collections."""

from datetime import date
from pathlib import Path

import pytest

from rumourx.gazetteer.derive import (
    HEADER,
    PLAYERS_TSV,
    Player,
    SourceError,
    derive,
    main,
    read_countries,
    read_scorers,
)

ITALY = """\
=================================
=  Italy

Mario Fintò,                  F,  1.84 m,  b. 10 Mar 1998 @ Milan
Ugo Due Patrie,               D,  - ,      b. 1 Jan 2001
Ivo Omonimo,                  G,  1.90 m,  b. 2 Feb 1990
Ivo Omonimo,                  M|F,1.80 m,  b. 3 Mar 2004 @ Rome
"""
ARGENTINA = """\
=================================
=  Argentina

Ugo Due Patrie,               D,  1.80 m,  b. 1 Jan 2001 @ Rosario
Juan "Pepe" N’Inventado,      M,  1.70 m,  b. 9 Sep 1999 @ La Plata
"""
GOALS = "date,home_team,away_team,team,scorer,minute,own_goal,penalty\n"


@pytest.fixture
def football(tmp_path: Path) -> Path:
    countries = tmp_path / "openfootball-players"
    for place, text in {
        "europe/italy/it.players.txt": ITALY,
        "south-america/argentina/ar.players.txt": ARGENTINA,
    }.items():
        (countries / place).parent.mkdir(parents=True)
        (countries / place).write_text(text, encoding="utf-8")
    write_goals(tmp_path)
    return tmp_path


def write_goals(football: Path, *goals: str) -> None:
    folder = football / "international-results"
    folder.mkdir(exist_ok=True)
    (folder / "goalscorers.csv").write_text(GOALS + "".join(f"{goal}\n" for goal in goals), encoding="utf-8")


def named(players: list[Player], name: str) -> list[Player]:
    return [player for player in players if player.name == name]


def test_a_player_has_name_country_birth_date_and_position(football: Path) -> None:
    assert named(derive(football), "Mario Fintò") == [Player("Mario Fintò", "IT", "1998-03-10", "F")]


def test_the_first_of_two_positions_counts(football: Path) -> None:
    assert [player.position for player in named(derive(football), "Ivo Omonimo")] == ["G", "M"]


def test_a_nickname_in_quotes_goes_and_the_apostrophe_becomes_straight(football: Path) -> None:
    assert named(derive(football), "Juan N'Inventado") == [Player("Juan N'Inventado", "AR", "1999-09-09", "M")]


def test_namesakes_with_other_birth_dates_are_two_players(football: Path) -> None:
    assert [player.born for player in named(derive(football), "Ivo Omonimo")] == ["1990-02-02", "2004-03-03"]


def test_a_player_in_two_countries_is_one(football: Path) -> None:
    assert [player.country for player in named(derive(football), "Ugo Due Patrie")] == ["AR"]


def test_a_player_in_two_countries_has_the_one_that_he_scored_for(football: Path) -> None:
    write_goals(football, "2024-06-01,Italy,France,Italy,Ugo Due Patrie,12,FALSE,FALSE")
    assert [player.country for player in named(derive(football), "Ugo Due Patrie")] == ["IT"]


def test_a_scorer_of_the_right_age_is_the_known_player(football: Path) -> None:
    write_goals(football, "2020-06-01,Italy,France,Italy,Mario Finto,12,FALSE,FALSE")
    assert not named(derive(football), "Mario Finto")


def test_a_scorer_of_another_age_is_a_player_of_his_own(football: Path) -> None:
    write_goals(football, "1934-06-10,Italy,Czechoslovakia,Italy,Mario Fintò,81,FALSE,FALSE")
    assert Player("Mario Fintò", "IT", "", "") in derive(football)


def test_a_scorer_of_another_country_is_a_player_of_his_own(football: Path) -> None:
    write_goals(football, "2020-06-01,Scotland,Italy,Scotland,Mario Fintò,5,FALSE,TRUE")
    assert [player.country for player in named(derive(football), "Mario Fintò")] == ["GB-SCT", "IT"]


def test_an_own_goal_and_an_unnamed_scorer_give_no_player(football: Path) -> None:
    write_goals(
        football,
        "2020-06-01,Italy,France,Italy,Jean Autorete,5,TRUE,FALSE",
        "2020-06-01,Italy,France,Italy,NA,7,FALSE,FALSE",
    )
    assert not {"Jean Autorete", "NA"} & {player.name for player in derive(football)}


def test_a_scorer_is_read_once_with_his_first_goal(football: Path) -> None:
    write_goals(
        football,
        "2022-06-01,Italy,France,Italy,Gino Gol,5,FALSE,FALSE",
        "2021-06-01,Italy,Spain,Italy,Gino Gol,6,FALSE,FALSE",
    )
    (scorer,) = read_scorers(football / "international-results" / "goalscorers.csv", {"Italy": "IT"})
    assert scorer == ("Gino Gol", "IT", date(2021, 6, 1))


def test_an_unknown_country_names_the_file_to_mend(football: Path) -> None:
    write_goals(football, "2022-06-01,Atlantis,France,Atlantis,Gino Gol,5,FALSE,FALSE")
    with pytest.raises(SourceError, match=r"Atlantis.*countries\.tsv"):
        derive(football)


def test_a_line_that_is_no_player_is_named(football: Path) -> None:
    path = football / "openfootball-players" / "europe" / "italy" / "it.players.txt"
    path.write_text(ITALY + "Senza Data,  F, 1.80 m\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"it\.players\.txt, line 8"):
        derive(football)


def test_former_countries_have_no_code() -> None:
    countries = read_countries()
    assert (countries["Italy"], countries["Wales"], countries["Yugoslavia"]) == ("IT", "GB-WLS", "")


def test_the_command_writes_a_table_that_stays_the_same(football: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.tsv", tmp_path / "second.tsv"
    assert main(["--football", str(football), "--output", str(first)]) == 0
    assert main(["--football", str(football), "--output", str(second)]) == 0
    lines = first.read_text(encoding="utf-8").splitlines()
    assert tuple(lines[: len(HEADER)]) == HEADER
    assert lines[len(HEADER) :] == sorted(lines[len(HEADER) :])
    assert first.read_bytes() == second.read_bytes()


def test_the_command_says_in_one_sentence_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--football", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_committed_table_holds_tens_of_thousands_of_players_once_each() -> None:
    rows = PLAYERS_TSV.read_text(encoding="utf-8").splitlines()[len(HEADER) :]
    assert len(rows) >= 30_000
    assert len(set(rows)) == len(rows)
