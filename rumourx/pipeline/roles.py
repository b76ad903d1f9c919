"""Role nouns ("il tecnico", "l'ex centrocampista"): what they say, and to which name they stand in apposition."""

import re
from functools import cache
from typing import NamedTuple, cast

from rumourx.pipeline.lexicon import read_map
from rumourx.record.types import Role


class FoundRole(NamedTuple):
    """A role, and whether it is over ("ex")."""

    role: Role
    former: bool


_TEAM = r"(?:(?:del|dello|della|dei|degli|delle|di)\s+|(?:dell|d)['’]\s?)(?:[A-ZÀ-Þ][\w'’.-]*\s+){1,3}"
_BEFORE = (
    r"(?P<ex>\b[Ee]x[ -]|\b[Gg]ià )?\b(?P<noun>{nouns})(?:\s+|(?=,\s))"
    r"(?:(?!(?:di|e|che|ha|è|con|per|in|a|da)\s)[a-zà-ÿ]+\s+){0,2}"  # adjectives: "giallorosso", "della squadra"
    rf"(?:{_TEAM})?"
    r"(?:classe\s+['’]?\d+\s+|,\s)?(?:,\s+(?:il\s|la\s|lo\s|l['’])[a-zà-ÿ]+\s+)?[(“\"«]?$"
)
_AFTER = (
    r"^\s*(?:,|\(|-|–)\s*(?:(?:il|lo|la|un|una|attuale|neo|nuovo|storico|giovane|oggi|ormai|ora)\s+|l['’]\s?)*"
    r"(?P<ex>ex[ -]|già )?(?P<noun>{nouns})\b"
)
_IS = r"^\s+(?:è|era|sarà|resta|resterà)\s+(?:il\s|lo\s|la\s|l['’]|un\s)(?:nuovo |ex |attuale )?(?P<noun>{nouns})\b"


@cache
def role_pattern() -> str:
    """Return the role nouns as alternatives of a regular expression, the longest first."""
    nouns = sorted(read_map("role_nouns.tsv"), key=len, reverse=True)
    return "|".join(_noun_pattern(noun) for noun in nouns)


def _noun_pattern(noun: str) -> str:
    pattern = re.escape(noun).replace(r"\ ", r"\s+").replace("'", "['’]")
    return pattern if noun.isupper() else f"(?i:{pattern})"


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
def _patterns() -> tuple[re.Pattern[str], ...]:
    nouns = role_pattern()
    return tuple(re.compile(pattern.replace("{nouns}", nouns)) for pattern in (_BEFORE, _AFTER, _IS))


def apposed_role(text: str, start: int, end: int) -> FoundRole | None:
    """Return the role of the name at start:end that stands right before or behind it.

    >>> apposed_role("Parla l’ex centrocampista Amantino Mancini", 26, 42)
    FoundRole(role='player', former=True)
    >>> apposed_role("Vanoli, tecnico del Torino", 0, 6)
    FoundRole(role='coach', former=False)
    >>> apposed_role("L'agente di Vanoli", 12, 18)
    """
    before, after, copula = _patterns()
    line_start = text.rfind("\n", 0, start) + 1
    left = text[max(line_start, start - 70) : start]
    found = None
    for match in before.finditer(left):
        found = match
    if found is None:
        right = text[end : end + 60]
        found = after.match(right) or copula.match(right)
    if found is None:
        return None
    role = role_of(found["noun"])
    if role == "agent" and found.re is before and not _is_articled(left[: found.start("noun")]):
        return None  # "Agente Insigne: …" in a headline is the agent of Insigne
    former = bool(found.groupdict().get("ex"))
    return FoundRole(role, former) if role else None
