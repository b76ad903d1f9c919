"""Rumours: who is said to go where, to leave or to stay, how far it has come, and who says so."""

from rumourx.pipeline.rumours.component import RumourExtractor

__all__ = ["RumourExtractor"]
