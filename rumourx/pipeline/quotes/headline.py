"""Headline quotes: the headline shortens what somebody says below, and that is who says it."""

import re
from collections.abc import Sequence

from rumourx.pipeline.mentions import Range
from rumourx.pipeline.quotes.marks import Stretch

_LONGEST = 45  # words of a first paragraph that may be a headline
_SHARED = 4  # words in a row that make two quotes the same


def headline_range(text: str, paragraphs: Sequence[Range]) -> Range | None:
    """Return where the headline stands, None for a text that begins with its body."""
    if len(paragraphs) < 2:
        return None
    start, end = paragraphs[0]
    return (start, end) if len(text[start:end].split()) <= _LONGEST else None


def says_the_same(text: str, headline: Stretch, quote: Stretch) -> bool:
    """Tell whether a quote of the body holds the headline's words, or a run of them.

    >>> text = "«Resto qui» … «Io resto qui con voi»"
    >>> says_the_same(text, Stretch(0, 1, 10, 11), Stretch(14, 15, 35, 36))
    True
    """
    words = _words(text, headline)
    body = f" {' '.join(_words(text, quote))} "
    size = min(len(words), _SHARED)
    if size == 1:
        return len(words[0]) > _SHARED and f" {words[0]} " in body
    return size > 1 and any(f" {' '.join(words[i : i + size])} " in body for i in range(len(words) - size + 1))


def _words(text: str, quote: Stretch) -> list[str]:
    return re.findall(r"\w+", text[quote.start : quote.end].lower())
