"""What a text holds before its people are found: the gazetteer's names, the NER's, and how accents are written."""

import re
from collections.abc import Iterator
from functools import cached_property

from spacy.tokens import Doc

from rumourx.gazetteer import Gazetteer, Match
from rumourx.pipeline.ranges import Entity, Range, SortedRanges, read_entities, touching
from rumourx.pipeline.spans import text_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ACCENT_MARKED = re.compile(r"\b(?:[Ee]|piu|perche|puo|gia|citta|sara|cosi)['’]\s")


class Page:
    """A Doc's text with what the components' lists know in it; each thing is looked up once."""

    def __init__(self, doc: Doc, known: Gazetteer) -> None:
        self.text: str = text_of(doc)
        self.known = known
        self.names = known.find(self.text)
        self.people: list[Entity] = [entity for entity in read_entities(doc) if entity.label == "PER"]

    def names_at(self, start: int, end: int) -> Iterator[Match]:
        """Yield the gazetteer's names that share a character with start:end."""
        return touching(self.names, start, end)

    @cached_property
    def capitalised(self) -> list[Range]:
        """The words with a capital."""
        return [match.span() for match in _WORD.finditer(self.text) if match[0][0].isupper()]

    @cached_property
    def people_ranges(self) -> SortedRanges:
        """Where the NER found people."""
        return SortedRanges((one.start, one.end) for one in self.people)

    @cached_property
    def team_beginnings(self) -> frozenset[str]:
        """The first words of the teams' names of several words: "Real" of "Real Madrid"."""
        forms = {name.form for name in self.names if name.category == "club"}
        return frozenset(form[: space.start()] for form in forms for space in re.finditer(" ", form))

    @cached_property
    def marks_accents(self) -> bool:
        """Whether the article writes accents as apostrophes ("piu' forte")."""
        return _ACCENT_MARKED.search(self.text) is not None
