"""Descriptions stand for people: `{P Name|form}` and `{C Name|form}` mark the names that an article gives."""

from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.evaluation.markup import GoldArticle, parse_marks
from rumourx.evaluation.oracle import gold_doc
from rumourx.pipeline.descriptions import DescriptionResolver
from rumourx.record.types import Role


def read(nlp: Language, marked: str, **roles: Role) -> Doc:
    """Return the Doc of a marked text; `roles` are those that the text gives, by the person's last word."""
    text, marks = parse_marks(marked)
    people = {mark.name: roles.get(mark.name.split()[-1]) for mark in marks if mark.tag == "P"}
    clubs = {mark.name: "club" for mark in marks if mark.tag == "C"}
    marks.sort(key=lambda mark: mark.start)
    return DescriptionResolver(nlp, "descriptions")(gold_doc(nlp, GoldArticle(text, tuple(marks), people, clubs)))


def resolved(doc: Doc) -> dict[str, str | None]:
    return {doc.text[one["start"] : one["end"]]: one["person"] for one in doc._.descriptions}


class TestWhoIsMeant:
    def test_the_coach_is_the_coach(self, italian: Language) -> None:
        doc = read(
            italian,
            "{P Paolo Vanoli} e {P Nicola Bellomo} hanno parlato. Il tecnico resta.",
            Vanoli="coach",
            Bellomo="player",
        )
        assert resolved(doc) == {"Il tecnico": "Paolo Vanoli"}

    @pytest.mark.parametrize(
        ("description", "person"),
        [
            ("Il tecnico del Torino", "Paolo Vanoli"),
            ("L’allenatore del Parma", "Fabio Grimaudo"),
            ("L’allenatore dell’Empoli", None),
        ],
    )
    def test_the_club_decides_between_two_coaches(
        self, italian: Language, description: str, person: str | None
    ) -> None:
        noun, club = description.rsplit(" ", 1) if "’Empoli" not in description else ("L’allenatore dell’", "Empoli")
        gap = "" if noun.endswith("’") else " "
        doc = read(
            italian,
            "{P Paolo Vanoli}, tecnico del {C Torino}, e {P Fabio Grimaudo}, tecnico del {C Parma}, si sono visti. "
            f"{noun}{gap}{{C {club}}} sorride.",
            Vanoli="coach",
            Grimaudo="coach",
        )
        assert resolved(doc) == {description: person}

    def test_a_paragraph_of_a_round_up_speaks_of_its_own_people(self, italian: Language) -> None:
        doc = read(
            italian,
            "LECCE – Piace {P Ettore Ravelli}, che è in scadenza.\nMODENA – Si decide di {P Ivo Dandolo}. "
            "Il difensore non rientra nei piani.",
            Ravelli="player",
        )
        assert resolved(doc) == {"Il difensore": "Ivo Dandolo"}

    def test_who_was_named_last_goes_before_who_was_named_long_ago(self, italian: Language) -> None:
        doc = read(
            italian,
            "Ha segnato {P Aldo Bellomo}. Nulla da fare per il portiere avversario. Poi la pioggia. Ecco "
            "{P Ugo Grimaudo}. L’attaccante esulta.",
            Bellomo="player",
            Grimaudo="player",
        )
        assert resolved(doc)["L’attaccante"] == "Ugo Grimaudo"

    def test_a_former_player_is_no_coach_of_today_unless_known_as_a_player(self, italian: Language) -> None:
        doc = read(italian, "Parla {P Aldo Bellomo}. L’ex centrocampista è felice.", Bellomo="player")
        (one,) = doc._.descriptions
        assert (one["person"], one["role"], one["former"]) == ("Aldo Bellomo", "player", True)

    def test_nobody_of_the_role_means_nobody(self, italian: Language) -> None:
        doc = read(italian, "{P Aldo Bellomo} ha segnato. Il presidente applaude.", Bellomo="player")
        assert resolved(doc) == {"Il presidente": None}


class TestWhatIsADescription:
    def test_an_apposition_is_none(self, italian: Language) -> None:
        doc = read(italian, "Il tecnico {P Paolo Vanoli} e {P Aldo Bellomo}, l’attaccante, parlano.")
        assert resolved(doc) == {}

    def test_its_words_take_in_the_club_behind_it(self, italian: Language) -> None:
        doc = read(italian, "Parla {P Paolo Vanoli}. Il tecnico del {C Torino|Toro} tace.", Vanoli="coach")
        (one,) = doc._.descriptions
        assert doc.text[one["start"] : one["end"]] == "Il tecnico del Toro"
        assert one["club"] == "Torino"

    def test_its_words_take_in_a_colour_and_no_verb(self, italian: Language) -> None:
        doc = read(italian, "Parla {P Paolo Vanoli}. Il tecnico granata tace. Il tecnico parla.", Vanoli="coach")
        assert list(resolved(doc)) == ["Il tecnico granata", "Il tecnico"]


class TestAffiliations:
    @pytest.mark.parametrize(
        ("marked", "expected"),
        [
            ("{P Paolo Vanoli}, tecnico del {C Torino}, parla.", ("Paolo Vanoli", "Torino", "coach", False)),
            ("{P Aldo Bellomo}, ex attaccante del {C Bari}, parla.", ("Aldo Bellomo", "Bari", "player", True)),
            (
                "Il {C Real Madrid|Real} di {P Carlo Ancelotti|Ancelotti} vola.",
                ("Carlo Ancelotti", "Real Madrid", "coach", False),
            ),
            ("{P Rafael Leao|Leao} del {C Milan} è in forma.", ("Rafael Leao", "Milan", None, False)),
        ],
    )
    def test_the_article_links_people_and_clubs(
        self, italian: Language, marked: str, expected: tuple[Any, ...]
    ) -> None:
        (link,) = read(italian, marked)._.affiliations
        assert (link["person"], link["club"], link["role"], link["former"]) == expected

    def test_standing_in_one_sentence_links_nobody(self, italian: Language) -> None:
        doc = read(italian, "{P Aldo Bellomo} ha segnato e il {C Bari} ha vinto contro tutti.")
        assert doc._.affiliations == []


