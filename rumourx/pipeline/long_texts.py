"""Finds the names of a long text piece by piece: a network over a hundred thousand words at once takes gigabytes."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span

PIECE = 4_000  # tokens that the base pipeline reads at a time; an article has a tenth of them
_LINE_WITHIN = 1_000  # tokens before the end of a piece, in which it is cut at a line's end


def is_long(doc: Doc) -> bool:
    """Tell whether a text is to be read piece by piece."""
    return len(doc) > PIECE


def read_long(doc: Doc, nlp: Language, first_own: str = "rumourx_people") -> Doc:
    """Run a pipeline over one Doc: what stands before `first_own` piece by piece, the rest over the whole.

    The pieces' sentence bounds and named entities are those of the Doc. They are cut at the ends of lines where there
    are any, which names and sentences do not cross.
    """
    own = nlp.pipe_names.index(first_own)
    entities: list[Span] = []
    bounds: list[NDArray[Any]] = []
    for start, end in _pieces(doc):
        piece = _piece(doc, start, end)
        for _, component in nlp.pipeline[:own]:
            piece = component(piece)
        bounds.append(piece.to_array(["SENT_START"]))
        entities += [Span(doc, start + one.start, start + one.end, one.label) for one in piece.ents]
    doc.from_array(["SENT_START"], np.concatenate(bounds))  # type: ignore[arg-type]  # spaCy's own array type
    doc.ents = entities
    for _, component in nlp.pipeline[own:]:
        doc = component(doc)
    return doc


def _piece(doc: Doc, start: int, end: int) -> Doc:
    """The tokens of a range as a Doc of their own; `Span.as_doc` would go through the whole text for each."""
    tokens = [doc[place] for place in range(start, end)]
    piece = Doc(doc.vocab, words=[token.text for token in tokens], spaces=[bool(token.whitespace_) for token in tokens])
    for own, token in zip(piece, tokens, strict=True):
        own.norm_ = token.norm_  # a tokenizer's exceptions may set it, and the network reads it
    return piece


def _pieces(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tokens of the pieces."""
    start = 0
    while start < len(doc):
        end = min(start + PIECE, len(doc))
        if end < len(doc):
            breaks = (place for place in range(end, max(start, end - _LINE_WITHIN), -1) if "\n" in doc[place - 1].text)
            end = next(breaks, end)
        yield start, end
        start = end
