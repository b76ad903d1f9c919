"""The facts of a record as displaCy's own data, for `spacy.displacy.render(…, manual=True)`."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

from rumourx.batch.writers.tables import encodable
from rumourx.notebook.marks import Mark, marks_in
from rumourx.record.types import Record

NAMES = ("person", "club", "competition", "outlet", "stadium")
"""The kinds whose marks are a few words long: only these are entities, which displaCy cannot nest."""

COLORS = {
    "PERSON": "#9ec5fe",
    "CLUB": "#a3cfbb",
    "CONTRACT": "#ffda6a",
    "QUOTE": "#d9c2f0",
    "RUMOUR": "#feb2a5",
    "COMPETITION": "#dee2e6",
    "OUTLET": "#dee2e6",
    "STADIUM": "#dee2e6",
}
"""A colour for every label, for displaCy's `options={"colors": COLORS}`."""

WORD = re.compile(r"\S+")


def to_displacy(record: Record, text: str) -> dict[str, Any]:
    """The facts as displaCy takes them with `manual=True`, for its styles "ent" and "span".

    `text` is the article's text, as the record was made from it. Labels are PERSON, CLUB, CONTRACT, QUOTE, RUMOUR,
    COMPETITION, OUTLET and STADIUM. `ents`, for the style "ent", has the names, of two that overlap the longer.
    `spans`, for the style "span", has all facts, over `tokens` that are the words of the text, cut where a fact
    begins or ends.

    Raises UsageError when the text is another.

    >>> import rumourx
    >>> from spacy import displacy
    >>> text = "Il Parma pensa a Paolo Vanoli."
    >>> data = rumourx.to_displacy(rumourx.extract(text), text)
    >>> [(text[ent["start"] : ent["end"]], ent["label"]) for ent in data["ents"]]
    [('Parma', 'CLUB'), ('Paolo Vanoli', 'PERSON')]
    >>> "RUMOUR" in displacy.render(data, style="span", manual=True, jupyter=False)
    True
    """
    marks = marks_in(text, record)
    tokens = list(_tokens(text, marks))
    shown: str = encodable(text)
    return {
        "text": shown,
        "title": html.escape(encodable(record.title)) if record.title else None,  # displaCy escapes all but titles
        "ents": [_entity(mark) for mark in _without_overlaps(marks)],
        "tokens": [shown[start:end] for start, end in tokens],
        "spans": [_span(mark, tokens) for mark in marks],
    }


def _without_overlaps(marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start - mark.end, mark.start)):  # the longest first
        if mark.kind in NAMES and all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _tokens(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, int]]:
    """The bounds of the words, cut where a mark begins or ends."""
    cuts = sorted({place for mark in marks for place in (mark.start, mark.end)}, reverse=True)
    for word in WORD.finditer(text):
        inside = []
        while cuts and cuts[-1] < word.end():
            inside.append(cuts.pop())
        yield from pairwise([word.start(), *(cut for cut in inside if cut > word.start()), word.end()])


def _entity(mark: Mark) -> dict[str, Any]:
    return {"start": mark.start, "end": mark.end, "label": mark.kind.upper()}


def _span(mark: Mark, tokens: Sequence[tuple[int, int]]) -> dict[str, Any]:
    first = bisect_right(tokens, mark.start, key=itemgetter(1))
    behind = bisect_left(tokens, mark.end, key=itemgetter(0))
    return {"start_token": first, "end_token": behind, "label": mark.kind.upper()}
