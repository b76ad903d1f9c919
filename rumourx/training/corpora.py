"""Readers of the general corpora: KIND and WikiNEural sentences as spaCy Docs with entity spans.

KIND (Paccosi and Palmero Aprosio 2022) labels PER, ORG and LOC without B- and I-; WikiNEural (Tedeschi et al.
2021) labels PER, ORG, LOC and MISC in IOB2. Both come tokenised; the text is put together again and
tokenised as spaCy's Italian tokenizer will find it.
"""

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

TaggedSentence = list[tuple[str, str]]
"""Tokens with their tags: O, LABEL, B-LABEL or I-LABEL."""

_NO_SPACE_BEFORE = frozenset(",.;:!?)]}»”%’…")
_NO_SPACE_AFTER = frozenset("([{«“")


def read_kind(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a KIND file: `token<TAB>tag` lines, a blank line after each sentence."""
    return _read_blocks(path, word=0)


def read_wikineural(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a WikiNEural file: `number<TAB>token<TAB>tag` lines."""
    return _read_blocks(path, word=1)


def _read_blocks(path: Path, word: int) -> Iterator[TaggedSentence]:
    sentence: TaggedSentence = []
    with path.open(encoding="utf8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > word + 1 and cells[word].strip():
                sentence.append((cells[word].strip(), cells[word + 1].strip()))
            elif sentence:
                yield sentence
                sentence = []
    if sentence:
        yield sentence


def join_tokens(words: list[str]) -> tuple[str, list[int]]:
    """Put tokens together as Italian is written; return the text and each token's offset in it.

    >>> join_tokens(["L'", "Inter", "vince", ",", "la", "Juve", "no", "."])
    ("L'Inter vince, la Juve no.", [0, 2, 8, 13, 15, 18, 23, 25])
    """
    text = ""
    offsets = []
    inside_quote = False
    glue = True
    for word in words:
        closes = word == '"' and inside_quote
        if not (glue or closes or word[0] in _NO_SPACE_BEFORE):
            text += " "
        offsets.append(len(text))
        text += word
        opens = word == '"' and not inside_quote
        inside_quote = opens or (inside_quote and not closes)
        glue = opens or word[-1] in _NO_SPACE_AFTER or (word[-1] in "'’" and len(word) > 1)
    return text, offsets


def entity_spans(sentence: TaggedSentence, offsets: list[int]) -> list[tuple[int, int, str]]:
    """Return (start, end, label) in characters; neighbouring tokens of one label without B- are one entity."""
    spans: list[tuple[int, int, str]] = []
    previous = "O"
    for (word, tag), start in zip(sentence, offsets, strict=True):
        label = tag.removeprefix("B-").removeprefix("I-")
        end = start + len(word)
        if label != "O":
            if label == previous and not tag.startswith("B-"):
                spans[-1] = (spans[-1][0], end, label)
            else:
                spans.append((start, end, label))
        previous = label
    return spans


def to_doc(nlp: Language, sentence: TaggedSentence) -> Doc:
    """Make a Doc with the sentence's entities; one that no token bounds fit is left out."""
    text, offsets = join_tokens([word for word, _ in sentence])
    doc = nlp.make_doc(text)
    spans = [doc.char_span(*span) for span in entity_spans(sentence, offsets)]
    doc.set_ents([span for span in spans if span is not None])
    return doc
