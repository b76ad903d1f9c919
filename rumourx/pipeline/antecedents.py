"""Finds whom a description stands for: by role, position, club and nation, and by who is in view."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from rumourx.gazetteer import Gazetteer, KnownPerson, fold, gazetteer
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.mentions import MentionIndex, within
from rumourx.pipeline.roles import apposed_position, described_position
from rumourx.pipeline.values import Affiliation, Description, Person

_NEAR_SENTENCES = 4
_CLAUSE = 60  # characters
_CLAUSE_MATE = 2.0
_CLAUSE_BREAK = re.compile(r"[.,;:!?()“”\"«»\n–-]|\b(?:e|ed|che|ma|se|perché|quando|mentre|anche se|è|era)\b")
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
        self._affiliations = affiliations
        self._coaches = {person["name"] for person in people if person["role"] == "coach"}
        self._counts = Counter(person.name for person in index.people)
        self._positions = {person["name"]: self._position(person) for person in people}
        self._known = {name: known.people(name) or known.surname(name) for name in self._people}
        self._past_teams = {
            name: {team for one in owners for team in _team_names(one, known)} for name, owners in self._known.items()
        }

    def resolve(self, description: Description) -> str | None:
        """Return the best candidate's name: fitting by role, club and nation, and much in view; None if none fits."""
        scored = [
            (fit + view - _CLAUSE_MATE * self._is_clause_mate(name, description), name)
            for name, view in self._views(description["start"]).items()
            if (fit := self._fit(name, description)) > 0
        ]
        return max(scored)[1] if scored else None

    def _views(self, offset: int) -> dict[str, float]:
        """Return how much each person is in view at a place: named shortly before, often, and not only later."""
        sentence = self._index.sentence_number(offset)
        nearest: dict[str, int] = {}
        for person in self._index.people:
            if person.end <= offset:
                nearest[person.name] = self._index.sentence_number(person.start)
        most = max(self._counts.values(), default=1)
        views = {}
        for name, count in self._counts.items():
            recency = 4.5 / (1 + sentence - nearest[name]) if name in nearest else -2
            views[name] = recency + count / most
        return views

    def _is_clause_mate(self, name: str, description: Description) -> bool:
        """Tell whether a clause names somebody beside the description: "l'ex bomber candida Rossi" is another."""
        for person in self._index.people:
            if person.name != name:
                continue
            if description["end"] <= person.start:
                gap = self._index.text[description["end"] : person.start]
            else:
                gap = self._index.text[person.end : description["start"]]
            if len(gap) < _CLAUSE and not _CLAUSE_BREAK.search(gap):
                return True
        return False

    def _position(self, person: Person) -> str | None:
        """Return the position that the article gives a person, else the one that the gazetteer knows."""
        for mention in person["mentions"]:
            told = apposed_position(self._index.text, mention["start"], mention["end"])
            if told is not None:
                return told
        owners = self._gazetteer.people(person["name"]) if person["role"] in (None, "player") else ()
        known = {one.position for one in owners}
        return known.pop() if len(known) == 1 else None

    def _position_fit(self, name: str, description: Description) -> int:
        wanted = described_position(self._index.text[description["start"] : description["end"]])
        given = self._positions[name]
        if description["role"] == "coach":
            return 0 if (wanted == "A") == (given == "A") else -1
        if wanted is None or given is None:
            return 0
        return 1 if wanted == given else -1 if {wanted, given} in _APART else 0

    def _fit(self, name: str, description: Description) -> int:
        """Return how well a person fits: 0 not at all, 1 nothing against it, more the more speaks for it."""
        role = self._role_fit(name, description)
        club = self._club_fit(name, description)
        nation = self._nation_fit(name, description)
        position = self._position_fit(name, description)
        if min(role, club, nation, position) < 0:
            return 0
        return 1 + role + club + nation + position

    def _role_fit(self, name: str, description: Description) -> int:
        wanted, person = description["role"], self._people[name]
        if wanted is None:
            return 0 if person["role"] in (None, "player", "coach") else -1
        if person["role"] == wanted:
            return 1 if wanted == "player" or name in self._unsaid else 2
        known_roles = {one.role for one in self._known[name]}
        if description["former"] and wanted == "player":
            return 1 if person["role"] is None or "player" in known_roles else 0
        if person["role"] is not None:
            return -1
        if wanted in known_roles:
            return 1
        # Anybody unknown may be a player; a president or an agent is not to be guessed, nor a second coach.
        open_role = wanted == "player" or (wanted == "coach" and self._may_coach(name, description["start"]))
        return 0 if open_role and not known_roles else -1

    def _may_coach(self, name: str, offset: int) -> bool:
        """Tell whether somebody without a role may be the coach: no other is told, or each paragraph has its own."""
        if not self._coaches - self._unsaid:
            return self._is_subject(name, offset)
        start, _ = self._index.paragraph(offset)
        here = {person.name for person in within(self._index.people, start, offset)}
        return len(self._coaches) > 1 and name in here and not self._coaches & here

    def _is_subject(self, name: str, offset: int) -> bool:
        """Tell whether somebody's last mention is near and no preposition governs it."""
        starts = [person.start for person in self._index.people if person.name == name and person.start < offset]
        if not starts:
            return False
        near = self._index.sentence_number(offset) - self._index.sentence_number(starts[-1]) <= _NEAR_SENTENCES
        return near and not _GOVERNED.search(self._index.text[max(0, starts[-1] - 12) : starts[-1]])

    def _club_fit(self, name: str, description: Description) -> int:
        if description["club"] is None:
            return 0
        linked = {one["club"] for one in self._affiliations if one["person"] == name and not one["former"]}
        past = {one["club"] for one in self._affiliations if one["person"] == name and one["former"]}
        if description["club"] in (past if description["former"] else linked):
            return 3
        if description["club"] in self._past_teams[name]:
            return 1
        return -1 if linked and not description["former"] and description["role"] == "coach" else 0

    def _nation_fit(self, name: str, description: Description) -> int:
        text = self._index.text[description["start"] : description["end"]]
        nations = {nationality_forms()[word] for word in _fold_words(text) if word in nationality_forms()}
        if not nations:
            return 0
        countries = {one.country for one in self._known[name] if one.country}
        if not countries:
            return 0
        return 1 if countries & nations else -1


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
