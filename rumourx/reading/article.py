"""An article as read: its text and where its body starts."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """When an article was written.

    `date` is ISO 8601: YYYY-MM-DD, YYYY-MM or YYYY, as `precision` says; `origin` tells whether the text's
    date header, the page or JSON object around it (`metadata`) or the user's option gives it.
    """

    date: str
    precision: Literal["day", "month", "year"]
    origin: Literal["header", "metadata", "option"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article.

    `text` is the whole text as read; all offsets refer to it. `body_start` is the offset of the first
    character after the date header (0 without one): what lies before it is no text of the article.
    `guessed_encoding` names the encoding that was assumed where nothing in the bytes settles it, else None. `notes`
    are sentences for the user about what else was noticed.
    """

    text: str
    body_start: int = 0
    title: str | None = None
    date: ArticleDate | None = None
    source: str | None = None
    guessed_encoding: str | None = None
    notes: tuple[str, ...] = ()
