"""Newspapers, sites and stations that the gazetteer lacks, told by the shape of their names."""

from functools import cache

from rumourx.gazetteer import fold
from rumourx.pipeline.lexicon import read_words


@cache
def _shapes() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the beginnings and the ends."""
    shapes = read_words("outlet_shapes.txt")
    beginnings = tuple(shape[:-1] for shape in shapes if shape.endswith("*"))
    return beginnings, tuple(shape[1:] for shape in shapes if shape.startswith("*"))


def is_outlet_name(name: str) -> bool:
    """Tell whether a name has the shape of an outlet's.

    >>> is_outlet_name("Antenna Sud"), is_outlet_name("SerieBnews"), is_outlet_name("Otranto")
    (True, True, False)
    """
    beginnings, ends = _shapes()
    folded = fold(name)
    return folded.startswith(beginnings) or folded.endswith(ends)
