"""Readers of the word lists in `lexicons/`: one entry a line, `#` starts a comment line, cells are tab-separated."""

from functools import cache
from importlib.resources import files


@cache
def read_rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `lexicons/<name>`, each a tuple of its tab-separated cells.

    >>> read_rows("articles.txt")[0]
    ('il',)
    """
    text = (files("rumourx.pipeline") / "lexicons" / name).read_text(encoding="utf8")
    lines = (line.rstrip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the first cells of a list as a set.

    >>> "della" in read_words("articles.txt")
    True
    """
    return frozenset(row[0] for row in read_rows(name))


@cache
def read_map(name: str) -> dict[str, str]:
    """Return a two-column list as a mapping from the first cell to the second."""
    return {row[0]: row[1] for row in read_rows(name)}
