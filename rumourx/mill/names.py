"""Which names are one person's, one club's or one outlet's across articles.

In an article the pipeline has already joined the mentions of one person; here the names that its records bear are
compared. The rules are in two places: keys and forms, which are words, here; who is meant, which needs the
dataset, in `sql/`.
"""

import re
from functools import cache

from rumourx.gazetteer import Gazetteer, fold
from rumourx.gazetteer.compile import surname_particles
from rumourx.gazetteer.gazetteer import lookup_key

_INITIAL_AND_NAME = re.compile(r"(?<=\w)\.(?=\w)")
SLIP_LENGTH = 5
"""Words with fewer letters differ by one too often while being two names (Neri, Nesi)."""


def person_key(name: str) -> str:
    """The name without case, accents and hyphens, by which people are compared across articles.

    >>> person_key("Hakan  Çalhanoğlu"), person_key("S.Inzaghi"), person_key("Danilo D’Ambrosio")
    ('hakan calhanoglu', 's. inzaghi', "danilo d'ambrosio")
    """
    return " ".join(_INITIAL_AND_NAME.sub(". ", fold(name)).replace("-", " ").split())


def club_key(name: str) -> str:
    """The name's folded words, by which clubs without an id are compared across articles.

    >>> club_key("Vigor-Fontanasecca"), club_key("A.C. Rocchetta")
    ('vigor fontanasecca', 'a c rocchetta')
    """
    return lookup_key(name)


def short_forms(key: str, known: Gazetteer) -> tuple[str, ...]:
    """The surnames that a person of this key may be called by, alone and behind an initial.

    >>> from rumourx.gazetteer import gazetteer
    >>> short_forms("roberto mancini", gazetteer()), short_forms("mancini", gazetteer())
    (('mancini', 'r. mancini'), ())
    >>> short_forms("giovanni di lorenzo", gazetteer()), short_forms("de rossi", gazetteer())
    (('di lorenzo', 'g. di lorenzo'), ())
    """
    words = key.split()
    surnames = [" ".join(words[start:]) for start in range(1, len(words)) if _may_be_cut(words, start, known)]
    return tuple(form for surname in surnames for form in (surname, f"{key[0]}. {surname}") if form != key)


def _may_be_cut(words: list[str], start: int, known: Gazetteer) -> bool:
    """Tell whether a surname may begin at this word: not behind its particle (De Rossi), but behind a name (Ben)."""
    before = words[start - 1]
    return before not in _particles() or (start == 1 and known.is_forename(before))


@cache
def _particles() -> frozenset[str]:
    return surname_particles()


def is_slip(one: str, other: str, known: Gazetteer) -> bool:
    """Whether two keys that are one letter apart may be one full name, wrongly printed once.

    They are not when the letter is the first of its word, when the word is short, and when both spellings are
    names that there are.

    >>> from rumourx.gazetteer import gazetteer
    >>> is_slip("dusan vlahovic", "dusan vlahvic", gazetteer()), is_slip("marco rossi", "mario rossi", gazetteer())
    (True, False)
    """
    words, others = one.split(), other.split()
    if len(words) != len(others) or len(words) == 1:
        return False
    different = [(word, its) for word, its in zip(words, others, strict=True) if word != its]
    return len(different) == 1 and _is_slip_of_word(*different[0], known)


def _is_slip_of_word(word: str, other: str, known: Gazetteer) -> bool:
    if min(len(word), len(other)) < SLIP_LENGTH or word[0] != other[0]:
        return False
    both_surnames = known.is_surname(word) and known.is_surname(other)
    return not both_surnames and not (known.is_forename(word) and known.is_forename(other))


def outlet_name(printed: str, known: Gazetteer) -> str:
    """The usual name of an outlet, printed as a name or as a site's host; what is not known stays as it is.

    >>> from rumourx.gazetteer import gazetteer
    >>> outlet_name("gazzetta.it", gazetteer()), outlet_name("ilpungolo.example", gazetteer())
    ('La Gazzetta dello Sport', 'ilpungolo.example')
    """
    return known.outlet(printed) or printed
