"""An article of a report: what was read in it, and its text where that is known."""

from dataclasses import dataclass, field
from typing import Any

from rumourx.reading.article import Article
from rumourx.record.types import Record


@dataclass(frozen=True, slots=True)
class NoText:
    """There is no text to show; `reason` is a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class ReportArticle:
    """One article: its record, its text or why there is none, and the other fields that its input carried."""

    record: Record
    text: Article | NoText
    fields: dict[str, Any] = field(default_factory=dict)
