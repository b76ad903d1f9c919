"""The text round the quotes: sentences outside the marks, the people in them, and which preposition governs each."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc

from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.mentions import Range, Reference, paragraph_ranges
from rumourx.pipeline.quotes.cues import Word, word_class, words_of
from rumourx.pipeline.quotes.marks import Stretch
from rumourx.pipeline.roles import apposed_position, described_position, role_of
from rumourx.pipeline.spans import text_of
from rumourx.pipeline.values import Club, Description, Mention, Named, Person

_AGENT_OF = re.compile(r"\b(?:[Aa]g\.|[Aa]gente|[Pp]rocuratore)\s\Z")
MASK = "\x01"
_BOUNDARY = re.compile(r"[.!?…]+[”“»\"’')\]]*\s*(?=\S)|\n[^\S\n]*(?=\S)|(?<=\x01[”“»\"’'])\s+(?=[A-ZÀ-Þ])")
_BREAK = re.compile(r"[.,;:!?…()–—\x01]|\s-\s")
_LONGEST_LIST = 20  # names that one preposition governs
_PARTICIPLE_ENDINGS = ("ato", "ata", "ito", "ita", "uto", "uta")


class Candidate(NamedTuple):
    """Words that may name a speaker; `name` is None for a description of somebody unknown with the role `role`."""

    start: int
    end: int
    name: str | None
    role: str | None
    named: bool
    club: str | None = None


class Scene:
    """A Doc's text with the words of quotes masked, and its candidates for speakers."""

    def __init__(self, doc: Doc, stretches: list[Stretch]) -> None:
        self.text: str = text_of(doc)
        self.masked = mask(self.text, stretches)
        people: list[Person] = doc._.people or _people_of_entities(doc)
        self.people = _references(people)
        self.clubs = _references(doc._.clubs)
        self.outlets = _references(doc._.outlets)
        self.paragraphs = paragraph_ranges(self.text)
        self.roles: dict[str, str | None] = {person["name"]: _role(self.text, person) for person in people}
        self.candidates = sorted(
            [Candidate(r.start, r.end, r.name, self.roles.get(r.name), True) for r in self.people]
            + [_described(self.text, description) for description in doc._.descriptions],
            key=lambda candidate: (candidate.start, candidate.end),
        )
        self._name_ends = {reference.end for reference in self.people}
        self._starts = [candidate.start for candidate in self.candidates]
        self._paragraph_starts = [start for start, _ in self.paragraphs]

    def masked_at(self, stretches: list[Stretch]) -> "Scene":
        """Return the same scene with the words of other stretches masked."""
        other = copy(self)
        other.masked = mask(self.text, stretches)
        return other

    def is_quoted(self, offset: int) -> bool:
        """Tell whether a character stands inside a quote."""
        return self.masked[offset] == MASK

    def paragraph_number(self, offset: int) -> int:
        """Return the number of the paragraph that holds a character."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def paragraph(self, offset: int) -> Range:
        """Return the range of that paragraph."""
        return self.paragraphs[self.paragraph_number(offset)]

    def candidates_in(self, start: int, end: int) -> list[Candidate]:
        """Return the candidates whose words lie in start:end, in order."""
        first = bisect_right(self._starts, start - 1)
        return [c for c in self.candidates[first : bisect_right(self._starts, end)] if c.end <= end]

    def sentences(self, start: int, end: int) -> list[Range]:
        """Return the sentences of a stretch outside the quotes."""
        bounds = [start]
        for match in _BOUNDARY.finditer(self.masked, start, end):
            if not self._is_abbreviation(match.start()) and self._opens_sentence(match.end()):
                bounds.append(match.end())
        bounds.append(end)
        return [(a, b) for a, b in pairwise(bounds) if self.masked[a:b].strip()]

    def _is_abbreviation(self, stop: int) -> bool:
        if self.masked[stop] != ".":
            return False
        start = stop
        while start > 0 and self.masked[start - 1].isalpha():
            start -= 1
        return start < stop and self.masked[start:stop].lower() in word_class("abbreviation")

    def _opens_sentence(self, offset: int) -> bool:
        return not self.masked[offset].islower() and self.masked[offset] not in ",;:.)"

    def last_sentence(self, start: int, end: int) -> Range:
        """Return the unfinished sentence that start:end leads up to; empty when `end` follows a full stop."""
        cut = start
        for match in _BOUNDARY.finditer(self.masked, start, end):
            if not self._is_abbreviation(match.start()):
                follows = match.end()
                if follows >= end or self._opens_sentence(follows):
                    cut = min(follows, end)
        if re.search(r"[.!?…]\s*$", self.masked[cut:end]) and not self._is_abbreviation_before(end):
            cut = end
        return cut, end

    def _is_abbreviation_before(self, end: int) -> bool:
        stripped = self.masked[:end].rstrip()
        return self._is_abbreviation(len(stripped) - 1)

    def governor(self, candidate: Candidate) -> str:
        """Return the preposition that governs a candidate ("sul" in "sul futuro capitano Rossi"), or ""."""
        for _ in range(_LONGEST_LIST):
            found = self._governor_or_fellow(candidate)
            if isinstance(found, str):
                return found
            candidate = found
        return ""

    def _governor_or_fellow(self, candidate: Candidate) -> str | Candidate:
        """Return the preposition, or the candidate that is governed by the same."""
        if (
            candidate.named
            and candidate.role != "agent"
            and _AGENT_OF.search(self.text[max(0, candidate.start - 14) : candidate.start])
        ):
            return "di"
        line = self.masked.rfind("\n", 0, candidate.start) + 1
        if _adverbial().search(self.masked[max(line, candidate.start - 70) : candidate.start]):
            return ""
        joined = self._joined_name(candidate, line)
        if joined is not None:
            return joined
        if not candidate.named:
            own = words_of(self.text, candidate.start, candidate.end)
            if own and _is_preposition(own[0].text):
                return own[0].text
        elif described := self._described_before(candidate):
            return described
        words = words_of(self.masked, max(line, candidate.start - 90), candidate.start)
        return self._walk(words, candidate.start)

    def _joined_name(self, candidate: Candidate, line: int) -> Candidate | None:
        """Return the name that "e" joins a name to ("in onore di Rossi e Bianchi")."""
        before = [c for c in self.candidates_in(max(line, candidate.start - 60), candidate.start) if c.named]
        if not candidate.named or not before or before[-1].name == candidate.name:
            return None
        return before[-1] if re.fullmatch(r"\s+ed?\s+", self.masked[before[-1].end : candidate.start]) else None

    def _described_before(self, candidate: Candidate) -> Candidate | None:
        """Return the description that a name explains behind a comma ("per l'allenatore, Rossi")."""
        stop = candidate.start - 1
        while stop > 0 and self.masked[stop].isspace():
            stop -= 1
        if stop <= 0 or self.masked[stop] != ",":
            return None
        for other in reversed(self.candidates_in(max(0, stop - 60), stop)):
            if (
                not other.named
                and other.name in (None, candidate.name)
                and not _BREAK.search(self.masked, other.end, stop)
            ):
                return other
        return None

    def _walk(self, words: list[Word], start: int) -> str:
        skipped: list[Word] = []
        follows = start
        while words:
            word = words.pop()
            if _BREAK.search(self.masked, word.end, follows) or word.end in self._name_ends:
                return ""
            follows = word.start
            if _is_preposition(word.text):
                if not self._joins_complement(word, words, skipped):
                    return word.text
            elif word.text == "uno" and words and words[-1].text == "numero":
                pass
            elif word.text in word_class("bare_article"):
                before = words[-1] if words else None
                if before and not _BREAK.search(self.masked, before.end, word.start) and _is_preposition(before.text):
                    return before.text
                return ""
            elif _ends_walk(word.text):
                return ""
            skipped.insert(0, word)
        return ""

    def _joins_complement(self, preposition: Word, before: list[Word], between: list[Word]) -> bool:
        """Tell whether "di" only joins a complement to the noun that the name explains.

        So in "il presidente del Cesena Rossi", "l'uomo di mercato Rossi"; not in "del presidente Rossi".
        """
        if not between or preposition.text not in word_class("of"):
            return False
        if _names_person([word.text for word in between[:2]]):
            return False
        if preposition.text == "di" or any(self.text[word.start].isupper() for word in between):
            return True
        heads = [word.text for word in before[-2:]]
        return _names_person(heads) or "responsabile" in heads

    def names_person(self, word: str) -> bool:
        """Tell whether a word is a noun for a person: a role, a title, a nationality."""
        return _names_person([word])

    def in_relative_clause(self, candidate: Candidate, start: int) -> bool:
        """Tell whether a candidate stands in a clause that "che" or "perché" opens after a comma."""
        left = self.masked[start : candidate.start]
        opened = max(
            left.rfind(f", {word} ") for word in ("che", "perché", "mentre", "cui", "dove", "il quale", "la quale")
        )
        return opened >= 0 and not re.search(r"[,;]|[.:]\s", left[opened + 2 :])


_ASSISTANT = "assistant"  # the coach's: "il tecnico" is somebody else


def _role(text: str, person: Person) -> str | None:
    if person["role"] != "coach":
        return person["role"]
    told = (apposed_position(text, mention["start"], mention["end"]) for mention in person["mentions"])
    return _ASSISTANT if "A" in told else "coach"


def _described(text: str, description: Description) -> Candidate:
    start, end = description["start"], description["end"]
    assists = description["role"] == "coach" and described_position(text[start:end]) == "A"
    role = _ASSISTANT if assists else description["role"]
    return Candidate(start, end, description["person"], role, False, description["club"])


def _references(entries: Sequence[Person | Club | Named]) -> list[Reference]:
    return sorted(Reference(m["start"], m["end"], entry["name"]) for entry in entries for m in entry["mentions"])


def _people_of_entities(doc: Doc) -> list[Person]:
    """Return the people that `doc.ents` name; a surname goes to the full name that ends in it."""
    names: dict[str, list[Mention]] = {}
    entities = [entity for entity in doc.ents if entity.label_ in ("PER", "PERSON")]
    full = sorted({entity.text for entity in entities}, key=len, reverse=True)
    for entity in entities:
        name = next(longer for longer in full if f" {longer}".endswith(f" {entity.text}"))
        names.setdefault(name, []).append(Mention(start=entity.start_char, end=entity.end_char))
    return [Person(name=name, id=None, role=None, former=False, mentions=found) for name, found in names.items()]


def mask(text: str, stretches: list[Stretch]) -> str:
    """Return a text of the same length with the words of the stretches masked.

    >>> mask('"Sì", ha detto', [Stretch(0, 1, 3, 4)]).replace(MASK, "_")
    '"__", ha detto'
    """
    pieces = []
    position = 0
    for stretch in sorted(stretches):
        if stretch.start >= position:
            pieces += [text[position : stretch.open + 1], MASK * (stretch.close - stretch.open - 1)]
            position = stretch.close
            if stretch.closed:
                pieces[-1] = MASK * (stretch.close - stretch.open - 2) + text[stretch.close - 1]
    return "".join(pieces) + text[position:]


@cache
def _adverbial() -> re.Pattern[str]:
    """Phrases that govern nobody, with what may stand between them and a name."""
    lines = sorted(read_words("quote_adverbials.txt"))
    phrases = "|".join(line.replace("'", "['’]").replace(" ", r"\s") for line in lines)
    article = r"(?:(?:il|lo|la)\s+|l['’]\s?)?"
    nouns = r"(?:(?!di\s|de|da|con\s|a\s|al|su|per\s)[a-zà-ÿ]+\s+){0,2}"
    small = rf"\s*,?\s*(?:(?:anche|pure|invece|ecco|è)\s+)*{article}{nouns}\Z"
    return re.compile(rf"(?<!\w)(?:{phrases}){small}", re.IGNORECASE)


def _is_preposition(word: str) -> bool:
    return any(word in word_class(name) for name in ("preposition", "of", "by", "according"))


def is_verb(word: str) -> bool:
    """Tell whether a word may be a verb in the third person: no adverb, no preposition, no article."""
    small = ("article", "adverb", "small", "preposition", "of", "by", "to", "topic", "determiner")
    if len(word) < 4 or any(word in word_class(name) for name in small) or word.endswith("mente"):
        return False
    return read_map("ordinary_words.tsv").get(word) == "f" and word[-1] in "aeoòèà" and role_of(word) is None


def _ends_walk(word: str) -> bool:
    """Tell whether a word cannot stand between a preposition and the name that it governs: verbs and the like."""
    if word in ("ex", "neo", "ormai") or word.endswith(_PARTICIPLE_ENDINGS):
        return False
    return read_map("ordinary_words.tsv").get(word) == "f" and role_of(word) is None


def _names_person(words: list[str]) -> bool:
    """Tell whether the words begin with a noun for a person: a role, a title, a nationality."""
    return any(
        role_of(word)
        or word in read_words("titles.txt")
        or word in read_map("nationalities.tsv")
        or word in word_class("person")
        or word in ("ex", "neo")
        for word in [*words, " ".join(words)]
    )
