"""A record of every kind of fact, and one of a hostile article."""

import pytest

from rumourx.record.types import (
    ArticleDate,
    Club,
    ContractDate,
    Mention,
    Named,
    Person,
    PipelineInfo,
    Quote,
    Record,
    Rumour,
)

EMPTY = Record(
    source=None,
    title=None,
    article_date=None,
    pipeline=PipelineInfo(name="it_rumourx_sm", version="0.1.0"),
    people=(),
    clubs=(),
    contract_dates=(),
    quotes=(),
    rumours=(),
    competitions=(),
    outlets=(),
    stadiums=(),
)


def mention(text: str, start: int) -> Mention:
    return Mention(text=text, start=start, end=start + len(text))


@pytest.fixture
def empty() -> Record:
    return EMPTY


@pytest.fixture
def vanoli() -> Record:
    """The record of a short article, one fact of each kind and two mentions of one club."""
    person = Person(name="Paolo Vanoli", id=None, role="coach", mentions=(mention("Vanoli", 53),), confidence=1.0)
    club = Club(
        name="Parma",
        id="parma",
        kind="club",
        country="IT",
        mentions=(mention("Parma", 25), mention("Parma", 64), mention("ducali", 90)),
        confidence=0.98,
    )
    contract = ContractDate(
        person="Paolo Vanoli",
        club="Torino",
        event="expiry",
        date="2026",
        precision="year",
        certainty="stated",
        text="in scadenza nel 2026",
        start=130,
        end=150,
        confidence=0.86,
    )
    words = "A Torino sto bene, parleremo con la società a fine stagione"
    quote = Quote(speaker="Paolo Vanoli", cue="ha detto", text=words, start=203, end=203 + len(words), confidence=0.97)
    rumour = Rumour(
        person="Paolo Vanoli",
        club="Parma",
        move="join",
        stage="interest",
        sources=("Sky Sport", "Tuttosport"),
        evidence=(mention("Il Parma pensa a Paolo Vanoli.", 61),),
        confidence=0.7,
    )
    return EMPTY.model_copy(
        update={
            "source": "vanoli.txt",
            "title": "Panchina Parma, la pista che porta a Vanoli",
            "article_date": ArticleDate(date="2025-05-12", precision="day", origin="header"),
            "people": (person,),
            "clubs": (club,),
            "contract_dates": (contract,),
            "quotes": (quote,),
            "rumours": (rumour,),
            "competitions": (Named(name="Serie A", mentions=(mention("Serie A", 400),)),),
            "outlets": (
                Named(name="Sky Sport", mentions=(mention("Sky Sport", 300), mention("Sky", 320))),
                Named(name="Tuttosport", mentions=(mention("Tuttosport", 340),)),
            ),
            "stadiums": (Named(name="Ennio Tardini", mentions=(mention("Tardini", 500),)),),
        }
    )


@pytest.fixture
def hostile(vanoli: Record) -> Record:
    """The same article, by somebody who would like to style the reader's terminal."""
    nasty = "[red]rosso[/red] \x1b[31mrosso\x1b[0m \x9b31m \x07:smile: \u202elato\r\nriga"
    return vanoli.model_copy(
        update={
            "source": nasty,
            "title": nasty,
            "people": (vanoli.people[0].model_copy(update={"name": nasty}),),
            "quotes": (vanoli.quotes[0].model_copy(update={"text": nasty, "cue": nasty, "speaker": nasty}),),
            "rumours": (vanoli.rumours[0].model_copy(update={"sources": (nasty,), "club": nasty}),),
            "outlets": (vanoli.outlets[0].model_copy(update={"name": nasty}),),
        }
    )
