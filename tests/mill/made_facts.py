"""Rows of a batch's output, made by hand: a few invented articles, with what was read in them."""

from collections.abc import Sequence
from typing import Any

from rumourx.batch.rows import Row
from rumourx.record.types import KINDS, Record

CLUB_IDS = {"Parma": "parma", "Torino": "torino", "Genoa": "genoa", "Lecce": "lecce"}
PERSON_IDS = {"Anselmo Rovati": "anselmo-rovati", "Anselmo Junior Rovati": "anselmo-rovati"}


def mention(text: str) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text)}


def rumour(
    person: str,
    move: str,
    club: str,
    stage: str,
    evidence: str,
    confidence: float | None = None,
    sources: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "person": person,
        "club": club,
        "move": move,
        "stage": stage,
        "sources": list(sources),
        "evidence": [mention(evidence)],
        "confidence": confidence,
    }


def contract(
    person: str, event: str, date: str, club: str | None, certainty: str = "stated", confidence: float | None = None
) -> dict[str, Any]:
    precision = {4: "year", 7: "month", 10: "day"}[len(date)]
    words = f"{event} {date}"
    return {
        "person": person,
        "club": club,
        "event": event,
        "date": date,
        "precision": precision,
        "certainty": certainty,
        "confidence": confidence,
        **mention(words),
    }


def article(
    source: str,
    date: str | None,
    *facts: dict[str, Any],
    url: str | None = None,
    cluster: str | None = None,
    also_named: Sequence[str] = (),
) -> Row:
    """The row of an article: its rumours and contracts, and the people and clubs of these."""
    rumours = [fact for fact in facts if "move" in fact]
    contracts = [fact for fact in facts if "event" in fact]
    people = dict.fromkeys([*(fact["person"] for fact in facts if fact["person"]), *also_named])
    clubs = dict.fromkeys(fact["club"] for fact in facts if fact["club"])
    precision = {4: "year", 7: "month", 10: "day"}
    record = dict.fromkeys(KINDS, ()) | {
        "source": source,
        "title": None,
        "article_date": date and {"date": date, "precision": precision[len(date)], "origin": "header"},
        "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
        "people": [
            {"name": name, "id": PERSON_IDS.get(name), "role": None, "mentions": [mention(name)]} for name in people
        ],
        "clubs": [
            {"name": name, "id": CLUB_IDS.get(name), "kind": "club", "country": "IT", "mentions": [mention(name)]}
            for name in clubs
        ],
        "contract_dates": contracts,
        "rumours": rumours,
    }
    values = Record.model_validate(record).model_dump(mode="json")
    return Row(source=source, record=values, fields={"url": url} if url else {}, words=50, cluster=cluster)


ARTICLES = (
    # Duccio Mancinelli, of Torino: the full name, the surname, a slip; a story that two sites print.
    article(
        "gazzetta.txt",
        "2025-06-02",
        rumour("Duccio Mancinelli", "join", "Parma", "interest", "Il Parma pensa a Duccio Mancinelli.", 0.9),
        contract("Duccio Mancinelli", "expiry", "2026", "Torino"),
        url="https://www.gazzetta.it/mercato/mancinelli.html",
    ),
    article(
        "pungolo.txt",
        "2025-06-15",
        rumour("Mancinelli", "join", "Parma", "talks", "Il Parma ha incontrato Mancinelli.", 0.8, ["Sky Sport"]),
        url="https://ilpungolo.example/1",
        cluster="pungolo.txt",
    ),
    article(
        "ricopiato.txt",
        "2025-06-16",
        rumour("Mancinelli", "join", "Parma", "talks", "Il Parma ha incontrato Mancinelli.", 0.95, ["Sky Sport"]),
        url="https://ricopiato.example/1",
        cluster="pungolo.txt",
    ),
    article(
        "accordo.txt",
        "2025-06-19",
        rumour(
            "Duccio Mancineli",
            "join",
            "Parma",
            "agreed",
            "Secondo la Gazzetta, Duccio Mancineli e il Parma hanno l’accordo.",
            0.7,
            ["Gazzetta dello Sport"],
        ),
        contract("Duccio Mancineli", "signing", "2028", "Parma", "proposed"),
    ),
    article(
        "smentita.txt",
        None,
        rumour("Mancinelli", "join", "Parma", "denied", "“Mancinelli non arriva”, dice il ds Tullio Scarani.", 0.6),
        also_named=["Tullio Scarani"],
    ),
    article(
        "addio.txt",
        "2025-06-18",
        rumour("Mancinelli", "leave", "Torino", "talks", "Mancinelli è sempre più vicino all’addio al Torino.", 0.8),
        contract("Mancinelli", "expiry", "2026-06-30", "Torino"),
    ),
    article(
        "conferma.txt",
        "2025-06-10",
        rumour("Duccio Mancinelli", "stay", "Torino", "interest", "Il Torino vuole tenere Duccio Mancinelli.", 0.8),
    ),
    # Half a year before: another transfer window, which contradicts nothing.
    article(
        "gennaio.txt",
        "2025-01-10",
        rumour("Duccio Mancinelli", "join", "Genoa", "official", "Duccio Mancinelli è del Genoa.", 0.8),
    ),
    # Two Corradinis: the surname alone is told apart by the club.
    article(
        "ezio.txt",
        "2025-06-12",
        rumour("Ezio Corradini", "join", "Parma", "interest", "Piace Ezio Corradini.", 0.8),
    ),
    article("livio.txt", "2025-06-01", rumour("Livio Corradini", "join", "Genoa", "official", "Corradini firma.")),
    article("ancora-ezio.txt", "2025-06-19", rumour("Corradini", "join", "Parma", "interest", "Piace Corradini.")),
    article("quale.txt", "2025-06-20", rumour("Corradini", "join", "Lecce", "interest", "Il Lecce segue Corradini.")),
    # An accent that comes and goes, a club without an id, and a date that is known to the month.
    article(
        "vigor.txt",
        "2025-06-17",
        rumour("Nicolò Bersanetti", "join", "Vigor Fontanasecca", "agreed", "Nicolò Bersanetti va alla Vigor.", 0.8),
    ),
    article(
        "vigor-2.txt",
        "2025-06-18",
        rumour("Nicolo Bersanetti", "join", "Vigor-Fontanasecca", "official", "Bersanetti è della Vigor.", 0.7),
        also_named=["Nicolò Bersanetti"],
    ),
    article(
        "lecce.txt",
        "2025-05",
        rumour(
            "Nicolò Bersanetti",
            "join",
            "Lecce",
            "official",
            "Nicolò Bersanetti ha firmato, parola di Tullio Scarani.",
            0.9,
            ["Tullio Scarani"],
        ),
        also_named=["Tullio Scarani"],
    ),
    # One id, two names.
    article("rovati.txt", "2025-06-03", rumour("Anselmo Rovati", "leave", "Lecce", "interest", "Rovati è in bilico.")),
    article(
        "rovati-2.txt",
        "2025-06-04",
        rumour("Anselmo Junior Rovati", "leave", "Lecce", "official", "Rovati saluta Lecce."),
        rumour("Anselmo Junior Rovati", "join", "Parma", "denied", "Rovati non andrà al Parma."),
        contract("Anselmo Junior Rovati", "expiry", "2025-06-30", None),
    ),
)
"""What the articles say; tests/mill/test_merging.py says what they come to. The last day of the dataset is June 20."""
