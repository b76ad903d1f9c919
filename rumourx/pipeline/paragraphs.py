"""Paragraph bounds: a sentence, and so a name, never runs over a line break."""

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.values import register_extensions


@Language.factory("rumourx_paragraphs", assigns=["token.is_sent_start"])
class ParagraphBounds:
    """Start a sentence after every line break; belongs first in the pipeline.

    Sentence splitters and spaCy's NER respect bounds that are already set, so headlines and list items stay apart
    even without a full stop.

    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> _ = nlp.add_pipe("rumourx_paragraphs")
    >>> [sentence.text for sentence in nlp("Panchina Parma\\nIl tecnico").sents]
    ['Panchina Parma\\n', 'Il tecnico']
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` on the first word after each line break."""
        after_break = False
        for token in doc:
            if token.is_space:
                after_break = after_break or "\n" in token.text or "\r" in token.text
            elif after_break:
                token.is_sent_start = True
                after_break = False
        return doc
