"""The people of a Doc who may have a contract: who they are, where they stand, which of them the article is about."""

import re
from collections import Counter

from rumourx.pipeline.mentions import MentionIndex, Reference, within
from rumourx.pipeline.values import Person

NOT_UNDER_CONTRACT = frozenset({"journalist", "agent", "president", "official"})
OFTEN = 2  # mentions

_SOURCE = re.compile(
    r"\b(?:secondo|come (?:riporta|rivela|scrive|spiega)|parola di|ag\.|agente di|procuratore di)\s+$",
    re.IGNORECASE,
)
# Words behind which somebody stands only to name a team, or as the one who goes or has gone.
_IN_PASSING = re.compile(
    r"\b(?:(?:squadra|formazione|compagine|corte|gruppo|ordini|staff|undici|truppa|banda)\s+(?:di|del|della|dell['’])"
    r"|dopo\s+(?:la\s+(?:partenza|cessione)|l['’]\s?(?:addio|esonero))\s+(?:di|del|a)"
    r"|al\s+posto\s+di|(?:erede|eredità|sostituto|vice)\s+di|(?:allenat|guidat)[aoi]\s+da"
    r"|tranne|(?:eccezion\w*|esclusion\w+)\s+(?:fatta\s+)?(?:per|di)(?:\s+(?:il|lo|la|i))?(?:\s+fuori\s+rosa)?"
    r")\s+(?:mister\s+)?$",
    re.IGNORECASE,
)
_TEAM_OF = re.compile(r"\s+di\s+(?:mister\s+)?")


class Cast:
    """The people of a Doc who may have a contract; `main` is whom the article names most, None without any.

    `dominates` tells that nobody else is named half as often, `only_directors` that there are no players or coaches.
    """

    def __init__(self, index: MentionIndex, people: list[Person]) -> None:
        self.index = index
        self._roles = {person["name"]: person["role"] for person in people}
        self._counts = Counter(one.name for one in index.people if self._fits(one.name))
        first = {one.name: -one.start for one in reversed(index.people)}
        ranked = sorted(self._counts, key=lambda name: (self._counts[name], first[name]), reverse=True)
        self.main = ranked[0] if ranked else None
        self.dominates = bool(ranked) and all(2 * self._counts[name] <= self._counts[ranked[0]] for name in ranked[1:])
        self.only_directors = all(self.is_director(name) for name in ranked)

    def _fits(self, name: str) -> bool:
        return self._roles.get(name) not in NOT_UNDER_CONTRACT

    def is_director(self, name: str) -> bool:
        """Say whether the article calls the person a director, of whom contracts are seldom told."""
        return self._roles.get(name) == "director"

    def between(self, start: int, end: int) -> list[Reference]:
        """Return the references in start:end, without those named in passing."""
        return [
            one for one in within(self.index.persons, start, end) if self._fits(one.name) and not self._is_aside(one)
        ]

    def _is_aside(self, one: Reference) -> bool:
        """Say whether somebody is the source of a claim, or only tells which team: "il Cagliari di Davide Nicola"."""
        before = self.index.text[max(0, one.start - 40) : one.start]
        if _SOURCE.search(before) or _IN_PASSING.search(before):
            return True
        clubs = within(self.index.clubs, max(0, one.start - 60), one.start)
        return bool(clubs) and bool(_TEAM_OF.fullmatch(self.index.text[clubs[-1].end : one.start]))

    def not_in_passing(self, found: list[Reference]) -> list[Reference]:
        """Return them without those named only once, where the article has somebody whom it keeps naming."""
        if self.main is None or self._counts[self.main] < OFTEN:
            return found
        return [one for one in found if self._counts[one.name] > 1]
