"""JSON Lines: one record a line, with its `cluster` and `fields`; compressed where the name ends in .gz."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rumourx.batch.rows import Row
from rumourx.batch.writers.json_values import json_object, to_json

LEVEL = 6  # of compression: beyond, it takes far longer for little


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the records of all rows."""
    with _opened(draft) as stream:
        for row in rows:
            stream.write(f"{to_json(json_object(row))}\n".encode())


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes] | gzip.GzipFile]:
    with path.open("wb") as file:
        if path.suffix.lower() != ".gz":
            yield file
            return
        # Without name and time, so that the same rows make the same bytes.
        with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=file, mtime=0) as stream:
            yield stream
