"""Paragraph bounds: a sentence, and so a name, never runs over a line break."""

from typing import Any, cast

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
        spaces = doc.to_array("IS_SPACE")
        starts = doc.to_array("SENT_START")
        after_break = False
        for place in range(len(doc)):
            if spaces[place]:
                after_break = after_break or any(mark in doc[place].text for mark in "\n\r")
            elif after_break:
                starts[place] = 1
                after_break = False
        # All at once: for each word that is set by itself spaCy looks through the whole Doc.
        return doc.from_array(["SENT_START"], cast(Any, starts.reshape(-1, 1)))
