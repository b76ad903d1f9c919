"""Records as files hold them: what `rumourx extract` and `rumourx batch` write."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rumourx.errors import ArticleError
from rumourx.reading.files import chunks
from rumourx.reading.task import Task
from rumourx.record.types import KINDS, Record

BATCH_COLUMNS = ("fields", "cluster")


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in a file, not yet checked: `values` as the file has them, `name` for messages, its `folder`."""

    values: Mapping[str, Any]
    name: str
    folder: Path

    def record(self) -> Record:
        """Return the record; a kind of fact that was not asked for (`--only`) is an empty list.

        Raises ArticleError when it is none.
        """
        own = {key: value for key, value in self.values.items() if key not in BATCH_COLUMNS}
        try:
            return Record.model_validate(dict.fromkeys(KINDS, ()) | own)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            reason = f"{self.name} is no record of RumourX ({place}: {first['msg']}); write it again."
            raise ArticleError(reason) from error

    def fields(self) -> dict[str, Any]:
        """Return the other fields of the article's input; none where they are no object."""
        fields = self.values.get("fields")
        return fields if isinstance(fields, dict) else {}


def is_record(value: object) -> bool:
    """Is a value of JSON meant as a record, rather than as an article?

    >>> is_record({"schema_version": "1.1", "pipeline": {}}), is_record({"text": "Il Parma pensa a Vanoli."})
    (True, False)
    """
    return isinstance(value, dict) and "schema_version" in value and "pipeline" in value


def records_in_task(task: Task) -> Iterator[RecordRow]:
    """Yield the records in a line of JSON Lines or a .json file; nothing where these hold something else.

    Raises ArticleError when the file cannot be read.
    """
    data = b"".join(chunks(task.location)) if task.data is None else task.data
    return records_in(data, task.source, Path(task.location).parent)


def records_in(data: bytes, name: str, folder: Path) -> Iterator[RecordRow]:
    """Yield the record, or the array of records, that the bytes are; nothing where they are something else."""
    value = _json(data)
    if isinstance(value, list) and any(map(is_record, value)):
        for number, one in enumerate(value, start=1):
            label = f"{name}, entry {number},"
            yield RecordRow(one if isinstance(one, dict) else {}, label, folder)
    elif is_record(value):
        yield RecordRow(value, name, folder)


def records_in_lines(data: bytes, name: str, folder: Path) -> Iterator[RecordRow]:
    """Yield the records in bytes that are one or an array of them, or one a line."""
    whole = list(records_in(data, name, folder))
    if whole:
        yield from whole
        return
    for number, line in enumerate(data.splitlines(), start=1):
        yield from records_in(line, f"{name}, line {number},", folder)


def _json(data: bytes) -> Any:
    """The value; None where the bytes are no JSON, or JSON beyond measure."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
