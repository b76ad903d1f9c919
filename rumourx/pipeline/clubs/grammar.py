"""City or team? What Italian grammar around a place's name says.

"alla Roma", "il Como" (articled) is the team, "a Roma", "di Madrid" the city; a score, "ex", "panchina" or a list
of teams makes it a team; a dateline a city. Where grammar is silent the NER's label speaks.
"""

import re
from enum import Enum, auto
from functools import cache, lru_cache

from rumourx.gazetteer import Team
from rumourx.pipeline.lexicon import read_words


class Verdict(Enum):
    """What the words around a form say of it."""

    TEAM = auto()
    LIKELY_TEAM = auto()
    WITH_COMPANY = auto()
    """A team if the article names its owner elsewhere."""
    UNDECIDED = auto()
    """A team only in a list of teams."""
    NO_TEAM = auto()


_LAST_WORD = re.compile(r"(?<!\w)([^\W\d_]+['’]?)\s*[“\"«‘]?\Z")
BARE_PREPOSITIONS = frozenset({"a", "ad", "da", "di", "in", "verso", "presso", "su", "d'", "per", "direzione"})
_RANKED = frozenset({"neopromossa", "neoretrocessa", "capolista"})
_FEMININE_TEAMS = frozenset({"roma", "spal", "lucchese"})
_DATELINE = re.compile(r"^\s*,?\s*(?:\d{1,2}\s+(?i:[a-z]{3})|\(|[-–—]\s)|^\s*,\s+(?:lunedì|martedì|oggi|ieri)\b")
# A pairing (Roma-Napoli), a score, a line-up (4-3-3), a place in the table (Roma 27,).
_SCORE = re.compile(r"^[-–][A-ZÀ-Þ]|^\s*[-–]?\s+\d+\s*[-–:]\s*\d|^\s*\(\d-\d-\d|^\s+\d{1,2}(?=[,;.]|\s*$)")
# A match against the nation that follows: "contro la", "amichevole con la", "affronterà in amichevole la".
_MATCH_BEFORE = re.compile(
    r"\b(?:contro|amichevole(?: con)?|sfida (?:con|a)|affront\w+|batt\w+|sfid\w+|guid\w+|ct|selezionatore"
    r"|commissario tecnico|maglia|panchina|nazionale|trasferta con|gara con|partita con|match con|gol a)"
    r"\s+(?:\w+['’]?\s?){1,2}$"
)
_RESULT_BEFORE = re.compile(
    r"\b(?:ko|pari|pareggio|successo|vittoria|sconfitta|debutto|esordio|test|0-0|\d-\d)\b[^.;:]{0,25}"
    r"\b(?:con|contro|su)\s+(?:\w+['’]?\s?)$"
)
_CUP = re.compile(
    r"(?:Coppa|Supercoppa|Superliga|Lega|Gran Premio)\s+(?:del|della|di|dell['’]|d['’])\s?$", re.IGNORECASE
)
_HEADLINE = re.compile(r"^\s*(?:,|:|\s(?:su|ko|ok)\b)")
# A way between two towns: "il volo Roma-Milano", "la tratta Lecco-Bergamo".
_JOURNEY = re.compile(
    r"\b(?:vol[oi]|tren[oi]|tratta|tragitto|charter|autostrada|linea|viaggio|corriera|traghetto)\s(?:[A-ZÀ-Þ]\w+[-–])*$"
)
_REGION = re.compile(r"\bFriuli[-\s]$")  # "il derby del Friuli-Venezia Giulia"
_COACH_BEHIND = re.compile(r"\s\([A-Z]\.\s?[A-ZÀ-Þ][a-zà-ÿ]")  # "panchine di Sora (S. Neri)"
_ON_ITS_OWN = re.compile(r"(?:^|[\n.!?:]\s*)$")
_ACTS = re.compile(r"\s(?:permettendo\b|in (?:vantaggio|svantaggio|gol|rete)\b|avanti\b|che (?:è|ha)\b)")
_CITY_AHEAD = re.compile(r"^\s+(?:città|capitale|centro|est|ovest|nord|sud)\b", re.IGNORECASE)


def article_before(text: str, start: int) -> str | None:
    """Return the article or articled preposition right before a word, in lower case with a straight apostrophe.

    >>> article_before("gol alla Roma", 9), article_before("dell’Inter", 5), article_before("a Roma", 2)
    ('alla', "dell'", None)
    """
    while match := _LAST_WORD.search(text, max(0, start - 12), start):
        word = match[1].replace("’", "'").lower()
        if word not in read_words("team_adjectives.txt"):
            return word if word in read_words("articles.txt") else None
        start = match.start()
    return None


def joined_to(gap: str) -> bool:
    """Tell whether the words between two names make a list or a pairing of them.

    >>> joined_to(" e "), joined_to(", "), joined_to("-"), joined_to(" e il "), joined_to(" batte la ")
    (True, True, True, True, False)
    """
    return bool(
        re.fullmatch(
            r"\s*+(?:[-–/,]|,?\s*+(?:e|ed|o|oppure|né|ma anche|e anche|o anche|più|(?:e )?poi)\s)\s*+"
            r"(?:(?:il|lo|la|al|allo|alla|del|dello|della|dal|dalla|con|contro)\s+|(?:l|all|dell|dall)['’]\s?)?",
            gap,
        )
    )


