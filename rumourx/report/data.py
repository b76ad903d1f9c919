"""What the page is told about the articles: plain values, made small.

An article has its facts in one list, as `rumourx.output.facts` makes them flat, without what is null. A fact's
`spans` are offsets, start and end in turn, into the article's `text` (Unicode code points); where no text is known,
`words` holds what stood there, and `note` says why. The date header, which is no text of the article, is left out.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from rumourx import __version__
from rumourx.output.facts import SPANS, flat_facts
from rumourx.reading.article import Article
from rumourx.reading.jsonl import URL
from rumourx.record.types import Mention, Record
from rumourx.report.article import NoText, ReportArticle

WEB_SCHEMES = ("http", "https")
NOT_SHOWN = ("id", "team_kind", "precision", *Mention.model_fields)  # the last say again what the first span says


def report_data(articles: Iterable[ReportArticle], title: str) -> dict[str, Any]:
    """Return the page's data: its `title`, the `version` that made it, and the `articles`."""
    return {"title": title, "version": __version__, "articles": [article_data(article) for article in articles]}


def article_data(article: ReportArticle) -> dict[str, Any]:
    """Return one article as plain values; what is not known is left out."""
    record = article.record
    url = web_address(article)
    values = {
        "title": record.title,
        "date": record.article_date.date if record.article_date else None,
        "source": record.source,
        "url": url,
        "site": site(url) if url else None,
        "facts": _facts(record, article.text),
        **_text(article.text),
    }
    return _known(values)


def web_address(article: ReportArticle) -> str | None:
    """Return where the article stands in the web: the `url` of its input, or its source where that is one."""
    for address in (article.fields.get(URL), article.record.source):
        if isinstance(address, str) and site(address):
            return address
    return None


def site(address: str) -> str | None:
    """Return the site that a web address is on; None for what is no web address.

    >>> site("https://www.example.org/calcio/1"), site("javascript:alert(1)"), site("articles/a.txt")
    ('example.org', None, None)
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    host = parts.hostname if parts.scheme in WEB_SCHEMES else None
    return host.removeprefix("www.") if host else None


def _text(text: Article | NoText) -> dict[str, str]:
    return {"note": text.reason} if isinstance(text, NoText) else {"text": text.text[text.body_start :]}


def _facts(record: Record, text: Article | NoText) -> list[dict[str, Any]]:
    shift = 0 if isinstance(text, NoText) else text.body_start
    facts = []
    for fact in flat_facts(record.model_dump(mode="json")):
        spans = fact[SPANS]
        own = {name: value for name, value in fact.items() if name not in NOT_SHOWN}
        own[SPANS] = [offset - shift for span in spans for offset in (span["start"], span["end"])]
        if isinstance(text, NoText):
            own["words"] = [span["text"] for span in spans]
        facts.append(_known(own))
    return facts


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != []}
