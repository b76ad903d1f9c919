"""Where the people and clubs of a Doc stand: look-ups by character range, sentence and paragraph."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from rumourx.pipeline.spans import text_of


class Reference(NamedTuple):
    """Words at `start`:`end` that stand for the person or club `name`; `named` is False for a description."""

    start: int
    end: int
    name: str
    named: bool = True


Range = tuple[int, int]


_KEPT = 4  # texts: several components ask for the ranges of one before the next comes
LONGEST_SENTENCE = 1500  # characters; three times what one has in a newspaper
LONGEST_PARAGRAPH = 10_000  # characters; five times what one has there
_LEFT_BEHIND = re.compile(r"(?<!\s)\s+[“«‘\"(]+$")


def _sentence_starts(doc: Doc) -> list[int]:
    """Return the offsets where sentences start; from an array, for spaCy makes a Span of each of `doc.sents`."""
    if not doc.has_annotation("SENT_START"):
        list(doc.sents)  # raises spaCy's own error, which says what the pipeline lacks
    flags = doc.to_array(["SENT_START", "IDX"])
    later: list[int] = flags[1:][flags[1:, 0] == 1, 1].tolist()
    return [0, *later]


def sentence_ranges(doc: Doc) -> tuple[Range, ...]:
    """Return the sentences of a Doc as character ranges without outer white space; line breaks always end one.

    What is longer than any sentence is cut between words: what is done with all names of a sentence takes far longer
    for a text without full stops.
    """
    return _sentence_ranges(text_of(doc), tuple(_sentence_starts(doc)))


@lru_cache(maxsize=_KEPT)
def _sentence_ranges(text: str, starts: tuple[int, ...]) -> tuple[Range, ...]:
    ranges: list[Range] = []
    for start, end in pairwise([*starts, len(text)]):
        for line in text[start:end].splitlines(keepends=True):
            # An opening mark that the splitter left behind belongs to the quote in the next sentence.
            stripped = _LEFT_BEHIND.sub("", line.strip())
            if stripped:
                begin = start + line.index(stripped)
                ranges += _cut_between_words(text, begin, begin + len(stripped), LONGEST_SENTENCE)
            start += len(line)
    return tuple(ranges)


def _cut_between_words(text: str, start: int, end: int, longest: int) -> Iterator[Range]:
    """Yield start:end in stretches of at most `longest` characters."""
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest)
        cut = start + longest if space < 0 else space
        yield start, cut
        start = cut
    yield start, end


@lru_cache(maxsize=_KEPT)
def paragraph_ranges(text: str) -> tuple[Range, ...]:
    """Return the paragraphs of a text (its non-blank lines) as character ranges; what is too long for one is cut.

    >>> paragraph_ranges("Titolo\\n\\nTesto.")
    ((0, 6), (8, 14))
    """
    ranges: list[Range] = []
    start = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            begin = start + line.index(stripped)
            ranges += _cut_between_words(text, begin, begin + len(stripped), LONGEST_PARAGRAPH)
        start += len(line)
    return tuple(ranges)


class MentionIndex:
    """The references of a Doc in the order of the text.

    `people` holds the named mentions, `persons` those and the resolved descriptions ("il tecnico"), `clubs` the
    club mentions; `sentences` and `paragraphs` are character ranges.
    """

    def __init__(self, doc: Doc) -> None:
        self.text: str = text_of(doc)
        self.sentences = sentence_ranges(doc)
        self.paragraphs = paragraph_ranges(self.text)
        self.people = sorted(
            Reference(mention["start"], mention["end"], person["name"])
            for person in doc._.people
            for mention in person["mentions"]
        )
        described = [
            Reference(description["start"], description["end"], description["person"], named=False)
            for description in doc._.descriptions
            if description["person"] is not None
        ]
        self.persons = sorted([*self.people, *described])
        self.clubs = sorted(
            Reference(mention["start"], mention["end"], club["name"])
            for club in doc._.clubs
            for mention in club["mentions"]
        )
        self._sentence_starts = [start for start, _ in self.sentences]
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def sentence_number(self, offset: int) -> int:
        """Return the number of the sentence that holds a character, or the one before it in a gap."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def sentence(self, offset: int) -> Range:
        """Return the range of that sentence."""
        return self.sentences[self.sentence_number(offset)]

    def paragraph(self, offset: int) -> Range:
        """Return the range of the paragraph that holds a character, or the one before it in a gap."""
        return self.paragraphs[self.paragraph_number(offset)]

    def paragraph_number(self, offset: int) -> int:
        """Return the number of that paragraph."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def paragraph_above(self, start: int) -> Range | None:
        """Return the paragraph before the one that starts at an offset; None before the second, and for the title."""
        number = self.paragraph_number(start)
        return self.paragraphs[number - 1] if number > 1 else None


def last_within(references: list[Reference], start: int, end: int) -> Reference | None:
    """Return the last reference that lies wholly in start:end; the list is sorted by start.

    >>> last_within([Reference(0, 4, "Roma"), Reference(8, 12, "Como")], 0, 10)
    Reference(start=0, end=4, name='Roma', named=True)
    """
    for number in reversed(range(bisect_left(references, (start,)), bisect_left(references, (end,)))):
        if references[number].end <= end:
            return references[number]
    return None


def within(references: list[Reference], start: int, end: int) -> list[Reference]:
    """Return the references that lie wholly in start:end; the list is sorted by start.

    >>> within([Reference(0, 4, "Roma"), Reference(8, 12, "Como")], 5, 20)
    [Reference(start=8, end=12, name='Como', named=True)]
    """
    first, behind = bisect_left(references, (start,)), bisect_left(references, (end,))
    return [reference for reference in references[first:behind] if reference.end <= end]
