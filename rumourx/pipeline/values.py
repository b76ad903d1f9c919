"""The values that the components write on a Doc, and the extensions that hold them.

Plain dictionaries, so that a Doc with its values survives `to_bytes` and worker processes. Offsets are
characters of `doc.text`, `end` exclusive. People and clubs are referred to by `name`, unique in a Doc.

| extension | type | written by |
| --- | --- | --- |
| `doc._.article_date` | str or None, ISO 8601 | the caller, before the pipeline runs |
| `doc._.people` | list of Person | rumourx_people |
| `doc._.clubs` | list of Club | rumourx_clubs |
| `doc._.competitions`, `.outlets`, `.stadiums` | list of Named | rumourx_clubs |
| `doc._.descriptions`, `doc._.affiliations` | lists | rumourx_descriptions |
| `doc._.dates` | list of DateValue | rumourx_dates |
| `doc._.contract_dates` | list of Contract | rumourx_contracts |
| `doc._.quotes` | list of Quote | rumourx_quotes |
| `doc._.rumours` | list of Rumour | rumourx_rumours |

rumourx_confidence, the last component, adds its `confidence` to the people, clubs, contract dates, quotes and rumours.
"""

from typing import NotRequired, TypedDict

from spacy.tokens import Doc

from rumourx.record.types import Certainty, ContractEvent, Move, Precision, Role, Stage, TeamKind


class Mention(TypedDict):
    """A stretch of the Doc's text."""

    start: int
    end: int


class Person(TypedDict):
    """A person of the article; `former` when the article says "ex" of the role."""

    name: str
    id: str | None
    role: Role | None
    former: bool
    mentions: list[Mention]
    confidence: NotRequired[float]


class Club(TypedDict):
    """A club or national team of the article."""

    name: str
    id: str | None
    kind: TeamKind
    country: str | None
    mentions: list[Mention]
    confidence: NotRequired[float]


class Named(TypedDict):
    """A competition, outlet or stadium of the article."""

    name: str
    mentions: list[Mention]


class Description(TypedDict):
    """Words that stand for a person without naming it ("il tecnico del Torino"), and who that is."""

    start: int
    end: int
    role: Role | None
    former: bool
    club: str | None
    person: str | None


class Affiliation(TypedDict):
    """The article links a person to the club they belong to, or once did (`former`)."""

    person: str
    club: str
    role: Role | None
    former: bool
    start: int


class DateValue(TypedDict):
    """A date expression. `date` is ISO 8601 as far as it goes, None where it cannot be resolved."""

    start: int
    end: int
    date: str | None
    precision: Precision | None
    relative: bool


class Contract(TypedDict):
    """A contract date: who, with which club, which event, until when."""

    person: str | None
    club: str | None
    event: ContractEvent
    date: str | None
    precision: Precision | None
    certainty: Certainty
    start: int
    end: int
    confidence: NotRequired[float]


class Quote(TypedDict):
    """A stretch of quoted speech, without its marks."""

    speaker: str | None
    cue: str | None
    start: int
    end: int
    confidence: NotRequired[float]


class Rumour(TypedDict):
    """A move: who, which club, in which direction, at which stage, said by whom, read where.

    `chance` is the probability, by the ranking network, of the likeliest reading that tells it.
    """

    person: str
    club: str
    move: Move
    stage: Stage
    sources: list[str]
    evidence: list[Mention]
    chance: float
    confidence: NotRequired[float]


LIST_EXTENSIONS = (
    "people",
    "clubs",
    "competitions",
    "outlets",
    "stadiums",
    "descriptions",
    "affiliations",
    "dates",
    "contract_dates",
    "quotes",
    "rumours",
)


def register_extensions() -> None:
    """Register the extensions above; every component calls it, so that spawned processes have them too."""
    if Doc.has_extension("article_date"):
        return
    Doc.set_extension("article_date", default=None)
    for name in LIST_EXTENSIONS:
        Doc.set_extension(name, default=[])