def test_a_person_without_a_role_takes_it_from_the_description(italian: Language) -> None:
    doc = read(italian, "Parla {P Aldo Bellomo}. L’ex attaccante del {C Bari} ricorda.")
    (person,) = doc._.people
    assert (person["role"], person["former"]) == ("player", True)


class TestWhoIsNotMeant:
    def test_a_position_rules_others_out(self, italian: Language) -> None:
        doc = read(
            italian,
            "{P Emil Brandt} esce. Il difensore {P Yeray Sosa} si scusa. Risponde il centravanti.",
            Brandt="player",
            Sosa="player",
        )
        assert resolved(doc) == {"il centravanti": "Emil Brandt"}

    def test_the_assistant_is_not_the_coach(self, italian: Language) -> None:
        doc = read(
            italian,
            "{P Aldo Bellomo} porta con sé il vice {P Ivo Sala}. Il tecnico riparte. Il vice tace.",
            Bellomo="coach",
            Sala="coach",
        )
        assert resolved(doc) == {"Il tecnico": "Aldo Bellomo", "Il vice": "Ivo Sala"}

    def test_a_name_in_the_same_clause_is_somebody_else(self, italian: Language) -> None:
        doc = read(
            italian,
            "L’ex bomber ha scelto {P Ivo Sala}. Così {P Aldo Bellomo}.",
            Bellomo="player",
            Sala="coach",
        )
        assert resolved(doc) == {"L’ex bomber": "Aldo Bellomo"}

    def test_a_club_name_is_no_description(self, italian: Language) -> None:
        assert resolved(read(italian, "{P Ivo Sala} della {C Stella Rossa}.")) == {}


def test_somebody_from_a_club(italian: Language) -> None:
    doc = read(italian, "Arriva {P Aldo Bellomo}. Le parole dell’ex {C Atalanta} sono chiare.")
    assert resolved(doc) == {"dell’ex Atalanta": "Aldo Bellomo"}


def test_line_ups_tell_club_and_role(italian: Language) -> None:
    doc = read(italian, "{C Napoli|NAPOLI} (4-3-3): {P Meret}; {P Mario Rui}. All. {P Conte}")
    assert {(one["person"], one["club"]) for one in doc._.affiliations} == {
        ("Meret", "Napoli"),
        ("Mario Rui", "Napoli"),
    }
    assert {one["name"]: one["role"] for one in doc._.people} == {
        "Meret": "player",
        "Mario Rui": "player",
        "Conte": "coach",
    }


@pytest.mark.parametrize("words", ["in forza al", "attualmente in prestito al", "sotto contratto con il"])
def test_under_contract(italian: Language, words: str) -> None:
    doc = read(italian, f"{{P Aldo Bellomo}}, {words} {{C Bari}}, è vicino.")
    assert [(one["person"], one["club"]) for one in doc._.affiliations] == [("Aldo Bellomo", "Bari")]


class TestRatherNobodyThanADoubtfulOne:
    @pytest.mark.parametrize(
        "text",
        [
            "{P Ugo Prandi} è il migliore. Piace il mediano di proprietà del {C Genoa} {P Luca Rossi|Rossi}.",
            "{P Ugo Prandi} è il migliore. Gli fa eco il bomber di giornata {P Luca Rossi|Rossi}.",
            "{P Ugo Prandi} ha parlato. Il modello è quello inglese.",
            "{P Ugo Prandi} è arrivato. Ora è il difensore più pagato.",
            "{P Ugo Prandi} può fare il terzino.",
            "{P Ugo Prandi} ha salutato. Non c'è il nome del nuovo tecnico.",
        ],
    )
    def test_words_that_stand_for_nobody_named(self, italian: Language, text: str) -> None:
        assert not [one for one in read(italian, text)._.descriptions if one["person"]]

    def test_who_acts_in_the_clause_is_not_described_in_it(self, italian: Language) -> None:
        doc = read(italian, "{P Luca Sarti} è in scadenza. {P Ugo Prandi} ha salutato il giocatore.")
        assert resolved(doc) == {"il giocatore": "Luca Sarti"}

    def test_the_player_is_not_the_coach(self, italian: Language) -> None:
        doc = read(italian, "{P Luca Sarti} è in scadenza. Il centrocampista aspetta di parlare con l'allenatore.")
        assert resolved(doc) == {"Il centrocampista": "Luca Sarti", "l'allenatore": None}

    def test_a_predicate_is_its_subjects(self, italian: Language) -> None:
        doc = read(italian, "{P Luca Sarti} diventa l'allenatore del {C Parma}.", Sarti="coach")
        assert resolved(doc) == {"l'allenatore del Parma": "Luca Sarti"}

    def test_either_of_two_in_one_sentence_may_be_meant(self, italian: Language) -> None:
        doc = read(italian, "Salutano {P Luca Sarti} e {P Ugo Prandi}. Il centrocampista va al {C Bari}.")
        assert resolved(doc) == {"Il centrocampista": None}

    def test_a_colon_tells_of_the_name_before_it(self, italian: Language) -> None:
        doc = read(italian, "Preferito {P Luca Sarti} a {P Ugo Prandi}: il centrocampista va al {C Bari}.")
        assert resolved(doc) == {"il centrocampista": "Ugo Prandi"}
