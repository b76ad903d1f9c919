"""The quotes component: pair the marks, keep what is speech, find out who says it."""

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.quotes.marks import Stretch, find_stretches
from rumourx.pipeline.quotes.scene import Scene
from rumourx.pipeline.quotes.selection import select_quotes
from rumourx.pipeline.quotes.speakers import Voice, assign_speakers
from rumourx.pipeline.spans import char_span, text_of
from rumourx.pipeline.values import Quote, register_extensions


@Language.factory("rumourx_quotes", assigns=["doc.spans"])
class QuoteExtractor:
    """Read the text, `doc._.people`, `.clubs` and `.descriptions`; write `doc.spans["quotes"]` and `doc._.quotes`.

    Every component before it may be absent; without people, `doc.ents` labelled PER are taken for the speakers.
    A span's label is QUOTE and its `kb_id_` the speaker, empty where unknown.

    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> nlp.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Vanoli"}])
    >>> quotes = nlp.add_pipe("rumourx_quotes")
    >>> [quote] = nlp("“Resto qui” ha detto Vanoli.")._.quotes
    >>> quote["speaker"], quote["cue"], quote["start"], quote["end"]
    ('Vanoli', 'ha detto', 1, 10)
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of one Doc."""
        text = text_of(doc)
        stretches = select_quotes(doc, find_stretches(text))
        if not stretches:
            doc._.quotes = []
            doc.spans["quotes"] = []
            return doc
        voices = assign_speakers(Scene(doc, stretches), stretches)
        doc._.quotes = [_quote(text, stretch, voice) for stretch, voice in zip(stretches, voices, strict=True)]
        spans = [char_span(doc, q["start"], q["end"], "QUOTE", q["speaker"] or "") for q in doc._.quotes]
        doc.spans["quotes"] = [span for span in spans if span is not None]
        return doc


def _quote(text: str, stretch: Stretch, voice: Voice) -> Quote:
    cue = text[slice(*voice.cue)] if voice.cue is not None else None
    return Quote(speaker=voice.speaker, cue=cue, start=stretch.start, end=stretch.end)
