"""What an article's rumours change, told from the mill's answers before and after it."""

from typing import Any

import pytest

from rumourx.watch.changes import Change, Statement, changes
from rumourx.watch.telling import line

Rumour = tuple[str, str, str, str]
"""Person, move, club, stage."""


def article(source: str, date: str | None, *rumours: Rumour) -> dict[str, Any]:
    """The record of an article with these rumours, as plain values."""
    clubs = sorted({club for _, _, club, _ in rumours})
    return {
        "schema_version": "1.1",
        "source": source,
        "title": None,
        "article_date": date and {"date": date, "precision": "day", "origin": "header"},
        "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
        "people": [
            {"name": person, "id": None, "role": None, "mentions": [], "confidence": 0.9}
            for person in sorted({person for person, *_ in rumours})
        ],
        "clubs": [
            {"name": club, "id": club.lower(), "kind": "club", "country": "IT", "mentions": [], "confidence": 0.9}
            for club in clubs
        ],
        "contract_dates": [],
        "quotes": [],
        "rumours": [
            {
                "person": person,
                "club": club,
                "move": move,
                "stage": stage,
                "sources": [],
                "evidence": [{"text": f"{person}, {club}: {stage}.", "start": 0, "end": 9}],
                "confidence": 0.9,
            }
            for person, move, club, stage in rumours
        ],
        "competitions": [],
        "outlets": [],
        "stadiums": [],
        "cluster": None,
    }


class RumoursSoFar:
    """The articles so far."""

    def __init__(self) -> None:
        self._records: list[dict[str, Any]] = []

    def add(self, records: list[dict[str, Any]]) -> list[Change]:
        """What these articles change."""
        found = changes(self._records, records)
        self._records += records
        return found


@pytest.fixture
def rumours() -> RumoursSoFar:
    """No rumour so far."""
    return RumoursSoFar()


def told(found: list[Change]) -> list[tuple[str, str, str | None]]:
    """Kind, stage and what came before or stands against it."""
    return [
        (change.kind, f"{change.move} {change.club} {change.stage}", change.earlier_stage or (against(change)))
        for change in found
    ]


def against(change: Change) -> str | None:
    other = change.against
    return other and f"{other.move} {other.club} {other.stage} {other.source}"


class TestNewRumours:
    def test_the_first_report_of_a_move_is_new(self, rumours: RumoursSoFar) -> None:
        (change,) = rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "interest"))])
        assert change == Change(
            kind="new",
            person="Paolo Vanoli",
            move="join",
            club="Parma",
            stage="interest",
            source="a.txt",
            date="2025-05-12",
            evidence="Paolo Vanoli, Parma: interest.",
        )

    def test_the_same_at_the_same_stage_is_nothing_new(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "interest"))])
        assert rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "interest"))]) == []

    def test_a_surname_alone_is_the_same_person(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "interest"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Vanoli", "join", "Parma", "talks"))])
        assert told(found) == [("stage", "join Parma talks", "interest")]
        assert found[0].person == "Paolo Vanoli"

    def test_a_name_that_is_told_in_full_later_is_the_same_person(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Vanoli", "join", "Parma", "interest"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "talks"))])
        assert told(found) == [("stage", "join Parma talks", "interest")]

    def test_a_forename_that_is_misspelt_once_is_the_same_person(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Galeno Bruschetti", "join", "Milan", "interest"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Galemo Bruschetti", "join", "Milan", "talks"))])
        assert told(found) == [("stage", "join Milan talks", "interest")]

    def test_another_club_or_move_is_new(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "interest"))])
        found = rumours.add(
            [
                article(
                    "b.txt",
                    "2025-05-13",
                    ("Paolo Vanoli", "join", "Genoa", "interest"),
                    ("Paolo Vanoli", "leave", "Torino", "talks"),
                )
            ]
        )
        assert sorted(told(found)) == [("new", "join Genoa interest", None), ("new", "leave Torino talks", None)]

    def test_namesakes_at_one_club_stay_apart(self, rumours: RumoursSoFar) -> None:
        both = article(
            "a.txt",
            "2025-05-12",
            ("Filippo Inzaghi", "join", "Parma", "interest"),
            ("Simone Inzaghi", "join", "Parma", "talks"),
        )
        assert len(rumours.add([both])) == 2
        found = rumours.add([article("b.txt", "2025-05-13", ("Filippo Inzaghi", "join", "Parma", "agreed"))])
        assert told(found) == [("stage", "join Parma agreed", "interest")]

    def test_an_article_without_rumours_changes_nothing(self, rumours: RumoursSoFar) -> None:
        assert rumours.add([article("a.txt", "2025-05-12")]) == []
        assert rumours.add([]) == []


