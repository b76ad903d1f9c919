"""Whatever an article holds, the pipeline reads it: true offsets, a valid record, the same one every time."""

from hypothesis import given, settings
from spacy.language import Language

import rumourx
from rumourx.reading import Article
from tests.fuzz.checks import check_offsets, check_output
from tests.fuzz.conftest import hostile
from tests.fuzz.strategies import articles


@settings(hostile, max_examples=500)
@given(article=articles())
def test_any_article_makes_a_true_and_valid_record(embedded: Language, article: Article) -> None:
    record = rumourx.extract(article, pipeline=embedded)
    check_offsets(article, record)
    check_output(record)


@settings(hostile, max_examples=40)
@given(article=articles(), other=articles())
def test_an_article_makes_the_same_record_again_and_beside_others(
    embedded: Language, article: Article, other: Article
) -> None:
    first, _, again = rumourx.extract_many([article, other, article], pipeline=embedded)
    assert first == again == rumourx.extract(article, pipeline=embedded)
