"""Candidate mentions of people: what the NER calls PER, mended, and what the gazetteer adds."""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Span

from rumourx.gazetteer import Gazetteer, Match, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.outlets import is_outlet_name


class Candidate(NamedTuple):
    """A mention of a person at start:end of the Doc's text; `nickname` when its form is no part of their name."""

    start: int
    end: int
    text: str
    nickname: bool = False


_NAME_WORD = r"[A-ZÀ-ÞŠŽČĆĐŁŚŻŞİØÅ][\w]*(?:['’.-][\w]+)*\.?"
_PARTICLE = r"(?:de|di|da|del|della|van|von|der|den|el|al|dos|das|do|la|le|ten|ter|bin|ben|mac)"
_FULL_NAME = re.compile(rf"\b{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{1,3}}")
_GLUED = r"(?:d[aei]l?|a[dl]?|con|per|e|il)"
"""Small words that a slip glues to the name behind them ("diMarco Ferri")."""
_PARTICLES = re.compile(
    r"(?:D[ei]|Del|Della|Dal|Dalla|Lo|La|Van|Von|Ten|El|Mc|Le|Mac|Dos|Da|Al|Bel|San|Sant)(?: [Dd]er| [Dd]en)?"
)
Range = tuple[int, int]
_EDGE = " \t\n\r,.;:!?()[]«»“”„\"'’‘-–—/*#|"
_NO_PERSON = frozenset({"competition", "stadium", "outlet", "organisation"})


def find_candidates(doc: Doc, known: Gazetteer) -> list[Candidate]:
    """Return the candidates in the order of the text, none overlapping another."""
    text = doc.text
    names = known.find(text)
    found = _nicknames(names)
    for entity in doc.ents:
        if entity.label_ == "PER":
            found.extend(_from_entity(doc, text, entity, names, known))
    found = _without_overlaps(found)
    found = _without_overlaps([*found, *_known_full_names(doc, found, names, known)])
    supported = {fold(word) for candidate in found for word in candidate.text.split() if " " in candidate.text}
    return [candidate for candidate in found if not _is_ordinary(text, candidate, supported, known)]


def _nicknames(names: list[Match]) -> list[Candidate]:
    return [
        Candidate(name.start, name.end, name.form, nickname=True)
        for name in names
        if name.category == "person_nickname"
    ]


def _from_entity(doc: Doc, whole: str, entity: Span, names: list[Match], known: Gazetteer) -> list[Candidate]:
    """Return the people in one PER entity, without titles, marks, and names that are no people's."""
    found = []
    for start, end in _pieces(whole, entity.start_char, entity.end_char):
        start, end = _trim(whole, start, end)
        start, end = _without_team(whole, start, end, names, known)
        start, end = _without_page_words(whole, start, end, known)
        start, end = _without_ordinary(whole, *_trim(whole, start, end), known)
        start, end = _complete(whole, start, end, known)
        end = _with_accent(whole, start, end)
        text = whole[start:end]
        alien = _names_something_else(whole, start, end, names, known) and not _in_list_of_people(
            doc, whole, entity, known
        )
        alien = alien or _behind_head(whole, start) or is_outlet_name(text) or is_articled(whole, start, end, known)
        if len(text) > 1 and any(word[0].isupper() for word in text.split()) and not alien:
            found.append(Candidate(start, end, text))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut an entity at line breaks, commas and the like, which no name holds."""
    pieces = []
    position = start
    for match in re.finditer(r"\s*[\n,;:/|(]\s*|\s?[-–]\s|\s+e\s+", text[start:end]):
        pieces.append((position, start + match.start()))
        position = start + match.end()
    pieces.append((position, end))
    return [(first, last) for first, last in pieces if last > first]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out marks at the edges, and titles and words in lower case at the start."""
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]) and not _ends_initial(text, start, end):
        end -= 1
    first = re.match(r"(\S+?)\s+(?=\S)", text[start:end])
    if first and first[1].lower() in read_words("titles.txt"):
        return _trim(text, start + first.end(), end)
    elided = re.match(r"(?:[LlDd]|[Dd]ell|[Aa]ll|[Dd]all|[Uu]n)['’](?=[A-ZÀ-Þ])", text[start:end])
    if elided and not re.match(r"D['’][A-Z]", text[start:end]):
        return _trim(text, start + elided.end(), end)
    return start, end


