"""Lists in which every name is a person: line-ups, bookings, substitutions, referees with their towns."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache

from rumourx.gazetteer import Gazetteer
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.people.candidates import Candidate
from rumourx.pipeline.ranges import Range, SortedRanges
from rumourx.pipeline.team_abbreviations import is_abbreviated_team

_WORD = r"[A-ZÀ-ÞŠŽČĆĐŁŚŻŞİØÅ](?:['’-]?\w){1,40}"
_PARTICLE = r"(?:van der|van den|van|von|der|den|de|dos|el|ter|ten)"
_NAME = rf"{_WORD}(?:\s(?:{_PARTICLE}\s)?{_WORD}){{0,2}}(?:\s[A-Z]\.)?"
_MINUTE = r"\d{1,3}\s?['’′°]{0,2}(?:\s?\+\s?\d{1,2})?\s?['’′]?"
_HALF = r"(?:(?:pts|sts|pt|st|p\.\s?t|s\.\s?t|ts)\b\.?)"
_WHEN = rf"(?:{_HALF}\s{{0,3}})?{_MINUTE}\s{{0,3}}(?:{_HALF}\s{{0,3}})?"
_SUBSTITUTE = re.compile(rf"\((?:[Dd]al(?:l['’])?\s*)?{_WHEN}(?:s\.?v\.?\s)?({_NAME})(?=[\s\d,.;:/–-]*\))")
_IN_BRACKETS = re.compile(rf"\(([A-Z]\.\s?(?:[A-Z]\.\s?)?(?:{_PARTICLE}\s)?{_WORD}(?:\s{_WORD})?)\)")
_ITEM = re.compile(rf"\s*(?:(?:\d{{1,2}}\.?|{_WHEN})\s+)?({_NAME})(?![\w'’])")
_REST = re.compile(
    r"(?:\s*\([^()\n]*\)?\)|\s+(?:gol|parato|sbagliato|alto|palo|traversa|rig\.?)\b|\s+\d[\d ,'’+–-]*\d?['’]?)*"
)
_JOINT = re.compile(r"\s*[,;–-]\s*|\s+(?:e|ed)\s+")
_LINE_UP = re.compile(r"(?:^|(?<=[.;)\n]))[^\S\n]*[A-ZÀ-Þ][\w'’. ]{2,24}(?:\s?\(\d(?:-\d)+\))?\s?:", re.MULTILINE)
_REFEREES = re.compile(r"\b(?:arbitr[oi]|assistent[ei]|guardalinee|IV|V[Aa][Rr]|designazioni)\b", re.IGNORECASE)
_FROM_TOWN = re.compile(rf"(?<![\w'’])({_NAME})\s(?:della sezione )?di\s({_WORD}(?:\s{_WORD})?)")
_BY = r"(?:[Ff]onte|FONTE|[Aa]utore|[Rr]edattore|[Aa]rticolo di|[Aa] cura di|[Ss]critto da)"
_BYLINE = re.compile(rf"\b{_BY}\s?:?\s+({_WORD}(?:\s{_WORD}){{1,2}})")
_SHORTEST_LINE_UP = 6


def find_listed(text: str, taken: Iterable[Range], known: Gazetteer) -> list[Candidate]:
    """Return the people of line-ups and match notes that do not overlap what is `taken`, in the order of the text."""
    sure = {match.span(1) for shape in (_SUBSTITUTE, _IN_BRACKETS) for match in shape.finditer(text)}
    sure.update(_referees(text, known))
    sure.update(match.span(1) for match in _BYLINE.finditer(text) if known.is_forename(match[1].split()[0]))
    lone: set[Range] = set()
    for head in _heads().finditer(text):
        items = _items(text, head.end())
        (sure if len(items) > 1 else lone).update(items)
    for head in _LINE_UP.finditer(text):
        items = _items(text, head.end())
        if len(items) >= _SHORTEST_LINE_UP:
            sure.update(items)
    found: list[Candidate] = []
    occupied = SortedRanges(taken)
    for start, end in sorted(sure | lone):
        if not occupied.overlaps(start, end) and _may_be_person(
            text[start:end], known, in_company=(start, end) in sure
        ):
            found.append(Candidate(start, end, text[start:end]))
            occupied.add(start, end)
    return found


@cache
def _heads() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(read_words("list_heads.txt"), key=len, reverse=True))
    return re.compile(rf"(?<![\w'’])(?:{words})\.?\s?:", re.IGNORECASE)


def _items(text: str, start: int) -> list[Range]:
    """Return the names of a list from `start` on; the list ends with the first thing that is no name."""
    found = []
    position: int | None = start
    while position is not None and (item := _ITEM.match(text, position)):
        rest = _REST.match(text, item.end())
        end = rest.end() if rest else item.end()
        if text[end : end + 1] == ":" or "\n" in item[0].strip():
            break
        found.append(item.span(1))
        joint = _JOINT.match(text, end)
        position = joint.end() if joint else None
    return found


def _referees(text: str, known: Gazetteer) -> list[Range]:
    """Return names with a home town ("Pisani di Trani") in the lines about referees."""
    offices = [match.start() for match in _REFEREES.finditer(text)]
    found = []
    line_start = position = 0
    for match in _FROM_TOWN.finditer(text):
        line_start = max(line_start, text.rfind("\n", position, match.start()) + 1)
        position = match.start()
        before = bisect_left(offices, match.end())
        if not before or offices[before - 1] < line_start:
            continue
        town = match[2]
        if known.is_place(town) or known.is_place(town.split()[0]):
            found.append(match.span(1))
    return found


def _may_be_person(name: str, known: Gazetteer, *, in_company: bool) -> bool:
    """Tell whether a listed name is none of a competition, a paper, a body; alone, no ordinary word either."""
    if is_abbreviated_team(name, known) or name.lower() in read_words("calendar_words.txt"):
        return False
    if known.competition(name) or known.outlet(name) or known.organisation(name):
        return False
    word_class = read_map("ordinary_words.tsv").get(name.lower())
    return word_class is None or known.is_surname(name) or (in_company and word_class == "n")
