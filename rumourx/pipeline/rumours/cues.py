"""The cues of transfer talk (lexicons/rumour_cues.tsv), and where they stand in a masked sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

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


Row = tuple[str, ...]
_LETTERS = re.compile(r"[a-zà-ÿ0-9' ]*")
_REPEAT = re.compile(r"[?]|[{]\d")
_WORD = re.compile(r"[a-zà-ÿ0-9']+")
_ADVERBS = 2  # that may stand between an auxiliary and its participle, and "stato" before them
_REACH = 120  # characters behind an auxiliary in which they and the participle's first letters stand
_KEPT_WORDS = 1 << 14  # words whose lengths are kept


def literal_start(pattern: str) -> str:
    """Return all that every text of a pattern begins with: where a text lacks it, the pattern need not be tried.

    >>> literal_start("mess[oaie] nel mirino"), literal_start("prestiti? di"), literal_start("pensa {a}")
    ('mess', 'prestit', 'pensa ')
    """
    letters = _LETTERS.match(pattern)[0]  # type: ignore[index]  # it matches everywhere
    return letters[:-1] if _REPEAT.match(pattern, len(letters)) else letters


_MACRO = re.compile(r"[{][a-zè]+[}]")
_GROUP = re.compile(r"\((?:[^()]|\([^()]*\))*\)[?]?")
_NOT_LITERAL = re.compile(r"\[[^]]*\][?]?|.[?]|.[{][^}]*[}]|[^a-zà-ÿ0-9' ]")


@cache
def literal_parts(pattern: str) -> tuple[str, ...]:
    """Return the runs of characters that every text of a pattern holds, in their order.

    >>> literal_parts("{ha} mess[oaie] ~nel mirino"), literal_parts("prestiti? di"), literal_parts("(?:via|addio) {da}")
    (('mess', 'nel mirino'), ('prestit', 'di'), ())
    """
    outside = _GROUP.sub("|", _MACRO.sub("|", pattern))
    if "|" in _GROUP.sub("", pattern):
        return ()
    runs = (run.strip() for run in _NOT_LITERAL.sub("|", outside).split("|"))
    return tuple(run for run in runs if run)


_PLAIN = re.compile(r"[a-zà-ÿ0-9' ,:;–-]*")
_PIECE = re.compile(r"[()|\[]|[^()|\[]+|\[[^]]*\]")


@cache
def openings(pattern: str) -> tuple[str, ...]:
    """Return texts with one of which every text of a pattern begins, as far as they are plain to see.

    >>> openings("in (?:prestito {a}|p(?:ole|rova) per)"), openings("prestiti? di"), openings("~P")
    (('in prestito ', 'in pole', 'in prova'), ('prestit',), ('',))
    """
    plain = _PLAIN.match(pattern)[0]  # type: ignore[index]  # it matches everywhere
    rest = pattern[len(plain) :]
    if _REPEAT.match(rest):
        return (plain[:-1],)
    inside, behind = _group(rest)
    if not inside or behind[:1] in ("?", "*", "{"):
        return (plain,)
    return tuple(dict.fromkeys(plain + opening for one in inside for opening in openings(one)))


def _group(pattern: str) -> tuple[list[str], str]:
    """Return the alternatives of the group that a pattern begins with, none where it begins with another thing."""
    if not pattern.startswith("(?:"):
        return [], pattern
    depth, alternatives, end = 0, [""], 0
    for match in _PIECE.finditer(pattern):
        piece, end = match[0], match.end()
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if not depth:
            break
        if piece == "|" and depth == 1:
            alternatives.append("")
        else:
            alternatives[-1] += piece
    alternatives[0] = alternatives[0].removeprefix("(?:")
    return alternatives, pattern[end:]


def _may_stand(pattern: str, text: str, start: int) -> bool:
    """Tell whether a text holds what it must for a pattern to stand at `start`; compiling the pattern takes longer."""
    behind, begins_with, parts = _needs(pattern)
    if not text.startswith(begins_with, start + behind):
        return False
    for part in parts:
        start = text.find(part, start)
        if start < 0:
            return False
        start += len(part)
    return True


@cache
def _needs(pattern: str) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """Return what must stand in a text for a pattern: from which character on what it begins with, and its parts."""
    if pattern[0] in "PCSX":
        return 2, openings(pattern[1:]), literal_parts(pattern)
    return 0, ("",) if pattern[0] == "{" else openings(pattern), literal_parts(pattern)


Numbered = tuple[int, Row]


class _Opening(NamedTuple):
    """The rows whose literal start is a word or what it begins with, and whether those of others go on behind it."""

    rows: list[Numbered]
    goes_on: bool


class _Filed:
    """Rows of the lexicon, with their numbers, by their literal starts."""

    def __init__(self, rows: Iterable[tuple[int, str, Row]]) -> None:
        """File rows, each with its number and the pattern whose literal start counts."""
        self._by_start: dict[str, list[Numbered]] = {}
        self._phrases: dict[str, set[int]] = {}
        """Of the literal starts that go beyond a word: their lengths, by that word with up to two letters behind."""
        for number, pattern, row in rows:
            start = literal_start(pattern)
            self._by_start.setdefault(start, []).append((number, row))
            word, space, behind = start.partition(" ")
            if space:
                self._phrases.setdefault(f"{word} {behind[:2]}", set()).add(len(start))
        self._phrase_words = {phrase.partition(" ")[0] for phrase in self._phrases}

    def opening(self, word: str) -> _Opening:
        """Return what a word may open."""
        within = (row for length in range(1, len(word) + 1) for row in self._by_start.get(word[:length], ()))
        return _Opening(list(within), word in self._phrase_words)

    def at(self, text: str, start: int, word: str, opening: _Opening) -> list[Numbered]:
        """Return the rows whose literal start stands at a word of a text; `opening` is that of the word."""
        if not opening.goes_on:
            return opening.rows
        behind = start + len(word) + 1
        phrases = [self._phrases.get(text[start:end], ()) for end in range(behind, behind + 3)]
        beyond = (
            row for some in phrases for length in some for row in self._by_start.get(text[start : start + length], ())
        )
        return [*opening.rows, *beyond]


class _Lexicon:
    """The rows by how their patterns begin: so few are compiled and tried that a text may hold.

    `slots` files those that begin with a slot by its letter, `words` those that begin with a word, `participles` by
    what follows those that begin with an auxiliary.
    """

    def __init__(self) -> None:
        self._slots: dict[str, list[Numbered]] = {}
        words: list[tuple[int, str, Row]] = []
        participles: list[tuple[int, str, Row]] = []
        for number, row in enumerate(read_rows("rumour_cues.tsv")):
            sign, _, rest = row[0].partition(" ")
            if sign in _AUXILIARIES:
                participles.append((number, rest, row))
            elif row[0][0].isupper():
                self._slots.setdefault(row[0][0], []).append((number, row))
            else:
                words.append((number, row[0], row))
        self._words = _Filed(words)
        self._participles = _Filed(participles)
        self._auxiliaries = {form for forms in _AUXILIARIES.values() for form in forms}
        self._openings = lru_cache(maxsize=_KEPT_WORDS)(self._find_openings)

    def _find_openings(self, word: str) -> tuple[_Opening, _Opening, bool]:
        """Return what a word may open of `words` and of `participles`, and whether any row may begin with it."""
        words = self._words.opening(word)
        opens = bool(words.rows) or words.goes_on or word in self._auxiliaries
        return words, self._participles.opening(word), opens

    def rows_at(self, text: str, start: int, word: str) -> list[Numbered]:
        """Return the rows that may begin at a word, or a slot's letter, of a masked text, in the lexicon's order."""
        if word in "PCSX":
            return self._slots.get(word, [])
        words, _, opens = self._openings(word)
        if not opens:
            return []
        rows = self._words.at(text, start, word, words)
        if word in self._auxiliaries:
            behind = islice(_WORD.finditer(text, start + len(word), start + _REACH), _ADVERBS + 2)
            rows = [
                *rows,
                *dict.fromkeys(row for one in behind for row in self._participles_at(text, one.start(), one[0])),
            ]
        return sorted(rows) if len(rows) > 1 else rows

    def _participles_at(self, text: str, start: int, word: str) -> list[Numbered]:
        return self._participles.at(text, start, word, self._openings(word)[1])


@cache
def _lexicon() -> _Lexicon:
    return _Lexicon()


@cache
def _compiled(row: Row) -> Cue:
    pattern, move, stage, frame, *flags = row
    return Cue(compile_pattern(pattern), move, stage, frame, "weak" in flags)


_START = re.compile(r"(?<![a-zà-ÿ0-9])(?=([a-zà-ÿ0-9][a-zà-ÿ0-9']*|[PCSX]))")


def find_cues(text: str) -> list[Found]:
    """Return the cues of a masked text in its order; of those that start together the longest, none inside another.

    A pattern that the lexicon holds twice, with different moves, is found twice.
    """
    found: list[Found] = []
    covered = 0
    rows_at = _lexicon().rows_at
    for match in _START.finditer(text):
        start = match.start()
        if start < covered:
            continue
        rows = rows_at(text, start, match[1])
        if rows and (best := _longest(text, start, rows)):
            found += [one for one in best if one.cue.move != NO_MOVE]
            covered = best[0].end
    return found


def _longest(text: str, start: int, rows: list[Numbered]) -> list[Found]:
    """Return the longest cues that begin at `start`, one a move."""
    best: list[Found] = []
    for _, row in rows:
        if not _may_stand(row[0], text, start):
            continue
        cue = _compiled(row)
        hit = cue.pattern.match(text, start)
        if hit and (not best or hit.end() >= best[0].end):
            best = [one for one in best if one.end == hit.end()]
            if cue.move not in {one.cue.move for one in best}:
                best.append(Found(start, hit.end(), cue))
    return best
