"""Docs with the names that a test gives them, whatever an NER would find."""

import re
from collections.abc import Callable

import pytest
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from rumourx.pipeline.paragraphs import ParagraphBounds  # noqa: F401  (registers the factory)
from rumourx.pipeline.values import register_extensions
from rumourx.training.tokenizer import italian_tokenizer

Labelled = Callable[..., Doc]


@pytest.fixture(scope="session")
def italian() -> Language:
    """The embedded pipeline's tokens and sentence bounds, without its NER."""
    nlp = italian_tokenizer()
    nlp.add_pipe("rumourx_paragraphs")
    nlp.add_pipe("sentencizer")
    register_extensions()
    return nlp


@pytest.fixture
def labelled(italian: Language) -> Labelled:
    """Makes a Doc in which every occurrence of the given words is an entity: `labelled(text, PER=["Vanoli"])`."""

    def make(text: str, **forms: list[str]) -> Doc:
        doc = italian(text)
        found = [
            doc.char_span(match.start(), match.end(), label, alignment_mode="expand")
            for label, names in forms.items()
            for name in names
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        ]
        doc.ents = filter_spans(span for span in found if span is not None)
        return doc

    return make
