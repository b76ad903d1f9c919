"""Finds the words that introduce speech: reporting verbs in their inflected forms, phrases, nouns ("le parole di")."""

import re
from functools import cache
from typing import Literal, NamedTuple

from rumourx.pipeline.lexicon import read_rows, read_words

CueKind = Literal["say", "act", "self", "noun", "according", "first"]

_WORD = re.compile(r"[^\W\d_]+['’]?|\d+")


class Word(NamedTuple):
    """A word in lower case with a straight apostrophe, and where it stands."""

    text: str
    start: int
    end: int


class Cue(NamedTuple):
    """Words at `start`:`end` that introduce speech.

    `first` is a verb in the first person, `according` is "secondo". `bare` is a participle without an auxiliary,
    `passive` one that "da" follows.
    """

    start: int
    end: int
    kind: CueKind
    bare: bool = False
    passive: bool = False


class _Verbs(NamedTuple):
    finite: dict[str, CueKind]
    participles: dict[str, CueKind]
    first: frozenset[str]
    infinitives: dict[str, CueKind]
    acting: frozenset[str]


@cache
def word_class(name: str) -> frozenset[str]:
    """Return the words of one class of `quote_words.tsv`.

    >>> "dell'" in word_class("of")
    True
    """
    return frozenset(word for word, where in read_rows("quote_words.tsv") if where == name)


def words_of(text: str, start: int, end: int) -> list[Word]:
    """Return the words of a stretch.

    >>> [word.text for word in words_of("L’ex tecnico", 0, 12)]
    ["l'", 'ex', 'tecnico']
    """
    return [Word(_plain(match[0]), match.start(), match.end()) for match in _WORD.finditer(text, start, end)]


def _plain(word: str) -> str:
    plain = word.lower().replace("’", "'")
    return "è" if plain == "e'" else plain


def find_cues(words: list[Word]) -> list[Cue]:
    """Return the cues among the words of a clause, in their order; of two that overlap, the longer.

    >>> sentence = "E ha poi aggiunto il tecnico"
    >>> [sentence[cue.start:cue.end] for cue in find_cues(words_of(sentence, 0, len(sentence)))]
    ['ha poi aggiunto']
    """
    cues: list[Cue] = []
    position = 0
    while position < len(words):
        cue, length = _cue_at(words, position)
        if cue is not None:
            cues.append(cue)
        position += length
    return cues


def _cue_at(words: list[Word], position: int) -> tuple[Cue | None, int]:
    for phrase in _phrases().get(words[position].text, ()):
        last = position + len(phrase) - 1
        if tuple(word.text for word in words[position : last + 1]) == phrase:
            return Cue(words[position].start, words[last].end, _kind_of_phrase(phrase)), len(phrase)
    if _is_noun_of(words, position):
        return Cue(words[position].start, words[position].end, "noun"), 1
    verb, length = _verb_at(words, position)
    if verb is not None:
        return verb, length
    word = words[position]
    if word.text in read_words("quote_nouns.txt"):
        return Cue(word.start, word.end, "noun"), 1
    if word.text in word_class("according") and (
        position == 0 or words[position - 1].text not in word_class("determiner")
    ):
        return Cue(word.start, word.end, "according"), 1
    return None, 1


def _is_noun_of(words: list[Word], position: int) -> bool:
    """Tell whether a word that may be a verb is a noun: "la replica di Rossi"."""
    if not 0 < position < len(words) - 1 or words[position].text not in read_words("quote_nouns.txt"):
        return False
    return words[position - 1].text in word_class("article") and words[position + 1].text in word_class("of")


