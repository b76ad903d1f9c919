"""Lists of contracts: "Ecco i giocatori in scadenza nel 2026:", and then a name a line."""

import re
from itertools import islice
from typing import NamedTuple

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.mentions import MentionIndex, Reference, within

_MANY = re.compile(
    r"\b(?:contratti|giocatori|calciatori|calciatrici|giocatrici|elementi|tesserati|prestiti|svincolati|nomi|accordi|big"
    r"|scadono|scadranno|scadenze|vedranno|quelli|coloro|chi)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\bness(?:un|uno|una|un['’])\s?(?:giocatore|calciatore|tesserato|elemento|contratto)\b", re.IGNORECASE
)
_RESPECTIVE = re.compile(r"\brispettiv[aeio]\s+(?:club|squadr\w+|societ\w+|compagin\w+)\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:ecco|di seguito|elenco|lista|uno per uno|caso per caso|squadra per squadra|club per club"
    r"|scopri\w+|vediam\w+|questi)\b",
    re.IGNORECASE,
)
BULLET = re.compile(r"[\s•·*–—>\d.)-]*")
_CLUB_LABEL = re.compile(r"\s*[:–—-]")
_HEADS = re.compile(
    r"\b(?:contratti|giocatori|calciatori|calciatrici|giocatrici|scadenz[ae]|in\s+scadenza)\b", re.IGNORECASE
)
_ALL = re.compile(r"\b(?:tutti|tutte)\s+(?:i|gli|le)\s+\w+\s+in\s+scadenza\b", re.IGNORECASE)
_ENDS = re.compile(r"\b(?:scad\w+|contratt\w+)\b", re.IGNORECASE)
_JOINS_CLUB = re.compile(r"\s*(?:\(|[–—-])\s*")
_GENERAL = re.compile(
    r"\b(?:contratti|prestiti|giocatori|calciatori|calciatrici|giocatrici|allenatori|tecnici|elementi|scadenze|scadono|scadranno)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:\d{1,2}|[a-zà-ÿ]+)\b", re.IGNORECASE)
_JOINT = re.compile(
    r"[*°\s]*(?:\([^()]*\)\s*)?(?:,|;|,?\s?(?:e|ed)(?: anche)?|,? oltre a|/)\s+"
    r"(?:(?:il|lo|la|quell[oi] di|di)\s+|l['’]\s?)?(?:[a-zà-ÿ]+\s+){0,3}",
    re.IGNORECASE,
)
_COLON = re.compile(r"[^:.;]{0,90}:\s*(?:(?:il|lo|la)\s+|l['’]\s?)?(?:[a-zà-ÿ]+\s+){0,2}", re.IGNORECASE)
_RUN_IN = re.compile(
    r"(?:in\s+|le\s+)?(?:scadenz[ae]|contratti|fino)(?:\s+(?:di\s+contratto|in\s+scadenza|nel|al|a|giugno|fino))*\s+(?:19|20)\d\d[.:]",
    re.IGNORECASE,
)
_MOST = 15  # people that "… contratti in scadenza" counts and the next sentences name
FEWEST_ITEMS = 2
FEWEST_IN_PROSE = 3
NEAR_MANY = 70  # characters between the date's words and those that say how many it is told of
LONGEST_LINE = 60  # characters: a shorter line without a known name does not end a list


class Item(NamedTuple):
    """A listed person, and the club that their line names."""

    person: str
    club: str | None


def speaks_of_many(index: MentionIndex, clause: Clause) -> bool:
    """Say whether a clause is about unnamed players: "i giocatori in scadenza a giugno"."""
    text = index.text
    ends = clause.names_end or (clause.event == "expiry" and bool(_RESPECTIVE.search(text, *clause.sentence)))
    if ends and _is_heading(index, index.paragraph(clause.sentence[0])):
        return True
    return ends and _tells_near(text, clause, _MANY, behind=NEAR_MANY)


