"""Role nouns ("il tecnico", "l'ex centrocampista"): what they say, and to which name they stand in apposition."""

import re
from functools import cache, lru_cache
from typing import NamedTuple, cast

from rumourx.pipeline.lexicon import alternatives, read_map, read_rows
from rumourx.record.types import Role


class FoundRole(NamedTuple):
    """A role, and whether it is over ("ex")."""

    role: Role
    former: bool


_OF = r"(?:(?:del|dello|della|dei|degli|delle|di)\s+|(?:dell|d)['’]\s?)"
_TEAM = rf"{_OF}(?:[A-ZÀ-Þ][\w'’.-]*\s+){{1,3}}"
_JOINS = {"del", "dello", "della", "dei", "degli", "delle", "classe", "ex"}
_BEFORE = (
    r"(?P<ex>\b[Ee]x[ -]|\b[Gg]ià )?\b(?P<noun>{nouns})"
    r"(?:(?:\s+|(?=,\s))"
    r"(?:(?!(?:di|e|che|ha|è|con|per|in|a|da)\s)[a-zà-ÿ]+\s+){0,2}"  # adjectives: "giallorosso", "della squadra"
    rf"(?:{_TEAM})?"
    r"(?:classe\s+['’]?\d+\s+|,\s)?(?:,\s+(?:il\s|la\s|lo\s|l['’])[a-zà-ÿ]+\s+)?"
    rf"|(?:\s+[a-zà-ÿ]+[oaei])?(?:\s+{_OF}[\w'’.-]+(?:\s[A-ZÀ-Þ][\w'’.-]*){{0,2}})?,\s+)"  # "del Bari, Rossi"
    r"[(“\"«]?$"
)
# The head noun before "della calciatrice, Rossi": the agent of the player is who has the name.
_HEAD = r"\b(?P<noun>{nouns})\s+(?:del|dello|della|dell['’])\s?$"
_AGE = r"(?:\s*,\s*(?:(?:\w+|\d+)\s+anni|classe\s+['’]?\d+|\d+enne|\d+))?"
_AFTER = (
    rf"^{_AGE}\s*(?:,|\(|-|–)\s*"
    r"(?:(?:il|lo|la|un|una|attuale|neo|nuovo|storico|giovane|oggi|ormai|ora|attualmente)\s+|l['’]\s?)*"
    r"(?P<ex>ex[ -]|già )?(?P<noun>{nouns})\b(?P<rest>.*)"
)
# "Leao, attaccante del Milan" is an apposition, "Leao, l'agente: …" and "Leao, il tecnico lo esclude" are not.
_APPOSITION_ENDS = re.compile(
    r"\s+(?:di|del|dello|della|dei|degli|delle|dell['’]|classe|d['’])|(?:\s+[a-zà-ÿ'’-]+){0,3}\s*[,.;)–-]|(?:\s+[a-zà-ÿ-]+)?\s*$"
)
_IS = r"^\s+(?:è|era|sarà|resta|resterà)\s+(?:il\s|lo\s|la\s|l['’]|un\s)(?:nuovo |ex |attuale )?(?P<noun>{nouns})\b"


_REACH = 70  # characters on each side of a name in which its noun stands
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def role_pattern() -> str:
    """Return the role nouns as alternatives of a regular expression, the longest first."""
    nouns = read_map("role_nouns.tsv")
    capitals = alternatives(_pieces(noun) for noun in nouns if noun.isupper())
    others = alternatives(_pieces(noun.lower()) for noun in nouns if not noun.isupper())
    return f"(?i:{others})|{capitals}"


def _pieces(noun: str) -> list[str]:
    """Return the expressions of a noun's characters."""
    special = {" ": r"\s+", "'": "['’]"}
    return [special.get(letter, re.escape(letter)) for letter in noun]


def role_of(noun: str) -> Role | None:
    """Return the role that a noun tells, None if it is no role noun.

    >>> role_of("Direttore  sportivo"), role_of("cuoco")
    ('director', None)
    """
    key = " ".join(noun.replace("’", "'").split())
    roles = read_map("role_nouns.tsv")
    return cast(Role | None, roles.get(key) or roles.get(key.lower()))


