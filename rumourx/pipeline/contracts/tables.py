"""Tables of contract ends without a verb.

"Giugno 2026: Rossi (Lecce), Bianchi (Como)", "Rossi – 30 giugno 2026", "Portieri: Rossi 2026, Bianchi 2028".
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.listings import BULLET, Item, last_or_pair
from rumourx.pipeline.dates.expressions import ABSOLUTE_KINDS, Expression, find_expressions
from rumourx.pipeline.dates.resolution import Anchor, resolve
from rumourx.pipeline.mentions import MentionIndex, Range, within

_HEADED = re.compile(r"\bscaden\w+|\bcontratti\b|\bsituazione contrattuale\b", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\bscadenz[ae]\s+(?:\w+\s+){0,3}?(?:contratt|giocator|calciator|calciatric|allenator|tecnic|rosa)"
    r"|\bsituazione\s+contrattuale\b|\b(?:giocatore|calciatore|allenatore)\s+scadenza\b",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"\s*[:–—-]\s*")
# Behind the name: a club or the like in brackets, what is paid in millions ("Rossi 2,5 (2027)"), what joins the date.
_DATE_NEXT = re.compile(
    r"(?:\s*\([^()\d]*\))?(?:\s\d{1,2}(?:[.,]\d{1,2})?(?=\s\())?"
    r"\s*(?:[:–—,(-]\s*)?(?:scadenza\s*:?\s*)?(?:al\s+|il\s+)?",
    re.IGNORECASE,
)
_REST = re.compile(r"\W*")
_RUN_ON = re.compile(r"\s*+(?:\)\s*+)?(?:[,;.]|\be\s|$)")
_RUN_BEGINS = re.compile(r"(?:^|[:,;.)–-]\s|\be\s|\bed\s)\s*(?:il\s+|la\s+)?(?:[a-z]+\s+)?$")
LONGEST_CONTRACT = 9  # years
LINES_ABOVE = 2  # how far above a table's first row the words stand that say what its dates are
FEWEST_ROWS = 2


class Row(NamedTuple):
    """A contract end in a table, and whose it is."""

    clause: Clause
    items: list[Item]


def read_tables(index: MentionIndex, anchor: Anchor | None) -> list[Row]:
    """Return the rows of all tables; without an article date only where the text announces contracts' ends."""
    if not _HEADED.search(index.text) or (anchor is None and not _ANNOUNCED.search(index.text)):
        return []
    rows: list[Row] = []
    table: list[Row] = []
    headed = False
    since = 0
    for number, paragraph in enumerate(index.paragraphs):
        found = list(_rows(index, paragraph, anchor))
        if not table:
            above = index.paragraphs[max(0, number - LINES_ABOVE)][0]
            headed = bool(_HEADED.search(index.text, above, paragraph[0])) or _title_says(index)
        table.extend(found)
        since = 0 if found else since + 1
        if since > 1 or number == len(index.paragraphs) - 1:
            rows.extend(table if headed and len(table) >= FEWEST_ROWS else [])
            table = []
    return rows


def _title_says(index: MentionIndex) -> bool:
    return bool(_HEADED.search(index.text, *index.paragraphs[0]))


def _rows(index: MentionIndex, paragraph: Range, anchor: Anchor | None) -> Iterator[Row]:
    expressions = [
        one
        for one in find_expressions(index.text, *paragraph)
        if one.kind in ABSOLUTE_KINDS and one.kind != "season" and _may_end(one, anchor)
    ]
    for number, expression in enumerate(expressions):
        until = expressions[number + 1].start if number + 1 < len(expressions) else paragraph[1]
        first = _first(index, paragraph, expression)
        label = _LABEL_END.match(index.text, expression.end)
        if label and (first == expression.start or index.sentence(expression.start)[0] == expression.start):
            items = _items(index, label.end(), until)
        else:
            items = _whose(index, first, expression, paragraph[1]) or _in_run(index, paragraph, expression)
        if items:
            yield Row(_clause(expression, paragraph), items)


def _may_end(expression: Expression, anchor: Anchor | None) -> bool:
    end = resolve(expression, None)
    if end is None or anchor is None:
        return end is not None
    return anchor.year <= int(end.date[:4]) <= anchor.year + LONGEST_CONTRACT


def _first(index: MentionIndex, paragraph: Range, expression: Expression) -> int:
    """Where the words of a line start."""
    bullet = BULLET.match(index.text, paragraph[0], expression.start)
    return bullet.end() if bullet else paragraph[0]


def _items(index: MentionIndex, start: int, end: int) -> list[Item]:
    """The people behind a date, each with the club in brackets behind them; none where the first word is no name."""
    named = within(index.people, start, end)
    if not named or named[0].start - start > 2:
        return []
    items = []
    for position, one in enumerate(named):
        until = named[position + 1].start if position + 1 < len(named) else end
        clubs = within(index.clubs, one.end, until)
        in_brackets = clubs and index.text[one.end : clubs[0].start].strip() == "("
        items.append(Item(one.name, clubs[0].name if in_brackets else None))
    return items


def _whose(index: MentionIndex, first: int, expression: Expression, end: int) -> list[Item]:
    """Whose line it is that consists of a name, perhaps a club in brackets, and the date."""
    named = within(index.people, first, expression.start)
    if len(named) != 1 or named[0].start != first or not _REST.fullmatch(index.text, expression.end, end):
        return []
    if not _DATE_NEXT.fullmatch(index.text, named[0].end, expression.start):
        return []
    clubs = within(index.clubs, named[0].end, expression.start)
    return [Item(named[0].name, clubs[0].name if clubs else None)]


def _in_run(index: MentionIndex, paragraph: Range, expression: Expression) -> list[Item]:
    """Whose date it is where a line holds one name and date after the other: "Difensori: Rossi 2026, Bianchi 2028"."""
    start, end = paragraph
    named = within(index.people, start, expression.start)
    if not named or not _RUN_ON.match(index.text, expression.end, end):
        return []
    person = named[-1]
    if not _DATE_NEXT.fullmatch(index.text, person.end, expression.start):
        return []
    in_brackets = index.text[person.end : expression.start].strip() == "("
    if in_brackets:
        return [Item(one.name, None) for one in last_or_pair(index.text, named)]
    return [Item(person.name, None)] if _RUN_BEGINS.search(index.text[start : person.start]) else []


def _clause(expression: Expression, paragraph: Range) -> Clause:
    return Clause(
        expression=expression,
        event="expiry",
        certainty="stated",
        start=expression.start,
        end=expression.end,
        sentence=paragraph,
        names_end=True,
    )