def is_general(index: MentionIndex, clause: Clause) -> bool:
    """Say whether a clause is about contracts or players in general: "dodici contratti in scadenza"."""
    return clause.names_end and _tells_near(index.text, clause, _GENERAL, behind=NEAR_MANY // 2)


def _tells_near(text: str, clause: Clause, words: re.Pattern[str], behind: int) -> bool:
    """Tell whether words stand near a clause in its sentence, up to `behind` characters behind it."""
    first, last = max(clause.sentence[0], clause.start - NEAR_MANY), min(clause.sentence[1], clause.end + behind)
    return words.search(text, first, last) is not None


def last_or_pair(text: str, named: list[Reference]) -> list[Reference]:
    """Return the last of some names, with the one before it where "e" joins the two: "Rossi e Bianchi (2028)".

    >>> [one.name for one in last_or_pair("Rossi e Gori", [Reference(0, 5, "Rossi"), Reference(8, 12, "Gori")])]
    ['Rossi', 'Gori']
    """
    pair = len(named) > 1 and text[named[-2].end : named[-1].start] in (" e ", " ed ")
    return named[-2:] if pair else named[-1:]


def _names(index: MentionIndex, start: int, end: int) -> list[str]:
    """The people whom text[start:end] names, each once."""
    return list(dict.fromkeys(one.name for one in within(index.people, start, end)))


def speaks_of_all(text: str, clause: Clause) -> bool:
    """Say whether a clause is about all players whose contract ends, whoever else its sentence names."""
    return bool(_ALL.search(text, *clause.sentence))


def speaks_of_none(text: str, clause: Clause) -> bool:
    """Say whether a clause denies that there is anyone: "nessun giocatore in scadenza al 30 giugno"."""
    return clause.names_end and bool(_NONE.search(text, *clause.sentence))


def inline_list(index: MentionIndex, clause: Clause) -> list[str]:
    """Return the people of a list behind a colon in a sentence: "Scadono a giugno tre contratti: Rossi, …"."""
    named = within(index.people, clause.end, clause.sentence[1])
    if len(named) < FEWEST_ITEMS or not _COLON.fullmatch(index.text, clause.end, named[0].start):
        return []
    chain = named[:1]
    for one in named[1:]:
        if not _JOINT.fullmatch(index.text, chain[-1].end, one.start):
            break
        chain.append(one)
    return list(dict.fromkeys(one.name for one in chain)) if len(chain) >= FEWEST_ITEMS else []


def counted_next(index: MentionIndex, clause: Clause) -> list[str]:
    """Return those whom the rest of the paragraph names, where a sentence says how many contracts end and names no one.

    "Quattro contratti in scadenza nel 2026. Riguardano Rossi, Bianchi, Verdi e Neri": as many as are counted, or one
    fewer, for a name may be missing.
    """
    start, end = clause.sentence
    if within(index.people, start, end):
        return []
    numbers = read_map("numbers.tsv")
    words = (
        word[0].lower()
        for word in _NUMBER.finditer(index.text, max(start, clause.start - NEAR_MANY), clause.start + 12)
    )
    counts = [int(word if word.isdigit() else numbers.get(word, 0)) for word in words]
    count = max((one for one in counts if 2 <= one <= _MOST), default=0)
    named = _names(index, end, index.paragraph(start)[1])
    return named if count and count - 1 <= len(named) <= count else []


def headed_passage(index: MentionIndex, clause: Clause) -> list[str]:
    """Return those whom a paragraph names behind a heading of its own: "Scadenza 2027. Rossi, Bianchi e Verdi …"."""
    start, end = index.paragraph(clause.sentence[0])
    heading = _RUN_IN.match(index.text, start, end)
    if not clause.names_end or heading is None or clause.start >= heading.end():
        return []
    return _names(index, heading.end(), end)


def listed_persons(index: MentionIndex, clause: Clause) -> list[Item]:
    """Return the people of the list that a clause announces or heads; empty where no list follows.

    Each of the next lines is an item where it starts with a person, or with a club and a colon, or holds nothing but
    names; a line of its own with a club is the heading of those below it. The next heading with a date, and the first
    longer line that is no item, ends the list.
    """
    paragraph = index.paragraph(clause.sentence[0])
    heads = _is_heading(index, paragraph)
    if not heads and not _ANNOUNCES.search(index.text, clause.sentence[0], paragraph[1]):
        return []
    if heads and (passage := _named_in_prose(index, paragraph)):
        return [Item(name, None) for name in passage]
    items: list[Item] = []
    heading: str | None = None
    for start, end in islice(index.paragraphs, index.paragraph_number(paragraph[0]) + 1, None):
        found = _items(index, start, end)
        ends = _ENDS.search(index.text, start, end)
        is_prose = not found and end - start > LONGEST_LINE
        if heads:
            is_prose = end - start > LONGEST_LINE and not _names_alone(index, *_behind_bullet(index, start, end))
        if (is_prose and not ends) or (ends and _is_heading(index, (start, end))):
            break
        heading = _club_alone(index, start, end) or heading
        items.extend(item if item.club else item._replace(club=heading) for item in found)
    return items if len(items) >= (1 if heads else FEWEST_ITEMS) else []


def _named_in_prose(index: MentionIndex, heading: tuple[int, int]) -> list[str]:
    """Return those whom the paragraph below a heading names, where that is prose and names several."""
    number = index.paragraph_number(heading[0]) + 1
    if number >= len(index.paragraphs):
        return []
    start, end = index.paragraphs[number]
    names = _names(index, start, end)
    return names if len(names) >= FEWEST_IN_PROSE and index.text[end - 1] == "." and end - start > LONGEST_LINE else []


def heading_club(index: MentionIndex, offset: int) -> str | None:
    """Return the club whose name stands alone above the lines of a list; None where the line at offset is in none."""
    own = index.paragraph_number(offset)
    for number in range(own, -1, -1):
        start, end = index.paragraphs[number]
        if end - start > LONGEST_LINE + LONGEST_LINE // 2:
            return None
        club = _club_alone(index, start, end)
        if club is not None:
            return club
        if number < own and not _items(index, start, end):
            return None
    return None


def _is_heading(index: MentionIndex, line: tuple[int, int]) -> bool:
    """Tell whether a short line names no one and only says when contracts end: "Contratti in scadenza nel 2027"."""
    start, end = line
    text = index.text[start:end].rstrip()
    short = len(text) <= LONGEST_LINE and text[-1:] not in (".", "?", "!", ",")
    return (
        short
        and bool(_HEADS.search(text))
        and bool(re.search(r"\d{4}|\bgiugno\b", text))
        and not _NONE.search(text)
        and not within(index.people, start, end)
    )


def _club_alone(index: MentionIndex, start: int, end: int) -> str | None:
    """The club of a line that names nothing else: the heading of those below it."""
    clubs = within(index.clubs, start, end)
    if len(clubs) != 1 or re.search(r"[^\W\d_]", index.text[start : clubs[0].start] + index.text[clubs[0].end : end]):
        return None
    return clubs[0].name


def _behind_bullet(index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    bullet = BULLET.match(index.text, start, end)
    return (bullet.end() if bullet else start), end


def _items(index: MentionIndex, start: int, end: int) -> list[Item]:
    begin, _ = _behind_bullet(index, start, end)
    named = within(index.people, begin, end)
    clubs = within(index.clubs, begin, end)
    if clubs and clubs[0].start == begin and _CLUB_LABEL.match(index.text, clubs[0].end):
        return [Item(name, clubs[0].name) for name in dict.fromkeys(one.name for one in named)]
    if not named or named[0].start - begin > 2:
        return []
    if len(named) == 1 or not _names_alone(index, begin, end):
        named = named[:1]
    return [Item(one.name, _club_behind(index, one.end, end)) for one in named]


def _names_alone(index: MentionIndex, start: int, end: int) -> bool:
    """Tell whether a line holds nothing but names, with their clubs or ages: "Rossi (32), Bianchi* e Verdi"."""
    position, rest = start, ""
    for one in sorted((*within(index.people, start, end), *within(index.clubs, start, end))):
        rest += index.text[position : one.start]
        position = max(position, one.end)
    rest = re.sub(r"\([^()]{0,30}\)", "", rest + index.text[position:end])
    return not re.search(r"[^\W\d_]", re.sub(r"\b(?:e|ed)\b", "", rest))


def _club_behind(index: MentionIndex, start: int, end: int) -> str | None:
    clubs = within(index.clubs, start, end)
    return clubs[0].name if clubs and _JOINS_CLUB.fullmatch(index.text, start, clubs[0].start) else None
