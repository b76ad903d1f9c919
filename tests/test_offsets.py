"""For every article, whatever its characters: `text[start:end]` is the mention, and lies within the article."""

from pathlib import Path

import pytest
from spacy.language import Language

import rumourx
from rumourx.evaluation.markup import read_gold
from rumourx.reading import article_from_text, read_articles
from tests.fuzz.checks import check_offsets
from tests.fuzz.run import as_article

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
FINDS = sorted((ROOT / "tests" / "finds").glob("*.txt"))
GOLD = sorted((ROOT / "tests" / "gold" / "development").glob("*.txt"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples(path: Path, embedded: Language) -> None:
    (article,) = read_articles([path])
    assert check_offsets(article, rumourx.extract(article, pipeline=embedded)) > 5


@pytest.mark.parametrize("path", FINDS, ids=lambda path: path.stem)
def test_texts_that_were_read_wrongly_once(path: Path, embedded: Language) -> None:
    article, _ = as_article(path.read_bytes().decode("utf-8", "surrogatepass"))
    check_offsets(article, rumourx.extract(article, pipeline=embedded))


def test_gold_articles(embedded: Language) -> None:
    articles = [article_from_text(read_gold(path).text) for path in GOLD]
    records = rumourx.extract_many(articles, pipeline=embedded)
    checked = (check_offsets(article, record) for article, record in zip(articles, records, strict=True))
    assert sum(checked) > 10 * len(GOLD)


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
    check_offsets(article, record)
    assert "Parma" in [club.name for club in record.clubs]
    assert any("Vanoli" in person.name for person in record.people)
    assert [quote.text for quote in record.quotes] == [text[text.index("“") + 1 : text.index("”")]]
