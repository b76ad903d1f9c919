"""For every article, whatever its characters: `text[start:end]` is the mention, and lies within the article."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

import rumourx
from rumourx.errors import ArticleError
from rumourx.evaluation.markup import read_gold
from rumourx.reading import Article, article_from_text, read_articles
from rumourx.record.types import Record

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
FINDS = sorted((ROOT / "tests" / "finds").glob("*.txt"))
GOLD = sorted((ROOT / "tests" / "gold" / "development").glob("*.txt"))


def stretches(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a record that has a start and an end."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for inner in value.values():
            yield from stretches(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from stretches(inner)


def check(article: Article, record: Record) -> int:
    """Check every stretch of a record against its article; return how many there are."""
    found = list(stretches(record.model_dump()))
    for one in found:
        assert article.body_start <= one["start"] < one["end"] <= len(article.text)
        assert article.text[one["start"] : one["end"]] == one["text"]
        assert one["text"] == one["text"].strip() != ""
    for entry in (*record.people, *record.clubs, *record.competitions, *record.outlets, *record.stadiums):
        places = [(mention.start, mention.end) for mention in entry.mentions]
        assert places, entry
        assert places == sorted(set(places)), entry
    names = [person.name for person in record.people]
    assert len(set(names)) == len(names)
    return len(found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path, embedded: Language) -> None:
    (article,) = read_articles([path])
    assert check(article, rumourx.extract(article, pipeline=embedded)) > 5


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_texts_that_were_read_wrongly_once(path: Path, embedded: Language) -> None:
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    try:
        article = article_from_text(text)
    except ArticleError:
        article = Article(text)  # what is refused is read all the same
    check(article, rumourx.extract(article, pipeline=embedded))


def test_gold_articles(embedded: Language) -> None:
    articles = [article_from_text(read_gold(path).text) for path in GOLD]
    records = rumourx.extract_many(articles, pipeline=embedded)
    assert sum(check(article, record) for article, record in zip(articles, records, strict=True)) > 10 * len(GOLD)


PARAGRAPHS = [line for path in SAMPLES for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
ODD = [
    *"\r\n\t\v\f\x00\x07\x1b\x7f\x85\xa0\xad\u200b\u200d\u2028\u2029\u202e\ufeff\ufffd\ud800",
    *"“”„«»‘’'\"`´‹›()[]{}<>|/\\*_~#@&%€…–—-•",
    *"ßİıſǅﬁÅø水🏟",
    "\r\n",
    "\n\n",
    "e\u0300",
    "Fine\u0301",
    "\u0301\u0301",
    "👨‍👩‍👦",
    "🇮🇹",
    "90'",
    "’’",
    "-- ",
]


@st.composite
def spliced_texts(draw: st.DrawFn) -> str:
    """Paragraphs of the samples, cut anywhere and put together again with odd characters between."""
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        paragraph = draw(st.sampled_from(PARAGRAPHS))
        start = draw(st.integers(0, len(paragraph) - 1))
        end = draw(st.integers(start + 1, len(paragraph)))
        pieces.append(paragraph[start:end] if draw(st.booleans()) else paragraph)
        pieces.append("".join(draw(st.lists(st.sampled_from(ODD), max_size=4))))
    text = "".join(pieces)
    for place in draw(st.lists(st.integers(0, len(text)), max_size=6)):
        text = text[:place] + draw(st.sampled_from(ODD)) + text[place:]
    return text


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(text=spliced_texts(), date=st.sampled_from(["", "date 2025-05-12 ", "date 2025-05\n\n"]))
def test_texts_with_odd_characters(embedded: Language, text: str, date: str) -> None:
    # Not through article_from_text: a splice may be blank or too mangled to be taken for Italian.
    article = Article(date + text, body_start=len(date))
    check(article, rumourx.extract(article, pipeline=embedded))


@pytest.mark.parametrize(
    "text",
    [
        "🏟️ Il Parma 🇮🇹 pensa a Paolo Vanoli 👀. “Resto 💛💙”, ha detto Vanoli.",
        "Il Parma pensa a Paolo Vanoli, l’ex Venezia. “E\u0300 cosi\u0300”, ha detto Vanoli.",
        "Il Parma\r\npensa a Paolo Vanoli.\r\n\r\n“Resto”\r\nha detto Vanoli.",
        "Il Parma\x00 pensa\x07 a Paolo\xa0Vanoli\u200b. “Resto\x1b[31m”, ha detto Vanoli.",
    ],
)
def test_what_stands_behind_an_odd_character_is_not_shifted(text: str, embedded: Language) -> None:
    article = article_from_text(text)
    record = rumourx.extract(article, pipeline=embedded)
    check(article, record)
    assert "Parma" in [club.name for club in record.clubs]
    assert any("Vanoli" in person.name for person in record.people)
    assert [quote.text for quote in record.quotes] == [text[text.index("“") + 1 : text.index("”")]]
