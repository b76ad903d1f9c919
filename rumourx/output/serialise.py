"""Records as JSON, for the formats that are made of it."""

import json
import re
from collections.abc import Iterable
from typing import Any

from rumourx.output.layout import Layout
from rumourx.record.types import KINDS, Record

# The JSON standard lets these stand as they are, but terminals obey the first and many readers break lines at
# the others.
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Two halves of a letter that stand apart in the text: readers of JSON would make them one, and offsets untrue.
FIRST_HALF = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")


def to_dict(record: Record, kinds: Iterable[str]) -> dict[str, Any]:
    """The record as plain values, in the order of its schema, without the lists that are not in `kinds`."""
    return record.model_dump(mode="json", exclude=set(KINDS).difference(kinds))


def to_json(record: Record, layout: Layout, indent: int | None = None) -> str:
    """The record as a JSON object; see `json_text`."""
    return json_text(to_dict(record, layout.kinds), indent)


def json_text(value: object, indent: int | None = None) -> str:
    """Any plain value as JSON: non-ASCII letters as they are, control characters and lone surrogates escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = FIRST_HALF.sub("\ufffd", text)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
