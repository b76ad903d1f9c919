"""What an article holds around its facts, prepared once for all of them."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any

from spacy.tokens import Doc

from rumourx.pipeline.spans import text_of
from rumourx.pipeline.values import Club, Mention, Person

Range = tuple[int, int]
_REACH = 150  # characters around a fact in which a name or a cue is near


class Setting:
    """The text of a Doc, its named entities, and where its people and clubs are mentioned."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = text_of(doc)
        self.people = Places(doc._.people)
        self.clubs = Places(doc._.clubs)
        self.described: dict[str, list[Range]] = {}
        for description in doc._.descriptions:
            if description["person"] is not None:
                place = (description["start"], description["end"])
                self.described.setdefault(description["person"], []).append(place)
        self.affiliations = {(one["person"], one["club"]) for one in doc._.affiliations}
        self.speakers = {quote["speaker"] for quote in doc._.quotes}
        self._quotes = sorted(((quote["start"], quote["speaker"]) for quote in doc._.quotes), key=itemgetter(0))
        self._entities = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
        self._entity_ends = [end for _, end, _ in self._entities]

    def label(self, mention: Mention) -> tuple[str, bool]:
        """Return the label of the first named entity over a mention ("" without one), and whether it fits exactly."""
        first = bisect_left(self._entity_ends, mention["start"] + 1)
        if first == len(self._entities):
            return "", False
        start, end, label = self._entities[first]
        return (label, (start, end) == (mention["start"], mention["end"])) if start < mention["end"] else ("", False)

    def speaker_before(self, start: int) -> list[str | None]:
        """Return the speaker of the last quote that starts before an offset, in a list; an empty one without any."""
        before = bisect_left(self._quotes, start, key=itemgetter(0))
        return [speaker for _, speaker in self._quotes[max(0, before - 1) : before]]

    def written(self, mention: Mention) -> str:
        """Return the text of a mention."""
        return self.text[mention["start"] : mention["end"]]

    def around(self, start: int, end: int) -> Range:
        """Return the stretch around start:end in its line in which a name is near."""
        line_start = self.text.rfind("\n", 0, start) + 1
        line_end = self.text.find("\n", end)
        return max(line_start, start - _REACH), min(line_end if line_end >= 0 else len(self.text), end + _REACH)

    def in_first_line(self, start: int) -> bool:
        """Tell whether an offset lies in the article's first line, its title."""
        return self.text.find("\n", 0, start) < 0 and "\n" in self.text


class Places(dict[str, list[Range]]):
    """Where each of the people, or of the clubs, is mentioned; each one's mentions in the order of the text."""

    def __init__(self, entries: Iterable[Person | Club]) -> None:
        super().__init__(
            {entry["name"]: sorted((one["start"], one["end"]) for one in entry["mentions"]) for entry in entries}
        )
        self._all = sorted((start, end, name) for name, places in self.items() for start, end in places)

    def names_within(self, start: int, end: int) -> set[str]:
        """Return whose mentions lie wholly in start:end."""
        return {name for _, last, name in self._all[slice(*_starting(self._all, start, end))] if last <= end}


def any_within(places: Sequence[Range], start: int, end: int) -> bool:
    """Tell whether one of the places, which are sorted, lies wholly in start:end.

    >>> any_within([(0, 4), (8, 12)], 5, 20)
    True
    """
    return any(last <= end for _, last in places[slice(*_starting(places, start, end))])


def others_within(named: Places, name: str | None, *stretches: Range) -> int:
    """Return how many others than `name` are mentioned in any of the stretches."""
    return len({one for stretch in stretches for one in named.names_within(*stretch)} - {name})


def _starting(places: Sequence[tuple[Any, ...]], start: int, end: int) -> Range:
    """Return the first and the last but one of the places, sorted, that start in start:end."""
    return bisect_left(places, (start,)), bisect_left(places, (max(start, end),))
