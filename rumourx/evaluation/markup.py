"""Gold articles: a text with inline marks that a person can edit, from which all offsets are computed.

A file holds a head (`key: value` lines), the marked text after `--- text`, and the facts:

    voice: agency
    --- text
    Il {C Parma} pensa a {P Paolo Vanoli|Vanoli}: “{Q1 Resto qui}” dice lui, {D1 in scadenza nel 2026}.
    --- people
    Paolo Vanoli: coach
    --- clubs
    Parma: club
    --- quotes
    1: Paolo Vanoli | dice
    --- contracts
    1: Paolo Vanoli | null | expiry | 2026 | stated
    --- rumours
    Paolo Vanoli | Parma | join | interest | Sky Sport | optional

`{TAG name|form}` marks `form`, `{TAG form}` where name and form are the same. Tags: P person, C club, O outlet,
L competition, S stadium, G place, X other organisation, M other name, Qn the words of quote n, Dn those of a
contract date.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from rumourx.errors import ArticleError

_OPEN = re.compile(r"\{([PCGSLOXM]|[QD]\d+) (?:([^{}|]+)\|)?")
_SECTION = re.compile(r"\n--- (\w+)[ \t]*(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked stretch of the text: `tag` (P, C, Q1 …), the `name` that it stands for, and its characters."""

    tag: str
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quote with its speaker."""

    start: int
    end: int
    speaker: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class GoldContract:
    """A contract date."""

    start: int
    end: int
    person: str | None
    club: str | None
    event: str
    date: str | None
    certainty: str


@dataclass(frozen=True, slots=True)
class GoldRumour:
    """A rumour; one that is `optional` counts neither as a hit nor as a miss."""

    person: str
    club: str
    move: str
    stage: str
    sources: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An annotated article: its text as read, every marked stretch, and its facts."""

    text: str
    marks: tuple[Marked, ...]
    people: dict[str, str | None]
    clubs: dict[str, str]
    quotes: tuple[GoldQuote, ...] = ()
    contract_dates: tuple[GoldContract, ...] = ()
    rumours: tuple[GoldRumour, ...] = ()
    head: dict[str, str] = field(default_factory=dict)


def parse_marks(marked: str) -> tuple[str, list[Marked]]:
    """Return the text without its marks, and the marks in the order in which they close.

    Raises:
        ValueError: a mark is malformed, or a brace has no partner.

    >>> parse_marks("Il {C Torino|Toro} vince")
    ('Il Toro vince', [Marked(tag='C', name='Torino', start=3, end=7)])
    """
    pieces: list[str] = []
    stack: list[tuple[str, str | None, int]] = []
    marks: list[Marked] = []
    length = position = 0
    for brace in re.finditer(r"[{}]", marked):
        if brace.start() < position:
            continue
        pieces.append(marked[position : brace.start()])
        length += brace.start() - position
        if brace[0] == "{":
            opening = _OPEN.match(marked, brace.start())
            if opening is None:
                raise ValueError(f"bad mark: {marked[brace.start() : brace.start() + 40]!r}")
            stack.append((opening[1], opening[2], length))
            position = opening.end()
        elif not stack:
            raise ValueError(f"a brace closes nothing: {marked[max(0, brace.start() - 40) : brace.end()]!r}")
        else:
            tag, name, start = stack.pop()
            form = "".join(pieces)[start:]
            marks.append(Marked(tag, name or form, start, length))
            position = brace.end()
    if stack:
        raise ValueError(f"never closed: {stack}")
    return "".join(pieces) + marked[position:], marks


def parse_gold(source: str) -> GoldArticle:
    """Read one gold article.

    Raises:
        ValueError: a section is missing, or a line of it cannot be read.
    """
    head, _, body = source.partition("--- text\n")
    parts = _SECTION.split(body)
    text, marks = parse_marks(parts[0])
    sections = {name: _lines(lines) for name, lines in zip(parts[1::2], parts[2::2], strict=True)}
    stretches = {mark.tag: (mark.start, mark.end) for mark in marks if mark.tag[0] in "QD"}
    return GoldArticle(
        text=text,
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        people={name: _null(role) for name, role in map(_pair, sections["people"])},
        clubs=dict(map(_pair, sections["clubs"])),
        quotes=tuple(_quote(line, stretches) for line in sections["quotes"]),
        contract_dates=tuple(_contract(line, stretches) for line in sections["contracts"]),
        rumours=tuple(_rumour(line) for line in sections["rumours"]),
        head=dict(map(_pair, _lines(head))),
    )


def read_gold(path: Path) -> GoldArticle:
    """Read a gold file.

    Raises:
        ArticleError: the file is not a gold article; the message names it and the place.
    """
    try:
        return parse_gold(path.read_text(encoding="utf8"))
    except (ValueError, KeyError, IndexError) as error:
        raise ArticleError(f"{path} is not a gold article: {error}") from error


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.splitlines() if line.strip()]


def _pair(line: str) -> tuple[str, str]:
    name, colon, value = line.rpartition(": ")
    if not colon:
        raise ValueError(f"no 'name: value': {line!r}")
    return name, value


def _null(value: str) -> str | None:
    return None if value in ("null", "-") else value


def _quote(line: str, stretches: dict[str, tuple[int, int]]) -> GoldQuote:
    number, _, rest = line.partition(": ")
    speaker, cue = rest.split(" | ")
    return GoldQuote(*stretches[f"Q{number}"], _null(speaker), _null(cue))


def _contract(line: str, stretches: dict[str, tuple[int, int]]) -> GoldContract:
    number, _, rest = line.partition(": ")
    person, club, event, date, certainty = rest.split(" | ")
    start, end = stretches[f"D{number}"]
    return GoldContract(start, end, _null(person), _null(club), event, _null(date), certainty)


def _rumour(line: str) -> GoldRumour:
    person, club, move, stage, *more = line.split(" | ")
    sources = tuple(more[0].split(", ")) if more and more[0] != "-" else ()
    return GoldRumour(person, club, move, stage, sources, "optional" in more[1:])
