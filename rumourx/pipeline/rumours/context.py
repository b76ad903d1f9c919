"""What the article has told before a sentence: whose paragraph it is, who was last spoken of, whose player each is."""

import re
from collections import Counter
from dataclasses import dataclass

from rumourx.pipeline.rumours.masking import ANY, Masked

_STAMP = r"^(?:ore |alle )?[\d.:,h)(\s°-]*+(?:\[\d\d[.:]\d\d)?\]?\s*+[-–—.)]*+\s*+[“\"«]?"
_HEAD = re.compile(
    _STAMP + rf"(?:(?:qui|in casa|capitolo|calciomercato|mercato|ultime|ufficiale|esclusiva|live"
    r"|comunicato ufficiale)[ :–-]*)?"
    rf"(?P<slot>[PC]{ANY})(?:\s*\([^)]*\))?"
    r"\s*(?:[:,–—.-]|$|\?)"
)
_HOUSE = re.compile(rf"\b(?:in casa|capitolo|sponda|qui|panchina di|panchina) (?P<slot>C{ANY})")


@dataclass(slots=True)
class Context:
    """The state of the reading: the article's club, the paragraph's head, and who was last spoken of."""

    main_club: str | None = None
    dominant: bool = False
    head_club: str | None = None
    section_club: str | None = None
    head_persons: tuple[str, ...] = ()
    first_persons: tuple[str, ...] = ()
    last_persons: tuple[str, ...] = ()
    first_club: str | None = None
    last_club: str | None = None
    age: int = 0

    def enter_paragraph(self, masked: Masked, *, short: bool) -> None:
        """Take up the head of a paragraph; a short one is a heading, whose club holds for those that follow."""
        self.head_club = self.section_club
        self.head_persons = ()
        self.age += 1
        match = _HEAD.match(masked.text)
        slot = masked.slot(match.start("slot")) if match else None
        if slot and slot.kind == "C" and len(slot.names) == 1:
            self.head_club = slot.names[0]
            if short:
                self.section_club = self.head_club
        elif slot and slot.kind == "P":
            self.head_persons = tuple(slot.names)
        if short and slot is None:
            clubs = [masked.slot(position) for position in masked.positions("C")]
            self.section_club = clubs[0].names[0] if len(clubs) == 1 and len(clubs[0].names) == 1 else None
            self.head_club = self.section_club

    def enter_sentence(self, masked: Masked) -> None:
        """Take up "in casa Inter", "capitolo Sampdoria"."""
        match = _HOUSE.search(masked.text)
        if match:
            self.head_club = masked.slot(match.start("slot")).names[0]

    def leave_sentence(self, masked: Masked, movers: set[str]) -> None:
        """Keep whom the sentence named for the next one."""
        self.age += 1
        named = [
            names
            for position in masked.positions("P")
            if (names := tuple(name for name in masked.slot(position).names if name in movers))
        ]
        if named:
            self.first_persons, self.last_persons = named[0], named[-1]
            self.age = 0
        clubs = [masked.slot(position).names[0] for position in masked.positions("C")]
        if clubs:
            self.first_club, self.last_club = clubs[0], clubs[-1]


def main_club(sentences: list[Masked]) -> tuple[str | None, bool]:
    """Return the club that an article is about, and whether the others are few beside it.

    It is the first of the title, unless another is named far more often.
    """
    counts: Counter[str] = Counter()
    first: str | None = None
    for masked in sentences:
        for position in masked.positions("CS"):
            for name in masked.slot(position).names:
                counts[name] += 1
                first = first or (name if masked is sentences[0] else None)
    if not counts:
        return None, False
    best, count = counts.most_common(1)[0]
    chosen = first if first and counts[first] * 2 >= count else best
    return chosen, counts[chosen] >= 0.3 * counts.total() and counts[chosen] >= 2
