"""Candidate mentions of people: what the NER calls PER, mended, and what the gazetteer adds."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rumourx.gazetteer import fold
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.people.bounds import NAME_WORD, person_ranges
from rumourx.pipeline.people.not_people import (
    is_behind_head,
    is_ordinary_word,
    is_something_else,
    names_something_else,
    supported_words,
)
from rumourx.pipeline.people.page import Page
from rumourx.pipeline.ranges import Range, SortedRanges


class Candidate(NamedTuple):
    """A mention of a person at start:end of the Doc's text; `nickname` when its form is no part of their name."""

    start: int
    end: int
    text: str
    nickname: bool = False


_PARTICLE = r"(?:de|di|da|del|della|van|von|der|den|el|al|dos|das|do|la|le|ten|ter|bin|ben|mac)"
_FULL_NAME = re.compile(rf"\b{NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{NAME_WORD}){{1,3}}")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’.-]*\s$")


def find_candidates(page: Page) -> list[Candidate]:
    """Return the candidates in the order of the text, none overlapping another."""
    found = [*_nicknames(page), *_from_entities(page)]
    found = _without_overlaps(found)
    found = _without_overlaps([*found, *_known_full_names(page, found)])
    supported = supported_words([candidate.text for candidate in found])
    return [candidate for candidate in found if not _is_ordinary(page, candidate, supported)]


def _nicknames(page: Page) -> Iterator[Candidate]:
    for name in page.names:
        if name.category == "person_nickname":
            yield Candidate(name.start, name.end, name.form, nickname=True)


def _from_entities(page: Page) -> Iterator[Candidate]:
    """Yield the people in the NER's PER entities, without titles, marks, and names that are no people's."""
    for entity in page.people:
        for start, end in person_ranges(page, entity.start, entity.end):
            text = page.text[start:end]
            named = len(text) > 1 and any(word[0].isupper() for word in text.split())
            if named and not is_something_else(page, start, end, (entity.start, entity.end)):
                yield Candidate(start, end, text)


def _known_full_names(page: Page, found: list[Candidate]) -> list[Candidate]:
    """Return the full names of known people that the NER did not see."""
    taken = SortedRanges((one.start, one.end) for one in found)
    more = []
    for match in _FULL_NAME.finditer(page.text):
        for start, end in _subsequences(match):
            text = page.text[start:end]
            known = page.known.people(text) or _looks_full(page, start, text)
            if known and not names_something_else(page, start, end) and not is_behind_head(page.text, start):
                more.append(Candidate(start, end, text))
                break
    return [name for name in more if not taken.overlaps(name.start, name.end)]


def _looks_full(page: Page, start: int, text: str) -> bool:
    """Tell whether two words are a given name and a surname that the lists know, though of nobody together."""
    known = page.known
    first, _, last = text.partition(" ")
    ordinary = read_map("ordinary_words.tsv")
    if text.isupper() or " " in last or not known.is_forename(first) or not known.is_surname(last):
        return False
    if known.is_place(first) or known.is_place(last) or first.lower() in ordinary or last.lower() in ordinary:
        return False
    return not _CAPITAL_BEFORE.search(page.text[max(0, start - 20) : start])


def _subsequences(match: re.Match[str]) -> list[Range]:
    """Return the ranges of two words or more of a capitalised sequence, the longest first."""
    words = [(match.start() + word.start(), match.start() + word.end()) for word in re.finditer(r"\S+", match[0])]
    ranges = [(words[first][0], words[last][1]) for first in range(len(words)) for last in range(first + 1, len(words))]
    return sorted(ranges, key=lambda bounds: bounds[0] - bounds[1])


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the longer of two candidates that overlap."""
    kept: list[Candidate] = []
    taken = SortedRanges()
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        if not taken.overlaps(candidate.start, candidate.end):
            kept.append(candidate)
            taken.add(candidate.start, candidate.end)
    return sorted(kept)


def _is_ordinary(page: Page, candidate: Candidate, supported: set[str]) -> bool:
    """Tell whether a candidate is an ordinary word, and no part of a longer name of the article."""
    if " " in candidate.text or candidate.nickname or fold(candidate.text) in supported:
        return False
    return is_ordinary_word(page.text, candidate.start, candidate.end, page.known)
