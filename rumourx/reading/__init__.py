"""Reading: text, bytes, files and standard input become Articles."""

from rumourx.reading.article import Article, ArticleDate
from rumourx.reading.articles import article_from_text, read_article
from rumourx.reading.dates import date_from_option
from rumourx.reading.sources import STANDARD_INPUT, read_articles

__all__ = [
    "STANDARD_INPUT",
    "Article",
    "ArticleDate",
    "article_from_text",
    "date_from_option",
    "read_article",
    "read_articles",
]
