"""Finds whom a description stands for: by role, position, club and nation, and by who is in view."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rumourx.gazetteer import Gazetteer, KnownPerson, fold, gazetteer
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.mentions import MentionIndex, within
from rumourx.pipeline.ranges import touching
from rumourx.pipeline.roles import apposed_position, described_position
from rumourx.pipeline.values import Affiliation, Description, Person
from rumourx.record.types import Role

_NEAR_SENTENCES = 4
_SENTENCES_BACK, _SENTENCES_AHEAD = 30, 40
"""Who is not named as near as this is not in view."""
_COLON = re.compile(r"\s*:\s*")
_TOLD = 1.5
"""How much likelier the one is behind whose name a colon opens what is told of them ("Ugo Neri: il terzino …")."""
_BEFORE_PARAGRAPH = 1.0
"""How much less likely is who was last named before the paragraph began: each of a round-up has its own people."""
_DOUBT = 0.5
"""By how much who is meant must stand out from another whom the same sentence names."""
_HOLD_ONE_OFFICE = frozenset({"coach", "president", "director"})
_LONG_PARAGRAPH = 3000  # characters
_CLAUSE = 60  # characters
_CLAUSE_BREAK = re.compile(r"[.,;:!?()“”\"«»\n–-]|\b(?:e|ed|che|ma|se|perché|quando|mentre|anche se|è|era)\b")
_IS = re.compile(r"\b(?:sarà|fu|rest\w+|riman\w+|rimarr\w+|divent\w+|conferm\w+)\s(?:\w+\s)?$")
"""What makes the description a predicate of who is named before it ("Neri resta l'allenatore")."""
_GOVERNED = re.compile(
    r"(?:\b(?:di|a|ad|da|con|per|su|in|tra|fra|e|ed|[ndsc]?[aeou]l|dall[ao]|dell[ao]|all[ao])|['’])\s*$"
)
# Who plays in one of these does not play in the other; wing backs and playmakers stand between.
_APART = ({"G", "D"}, {"G", "M"}, {"G", "F"}, {"D", "F"})


@cache
def nationality_forms() -> dict[str, str]:
    """Return masculine and feminine singular forms with their country."""
    forms = dict(read_map("nationalities.tsv"))
    forms.update({word[:-1] + "a": code for word, code in read_map("nationalities.tsv").items() if word[-1] == "o"})
    return forms


class _Wanted(NamedTuple):
    """What a description says of whom it stands for; `mates` are named in its clause, so that it is another."""

    start: int
    role: Role | None
    former: bool
    club: str | None
    position: str | None
    nations: frozenset[str]
    mates: frozenset[str]
    familiar: bool
    """Whether it is a player's word for the coach: who speaks is another."""


