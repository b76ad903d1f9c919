"""The stretches of an article's text that the facts of its record stand on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from rumourx.errors import UsageError
from rumourx.output.facts import SPANS, flat_facts
from rumourx.output.serialise import to_dict
from rumourx.record.types import KINDS, Record

SAID_OF = {
    "person": ("name", "role"),
    "club": ("name",),
    "contract": ("event", "date", "person", "club"),
    "quote": ("speaker",),
    "rumour": ("person", "move", "club", "stage"),
    "competition": ("name",),
    "outlet": ("name",),
    "stadium": ("name",),
}
"""The columns of each kind of fact (see `rumourx.output.facts`) that say in a few words which fact it is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mention, quote, contract date or sentence of evidence: `text[start:end]`.

    `kind` is person, club, contract, quote, rumour, competition, outlet or stadium; `fact` says which one.
    """

    start: int
    end: int
    kind: str
    fact: str


def marks_in(text: str, record: Record) -> list[Mark]:
    """The marks of a record's facts, by their beginning, the longer of two that begin together first.

    Raises UsageError when a fact does not stand in the text: it is not the one that the record was made from.
    """
    marks = []
    for fact in flat_facts(to_dict(record, KINDS)):
        said = _said(fact)
        for span in fact[SPANS]:
            if text[span["start"] : span["end"]] != span["text"]:
                raise UsageError(
                    f"“{span['text']}” does not stand at character {span['start']} of the text; "
                    "give the very text that the record was made from."
                )
            marks.append(Mark(span["start"], span["end"], fact["kind"], said))
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def cut_at_marks(text: str, marks: Iterable[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Cut the text wherever a mark begins or ends; each piece comes with the marks that cover it.

    `marks` are in the order of `marks_in`; they may nest and overlap.

    >>> marks = [Mark(0, 16, "rumour", "Vanoli, join, Parma"), Mark(3, 8, "club", "Parma")]
    >>> [(piece, [mark.kind for mark in covering]) for piece, covering in cut_at_marks("Il Parma ci sta.", marks)]
    [('Il ', ['rumour']), ('Parma', ['rumour', 'club']), (' ci sta.', ['rumour'])]
    """
    marks = list(marks)
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    coming, covering = 0, list[Mark]()
    for start, end in pairwise(cuts):
        while coming < len(marks) and marks[coming].start == start:
            covering.append(marks[coming])
            coming += 1
        covering = [mark for mark in covering if mark.end > start]
        yield text[start:end], covering


def _said(fact: Mapping[str, Any]) -> str:
    return ", ".join(fact[column] for column in SAID_OF[fact["kind"]] if fact[column])
