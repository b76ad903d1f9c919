"""Is a text Italian? A comparison of how many function words of each language it holds."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

MIN_WORDS = 20
MIN_ITALIAN_SHARE = 0.08  # line-ups hold twice as much, prose five times
MIN_NAMED_SHARE = 0.25  # below it, the likeliest language may be a neighbour without a list
ITALIAN = "Italian"
ANOTHER_LANGUAGE = "another language"
WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """The English name of the language that a text is in; None when it is Italian or cannot be judged.

    Only words without a capital are judged, and only where there are 20 or more: names are of every language.
    A language that has no list of function words is “another language”.

    >>> foreign_language("Vanoli piace al Parma.") is None
    True
    >>> foreign_language("The manager of the club has a contract that ends next year, and he said again "
    ...                  "that nobody had called him about a new one.")
    'English'
    """
    words = [word for word in WORD.findall(text) if not word[0].isupper()]
    if len(words) < MIN_WORDS:
        return None
    shares = {language: _share(words, known) for language, known in _function_words().items()}
    likeliest = max(shares, key=lambda language: shares[language])
    if likeliest == ITALIAN:
        return None if shares[ITALIAN] >= MIN_ITALIAN_SHARE else ANOTHER_LANGUAGE
    return likeliest if shares[likeliest] >= MIN_NAMED_SHARE else ANOTHER_LANGUAGE


def _share(words: list[str], known: frozenset[str]) -> float:
    return sum(word in known for word in words) / len(words)


@cache
def _function_words() -> Mapping[str, frozenset[str]]:
    text = files("rumourx.reading").joinpath("data/function_words.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return {language: frozenset(words.split()) for language, _, words in lines}