def _is_articled(left: str) -> bool:
    """Tell whether the words before a noun end in an article or a possessive."""
    return bool(
        re.search(
            r"(?:['’]|\b(?:il|lo|la|un|uno|dal|del|al|suo|noto|stesso|storico)\s(?:\w+\s)?)$", left, re.IGNORECASE
        )
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{role_pattern()})\b")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns = role_pattern()
    return tuple(re.compile(pattern.replace("{nouns}", nouns)) for pattern in (_BEFORE, _AFTER, _IS, _HEAD))


@cache
def _noun_openings() -> frozenset[str]:
    """Return the first words of the role nouns, in small letters."""
    return frozenset(_LETTERS.findall(noun.lower())[0] for noun in read_map("role_nouns.tsv"))


def role_position(noun: str) -> str | None:
    """Return the position (G, D, M or F) that a noun for a player tells, A for a coach's assistant.

    >>> role_position("portiere"), role_position("capitano")
    ('G', None)
    """
    return _positions().get(" ".join(noun.lower().replace("’", "'").split()))


@cache
def _positions() -> dict[str, str]:
    return {row[0]: row[2] for row in read_rows("role_nouns.tsv") if len(row) > 2}


def apposed_role(text: str, start: int, end: int) -> FoundRole | None:
    """Return the role of the name at start:end that stands right before or behind it.

    >>> apposed_role("Parla l’ex centrocampista Amantino Mancini", 26, 42)
    FoundRole(role='player', former=True)
    >>> apposed_role("Vanoli, tecnico del Torino", 0, 6)
    FoundRole(role='coach', former=False)
    >>> apposed_role("L'agente di Vanoli", 12, 18)
    """
    found = _apposed(text, start, end)
    role = role_of(found["noun"]) if found else None
    if found is None or role is None:
        return None
    return FoundRole(role, bool(found.groupdict().get("ex")))


def described_position(description: str) -> str | None:
    """Return the position that the role noun of a description tells.

    >>> described_position("L'ex difensore del Torino"), described_position("il suo vice")
    ('D', 'A')
    """
    noun = _noun().search(description)
    return role_position(noun[0]) if noun else None


def apposed_position(text: str, start: int, end: int) -> str | None:
    """Return the position that the noun beside the name at start:end tells.

    >>> apposed_position("Il portiere Meret", 12, 17)
    'G'
    """
    found = _apposed(text, start, end)
    return role_position(found["noun"]) if found else None


def _apposed(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of the noun beside a name: before it, behind it, or behind "è il"."""
    line_start = text.rfind("\n", 0, start) + 1
    return _apposed_between(text[max(line_start, start - _REACH) : start], text[end : end + _REACH])


# Several components ask about the same name of an article.
@lru_cache(maxsize=1024)
def _apposed_between(left: str, right: str) -> re.Match[str] | None:
    """Return the match of the noun beside the name between these words."""
    before, after, copula, head = _patterns()
    found = _last_noun(before, left)
    if found is not None:
        governing = head.search(left[: found.start("noun")]) if left.rstrip().endswith(",") else None
        if role_of(found["noun"]) == "agent" and not _is_articled(left[: found.start("noun")]):
            return None  # "Agente Insigne: …" in a headline is the agent of Insigne
        return governing or found
    found = after.match(right)
    definite = found and re.search(r"\b(?:il|lo|la)\s|l['’]", right[: found.start("noun")])
    if found is None or (definite and not _APPOSITION_ENDS.match(found["rest"])):
        return copula.match(right)
    return found


def _has_verb(words: str) -> bool:
    """Tell whether a verb stands between a noun and a name ("il tecnico vuole Rossi")."""
    first = re.match(r"\s+([a-zà-ÿ]+)\s", words)
    return first is not None and first[1] not in _JOINS and read_map("ordinary_words.tsv").get(first[1]) == "f"


def _last_noun(before: re.Pattern[str], left: str) -> re.Match[str] | None:
    """Return the role noun nearest to the name, rather than one that governs it ("agente del difensore Rossi")."""
    if _noun_openings().isdisjoint(_LETTERS.findall(left.lower())):
        return None  # most names: the long pattern need not be tried
    found = None
    match = before.search(left)
    while match is not None:
        if not _has_verb(match[0][match.end("noun") - match.start() :]):
            found = match
        match = before.search(left, match.end("noun"))
    return found
