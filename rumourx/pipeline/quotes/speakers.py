"""Who says what: reads the clauses round each quote, and asks who has the floor where they name nobody."""

import re
from typing import NamedTuple

from rumourx.pipeline.mentions import Range, within
from rumourx.pipeline.quotes.clauses import OPEN, Attribution, is_topic, read_left, read_right, tells_story
from rumourx.pipeline.quotes.cues import find_cues, word_class, words_of
from rumourx.pipeline.quotes.floor import Floor
from rumourx.pipeline.quotes.headline import headline_range, says_the_same
from rumourx.pipeline.quotes.marks import Stretch
from rumourx.pipeline.quotes.nested import nested_voice
from rumourx.pipeline.quotes.scene import Candidate, Scene

_INCISE = re.compile(r"\s[-–—]\s?([^-–—\n]{3,140}?)\s?[-–—](?=[\s.,;:!?])")
_LATE_CUE = re.compile(
    r"\s*+[.,]?\s*+(?=(?:Parola|Così|Queste|Questo|Firmato|Lo ha|A dirlo|A parlare|Sono (?:queste )?le parole)\b)"
)
_DISCIPLINE = re.compile(r"[Pp]er aver")  # why a judge fines: nobody's speech
_SPEAKS_AS_CLUB = re.compile(
    r"(?:Il\s+club|La\s+[Ss]ocietà|L['’]?\s?[A-ZÀ-Þ][\w.]+|(?:[A-Z]\.?){2,5}\s[A-ZÀ-Þ]\w+|Il\s+[A-ZÀ-Þ]\w+|La\s+[A-ZÀ-Þ]\w+)(?:\s+(?:[A-ZÀ-Þ][\w.]+|\d{4})){0,3}"
    r"\s+(?:comunica|rende\s+noto|annuncia|ringrazia|informa|dà\s+il\s+benvenuto|precisa|augura|smentisce)\b"
)
_CONTINUES = re.compile(r":\s(?:la|il|l['’]|le|è|così)")


class Voice(NamedTuple):
    """A quote's speaker and the words that introduce it; `settled` when a clause names the speaker."""

    speaker: str | None
    cue: Range | None
    settled: bool = True


def assign_speakers(scene: Scene, quotes: list[Stretch]) -> list[Voice]:
    """Return speaker and cue of every quote; the quotes are those of `select_quotes`."""
    outer = _top_level(quotes)
    voices = _with_headline(scene, outer, _Reader(scene, outer).read())
    found = dict(zip(outer, voices, strict=True))
    return [found[quote] if quote in found else _nested(scene, quote, quotes, found) for quote in quotes]


def _top_level(quotes: list[Stretch]) -> list[Stretch]:
    top: list[Stretch] = []
    for quote in quotes:
        if not top or quote.open >= top[-1].close:
            top.append(quote)
    return top


def _nested(scene: Scene, quote: Stretch, quotes: list[Stretch], found: dict[Stretch, Voice]) -> Voice:
    # Badly set marks may cross; a quote that begins inside another counts as nested in it all the same.
    outer = next(other for other in found if other.open <= quote.open < other.close)
    inner = [other for other in quotes if outer.start <= other.open and other.close <= outer.end]
    return Voice(*nested_voice(scene, quote, outer, found[outer].speaker, inner))


def _with_headline(scene: Scene, quotes: list[Stretch], voices: list[Voice]) -> list[Voice]:
    """Give a headline's quotes to whoever says the same words below."""
    voices = _with_only_speaker(voices)
    headline = headline_range(scene.text, scene.paragraphs)
    if headline is None:
        return voices
    body = [(q, v) for q, v in zip(quotes, voices, strict=True) if q.open > headline[1]]
    result = []
    for quote, voice in zip(quotes, voices, strict=True):
        speaker = voice.speaker
        if quote.open < headline[1]:
            same = next((v.speaker for q, v in body if says_the_same(scene.text, quote, q)), None)
            everybody = {v.speaker for _, v in body} - {None}
            if same is None and not voice.settled and len(everybody) == 1:
                same = everybody.pop()
            speaker = same or speaker
        result.append(voice._replace(speaker=speaker))
    return result


def _with_only_speaker(voices: list[Voice]) -> list[Voice]:
    """Give the quotes before the first one with a speaker to the only one who speaks on the page."""
    everybody = {voice.speaker for voice in voices if voice.speaker is not None}
    if len(everybody) != 1:
        return voices
    [speaker] = everybody
    first = next(number for number, voice in enumerate(voices) if voice.speaker is not None or voice.settled)
    return [*(voice._replace(speaker=speaker) for voice in voices[:first]), *voices[first:]]


