"""Character ranges kept in order, so that a look-up costs the same in a short article and in a very long text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from spacy.tokens import Doc

Range = tuple[int, int]


class Placed(Protocol):
    """Anything that stands at `start`:`end` of a text."""

    @property
    def start(self) -> int:
        """The first character's offset."""

    @property
    def end(self) -> int:
        """The offset behind the last character."""


Item = TypeVar("Item", bound=Placed)


class Entity(NamedTuple):
    """A name that the NER found."""

    start: int
    end: int
    label: str


class SortedRanges:
    """Ranges of a text, in the order of their starts; they may overlap.

    >>> taken = SortedRanges([(8, 12), (0, 4)])
    >>> taken.overlaps(4, 8), taken.overlaps(3, 5), taken.covers(9, 12), taken.before(8), taken.behind(5)
    (False, True, True, (0, 4), (8, 12))
    """

    def __init__(self, ranges: Iterable[Range] = ()) -> None:
        self._ranges: list[Range] = []
        self._furthest: list[int] = []
        """The furthest end of each range and all before it."""
        for start, end in sorted(ranges):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Take in one more range."""
        place = bisect_right(self._ranges, (start, end))
        self._ranges.insert(place, (start, end))
        self._furthest.insert(place, max(end, self._furthest[place - 1]) if place else end)
        for later in range(place + 1, len(self._furthest)):
            if self._furthest[later] >= end:
                break
            self._furthest[later] = end

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether a range shares a character with start:end."""
        place = bisect_left(self._ranges, (end,))
        return place > 0 and self._furthest[place - 1] > start

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one range holds start:end wholly."""
        place = bisect_left(self._ranges, (start + 1,))
        return place > 0 and self._furthest[place - 1] >= end

    def before(self, offset: int) -> Range | None:
        """Return the last range that ends at `offset` or before; for ranges that do not overlap each other."""
        place = bisect_right(self._furthest, offset)
        return self._ranges[place - 1] if place else None

    def behind(self, offset: int) -> Range | None:
        """Return the first range that starts at `offset` or behind it."""
        place = bisect_left(self._ranges, (offset,))
        return self._ranges[place] if place < len(self._ranges) else None


def touching(items: Sequence[Item], start: int, end: int) -> Iterator[Item]:
    """Yield those of the `items` that share a character with start:end; they are in order, none overlaps another."""
    place = bisect_right(items, start, key=attrgetter("end"))
    while place < len(items) and items[place].start < end:
        yield items[place]
        place += 1


def read_entities(doc: Doc) -> list[Entity]:
    """Return the names that the NER found, in order; spaCy builds them and their texts anew at every access."""
    return [Entity(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
