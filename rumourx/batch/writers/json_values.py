"""A row as JSON."""

import json
from typing import Any

from rumourx.batch.rows import Row
from rumourx.output.serialise import UNSAFE


def json_object(row: Row) -> dict[str, Any]:
    """The record with the article's `cluster` (null for none) and the `fields` of its input, if it had others."""
    fields = {"fields": row["fields"]} if row["fields"] else {}
    return row["record"] | fields | {"cluster": row["cluster"]}


def to_json(value: object, indent: int | None = None) -> str:
    """Any plain value as JSON: non-ASCII letters as they are, control characters and lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
