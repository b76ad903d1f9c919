"""Contracts that end without a date of their own, where the article has said when many do.

"Dodici i contratti in scadenza nel 2026. … In scadenza anche Rossi e Bianchi."
"""

import re
from collections.abc import Iterator, Sequence

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.listings import is_general
from rumourx.pipeline.mentions import MentionIndex, Range

_ENDS = re.compile(
    r"\b(?:contratt[oi]\s+)?in\s+(?:naturale\s+)?scadenza(?:\s+(?:di\s+|del\s+)?(?:contratto|contrattuale|prestito)\b)?"
    r"|\b(?:a|per)\s+fine\s+contratto\b"
    r"|\b(?:contratt[oi]|prestit[oi])\s+(?:(?:è|sono|già|ormai)\s+)*scadut[oi]\b"
    r"|\bscad(?:e|ono|rà|ranno)\s+(?:anche\s+|pure\s+)?(?:il|i)\s+(?:contratt[oi]|prestit[oi])\b"
    r"|\bagli\s+sgoccioli\b(?=[^.;:,]{0,30}\bcontratt[oi]\b)",
    re.IGNORECASE,
)
_LOAN = re.compile(r"\bprestit[oi]\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:non|ness\w+|senza|mai)\b[^,.;:]{0,30}$", re.IGNORECASE)


def read_undated(index: MentionIndex, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """Yield the ends without a date, with the date that is told of many before them.

    `clauses` are the dated ones; in their sentences nothing is undated.
    """
    general = [clause for clause in clauses if is_general(index, clause)]
    if not general:
        return
    dated = {clause.sentence for clause in clauses}
    for sentence in index.sentences:
        before = [clause for clause in general if clause.sentence[0] < sentence[0]]
        if before and sentence not in dated:
            yield from _ends(index.text, sentence, before[-1])


def _ends(text: str, sentence: Range, general: Clause) -> Iterator[Clause]:
    for match in _ENDS.finditer(text, *sentence):
        if _NEGATED.search(text, sentence[0], match.start()):
            continue
        yield general._replace(
            expression=general.expression._replace(start=match.start(), end=match.end()),
            event="loan" if _LOAN.search(match[0]) else "expiry",
            start=match.start(),
            end=match.end(),
            sentence=sentence,
        )
