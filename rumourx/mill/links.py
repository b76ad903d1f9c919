"""What the mill answers: links, with their reports, contradictions and contract."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # pydantic takes a while to import, and these are only names of words
    from rumourx.record.types import Certainty, ContractEvent, Move, Stage

Trend = Literal["rising", "steady", "fading"]
ContradictionKind = Literal["denied", "stay", "leave", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Report:
    """What one article says of a link; the first to print it where several tell the same story.

    `date` is the article's, ISO 8601 as far as it is known. `outlets` are the site where the article stands and
    the outlets that it names as sources. `evidence` is the first sentence of the evidence.
    """

    source: str | None
    date: str | None
    stage: "Stage"
    outlets: tuple[str, ...]
    confidence: float | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A report that does not go together with the link's.

    `kind` says how: `denied`, the same move is denied by this report and claimed by others; `leave` or `stay`,
    the person is said to do this with the same club; `elsewhere`, another club's signing is told as agreed or
    official, as this one is. `club` is the report's.
    """

    kind: ContradictionKind
    club: str
    stage: "Stage"
    source: str | None
    date: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Contract:
    """The contract date that bears on a link.

    `date` is ISO 8601 as far as the text goes, `reported` the date of the article that told it.
    """

    event: "ContractEvent"
    date: str
    club: str | None
    certainty: "Certainty"
    source: str | None
    reported: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A person, a club and a move, and what a dataset reports about it.

    `person_id` and `club_id` are the gazetteer's, None where it has none. `stage` is the latest report's,
    `strongest_stage` the furthest of all. `trend` compares the last week of the dataset with the week before;
    None where no report is dated to the day. Near-duplicates count as one of the `articles`, of which
    `undated_articles` have no date. `contradicting` of the reports contradict the link. `evidence` is the best
    sentence, `confidence` and `evidence_source` are those of its report.
    """

    person: str
    person_id: str | None
    club: str
    club_id: str | None
    move: "Move"
    stage: "Stage"
    strongest_stage: "Stage"
    trend: Trend | None
    first_seen: str | None
    last_seen: str | None
    articles: int
    undated_articles: int
    outlets: int
    outlet_names: tuple[str, ...]
    contradicting: int
    confidence: float | None
    evidence: str | None
    evidence_source: str | None
    contract: Contract | None = None
    contradictions: tuple[Contradiction, ...] = field(default=())
    reports: tuple[Report, ...] = field(default=())
