"""A row as JSON."""

from typing import Any

from rumourx.batch.rows import Row
from rumourx.output.serialise import json_text as to_json

__all__ = ["json_object", "to_json"]


def json_object(row: Row) -> dict[str, Any]:
    """The record with the article's `cluster` (null for none) and the `fields` of its input, if it had others."""
    fields = {"fields": row["fields"]} if row["fields"] else {}
    return row["record"] | fields | {"cluster": row["cluster"]}
