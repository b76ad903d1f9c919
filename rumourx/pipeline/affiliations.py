"""Affiliations: which club a person belongs to, as the words between or round their names tell."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rumourx.pipeline.mentions import MentionIndex, Reference, within
from rumourx.pipeline.roles import role_of
from rumourx.pipeline.values import Affiliation
from rumourx.record.types import Role

_CLUB_TO_PERSON = re.compile(r"\s+di\s+(?:mister\s+|Mister\s+)?")
_PERSON_TO_CLUB = re.compile(
    r"(?:\s*,)?\s*(?P<words>(?:(?:il|lo|la|un|una|attuale|neo|nuovo|ex|già)\s+|l['’]\s?)*(?:[a-zà-ÿ-]+\s+){0,3})"
    r"(?:del|dello|della|dei|dell['’]|di)\s?|\s*\((?:[a-z]+,\s*)?"
)
_UNDER_CONTRACT = re.compile(
    r"\s*,\s*(?:(?:attualmente|ora|oggi)\s+)?(?:in\s+forza|sotto\s+contratto|tesserato|di\s+proprietà|in\s+prestito)"
    r"\s+(?:al|allo|alla|all['’]|con\s+il|con\s+la|con\s+l['’]|col|del|dello|della|dell['’]|per\s+il|per\s+la)\s?"
)
_LINE_UP = re.compile(r"\s*\(\s*\d(?:\s?-\s?\d){2,4}\s*\)\s*:")
_LINE_UP_ENDS = re.compile(r"\b(?:[Aa]ll(?:enatore)?\s?[.:]|[Aa]rbitro)|\n")


def find_affiliations(index: MentionIndex) -> list[Affiliation]:
    """Return the links that the text tells: "il Real di Ancelotti", "Leao del Milan", "X (Torino)", line-ups."""
    return [*_side_by_side(index), *_line_ups(index)]


def _side_by_side(index: MentionIndex) -> list[Affiliation]:
    found = []
    people = set(index.people)
    for first, second, gap in _neighbours(index):
        if second in people:
            if _CLUB_TO_PERSON.fullmatch(gap):
                found.append(_affiliation(second, first, "coach", former=False))
            continue
        if _UNDER_CONTRACT.fullmatch(gap):
            found.append(_affiliation(first, second, None, former=False))
            continue
        match = _PERSON_TO_CLUB.fullmatch(gap)
        if match:
            words = (match["words"] or "").split()
            role = next((role for role in map(role_of, words) if role), None)
            if role or not words:
                found.append(_affiliation(first, second, role, former=bool({"ex", "già"} & set(words))))
    return found


def _line_ups(index: MentionIndex) -> list[Affiliation]:
    """Return the players of line-ups ("NAPOLI (4-3-3): Meret; …"), up to the coach or the end of the line."""
    found = []
    for club in index.clubs:
        head = _LINE_UP.match(index.text, club.end)
        if head is None:
            continue
        stop = _LINE_UP_ENDS.search(index.text, head.end())
        end = stop.start() if stop else len(index.text)
        players = within(index.people, head.end(), end)
        found += [_affiliation(player, club, "player", former=False) for player in players]
    return found


def _affiliation(person: Reference, club: Reference, role: Role | None, *, former: bool) -> Affiliation:
    return Affiliation(person=person.name, club=club.name, role=role, former=former, start=person.start)


def _neighbours(index: MentionIndex) -> Iterator[tuple[Reference, Reference, str]]:
    """Yield a person and a club that follow each other, in the order of the text, and the words between."""
    merged = sorted([*index.people, *index.clubs])
    people = set(index.people)
    for first, second in pairwise(merged):
        if (first in people) != (second in people) and second.start - first.end < 60:
            yield first, second, index.text[first.end : second.start]
