"""What a batch passes around: one article to read, what was read, and what could not be."""

from dataclasses import dataclass, field
from typing import Any, Literal

from rumourx.reading.article import Article

Kind = Literal["text", "html", "line"]


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How inputs are found and read; small and picklable, so that worker processes can be told.

    `glob` narrows what is read in folders: a pattern without a slash is matched against the names of files,
    one with slashes against their paths below the folder, where `**` stands for any number of folders.
    `date` dates the articles that do not say when they were written. The names of fields are those of JSON
    articles. `follow_links` also reads what symbolic links in a folder lead to outside of it. `skip` holds
    paths of files and folders that are never read as part of a folder, such as the output of the run.
    """

    glob: str | None = None
    date: str | None = None
    text_field: str = "text"
    title_field: str = "title"
    date_field: str = "date"
    url_field: str = "url"
    follow_links: bool = False
    skip: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One article to read.

    `source` is what its record will say: a path, an address, or `file.jsonl:17` for a line. `location` is the
    path or address that the bytes are in. `kind` is how they are read: `text`, `html` (a web page) or `line`
    (one JSON object: a line of JSON Lines, or a whole .json file). `data` holds the bytes of a line; None says
    that they are still to be read from `location`.
    """

    source: str
    kind: Kind
    location: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read; `reason` is a sentence for a person that names the source."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article that was read, and the other fields of its JSON object, with the address as `url`."""

    article: Article
    fields: dict[str, Any] = field(default_factory=dict)