_LINE_HEAD = re.compile(r"^[ \t]*(?:\d+[.)]\s*)?[A-ZÀ-Þ][A-ZÀ-Þ' ]++\s*+[-–—:]\s", re.MULTILINE)


@lru_cache(maxsize=1)
def is_round_up(text: str) -> bool:
    """Tell whether several lines begin with a name in capitals and a dash: a round-up by teams, not a dateline.

    >>> is_round_up("NAPOLI - Resta Conte\\nROMA - Via Juric\\n"), is_round_up("ROMA - Il club tace.")
    (True, False)
    """
    return len(_LINE_HEAD.findall(text)) > 1


def read_place(text: str, start: int, end: int, label: str | None, owners: tuple[Team, ...]) -> Verdict:
    """Say whether a form that names both a place and a team is the team here.

    >>> read_place("piace alla Roma", 11, 15, None, ()), read_place("vive a Roma", 7, 11, "ORG", ())
    (<Verdict.TEAM: 1>, <Verdict.UNDECIDED: 4>)
    """
    country = bool(owners) and owners[0].kind == "national_team"
    before = text[max(0, start - 40) : start]
    after = text[end : end + 25]
    if not country and _COACH_BEHIND.match(after):
        return Verdict.TEAM
    if _JOURNEY.search(before) or _REGION.search(before):
        return Verdict.NO_TEAM
    if _SCORE.match(after) or re.search(r"[A-Za-zà-ÿ][-–]$", before) or _CITY_AHEAD.match(after):
        return Verdict.NO_TEAM if _CITY_AHEAD.match(after) else Verdict.TEAM
    if _CUP.search(before):
        return Verdict.NO_TEAM
    article = article_before(text, start)
    if article:
        return _articled(article, text[start:end], label, country, before, after)
    word = word_before(before)
    if word in read_words("team_contexts.txt"):
        return Verdict.TEAM if not country or word in ("contro", "ex", "affronta", "batte") else Verdict.LIKELY_TEAM
    if word in BARE_PREPOSITIONS:
        return Verdict.UNDECIDED
    in_brackets = re.search(r"[^\W\d_]\s*\($", before) and re.match(r"\)|,(?!\s*\d)", after)
    if in_brackets and re.search(
        r"(?i:arbitr|assistent|quarto uomo|\bvar\b)", text[text.rfind("\n", 0, start) + 1 : start]
    ):
        return Verdict.NO_TEAM  # a referee's home town
    if in_brackets and country and after.startswith(","):
        return Verdict.UNDECIDED  # the countries that somebody has seen
    if in_brackets:
        return Verdict.LIKELY_TEAM if label != "LOC" or not country else Verdict.UNDECIDED
    line_start = not before.strip() or before.rstrip(' \t“"«').endswith("\n")
    if line_start and _DATELINE.match(after):
        team = not country and re.match(r"\s*[-–—]\s", after) and is_round_up(text)
        return Verdict.TEAM if team else Verdict.NO_TEAM
    if line_start and _HEADLINE.match(after):
        return Verdict.LIKELY_TEAM if country else Verdict.TEAM
    if re.search(r"[.!?]\s+$", before) and not country and after.startswith(":"):
        return Verdict.TEAM
    acting = _ACTS.match(after) or after.lstrip().startswith(_team_verbs())
    if not country and acting and _ON_ITS_OWN.search(before):
        return Verdict.TEAM
    if label == "ORG":
        return Verdict.LIKELY_TEAM
    return Verdict.UNDECIDED


def _articled(article: str, form: str, label: str | None, country: bool, before: str, after: str) -> Verdict:
    """An article makes a team of a city; a country has one anyway, so its verb or the NER decides."""
    if country:
        if re.match(r"\s(?:femminile|Under \d\d|U\d\d|di [A-ZÀ-Þ])", after) or _MATCH_BEFORE.search(before):
            return Verdict.TEAM
        if _RESULT_BEFORE.search(before):
            return Verdict.TEAM
        if article.startswith(("dal", "nel", "in")):
            return Verdict.UNDECIDED
        subject = article in ("il", "lo", "la", "l'", "gli", "i")
        if label in ("ORG", "MISC") or (subject and after.lstrip().startswith(_team_verbs())):
            return Verdict.LIKELY_TEAM
        return Verdict.WITH_COMPANY if subject else Verdict.UNDECIDED
    feminine = article.endswith("la")
    if word_before(before) in _RANKED:
        return Verdict.TEAM
    if feminine and form.lower().split()[0] not in _FEMININE_TEAMS:
        return Verdict.LIKELY_TEAM if label == "ORG" else Verdict.UNDECIDED
    return Verdict.TEAM


@cache
def _team_verbs() -> tuple[str, ...]:
    return tuple(f"{verb} " for verb in read_words("team_verbs.txt"))


def word_before(before: str) -> str:
    """Return the last word of some text, in lower case with a straight apostrophe, "" if there is none."""
    match = re.search(r"([^\W\d_]+['’]?)[\s-]*$", before)
    return match[1].replace("’", "'").lower() if match else ""
