"""The registry of formats."""

from pathlib import Path

import pytest

from rumourx.errors import UsageError
from rumourx.output import FORMATS, format_for_file


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.txt", "table"),
        ("a.json", "json"),
        ("a.JSONL", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("dir.json/a.csv", "csv"),
    ],
)
def test_the_suffix_names_the_format(name: str, format: str) -> None:
    assert format_for_file(Path(name)) is FORMATS[format]


@pytest.mark.parametrize("name", ["a", "a.pdf", "json"])
def test_an_unknown_suffix_says_which_there_are(name: str) -> None:
    with pytest.raises(UsageError, match=rf"{name} has no suffix that names a format \(\.txt, \.json, "):
        format_for_file(Path(name))
