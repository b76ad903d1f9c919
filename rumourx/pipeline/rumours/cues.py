"""The cues of transfer talk (lexicons/rumour_cues.tsv), and where they stand in a masked sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

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
_ADVERB = (
    "(?:(?:già|anche|poi|ora|invece|infatti|inoltre|appena|quindi|così|subito|pure|proprio|infine|intanto"
    "|[a-zà-ÿ]+mente) ){0,2}"
)
_AUXILIARIES = {
    "{ha}": ("ha", "hanno", "aveva", "avevano", "avrebbe", "avrebbero", "abbia", "abbiano", "aver", "avendo"),
    "{è}": (
        *("è", "sono", "era", "erano", "sarebbe", "sarebbero", "sia", "siano", "essere", "essendo"),
        *("viene", "vengono", "verrebbe", "verrebbero"),
    ),
}


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Return the expression of a lexicon pattern: `~` up to three words, `*` any ending, `P` `C` `S` slots.

    `{ha}` and `{è}` are any form of the auxiliaries, with adverbs behind.

    >>> bool(compile_pattern("pens* ~{a}").match("pensa forse a"))
    True
    >>> bool(compile_pattern("{è} tornat[oaie] {a}").match("sono ufficialmente tornate alla"))
    True
    """
    for sign, forms in _AUXILIARIES.items():
        been = "(?:stat[oaie] )?" if sign == "{è}" else ""
        pattern = pattern.replace(f"{sign} ", f"(?:{'|'.join(forms)}) {been}{_ADVERB}")
    for sign, words in _WORDS.items():
        pattern = pattern.replace(sign, words)
    pattern = re.sub(r"([PCSX])", lambda match: match[1] + ANY, pattern)
    pattern = pattern.replace("~", _GAP).replace("*", r"[a-zà-ÿ]*")
    return re.compile(pattern + (r"(?![a-zà-ÿ0-9])" if not pattern.endswith(ANY) else ""))


_LITERAL = re.compile(r"[a-zà-ÿ0-9']+(?![?*])|[a-zà-ÿ0-9']*(?=[a-zà-ÿ0-9']\?)")
_WORD = re.compile(r"[a-zà-ÿ0-9']+")
_ADVERBS = 2  # that may stand between an auxiliary and its participle, and "stato" before them

Rows = dict[str, list[tuple[str, ...]]]


class _Lexicon:
    """The rows by how their patterns begin, so that only those are compiled and tried that a text may hold.

    `slots` files those that begin with a slot by its letter, `words` by the letters that their first word begins
    with, `participles` those behind an auxiliary by the letters of the word behind it.
    """

    def __init__(self) -> None:
        self.slots: Rows = {}
        self.words: Rows = {}
        self.participles: Rows = {}
        self.auxiliaries = {form for forms in _AUXILIARIES.values() for form in forms}
        for row in read_rows("rumour_cues.tsv"):
            sign, _, rest = row[0].partition(" ")
            if sign in _AUXILIARIES:
                self.participles.setdefault(_opening(rest), []).append(row)
            elif row[0][0].isupper():
                self.slots.setdefault(row[0][0], []).append(row)
            else:
                self.words.setdefault(_opening(row[0]), []).append(row)


def _opening(pattern: str) -> str:
    """Return the letters that every text of a pattern begins with, within its first word.

    >>> _opening("acquist[oaie] da"), _opening("prestiti? di"), _opening("~accordo")
    ('acquist', 'prestit', '')
    """
    found = _LITERAL.match(pattern)
    return found[0] if found else ""


_LETTERS = re.compile(r"[a-zà-ÿ0-9' ]*")
_REPEAT = re.compile(r"[?]|[{]\d")
_REACH = 120  # characters from an auxiliary to the end of what its row begins with


@cache
def _literal_start(pattern: str) -> str:
    """Return all that every text of a pattern begins with: what a text lacks need not be compiled.

    >>> _literal_start("mess[oaie] nel mirino"), _literal_start("prestiti? di"), _literal_start("pensa {a}")
    ('mess', 'prestit', 'pensa ')
    """
    letters = _LETTERS.match(pattern)[0]  # type: ignore[index]  # it matches everywhere
    return letters[:-1] if _REPEAT.match(pattern, len(letters)) else letters


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


@cache
def _compiled(row: tuple[str, ...]) -> Cue:
    pattern, move, stage, frame, *flags = row
    return Cue(compile_pattern(pattern), move, stage, frame, "weak" in flags)


@cache
def _rows_for(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows that a word, or a slot's letter, may begin."""
    lexicon = _lexicon()
    if word[0].isupper():
        return tuple(lexicon.slots.get(word[0], ()))
    return tuple(row for length in range(1, len(word) + 1) for row in lexicon.words.get(word[:length], ()))


@cache
def _participle_rows(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows that a word may go on behind an auxiliary."""
    filed = _lexicon().participles
    return tuple(row for length in range(len(word) + 1) for row in filed.get(word[:length], ()))


def _cues_at(text: str, start: int) -> Iterator[Cue]:
    """Yield the cues that may begin at a word of a masked text."""
    match = _WORD.match(text, start)
    word = match[0] if match else text[start]
    for row in _rows_for(word):
        if word[0].isupper() or text.startswith(_literal_start(row[0]), start):
            yield _compiled(row)
    if word in _lexicon().auxiliaries:
        near = text[start : start + _REACH]
        behind = [one[0] for one in islice(_WORD.finditer(text, start + len(word)), _ADVERBS + 2)]
        for row in dict.fromkeys(row for one in behind for row in _participle_rows(one)):
            if _literal_start(row[0].partition(" ")[2]) in near:
                yield _compiled(row)


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
        for cue in _cues_at(text, start):
            hit = cue.pattern.match(text, start)
            if hit and (not best or hit.end() >= best[0].end):
                best = [one for one in best if one.end == hit.end()]
                if cue.move not in {one.cue.move for one in best}:
                    best.append(Found(start, hit.end(), cue))
        if best:
            found += [one for one in best if one.cue.move != NO_MOVE]
            covered = best[0].end
    return found
