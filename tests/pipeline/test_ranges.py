"""Ranges in order answer as a look through all of them would."""

from hypothesis import given
from hypothesis import strategies as st

from rumourx.pipeline.ranges import Entity, SortedRanges, touching

stretches = st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda drawn: (drawn[0], sum(drawn)))


@given(st.lists(stretches, max_size=12), stretches)
def test_overlaps_and_covers(ranges: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    kept = SortedRanges(ranges[:6])
    for one in ranges[6:]:
        kept.add(*one)
    assert kept.overlaps(start, end) == any(start < last and first < end for first, last in ranges)
    assert kept.covers(start, end) == any(first <= start and end <= last for first, last in ranges)


def apart(lengths: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that follow each other: each drawn pair is a gap and a length."""
    ranges, position = [], 0
    for gap, length in lengths:
        ranges.append((position + gap, position + gap + length))
        position += gap + length
    return ranges


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 6)), max_size=10).map(apart), stretches)
def test_neighbours_of_ranges_that_lie_apart(ranges: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    kept = SortedRanges(ranges)
    assert kept.before(start) == max((one for one in ranges if one[1] <= start), default=None)
    assert kept.behind(end) == min((one for one in ranges if one[0] >= end), default=None)
    items = [Entity(first, last, "PER") for first, last in ranges]
    assert list(touching(items, start, end)) == [one for one in items if one.start < end and start < one.end]
