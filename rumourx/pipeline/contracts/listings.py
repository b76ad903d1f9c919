"""Lists of contracts: "Ecco i giocatori in scadenza nel 2026:", and then a name a line."""

import re
from typing import NamedTuple

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.mentions import MentionIndex, within

_MANY = re.compile(
    r"\b(?:contratti|giocatori|calciatori|calciatrici|giocatrici|elementi|tesserati|prestiti|svincolati|nomi|accordi|big"
    r"|scadono|scadranno|scadenze|vedranno|quelli|coloro|chi)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:ecco|di seguito|elenco|lista|uno per uno|caso per caso|vediam\w+|questi)\b", re.IGNORECASE
)
_BULLET = re.compile(r"[\s•·*–—>\d.)-]*")
_CLUB_LABEL = re.compile(r"\s*[:–—-]")
FEWEST_ITEMS = 2


class Item(NamedTuple):
    """A listed person, and the club that their line names."""

    person: str
    club: str | None


def speaks_of_many(text: str, clause: Clause) -> bool:
    """Say whether a clause is about unnamed players: "i giocatori in scadenza a giugno"."""
    return clause.names_end and bool(_MANY.search(text, *clause.sentence))


def listed_persons(index: MentionIndex, clause: Clause) -> list[Item]:
    """Return the people of the list that a clause announces; empty where no list follows.

    Each of the next lines is an item as long as it starts with a person, or with a club and a colon.
    """
    paragraph = index.paragraph(clause.sentence[0])
    if not _ANNOUNCES.search(index.text, clause.sentence[0], paragraph[1]):
        return []
    items: list[Item] = []
    lines = 0
    for start, end in index.paragraphs:
        if start <= paragraph[0]:
            continue
        found = _items(index, start, end)
        if not found:
            break
        items.extend(found)
        lines += 1
    return items if lines >= FEWEST_ITEMS else []


def _items(index: MentionIndex, start: int, end: int) -> list[Item]:
    bullet = _BULLET.match(index.text, start, end)
    begin = bullet.end() if bullet else start
    named = within(index.people, begin, end)
    clubs = within(index.clubs, begin, end)
    if clubs and clubs[0].start == begin and _CLUB_LABEL.match(index.text, clubs[0].end):
        return [Item(name, clubs[0].name) for name in dict.fromkeys(one.name for one in named)]
    if not named or named[0].start - begin > 2:
        return []
    in_brackets = [club for club in clubs if index.text[named[0].end : club.start].strip() == "("]
    return [Item(named[0].name, in_brackets[0].name if in_brackets else None)]
