"""Reading: text, bytes, files and standard input become Articles."""

from rumourx.reading.article import Article, ArticleDate
from rumourx.reading.articles import STANDARD_INPUT, article_from_text, read_article, read_articles
from rumourx.reading.dates import date_from_option

__all__ = [
    "STANDARD_INPUT",
    "Article",
    "ArticleDate",
    "article_from_text",
    "date_from_option",
    "read_article",
    "read_articles",
]
