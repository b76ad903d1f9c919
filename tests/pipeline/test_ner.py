"""The embedded pipeline reads with tok2vec and ner of our own: the same vectors and entities as spaCy's, sooner."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Tok2Vec
from spacy.pipeline.tok2vec import DEFAULT_TOK2VEC_MODEL
from spacy.tokens import Doc
from spacy.training import Example

from rumourx.evaluation.markup import read_gold
from rumourx.pipeline.load import EMBEDDED_PATH
from rumourx.pipeline.ner import READING, NameRecognizer, TokenVectors
from rumourx.pipeline.ner.decoding import LONGEST, Entity, Moves, Places, Scorer, Tokens, find_entities
from rumourx.pipeline.ner.encoding import Vectors

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
    "Roma! Van ",
    "De\n\nReal ",
    "Real! Roma\n\n",
    "Virtus! VERONA. ",
    "Walter " * 60,
    "De De De De De De Laurentiis Laurentiis Laurentiis Laurentiis",
)
EMBED = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "width": 32,
    "rows": [500, 500],
    "include_static_vectors": False,
}
ENCODE = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 32, "depth": 2, "window_size": 1}
Entities = list[tuple[str, int, str]]
Taught = Callable[[Language], Language]


@pytest.fixture(scope="module")
def bare() -> Language:
    """The embedded pipeline as spaCy reads with it."""
    return spacy.load(EMBEDDED_PATH)


@pytest.fixture
def ours() -> Language:
    """The same weights in our components, with nothing behind them."""
    return spacy.load(EMBEDDED_PATH, config={"components": READING})


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


class MadeUpScores(Scorer):
    """The best move at each token: of `outside` where no entity is open, of `inside` within one."""

    NAMES = ("B-PER", "I-PER", "L-PER", "U-PER", "O")

    def __init__(self, outside: list[str], inside: list[str]) -> None:
        self._outside, self._inside = outside, inside

    def outside(self) -> Vectors:
        return self._of(self._outside)

    def inside(self, places: Places, starts: Places) -> Vectors:
        return self._of([self._inside[place] for place in places])

    def _of(self, best: list[str]) -> Vectors:
        """Return scores with these best moves; where one may not be taken, O is the next best, then U, B, I, L."""
        order = {name: score for score, name in enumerate(("L-PER", "I-PER", "B-PER", "U-PER", "O"), start=-3)}
        rows = [[9.0 if name == one else float(order[name]) for name in self.NAMES] for one in best]
        return np.array(rows, dtype=np.float32)


def found(outside: str, inside: str, *, spaces: Sequence[int] = (), last: Sequence[int] = ()) -> list[Entity] | None:
    """What is found where the best moves are the given letters; the last token ends its sentence in any case."""
    letters = {name[0]: name for name in MadeUpScores.NAMES}
    scorer = MadeUpScores([letters[one] for one in outside], [letters[one] for one in inside])
    places = np.arange(len(outside))
    tokens = Tokens(np.isin(places, list(spaces)), np.isin(places, [*last, len(outside) - 1]))
    return find_entities(scorer, tokens, Moves(MadeUpScores.NAMES))


class TestTheSearch:
    def test_an_entity_grows_until_its_last_token(self) -> None:
        assert found("OBOOO", "OOILO") == [Entity(1, 4, "PER")]

    def test_what_an_earlier_entity_covers_opens_none(self) -> None:
        assert found("BBUO", "OILO") == [Entity(0, 3, "PER")]

    def test_none_begins_on_white_space(self) -> None:
        assert found("OUO", "OOO") == [Entity(1, 2, "PER")]
        assert found("OUO", "OOO", spaces=[1]) == []
        assert found("OBO", "OOL", spaces=[1]) == []

    def test_none_of_several_tokens_begins_at_the_end_of_a_sentence(self) -> None:
        assert found("OBO", "OOL") == [Entity(1, 3, "PER")]
        assert found("OBO", "OOL", last=[1]) == []

    def test_none_goes_on_behind_a_sentence(self) -> None:
        assert found("OBOO", "OOIL", last=[2]) == [Entity(1, 3, "PER")]

    def test_at_the_end_of_the_text_it_ends(self) -> None:
        assert found("OBO", "OOI") == [Entity(1, 3, "PER")]

    def test_the_longest_that_it_finds_itself(self) -> None:
        longest = "B" + "O" * (LONGEST - 1)
        assert found(longest, "O" + "I" * (LONGEST - 2) + "L") == [Entity(0, LONGEST, "PER")]
        assert found(longest + "O", "O" + "I" * (LONGEST - 1) + "L") is None


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


class TestOtherModels:
    """What our layers do not know is left to spaCy's own code."""

    @pytest.mark.parametrize(
        ("embed", "encode"),
        [
            ({"attrs": ["NORM", "SHAPE"]}, {"maxout_pieces": 3}),
            ({"attrs": ["NORM"], "rows": [500]}, {"maxout_pieces": 2}),
            (
                {"attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "LOWER", "ORTH"], "rows": [500] * 6},
                {"maxout_pieces": 3, "window_size": 2, "depth": 1},
            ),
            ({"attrs": ["NORM", "SHAPE"]}, {"@architectures": "spacy.MishWindowEncoder.v2"}),
        ],
        ids=["two features", "one feature", "wider windows", "no maxout"],
    )
    def test_tok2vec_of_other_shapes(self, embed: dict[str, object], encode: dict[str, object]) -> None:
        nlp = spacy.blank("it")
        model = {"@architectures": "spacy.Tok2Vec.v2", "embed": EMBED | embed, "encode": ENCODE | encode}
        tok2vec = nlp.add_pipe("rumourx_tok2vec", config={"model": model})
        nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("Il Parma pensa a Paolo Vanoli."), {})])
        docs = [nlp.make_doc(text) for text in ("Il Parma pensa a Paolo Vanoli.", "", "Roma", "“Resto” ha detto Neri.")]
        for own, theirs in zip(tok2vec.predict(docs), Tok2Vec.predict(tok2vec, docs), strict=True):  # type: ignore[attr-defined, arg-type]
            np.testing.assert_allclose(own, theirs, atol=1e-4)

    @pytest.mark.parametrize("changes", [{"extra_state_tokens": True}, {"hidden_width": 32, "maxout_pieces": 1}])
    def test_ner_of_other_shapes(self, taught: Taught, changes: dict[str, object]) -> None:
        nlp = taught(small_pipeline(changes))
        doc = nlp("Il Parma pensa a Paolo Vanoli, che piace anche al Sassuolo.")
        assert entities(doc) == spacys_entities(nlp, doc.text) != []

    def test_ner_with_a_tok2vec_of_its_own(self, taught: Taught) -> None:
        nlp = taught(small_pipeline({"tok2vec": DEFAULT_TOK2VEC_MODEL | {"width": 32}}))
        doc = nlp("Il Parma pensa a Paolo Vanoli, che piace anche al Sassuolo.")
        assert entities(doc) == spacys_entities(nlp, doc.text) != []

    def test_ner_where_its_tok2vec_does_not_run(self, bare: Language, ours: Language) -> None:
        for text in ("Il Parma pensa a Paolo Vanoli.", "Roma"):
            with_spacy = bare(text, disable=["tok2vec"])
            assert entities(ours(text, disable=["tok2vec"])) == entities(with_spacy)


