"""Where a person's name begins and ends in what the NER took for one."""

import re
from collections.abc import Iterator

from rumourx.gazetteer import Gazetteer
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.people.page import Page
from rumourx.pipeline.ranges import Range

NAME_WORD = r"[A-ZÀ-ÞŠŽČĆĐŁŚŻŞİØÅ][\w]*(?:['’.-][\w]+){0,8}\.?"
_GLUED = r"(?:d[aei]l?|a[dl]?|con|per|e|il)"
"""Small words that a slip glues to the name behind them ("diMarco Ferri")."""
_PARTICLES = re.compile(
    r"(?:D[ei]|Del|Della|Dal|Dalla|Lo|La|Van|Von|Ten|El|Mc|Le|Mac|Dos|Da|Al|Bel|San|Sant)(?: [Dd]er| [Dd]en)?"
)
_EDGE = " \t\n\r,.;:!?()[]«»“”„\"'’‘-–—/*#|"
_CUT = re.compile(r"(?<!\s)\s*[\n,;:/|(]\s*|\s?[-–]\s|(?<!\s)\s+e\s+")
_FIRST_WORD = re.compile(r"(\S+?)\s+(?=\S)")
_FIRST_LETTERS = re.compile(r"([^\W\d_]+)\s+(?=\S)")
_LAST_LETTERS = re.compile(r"(?<!\s)\s+([^\W\d_]+)$")
_BEFORE_CAPITAL = re.compile(r"([^\W\d_]+)\s+(?=[A-ZÀ-Þ])")
_LAST_SMALL = re.compile(r"(?<!\s)\s+[a-zà-ÿ'’]+$")
_ELIDED = re.compile(r"(?:[LlDd]|[Dd]ell|[Aa]ll|[Dd]all|[Uu]n)['’](?=[A-ZÀ-Þ])")
_ELIDED_NAME = re.compile(r"D['’][A-Z]")
_HOME = re.compile(r"([^\W\d_]+)\sda\s[^\W\d_]+")
_SUPERLATIVE = re.compile(r"issim[oaie]$")
_WORD_BEHIND = re.compile(rf"\s{NAME_WORD}")
_SMALL_BEFORE = re.compile(r"(?<!\w)((?:de|di|da|van|von|el|al|dos|ter|ten|van der|van den|de la)\s)$")
_INITIAL_BEFORE = re.compile(r"(?<![\w.])[A-Z]\.$")
_GIVEN_BEFORE = re.compile(rf"(?<![\w'’])(?:{_GLUED})?([A-ZÀ-Þ][a-zà-ÿ]+)\s$")
_EX_BEFORE = re.compile(r"(?<!\w)[Ee]x\s$")
_INITIAL_LAST = re.compile(r"(?:^|\s)(?:Jr|[A-Z])\.$")


def person_ranges(page: Page, start: int, end: int) -> Iterator[Range]:
    """Yield where the names in start:end stand, without titles, marks, teams and words of the page."""
    text, known = page.text, page.known
    for first, last in _pieces(text, start, end):
        first, last = _trim(text, first, last)
        first, last = _without_team(page, first, last)
        first, last = _without_page_words(text, first, last, known)
        first, last = _without_ordinary(text, *_trim(text, first, last), known)
        if first < last:
            first, last = _complete(page, first, last)
            yield first, _with_accent(page, first, last)


def _pieces(text: str, start: int, end: int) -> list[Range]:
    """Cut an entity at line breaks, commas and the like, which no name holds."""
    pieces = []
    position = start
    for match in _CUT.finditer(text[start:end]):
        pieces.append((position, start + match.start()))
        position = start + match.end()
    pieces.append((position, end))
    return [(first, last) for first, last in pieces if last > first]


def _trim(text: str, start: int, end: int) -> Range:
    """Leave out marks at the edges, and titles and words in lower case at the start."""
    while True:
        while start < end and _is_edge(text[start]):
            start += 1
        while end > start and _is_edge(text[end - 1]) and not _ends_initial(text, start, end):
            end -= 1
        first = _FIRST_WORD.match(text, start, end)
        elided = _ELIDED.match(text, start, end)
        if first and first[1].lower() in read_words("titles.txt"):
            start = first.end()
        elif elided and not _ELIDED_NAME.match(text, start, end):
            start = elided.end()
        else:
            return start, end


def _is_edge(character: str) -> bool:
    """Tell whether a character is a mark, a blank of any kind, or an invisible one such as a zero-width space."""
    return character in _EDGE or not character.isprintable()


