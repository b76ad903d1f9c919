"""Teams whose first word is cut to its initial: "V. Verona" for Virtus Verona, "R. Sociedad" for Real Sociedad."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rumourx.gazetteer import Gazetteer, TeamForm
from rumourx.pipeline.lexicon import read_words

_ABBREVIATED = re.compile(r"([A-Z])\.\s?([A-ZÀ-Þ][\w'’]+)")
_IN_BRACKETS = re.compile(r"\((?P<form>[A-Z]\.\s?[A-ZÀ-Þ][\w'’]+)\)")


class AbbreviatedTeam(NamedTuple):
    """An abbreviation at start:end of a text, and the teams that it may stand for."""

    start: int
    end: int
    owners: tuple[TeamForm, ...]


def abbreviated_teams(name: str, known: Gazetteer) -> tuple[TeamForm, ...]:
    """Return the teams that a name with an initial before it may stand for.

    >>> from rumourx.gazetteer import gazetteer
    >>> [owner.team.name for owner in abbreviated_teams("V. Verona", gazetteer())]
    ['Virtus Verona']
    """
    parts = _ABBREVIATED.fullmatch(name)
    if parts is None:
        return ()
    for opener in sorted(read_words("team_openers.txt")):
        if opener.startswith(parts[1].lower()) and (owners := known.teams(f"{opener} {parts[2]}")):
            return owners
    return ()


def is_abbreviated_team(name: str, known: Gazetteer) -> bool:
    """Tell whether a name with an initial before it is a team's rather than a person's."""
    return bool(abbreviated_teams(name, known))


def find_abbreviated_teams(text: str, known: Gazetteer) -> Iterator[AbbreviatedTeam]:
    """Yield the abbreviated teams in brackets ("il portiere Neri (V. Verona)")."""
    for match in _IN_BRACKETS.finditer(text):
        owners = abbreviated_teams(match["form"], known)
        if owners:
            yield AbbreviatedTeam(*match.span("form"), owners)
