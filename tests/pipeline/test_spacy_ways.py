"""The components keep spaCy's habits: alone in anyone's pipeline, saved, sent, and in worker processes."""

import json
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from rumourx.pipeline.load import COMPONENTS, add_components
from rumourx.pipeline.values import LIST_EXTENSIONS, register_extensions

FACTORIES = ("rumourx_paragraphs", *COMPONENTS)
TEXT = (
    "Il Parma pensa a Dario Bellomo. Il tecnico del Torino ha un contratto in scadenza nel 2026 e piace anche al "
    "Sassuolo, come riporta Sky Sport.\n“A Torino sto bene e non mi muovo” ha detto Bellomo."
)


def with_ruler() -> Language:
    """Return somebody's pipeline: its own sentence bounds, and names that come from a list."""
    nlp = spacy.blank("it")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    names = {"PER": ["Dario Bellomo", "Bellomo"], "ORG": ["Sky Sport", "Parma"]}
    patterns = [{"label": label, "pattern": form} for label, forms in names.items() for form in forms]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def values(doc: Doc) -> dict[str, Any]:
    return {name: getattr(doc._, name) for name in LIST_EXTENSIONS}


def spans(doc: Doc) -> dict[str, list[tuple[int, int, str, str]]]:
    return {
        group: [(span.start_char, span.end_char, span.label_, span.kb_id_) for span in found]
        for group, found in doc.spans.items()
    }


@pytest.fixture(scope="module")
def whole() -> Language:
    return add_components(with_ruler(), "a pipeline with a list of names")


class TestApart:
    @pytest.mark.parametrize("factory", FACTORIES)
    @pytest.mark.parametrize("text", [TEXT, "", " \n ", "Nulla."])
    def test_a_component_needs_none_of_the_others(self, factory: str, text: str) -> None:
        nlp = with_ruler()
        nlp.add_pipe(factory)
        assert nlp(text).text == text

    def test_people(self) -> None:
        nlp = with_ruler()
        nlp.add_pipe("rumourx_people")
        doc = nlp(TEXT)
        assert [span.text for span in doc.spans["people"]] == ["Dario Bellomo", "Bellomo"]

    def test_clubs(self) -> None:
        nlp = with_ruler()
        nlp.add_pipe("rumourx_clubs")
        doc = nlp(TEXT)
        assert [span.text for span in doc.spans["clubs"]] == ["Parma", "Torino", "Sassuolo"]

    def test_quotes_with_speakers_from_the_entities(self) -> None:
        nlp = with_ruler()
        nlp.add_pipe("rumourx_quotes")
        doc = nlp(TEXT)
        assert [span.text for span in doc.spans["quotes"]] == ["A Torino sto bene e non mi muovo"]
        (quote,) = doc._.quotes
        assert "Bellomo" in quote["speaker"]

    def test_contracts_behind_people_and_dates_alone(self) -> None:
        nlp = with_ruler()
        nlp.add_pipe("rumourx_people")
        nlp.add_pipe("rumourx_dates")
        nlp.add_pipe("rumourx_contracts")
        assert [contract["date"] for contract in nlp(TEXT)._.contract_dates] == ["2026"]


class TestEntryPoints:
    def test_every_factory_is_one_and_names_its_class(self) -> None:
        pyproject = Path(__file__).parents[2] / "pyproject.toml"
        project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
        declared = project["entry-points"]["spacy_factories"]
        assert set(declared) == {*FACTORIES, "rumourx_own_names", "rumourx_tok2vec", "rumourx_ner"}
        for factory, place in declared.items():
            module, _, name = place.partition(":")
            component = with_ruler().add_pipe(factory)
            assert isinstance(component, getattr(import_module(module), name))


class TestSaving:
    def test_a_pipeline_with_the_components_can_be_saved_and_opened(self, whole: Language, tmp_path: Path) -> None:
        whole.to_disk(tmp_path / "saved")
        opened = spacy.load(tmp_path / "saved")
        assert opened.pipe_names == whole.pipe_names
        assert values(opened(TEXT)) == values(whole(TEXT))

    def test_a_doc_keeps_its_values_and_spans(self, whole: Language) -> None:
        doc = whole(TEXT)
        doc._.article_date = "2025-05-12"
        copy = Doc(whole.vocab).from_bytes(doc.to_bytes())
        assert copy._.article_date == "2025-05-12"
        assert values(copy) == values(doc)
        assert spans(copy) == spans(doc)
        assert doc._.people
        assert doc._.quotes

    def test_a_docbin_does_too(self, whole: Language, tmp_path: Path) -> None:
        doc = whole(TEXT)
        DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "docs.spacy")
        (copy,) = DocBin().from_disk(tmp_path / "docs.spacy").get_docs(whole.vocab)
        # A DocBin makes tuples of lists.
        assert json.dumps(values(copy)) == json.dumps(values(doc))


class TestManyDocs:
    TEXTS = (TEXT, "Nulla.", TEXT.replace("Parma", "Genoa"), "", "Il Milan tace.", TEXT.replace("2026", "2027"))

    def test_pipe_gives_what_each_call_gives(self, whole: Language) -> None:
        assert [values(doc) for doc in whole.pipe(self.TEXTS, batch_size=2)] == [values(whole(t)) for t in self.TEXTS]

    @pytest.mark.filterwarnings("ignore::DeprecationWarning")
    def test_worker_processes_give_the_same(self, whole: Language) -> None:
        docs = list(whole.pipe(self.TEXTS, n_process=2, batch_size=2))
        assert [values(doc) for doc in docs] == [values(whole(text)) for text in self.TEXTS]
        assert [spans(doc) for doc in docs] == [spans(whole(text)) for text in self.TEXTS]

    def test_a_doc_does_not_change_the_next(self, whole: Language) -> None:
        first = values(whole(TEXT))
        whole("Il Milan e Carlo Ancelotti. “Io resto qui per sempre”, ha detto.")
        assert values(whole(TEXT)) == first


def test_extensions_can_be_registered_again() -> None:
    register_extensions()
    register_extensions()
    assert all(Doc.has_extension(name) for name in (*LIST_EXTENSIONS, "article_date"))
