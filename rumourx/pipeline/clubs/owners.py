"""Whose nickname is it? The article decides between the teams that share a form ("bianconeri")."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace

from rumourx.gazetteer import FormKind, Gazetteer, Team
from rumourx.pipeline.clubs.mention import TeamMention

_NOWHERE = 1_000_000  # characters


def choose_owners(mentions: list[TeamMention], known: Gazetteer) -> list[TeamMention]:
    """Return the mentions, each with its owner, in the order of the text.

    A name goes to its likeliest team, or to the one that the article names in full; a nickname or colour to the
    owner that the article names, the nearest before it when it names several; else to its likeliest team.
    """
    named = _NamedTeams(mentions)
    chosen = [replace(mention, owner=_choose(mention, named)) if mention.owners else mention for mention in mentions]
    return _with_fuller_names(_fold_unlisted(chosen))


class _NamedTeams:
    """The teams that an article names: how often by a name of their own alone, and where by any name."""

    def __init__(self, mentions: list[TeamMention]) -> None:
        self.counts: Counter[str] = Counter()
        self._starts: dict[str, list[int]] = defaultdict(list)
        for mention in sorted(mentions, key=lambda one: one.start):
            if mention.kind is FormKind.NAME and mention.owners:
                self._starts[mention.owners[0].id].append(mention.start)
                self.counts[mention.owners[0].id] += len(mention.owners) == 1

    def holds(self, team: Team, kind: FormKind) -> bool:
        """Tell whether the article names a team; for a name that teams share only by a name of its own."""
        return self.counts[team.id] > 0 or (kind is not FormKind.NAME and team.id in self._starts)

    def distance(self, team: Team, offset: int) -> int:
        """Return how far before a place the team is last named, in characters; naming it later counts fourfold."""
        starts = self._starts.get(team.id, [])
        place = bisect_left(starts, offset)
        before = [offset - starts[place - 1]] if place else []
        behind = [4 * (starts[place] - offset)] if place < len(starts) else []
        return min([*before, *behind], default=_NOWHERE)


def _choose(mention: TeamMention, article: _NamedTeams) -> Team:
    if len(mention.owners) == 1:
        return mention.owners[0]
    named = [team for team in mention.owners if article.holds(team, mention.kind)]
    if not named:
        return mention.owners[0]
    if mention.kind is FormKind.NAME:
        return max(named, key=lambda team: article.counts[team.id])
    return min(named, key=lambda team: (article.distance(team, mention.start), -article.counts[team.id]))


def _with_fuller_names(mentions: list[TeamMention]) -> list[TeamMention]:
    """Give a short form ("la Real", "lo Shimizu") to the team whose longer name in the article begins with it.

    A form whose own team is named in other words, too, keeps it.
    """
    spellings: dict[Team, set[str]] = defaultdict(set)
    longer: dict[str, TeamMention] = {}
    for mention in mentions:
        if mention.owner:
            spellings[mention.owner].add(mention.text)
        lowered = mention.text.lower()
        for space in re.finditer(" ", lowered):
            longer.setdefault(lowered[: space.start()], mention)
    return [_with_fuller_name(mention, longer, spellings) for mention in mentions]


def _with_fuller_name(
    mention: TeamMention, longer: dict[str, TeamMention], spellings: dict[Team, set[str]]
) -> TeamMention:
    fuller = longer.get(mention.text.lower())
    if mention.kind is not FormKind.NAME or fuller is None or fuller.owner == mention.owner:
        return mention
    if mention.owner and spellings[mention.owner] - {mention.text}:
        return mention
    return replace(mention, owner=fuller.owner, text=fuller.text)


def _fold_unlisted(mentions: list[TeamMention]) -> list[TeamMention]:
    """Give a team that the gazetteer lacks one printed name through the article: the longest form that holds it."""
    forms = list(dict.fromkeys(mention.text for mention in mentions if mention.owner is None))
    longest = {form: max((one for one in forms if form.lower() in one.lower()), key=len) for form in forms}
    return [mention if mention.owner else replace(mention, text=longest[mention.text]) for mention in mentions]
