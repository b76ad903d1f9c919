"""Drops the facts that are not sure enough."""

from typing import Any

from rumourx.errors import UsageError
from rumourx.record.types import Record

KINDS_WITH_CONFIDENCE = ("people", "clubs", "contract_dates", "quotes", "rumours")
"""The record's lists whose facts have a confidence."""


def check_minimum(min_confidence: float) -> None:
    """Raise UsageError unless `min_confidence` lies in [0, 1]."""
    if not 0 <= min_confidence <= 1:  # so written, it refuses NaN too
        raise UsageError(f"{min_confidence:g} is no confidence, which runs from 0 to 1; give 0.8, for instance.")


def drop_unsure(record: Record, min_confidence: float) -> Record:
    """Return the record without the facts whose confidence is below `min_confidence`.

    Competitions, outlets and stadiums have none and stay, and so does a fact whose confidence is unknown.
    """
    kept = {kind: _sure(getattr(record, kind), min_confidence) for kind in KINDS_WITH_CONFIDENCE}
    return record.model_copy(update=kept)


def _sure(facts: tuple[Any, ...], min_confidence: float) -> tuple[Any, ...]:
    return tuple(fact for fact in facts if fact.confidence is None or fact.confidence >= min_confidence)
