"""Tells whether confidence keeps its word: of the facts with a confidence of about 0.8, are 80 % right?"""

from collections.abc import Sequence
from typing import NamedTuple

from rumourx.evaluation.markup import GoldArticle
from rumourx.evaluation.scoring import Counts, score_article
from rumourx.record.types import Record

BINS = 10
CUTS = (0.5, 0.8, 0.9)
JUDGED_KINDS = {
    "people": "people",
    "clubs": "clubs",
    "contract_dates": "contract dates",
    "quotes": "quotes+speaker",
    "rumours": "rumours",
}
"""The record's lists whose facts have a confidence, and the measure by which each fact is right or wrong."""


class Judged(NamedTuple):
    """A fact's confidence, and whether it is right."""

    confidence: float
    right: bool


def verdicts(gold: GoldArticle, record: Record, kind: str) -> list[bool | None]:
    """Tell of each fact of a kind, in the record's order, whether `score_article` counts it as a hit.

    None is a fact that counts neither way: an optional one, or a second one that tells the same.
    """
    facts = getattr(record, kind)
    found: list[bool | None] = []
    before = Counts()
    for number in range(1, len(facts) + 1):
        first_facts = record.model_copy(update={kind: facts[:number]})
        counts = score_article(gold, first_facts).counts[JUDGED_KINDS[kind]]
        if counts.hits > before.hits:
            found.append(True)
        else:
            found.append(False if counts.false_alarms > before.false_alarms else None)
        before = counts
    return found


def judged_facts(gold: GoldArticle, record: Record, kind: str) -> list[Judged]:
    """Return the facts of a kind that have a confidence and are right or wrong."""
    pairs = zip(getattr(record, kind), verdicts(gold, record, kind), strict=True)
    return [
        Judged(fact.confidence, right) for fact, right in pairs if right is not None and fact.confidence is not None
    ]


def calibration_error(facts: Sequence[Judged]) -> float:
    """Return the expected calibration error: how far confidence lies from precision, on average over the facts.

    Facts are put in ten bins of equal width by their confidence, and each bin's mean is held against its precision.

    >>> calibration_error([Judged(0.75, True), Judged(0.75, True), Judged(0.75, True), Judged(0.75, False)])
    0.0
    >>> calibration_error([Judged(0.9, False), Judged(0.1, False)])
    0.5
    """
    gaps = 0.0
    for number in range(BINS):
        inside = [fact for fact in facts if min(int(fact.confidence * BINS), BINS - 1) == number]
        gaps += abs(sum(fact.confidence - fact.right for fact in inside))
    return gaps / len(facts) if facts else 0.0


def precision_above(facts: Sequence[Judged], cut: float) -> float | None:
    """Return the precision of the facts whose confidence is at least `cut`, None where there are none.

    >>> precision_above([Judged(0.9, True), Judged(0.8, False), Judged(0.3, False)], 0.8)
    0.5
    """
    kept = [fact.right for fact in facts if fact.confidence >= cut]
    return sum(kept) / len(kept) if kept else None
