"""The embedded pipeline reads with tok2vec and ner of our own: the same vectors and entities as spaCy's, sooner."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from rumourx.evaluation.markup import read_gold
from rumourx.pipeline.load import EMBEDDED_PATH
from rumourx.pipeline.ner import NameRecognizer, TokenVectors

GOLD = sorted((Path(__file__).parents[1] / "gold" / "development").glob("*.txt"))
STRANGE = (
    "",
    " ",
    "\n\n",
    "Roma",
    "Roma ",
    "Il Lecce",
    "Mario\nRossi",
    "Paolo  Vanoli",
    "PAOLO VANOLI AL PARMA E DARIO BELLOMO AL SASSUOLO",
    "Rossi. Verdi. Bianchi? Neri! Vanoli",
    "“” «» “”",
    "a" * 300,
    "Milan - Inter - Juventus - Roma - Lazio - Napoli " * 20,
    "De De De De De De Laurentiis Laurentiis Laurentiis Laurentiis",
)
Entities = list[tuple[str, int, str]]


@pytest.fixture(scope="module")
def bare() -> Language:
    """The embedded pipeline as spaCy reads with it."""
    return spacy.load(EMBEDDED_PATH)


@pytest.fixture
def ours() -> Language:
    """The same weights in our components, with nothing behind them."""
    return load_ours()


def load_ours() -> Language:
    factories = {"tok2vec": {"factory": "rumourx_tok2vec"}, "ner": {"factory": "rumourx_ner"}}
    return spacy.load(EMBEDDED_PATH, config={"components": factories})


def entities(doc: Doc) -> Entities:
    return [(entity.text, entity.start, entity.label_) for entity in doc.ents]


def test_the_pipeline_reads_with_them(embedded: Language) -> None:
    assert isinstance(embedded.get_pipe("tok2vec"), TokenVectors)
    assert isinstance(embedded.get_pipe("ner"), NameRecognizer)


class TestAsSpacyReads:
    def test_the_vectors_are_those_of_spacy_but_for_rounding(self, bare: Language, ours: Language) -> None:
        texts = [read_gold(path).text for path in GOLD[:8]]
        for theirs, own in zip(bare.pipe(texts), ours.pipe(texts), strict=True):
            assert own.tensor.shape == theirs.tensor.shape
            np.testing.assert_allclose(own.tensor, theirs.tensor, atol=1e-3)

    def test_so_are_the_entities_of_articles(self, bare: Language, ours: Language) -> None:
        texts = [read_gold(path).text for path in GOLD]
        found = [entities(doc) for doc in ours.pipe(texts)]
        assert found == [entities(doc) for doc in bare.pipe(texts)]
        assert sum(map(len, found)) > 1_000

    @pytest.mark.parametrize("text", STRANGE, ids=lambda text: repr(text[:20]))
    def test_and_of_a_strange_text(self, bare: Language, ours: Language, text: str) -> None:
        assert entities(ours(text)) == entities(bare(text))

    def test_and_of_strange_texts_side_by_side(self, bare: Language, ours: Language) -> None:
        assert [entities(doc) for doc in ours.pipe(STRANGE)] == [entities(doc) for doc in bare.pipe(STRANGE)]

    def test_tokens_outside_entities_are_marked_so(self, ours: Language) -> None:
        assert [token.ent_iob_ for token in ours("Il Parma pensa a Paolo Vanoli.")] == [
            "O",
            "B",
            "O",
            "O",
            "B",
            "I",
            "O",
        ]


class TestEntitiesThatStandAlready:
    @pytest.fixture
    def with_ruler(self, ours: Language) -> Language:
        ruler = ours.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns([{"label": "MISC", "pattern": "Paolo"}])  # type: ignore[attr-defined]
        return ours

    def test_they_stay(self, with_ruler: Language) -> None:
        assert ("Paolo", 4, "MISC") in entities(with_ruler("Il Parma pensa a Paolo Vanoli."))

    def test_others_are_found_beside_them(self, with_ruler: Language) -> None:
        found = entities(with_ruler("Il Parma pensa a Paolo Vanoli. Piace anche Dario Bellomo."))
        assert ("Dario Bellomo", 9, "PER") in found


def test_a_saved_pipeline_reads_alike(ours: Language, tmp_path: Path) -> None:
    ours.to_disk(tmp_path)
    text = read_gold(GOLD[0]).text
    again = spacy.load(tmp_path)
    assert isinstance(again.get_pipe("ner"), NameRecognizer)
    assert entities(again(text)) == entities(ours(text)) != []


def test_they_can_be_taught_and_read_by_spacy(news_examples: list[Example], tmp_path: Path) -> None:
    nlp = spacy.blank("it")
    nlp.add_pipe("rumourx_tok2vec", name="tok2vec")
    nlp.add_pipe("rumourx_ner", name="ner")
    nlp.initialize(lambda: news_examples)
    for _ in range(40):
        nlp.update(news_examples)
    nlp.to_disk(tmp_path)
    theirs = spacy.load(tmp_path, config={"components": {name: {"factory": name} for name in ("tok2vec", "ner")}})
    text = "Il Parma pensa a Paolo Vanoli, che piace anche al Sassuolo."
    assert entities(nlp(text)) == entities(theirs(text)) != []
