"""Time grows as the length of an article does, whatever it consists of."""

import time

import pytest
from spacy.language import Language

import rumourx
from rumourx.errors import ArticleError
from rumourx.reading import Article, article_from_text
from rumourx.reading.articles import MAX_LENGTH

PARTS = {
    "no space": "a",
    "quotes": "“",
    "straight quotes": '"',
    "quoted letters": "“a” ",
    "quotes never closed": "“No ha detto Vanoli ",
    "single quotes never closed": "‘a ",
    "line breaks": "\n",
    "blanks": " ",
    "digits": "7",
    "full stops": ".",
    "initials": "A.",
    "surnames": "Rossi ",
    "forenames, one name for the NER": "Walter ",
    "cities": "a Roma ",
    "hyphens": "Parma-",
    "one-letter lines": "a\n",
    "transfer talk in one sentence": "Vanoli piace al Parma ",
    "contracts in one sentence": "Vanoli in scadenza nel 2026 con il Parma ",
    "dates in one sentence": "contratto 30 giugno 2026 ",
    "speech": "“No” ha detto Vanoli\n",
    "combining characters": "e\u0301",
}
SHORT, LONG = 4_000, 16_000  # characters
STEEP = 9.0  # times the time for four times the length; it would be 16 if time grew with the square
ENOUGH = 0.4  # seconds: below it there is nothing to complain about


def seconds(nlp: Language, part: str, length: int) -> float:
    """The processor time for an article of so many characters."""
    article = Article("Il Parma " + part * (length // len(part)) + " Vanoli.")
    began = time.process_time()
    rumourx.extract(article, pipeline=nlp)
    return time.process_time() - began


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_four_times_the_text_takes_about_four_times_the_time(embedded: Language, part: str) -> None:
    long = seconds(embedded, part, LONG)
    assert long < ENOUGH or long < STEEP * min(seconds(embedded, part, SHORT) for _ in range(2))


@pytest.mark.parametrize("part", ["a", "“", "\n", "Rossi "])
def test_ten_million_characters_are_refused_at_once(part: str) -> None:
    began = time.process_time()
    with pytest.raises(ArticleError, match=f"longer than {MAX_LENGTH:,} characters|is empty"):
        article_from_text(part * (10_000_000 // len(part)))
    assert time.process_time() - began < 2
