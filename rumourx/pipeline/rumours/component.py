"""The rumours component: who is said to go where, to leave or to stay, and how far it has come."""

import re

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.mentions import MentionIndex, Reference
from rumourx.pipeline.rumours.claims import Merged, merge
from rumourx.pipeline.rumours.reading import Reader
from rumourx.pipeline.rumours.weights import read_network
from rumourx.pipeline.spans import char_span, text_of
from rumourx.pipeline.values import Rumour, register_extensions


@Language.factory("rumourx_rumours", assigns=["doc.spans"], default_config={"threshold": 0.33})
class RumourExtractor:
    """Read the people, clubs and descriptions of a Doc; write `doc.spans["rumours"]` and `doc._.rumours`.

    A span is the sentence that a rumour was read from; its label is the move, its `kb_id_` the person's name. A
    reading of a sentence counts where its probability reaches `threshold`.
    """

    def __init__(self, nlp: Language, name: str, threshold: float = 0.33) -> None:
        register_extensions()
        self._threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Find the rumours of one Doc."""
        rumours = merge(reader_of(doc).claims(read_network(), self._threshold))
        doc._.rumours = [_value(rumour) for rumour in rumours]
        spans = [
            char_span(doc, start, end, rumour.move, rumour.person)
            for rumour in rumours
            for start, end in rumour.evidence
        ]
        doc.spans["rumours"] = [span for span in spans if span is not None]
        return doc


def reader_of(doc: Doc) -> Reader:
    """Return a reader of a Doc whose people and clubs are found."""
    return Reader(doc, MentionIndex(doc), _other_names(doc), _year(doc))


def _value(rumour: Merged) -> Rumour:
    return Rumour(
        person=rumour.person,
        club=rumour.club,
        move=rumour.move,
        stage=rumour.stage,
        sources=list(rumour.sources),
        evidence=[{"start": start, "end": end} for start, end in rumour.evidence],
        chance=rumour.chance,
    )


def _other_names(doc: Doc) -> list[tuple[Reference, str]]:
    """Return outlets, stadiums and competitions, so that no cue is read out of their names."""
    return sorted(
        (Reference(mention["start"], mention["end"], entry["name"]), letter)
        for entries, letter in ((doc._.outlets, "O"), (doc._.stadiums, "N"), (doc._.competitions, "N"))
        for entry in entries
        for mention in entry["mentions"]
    )


def _year(doc: Doc) -> int | None:
    """Return the article's year; without a date the latest year that the text prints before any future one."""
    if doc._.article_date:
        return int(doc._.article_date[:4])
    match = re.match(r"\s*date (\d{4})", text_of(doc))
    return int(match[1]) if match else None
