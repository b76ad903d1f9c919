"""Reads an article sentence by sentence and collects what it claims."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple, cast

from spacy.tokens import Doc

from rumourx.pipeline.capitals import in_small_letters
from rumourx.pipeline.mentions import MentionIndex, Range, Reference
from rumourx.pipeline.rumours.arguments import place_cue
from rumourx.pipeline.rumours.candidates import (
    Reading,
    cue_features,
    match_words,
    pairs_of,
    readings,
    sentence_features,
)
from rumourx.pipeline.rumours.claims import Claim
from rumourx.pipeline.rumours.context import Context, main_club
from rumourx.pipeline.rumours.cues import Found, find_cues
from rumourx.pipeline.rumours.knowledge import Knowledge
from rumourx.pipeline.rumours.masking import Masked, mask
from rumourx.pipeline.rumours.participants import Sentence
from rumourx.pipeline.rumours.stages import stage_of
from rumourx.pipeline.rumours.stretches import Stretches
from rumourx.pipeline.rumours.weights import Judged, Network
from rumourx.record.types import Move, Stage

SHORT_PARAGRAPH = 9  # words
JUDGED_TOGETHER = 50  # cues: an article's at once, of a long text some thousands of words
_MARKET = re.compile(r"mercato|trattativ|rinnov|svincolat|esoner|cession|acquist|prestito|riscatt|contratt|ingaggi")


_JOB = re.compile(
    r"dimiss|\b(?:rapporto|risoluzione|separa\w*|saluta\w*|lascia\w*|conferma\w*|nuov[oa]|neo|addio|via|esonerat[oa]"
    r"|nomin\w+|ruolo|incarico|approda\w*|arriva\w*) (?:[a-zà-ÿ']+ ){0,3}"
    r"(?:ds|dg|diesse|direttor\w+|presidente|dirigente|vicepresidente)\b"
)
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ0-9)’”»\"][.!?])[”»\"’]?\s*(?=[A-ZÀ-Þ«“][a-zà-ÿ’'])|(?<=\bSerie [ABCD]\.)\s+(?=[A-ZÀ-Þ][a-zà-ÿ’'])"
)
_NO_END = re.compile(
    r"\b(?:[Dd]ott|[Ss]ig|[Aa]g|[Dd]ir|[Pp]res|[Aa]ll|[Aa]vv|[Ii]ng|[Gg]en|[Ff]eb|[Ss]et|[Oo]tt|[Nn]ov|[Dd]ic)\.$"
)


def _parts(text: str, sentence: Range) -> list[Range]:
    """Cut a sentence where the next one is glued to it, or follows the letter of a division ("in Serie C. Con")."""
    cuts = [
        match.end()
        for match in _GLUED.finditer(text, *sentence)
        if not _NO_END.search(text[max(sentence[0], match.start() - 6) : match.start()])
    ]
    bounds = [sentence[0], *cuts, sentence[1]]
    return [_trimmed(text, start, end) for start, end in pairwise(bounds) if text[start:end].strip()]


def _trimmed(text: str, start: int, end: int) -> Range:
    """Leave out the white space at both ends."""
    part = text[start:end]
    return end - len(part.lstrip()), start + len(part.rstrip())


class CueReadings(NamedTuple):
    """A cue in its sentence, with the features of both and all readings."""

    order: int
    masked: Masked
    found: Found
    features: tuple[str, ...]
    readings: list[Reading]


class Reader:
    """Reads one Doc; `year` is the article's, None where it is not known."""

    def __init__(self, doc: Doc, index: MentionIndex, others: list[tuple[Reference, str]], year: int | None) -> None:
        self._index = index
        self._year = year
        parts = [part for sentence in index.sentences for part in _parts(index.text, sentence)]
        self.sentences = [mask(index, part, others) for part in parts]
        self._knowledge = Knowledge(doc, index, self.sentences)
        self._nations = {club["name"] for club in doc._.clubs if club["kind"] == "national_team"}
        self._movers = self._knowledge.people - self._knowledge.staff
        main, dominant = main_club(self.sentences)
        self._context = Context(main_club=main, dominant=dominant)
        self._outlets = sorted((mention["start"], one["name"]) for one in doc._.outlets for mention in one["mentions"])
        self._quotes = [(quote["start"], quote["end"]) for quote in doc._.quotes]
        words = max(1, len(index.text.split()))
        self._density = str(min(5, int(400 * len(_MARKET.findall(in_small_letters(index.text))) / words) // 2))

    def cues(self) -> Iterator[CueReadings]:
        """Yield the cues of the article in its order, with their readings."""
        paragraph: tuple[int, int] | None = None
        for order, masked in enumerate(self.sentences):
            here = self._index.paragraph(masked.start)
            if here != paragraph:
                paragraph = here
                short = len(self._index.text[slice(*here)].split()) <= SHORT_PARAGRAPH
                self._context.enter_paragraph(masked, short=short)
            self._context.enter_sentence(masked)
            yield from self._cues_in(masked, order)
            self._context.leave_sentence(masked, self._movers)

    def _cues_in(self, masked: Masked, order: int) -> Iterator[CueReadings]:
        found_cues = find_cues(masked.text)
        if not found_cues:
            return
        quoted = any(start < masked.end and masked.start < end for start, end in self._quotes)
        shared = sentence_features(masked, self._year, self._density, quoted=quoted, title=order == 0)
        match = match_words(masked.text)
        sentence = Sentence(masked, self._context, self._knowledge, self._knowledge.hinted(masked))
        movers = self._knowledge.people if _JOB.search(masked.text) else self._movers
        stretches = Stretches(masked)
        for found in found_cues:
            place = place_cue(stretches, masked, found)
            features = (*shared, *cue_features(place, len(found_cues), match))
            yield CueReadings(order, masked, found, features, list(readings(sentence, place, found_cues, movers)))

    def claims(self, network: Network, threshold: float) -> list[Claim]:
        """Return the claims of the article in its order: the readings that are likely enough."""
        claims: list[Claim] = []
        cues = (cue for cue in self.cues() if cue.readings)
        while some := list(islice(cues, JUDGED_TOGETHER)):
            chances = network.probabilities([_judged(cue) for cue in some])
            for cue, of_cue in zip(some, chances, strict=True):
                for chance, reading in choose(list(zip(of_cue, cue.readings, strict=True)), threshold):
                    claims += self._claims_of(cue, reading, chance)
        return claims

    def _is_call_up(self, person: str, club: str, move: str) -> bool:
        """Tell whether a player would join a national team: that is a call-up, no rumour."""
        return move == "join" and club in self._nations and self._knowledge.roles.get(person) != "coach"

    def _claims_of(self, cue: CueReadings, reading: Reading, chance: float) -> list[Claim]:
        masked = cue.masked
        sources = tuple(name for start, name in self._outlets if masked.start <= start < masked.end)
        words = masked.text[cue.found.start : cue.found.end]
        stage: Stage = stage_of(masked, cue.found)
        if reading.move in ("leave", "stay") and reading.move != cue.found.cue.move and stage == "denied":
            stage = "agreed"
        if reading.move != cue.found.cue.move and reading.move == "join":
            stage = "official" if stage == "official" else "agreed"
        weak = cue.found.cue.weak
        named = {name for slot in masked.slots for name in slot.names}
        made = []
        for person, club in pairs_of(reading, masked):
            told: list[tuple[str, Move, Stage]] = [(club, cast(Move, reading.move), stage)]
            if reading.move == "refuse":
                own = self._knowledge.own.get(person) or self._context.head_club or self._context.main_club
                told = [(club, "join", "denied")]
                if own and own != club:
                    told.append((own, "stay", "agreed"))
            made += [
                Claim(
                    person,
                    where,
                    move,
                    at,
                    cue.order,
                    masked.start,
                    masked.end,
                    sources,
                    words,
                    chance,
                    weak,
                    shown=person in named or where in named,
                )
                for where, move, at in told
                if not self._is_call_up(person, where, move)
            ]
        return made


def _judged(cue: CueReadings) -> Judged:
    """Return what the network is told of a cue."""
    arguments = {id(one): one for reading in cue.readings for one in (reading.persons, reading.clubs)}
    place = {argument: number for number, argument in enumerate(arguments, start=1)}
    groups = [cue.features, *(one.features for one in arguments.values()), *(one.features for one in cue.readings)]
    parts = [
        (0, place[id(reading.persons)], place[id(reading.clubs)], number)
        for number, reading in enumerate(cue.readings, start=len(arguments) + 1)
    ]
    return Judged(groups, parts)


def choose(scored: list[tuple[float, Reading]], threshold: float) -> list[tuple[float, Reading]]:
    """Return the likely readings of a cue, of those about one person only the likeliest."""
    chosen: list[tuple[float, Reading]] = []
    taken: set[str] = set()
    for chance, reading in sorted(scored, key=lambda one: -one[0]):
        if chance < threshold:
            break
        if not taken & set(reading.persons.names):
            chosen.append((chance, reading))
            taken |= set(reading.persons.names)
    return chosen
