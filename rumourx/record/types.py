"""The record: what one article says, each fact with the characters where it was read.

Offsets are character offsets (Unicode code points) into the article's text as read, ``end`` exclusive, so
``text[start:end]`` is the mention. Every field is defined in the README's "What is extracted".
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.1"

Role = Literal["coach", "player", "president", "director", "agent", "official", "journalist"]
TeamKind = Literal["club", "national_team"]
Precision = Literal["day", "month", "year"]
ContractEvent = Literal["expiry", "renewal", "signing", "loan", "option"]
Certainty = Literal["stated", "reported", "proposed"]
Move = Literal["join", "leave", "stay"]
Stage = Literal["interest", "talks", "agreed", "official", "denied"]
Confidence = Annotated[
    float | None,
    Field(
        ge=0,
        le=1,
        description="the chance that the fact is right, so that 80 % of the facts with 0.8 should be; null in records "
        "of schema version 1.0, and where the pipeline has no rumourx_confidence",
    ),
]


class RecordModel(BaseModel):
    """Base of the record's parts: immutable, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(RecordModel):
    """A stretch of the article's text."""

    text: str
    start: int = Field(ge=0, description="offset of the first character")
    end: int = Field(gt=0, description="offset after the last character")


class ArticleDate(RecordModel):
    """When the article was written, as far as is known."""

    date: str = Field(description="ISO 8601, as far as is known: YYYY-MM-DD, YYYY-MM or YYYY")
    precision: Literal["day", "month", "year"]
    origin: Literal["header", "metadata", "option"] = Field(
        description="header: the text's first line; metadata: the web page or JSON object; option: given by the user"
    )


class PipelineInfo(RecordModel):
    """The spaCy pipeline that read the article."""

    name: str
    version: str


class Person(RecordModel):
    """A real person that the article names; one entry per person."""

    name: str = Field(description="the fullest form that the article or the gazetteer supports")
    id: str | None = Field(description="identifier in the gazetteer, null when unknown or undecided")
    role: Role | None
    mentions: tuple[Mention, ...]
    confidence: Confidence = None


class Club(RecordModel):
    """A club or national team that the article names; one entry per team."""

    name: str
    id: str | None
    kind: TeamKind
    country: str | None = Field(description="ISO 3166-1 alpha-2, or GB-ENG and the like; null when unknown")
    mentions: tuple[Mention, ...]
    confidence: Confidence = None


class ContractDate(RecordModel):
    """A date that the article states or reports about a contract."""

    person: str | None
    club: str | None
    event: ContractEvent
    date: str | None = Field(description="ISO 8601 as far as the text goes: YYYY, YYYY-MM or YYYY-MM-DD")
    precision: Precision | None
    certainty: Certainty
    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    confidence: Confidence = None


class Quote(RecordModel):
    """Words between quotation marks that somebody said or wrote; the confidence is that of the words and speaker."""

    speaker: str | None
    cue: str | None = Field(description="the words that introduce the quote, as printed")
    text: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    confidence: Confidence = None


class Rumour(RecordModel):
    """A move that the article is about: who, which club, in which direction, how far along."""

    person: str
    club: str
    move: Move
    stage: Stage
    sources: tuple[str, ...]
    evidence: tuple[Mention, ...]
    confidence: Confidence = None


class Named(RecordModel):
    """A competition, an outlet or a stadium that the article names."""

    name: str
    mentions: tuple[Mention, ...]


class Record(RecordModel):
    """All that was read in one article."""

    schema_version: str = SCHEMA_VERSION
    source: str | None = Field(description="the file or address that the article came from")
    title: str | None
    article_date: ArticleDate | None
    pipeline: PipelineInfo
    people: tuple[Person, ...]
    clubs: tuple[Club, ...]
    contract_dates: tuple[ContractDate, ...]
    quotes: tuple[Quote, ...]
    rumours: tuple[Rumour, ...]
    competitions: tuple[Named, ...]
    outlets: tuple[Named, ...]
    stadiums: tuple[Named, ...]

    def _repr_html_(self) -> str:
        """The record as notebooks show it; see `rumourx.to_html`."""
        from rumourx.notebook.html import to_html

        return to_html(self)


KINDS: tuple[str, ...] = (
    "people",
    "clubs",
    "contract_dates",
    "quotes",
    "rumours",
    "competitions",
    "outlets",
    "stadiums",
)
"""The record's lists, in the order in which they are printed."""
