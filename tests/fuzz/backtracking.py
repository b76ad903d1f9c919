"""Measures how the time of the package's regular expressions grows with the length of what they find hard.

    python tests/fuzz/backtracking.py

tries all of them, those of the rumour lexicon too, with every hard text, and prints those whose time grows faster than
the text (about a minute). An expression that the package only gives a short stretch of text, such as the forty
characters before a name, is measured on as many.
"""

import re
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from rumourx.pipeline.contracts.cues import cues_beginning
from rumourx.pipeline.lexicon import read_rows
from rumourx.pipeline.rumours.cues import compile_pattern
from tests.fuzz.patterns import Found, all_patterns, attacks

WINDOWS = {
    "pipeline.clubs.grammar._DATELINE": 25,
    "pipeline.clubs.grammar._SCORE": 25,
    "pipeline.clubs.grammar._MATCH_BEFORE": 40,
    "pipeline.clubs.grammar._ON_ITS_OWN": 40,
    "pipeline.clubs.grammar.word_before": 40,
    "pipeline.clubs.towns.find_town_teams": 16,
    "pipeline.context_roles._cues": 60,
    "pipeline.contracts.relations._HOLDS": 50,
    "pipeline.contracts.relations._OFFERS": 50,
    "pipeline.contracts.relations._WHERE": 50,
    "pipeline.descriptions._APPOSED_TOLD": 60,
    "pipeline.descriptions._APPOSED_FAR": 60,
    "pipeline.people.candidates._CAPITAL_BEFORE": 20,
    "pipeline.people.not_people._HEAD": 16,
    "pipeline.people.repeats._is_surname_here": 12,
    "pipeline.quotes.clauses._SMALL_BEFORE_NOUN": 24,
    "pipeline.quotes.scene._adverbial": 70,
    "training.variants._article_class": 8,
}
"""Characters that expressions are given at most, by their place in the package, where that keeps them from growing."""

SHORT, LONG = 400, 1600  # characters
STEEP = 7.0  # times the time for four times the length: 4 when it grows as the text does, 16 when with its square
WORTH_MEASURING = 0.0006  # seconds: below it the clock tells little; a text that grows with the square takes more
WINDOW_TIME = 0.002  # seconds: the most that a window may take
GIVEN_UP = 10  # seconds by the clock on the wall: a timer of processor time would make the other clock coarse


class Hard(NamedTuple):
    """A text on which an expression is slow: how it begins, the seconds it takes, and how these grow."""

    place: str
    text: str
    seconds: float
    growth: float


def hard_texts(found: Found, most: int | None = None) -> Iterator[Hard]:
    """Yield the texts on which an expression takes too long, of `most` that are tried."""
    makers = list(attacks(found.pattern))
    window = WINDOWS.get(found.place.removeprefix("rumourx."))
    for make in makers[:: 1 if most is None else len(makers) // most + 1]:
        begin = repr(make(30))[:80]
        try:
            with _limited():
                if window is not None:
                    seconds = _seconds(found, [make(window)] * 5)
                    if seconds > WINDOW_TIME:
                        yield Hard(found.place, begin, seconds, 0.0)
                elif _seconds(found, [make(LONG)]) > WORTH_MEASURING and _growth(found, make, SHORT) > STEEP:
                    growth = min(_growth(found, make, LONG) for _ in range(2))  # a busy machine is not slow for long
                    if growth > STEEP:
                        yield Hard(found.place, begin, _seconds(found, [make(LONG)]), growth)
        except TimeoutError:
            yield Hard(found.place, begin, GIVEN_UP, float("inf"))


def lexicon_patterns() -> list[Found]:
    """The expressions of the rumour lexicon, each tried at the place where its first letters stand."""
    rows = read_rows("rumour_cues.tsv")
    return [Found(row[0], compile_pattern(row[0]), at_one_place=True) for row in rows]


def contract_patterns() -> list[Found]:
    """The expressions of the contract lexicon, one for each word that its entries begin with."""
    words = sorted({re.split(r"\W", row[0])[0] for row in read_rows("contract_cues.tsv")})
    return [Found(word, found.pattern, at_one_place=True) for word in words if (found := cues_beginning(word))]


def _growth(found: Found, make: Callable[[int], Any], length: int) -> float:
    """How many times as long four times the text takes."""
    return _seconds(found, [make(4 * length)] * 3) / max(_seconds(found, [make(length)] * 5), 1e-6)


def _seconds(found: Found, texts: Iterable[Any]) -> float:
    """The least processor time that one of the texts takes."""
    try_it = found.pattern.match if found.at_one_place else found.pattern.search
    spent = []
    for text in texts:
        began = time.process_time()
        try_it(text)
        spent.append(time.process_time() - began)
    return min(spent)


@contextmanager
def _limited() -> Iterator[None]:
    """Give up after a while: an expression whose time doubles with every letter would not end."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, GIVEN_UP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    """Measure all expressions; 1 when one of them grows too fast."""
    patterns = [*all_patterns(), *contract_patterns(), *lexicon_patterns()]
    tried = sum(len(list(attacks(found.pattern))) for found in patterns)
    hard = [one for found in patterns for one in hard_texts(found)]
    for one in hard:
        print(f"{one.place}: {one.seconds:.4f} s, {one.growth:.1f} times for four times the length: {one.text}")
    print(f"{len(patterns)} expressions, {tried} texts, {len(hard)} on which one grows faster than the text")
    return 1 if hard else 0


if __name__ == "__main__":
    sys.exit(main())
