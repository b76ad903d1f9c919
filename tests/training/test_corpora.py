"""The general corpora as spaCy Docs: their formats, their spacing, their entities."""

from pathlib import Path

import pytest
from spacy.language import Language

from rumourx.training.corpora import entity_spans, join_tokens, read_kind, read_wikineural, to_doc
from rumourx.training.tokenizer import italian_tokenizer

KIND = "Mario\tPER\nRossi\tPER\ngioca\tO\nnell'\tO\nInter\tORG\n.\tO\n\nPiove\tO\n\n\nA\tO\nRoma\tLOC\n"
WIKINEURAL = (
    "0\tMario\tB-PER\n1\tLuigi\tB-PER\n2\tNeri\tI-PER\n3\te\tO\n4\tPremier\tB-MISC\n5\tLeague\tI-MISC\n\n0\tEcco\tO\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return italian_tokenizer()


def test_kind_gives_tokens_and_labels_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "kind.tsv"
    path.write_text(KIND, encoding="utf-8")
    sentences = list(read_kind(path))
    assert [len(sentence) for sentence in sentences] == [6, 1, 2]
    assert sentences[0][:2] == [("Mario", "PER"), ("Rossi", "PER")]


def test_wikineural_has_a_number_before_each_token(tmp_path: Path) -> None:
    path = tmp_path / "wikineural.conllu"
    path.write_text(WIKINEURAL, encoding="utf-8")
    assert [[word for word, _ in sentence] for sentence in read_wikineural(path)] == [
        ["Mario", "Luigi", "Neri", "e", "Premier", "League"],
        ["Ecco"],
    ]


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("La Roma , e poi ? Basta .", "La Roma, e poi? Basta."),
        ("L' Inter e dell’ Ajax", "L'Inter e dell’Ajax"),
        ("Ha detto « resto qui » ( forse ) .", "Ha detto «resto qui» (forse)."),
        ('Ha detto " resto qui " e " basta " .', 'Ha detto "resto qui" e "basta".'),
        ("Il 50 % dice ' no '", "Il 50% dice ' no '"),
    ],
)
def test_tokens_are_put_together_as_italian_is_written(tokens: str, text: str) -> None:
    joined, offsets = join_tokens(tokens.split())
    assert joined == text
    assert [joined[start : start + len(word)] for start, word in zip(offsets, tokens.split(), strict=True)] == (
        tokens.split()
    )


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        (["PER", "PER", "O"], [(0, 3, "PER")]),
        (["B-PER", "I-PER", "O"], [(0, 3, "PER")]),
        (["B-PER", "B-PER", "O"], [(0, 1, "PER"), (2, 3, "PER")]),
        (["PER", "ORG", "ORG"], [(0, 1, "PER"), (2, 5, "ORG")]),
        (["I-LOC", "O", "I-LOC"], [(0, 1, "LOC"), (4, 5, "LOC")]),
        (["O", "O", "O"], []),
    ],
)
def test_neighbours_of_one_label_are_one_entity(tags: list[str], spans: list[tuple[int, int, str]]) -> None:
    sentence = list(zip("ABC", tags, strict=True))
    assert entity_spans(sentence, [0, 2, 4]) == spans


def test_a_sentence_becomes_a_doc_with_its_entities(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "kind.tsv"
    path.write_text(KIND, encoding="utf-8")
    doc = to_doc(nlp, next(read_kind(path)))
    assert doc.text == "Mario Rossi gioca nell'Inter."
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Mario Rossi", "PER"), ("Inter", "ORG")]


def test_an_entity_that_fits_no_tokens_is_left_out(nlp: Language) -> None:
    doc = to_doc(nlp, [("90", "O"), ("%", "ORG"), ("Rossi", "PER")])
    assert [entity.text for entity in doc.ents][-1] == "Rossi"
    assert all(doc.char_span(entity.start_char, entity.end_char) for entity in doc.ents)
