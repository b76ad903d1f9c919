"""The cue words of contracts, found in a text with the family that the lexicon gives them."""

import re
from functools import cache
from typing import NamedTuple

from rumourx.pipeline.capitals import in_small_letters
from rumourx.pipeline.lexicon import read_rows


class Cue(NamedTuple):
    """Cue words at `start`:`end`; `family` is the second cell of their line in the lexicon."""

    start: int
    end: int
    family: str


def find_cues(text: str, start: int, end: int) -> list[Cue]:
    """Return the cues in text[start:end] in their order.

    >>> [cue.family for cue in find_cues("Ha rinnovato il contratto", 0, 25)]
    ['renewal', 'noun']
    """
    pattern, families = _pattern()
    small = in_small_letters(text)
    return [Cue(match.start(), match.end(), _family(match, families)) for match in pattern.finditer(small, start, end)]


def _family(match: re.Match[str], families: dict[str, str]) -> str:
    return families[match.lastgroup or ""]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for the whole lexicon, a group for each run of entries of one family, the longest first."""
    rows = sorted(read_rows("contract_cues.tsv"), key=lambda row: len(row[0].rstrip("*")), reverse=True)
    groups: list[tuple[str, list[str]]] = []
    for words, family in rows:
        if not groups or groups[-1][0] != family:
            groups.append((family, []))
        groups[-1][1].append(_as_pattern(words))
    alternatives = "|".join(f"(?P<g{number}>{'|'.join(words)})" for number, (_, words) in enumerate(groups))
    families = {f"g{number}": family for number, (family, _) in enumerate(groups)}
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)"), families


def _as_pattern(words: str) -> str:
    escaped = re.escape(words.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return escaped.replace("'", "['’]")
