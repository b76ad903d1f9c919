"""How sure a fact is: a chance in [0, 1] for each person, club, contract date, quote and rumour."""

from rumourx.pipeline.confidence.component import ConfidenceScorer

__all__ = ["ConfidenceScorer"]
