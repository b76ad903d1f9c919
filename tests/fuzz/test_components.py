"""Each component bears any names that a pipeline may find, alone and behind the others."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from rumourx.pipeline.load import COMPONENTS
from rumourx.pipeline.tokenizing import make_doc
from rumourx.pipeline.values import LIST_EXTENSIONS
from tests.fuzz.checks import stretches
from tests.fuzz.conftest import hostile
from tests.fuzz.strategies import texts

LABELS = ("PER", "ORG", "LOC", "MISC")
ARTICLE_DATES = (None, "2025", "2025-05-12", "9999-12-31")
Places = list[tuple[int, int, str]]

places = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 12), st.sampled_from(LABELS)), max_size=20)
"""Entities anywhere, also on marks and blanks: the token where each begins, how many it has, and its label."""


def read(nlp: Language, text: str, entities: Places, date: str | None, components: Sequence[str]) -> Doc:
    """The Doc of a text whose entities are given, read by some components."""
    doc = make_doc(nlp, text.encode("utf-8", "replace").decode())
    doc._.article_date = date
    for bounds in ("sentencizer", "rumourx_paragraphs"):
        doc = nlp.get_pipe(bounds)(doc) if bounds in nlp.pipe_names else doc
    spans = [Span(doc, at, min(at + long, len(doc)), label) for at, long, label in entities if at < len(doc)]
    doc.ents = filter_spans(spans)
    for component in components:
        doc = nlp.get_pipe(component)(doc)
    return doc


def check_values(doc: Doc) -> None:
    """Check that all that was written on a Doc lies within its text."""
    values: dict[str, Any] = {name: getattr(doc._, name) for name in LIST_EXTENSIONS if name != "affiliations"}
    for one in stretches(values):
        assert 0 <= one["start"] < one["end"] <= len(doc.text), one


@pytest.mark.parametrize("component", COMPONENTS)
@settings(hostile, max_examples=25)
@given(text=texts(), entities=places, date=st.sampled_from(ARTICLE_DATES))
def test_alone(embedded: Language, component: str, text: str, entities: Places, date: str | None) -> None:
    check_values(read(embedded, text, entities, date, [component]))


@settings(hostile, max_examples=100)
@given(text=texts(), entities=places, date=st.sampled_from(ARTICLE_DATES))
def test_one_after_the_other(embedded: Language, text: str, entities: Places, date: str | None) -> None:
    check_values(read(embedded, text, entities, date, COMPONENTS))
