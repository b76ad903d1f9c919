"""Teams called by their town that the gazetteer of teams lacks: "il Gravina", "lo Schio", "Neri ex Gazzola"."""

import re

from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.ranges import Range, SortedRanges

_NAME = r"[A-ZÀ-Þ][\w'’]+(?:\s(?:(?:d[ei]l?|della|in|sul|al?|d[’']|dell[’'])\s)?[A-ZÀ-Þ][\w'’]+)*"
_ARTICLED = re.compile(
    rf"(?<![\w'’])(?:[Ii]l|[Ll]o|[Aa]l|[Aa]llo|[Dd]al|[Dd]allo|[Nn]el|[Dd]el|[Dd]ello|[Cc]ol|"
    rf"(?:[Ll]|[Aa]ll|[Dd]all|[Nn]ell|[Dd]ell)['’](?=[A-Z]))\s?({_NAME})"
)
_FORMER = re.compile(rf"(?<![\w'’])[A-ZÀ-Þ][\w'’]+,?\sex\s({_NAME})")
_NO_TEAM_BEFORE = re.compile(
    r"(?i)(?:stadio|derby|valle|lago|monte|parco|comune|porto|torneo|memorial|trofeo|coppa|villaggio|rally|palio"
    r"|sindaco|gran premio|fiume|ponte)\s$"
)


def find_town_teams(text: str, taken: SortedRanges) -> list[Range]:
    """Return towns behind a masculine article, and single names behind "NAME ex", that overlap nothing `taken`."""
    towns = read_words("municipalities.txt")
    found = []
    for match in _ARTICLED.finditer(text):
        head = text[max(0, match.start() - 16) : match.start()]
        longer = re.search(r"[\w'’]+\s$", head)
        if _NO_TEAM_BEFORE.search(head) or (longer and f"{longer[0]}{match[0]}" in towns):
            continue
        name = next((name for name in _readings(match[1]) if name in towns), None)
        if name:
            found.append((match.start(1), match.start(1) + len(name)))
    for match in _FORMER.finditer(text):
        if " " not in match[1] and match[1].lower() not in read_map("ordinary_words.tsv"):
            found.append(match.span(1))
    return [(start, end) for start, end in sorted(set(found)) if not taken.overlaps(start, end)]


def _readings(name: str) -> tuple[str, ...]:
    """Return a name, and what stands before its first small word: "Praia a Mare", "Praia"."""
    small = re.search(r"\s[a-z]", name)
    return (name, name[: small.start()]) if small else (name,)
