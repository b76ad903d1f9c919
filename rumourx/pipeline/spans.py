"""Between a Doc and its characters: its text, and values with mentions as spans for spaCy's own tools and displaCy."""

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Doc, Span

from rumourx.pipeline.values import Club, Named, Person


@lru_cache(maxsize=4)
def text_of(doc: Doc) -> str:
    """Return `doc.text`, which spaCy puts together from the tokens anew at every access."""
    return doc.text


def char_span(doc: Doc, start: int, end: int, label: str, kb_id: str = "") -> Span | None:
    """Return the tokens that hold the characters start:end as a span, None if there are none."""
    return doc.char_span(start, end, label=label, kb_id=kb_id, alignment_mode="expand")


def set_spans(doc: Doc, group: str, entries: Sequence[Person | Club | Named], label: str) -> None:
    """Set `doc.spans[group]` to the mentions of all entries in the order of the text; `kb_id_` is the name."""
    mentions = sorted(
        (mention["start"], mention["end"], entry["name"]) for entry in entries for mention in entry["mentions"]
    )
    spans = [char_span(doc, start, end, label, name) for start, end, name in mentions]
    doc.spans[group] = [span for span in spans if span is not None]
