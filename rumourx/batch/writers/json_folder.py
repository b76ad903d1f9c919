"""A folder of one JSON file per article, and `_index.jsonl`: which file holds which source.

A file is named after the last part of its article's source, in lower-case ASCII letters, digits and `-._`,
without the suffix: `articles/2025/Perché Vanoli.txt` becomes `perche-vanoli.json`. So no name leads out of the
folder, hides, differs by its case alone or is one that Windows keeps for itself. The second article of the same
name, and one whose name had to be shortened, gets a digest of its source behind it: `index-5f0c21b4a9d3.json`.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from rumourx.batch.rows import Row
from rumourx.batch.writers.json_values import json_object, to_json
from rumourx.gazetteer import fold

INDEX = "_index.jsonl"
MAX_LENGTH = 100  # characters of a name, far below what file systems bear, for the folder's path counts as well
DIGEST_LENGTH = 12
NAMELESS = "article"
READ_SUFFIX = re.compile(r"(\.(txt|html?|xhtml|json))?(\.gz)?$")
UNSAFE = re.compile(r"[^a-z0-9._-]+")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$")


def write(rows: Iterator[Row], draft: Path) -> None:
    """Write the record of every row into a file of its own in the folder."""
    with (draft / INDEX).open("w", encoding="utf-8", newline="\n") as index:
        for row in rows:
            name = _write_record(row, draft)
            index.write(to_json({"file": name, "source": row["source"]}) + "\n")


def file_stem(source: str) -> str:
    """The name for the file of an article from `source`, without its suffix.

    >>> file_stem("articles/2025/Perché Vanoli.txt"), file_stem("2025.jsonl:17"), file_stem("../../CON.txt")
    ('perche-vanoli', '2025.jsonl-17', 'article-con')
    >>> file_stem("https://example.org/calcio/?id=7"), file_stem("..")
    ('calcio-id-7', 'article')
    """
    parts = [part for part in re.split(r"[/\\]", fold(source)) if part.strip(". ")]
    last = "/".join(parts[-2:]) if len(parts) > 1 and parts[-1].startswith("?") else "".join(parts[-1:])
    stem = UNSAFE.sub("-", READ_SUFFIX.sub("", last)).strip("-._")
    if not stem or RESERVED.match(stem):
        stem = f"{NAMELESS}-{stem}".rstrip("-")
    return stem if len(stem) <= MAX_LENGTH else _with_digest(stem, source)


def _with_digest(stem: str, source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]
    return f"{stem[: MAX_LENGTH - DIGEST_LENGTH - 1]}-{digest}"


def _write_record(row: Row, folder: Path) -> str:
    """Write the file under the first name that is free; return the name."""
    text = to_json(json_object(row), indent=2) + "\n"
    for stem in _stems(row["source"]):
        try:
            with (folder / f"{stem}.json").open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except FileExistsError:
            continue
        return f"{stem}.json"
    raise AssertionError("names never run out")


def _stems(source: str) -> Iterator[str]:
    plain = file_stem(source)
    longer = _with_digest(plain, source)
    yield plain
    yield longer
    number = 2
    while True:
        yield f"{longer}-{number}"
        number += 1
