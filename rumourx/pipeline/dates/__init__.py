"""Date expressions in contract context, and the dates that they stand for."""

from rumourx.pipeline.dates.component import DateExtractor

__all__ = ["DateExtractor"]