class AntecedentFinder:
    """Finds the person whom a description stands for.

    `unsaid` are the people whose role the article does not tell.
    """

    def __init__(
        self, index: MentionIndex, people: list[Person], affiliations: list[Affiliation], unsaid: set[str]
    ) -> None:
        self._index = index
        self._unsaid = unsaid
        known = self._gazetteer = gazetteer()
        self._people = {person["name"]: person for person in people}
        self._present: dict[str, set[str]] = defaultdict(set)
        self._past: dict[str, set[str]] = defaultdict(set)
        for affiliation in affiliations:
            self.learn(affiliation)
        self._coaches = {person["name"] for person in people if person["role"] == "coach"}
        self._told_coaches = self._coaches - unsaid
        self._counts = Counter(person.name for person in index.people)
        self._most = max(self._counts.values(), default=1)
        self._starts: dict[str, list[int]] = defaultdict(list)
        for mention in index.people:
            self._starts[mention.name].append(mention.start)
        self._described_players: set[str] = set()
        """For whom a player's description stood before: they are not to be guessed the coach."""
        self._positions = {person["name"]: self._position(person) for person in people}
        self._known = {name: known.people(name) or known.surname(name) for name in self._people}
        self._known_roles = {name: {one.role for one in owners} for name, owners in self._known.items()}
        self._countries = {name: {one.country for one in owners if one.country} for name, owners in self._known.items()}
        self._past_teams = {
            name: {team for one in owners for team in _team_names(one, known)} for name, owners in self._known.items()
        }

    def learn(self, affiliation: Affiliation) -> None:
        """Take in that somebody belongs, or belonged, to a club."""
        clubs = self._past if affiliation["former"] else self._present
        clubs[affiliation["person"]].add(affiliation["club"])

    def resolve(self, description: Description) -> str | None:
        """Return the best candidate's name: fitting by role, club and nation, and much in view; None if none fits."""
        wanted = self._wanted(description)
        scored = [
            (fit + view, name)
            for name, view in self._views(description["start"]).items()
            if name not in wanted.mates and (fit := self._fit(name, wanted)) > 0
        ]
        if not scored:
            return None
        (best, name), *others = sorted(scored, reverse=True)
        if others and best - others[0][0] < _DOUBT and self._named_together(name, others[0][1], wanted.start):
            return None
        if wanted.role == "player":
            self._described_players.add(name)
        return name

    def _named_together(self, first: str, second: str, offset: int) -> bool:
        """Tell whether two people's last mentions before a place stand in one sentence: either may be meant."""
        places = []
        for name in (first, second):
            place = bisect_left(self._starts[name], offset)
            places.append(self._index.sentence_number(self._starts[name][place - 1]) if place else None)
        return places[0] is not None and places[0] == places[1]

    def _wanted(self, description: Description) -> _Wanted:
        text = self._index.text[description["start"] : description["end"]]
        nations = nationality_forms()
        return _Wanted(
            start=description["start"],
            role=description["role"],
            former=description["former"],
            club=description["club"],
            position=described_position(text),
            nations=frozenset(nations[word] for word in _fold_words(text) if word in nations),
            mates=frozenset(self._clause_mates(description)),
            familiar="mister" in text.lower(),
        )

    def _views(self, offset: int) -> dict[str, float]:
        """Return how much each person is in view at a place: named shortly before, often, and not only later."""
        people = self._index.people
        sentence = self._index.sentence_number(offset)
        first = self._index.sentences[max(0, sentence - _SENTENCES_BACK)][0]
        last = self._index.sentences[min(len(self._index.sentences) - 1, sentence + _SENTENCES_AHEAD)][1]
        views: dict[str, float] = {}
        paragraph, _ = self._index.paragraph(offset)
        for person in within(people, first, last):
            if person.end <= offset:
                near = 4.5 / (1 + sentence - self._index.sentence_number(person.start))
                near -= _BEFORE_PARAGRAPH * (person.start < paragraph)
                told = _TOLD * bool(_COLON.fullmatch(self._index.text, person.end, offset))
                views[person.name] = near + told + self._counts[person.name] / self._most
            else:
                views.setdefault(person.name, -2 + self._counts[person.name] / self._most)
        return views

    def _clause_mates(self, description: Description) -> Iterator[str]:
        """Yield whom the clause names beside the description: "l'ex bomber candida Rossi" is another."""
        start, end = description["start"], description["end"]
        for person in touching(self._index.people, start - _CLAUSE, end + _CLAUSE):
            gap = self._index.text[end : person.start] if end <= person.start else self._index.text[person.end : start]
            if not _CLAUSE_BREAK.search(gap) and not _IS.search(gap):
                yield person.name

    def _position(self, person: Person) -> str | None:
        """Return the position that the article gives a person, else the one that the gazetteer knows."""
        for mention in person["mentions"]:
            told = apposed_position(self._index.text, mention["start"], mention["end"])
            if told is not None:
                return told
        owners = self._gazetteer.people(person["name"]) if person["role"] in (None, "player") else ()
        known = {one.position for one in owners}
        return known.pop() if len(known) == 1 else None

    def _fit(self, name: str, wanted: _Wanted) -> int:
        """Return how well a person fits: 0 not at all, 1 nothing against it, more the more speaks for it."""
        total = 1
        for judge in (self._role_fit, self._club_fit, self._nation_fit, self._position_fit):
            fit = judge(name, wanted)
            if fit < 0:
                return 0
            total += fit
        return total

    def _role_fit(self, name: str, wanted: _Wanted) -> int:
        role, known_roles = self._people[name]["role"], self._known_roles[name]
        if wanted.role is None:
            return 0 if role in (None, "player", "coach") else -1
        if role == wanted.role:
            return 1 if role == "player" or name in self._unsaid else 2
        if wanted.former and wanted.role == "player":
            return 1 if role is None or "player" in known_roles else 0
        if role is not None or (wanted.role == "coach" and name in self._described_players):
            return -1
        if wanted.role in known_roles:
            return -1 if wanted.role == "player" and self._is_known_coach(name) else 1
        # Anybody unknown may be a player; a president or an agent is not to be guessed, nor a second coach.
        open_role = wanted.role == "player" or (
            wanted.role == "coach" and not wanted.familiar and self._may_coach(name, wanted.start)
        )
        return 0 if open_role and not known_roles else -1

    def _is_known_coach(self, name: str) -> bool:
        """Tell whether the best known bearer of a surname, by which alone somebody is named, is a coach."""
        return " " not in name and self._known[name][0].role == "coach"

    def _may_coach(self, name: str, offset: int) -> bool:
        """Tell whether somebody without a role may be the coach: no other is told, or each paragraph has its own."""
        if not self._told_coaches:
            return self._is_subject(name, offset) and self._positions[name] in (None, "A")
        start, _ = self._index.paragraph(offset)
        here = {person.name for person in within(self._index.people, max(start, offset - _LONG_PARAGRAPH), offset)}
        return len(self._coaches) > 1 and name in here and not self._coaches & here

    def _is_subject(self, name: str, offset: int) -> bool:
        """Tell whether somebody's last mention is near and no preposition governs it."""
        place = bisect_left(self._starts[name], offset)
        if not place:
            return False
        last = self._starts[name][place - 1]
        near = self._index.sentence_number(offset) - self._index.sentence_number(last) <= _NEAR_SENTENCES
        return near and not _GOVERNED.search(self._index.text[max(0, last - 12) : last])

    def _club_fit(self, name: str, wanted: _Wanted) -> int:
        if wanted.club is None:
            return 0
        linked, past = self._present[name], self._past[name]
        if wanted.club in (past if wanted.former else linked):
            return 3
        if wanted.club in self._past_teams[name]:
            return 1
        return -1 if linked and not wanted.former and wanted.role in _HOLD_ONE_OFFICE else 0

    def _nation_fit(self, name: str, wanted: _Wanted) -> int:
        countries = self._countries[name]
        if not wanted.nations or not countries:
            return 0
        return 1 if countries & wanted.nations else -1

    def _position_fit(self, name: str, wanted: _Wanted) -> int:
        given = self._positions[name]
        if wanted.role == "coach":
            return 0 if (wanted.position == "A") == (given == "A") else -1
        if wanted.position is None or given is None:
            return 0
        return 1 if wanted.position == given else -1 if {wanted.position, given} in _APART else 0


def _fold_words(text: str) -> list[str]:
    """Return the words of a text in lower case without accents."""
    return re.findall(r"\w+", fold(text))


def _team_names(person: KnownPerson, known: Gazetteer) -> Iterator[str]:
    """Yield the names of the teams that a known person has been with."""
    for club in person.clubs:
        try:
            yield known.team(club).name
        except KeyError:
            continue
