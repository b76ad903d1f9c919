"""Roles that the words round a name tell without a noun for it: "All. Rossi", "gol di Rossi", "arbitra Rossi"."""

import re
from functools import cache

from rumourx.gazetteer import KnownPerson, gazetteer
from rumourx.record.types import Role

_LEFT = 60  # characters of the same line that are read on either side of a name
_YOUNGEST_COACH, _OLDEST_PLAYER = 35, 42
_NAMESAKES = 3

_COACH_BEFORE = (
    r"(?:\b(?:[Aa]ll(?:enatore|\.re)?|[Cc][Tt])\s?[.:]+\s*"
    r"|\bpanchina\s+(?:di|a|per|ci sarà|siede|sederà|sedeva|va|andrà|arriva|arriverà|torna|resta|c['’]è)\s+"
    r"|\baltra\s+panchina,?\s+|^[Dd]all['’]altra\s+parte,?\s+|[.!?”»]\s+[Dd]all['’]altra\s+parte,?\s+"
    r"|\b(?:[Gg]li\s+uomini|[Ll]a\s+squadra|[Ll]a\s+formazione|[Ll]['’]undici|[Ll]['’]era|[Gg]estione|[Cc]orte"
    r"|[Ee]sonero|[Ee]sonerare|[Ee]sonerato|[Oo]rdini|[Mm]odulo|[Ss]chieramento)\s+(?:di\s+)?"
    r"|\b[Mm](?:iste)?r\.?\s+)$"
)
_COACH_BEHIND = (
    r"^,?\s+(?:(?:guiderà|allenerà|allena|allenava|siederà)\b(?!\s+l['’]attacco)"
    r"|(?:è\s+stato\s+|appena\s+|viene\s+)?(?:esonerat|sollevat)[oa]\b"
    r"|[^.;:,\n]{0,40}\b(?:[sl]ulla|alla|la)\s+panchina\s+d)"
)
_OFFICIAL_BEFORE = (
    r"\b(?:[Aa]rbitro\s*:|[Aa]rbitr[ao]\b|[Aa]rbitrerà|[Dd]irige|[Dd]irigerà|[Aa]ssistenti\s*:|[Gg]uardalinee\s*:"
    r"|VAR\s*:|Var\s*:|AVAR\s*:|Avar\s*:|[Qq]uarto\s+(?:uomo|ufficiale)\s*:|IV\s*:)[^.;\n]{0,40}$"
)
_PLAYER_BEFORE = (
    r"(?:\b(?:[Gg]ol|[Rr]ete|[Dd]oppietta|[Tt]ripletta|[Aa]ssist|[Cc]ross|[Tt]raversa|[Pp]alo|[Rr]igore|[Pp]arata"
    r"|[Pp]unizione|[Ii]nfortunio|[Cc]artellino|[Cc]lausola|[Rr]iscatto|[Cc]essione|[Ii]ngaggio|[Tt]esserato)"
    r"\s+(?:di|a|per)\s+"
    r"|\b(?:Ammonit[oi]|Espuls[oi]|Squalificat[oi]|Indisponibili|Infortunati|Diffidati|Marcatori|Reti|RETI"
    r"|In\s+panchina|A\s+disposizione|A\s+disp\.)\s*:?\s[^.\n]{0,50})$"
)
_PLAYER_BEHIND = r"^\s*(?:\(\s*\d{1,3}['’]|\(\s*[A-Z][\w ]{2,20}\)|\d{1,3}['’]|,?\s+(?:classe\s+['’]?\d{2}|\d{2}enne))"


@cache
def _cues() -> tuple[tuple[Role, re.Pattern[str], re.Pattern[str]], ...]:
    never = r"(?!)"
    rows: tuple[tuple[Role, str, str], ...] = (
        ("coach", _COACH_BEFORE, _COACH_BEHIND),
        ("official", _OFFICIAL_BEFORE, never),
        ("player", _PLAYER_BEFORE, _PLAYER_BEHIND),
    )
    return tuple((role, re.compile(before), re.compile(behind)) for role, before, behind in rows)


def role_in_context(text: str, start: int, end: int) -> Role | None:
    """Return the role that the words round the name at start:end tell.

    >>> role_in_context("All. Rossi", 5, 10), role_in_context("Gol di Rossi", 7, 12)
    ('coach', 'player')
    >>> role_in_context("Parla Rossi", 6, 11)
    """
    left = text[max(text.rfind("\n", 0, start) + 1, start - _LEFT) : start]
    right = text[end : end + _LEFT]
    for role, before, behind in _cues():
        if before.search(left) or behind.match(right):
            return role
    return None


def role_by_name(name: str, year: int | None) -> Role | None:
    """Return the role of whoever the gazetteer knows by a name, None where several differ.

    >>> role_by_name("Massimiliano Allegri", 2024), role_by_name("Ugo Nessuno", 2024)
    ('coach', None)
    """
    known = gazetteer()
    owners = known.people(name)
    namesakes = () if owners else known.surname(name)
    roles = {known_role(owner, year) for owner in owners or namesakes}
    if len(roles) != 1 or len(namesakes) > _NAMESAKES or (namesakes and not roles <= {"coach", "player"}):
        return None
    return roles.pop()


def known_role(person: KnownPerson, year: int | None) -> Role | None:
    """Return the role of a known person in a year, None where age tells that it was another then.

    >>> from rumourx.gazetteer import gazetteer
    >>> conte = gazetteer().people("Antonio Conte")[0]
    >>> known_role(conte, 2020), known_role(conte, 2000)
    ('coach', None)
    """
    age = year - int(person.born[:4]) if year and person.born else None
    if age is not None and person.role == "player" and age > _OLDEST_PLAYER:
        return None
    if age is not None and person.role != "player" and age < _YOUNGEST_COACH:
        return None
    return _ROLES.get(person.role)


_ROLES: dict[str, Role] = {
    "coach": "coach",
    "player": "player",
    "president": "president",
    "director": "director",
    "agent": "agent",
    "official": "official",
    "journalist": "journalist",
}
