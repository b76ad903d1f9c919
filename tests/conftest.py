"""Pipelines that several rooms test with."""

import signal
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from hypothesis import settings
from spacy.language import Language
from spacy.training import Example

from rumourx.evaluation.markup import parse_marks
from rumourx.pipeline.load import load_pipeline
from rumourx.training.variants import LABELS

settings.register_profile("any machine", deadline=None)  # a busy one may pause in the middle of an example
settings.load_profile("any machine")

NEWS = (
    "Il {C Parma} pensa a {P Paolo Vanoli}.",
    "Il tecnico del {C Torino} piace anche al {C Sassuolo}, come riporta {O Sky Sport}.",
    "“A {G Torino} sto bene” ha detto {P Vanoli}.",
    "Vive a {G Milano} e ha vinto la {L Coppa Italia}.",
    "{P Dario Bellomo} firma con la {C Vigor}.",
    "Ha un contratto in scadenza nel 2026.",
)
"""All that the small pipeline of `news_pipeline` has learnt."""


@pytest.fixture(scope="session", autouse=True)
def interrupts() -> None:
    """Tests that a shell runs in the background ignore interrupts, and so would the commands that they start."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def embedded() -> Language:
    """The default pipeline, loaded once."""
    return load_pipeline()


@pytest.fixture(scope="session")
def taught() -> Callable[[Language], Language]:
    """Teaches a pipeline's NER a few sentences by heart, with the labels of it_core_news_sm (PER, ORG, LOC, MISC)."""

    def teach(nlp: Language) -> Language:
        spacy.util.fix_random_seed(0)
        examples = [_example(nlp, marked) for marked in NEWS]
        nlp.initialize(lambda: examples)
        for _ in range(40):
            nlp.update(examples)
        return nlp

    return teach


@pytest.fixture(scope="session")
def make_news_pipeline(taught: Callable[[Language], Language]) -> Callable[[], Language]:
    """Makes a small pipeline that has learnt those sentences and has nothing but its NER."""

    def make() -> Language:
        nlp = spacy.blank("it")
        nlp.meta.update(name="other_news_sm", version="3.8.7")
        nlp.add_pipe("ner")
        return taught(nlp)

    return make


def _example(nlp: Language, marked: str) -> Example:
    text, marks = parse_marks(marked)
    entities = [(mark.start, mark.end, LABELS[mark.tag]) for mark in marks]
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # an entity that fits no tokens would not be learnt
        return Example.from_dict(nlp.make_doc(text), {"entities": entities})


@pytest.fixture(scope="session")
def news_pipeline(make_news_pipeline: Callable[[], Language], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a saved pipeline that is not ours."""
    folder = tmp_path_factory.mktemp("pipelines") / "other_news_sm"
    make_news_pipeline().to_disk(folder)
    return folder


@pytest.fixture(scope="session")
def installed_pipeline(news_pipeline: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of installed packages that holds that pipeline as the package `it_other_news_sm`."""
    packages = tmp_path_factory.mktemp("site-packages")
    package = packages / "it_other_news_sm"
    package.mkdir()
    data = package / "it_other_news_sm-3.8.7"
    spacy.load(news_pipeline).to_disk(data)
    (package / "meta.json").write_bytes((data / "meta.json").read_bytes())
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = packages / "it_other_news_sm-3.8.7.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: it_other_news_sm\nVersion: 3.8.7\n")
    (info / "entry_points.txt").write_text("[spacy_models]\nit_other_news_sm = it_other_news_sm\n")
    return packages
