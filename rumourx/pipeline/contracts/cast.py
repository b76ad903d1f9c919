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
        """Return the references in start:end, without those that are the source of a claim ("secondo Di Marzio")."""
        text = self.index.text
        return [
            one
            for one in within(self.index.persons, start, end)
            if self._fits(one.name) and not _SOURCE.search(text[max(0, one.start - 30) : one.start])
        ]

    def not_in_passing(self, found: list[Reference]) -> list[Reference]:
        """Return them without those named only once, where the article has somebody whom it keeps naming."""
        if self.main is None or self._counts[self.main] < OFTEN:
            return found
        return [one for one in found if self._counts[one.name] > 1]
