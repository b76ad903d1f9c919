"""Who is said to go where: rumours read from articles whose people and clubs are marked."""

from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.evaluation.markup import GoldArticle, parse_marks
from rumourx.evaluation.oracle import gold_doc
from rumourx.pipeline.descriptions import DescriptionResolver
from rumourx.pipeline.rumours import RumourExtractor
from rumourx.pipeline.rumours.claims import Claim, merge
from rumourx.pipeline.rumours.component import reader_of
from rumourx.pipeline.rumours.cues import compile_pattern, find_cues
from rumourx.pipeline.rumours.masking import mask

Read = Callable[[str], Doc]


@pytest.fixture
def read(italian: Language) -> Read:
    """Reads an article with marked people and clubs."""
    resolver = DescriptionResolver(italian, "descriptions")
    extractor = RumourExtractor(italian, "rumours")

    def run(marked: str) -> Doc:
        text, marks = parse_marks(marked)
        people: dict[str, str | None] = {mark.name: "player" for mark in marks if mark.tag == "P"}
        clubs = {mark.name: "club" for mark in marks if mark.tag == "C"}
        return extractor(resolver(gold_doc(italian, GoldArticle(text, tuple(marks), people, clubs))))

    return run


def told(doc: Doc) -> set[tuple[str, str, str, str]]:
    return {(one["person"], one["club"], one["move"], one["stage"]) for one in doc._.rumours}


def test_a_club_outside_the_sentence_has_no_preposition_in_it(italian: Language) -> None:
    text, marks = parse_marks("Il {C Parma} pensa a {P Rossi}. Lascia solo con un'offerta da…")
    article = GoldArticle(text, tuple(marks), {"Rossi": "player"}, {"Parma": "club"})
    *_, cue = reader_of(gold_doc(italian, article)).cues()
    readings = [reading for reading in cue.readings if reading.clubs.position < 0]
    assert readings
    orders = [feature for reading in readings for feature in reading.features if feature.startswith("order=")]
    assert [feature for feature in orders if feature.count("/") == 2 and "//" not in feature] == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Calciomercato, le ultime. Il {C Parma} pensa a {P Rossi} per l'attacco.",
            ("Rossi", "Parma", "join", "interest"),
        ),
        (
            "Mercato. {P Rossi} piace al {C Genoa}, che lo segue da mesi.",
            ("Rossi", "Genoa", "join", "interest"),
        ),
        (
            "Il {C Como} ha presentato un'offerta per {P Rossi}.",
            ("Rossi", "Como", "join", "talks"),
        ),
        ("È ufficiale: {P Rossi} è un nuovo giocatore del {C Lecce}.", ("Rossi", "Lecce", "join", "official")),
        ("Il {C Bari} ha esonerato {P Rossi}.", ("Rossi", "Bari", "leave", "official")),
        ("{P Rossi} ha rinnovato con il {C Milan} fino al 2028.", ("Rossi", "Milan", "stay", "official")),
        ("Sfuma {P Rossi} per il {C Novara}.", ("Rossi", "Novara", "join", "denied")),
    ],
)
def test_a_sentence_tells_a_move(read: Read, marked: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(read(marked))


def test_clubs_in_a_list_each_join(read: Read) -> None:
    doc = read("Mercato, le trattative. {P Rossi} piace a {C Roma}, {C Milan} e {C Torino}.")
    assert {club for _, club, move, _ in told(doc) if move == "join"} == {"Roma", "Milan", "Torino"}


def test_a_match_report_tells_nothing(read: Read) -> None:
    doc = read(
        "{C Pescara}-{C Ternana} 3-2. Al 22' pareggia {P Merola}, bravo a infilarsi tra {P Loiacono} e {P Donati}. "
        "Nella ripresa traversa di {P Tonin}, poi {P Curcio} impegna il portiere."
    )
    assert told(doc) == set()


def test_old_moves_are_history(read: Read) -> None:
    doc = read("Nell'estate del 1998 {P Rossi} passò dal {C Parma} alla {C Lazio} e firmò per cinque anni.")
    assert told(doc) == set()


def test_evidence_is_the_sentence(read: Read) -> None:
    doc = read("Che giornata. Il {C Bari} ha esonerato {P Rossi}. Domani si torna in campo.")
    (evidence,) = doc._.rumours[0]["evidence"]
    assert doc.text[evidence["start"] : evidence["end"]] == "Il Bari ha esonerato Rossi."
    assert [span.text for span in doc.spans["rumours"]] == ["Il Bari ha esonerato Rossi."]


def test_outlets_of_the_sentence_are_sources(read: Read) -> None:
    doc = read("Secondo {O Tuttosport} il {C Bari} ha presentato un'offerta per {P Rossi}.")
    assert doc._.rumours[0]["sources"] == ["Tuttosport"]


def test_an_article_without_people_or_clubs_has_no_rumours(read: Read) -> None:
    assert told(read("Il mercato chiude domani: trattative e firme fino a mezzanotte.")) == set()


def test_a_pattern_has_gaps_endings_and_prepositions() -> None:
    pattern = compile_pattern("pens* ~{a}")
    assert pattern.match("pensano ancora una volta all'")
    assert not pattern.match("pensano che")


def test_the_longest_cue_at_a_place_wins() -> None:
    found = find_cues("ha firmato il rinnovo")
    assert [(one.cue.move, one.end) for one in found] == [("stay", len("ha firmato il rinnovo"))]


def test_a_masked_sentence_folds_lists_and_provenance(italian: Language) -> None:
    from rumourx.pipeline.mentions import MentionIndex

    text, marks = parse_marks("L'{C Inter} pensa a {P Rossi} del {C Como} e {P Bianchi}.")
    people: dict[str, str | None] = {"Rossi": None, "Bianchi": None}
    doc = gold_doc(italian, GoldArticle(text, tuple(marks), people, {"Inter": "club", "Como": "club"}))
    index = MentionIndex(doc)
    masked = mask(index, index.sentences[0], [])
    (place,) = masked.positions("P")
    slot = masked.slot(place)
    assert slot.names == ["Rossi", "Bianchi"]
    assert slot.origins == {"Rossi": "Como"}


def test_the_title_is_evidence_only_where_no_sentence_of_the_body_tells_the_same() -> None:
    title = Claim("Rossi", "Como", "join", "interest", order=0, start=0, end=20)
    body = Claim("Rossi", "Como", "join", "interest", order=3, start=90, end=140)
    assert merge([title, body])[0].evidence == ((90, 140),)
    assert merge([title])[0].evidence == ((0, 20),)


def test_a_sentence_that_names_neither_person_nor_club_is_no_evidence_beside_one_that_does() -> None:
    shown = Claim("Rossi", "Como", "join", "interest", order=2, start=50, end=80)
    hidden = Claim("Rossi", "Como", "join", "talks", order=3, start=90, end=140, shown=False)
    assert merge([shown, hidden])[0].evidence == ((50, 80),)
