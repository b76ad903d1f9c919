"""What an article says of many contracts at once holds for those it names later without a date.

"Dodici i contratti in scadenza nel 2026. … In scadenza anche Rossi e Bianchi."
"""

import re
from collections.abc import Iterator, Sequence

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.listings import is_general
from rumourx.pipeline.dates.expressions import Expression
from rumourx.pipeline.dates.resolution import Anchor, resolve
from rumourx.pipeline.mentions import MentionIndex, Range, within

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

    `clauses` are the dated ones.
    """
    general = [clause for clause in clauses if is_general(index, clause)]
    if not general:
        return
    latest = {clause.sentence: clause for clause in general}
    dated: dict[Range, list[Clause]] = {}
    for clause in clauses:
        dated.setdefault(clause.sentence, []).append(clause)
    before: Clause | None = None
    for sentence in index.sentences:
        if before:
            own = dated.get(sentence, [])
            yield from (end for end in _ends(index.text, sentence, before) if not _has_a_date(index, end, own))
        before = latest.get(sentence, before)


def _has_a_date(index: MentionIndex, end: Clause, dated: Sequence[Clause]) -> bool:
    """Tell whether an end is told with one of the dates of its sentence: no name stands between them."""
    behind = next((clause for clause in dated if clause.end > end.start), None)
    return behind is not None and not within(index.people, end.end, behind.start)


def in_finest_form(index: MentionIndex, clauses: Sequence[Clause], anchor: Anchor | None) -> list[Clause]:
    """Return the clauses, those about many with the finest form in which the article prints their end.

    A list headed "in scadenza nel 2026" below "i contratti che scadono il 30 giugno 2026" is one of that day.
    """
    ends = [resolve(clause.expression, anchor) if is_general(index, clause) else None for clause in clauses]
    printed = {end.date: clause.expression for clause, end in zip(clauses, ends, strict=True) if end}
    finest = {date[:length]: date for date in sorted(printed, key=len) for length in (4, 7, 10)}
    return [
        _with_date_of(clause, printed[finest[end.date]]) if end and finest[end.date] != end.date else clause
        for clause, end in zip(clauses, ends, strict=True)
    ]


def _with_date_of(clause: Clause, expression: Expression) -> Clause:
    """The clause, its date that of another expression."""
    own = clause.expression
    return clause._replace(expression=expression._replace(start=own.start, end=own.end))


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
