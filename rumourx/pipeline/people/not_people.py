"""Names that only look like people: stadiums, prizes, teams, places, and ordinary words with a capital."""

import re

from rumourx.gazetteer import Gazetteer, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.outlets import is_outlet_name
from rumourx.pipeline.people.page import Page
from rumourx.pipeline.ranges import Range
from rumourx.pipeline.team_abbreviations import is_abbreviated_team

_NO_PERSON = frozenset({"competition", "stadium", "outlet", "organisation"})
_HEAD = re.compile(r"([^\W\d_]+)\s[“\"«]?$")
_SENT = re.compile(r"\b(?:mand|cacci|spedi|port)\w+\s$")
_AWAY_FROM = re.compile(r"[^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){1,2}\sdal(?:la\s|l['’]|\s)")
_ARTICLED = re.compile(
    r"(?<!\w)(?:il|lo|al|allo|dal|dallo|nel|nello|sul|sullo|del|dello|stadio|[Ss]ant[oai]|San)\s[“\"«‘']?$",
    re.IGNORECASE,
)
_FORMERLY = re.compile(r"(?<![\w'’])[A-ZÀ-Þ][\w'’]+,?\sex\s$")
_IN_TOWN = re.compile(r"(?<!\w)(?:a|ad|in)\s$")
_OF_PERSON = re.compile(r"(?<!\w)(?:di|con|per|da|a|come|e|che|anche)\s$")
"""What stands before a person after whom a stadium is called, when the person is meant ("il Napoli di …")."""
_LIST_JOINT = re.compile(r"\s*[,;–-]\s*|\s+(?:e|ed|o)\s+")
_NUMBER_BEFORE = re.compile(r"(?<!\d)\d{1,2}\s$")
_NUMBER_BEHIND = re.compile(r"\.?\s\d{1,2}\b(?!['’′])")
_SUPERLATIVE = re.compile(r"issim[oaie]$")


def is_something_else(page: Page, start: int, end: int, entity: Range) -> bool:
    """Tell whether the name at start:end, a part of the NER's `entity`, is no person's."""
    text = page.text
    alien = names_something_else(page, start, end) and not _in_list_of_people(page, entity)
    return (
        alien
        or is_behind_head(text, start)
        or is_outlet_name(text[start:end])
        or is_body(text[start:end])
        or is_abbreviated_team(text[start:end], page.known)
        or is_articled(text, start, end, page.known)
    )


def names_something_else(page: Page, start: int, end: int) -> bool:
    """Tell whether the gazetteer knows the words as a stadium, club … or the words lie inside such a name."""
    known, text = page.known, page.text[start:end]
    if (
        " " in text
        and known.people(text)
        and (not known.stadium(text) or _OF_PERSON.search(page.text, max(0, start - 8), start))
    ):
        return False
    if text in page.team_beginnings:
        return not known.is_forename(text)
    for name in page.names_at(start, end):
        covers = name.start <= start and end <= name.end
        if covers and (name.category in _NO_PERSON or name.category == "club"):
            return True
        if covers and name.category == "place" and not known.is_surname(text):
            return True
        if name.category in _NO_PERSON and name.end - name.start > (end - start) // 2:
            return True
    return False


def is_body(name: str) -> bool:
    """Tell whether a word of the name makes it a firm's or a bank's ("Ubi Banca")."""
    return " " in name and not read_words("organisation_words.txt").isdisjoint(name.lower().split())


def _in_list_of_people(page: Page, entity: Range) -> bool:
    """Tell whether a surname that is a town's or a club's name, too, stands in a list of people ("Pessina, Mota")."""
    start, end = entity
    text = page.text
    if " " in text[start:end] or not page.known.is_surname(text[start:end]):
        return False
    before = page.people_ranges.before(start)
    if before and _LIST_JOINT.fullmatch(text[before[1] : start]):
        return True
    behind = page.people_ranges.behind(end)
    return behind is not None and _LIST_JOINT.fullmatch(text[end : behind[0]]) is not None


def is_behind_head(text: str, start: int) -> bool:
    """Tell whether a name is part of a prize's, a stadium's or a street's ("Premio Gaetano Scirea")."""
    head = _HEAD.search(text[max(0, start - 16) : start])
    if head is None or head[1].lower() not in read_words("name_heads.txt"):
        return False
    if head[1].lower() == "via" and _sent_away(text, max(0, start - 16) + head.start(), start):
        return False
    return head[1][0].isupper() or head[1] in ("stadio", "via", "piazza", "memorial", "trofeo", "premio")


def _sent_away(text: str, offset: int, name: int) -> bool:
    """Tell whether the "via" at `offset` before a name is "away" ("ha mandato via Neri"), not a street."""
    behind_verb = _SENT.search(text[max(0, offset - 20) : offset])
    from_team = _AWAY_FROM.match(text[name : name + 40])
    return behind_verb is not None or from_team is not None or starts_sentence(text, offset)


def is_articled(text: str, start: int, end: int, known: Gazetteer) -> bool:
    """Tell whether a masculine article makes a stadium or a team of a single name ("allo Speroni", "il Gravina").

    >>> from rumourx.gazetteer import gazetteer
    >>> is_articled("si gioca allo Speroni", 14, 21, gazetteer()), is_articled("piace Speroni", 6, 13, gazetteer())
    (True, False)
    """
    if " " in text[start:end]:
        return False
    if _FORMERLY.search(text[max(0, start - 24) : start]):
        return True  # "Neri ex Gazzola"
    article = _ARTICLED.search(text, max(0, start - 9), start)
    if article is not None:
        return not known.is_surname(text[article.start() : end])
    in_town = _IN_TOWN.search(text[max(0, start - 4) : start])
    name = text[start:end]
    return bool(in_town) and name in read_words("municipalities.txt") and not known.is_surname(name)


def is_ordinary_word(text: str, start: int, end: int, known: Gazetteer) -> bool:
    """Tell whether a single word is an ordinary one with the capital of a sentence's or a quote's start."""
    form = text[start:end]
    word = form.lower()
    if word in read_words("never_people.txt") or _is_part_of_date(text, start, end):
        return True
    word_class = read_map("ordinary_words.tsv").get(word)
    if word in read_words("team_openers.txt") and not known.is_forename(word):
        return True
    if known.is_surname(word):
        return word_class == "f" and starts_sentence(text, start)
    if word in read_map("months.tsv") or (word in read_words("page_words.txt") and text[end : end + 1] == ":"):
        return True
    if word_class and form.isupper():
        return form.title() not in text
    superlative = _SUPERLATIVE.search(word) is not None
    return (superlative or word_class is not None) and starts_sentence(text, start)


def _is_part_of_date(text: str, start: int, end: int) -> bool:
    """Tell whether a short month or weekday stands beside a number ("28 DIC", "Lun 19")."""
    beside_number = _NUMBER_BEFORE.search(text[max(0, start - 4) : start]) or _NUMBER_BEHIND.match(text, end)
    return beside_number is not None and text[start:end].lower() in read_words("calendar_words.txt")


def supported_words(names: list[str]) -> set[str]:
    """Return the folded words of the names of several words: they show what a word alone may be."""
    return {fold(word) for name in names if " " in name for word in name.split()}