class _Reader:
    """Goes through the top-level quotes of an article in order."""

    def __init__(self, scene: Scene, quotes: list[Stretch]) -> None:
        self.scene = scene
        self.quotes = quotes
        self.floor = Floor(scene)

    def read(self) -> list[Voice]:
        """Return the voices."""
        voices = []
        for number, quote in enumerate(self.quotes):
            voices.append(self._voice(number, quote))
            self.floor.last_close = quote.close
        return voices

    def _voice(self, number: int, quote: Stretch) -> Voice:
        if _DISCIPLINE.match(self.scene.text, quote.start):
            return Voice(None, None)
        if _SPEAKS_AS_CLUB.match(self.scene.text, quote.start) and self._names_club(quote):
            self.floor.give(None)
            return Voice(None, self._left(self._gap(number, quote), quote).cue)
        gap = self._gap(number, quote)
        inside, left, right = self._incise(quote), self._left(gap, quote), self._right(number, quote)
        order = (inside, left, right) if _names_better(left, right) else (inside, right, left)
        cue = next((a.cue for a in (inside, right, left) if a is not None and a.cue is not None), None)
        settled = next((a for a in order if a is not None and a.settled and not self._talks_of(a, quote)), None)
        if settled is not None:
            speaker = self.floor.resolve(settled.candidate)
            if speaker is not None or settled.candidate is None:
                self.floor.give(speaker)
                return Voice(speaker, cue)
            if self.floor.is_somebody_else(settled.candidate):
                return Voice(None, cue)
        if _SPEAKS_AS_CLUB.match(self.scene.text, quote.start):
            return Voice(None, cue)
        speaker = self._whose_words(right, gap) or self.floor.carried(gap, quote)
        if speaker is not None:
            self.floor.give(speaker)
        return Voice(speaker, cue, settled=False)

    def _talks_of(self, found: Attribution, quote: Stretch) -> bool:
        """Tell whether a quote names the one whom a clause without a word of speech would make its speaker."""
        if found.candidate is None or found.cue is not None or self.floor.speaker is None:
            return False
        name = self.floor.resolve(found.candidate)
        named = within(self.scene.people, quote.start, quote.end)
        return name != self.floor.speaker and any(person.name == name for person in named)

    def _whose_words(self, right: Attribution | None, gap: Range) -> str | None:
        """Return the one person whom the sentence before a quote names, where "le sue prime parole" follows it."""
        if right is None or right.cue is None or right.settled:
            return None
        if not any(word.text in word_class("own") for word in words_of(self.scene.text, *right.cue)):
            return None
        start, end = gap
        if not self.scene.masked[start:end].strip() and self.scene.paragraph_number(end):
            start, end = self.scene.paragraphs[self.scene.paragraph_number(end) - 1]
        sentences = self.scene.sentences(max(start, self.floor.last_close), end)
        named = {one.name for one in self.scene.candidates_in(*sentences[-1]) if one.named} if sentences else set()
        return named.pop() if len(named) == 1 else None

    def _names_club(self, quote: Stretch) -> bool:
        """Tell whether a quote begins with a club's name: "Il Bari comunica di aver …"."""
        return any(quote.start <= club.start <= quote.start + 4 for club in self.scene.clubs)

    def _gap(self, number: int, quote: Stretch) -> Range:
        """Return the text between a quote and what comes before it in its paragraph."""
        start, _ = self.scene.paragraph(quote.open)
        return max(start, self.quotes[number - 1].close if number else 0), quote.open

    def _left(self, gap: Range, quote: Stretch) -> Attribution:
        """Read the clause before a quote; where the paragraph begins with it, a colon that ends the one before."""
        start, end = gap
        masked = self.scene.masked
        if not masked[start:end].strip():
            paragraph = self.scene.paragraph_number(quote.open)
            if paragraph == 0 or start == self.floor.last_close:
                return OPEN
            start, end = self.scene.paragraphs[paragraph - 1]
            if not masked[start:end].rstrip().endswith(":"):
                return OPEN
            start = max(start, self.floor.last_close)
        start, end = self.scene.last_sentence(start, end)
        if not masked[start:end].strip(" ,;–—-“«\"(‘'") or self.floor.is_label(start, end):
            return OPEN
        found = read_left(self.scene, start, end)
        bare = found.candidate is not None and found.cue is None
        if bare and (is_topic(self.scene, start, end) or self._is_story_of_another(found.candidate, start, end)):
            return OPEN
        return found

    def _is_story_of_another(self, candidate: Candidate | None, start: int, end: int) -> bool:
        """Tell whether, on a page with one interviewee, a clause only tells what the next answer is about."""
        interviewee = self.floor.interviewee
        if interviewee is None or self.floor.speaker not in (None, interviewee):
            return False
        return self.floor.resolve(candidate) != interviewee and tells_story(self.scene, start, end)

    def _right(self, number: int, quote: Stretch) -> Attribution | None:
        _, end = self.scene.paragraph(max(quote.open, quote.close - 1))
        if number + 1 < len(self.quotes):
            end = min(end, self.quotes[number + 1].open)
        late = _LATE_CUE.match(self.scene.masked, quote.close, end)
        sentences = self.scene.sentences(late.end() if late else quote.close, end)
        if not sentences:
            return None
        start, stop = sentences[0]
        if late and self.scene.masked[start:stop].rstrip().endswith(":"):
            return None  # it leads up to the next quote
        if not late and not _goes_on(self.scene.masked, quote, start, stop):
            return None
        return read_right(self.scene, start, stop)

    def _incise(self, quote: Stretch) -> Attribution | None:
        """Read an incise inside one pair of marks ("– ha detto Rossi –")."""
        for match in _INCISE.finditer(self.scene.text, quote.start, quote.end):
            cues = find_cues(words_of(self.scene.text, *match.span(1)))
            if any(cue.start - match.start(1) < 12 and cue.kind != "first" and not cue.bare for cue in cues):
                found = read_right(self.scene.masked_at([]), *match.span(1))
                if found is not None:
                    return found
        return None


def _names_better(left: Attribution, right: Attribution | None) -> bool:
    """Tell whether the clause before a quote names who the clause behind it only describes."""
    if right is None or right.candidate is None or left.candidate is None:
        return False
    return left.candidate.named and not right.candidate.named


def _goes_on(masked: str, quote: Stretch, start: int, stop: int) -> bool:
    """Tell whether the sentence of a quote goes on behind its closing mark."""
    if "\n" in masked[quote.close : start]:
        return False
    rest = masked[quote.close : stop].lstrip(" ")
    return bool(_CONTINUES.match(rest)) or not (rest[:1].isupper() or re.match(r"[.!?…;:)]", rest))
