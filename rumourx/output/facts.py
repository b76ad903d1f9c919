"""Facts as flat rows, for the formats that are tables: one row per fact, under the columns of all kinds.

The columns follow from the record's types: a field that is added to a fact is a column here. Mentions and
evidence are `spans`, the first of which is also `text`, `start` and `end`; a team's `kind` is `team_kind`,
because `kind` is the kind of fact.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from rumourx.record.types import KINDS, Mention, Record

KIND_NAMES = {
    "people": "person",
    "clubs": "club",
    "contract_dates": "contract",
    "quotes": "quote",
    "rumours": "rumour",
    "competitions": "competition",
    "outlets": "outlet",
    "stadiums": "stadium",
}
"""What one fact of each list is called in the column `kind`."""

SPANS = "spans"
SPAN_FIELDS = ("mentions", "evidence")
RENAMED = {"kind": "team_kind"}


def _columns() -> dict[str, Any]:
    fact_types = [get_args(Record.model_fields[kind].annotation)[0] for kind in KINDS]
    fields = [field for one in fact_types for field in one.model_fields.items() if field[0] not in SPAN_FIELDS]
    # What was added to the records later has a default; it comes last, so that the others keep their places.
    first = {RENAMED.get(name, name): field.annotation for name, field in fields if field.is_required()}
    later = {RENAMED.get(name, name): field.annotation for name, field in fields if not field.is_required()}
    of_spans = {name: field.annotation for name, field in Mention.model_fields.items()}
    own = {name: annotation for name, annotation in first.items() if name not in of_spans}
    return own | of_spans | {SPANS: tuple[Mention, ...]} | later


COLUMNS: Mapping[str, Any] = _columns()
"""The columns of a fact, each with the type of its values; None stands where a kind has no such column."""


def flat_facts(record: Mapping[str, Any], kinds: Iterable[str] = KINDS) -> Iterator[dict[str, Any]]:
    """Yield the facts of a record (as plain values) as rows: `kind`, and the columns that the fact has."""
    for kind in kinds:
        for fact in record[kind]:
            yield {"kind": KIND_NAMES[kind]} | _flat(fact)


def _flat(fact: Mapping[str, Any]) -> dict[str, Any]:
    row = {RENAMED.get(name, name): value for name, value in fact.items() if name not in SPAN_FIELDS}
    spans = next((fact[name] for name in SPAN_FIELDS if name in fact), None)
    if spans is None:
        spans = [{name: fact[name] for name in Mention.model_fields}] if "start" in fact else []
    return row | (spans[0] if spans else {}) | {SPANS: spans}
