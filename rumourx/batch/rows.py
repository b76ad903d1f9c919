"""What passes between the rooms of a batch: the rows of articles, and the parts that workers make of blocks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict, final


class Row(TypedDict):
    """One article of the output.

    `record` is the article's record as plain values, `fields` what its input carried beside it, `words` how
    many words it has; `cluster` is the source of the first of the articles that tell the same story, None
    for a story told once.
    """

    source: str
    record: dict[str, Any]
    fields: dict[str, Any]
    words: int
    cluster: str | None


@final
class ArticleRow(TypedDict):
    """A line of a part, for an article that was read; `signature` is None when no duplicates are sought."""

    source: str
    record: dict[str, Any]
    fields: dict[str, Any]
    words: int
    signature: str | None


@final
class ErrorRow(TypedDict):
    """A line of a part, for an article that was not read, with the reason for a person."""

    source: str
    error: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles were read, their words and their facts of each kind; `errors` articles were not read.

    Of the articles that were read, `guessed` do not say their encoding, and `noted` have notes for the user.

    >>> Tally(articles=2, words=500, facts={"quotes": 1}) + Tally(articles=1, errors=1, facts={"quotes": 2})
    Tally(articles=3, words=500, errors=1, guessed=0, noted=0, facts={'quotes': 3})
    """

    articles: int = 0
    words: int = 0
    errors: int = 0
    guessed: int = 0
    noted: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.articles + other.articles,
            self.words + other.words,
            self.errors + other.errors,
            self.guessed + other.guessed,
            self.noted + other.noted,
            {kind: self.facts.get(kind, 0) + other.facts.get(kind, 0) for kind in (*self.facts, *other.facts)},
        )


@dataclass(frozen=True, slots=True)
class Part:
    """What a worker makes of a block: one line of JSON for each task, in order, and what they add up to."""

    rows: bytes
    tally: Tally


def join_parts(parts: Iterable[Part]) -> Part:
    """One part of the parts of a block's pieces, in order."""
    pieces = list(parts)
    return Part(b"".join(piece.rows for piece in pieces), sum((piece.tally for piece in pieces), Tally()))