_HOME = re.compile(r"([^\W\d_]+)\sda\s[^\W\d_]+")


def _without_page_words(text: str, start: int, end: int, known: Gazetteer) -> Range:
    """Cut words of the page off a name ("autore: Ugo Prandi Segui"), and the place that somebody speaks from."""
    frame = read_words("page_words.txt")
    while (first := re.match(r"([^\W\d_]+)\s+(?=\S)", text[start:end])) and first[1].lower() in frame:
        start += first.end()
    while (last := re.search(r"\s+([^\W\d_]+)$", text[start:end])) and last[1].lower() in frame:
        end = start + last.start()
    home = _HOME.fullmatch(text[start:end])
    if home and known.is_surname(home[1]) and not known.is_forename(home[1]) and not known.people(home[0]):
        end = start + home.end(1)
    return start, end


def _is_edge(character: str) -> bool:
    """Tell whether a character is a mark, a blank of any kind, or an invisible one such as a zero-width space."""
    return character in _EDGE or not character.isprintable()


def _without_ordinary(text: str, start: int, end: int, known: Gazetteer) -> Range:
    """Cut a verb before a name ("Scende De Zerbi", "SI GIOCANO GUARRACINO") and small words behind it ("del")."""
    ordinary = read_map("ordinary_words.tsv")
    first = re.match(r"([^\W\d_]+)\s+(?=[A-ZÀ-Þ])", text[start:end])
    if first and not known.is_forename(first[1]) and not _PARTICLES.fullmatch(first[1]):
        positional = starts_sentence(text, start) or text[start:end].isupper()
        superlative = re.search(r"issim[oaie]$", first[1])
        if superlative or (positional and first[1].lower() in ordinary):
            return _without_ordinary(text, start + first.end(), end, known)
    last = re.search(r"\s+[a-zà-ÿ'’]+$", text[start:end])
    if last:
        return _without_ordinary(text, start, start + last.start(), known)
    return start, end


def _complete(text: str, start: int, end: int, known: Gazetteer) -> Range:
    """Take in the surname behind a lone particle ("Di" Nardo), and a given name right before a surname."""
    if _PARTICLES.fullmatch(text[start:end]):
        behind = re.match(rf"\s{_NAME_WORD}", text[end:])
        return (start, end + len(behind[0].rstrip("."))) if behind else (start, end)
    small = re.search(
        r"(?<!\w)((?:de|di|da|van|von|el|al|dos|ter|ten|van der|van den|de la)\s)$", text[max(0, start - 12) : start]
    )
    if small and " " not in text[start:end] and known.is_surname(small[1] + text[start:end]):
        return start - len(small[1]), end
    initial = re.search(r"(?<![\w.])[A-Z]\.$", text[max(0, start - 4) : start])
    if initial and " " not in text[start:end]:
        return start - len(initial[0]), end
    before = re.search(rf"(?<![\w'’])(?:{_GLUED})?([A-ZÀ-Þ][a-zà-ÿ]+)\s$", text[max(0, start - 20) : start])
    if before and " " not in text[start:end] and known.is_forename(before[1]):
        ordinary = before[1].lower() in read_map("ordinary_words.tsv")
        if not ordinary or known.people(f"{before[1]} {text[start:end]}"):
            start -= len(before[1]) + 1
    return start, end


def _with_accent(text: str, start: int, end: int) -> int:
    """Take in the apostrophe that stands for an accent ("Traore'") where the article writes accents that way."""
    marked = text[end : end + 1] in ("'", "’") and text[end - 1] in "aeiouAEIOU"
    quoted = start > 0 and text[start - 1] in "'‘’"
    if not marked or quoted or text[end + 1 : end + 2].isalpha():
        return end
    return end + 1 if re.search(r"\b(?:[Ee]|piu|perche|puo|gia|citta|sara|cosi)['’]\s", text) else end


