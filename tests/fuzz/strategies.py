"""Hypothesis strategies for what nobody has checked before it is read: texts, articles, files."""

import gzip
import json
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from rumourx.reading import Article
from rumourx.reading.dates import date_from_option
from tests.fuzz.pieces import hostile_text
from tests.fuzz.run import as_article

DATES = ("0001-01-01", "1900", "2024-02-29", "2025-05", "9999-12-31")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "mac_roman", "latin-1")
FIELDS = ("text", "title", "date", "url", "author")


def texts() -> st.SearchStrategy[str]:
    """Texts made of hostile pieces, or of any characters at all, lone surrogates too."""
    made = st.randoms(use_true_random=False).map(hostile_text)
    return st.one_of(made, made, st.text(st.characters(), max_size=200))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles, also of texts that reading refuses: dated by a header, by the user with any date, or not at all."""
    article, _ = as_article(draw(texts()))
    date = draw(st.sampled_from([None, None, *DATES]))
    return replace(article, date=date_from_option(date)) if date and article.date is None else article


def values() -> st.SearchStrategy[Any]:
    """Values of JSON, nested some way."""
    single = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(st.characters(), max_size=20))
    return st.recursive(single, _nested, max_leaves=8)


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3))


@st.composite
def lines(draw: st.DrawFn) -> bytes:
    """Lines of JSON: mostly an object with a text, and fields that hold anything."""
    fields = draw(st.dictionaries(st.sampled_from(FIELDS), values(), max_size=4))
    if draw(st.integers(0, 3)):
        fields["text"] = draw(texts())
    return json.dumps(fields, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    """Web pages with hostile paragraphs, and with tags that are not closed."""
    head = draw(st.sampled_from(["<!DOCTYPE html>", "<html>", "<html lang=it>", "\ufeff<HTML>", ""]))
    charset = draw(st.sampled_from(["", "<meta charset=utf-8>", '<meta charset="cp1252">', "<meta charset=nope>"]))
    tags = ["<p>", "</p>", "<article>", "<div>", "</div>", "<script>", "<!--", "]]>", "&#x110000;", "&#0;", "<title>"]
    body = "".join(map("".join, draw(st.lists(st.tuples(st.sampled_from(tags), texts()), max_size=5))))
    return f"{head}<head>{charset}</head><body><p>{body}".encode("utf-8", "replace")


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Bytes of files: a text in some encoding, a page, lines, noise; as they are, damaged, or compressed."""
    encoding = draw(st.sampled_from(ENCODINGS))
    data = draw(
        st.one_of(
            texts().map(lambda text: text.encode(encoding, "replace")),
            texts().map(lambda text: text.encode("utf-8", "surrogatepass")),
            pages(),
            st.lists(lines(), max_size=3).map(b"\n".join),
            st.binary(max_size=300),
        )
    )
    data = gzip.compress(data, 1) if draw(st.booleans()) else data
    if draw(st.booleans()) and data:
        place = draw(st.integers(0, len(data) - 1))
        data = data[:place] + draw(st.binary(max_size=4)) + data[place + draw(st.integers(0, 40)) :]
    return data
