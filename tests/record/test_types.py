"""What a record may hold: its JSON, its schema, and what is refused."""

from typing import Any

import pytest
from pydantic import ValidationError

from rumourx.record.types import KINDS, SCHEMA_VERSION, Mention, Record

RECORD: dict[str, Any] = {
    "schema_version": SCHEMA_VERSION,
    "source": "vanoli.txt",
    "title": None,
    "article_date": {"date": "2025-05", "precision": "month", "origin": "header"},
    "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
    "people": [
        {
            "name": "Paolo Vanoli",
            "id": None,
            "role": "coach",
            "mentions": [{"text": "Vanoli", "start": 17, "end": 23}],
            "confidence": 1.0,
        }
    ],
    "clubs": [
        {
            "name": "Parma",
            "id": "parma",
            "kind": "club",
            "country": "IT",
            "mentions": [{"text": "Parma", "start": 3, "end": 8}],
            "confidence": 0.98,
        }
    ],
    "contract_dates": [
        {
            "person": "Paolo Vanoli",
            "club": None,
            "event": "expiry",
            "date": None,
            "precision": None,
            "certainty": "reported",
            "text": "in scadenza a fine stagione",
            "start": 30,
            "end": 57,
            "confidence": 0.8,
        }
    ],
    "quotes": [{"speaker": None, "cue": None, "text": "Resto qui", "start": 60, "end": 69, "confidence": 0.0}],
    "rumours": [
        {
            "person": "Paolo Vanoli",
            "club": "Parma",
            "move": "join",
            "stage": "interest",
            "sources": ["Sky Sport"],
            "evidence": [{"text": "Il Parma pensa a Vanoli.", "start": 0, "end": 24}],
            "confidence": None,
        }
    ],
    "competitions": [],
    "outlets": [{"name": "Sky Sport", "mentions": [{"text": "Sky", "start": 80, "end": 83}]}],
    "stadiums": [],
}


def changed(**values: Any) -> dict[str, Any]:
    return {**RECORD, **values}


def test_json_there_and_back_is_the_same() -> None:
    record = Record.model_validate(RECORD)
    assert record.model_dump(mode="json") == RECORD
    assert Record.model_validate_json(record.model_dump_json()) == record


def test_the_fields_are_written_in_the_order_of_the_schema() -> None:
    assert list(Record.model_validate(RECORD).model_dump()) == list(Record.model_json_schema()["properties"])


def test_every_list_of_facts_is_a_kind() -> None:
    lists = {name for name, value in RECORD.items() if isinstance(value, list)}
    assert set(KINDS) == lists
    assert len(KINDS) == len(lists)


@pytest.mark.parametrize(
    "values",
    [
        {"goals": []},
        {"people": None},
        {"people": [{**RECORD["people"][0], "role": "cook"}]},
        {"clubs": [{**RECORD["clubs"][0], "kind": "city"}]},
        {"rumours": [{**RECORD["rumours"][0], "move": "sell"}]},
        {"rumours": [{**RECORD["rumours"][0], "stage": "likely"}]},
        {"contract_dates": [{**RECORD["contract_dates"][0], "event": "birth"}]},
        {"contract_dates": [{**RECORD["contract_dates"][0], "certainty": "sure"}]},
        {"quotes": [{**RECORD["quotes"][0], "start": -1}]},
        {"quotes": [{**RECORD["quotes"][0], "confidence": -0.01}]},
        {"people": [{**RECORD["people"][0], "confidence": 1.01}]},
        {"outlets": [{**RECORD["outlets"][0], "confidence": 1.0}]},
        {"article_date": {"date": "2025", "precision": "century", "origin": "header"}},
    ],
)
def test_what_the_schema_does_not_know_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Record.model_validate(changed(**values))


@pytest.mark.parametrize("name", sorted(set(RECORD) - {"schema_version"}))
def test_nothing_may_be_missing(name: str) -> None:
    with pytest.raises(ValidationError):
        Record.model_validate({key: value for key, value in RECORD.items() if key != name})


def test_a_record_of_schema_1_0_has_no_confidence_and_is_valid() -> None:
    kinds = ("people", "clubs", "contract_dates", "quotes", "rumours")
    facts = {kind: [{**fact, "confidence": None} for fact in RECORD[kind]] for kind in kinds}
    bare = {kind: [{k: v for k, v in fact.items() if k != "confidence"} for fact in RECORD[kind]] for kind in kinds}
    older = Record.model_validate(changed(schema_version="1.0", **bare))
    assert older.schema_version == "1.0"
    assert older == Record.model_validate(changed(schema_version="1.0", **facts))


def test_a_record_cannot_be_changed() -> None:
    mention = Mention(text="Parma", start=0, end=5)
    with pytest.raises(ValidationError):
        mention.start = 3  # type: ignore[misc]
