"""Readers of the word lists in `lexicons/`: one entry a line, `#` starts a comment line, cells are tab-separated."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby


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


def alternatives(words: Iterable[Sequence[str]]) -> str:
    """Return an expression that matches any of the words, the longest first; a word is a list of its pieces.

    What words begin with stands in it once, which makes it quicker to compile and to search with than a list.

    >>> alternatives(["vice", "vicepresidente", "tecnico"])
    '(?:tecnico|vice(?:presidente)?)'
    """
    return _branches(sorted({tuple(word) for word in words}))


def _branches(words: list[tuple[str, ...]]) -> str:
    """Return the expression of sorted words, each given from where they differ on."""
    rest = [word for word in words if word]
    branches = []
    for _, group in groupby(rest, key=lambda word: word[0]):
        together = list(group)
        shared = _shared_beginning(together)
        beyond = [word[len(shared) :] for word in together]
        branches.append("".join(shared) + (_branches(beyond) if len(beyond) > 1 else ""))
    optional = "?" if len(rest) < len(words) else ""
    return f"(?:{'|'.join(branches)}){optional}" if branches else ""


def _shared_beginning(words: list[tuple[str, ...]]) -> tuple[str, ...]:
    first, last = words[0], words[-1]
    length = next((place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), None)
    return first[: min(len(first), len(last)) if length is None else length]
