"""How certain a contract date is: stated, reported by somebody else, or proposed only."""

import re
from functools import cache

from rumourx.pipeline.lexicon import read_rows
from rumourx.pipeline.mentions import Range
from rumourx.record.types import Certainty, ContractEvent

_ACCORDING_TO = re.compile(r"\b[Ss]econdo\s+(?:[A-ZÀ-Þ]|il\b|la\b|l['’]|i\b|gli\b)")


def certainty_of(text: str, sentence: Range, start: int, end: int, event: ContractEvent) -> Certainty:
    """Return the certainty of what text[start:end] says; what a running contract's end is, nobody proposes.

    >>> words = "Pronto un contratto fino al 2028"
    >>> certainty_of(words, (0, 32), 0, 32, "signing")
    'proposed'
    """
    found = {family for words, family in _patterns() if words.search(text, start, end)}
    if "proposed" in found and event != "expiry":
        return "proposed"
    if "reported" in found or _ACCORDING_TO.search(text, *sentence):
        return "reported"
    return "stated"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    families: dict[str, list[str]] = {}
    for words, family in read_rows("certainty_words.tsv"):
        families.setdefault(family, []).append(re.escape(words).replace(r"\*", r"\w*"))
    return tuple(
        (re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE), family) for family, words in families.items()
    )
