"""A sentence, and so a name, never runs over a line break."""

import pytest
import spacy
from spacy.language import Language

from rumourx.pipeline.paragraphs import ParagraphBounds  # noqa: F401  (registers the factory)


@pytest.fixture
def nlp() -> Language:
    nlp = spacy.blank("it")
    nlp.add_pipe("rumourx_paragraphs")
    nlp.add_pipe("sentencizer")
    return nlp


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n", "\n \n", " \n "])
def test_every_kind_of_line_break_ends_a_sentence(nlp: Language, line_break: str) -> None:
    sentences = [sentence.text.strip() for sentence in nlp(f"Panchina Parma{line_break}Il tecnico saluta").sents]
    assert sentences == ["Panchina Parma", "Il tecnico saluta"]


def test_sentences_within_a_line_stay_the_sentencizers(nlp: Language) -> None:
    assert [sentence.text for sentence in nlp("Il Parma tace. Il Torino no.").sents] == [
        "Il Parma tace.",
        "Il Torino no.",
    ]


def test_other_blanks_end_none(nlp: Language) -> None:
    assert len(list(nlp("Il  Parma \t tace").sents)) == 1


@pytest.mark.parametrize("text", ["", "\n", "\n\nIl Parma", "Il Parma\n"])
def test_nothing_but_breaks_is_no_problem(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_alone_it_makes_lines_of_sentences() -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("rumourx_paragraphs")
    assert [sentence.text.strip() for sentence in nlp("Ecco Mario\nRossi firma. Poi via").sents] == [
        "Ecco Mario",
        "Rossi firma. Poi via",
    ]
