"""A long text is read piece by piece, as if it were read at once."""

from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import rumourx
from rumourx.pipeline import long_texts
from rumourx.pipeline.long_texts import is_long, read_long

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return rumourx.load()


@pytest.fixture
def long_text(monkeypatch: pytest.MonkeyPatch) -> str:
    """The samples one after another, in pieces of 300 tokens."""
    monkeypatch.setattr(long_texts, "PIECE", 300)
    return "\n".join(path.read_text(encoding="utf-8") for path in SAMPLES)


def test_the_pieces_give_the_names_and_sentences_of_the_whole(nlp: Language, long_text: str) -> None:
    whole, pieced = nlp(long_text), read_long(nlp.make_doc(long_text), nlp)
    assert [(one.text, one.label_) for one in pieced.ents] == [(one.text, one.label_) for one in whole.ents]
    assert [one.text for one in pieced.sents] == [one.text for one in whole.sents]
    assert pieced._.people == whole._.people
    assert pieced._.rumours == whole._.rumours


def test_a_long_line_is_cut_inside(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_texts, "PIECE", 50)
    doc = nlp.make_doc("Il Parma pensa a Paolo Vanoli. " * 40)
    assert is_long(doc)
    assert {person["name"] for person in read_long(doc, nlp)._.people} == {"Paolo Vanoli"}


def test_long_and_short_articles_keep_their_order(long_text: str) -> None:
    texts = ["Il Parma pensa a Paolo Vanoli.", long_text, "Il Lecce saluta Marco Baroni."]
    first, _, last = rumourx.extract_many(texts)
    assert [person.name for person in (*first.people, *last.people)] == ["Paolo Vanoli", "Marco Baroni"]


def test_a_short_text_is_not_long() -> None:
    assert not is_long(Doc(rumourx.load().vocab, words=["Il", "Parma"]))
