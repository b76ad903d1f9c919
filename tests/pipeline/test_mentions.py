"""Look-ups of the people and clubs of a Doc by place."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.mentions import MentionIndex, Reference, paragraph_ranges, sentence_ranges, within
from rumourx.pipeline.values import Club, Description, Person

TEXT = "Panchina Parma\n\nPaolo Vanoli tace. Il tecnico del Torino resta.\nFine."


@pytest.fixture
def doc(italian: Language) -> Doc:
    """A Doc with one person, described once, and two clubs, the later one first in the list."""
    doc = italian(TEXT)
    doc._.people = [
        Person(name="Paolo Vanoli", id=None, role="coach", former=False, mentions=[{"start": 16, "end": 28}])
    ]
    doc._.clubs = [
        Club(name="Torino", id="torino", kind="club", country="IT", mentions=[{"start": 50, "end": 56}]),
        Club(name="Parma", id="parma", kind="club", country="IT", mentions=[{"start": 9, "end": 14}]),
    ]
    doc._.descriptions = [
        Description(start=35, end=56, role="coach", former=False, club="Torino", person="Paolo Vanoli"),
        Description(start=65, end=69, role=None, former=False, club=None, person=None),
    ]
    return doc


def cut(ranges: list[tuple[int, int]], text: str = TEXT) -> list[str]:
    return [text[start:end] for start, end in ranges]


def test_sentences_end_at_full_stops_and_line_breaks_and_hold_no_outer_blanks(doc: Doc) -> None:
    assert cut(sentence_ranges(doc)) == [
        "Panchina Parma",
        "Paolo Vanoli tace.",
        "Il tecnico del Torino resta.",
        "Fine.",
    ]


def test_an_opening_mark_at_the_end_belongs_to_the_next_sentence(italian: Language) -> None:
    doc = italian("Parla Vanoli. “ Resto qui. «")
    assert not [sentence for sentence in cut(sentence_ranges(doc), doc.text) if sentence.endswith(("“", "«"))]


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\n\n \n"])
def test_paragraphs_are_the_lines_that_are_not_blank(line_break: str) -> None:
    text = f"  Titolo {line_break}Primo.{line_break}"
    assert cut(paragraph_ranges(text), text) == ["Titolo", "Primo."]


def test_references_are_in_the_order_of_the_text(doc: Doc) -> None:
    index = MentionIndex(doc)
    assert index.people == [Reference(16, 28, "Paolo Vanoli")]
    assert [club.name for club in index.clubs] == ["Parma", "Torino"]


def test_persons_are_the_people_and_the_descriptions_that_were_resolved(doc: Doc) -> None:
    assert MentionIndex(doc).persons == [
        Reference(16, 28, "Paolo Vanoli"),
        Reference(35, 56, "Paolo Vanoli", named=False),
    ]


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [(0, "Panchina Parma"), (15, "Panchina Parma"), (16, "Paolo Vanoli tace."), (50, "Il tecnico del Torino resta.")],
)
def test_the_sentence_of_a_character_or_the_one_before_a_gap(doc: Doc, offset: int, sentence: str) -> None:
    assert cut([MentionIndex(doc).sentence(offset)]) == [sentence]


def test_the_paragraph_of_a_character(doc: Doc) -> None:
    assert cut([MentionIndex(doc).paragraph(50)]) == ["Paolo Vanoli tace. Il tecnico del Torino resta."]


def test_within_wants_the_whole_reference(doc: Doc) -> None:
    clubs = MentionIndex(doc).clubs
    assert [club.name for club in within(clubs, 0, 14)] == ["Parma"]
    assert within(clubs, 0, 13) == within(clubs, 10, 40) == []
