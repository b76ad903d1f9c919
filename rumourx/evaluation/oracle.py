"""Docs whose people and clubs are those of the gold, to measure a later component by itself."""

from collections.abc import Iterable
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.evaluation.markup import GoldArticle, Marked
from rumourx.pipeline.spans import set_spans
from rumourx.pipeline.values import Club, Mention, Named, Person, register_extensions
from rumourx.record.types import Role, TeamKind


def gold_doc(nlp: Language, article: GoldArticle, article_date: str | None = None) -> Doc:
    """Return a Doc with sentence bounds and with the article's people, clubs and outlets set from its marks.

    `nlp` needs to set sentence bounds only. Roles come from the gold, too.
    """
    register_extensions()
    doc = nlp(article.text)
    doc._.article_date = article_date
    doc._.people = [
        Person(
            name=name,
            id=None,
            role=cast(Role | None, article.people[name]),
            former=False,
            mentions=_mentions(marks),
        )
        for name, marks in _by_name(article.marks, "P")
    ]
    doc._.clubs = [
        Club(
            name=name,
            id=None,
            kind=cast(TeamKind, article.clubs[name]),
            country=None,
            mentions=_mentions(marks),
        )
        for name, marks in _by_name(article.marks, "C")
    ]
    for extension, tag in (("outlets", "O"), ("competitions", "L"), ("stadiums", "S")):
        named = [Named(name=name, mentions=_mentions(marks)) for name, marks in _by_name(article.marks, tag)]
        setattr(doc._, extension, named)
    set_spans(doc, "people", doc._.people, "PER")
    set_spans(doc, "clubs", doc._.clubs, "ORG")
    return doc


def _by_name(marks: Iterable[Marked], tag: str) -> Iterable[tuple[str, list[Marked]]]:
    groups: dict[str, list[Marked]] = {}
    for mark in marks:
        if mark.tag == tag:
            groups.setdefault(mark.name, []).append(mark)
    return groups.items()


def _mentions(marks: list[Marked]) -> list[Mention]:
    return [Mention(start=mark.start, end=mark.end) for mark in marks]
