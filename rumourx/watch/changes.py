"""What the rumours of an article change, compared with what the dataset said of the same people before it.

Who is the same person or club in two articles, which stage a move has reached and what contradicts it are the
mill's to say.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rumourx.mill import Contradiction, Link, Mill, Report, club_key
from rumourx.watch.names import last_word

if TYPE_CHECKING:
    from rumourx.mill.links import ContradictionKind
    from rumourx.record.types import Move, Stage

Record = dict[str, Any]
"""A record as plain values, as a line of a dataset holds it."""

ChangeKind = Literal["new", "stage", "contradiction"]

MOVES_TOLD: "dict[ContradictionKind, Move]" = {"stay": "stay", "leave": "leave", "elsewhere": "join"}
"""The move that a contradicting report tells; one that denies tells the same move."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What another article says."""

    move: "Move"
    club: str
    stage: "Stage"
    source: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """Something notable that an article says of a person, a club and a move.

    `kind` is `new` where no article told this move before, `stage` where the latest word on it is another than
    `earlier_stage`, `contradiction` where it does not go together with what the article `against` it says.
    `stage`, `source`, `date` (ISO 8601, as far as it is known) and `evidence` (a sentence) are the article's.
    """

    kind: ChangeKind
    person: str
    move: "Move"
    club: str
    stage: "Stage"
    source: str | None
    date: str | None
    evidence: str | None
    earlier_stage: "Stage | None" = None
    against: Statement | None = None


def changes(earlier: Iterable[Record], new: Sequence[Record]) -> list[Change]:
    """What articles change together, in their order, told from their records and those that were there before.

    Of the earlier records only those matter that name people with the same last words (`last_word`) as the
    people of the new rumours.

    Raises UsageError when DuckDB is not installed.
    """
    words = {last_word(rumour["person"]) for record in new for rumour in record["rumours"]}
    if not words:
        return []
    with Mill() as mill:
        mill.add([_about(words, record) for record in earlier])
        before = list(mill.links(reports=True))
        mill.add([_about(words, record) for record in new])
        links = list(mill.links(reports=True))
    places = {record["source"]: place for place, record in enumerate(new)}
    found = [change for link in links for change in _changes(link, _earlier(link, before), places)]
    return sorted(found, key=lambda change: places[change.source])


def _about(words: Container[str], record: Record) -> Record:
    """The record with what it says of people with these last words."""
    return record | {
        "people": [person for person in record["people"] if last_word(person["name"]) in words],
        "contract_dates": [
            one for one in record["contract_dates"] if one["person"] and last_word(one["person"]) in words
        ],
        "rumours": [rumour for rumour in record["rumours"] if last_word(rumour["person"]) in words],
    }


def _earlier(link: Link, before: Sequence[Link]) -> Link | None:
    """What the link was before the last article; its names may be told more fully now."""
    sources = {report.source for report in link.reports}
    same = [
        one
        for one in before
        if (one.move, _club(one)) == (link.move, _club(link))
        and not sources.isdisjoint(report.source for report in one.reports)
    ]
    return min(same, key=lambda one: one.person != link.person, default=None)


def _club(link: Link) -> str:
    return link.club_id or club_key(link.club)


def _changes(link: Link, earlier: Link | None, new: Container[str | None]) -> Iterator[Change]:
    """What the reports from new sources make of a link."""
    fresh = [one for one in link.reports if one.source in new]
    if not fresh:
        return
    known = [one for one in link.reports if one.source not in new]
    report = next((one for one in reversed(fresh) if one.stage == link.stage), fresh[-1])
    against = _fresh_contradictions(link, earlier)
    if not known:
        yield _change("new", link, report)
    elif "denied" not in {one.kind for one in against}:
        # Where only the new article shows whose link it was, there is none of theirs from before.
        earlier_stage = earlier.stage if earlier else known[-1].stage
        if earlier_stage != link.stage:
            yield _change("stage", link, report, earlier_stage=earlier_stage)
    for contradiction in against:
        yield _change("contradiction", link, report, against=_other_side(contradiction, link, report))


def _fresh_contradictions(link: Link, earlier: Link | None) -> list[Contradiction]:
    """The contradictions that were none before, one of each kind and club."""
    known = {(one.kind, one.club) for one in earlier.contradictions} if earlier else set()
    found = {(one.kind, one.club): one for one in link.contradictions}
    return [one for key, one in found.items() if key not in known]


def _change(kind: ChangeKind, link: Link, report: Report, **more: Any) -> Change:
    return Change(
        kind=kind,
        person=link.person,
        move=link.move,
        club=link.club,
        stage=report.stage,
        source=report.source,
        date=report.date,
        evidence=report.evidence,
        **more,
    )


def _other_side(contradiction: Contradiction, link: Link, report: Report) -> Statement:
    """What the report contradicts."""
    if contradiction.kind == "denied" and report.stage == "denied":
        claim = max((one for one in link.reports if one.stage != "denied"), key=lambda one: one.date or "")
        return Statement(link.move, link.club, claim.stage, claim.source, claim.date)
    move = MOVES_TOLD.get(contradiction.kind, link.move)
    return Statement(move, contradiction.club, contradiction.stage, contradiction.source, contradiction.date)
