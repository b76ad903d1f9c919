"""Records that are made by hand, and the texts that they are from."""

from typing import Any

import pytest

from rumourx.record.types import KINDS, Record

TEXT = (
    "date 2025-05-12 Panchina Parma\n\nIl Parma pensa a Paolo Vanoli, dice Sky Sport. “Firmo fino al 2027 col Parma”, "
    "ha detto Vanoli. 🙂 Si gioca al Tardini, in Serie A."
)


def mention(words: str, nth: int = 0) -> dict[str, Any]:
    """Where the words stand in TEXT, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"text": words, "start": start, "end": start + len(words)}


def made_record(**changes: Any) -> Record:
    """A record of TEXT with a fact of every kind; facts nest, and a contract date lies in a quote."""
    record = {
        "source": "news/vanoli.txt",
        "title": "Panchina Parma",
        "article_date": {"date": "2025-05-12", "precision": "day", "origin": "header"},
        "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
        "people": [
            {
                "name": "Paolo Vanoli",
                "id": None,
                "role": "coach",
                "mentions": [mention("Paolo Vanoli"), mention("Vanoli", 1)],
                "confidence": 0.99,
            }
        ],
        "clubs": [
            {
                "name": "Parma",
                "id": "parma",
                "kind": "club",
                "country": "IT",
                "mentions": [mention("Parma"), mention("Parma", 1), mention("Parma", 2)],
                "confidence": 0.9,
            }
        ],
        "contract_dates": [
            {
                "person": "Paolo Vanoli",
                "club": "Parma",
                "event": "signing",
                "date": "2027",
                "precision": "year",
                "certainty": "stated",
                "confidence": 0.8,
                **mention("Firmo fino al 2027"),
            }
        ],
        "quotes": [
            {
                "speaker": "Paolo Vanoli",
                "cue": "ha detto",
                "confidence": 0.95,
                **mention("Firmo fino al 2027 col Parma"),
            }
        ],
        "rumours": [
            {
                "person": "Paolo Vanoli",
                "club": "Parma",
                "move": "join",
                "stage": "interest",
                "sources": ["Sky Sport"],
                "evidence": [mention("Il Parma pensa a Paolo Vanoli, dice Sky Sport.")],
                "confidence": 0.85,
            }
        ],
        "competitions": [{"name": "Serie A", "mentions": [mention("Serie A")]}],
        "outlets": [{"name": "Sky Sport", "mentions": [mention("Sky Sport")]}],
        "stadiums": [{"name": "Tardini", "mentions": [mention("Tardini")]}],
    }
    return Record.model_validate(record | changes)


@pytest.fixture
def record() -> Record:
    """A record of TEXT with a fact of every kind."""
    return made_record()


@pytest.fixture
def bare() -> Record:
    """A record without source, title, date and facts."""
    return made_record(source=None, title=None, article_date=None, **dict.fromkeys(KINDS, ()))