def small_pipeline(changes: dict[str, object]) -> Language:
    """A pipeline of our two components alone, its NER's model with some changes."""
    nlp = spacy.blank("it")
    nlp.add_pipe("rumourx_tok2vec", name="tok2vec")
    model = (Language.get_factory_meta("rumourx_ner").default_config or {})["model"]
    nlp.add_pipe("rumourx_ner", name="ner", config={"model": model | changes})
    return nlp


def spacys_entities(nlp: Language, text: str) -> Entities:
    """What spaCy's own code finds with the components of a pipeline."""
    doc = nlp.make_doc(text)
    tok2vec, ner = nlp.get_pipe("tok2vec"), nlp.get_pipe("ner")
    tok2vec.set_annotations([doc], Tok2Vec.predict(tok2vec, [doc]))  # type: ignore[attr-defined, arg-type]
    EntityRecognizer.set_annotations(ner, [doc], EntityRecognizer.predict(ner, [doc]))
    return entities(doc)


def test_a_saved_pipeline_reads_alike(ours: Language, tmp_path: Path) -> None:
    ours.to_disk(tmp_path)
    text = read_gold(GOLD[0]).text
    again = spacy.load(tmp_path)
    assert isinstance(again.get_pipe("ner"), NameRecognizer)
    assert entities(again(text)) == entities(ours(text)) != []


def test_they_can_be_taught_and_read_by_spacy(taught: Taught, tmp_path: Path) -> None:
    nlp = taught(small_pipeline({}))
    nlp.to_disk(tmp_path)
    theirs = spacy.load(tmp_path, config={"components": {name: {"factory": name} for name in ("tok2vec", "ner")}})
    text = "Il Parma pensa a Paolo Vanoli, che piace anche al Sassuolo."
    assert entities(nlp(text)) == entities(theirs(text)) != []


def test_no_docs_have_no_vectors_and_no_entities(ours: Language) -> None:
    assert ours.get_pipe("tok2vec").predict([]) == []  # type: ignore[attr-defined]
    assert ours.get_pipe("ner").predict([]) == []  # type: ignore[attr-defined]