class TestStages:
    def test_a_stage_moves_forward_and_back(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "talks"))])
        forward = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "agreed"))])
        back = rumours.add([article("c.txt", "2025-05-14", ("Paolo Vanoli", "join", "Parma", "interest"))])
        assert told(forward) == [("stage", "join Parma agreed", "talks")]
        assert told(back) == [("stage", "join Parma interest", "agreed")]

    def test_an_article_from_before_moves_nothing(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "talks"))])
        assert rumours.add([article("b.txt", "2025-05-01", ("Paolo Vanoli", "join", "Parma", "interest"))]) == []

    def test_articles_that_arrive_together_are_told_together(self, rumours: RumoursSoFar) -> None:
        found = rumours.add(
            [
                article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "talks")),
                article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "interest")),
            ]
        )
        assert told(found) == [("new", "join Parma talks", None)]
        assert found[0].source == "b.txt"

    def test_changes_come_in_the_order_of_the_articles(self, rumours: RumoursSoFar) -> None:
        found = rumours.add(
            [
                article(f"{number}.txt", f"2025-05-{30 - number}", (f"Galeno {name}", "join", "Parma", "interest"))
                for number, name in enumerate(["Zuccon", "Abate", "Motta", "Bruschi"])
            ]
        )
        assert [change.source for change in found] == ["0.txt", "1.txt", "2.txt", "3.txt"]


class TestContradictions:
    def test_a_denial_of_what_was_told(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "talks"))])
        (change,) = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "denied"))])
        assert (change.kind, change.stage, change.source) == ("contradiction", "denied", "b.txt")
        assert change.against == Statement("join", "Parma", "talks", "a.txt", "2025-05-12")

    def test_what_is_told_although_it_was_denied(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "denied"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "agreed"))])
        assert told(found) == [("contradiction", "join Parma agreed", "join Parma denied a.txt")]

    def test_it_is_told_once_and_stages_go_on(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "talks"))])
        rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Parma", "denied"))])
        again = rumours.add([article("c.txt", "2025-05-14", ("Paolo Vanoli", "join", "Parma", "denied"))])
        signed = rumours.add([article("d.txt", "2025-05-15", ("Paolo Vanoli", "join", "Parma", "official"))])
        assert again == []
        assert told(signed) == [("stage", "join Parma official", "denied")]

    def test_to_stay_and_to_leave(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "leave", "Torino", "talks"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "stay", "Torino", "official"))])
        assert told(found) == [
            ("new", "stay Torino official", None),
            ("contradiction", "stay Torino official", "leave Torino talks a.txt"),
        ]

    def test_two_clubs_that_both_have_him(self, rumours: RumoursSoFar) -> None:
        rumours.add([article("a.txt", "2025-05-12", ("Paolo Vanoli", "join", "Parma", "agreed"))])
        found = rumours.add([article("b.txt", "2025-05-13", ("Paolo Vanoli", "join", "Genoa", "official"))])
        assert told(found) == [
            ("new", "join Genoa official", None),
            ("contradiction", "join Genoa official", "join Parma agreed a.txt"),
        ]

    def test_an_article_that_contradicts_itself(self, rumours: RumoursSoFar) -> None:
        found = rumours.add(
            [
                article(
                    "a.txt",
                    "2025-05-12",
                    ("Paolo Vanoli", "leave", "Torino", "talks"),
                    ("Paolo Vanoli", "stay", "Torino", "agreed"),
                )
            ]
        )
        assert sorted(told(found)) == [
            ("contradiction", "leave Torino talks", "stay Torino agreed a.txt"),
            ("contradiction", "stay Torino agreed", "leave Torino talks a.txt"),
            ("new", "leave Torino talks", None),
            ("new", "stay Torino agreed", None),
        ]


class TestLines:
    CHANGE = Change("new", "Paolo\nVanoli", "join", "Parma \x1b[31m", "interest", "a.txt", None, None)

    def test_a_change_is_one_line_whatever_the_names_hold(self) -> None:
        assert str(line(self.CHANGE)) == "new rumour     Paolo Vanoli: join Parma \\x1b[31m, interest · a.txt"

    def test_a_contradiction_names_both_sides(self) -> None:
        other = Statement("stay", "Torino", "official", "b.txt", "2025-05-13")
        change = Change(
            "contradiction", "Paolo Vanoli", "leave", "Torino", "talks", "a.txt", "2025-05", None, None, other
        )
        assert str(line(change)) == (
            "contradiction  Paolo Vanoli: leave Torino, talks · 2025-05 · a.txt"
            " · against stay Torino, official · 2025-05-13 · b.txt"
        )
