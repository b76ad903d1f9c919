"""Who has the floor: resolves descriptions, and carries a speaker on to the quotes that name nobody."""

import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import takewhile
from operator import attrgetter

from rumourx.pipeline.mentions import Range, Reference, within
from rumourx.pipeline.quotes.clauses import is_topic, tells_story
from rumourx.pipeline.quotes.marks import Stretch
from rumourx.pipeline.quotes.scene import MASK, Candidate, Scene
from rumourx.pipeline.quotes.subjects import announced_in, introduced_by, subject_of
from rumourx.pipeline.roles import described_position

_TEAM_OF = re.compile(r"\s+(?:di|del|allenat[oa]\s+da|guidat[oa]\s+da)\s+(?:mister\s+)?")
_TEAM_REACH = 60  # characters
OPENING_PARAGRAPHS = 4
# Roles that one person does not have side by side; who was a player may be a journalist now.
_TOLD_APART = {"coach", "player", "president", "director", "agent", "official"}


class Floor:
    """The speaker of the moment while the quotes of an article are read in order.

    `speaker` is None before the first quote and after a club or source has spoken (`silenced`); `last_close` is
    the end of the quote that was read last.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.speaker: str | None = None
        self.silenced = False
        self.last_close = 0
        self._headline_end = scene.paragraphs[0][1] if scene.paragraphs else 0
        self._bearers: dict[str, list[Reference]] = {}
        self._mentions: dict[str, list[Reference]] = defaultdict(list)
        for person in scene.people:
            self._mentions[person.name].append(person)

    def give(self, speaker: str | None) -> None:
        """Note that somebody speaks; None is a club, a source or somebody unnamed."""
        self.speaker = speaker
        self.silenced = speaker is None

    def resolve(self, candidate: Candidate | None) -> str | None:
        """Return who a candidate is; a bare "il tecnico" is rather the one who spoke last than another."""
        if candidate is None or candidate.named or candidate.role is None:
            return candidate.name if candidate is not None else None
        role = candidate.role
        if candidate.name is None or self.scene.roles.get(candidate.name) not in (None, role):
            return self._by_role(role, candidate.start) or candidate.name
        if self._leads_other_team(candidate.name, candidate.start):
            return self._by_role(role, candidate.start) or candidate.name
        if candidate.club is not None or self._tells_position(candidate):
            return candidate.name
        headline = self._in_headline(role)
        if role != "player" and self.speaker is None and not self.silenced and len(headline) == 1:
            return headline.pop()
        if self._is_recent(candidate.name, candidate.start):
            return candidate.name
        return self._by_role(role, candidate.start) or candidate.name

    def _tells_position(self, candidate: Candidate) -> bool:
        words = self.scene.text[candidate.start : candidate.end]
        return candidate.role == "player" and described_position(words) is not None

    def is_somebody_else(self, candidate: Candidate) -> bool:
        """Tell whether an unresolved description cannot be who has the floor: "l'assessore" after the president."""
        given = self.scene.roles.get(self.speaker or "")
        return candidate.name is None and {candidate.role, given} <= _TOLD_APART and candidate.role != given

    def _is_recent(self, name: str, offset: int) -> bool:
        """Tell whether somebody was named outside the quotes since the last one."""
        recent = within(self.scene.people, self.last_close, offset)
        return any(person.name == name and not self.scene.is_quoted(person.start) for person in recent)

    def _leads_other_team(self, name: str, offset: int) -> bool:
        """Tell whether somebody is named so far only to say which team is meant: "il Sudtirol di Rossi"."""
        before = takewhile(lambda mention: mention.start < offset, self._mentions[name])
        mentions = [mention for mention in before if not self.scene.is_quoted(mention.start)]
        return bool(mentions) and all(self._tells_team(mention) for mention in mentions)

    def _tells_team(self, person: Reference) -> bool:
        clubs = self.scene.clubs
        before = bisect_left(clubs, person.start, key=attrgetter("start"))
        if not before or clubs[before - 1].start <= person.start - _TEAM_REACH:
            return False
        return bool(_TEAM_OF.fullmatch(self.scene.text, clubs[before - 1].end, person.start))

    def _in_headline(self, role: str) -> set[str]:
        people = within(self.scene.people, 0, self._headline_end)
        return {person.name for person in people if self.scene.roles.get(person.name) == role}

    def _by_role(self, role: str, offset: int) -> str | None:
        """Return who has a role: one named since the last quote, the one with the floor, the headline's, the last."""
        fitting = self._mentions_with(role)
        earlier = reversed(fitting[: bisect_left(fitting, offset, key=attrgetter("start"))])
        last = next((person for person in earlier if not self.scene.is_quoted(person.start)), None)
        if last is not None and last.start >= self.last_close > 0:
            return last.name
        names = {person.name for person in fitting}
        if self.speaker in names:
            return self.speaker
        headline = self._in_headline(role)
        if len(headline) == 1:
            return headline.pop()
        if last is not None:
            return last.name
        return names.pop() if len(names) == 1 else None

    def _mentions_with(self, role: str) -> list[Reference]:
        """Return the mentions of all who have a role; if there are others, none that only tell which team is meant."""
        if role not in self._bearers:
            fitting = [person for person in self.scene.people if self.scene.roles.get(person.name) == role]
            self._bearers[role] = [person for person in fitting if not self._tells_team(person)] or fitting
        return self._bearers[role]

    def carried(self, gap: Range, quote: Stretch) -> str | None:
        """Return who speaks a quote that no clause gives to anyone; `gap` is its paragraph's text before it."""
        talked_of = {person.name for person in within(self.scene.people, quote.start, quote.end)}
        if self.speaker is not None and self.speaker == self.interviewee and self._leads_up(*gap):
            return self.speaker
        subjects = [name for name in self._subjects(*gap) if name not in talked_of]
        if subjects:
            return self.speaker if self.speaker in subjects else subjects[-1]
        given = self._given(quote)
        if given is not None:
            return given
        if self.speaker is None and not self.silenced and self.interviewee is not None:
            return self.interviewee
        if self.speaker is None and not (self.silenced and self.last_close >= gap[0]):
            return self._introduced(gap[0], quote)
        return self.speaker

    @cached_property
    def interviewee(self) -> str | None:
        """The one person whom the paragraphs up to the first quotes announce: "Rossi è intervenuto a Radio Uno"."""
        announced: list[str] = []
        for number, (begin, end) in enumerate(self.scene.paragraphs[:OPENING_PARAGRAPHS]):
            if number > 1 and MASK in self.scene.masked[self.scene.paragraphs[1][0] : begin]:
                break
            for sentence in self.scene.sentences(begin, end):
                found = self.resolve(announced_in(self.scene, *sentence))
                if found is not None and found not in announced:
                    announced.append(found)
        return announced[0] if len(announced) == 1 else None

    def is_label(self, start: int, end: int) -> bool:
        """Tell whether capitals and a dash only name the topic of an answer ("MERCATO – “"), once someone speaks."""
        label = self.scene.masked[start:end].strip()
        return self.speaker is not None and label.endswith(("-", "–", "—")) and label.upper() == label

    def _leads_up(self, start: int, end: int) -> bool:
        """Tell whether a stretch ends with a clause that tells what the next answer is about."""
        if not self.scene.masked[start:end].rstrip().endswith(":"):
            return False
        return tells_story(self.scene, *self.scene.last_sentence(start, end))

    def _subjects(self, start: int, end: int) -> list[str]:
        """Return whom the sentences of a stretch of narrative are about, in their order."""
        subjects = []
        for begin, stop in self.scene.sentences(start, end):
            sentence = self.scene.masked[begin:stop]
            if is_topic(self.scene, begin, stop) or self.is_label(begin, stop) or sentence.rstrip().endswith("?"):
                continue
            if begin == self.last_close and re.match(r"\s*[,a-zà-ÿ–-]", sentence):
                continue  # what follows the last quote's mark belongs to it
            subject = self.resolve(subject_of(self.scene, begin, stop))
            if subject is not None and self.scene.roles.get(subject) != "journalist":
                subjects.append(subject)
        return subjects

    def _given(self, quote: Stretch) -> str | None:
        """Return whom the paragraphs between the last quote and this one give the floor to."""
        number = self.scene.paragraph_number(quote.open)
        for begin, end in reversed(self.scene.paragraphs[max(0, number - 2) : number]):
            if end <= self.last_close + 2:
                return None
            if self.scene.text[begin:end].rstrip().endswith("?"):
                continue
            for sentence in reversed(self.scene.sentences(max(begin, self.last_close), end)):
                given = self.resolve(introduced_by(self.scene, *sentence))
                if given is not None:
                    return given
        return None

    def _introduced(self, start: int, quote: Stretch) -> str | None:
        """Return whom the paragraphs before the first answer are about, else whom the next sentence names."""
        number = self.scene.paragraph_number(start)
        for begin, end in reversed(self.scene.paragraphs[:number]):
            if end <= self.last_close:
                break
            subjects = self._subjects(max(begin, self.last_close), end)
            if subjects:
                return subjects[-1]
        _, paragraph_end = self.scene.paragraph(quote.open)
        for sentence in self.scene.sentences(quote.close, max(quote.close, paragraph_end))[:2]:
            subject = self.resolve(subject_of(self.scene, *sentence))
            if subject is not None:
                return subject
        return None