def _verb_at(words: list[Word], position: int) -> tuple[Cue | None, int]:
    verbs = _verbs()
    word = words[position]
    reflexive = position > 0 and words[position - 1].text in ("si", "s'")
    if word.text in word_class("auxiliary"):
        last = position + 1
        while last < len(words) and last < position + 4 and words[last].text in word_class("adverb"):
            last += 1
        while last < len(words) and last < position + 4 and words[last].text in ("stato", "stata", "voluto", "voluta"):
            last += 1
        if last < len(words) and words[last].text in _modal_infinitives(words, last):
            return Cue(word.start, words[last].end, "say"), last - position + 1
        participle = _participle(words, last, passive=word.text in word_class("passive"))
        if participle in verbs.participles:
            kind = verbs.participles[participle]
            if kind == "self" and not reflexive:
                return None, 1
            if word.text in word_class("first"):
                kind = "first"
            follows = last + 1 < len(words) and words[last + 1].text in word_class("by")
            passive = follows and word.text in word_class("passive")
            return Cue(word.start, words[last].end, kind, passive=passive), last - position + 1
        return None, 1
    if word.text in verbs.first:
        return Cue(word.start, word.end, "first"), 1
    if word.text in verbs.finite:
        kind = verbs.finite[word.text]
        if kind != "self" or reflexive:
            return Cue(word.start, word.end, kind), 1
        return None, 1
    if word.text in verbs.participles:
        follows = position + 1 < len(words) and words[position + 1].text in word_class("by")
        kind = verbs.participles[word.text]
        return (Cue(word.start, word.end, kind, bare=True, passive=follows) if kind != "self" else None), 1
    if word.text in verbs.infinitives:
        return Cue(word.start, word.end, verbs.infinitives[word.text]), 1
    return None, 1


def _participle(words: list[Word], last: int, passive: bool) -> str:
    """Return the participle at a place; an inflected one ("è stata ribadita dal ds") as the lexicon has it."""
    if last >= len(words):
        return ""
    text = words[last].text
    by = last + 1 < len(words) and words[last + 1].text in word_class("by")
    return f"{text[:-1]}o" if passive and by and text.endswith(("a", "i", "e")) else text


def _modal_infinitives(words: list[Word], last: int) -> frozenset[str]:
    """Return the infinitives that "ha voluto" may govern at this place."""
    governs = words[last - 1].text in ("voluto", "voluta")
    return frozenset(_verbs().infinitives) if governs else frozenset()


def _kind_of_phrase(phrase: tuple[str, ...]) -> CueKind:
    return "act" if phrase[-1] in _verbs().acting else "say"


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for (line,) in read_rows("quote_phrases.txt"):
        phrase = tuple(word.text for word in words_of(line, 0, len(line)))
        by_first.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(sorted(phrases, key=len, reverse=True)) for first, phrases in by_first.items()}


def _futures(infinitive: str) -> tuple[str, ...]:
    """Return the regular future of a verb.

    >>> _futures("raccontare")
    ('racconterà', 'racconteranno')
    """
    stem = infinitive[:-3] + ("i" if infinitive.endswith("ire") else "e")
    return (f"{stem}rà", f"{stem}ranno") if infinitive.endswith(("are", "ere", "ire")) else ()


@cache
def _verbs() -> _Verbs:
    finite: dict[str, CueKind] = {}
    participles: dict[str, CueKind] = {}
    first: set[str] = set()
    infinitives: dict[str, CueKind] = {}
    for row in read_rows("quote_verbs.tsv"):
        cells = [*row, "", "", ""]
        kind: CueKind = "act" if row[1] == "act" else "self" if row[1] == "self" else "say"
        for form in (*cells[2].split(), *_futures(row[0])):
            if finite.get(form, "self") == "self":
                finite[form] = kind
        for form in cells[3].split():
            if participles.get(form, "self") == "self":
                participles[form] = kind
        first.update(cells[4].split())
        if kind == "say":
            infinitives[row[0]] = kind
    acting = frozenset(row[0] for row in read_rows("quote_verbs.tsv") if row[1] == "act")
    return _Verbs(finite, participles, frozenset(first), infinitives, acting)