def _behind_head(text: str, start: int) -> bool:
    """Tell whether a name is part of a prize's, a stadium's or a street's ("Premio Gaetano Scirea")."""
    head = re.search(r"([^\W\d_]+)\s[“\"«]?$", text[max(0, start - 16) : start])
    if head is None or head[1].lower() not in read_words("name_heads.txt"):
        return False
    if head[1].lower() == "via" and _sent_away(text, max(0, start - 16) + head.start(), start):
        return False
    return head[1][0].isupper() or head[1] in ("stadio", "via", "piazza", "memorial", "trofeo", "premio")


def _sent_away(text: str, offset: int, name: int) -> bool:
    """Tell whether the "via" at `offset` before a name is "away" ("ha mandato via Neri"), not a street."""
    behind_verb = re.search(r"\b(?:mand|cacci|spedi|port)\w+\s$", text[max(0, offset - 20) : offset])
    from_team = re.match(r"[^\W\d_]+(?:\s[A-ZÀ-Þ][^\W\d_]+){1,2}\sdal(?:la\s|l['’]|\s)", text[name : name + 40])
    return behind_verb is not None or from_team is not None or starts_sentence(text, offset)


_ARTICLED = re.compile(
    r"(?<!\w)(?:il|lo|al|allo|dal|dallo|nel|nello|sul|sullo|del|dello|stadio|[Ss]ant[oai]|San)\s[“\"«‘']?$",
    re.IGNORECASE,
)


def is_articled(text: str, start: int, end: int, known: Gazetteer) -> bool:
    """Tell whether a masculine article makes a stadium or a team of a single name ("allo Speroni", "il Gravina").

    >>> from rumourx.gazetteer import gazetteer
    >>> is_articled("si gioca allo Speroni", 14, 21, gazetteer()), is_articled("piace Speroni", 6, 13, gazetteer())
    (True, False)
    """
    article = _ARTICLED.search(text, max(0, start - 9), start)
    if " " in text[start:end]:
        return False
    if re.search(r"(?<![\w'’])[A-ZÀ-Þ][\w'’]+,?\sex\s$", text[max(0, start - 24) : start]):
        return True  # "Neri ex Gazzola"
    if article is None:
        in_town = re.search(r"(?<!\w)(?:a|ad|in)\s$", text[max(0, start - 4) : start])
        return (
            bool(in_town)
            and text[start:end] in read_words("municipalities.txt")
            and not known.is_surname(text[start:end])
        )
    return not known.is_surname(text[article.start() : end])


_LIST_JOINT = re.compile(r"\s*[,;–-]\s*|\s+(?:e|ed|o)\s+")


def _in_list_of_people(doc: Doc, whole: str, entity: Span, known: Gazetteer) -> bool:
    """Tell whether a surname that is a town's or a club's name, too, stands in a list of people ("Pessina, Mota")."""
    if " " in entity.text or not known.is_surname(entity.text):
        return False
    others = [one for one in doc.ents if one.label_ == "PER" and one.start != entity.start]
    before = any(_LIST_JOINT.fullmatch(whole[one.end_char : entity.start_char]) for one in others)
    behind = any(_LIST_JOINT.fullmatch(whole[entity.end_char : one.start_char]) for one in others)
    return before or behind


def _ends_initial(text: str, start: int, end: int) -> bool:
    """Tell whether the last mark belongs to the name: "Jr.", "Kim M.", not the end of a sentence."""
    return text[end - 1] == "." and bool(re.search(r"(?:^|\s)(?:Jr|[A-Z])\.$", text[start:end])) and end - start > 3


def _without_team(text: str, start: int, end: int, names: list[Match], known: Gazetteer) -> tuple[int, int]:
    """Cut a team's name off a name that runs into it ("Hamsik Napoli"), unless it is the person's surname."""
    for name in names:
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


