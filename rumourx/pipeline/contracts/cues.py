"""The cue words of contracts, found in a text with the family that the lexicon gives them."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from rumourx.pipeline.capitals import in_small_letters
from rumourx.pipeline.lexicon import read_rows


class Cue(NamedTuple):
    """Cue words at `start`:`end`; `family` is the second cell of their line in the lexicon."""

    start: int
    end: int
    family: str


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """Return the cues in text[start:end] in their order.

    >>> [cue.family for cue in find_cues("Ha rinnovato il contratto", 0, 25)]
    ['renewal', 'noun']
    """
    small = in_small_letters(text)
    found: list[Cue] = []
    covered = start
    for word in _WORD.finditer(small, start, end):
        beginning = cues_beginning(word[0]) if word.start() >= covered else None
        match = beginning.pattern.match(small, word.start(), end) if beginning else None
        if match and beginning:
            found.append(Cue(match.start(), match.end(), beginning.families[match.lastindex or 0]))
            covered = match.end()
    return found


_WORD = re.compile(r"\w+")
_KEPT_WORDS = 50_000


class Beginning(NamedTuple):
    """The entries that may begin with a word, the longest first: one pattern, and the family of each of its groups."""

    pattern: re.Pattern[str]
    families: tuple[str, ...]


@lru_cache(maxsize=_KEPT_WORDS)
def cues_beginning(word: str) -> Beginning | None:
    """Return the entries that may begin with a word in small letters; None where there is none."""
    stems = (word[:length] for length in range(1, len(word) + 1))
    rows = [*_entries().get((word, False), ()), *(row for stem in stems for row in _entries().get((stem, True), ()))]
    if not rows:
        return None
    rows.sort(key=lambda row: (-len(row[0].rstrip("*")), row[2]))
    pattern = "|".join(f"({_as_pattern(words)})" for words, *_ in rows)
    return Beginning(re.compile(rf"(?:{pattern})(?!\w)"), ("", *(family for _, family, _ in rows)))


@cache
def _entries() -> dict[tuple[str, bool], list[tuple[str, str, int]]]:
    """The lexicon's entries, with their numbers, by the word that they begin with and whether any ending may follow."""
    entries: dict[tuple[str, bool], list[tuple[str, str, int]]] = {}
    for number, (words, family) in enumerate(read_rows("contract_cues.tsv")):
        first = _WORD.match(words.lower())
        if first:
            open_ended = words[first.end() : first.end() + 1] == "*"
            entries.setdefault((first[0], open_ended), []).append((words, family, number))
    return entries


def _as_pattern(words: str) -> str:
    escaped = re.escape(words.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return escaped.replace("'", "['’]")
