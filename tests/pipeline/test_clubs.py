"""Which words name a team, and which team; `{C Name|form}` marks the mentions that should be found, and no other."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.evaluation.markup import parse_marks
from rumourx.pipeline.clubs import ClubExtractor
from rumourx.pipeline.people import PeopleExtractor

Labelled = Callable[..., Doc]
Check = Callable[..., None]


@pytest.fixture
def read(italian: Language, labelled: Labelled) -> Labelled:
    """The Doc of a text whose names are labelled as given, with its people and teams."""
    people, clubs = PeopleExtractor(italian, "people"), ClubExtractor(italian, "clubs")

    def read(text: str, **forms: list[str]) -> Doc:
        return clubs(people(labelled(text, **forms)))

    return read


@pytest.fixture
def check(read: Labelled) -> Check:
    """Compares the team mentions of a marked text with those that the component finds."""

    def check(marked: str, **forms: list[str]) -> None:
        text, marks = parse_marks(marked)
        expected = [(mark.name, text[mark.start : mark.end], mark.start) for mark in marks]
        found = [
            (club["name"], text[one["start"] : one["end"]], one["start"])
            for club in read(text, **forms)._.clubs
            for one in club["mentions"]
        ]
        assert sorted(found, key=lambda mention: mention[2]) == sorted(expected, key=lambda mention: mention[2])

    return check


class TestCityOrTeam:
    @pytest.mark.parametrize(
        "marked",
        [
            "Il centrocampista piace alla {C Roma}.",
            "Gol del {C Como} nel finale.",
            "Il ko contro il {C Athletic Bilbao|Bilbao} pesa.",
            "Il tecnico dell’{C Inter} ha parlato.",
            "L'ex {C Napoli} ha segnato.",
            "Panchina {C Parma}, si cambia.",
            "In casa {C Torino} si lavora.",
            "Decide {C Roma}-{C Napoli} di domenica.",
            "I tifosi di {C Milan} e {C Roma} sperano.",
            "Lo seguono {C Milan}, {C Genoa} e {C Parma}.",
        ],
    )
    def test_grammar_makes_it_a_team(self, check: Check, marked: str) -> None:
        check(marked)

    @pytest.mark.parametrize(
        "text",
        [
            "Vive a Roma da anni.",
            "È tornato da Madrid ieri.",
            "Il vertice di Milano è finito.",
            "Si gioca in Italia.",
            "L’aereo è atterrato a Como nella notte.",
            "Ha vinto la Coppa d’Africa.",
        ],
    )
    def test_grammar_keeps_it_a_place(self, check: Check, text: str) -> None:
        check(text, LOC=["Roma", "Madrid", "Milano", "Italia", "Como"])

    def test_a_dateline_is_a_place(self, check: Check) -> None:
        check("ROMA, 12 mag - Il {C Parma} ha scelto.", LOC=["ROMA"])

    def test_a_country_in_the_subject_is_its_team(self, check: Check) -> None:
        check("Il {C Brasile} vuole convincerlo.", ORG=["Brasile"])

    def test_a_name_that_no_place_bears_needs_no_grammar(self, check: Check) -> None:
        check("Offerta da {C Juventus} e basta: {C Udinese} beffata.")


class TestNicknames:
    @pytest.mark.parametrize(
        "marked",
        [
            "I {C Real Madrid|Blancos} insistono.",
            "La {C Atalanta|Dea} lo aspetta.",
            "Gli {C Atalanta|orobici} ci credono.",
            "La {C Juventus|Juve} accelera.",
            "La {C Italia|Nazionale} riparte.",
        ],
    )
    def test_as_nouns_they_are_the_team(self, check: Check, marked: str) -> None:
        check(marked)

    @pytest.mark.parametrize(
        "text",
        [
            "Panchina giallorossa in bilico.",
            "Il tecnico rossonero tace.",
            "La squadra ha una dea bendata.",
            "Un ex juventino.",
        ],
    )
    def test_as_adjectives_they_are_not(self, check: Check, text: str) -> None:
        check(text)

    def test_a_colour_that_several_share_goes_to_the_team_of_the_article(self, check: Check) -> None:
        check("L’{C Udinese} ha deciso. I {C Udinese|bianconeri} aspettano.")
        check("La {C Juventus} ha deciso. I {C Juventus|bianconeri} aspettano.")
        check("Il {C Torino} ha deciso. I {C Torino|granata} aspettano.")
        check("La {C Salernitana} ha deciso. I {C Salernitana|granata} aspettano.")

    def test_with_two_owners_in_the_article_the_nearest_before_it(self, check: Check) -> None:
        check(
            "La {C Juventus} sfida l’{C Udinese}. Intanto l’{C Udinese} perde un titolare: i {C Udinese|bianconeri} "
            "cercano un sostituto."
        )

    def test_with_no_owner_in_the_article_the_likeliest(self, check: Check) -> None:
        check("I {C Juventus|bianconeri} aspettano.")


class TestNames:
    def test_the_longest_form_wins(self, check: Check) -> None:
        check("Il {C Real Madrid} e il {C Manchester City} trattano.")

    def test_affixes_belong_to_the_mention(self, check: Check) -> None:
        check("L’{C Empoli|Empoli F.C.} comunica. La {C Roma|Roma Women} vince.")

    def test_a_team_that_the_gazetteer_lacks_comes_from_the_ner(self, check: Check) -> None:
        check(
            "La {C Vigor Fucecchio} ha firmato. Per la {C Vigor Fucecchio|Vigor} è un colpo.", ORG=["Vigor Fucecchio"]
        )

    def test_other_organisations_are_no_teams(self, check: Check) -> None:
        check("Lo ha scritto la Procura Federale.", ORG=["Procura Federale"])

    def test_a_person_of_a_teams_name_is_none(self, check: Check) -> None:
        check("Ha segnato Mario Torino, poi Torino è uscito.", PER=["Mario Torino", "Torino"])


class TestWhatIsKnownOfThem:
    def test_a_club(self, read: Labelled) -> None:
        (club,) = read("Il Parma pensa a Vanoli.")._.clubs
        assert club == {
            "name": "Parma",
            "id": "parma",
            "kind": "club",
            "country": "IT",
            "mentions": [{"start": 3, "end": 8}],
        }

    def test_a_national_team(self, read: Labelled) -> None:
        (club,) = read("La Nazionale di Spalletti pareggia.")._.clubs
        assert (club["name"], club["kind"], club["country"]) == ("Italia", "national_team", "IT")

    def test_a_team_that_the_gazetteer_lacks(self, read: Labelled) -> None:
        (club,) = read("La Vigor Fucecchio ha firmato.", ORG=["Vigor Fucecchio"])._.clubs
        assert (club["id"], club["kind"], club["country"]) == (None, "club", None)


def test_competitions_outlets_and_stadiums_are_no_teams(read: Labelled) -> None:
    text = "In Serie A, scrive la Gazzetta dello Sport, l’Inter torna a San Siro. Lo conferma la Gazzetta."
    doc = read(text)
    assert [club["name"] for club in doc._.clubs] == ["Inter"]
    found = {
        kind: {one["name"]: [text[m["start"] : m["end"]] for m in one["mentions"]] for one in getattr(doc._, kind)}
        for kind in ("competitions", "outlets", "stadiums")
    }
    assert found["competitions"] == {"Serie A": ["Serie A"]}
    assert list(found["outlets"].values()) == [["Gazzetta dello Sport", "Gazzetta"]]
    assert list(found["stadiums"].values()) == [["San Siro"]]


def test_the_spans_carry_the_teams_name(read: Labelled) -> None:
    doc = read("Il Torino tace. I granata aspettano.")
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["clubs"]] == [
        ("Torino", "ORG", "Torino"),
        ("granata", "ORG", "Torino"),
    ]


class TestTownsAndJourneys:
    def test_a_small_town_behind_a_masculine_article(self, check: Check) -> None:
        check("In Promozione il {C Calvisano} batte tutti e va a Calvisano in festa.")

    def test_a_journey_leads_through_towns(self, check: Check) -> None:
        check("Domani il volo Roma-Milano della squadra.")

    def test_a_list_of_countries_in_brackets(self, check: Check) -> None:
        check("Ha girato il mondo (Cipro, Belgio e Grecia) da ragazzo.")

    def test_a_team_that_acts_needs_no_article(self, check: Check) -> None:
        check("Si decide a giugno. {C Torino} permettendo, s'intende.")

    def test_an_unnamed_national_team(self, check: Check) -> None:
        check("È la prima volta con una Nazionale per il tecnico.")


class TestNamesCutShortOrLong:
    def test_a_first_word_cut_to_its_initial(self, check: Check) -> None:
        check("Presi Neri ({C Virtus Verona|V. Verona}) e Prandi ({C Real Sociedad|R. Sociedad}).")

    def test_a_team_and_a_player(self, check: Check) -> None:
        check("Ha chiesto alla {C Juventus|Juve} Spinazzola per un anno.", ORG=["Juve Spinazzola"])

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("ai sensi dell'art. 67 del C.G.S. di lega", "C.G.S."),
            ("Si tratta all'Alba Hotel di Milano", "Alba Hotel"),
            ("Scelto il Sig. Neri", "Sig"),
            ("Il derby del Friuli-Venezia Giulia è finito", "Venezia"),
            ("CAGLIARI, 28 DIC - Rinnovo vicino", "CAGLIARI"),
        ],
    )
    def test_codes_firms_titles_regions_and_datelines_are_no_teams(self, check: Check, text: str, name: str) -> None:
        check(text, ORG=[name])
