"""The words between two places of a masked sentence, and beside a slot: looked at once, however many readings ask."""

import re
from typing import NamedTuple

from rumourx.pipeline.rumours.masking import Masked

WORD = re.compile(r"[a-zà-ÿ]+|[:;.?!]")
_NEXT = re.compile(r"\W*?(,|[a-zà-ÿ]+|[:;.?!])")
_HARD = re.compile(r"[;:?!–—]|\. | ma | mentre | invece | però ")
_SOFT = re.compile(r",| e ")


class Stretch(NamedTuple):
    """What lies between two places: characters, words, the slots' letters, commas.

    `cost` is how far apart it makes them: characters, and more for each bound of a clause.
    """

    length: int
    words: tuple[str, ...]
    slots: str
    commas: int
    cost: int


class Beside(NamedTuple):
    """The word right before and the word or mark right behind a slot, and whether a comma stands before it."""

    before: str | None
    comma: bool
    behind: str | None


class Stretches:
    """The stretches of one sentence."""

    def __init__(self, masked: Masked) -> None:
        self._masked = masked
        self._between: dict[tuple[int, int], Stretch] = {}
        self._beside: dict[int, Beside] = {}

    def between(self, left: int, right: int) -> Stretch:
        """Return what lies at left:right of the masked text; nothing where `left` is no less."""
        if (left, right) not in self._between:
            self._between[left, right] = self._look_between(left, right)
        return self._between[left, right]

    def beside(self, position: int) -> Beside:
        """Return what stands right beside the slot at `position`."""
        if position not in self._beside:
            self._beside[position] = self._look_beside(position)
        return self._beside[position]

    def _look_between(self, left: int, right: int) -> Stretch:
        text = self._masked.text[left:right] if left < right else ""
        return Stretch(
            len(text),
            tuple(WORD.findall(text)),
            "".join([letter for place, letter in self._masked.places if left <= place < right]),
            text.count(","),
            len(text) + 45 * len(_HARD.findall(text)) + 12 * len(_SOFT.findall(text)),
        )

    def _look_beside(self, position: int) -> Beside:
        text = self._masked.text
        before = WORD.findall(text[max(0, position - 25) : position])
        behind = _NEXT.match(text, position + 2, position + 22)
        return Beside(
            before[-1] if before else None,
            text[position - 2 : position - 1] == ",",
            behind[1] if behind else None,
        )
