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
_NONE = re.compile(
    r"\bness(?:un|uno|una|un['’])\s?(?:giocatore|calciatore|tesserato|elemento|contratto)\b", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:ecco|di seguito|elenco|lista|uno per uno|caso per caso|squadra per squadra|club per club"
    r"|scopri\w+|vediam\w+|questi)\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"[\s•·*–—>\d.)-]*")
_CLUB_LABEL = re.compile(r"\s*[:–—-]")
FEWEST_ITEMS = 2
LONGEST_LINE = 60  # characters: a shorter line without a known name does not end a list


class Item(NamedTuple):
    """A listed person, and the club that their line names."""

    person: str
    club: str | None


def speaks_of_many(text: str, clause: Clause) -> bool:
    """Say whether a clause is about unnamed players: "i giocatori in scadenza a giugno"."""
    return clause.names_end and bool(_MANY.search(text, *clause.sentence))


def speaks_of_none(text: str, clause: Clause) -> bool:
    """Say whether a clause denies that there is anyone: "nessun giocatore in scadenza al 30 giugno"."""
    return clause.names_end and bool(_NONE.search(text, *clause.sentence))


def listed_persons(index: MentionIndex, clause: Clause) -> list[Item]:
    """Return the people of the list that a clause announces; empty where no list follows.

    Each of the next lines is an item where it starts with a person, or with a club and a colon; a line of its own
    with a club is the heading of those below it. The first longer line that is no item ends the list.
    """
    paragraph = index.paragraph(clause.sentence[0])
    if not _ANNOUNCES.search(index.text, clause.sentence[0], paragraph[1]):
        return []
    items: list[Item] = []
    lines = 0
    heading: str | None = None
    for start, end in index.paragraphs:
        if start <= paragraph[0]:
            continue
        found = _items(index, start, end)
        if not found and end - start > LONGEST_LINE:
            break
        heading = _club_alone(index, start, end) or heading
        items.extend(item if item.club else item._replace(club=heading) for item in found)
        lines += bool(found)
    return items if lines >= FEWEST_ITEMS else []


def _club_alone(index: MentionIndex, start: int, end: int) -> str | None:
    """The club of a line that names nothing else: the heading of those below it."""
    clubs = within(index.clubs, start, end)
    if len(clubs) != 1 or re.search(r"[^\W\d_]", index.text[start : clubs[0].start] + index.text[clubs[0].end : end]):
        return None
    return clubs[0].name


def _items(index: MentionIndex, start: int, end: int) -> list[Item]:
    bullet = BULLET.match(index.text, start, end)
    begin = bullet.end() if bullet else start
    named = within(index.people, begin, end)
    clubs = within(index.clubs, begin, end)
    if clubs and clubs[0].start == begin and _CLUB_LABEL.match(index.text, clubs[0].end):
        return [Item(name, clubs[0].name) for name in dict.fromkeys(one.name for one in named)]
    if not named or named[0].start - begin > 2:
        return []
    in_brackets = [club for club in clubs if index.text[named[0].end : club.start].strip() == "("]
    return [Item(named[0].name, in_brackets[0].name if in_brackets else None)]