def _ends_initial(text: str, start: int, end: int) -> bool:
    """Tell whether the last mark belongs to the name: "Jr.", "Kim M.", not the end of a sentence."""
    return text[end - 1] == "." and bool(_INITIAL_LAST.search(text[start:end])) and end - start > 3


def _without_team(page: Page, start: int, end: int) -> Range:
    """Cut a team's name off a name that runs into it ("Hamsik Napoli"), unless it is the person's surname."""
    text, known = page.text, page.known
    for name in list(page.names_at(start, end)):
        if name.category != "club" or not (start <= name.start and name.end <= end):
            continue
        rest = text[start : name.start].split()
        if rest and (_PARTICLES.fullmatch(rest[-1]) or (len(rest) == 1 and known.is_forename(rest[0]))):
            continue
        if name.start > start:
            end = name.start
        elif name.start == start and name.end < end and text[name.end : end].strip():
            start = name.end
    return start, end


def _without_page_words(text: str, start: int, end: int, known: Gazetteer) -> Range:
    """Cut words of the page off a name ("autore: Ugo Prandi Segui"), and the place that somebody speaks from."""
    frame = read_words("page_words.txt")
    while (first := _FIRST_LETTERS.match(text[start:end])) and first[1].lower() in frame:
        start += first.end()
    while (last := _LAST_LETTERS.search(text[start:end])) and last[1].lower() in frame:
        end = start + last.start()
    home = _HOME.fullmatch(text[start:end])
    if home and known.is_surname(home[1]) and not known.is_forename(home[1]) and not known.people(home[0]):
        end = start + home.end(1)
    return start, end


def _without_ordinary(text: str, start: int, end: int, known: Gazetteer) -> Range:
    """Cut a verb before a name ("Scende De Zerbi", "SI GIOCANO GUARRACINO") and small words behind it ("del")."""
    while True:
        first = _BEFORE_CAPITAL.match(text, start, end)
        last = _LAST_SMALL.search(text[start:end])
        if first and _is_ordinary_before_name(text, first, end, known):
            start = first.end()
        elif last:
            end = start + last.start()
        else:
            return start, end


def _is_ordinary_before_name(text: str, first: re.Match[str], end: int, known: Gazetteer) -> bool:
    """Tell whether the first word before a name's is an ordinary one that stands there for its capital only."""
    word, start = first[1], first.start()
    if known.is_forename(word) or _PARTICLES.fullmatch(word):
        return False
    positional = starts_sentence(text, start) or text[start:end].isupper()
    ordinary = positional and word.lower() in read_map("ordinary_words.tsv")
    return ordinary or _SUPERLATIVE.search(word) is not None


def _complete(page: Page, start: int, end: int) -> Range:
    """Take in the surname behind a lone particle ("Di" Nardo), and a given name right before a surname."""
    text, known = page.text, page.known
    name = text[start:end]
    if _PARTICLES.fullmatch(name):
        behind = _WORD_BEHIND.match(text, end)
        return (start, end + len(behind[0].rstrip("."))) if behind else (start, end)
    if " " in name:
        return start, end
    small = _SMALL_BEFORE.search(text[max(0, start - 12) : start])
    if small and known.is_surname(small[1] + name):
        return start - len(small[1]), end
    initial = _INITIAL_BEFORE.search(text[max(0, start - 4) : start])
    if initial:
        return start - len(initial[0]), end
    before = _GIVEN_BEFORE.search(text[max(0, start - 20) : start])
    if before and known.is_forename(before[1]) and not _is_former_team(page, start - len(before[1]) - 1):
        ordinary = before[1].lower() in read_map("ordinary_words.tsv")
        if not ordinary or known.people(f"{before[1]} {name}"):
            start -= len(before[1]) + 1
    return start, end


def _is_former_team(page: Page, start: int) -> bool:
    """Tell whether a team's name that is a given name, too, stands behind "ex" ("l'ex Milan Neri")."""
    is_team = any(name.category == "club" and name.start == start for name in page.names_at(start, start + 1))
    return is_team and _EX_BEFORE.search(page.text[max(0, start - 5) : start]) is not None


def _with_accent(page: Page, start: int, end: int) -> int:
    """Take in the apostrophe that stands for an accent ("Traore'") where the article writes accents that way."""
    text = page.text
    marked = text[end : end + 1] in ("'", "’") and text[end - 1] in "aeiouAEIOU"
    quoted = start > 0 and text[start - 1] in "'‘’"
    if not marked or quoted or text[end + 1 : end + 2].isalpha():
        return end
    return end + 1 if page.marks_accents else end
