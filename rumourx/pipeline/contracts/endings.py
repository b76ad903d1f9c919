"""When a contract ends: the clause's date, or its length counted from a start that is known."""

import re

from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.contracts.merging import Found
from rumourx.pipeline.dates.expressions import DURATION_KINDS, Expression
from rumourx.pipeline.dates.resolution import Anchor, Resolved, end_of_duration, resolve, years_of

_IN = re.compile(r"\b(?:nel|nell['’]|in|del|dal|il|a)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:dal|dalla|dall['’]|a partire da)\s*$", re.IGNORECASE)
_LAST_SUMMER = re.compile(r"\b(?:scorsa estate|estate scorsa|estate passata)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:anno scorso|scorso anno|(?:un anno|dodici mesi) fa)\b", re.IGNORECASE)
LAST_MONTH_OF_WINDOW = 8


def end_of(
    clause: Clause,
    person: str | None,
    expressions: list[Expression],
    found: Found,
    anchor: Anchor | None,
    text: str,
) -> Resolved | None:
    """Return the end that a clause tells.

    `expressions` are the date words of its sentence, `found` the contracts read before it: a renewal counts from
    the old end, an option from that of the contract which it prolongs, a signing from a start told beside it
    ("nell'estate del 1995") or else from the article's year.
    """
    expression = clause.expression
    if expression.kind not in DURATION_KINDS:
        if clause.over and expression.kind in ("day_of_year", "month_of_year") and "next" not in expression.parts:
            expression = expression._replace(parts={**expression.parts, "last": "scorso"})
        return resolve(expression, anchor)
    start = _start_year(clause, person, expressions, found, anchor, text)
    if start is None:
        return None
    if expression.kind == "ordinal_year":
        return Resolved(str(start + 1), "year")
    years = years_of(expression) or 0.0
    if clause.event == "expiry" and years % 1 and anchor is not None and anchor.month is not None:
        return Resolved(str(start + int(years + (anchor.month - 1) / 12)), "year")
    return end_of_duration(expression, start)


def _start_year(
    clause: Clause,
    person: str | None,
    expressions: list[Expression],
    found: Found,
    anchor: Anchor | None,
    text: str,
) -> int | None:
    now = anchor.year if anchor else None
    if clause.event == "option":
        return _last_end(clause, person, found, in_sentence=True) or _last_end(clause, person, found)
    if clause.event == "renewal":
        return _last_end(clause, person, found, events=("expiry",)) or now
    if clause.event == "signing":
        start = _printed_start(clause, expressions, text, anchor)
        return start or _end_to_come(person, found, anchor) or now or _end_gone_by(person, found)
    return now


def _last_end(
    clause: Clause,
    person: str | None,
    found: Found,
    in_sentence: bool = False,
    events: tuple[str, ...] = ("signing", "renewal", "expiry", "loan"),
) -> int | None:
    for other, entry in reversed(found):
        same = entry["person"] == person and entry["event"] in events and entry["date"]
        if same and (not in_sentence or other.sentence == clause.sentence):
            return int(str(entry["date"])[:4])
    return None


def _end_gone_by(person: str | None, found: Found) -> int | None:
    """The year in which a person's last contract ran out, from which the next one counts."""
    for other, entry in reversed(found):
        if other.over and entry["person"] == person and entry["event"] == "expiry" and entry["date"]:
            return int(entry["date"][:4])
    return None


def _end_to_come(person: str | None, found: Found, anchor: Anchor | None) -> int | None:
    """Next year, where in autumn a person's contract ends then: what they sign as a free agent counts from there."""
    if anchor is None or (anchor.month or 1) <= LAST_MONTH_OF_WINDOW:
        return None
    ends = [entry["date"] for _, entry in found if entry["person"] == person and entry["event"] == "expiry"]
    return anchor.year + 1 if any(end and int(end[:4]) == anchor.year + 1 for end in ends) else None


def _printed_start(clause: Clause, expressions: list[Expression], text: str, anchor: Anchor | None) -> int | None:
    """Return the year in which a contract starts, where its sentence tells it.

    "Nell'estate del 1995 firmò un triennale", "un biennale dal 1° luglio 2024", "la scorsa estate ha firmato …".
    """
    for expression in expressions:
        year = re.search(r"\d{4}", expression.parts.get("year", ""))
        before = text[max(0, expression.start - 16) : expression.start]
        if year and expression.end <= clause.start and _IN.search(before):
            return int(year[0])
        if year and clause.end <= expression.start < clause.end + 40 and _FROM.search(before):
            return int(year[0])
    if anchor is not None and _LAST_SUMMER.search(text, clause.sentence[0], clause.start):
        return anchor.year if (anchor.month or 1) > LAST_MONTH_OF_WINDOW else anchor.year - 1
    if anchor is not None and _LAST_YEAR.search(text, clause.sentence[0], clause.end + len(" firmato dodici mesi fa")):
        return anchor.year - 1
    return None