_OF_PERSON = re.compile(r"(?<!\w)(?:di|con|per|da|a|come|e|che|anche)\s$")
"""What stands before a person after whom a stadium is called, when the person is meant ("il Napoli di …")."""


def _names_something_else(whole: str, start: int, end: int, names: list[Match], known: Gazetteer) -> bool:
    """Tell whether the gazetteer knows the words as a stadium, club … or the words lie inside such a name."""
    text = whole[start:end]
    if (
        " " in text
        and known.people(text)
        and (not known.stadium(text) or _OF_PERSON.search(whole, max(0, start - 8), start))
    ):
        return False
    if any(name.category == "club" and name.form.startswith(f"{text} ") for name in names):
        return not known.is_forename(text)
    for name in names:
        if name.start < end and start < name.end:
            covers = name.start <= start and end <= name.end
            if covers and (name.category in _NO_PERSON or name.category == "club"):
                return True
            if covers and name.category == "place" and not known.is_surname(text):
                return True
            if name.category in _NO_PERSON and name.end - name.start > (end - start) // 2:
                return True
    return False


def _known_full_names(doc: Doc, found: list[Candidate], names: list[Match], known: Gazetteer) -> list[Candidate]:
    """Return the full names of known people that the NER did not see."""
    whole = doc.text  # spaCy joins the tokens at every access
    more = []
    for match in _FULL_NAME.finditer(whole):
        for start, end in _subsequences(match):
            text = whole[start:end]
            elsewhere = _names_something_else(whole, start, end, names, known) or _behind_head(whole, start)
            if (known.people(text) or _looks_full(whole, start, text, known)) and not elsewhere:
                more.append(Candidate(start, end, text))
                break
    return [name for name in more if not _overlaps(name, found)]


def _looks_full(whole: str, start: int, text: str, known: Gazetteer) -> bool:
    """Tell whether two words are a given name and a surname that the lists know, though of nobody together."""
    first, _, last = text.partition(" ")
    ordinary = read_map("ordinary_words.tsv")
    if text.isupper() or " " in last or not known.is_forename(first) or not known.is_surname(last):
        return False
    if known.is_place(first) or known.is_place(last) or first.lower() in ordinary or last.lower() in ordinary:
        return False
    return not re.search(r"[A-ZÀ-Þ][\w'’.-]*\s$", whole[max(0, start - 20) : start])


def _subsequences(match: re.Match[str]) -> list[tuple[int, int]]:
    """Return the ranges of two words or more of a capitalised sequence, the longest first."""
    words = [(match.start() + word.start(), match.start() + word.end()) for word in re.finditer(r"\S+", match[0])]
    ranges = [(words[first][0], words[last][1]) for first in range(len(words)) for last in range(first + 1, len(words))]
    return sorted(ranges, key=lambda bounds: bounds[0] - bounds[1])


def _overlaps(candidate: Candidate, others: list[Candidate]) -> bool:
    return any(candidate.start < other.end and other.start < candidate.end for other in others)


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the longer of two candidates that overlap."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda one: (one.start - one.end, one.start)):
        if not _overlaps(candidate, kept):
            kept.append(candidate)
    return sorted(kept)


def _is_ordinary(text: str, candidate: Candidate, supported: set[str], known: Gazetteer) -> bool:
    """Tell whether a single word is an ordinary one with the capital of a sentence's or a quote's start."""
    if " " in candidate.text or candidate.nickname or fold(candidate.text) in supported:
        return False
    word = candidate.text.lower()
    word_class = read_map("ordinary_words.tsv").get(word)
    if word in read_words("team_openers.txt") and not known.is_forename(word):
        return True
    if known.is_surname(word):
        return word_class == "f" and starts_sentence(text, candidate.start)
    if word in read_map("months.tsv") or (word in read_words("page_words.txt") and text[candidate.end :][:1] == ":"):
        return True
    if word_class and candidate.text.isupper():
        return candidate.text.title() not in text
    superlative = re.search(r"issim[oaie]$", word) is not None
    return (superlative or word_class is not None) and starts_sentence(text, candidate.start)
