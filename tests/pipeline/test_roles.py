"""Role nouns, and the names that they stand beside."""

import pytest

from rumourx.pipeline.context_roles import role_in_context
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.roles import FoundRole, apposed_role, role_of
from rumourx.record.types import Person

ROLES = {"coach", "player", "president", "director", "agent", "official", "journalist"}


def found(text: str, name: str) -> FoundRole | None:
    start = text.index(name)
    return apposed_role(text, start, start + len(name))


class TestBesideAName:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Il tecnico Vanoli", FoundRole("coach", False)),
            ("IL TECNICO VANOLI", FoundRole("coach", False)),
            ("il tecnico giallorosso Vanoli", FoundRole("coach", False)),
            ("il tecnico del Torino Vanoli", FoundRole("coach", False)),
            ("il difensore classe 2003 Vanoli", FoundRole("player", False)),
            ("l’ex centrocampista Vanoli", FoundRole("player", True)),
            ("il direttore  sportivo Vanoli", FoundRole("director", False)),
            ("Vanoli, tecnico del Torino", FoundRole("coach", False)),
            ("Vanoli (allenatore)", FoundRole("coach", False)),
            ("Vanoli, ex attaccante", FoundRole("player", True)),
            ("Vanoli è il nuovo allenatore", FoundRole("coach", False)),
            ("il tecnico del Bari, Vanoli", FoundRole("coach", False)),
            ("il ct avversario, Vanoli", FoundRole("coach", False)),
            ("l'agente del difensore dell'Udinese Vanoli", FoundRole("player", False)),
            ("l'agente della calciatrice, Vanoli", FoundRole("agent", False)),
            ("Vanoli, sessantun anni, ex mediano di Vicenza", FoundRole("player", True)),
            ("il vice Vanoli", FoundRole("coach", False)),
        ],
    )
    def test_before_behind_or_told(self, text: str, expected: FoundRole) -> None:
        assert found(text.replace("VANOLI", "Vanoli"), "Vanoli") == expected

    @pytest.mark.parametrize(
        "text",
        [
            "L’agente di Vanoli",
            "Il tecnico ha chiamato Vanoli",
            "Il tecnico è con Vanoli",
            "Il tecnico vuole Vanoli",
            "Resta il tecnico\nVanoli saluta",
            "Vanoli saluta il tecnico",
            "Vanoli, che il tecnico voleva",
        ],
    )
    def test_a_noun_that_belongs_to_somebody_else(self, text: str) -> None:
        assert found(text, "Vanoli") is None


class TestContext:
    @pytest.mark.parametrize(
        ("text", "role"),
        [
            ("BARI (4-3-3): Radunovic; Pucci. All. Vanoli", "coach"),
            ("Sull'altra panchina Vanoli rinuncia a Pucci", "coach"),
            ("Il club ha esonerato Vanoli", "coach"),
            ("Vanoli guiderà il Catania", "coach"),
            ("Vanoli guiderà l'attacco", None),
            ("Arbitra lo spagnolo Vanoli", "official"),
            ("Decide un gol di Vanoli", "player"),
            ("In panchina: Pucci, Vanoli", "player"),
            ("Parla Vanoli", None),
        ],
    )
    def test_words_round_a_name(self, text: str, role: str | None) -> None:
        start = text.index("Vanoli")
        assert role_in_context(text, start, start + len("Vanoli")) == role


class TestNouns:
    def test_any_case_and_any_apostrophe(self) -> None:
        assert role_of("Allenatore") == role_of("ALLENATORE") == "coach"
        assert role_of("cuoco") is None

    def test_capitals_in_the_list_ask_for_capitals(self) -> None:
        assert role_of("AD") == "director"
        assert role_of("ad") is None

    def test_every_noun_of_the_list_has_a_role_of_the_record(self) -> None:
        roles = set(read_map("role_nouns.tsv").values())
        assert roles == ROLES
        for role in roles:
            Person(name="X", id=None, role=role, mentions=())  # type: ignore[arg-type]
