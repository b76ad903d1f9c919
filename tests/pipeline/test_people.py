"""Who is named in an article: one entry a person, with all their mentions and the role that the article gives."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.people import PeopleExtractor
from rumourx.pipeline.values import Person

Labelled = Callable[..., Doc]


@pytest.fixture
def people(italian: Language, labelled: Labelled) -> Callable[..., list[Person]]:
    """The people that the component finds in a text whose names are labelled as given."""
    component = PeopleExtractor(italian, "people")

    def find(text: str, **forms: list[str]) -> list[Person]:
        found: list[Person] = component(labelled(text, **forms))._.people
        return found

    return find


@pytest.fixture
def forms(people: Callable[..., list[Person]]) -> Callable[..., dict[str, list[str]]]:
    """The people by name, with their mentions as printed."""

    def find(text: str, **labels: list[str]) -> dict[str, list[str]]:
        return {
            person["name"]: [text[one["start"] : one["end"]] for one in person["mentions"]]
            for person in people(text, **labels)
        }

    return find


class TestOneEntryAPerson:
    def test_full_name_and_surname(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Il Parma pensa a Paolo Vanoli. Per Vanoli sarebbe un ritorno."
        assert forms(text, PER=["Paolo Vanoli", "Vanoli"]) == {"Paolo Vanoli": ["Paolo Vanoli", "Vanoli"]}

    def test_the_full_name_may_come_later(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Vanoli verso il Parma. Il club vuole Paolo Vanoli."
        assert forms(text, PER=["Paolo Vanoli", "Vanoli"]) == {"Paolo Vanoli": ["Vanoli", "Paolo Vanoli"]}

    def test_initials(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Ha segnato P. Grimaudo. Poi Pietro Grimaudo è uscito."
        assert forms(text, PER=["P. Grimaudo", "Pietro Grimaudo"]) == {
            "Pietro Grimaudo": ["P. Grimaudo", "Pietro Grimaudo"]
        }

    def test_accents_and_case(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "GRIMAUDÒ FIRMA\nPietro Grimaudò ha firmato, Grimaudo è felice."
        found = forms(text, PER=["GRIMAUDÒ", "Pietro Grimaudò", "Grimaudo"])
        assert found == {"Pietro Grimaudò": ["GRIMAUDÒ", "Pietro Grimaudò", "Grimaudo"]}

    def test_a_slip_of_one_letter(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Parla Pietro Grimaudo. Poi Grimuado saluta."
        assert forms(text, PER=["Pietro Grimaudo", "Grimuado"]) == {"Pietro Grimaudo": ["Pietro Grimaudo", "Grimuado"]}

    def test_two_names_that_exist_are_no_slip(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Mario Martini e Luca Martino hanno firmato. Martini segna, Martino para."
        found = forms(text, PER=["Mario Martini", "Luca Martino", "Martini", "Martino"])
        assert found == {"Mario Martini": ["Mario Martini", "Martini"], "Luca Martino": ["Luca Martino", "Martino"]}

    def test_two_people_of_one_surname_stay_two(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Filippo Inzaghi e Simone Inzaghi sono fratelli."
        assert list(forms(text, PER=["Filippo Inzaghi", "Simone Inzaghi"])) == ["Filippo Inzaghi", "Simone Inzaghi"]

    def test_a_bare_surname_goes_to_whom_it_follows(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Filippo Inzaghi ha firmato. Inzaghi sorride. Poi Simone Inzaghi ha parlato. Inzaghi ha riso."
        assert forms(text, PER=["Filippo Inzaghi", "Simone Inzaghi", "Inzaghi"]) == {
            "Filippo Inzaghi": ["Filippo Inzaghi", "Inzaghi"],
            "Simone Inzaghi": ["Simone Inzaghi", "Inzaghi"],
        }

    def test_a_surname_alone_stays_the_name(self, people: Callable[..., list[Person]]) -> None:
        (person,) = people("Il Parma pensa a Vanoli.", PER=["Vanoli"])
        assert (person["name"], person["id"]) == ("Vanoli", None)

    def test_a_nickname_is_a_mention_of_its_owner(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Cristiano Ronaldo segna ancora: CR7 ne fa due."
        assert forms(text, PER=["Cristiano Ronaldo"]) == {"Cristiano Ronaldo": ["Cristiano Ronaldo", "CR7"]}

    def test_a_nickname_alone_gives_the_known_name(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert forms("Il Brasile sogna Carletto.") == {"Carlo Ancelotti": ["Carletto"]}


class TestWhatIsAMention:
    @pytest.mark.parametrize(
        ("text", "entity", "mention"),
        [
            ("Ha parlato mister Vanoli ieri.", "mister Vanoli", "Vanoli"),
            ("Piace l’Olivieri della Pro.", "l’Olivieri", "Olivieri"),
            ("Ecco “Grimaudo”, il nuovo.", "“Grimaudo”", "Grimaudo"),
            ("Ha firmato Di\xa0Nardo per tre anni.", "Di", "Di\xa0Nardo"),
        ],
    )
    def test_titles_marks_and_articles_are_cut_off(
        self, forms: Callable[..., dict[str, list[str]]], text: str, entity: str, mention: str
    ) -> None:
        assert list(forms(text, PER=[entity]).values()) == [[mention]]

    def test_an_entity_over_two_lines_or_names_is_cut(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        text = "Arriva Grimaudo\nBellomo saluta. Restano Pessina, Caldirola e Izzo."
        found = forms(text, PER=["Grimaudo\nBellomo", "Pessina, Caldirola e Izzo"])
        assert list(found) == ["Grimaudo", "Bellomo", "Pessina", "Caldirola", "Izzo"]

    def test_a_team_that_runs_into_a_name_is_cut_off(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("Calciomercato: Grimaudo Napoli, si tratta.", PER=["Grimaudo Napoli"])) == ["Grimaudo"]

    @pytest.mark.parametrize("name", ["Santiago Bernabeu", "Giuseppe Meazza", "Coppa Italia"])
    def test_stadiums_and_cups_are_no_people(self, forms: Callable[..., dict[str, list[str]]], name: str) -> None:
        assert forms(f"Una notte speciale per il {name}.", PER=[name]) == {}

    def test_clubs_and_cities_are_no_people(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert forms("Contatto con la Juventus a Torino.", PER=["Juventus"], LOC=["Torino"]) == {}

    def test_other_labels_are_no_people(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert forms("Alla Grimaudo Costruzioni di Grimaudo.", ORG=["Grimaudo Costruzioni"], LOC=["Grimaudo"]) == {}

    def test_a_repeated_surname_is_found_where_the_ner_passed_over_it(
        self, forms: Callable[..., dict[str, list[str]]]
    ) -> None:
        text = "Arriva Pietro Grimaudo. Il club aspetta Grimaudo."
        assert forms(text, PER=["Pietro Grimaudo"]) == {"Pietro Grimaudo": ["Pietro Grimaudo", "Grimaudo"]}

    def test_a_known_full_name_is_found_without_the_ner(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("Il Milan segue Federico Chiesa da mesi.")) == ["Federico Chiesa"]

    def test_an_ordinary_word_with_a_sentences_capital_is_no_name(
        self, forms: Callable[..., dict[str, list[str]]]
    ) -> None:
        assert forms("Fine. Bisogna vincere.", PER=["Bisogna"]) == {}


class TestRole:
    @pytest.mark.parametrize(
        ("text", "role", "former"),
        [
            ("Il tecnico Grimaudo resta.", "coach", False),
            ("L’allenatore dei granata Pietro Grimaudo resta.", "coach", False),
            ("L’ex centrocampista Grimaudo torna.", "player", True),
            ("Il presidente Grimaudo parla.", "president", False),
            ("Il direttore sportivo Grimaudo parla.", "director", False),
            ("Grimaudo, agente del giocatore, parla.", "agent", False),
            ("Ne scrive il giornalista Grimaudo.", "journalist", False),
            ("Ha fischiato l’arbitro Grimaudo.", "official", False),
            ("Grimaudo parla.", None, False),
        ],
    )
    def test_it_comes_from_what_the_article_says(
        self, people: Callable[..., list[Person]], text: str, role: str | None, former: bool
    ) -> None:
        (person,) = people(text, PER=["Pietro Grimaudo", "Grimaudo"])
        assert (person["role"], person["former"]) == (role, former)

    def test_what_somebody_is_now_goes_before_what_they_were(self, people: Callable[..., list[Person]]) -> None:
        text = "L’ex attaccante Pietro Grimaudo torna. Il tecnico Grimaudo firma."
        (person,) = people(text, PER=["Pietro Grimaudo", "Grimaudo"])
        assert (person["role"], person["former"]) == ("coach", False)


class TestIdentity:
    def test_a_player_whose_birth_date_is_known_has_an_id(self, people: Callable[..., list[Person]]) -> None:
        (person,) = people("Il Milan segue Federico Chiesa.", PER=["Federico Chiesa"])
        assert person["id"] == "federico-chiesa"

    def test_an_unknown_person_has_none(self, people: Callable[..., list[Person]]) -> None:
        (person,) = people("Il Milan segue Pietro Grimaudo.", PER=["Pietro Grimaudo"])
        assert person["id"] is None


def test_the_spans_carry_the_persons_name(italian: Language, labelled: Labelled) -> None:
    doc = labelled("Il Parma pensa a Paolo Vanoli. Vanoli tace.", PER=["Paolo Vanoli", "Vanoli"])
    PeopleExtractor(italian, "people")(doc)
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["people"]] == [
        ("Paolo Vanoli", "PER", "Paolo Vanoli"),
        ("Vanoli", "PER", "Paolo Vanoli"),
    ]


def test_no_two_people_of_a_doc_share_a_name(people: Callable[..., list[Person]]) -> None:
    text = "Carlo Ancelotti parla. Ancelotti resta. Carletto sorride. C. Ancelotti saluta. ANCELOTTI VIA"
    names = [person["name"] for person in people(text, PER=["Carlo Ancelotti", "Ancelotti", "C. Ancelotti"])]
    assert names == ["Carlo Ancelotti"]


class TestListsOfPeople:
    """Line-ups and match notes name people only, whatever the NER and the gazetteer know of them."""

    def test_bookings(self, people: Callable[..., list[Person]]) -> None:
        names = [person["name"] for person in people("Ammoniti: Trovalusci, Sbrendola e Lo Pinzi.")]
        assert names == ["Trovalusci", "Sbrendola", "Lo Pinzi"]

    def test_a_substitute(self, people: Callable[..., list[Person]]) -> None:
        assert [person["name"] for person in people("poi tocca alla panchina (71' st Trovalusci) e ai cambi")] == [
            "Trovalusci"
        ]

    def test_a_referee_and_their_town(self, people: Callable[..., list[Person]]) -> None:
        assert [person["name"] for person in people("Arbitro: Sbrendola di Lecce")] == ["Sbrendola"]

    def test_initials_in_brackets(self, people: Callable[..., list[Person]]) -> None:
        assert [person["name"] for person in people("cambia panchina la squadra (S. Trovalusci)")] == ["S. Trovalusci"]


class TestDebrisRoundNames:
    def test_words_of_the_page(self, people: Callable[..., list[Person]]) -> None:
        found = people("autore: Ugo Sbrendola Segui", PER=["Ugo Sbrendola Segui"])
        assert [person["name"] for person in found] == ["Ugo Sbrendola"]

    def test_a_word_glued_to_the_name(self, people: Callable[..., list[Person]]) -> None:
        found = people("parola diWalter Sbrendola ieri", PER=["Sbrendola"])
        assert [person["name"] for person in found] == ["Walter Sbrendola"]

    def test_an_articled_name_is_a_stadium_or_a_team(self, people: Callable[..., list[Person]]) -> None:
        assert people("Si gioca allo Sbrendola alle 15", PER=["Sbrendola"]) == []

    def test_a_month_is_nobody(self, people: Callable[..., list[Person]]) -> None:
        assert people("Partirà a Gennaio", PER=["Gennaio"]) == []


class TestKnownSurnames:
    def test_behind_a_former_club(self, people: Callable[..., list[Person]]) -> None:
        assert [person["name"] for person in people("in coppia con l'ex Atalanta Toloi")] == ["Toloi"]

    def test_a_surname_that_is_a_demonym(self, people: Callable[..., list[Person]]) -> None:
        assert [person["name"] for person in people("per la difesa piace Romagnoli")] == ["Romagnoli"]
        assert people("vincono i Romagnoli") == []


class TestWhatOnlyLooksLikeAPerson:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("LECCE, 28 DIC - Il club tace.", "DIC"),
            ("Data: Lun 19 giugno alle 8", "Lun"),
            ("Recupera Password", "Password"),
            ("Idem per la Reggina.", "Idem"),
            ("Il debito è con Ubi Banca.", "Ubi Banca"),
            ("Preso il portiere (V. Verona).", "V. Verona"),
        ],
    )
    def test_dates_form_fields_firms_and_cut_teams(
        self, forms: Callable[..., dict[str, list[str]]], text: str, name: str
    ) -> None:
        assert forms(text, PER=[name]) == {}


class TestNamesThatRunTogether:
    def test_two_surnames_with_a_hyphen(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("Possibile uno scambio (Sarri-Italiano) in panchina.", ORG=["Sarri-Italiano"])) == [
            "Sarri",
            "Italiano",
        ]

    def test_one_surname_with_a_hyphen(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("Segna Ugo Prandi-Colli.", PER=["Ugo Prandi-Colli"])) == ["Ugo Prandi-Colli"]

    def test_a_team_before_a_surname(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("Il Varese ha chiesto alla Juve Spinazzola per un anno.")) == ["Spinazzola"]
        assert list(forms("Si tratta con l'ex Milan Brocchi.", PER=["Milan Brocchi"])) == ["Brocchi"]

    def test_a_surname_that_is_a_teams_nickname(self, forms: Callable[..., dict[str, list[str]]]) -> None:
        assert list(forms("La Ternana riprende Viola dal Palermo.")) == ["Viola"]
        assert forms("Il Palermo ha battuto la Viola al Barbera.") == {}
