"""What must be true of every record, whatever its article is like."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from rumourx.output.layout import Layout
from rumourx.output.serialise import to_json
from rumourx.reading import Article
from rumourx.record.types import KINDS, Record

EVERYTHING = Layout(KINDS)


def stretches(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a record that has a start and an end."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from stretches(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from stretches(inner)


def check_offsets(article: Article, record: Record) -> int:
    """Check every stretch of a record against its article; return how many there are."""
    found = list(stretches(record.model_dump()))
    for one in found:
        assert article.body_start <= one["start"] < one["end"] <= len(article.text), one
        assert article.text[one["start"] : one["end"]] == one["text"], one
        assert one["text"] == one["text"].strip() != "", one
    for entry in (*record.people, *record.clubs, *record.competitions, *record.outlets, *record.stadiums):
        places = [(mention.start, mention.end) for mention in entry.mentions]
        assert places, entry
        assert places == sorted(set(places)), entry
    names = [person.name for person in record.people]
    assert len(set(names)) == len(names), names
    return len(found)


def check_output(record: Record) -> str:
    """Check that a record is printed as JSON in UTF-8, fits the schema and can be read again; return the JSON."""
    text = to_json(record, EVERYTHING)
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\n" not in text
    value = json.loads(text)
    schema_errors()(value)
    assert all(len(one["text"]) == one["end"] - one["start"] for one in stretches(value))
    assert to_json(Record.model_validate(value), EVERYTHING) == text
    return text


@cache
def schema_errors() -> Callable[[Any], None]:
    """A function that raises where a value does not fit the schema of records."""
    validator: Callable[[Any], None] = Draft202012Validator(Record.model_json_schema()).validate
    return validator
