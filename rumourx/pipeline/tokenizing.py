"""Tokens of a text in time that grows with its length alone, whatever stands in it."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

LONGEST_WORD = 400  # characters without a space that the tokenizer gets at once


def make_doc(nlp: Language, text: str) -> Doc:
    """Return the Doc of a text's tokens, as the pipeline's tokenizer makes them.

    The tokenizer looks at the whole of a word for each mark that it takes off its ends. What has more than
    `LONGEST_WORD` characters without a space, as no word or address in an article does, it gets in pieces.

    >>> import spacy
    >>> [len(token) for token in make_doc(spacy.blank("it"), "a " + "a" * 500)]
    [1, 400, 100]
    """
    if max(map(len, text.split()), default=0) <= LONGEST_WORD:
        return nlp.make_doc(text)
    docs = [nlp.make_doc(piece) for piece in _pieces(text)]
    words = [token.text for doc in docs for token in doc]
    spaces = [bool(token.whitespace_) for doc in docs for token in doc]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces of which none holds a longer word; they end within such words only."""
    begin = end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        for cut in range(start + LONGEST_WORD, end, LONGEST_WORD):
            yield text[begin:cut]
            begin = cut
    yield text[begin:]
