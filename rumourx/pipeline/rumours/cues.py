"""The cues of transfer talk (lexicons/rumour_cues.tsv), and where they stand in a masked sentence."""

import re
from dataclasses import dataclass
from functools import cache

from rumourx.pipeline.lexicon import read_rows
from rumourx.pipeline.rumours.masking import ANY


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the lexicon: a pattern, what it tells, and how its person and club stand around it."""

    pattern: re.Pattern[str]
    move: str
    stage: str
    frame: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A cue at start:end of a masked text."""

    start: int
    end: int
    cue: Cue


NO_MOVE = "none"
"""The move of idioms that hold a cue's words and tell no move ("non lascia dubbi")."""

_GAP = r"(?:[a-zà-ÿ0-9']+ ){0,3}?"
_WORDS = {
    "{a}": "(?:a|ad|al|allo|alla|all'|ai|agli|alle)",
    "{di}": "(?:di|del|dello|della|dell'|dei|degli|delle|d')",
    "{da}": "(?:da|dal|dallo|dalla|dall'|dai|dagli|dalle)",
    "{con}": "(?:con|col|coi|con il|con la|con lo|con l'|con i|con gli|con le)",
    "{su}": "(?:su|sul|sullo|sulla|sull'|sui|sugli|sulle)",
    "{in}": "(?:in|nel|nello|nella|nell'|nei|negli|nelle)",
}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the expression of a lexicon pattern: `~` up to three words, `*` any ending, `P` `C` `S` slots.

    >>> bool(compile_pattern("pens* ~{a}").match("pensa forse a"))
    True
    """
    for sign, words in _WORDS.items():
        pattern = pattern.replace(sign, words)
    pattern = re.sub(r"([PCSX])", lambda match: match[1] + ANY, pattern)
    pattern = pattern.replace("~", _GAP).replace("*", r"[a-zà-ÿ]*")
    return re.compile(pattern + (r"(?![a-zà-ÿ0-9])" if not pattern.endswith(ANY) else ""))


@cache
def _rows_by_start() -> dict[str, list[tuple[str, ...]]]:
    """Return the lexicon's rows by the first characters of their patterns: one for a slot, else two."""
    filed: dict[str, list[tuple[str, ...]]] = {}
    for row in read_rows("rumour_cues.tsv"):
        filed.setdefault(row[0][0] if row[0][0].isupper() else row[0][:2], []).append(row)
    return filed


@cache
def cues_starting(start: str) -> tuple[Cue, ...]:
    """Return the cues whose patterns begin so; compiled when a text first needs them, for there are many."""
    return tuple(
        Cue(compile_pattern(pattern), move, stage, frame, "weak" in flags)
        for pattern, move, stage, frame, *flags in _rows_by_start().get(start, ())
    )


_WORD_START = re.compile(r"(?<![a-zà-ÿ0-9])[a-zà-ÿ0-9PCSX]")


def find_cues(text: str) -> list[Found]:
    """Return the cues of a masked text in its order; of those that start together the longest, none inside another.

    A pattern that the lexicon holds twice, with different moves, is found twice.
    """
    found: list[Found] = []
    covered = 0
    for match in _WORD_START.finditer(text):
        start = match.start()
        if start < covered:
            continue
        best: list[Found] = []
        for cue in cues_starting(text[start] if text[start].isupper() else text[start : start + 2]):
            hit = cue.pattern.match(text, start)
            if hit and (not best or hit.end() >= best[0].end):
                best = [*(one for one in best if one.end == hit.end()), Found(start, hit.end(), cue)]
        if best:
            found += [one for one in best if one.cue.move != NO_MOVE]
            covered = best[0].end
    return found
