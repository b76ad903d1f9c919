"""Rows of a batch's output, made by hand."""

from typing import Any

from rumourx.batch.rows import Row
from rumourx.record.types import KINDS, Record


def mention(text: str, start: int) -> dict[str, Any]:
    return {"text": text, "start": start, "end": start + len(text)}


def full_record(source: str) -> dict[str, Any]:
    """A record with a fact of every kind."""
    record = {
        "source": source,
        "title": "Panchina Parma, la pista che porta a Vanoli",
        "article_date": {"date": "2025-05", "precision": "month", "origin": "header"},
        "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
        "people": [{"name": "Paolo Vanoli", "id": None, "role": "coach", "mentions": [mention("Vanoli", 53)]}],
        "clubs": [
            {
                "name": "Parma",
                "id": "parma",
                "kind": "club",
                "country": "IT",
                "mentions": [mention("Parma", 25), mention("ducali", 90)],
            }
        ],
        "contract_dates": [
            {
                "person": "Paolo Vanoli",
                "club": "Torino",
                "event": "expiry",
                "date": "2026",
                "precision": "year",
                "certainty": "stated",
                **mention("in scadenza nel 2026", 130),
            }
        ],
        "quotes": [{"speaker": None, "cue": "ha detto", **mention("=A Torino sto bene", 203)}],
        "rumours": [
            {
                "person": "Paolo Vanoli",
                "club": "Parma",
                "move": "join",
                "stage": "interest",
                "sources": ["Sky Sport", "Tuttosport"],
                "evidence": [mention("Il Parma pensa a Paolo Vanoli.", 61)],
            }
        ],
        "competitions": [{"name": "Serie A", "mentions": [mention("Serie A", 400)]}],
        "outlets": [{"name": "Sky Sport", "mentions": [mention("Sky", 300)]}],
        "stadiums": [{"name": "Tardini", "mentions": [mention("Tardini", 500)]}],
    }
    return Record.model_validate(record).model_dump(mode="json")


def bare_record(source: str) -> dict[str, Any]:
    """A record without a fact, title or date."""
    bare = {"source": source, "title": None, "article_date": None} | dict.fromkeys(KINDS, ())
    return Record.model_validate(full_record(source) | bare).model_dump(mode="json")


def full(source: str, cluster: str | None = None, fields: dict[str, Any] | None = None) -> Row:
    return Row(source=source, record=full_record(source), fields=fields or {}, words=9, cluster=cluster)


def bare(source: str) -> Row:
    return Row(source=source, record=bare_record(source), fields={}, words=2, cluster=None)


ROWS = (
    full("a.txt", cluster="a.txt"),
    bare("vuoto.txt"),
    full("2025.jsonl:17", cluster="a.txt", fields={"author": "Rossi", "tags": ["mercato", "Perché"]}),
)
