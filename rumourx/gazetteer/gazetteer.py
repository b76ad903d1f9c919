"""Looks up names in the compiled gazetteer, and finds them in a text."""

import gc
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import srsly

COMPILED_FILE = Path(__file__).with_name("gazetteer.msgpack")

UNKNOWN_LEVEL = 9

# Letters that Unicode does not split into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
    }
)
_WORD = re.compile(r"\w+")
_APOSTROPHES = "'’‘`´ʼ"
_HYPHENS = "-–‐‑"
_FINAL_ACCENTS = "àèéìòùÀÈÉÌÒÙ"
_LONGEST_SURNAME = 8  # words, particles included
_KEPT_TEXTS = 2  # whose names are kept: several components ask about one article in turn
_KEPT_KEYS = 1 << 14  # words whose folded form is kept: the same few thousand come again and again
_KEPT_NAMES = 1 << 12  # names whose people or teams are kept: many components ask about those of one article


class FormKind(StrEnum):
    """How a form names its team."""

    NAME = "name"
    NICKNAME = "nickname"
    COLOUR = "colour"
    DEMONYM = "demonym"


class Team(NamedTuple):
    """A club or a national team.

    `kind` is ``club`` or ``national_team``, `country` ISO 3166-1 alpha-2 (``GB-ENG`` and the like in the
    United Kingdom) or None where it is unknown, `city` "" where it is; `level` is the usual level of its
    league: 1 is the top division, 9 unknown. A national team has 1.
    """

    id: str
    name: str
    country: str | None
    kind: str
    city: str
    level: int


class TeamForm(NamedTuple):
    """A team, and how the form that was looked up names it."""

    team: Team
    kind: FormKind


class KnownPerson(NamedTuple):
    """A person of the lists.

    `role` as in the record; `born` is YYYY-MM-DD or YYYY; `clubs` are ids of teams they have been with;
    `position` is G, D, M or F. What is unknown is None.
    """

    id: str
    name: str
    role: str
    country: str | None
    born: str | None
    clubs: tuple[str, ...]
    position: str | None


class Match(NamedTuple):
    """A form found in a text: ``text[start:end]``, the form as listed, and its category.

    `category` is club, competition, stadium, outlet, organisation, place or person_nickname. A form that is
    several of these (Roma, Brasile) carries the first one in this order; `Gazetteer.is_place` and the other
    look-ups tell the rest.
    """

    start: int
    end: int
    form: str
    category: str


class _Entry(NamedTuple):
    """A form: its folded words, its words as listed, and the marks that join them ("-", "'", none)."""

    folded: tuple[str, ...]
    words: tuple[str, ...]
    joints: tuple[str, ...]
    form: str
    category: str


class _Entries(NamedTuple):
    """The forms that begin with one word: those of that word alone, the others by their second word."""

    alone: list[_Entry]
    by_second_word: dict[str, list[_Entry]]


class _Words:
    """The words of a text: as printed, folded, and where they stand."""

    def __init__(self, text: str):
        self.text = text
        spans = [match.span() for match in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.printed = [text[start:end] for start, end in spans]
        self.folded = [word.lower() if word.isascii() else fold(word) for word in self.printed]

    def gap_before(self, index: int) -> str:
        """Return the characters between a word and the one before it."""
        return self.text[self.ends[index - 1] : self.starts[index]]


@lru_cache(maxsize=_KEPT_KEYS)
def fold(text: str) -> str:
    """Return `text` without case and accents, with straight apostrophes and single spaces.

    >>> fold("L’Équipe  di  Strømsgodset")
    "l'equipe di stromsgodset"
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(text.casefold().split())


@lru_cache(maxsize=_KEPT_KEYS)
def lookup_key(form: str) -> str:
    """Return the key under which a form is filed: its folded words, without punctuation.

    >>> lookup_key("Paris Saint-Germain"), lookup_key("A.C. Milan")
    ('paris saint germain', 'a c milan')
    """
    return " ".join(_WORD.findall(fold(form)))


class Gazetteer:
    """The compiled lists; see `gazetteer` for the one that belongs to this package."""

    def __init__(self, compiled: dict[str, Any]):
        """Take what `rumourx.gazetteer.compile` made."""
        self._teams = [Team(*row) for row in compiled["teams"]]
        self._team_by_id = {team.id: team for team in self._teams}
        self._team_forms: dict[str, Sequence[Sequence[Any]]] = compiled["team_forms"]
        self._adjectives: dict[str, Sequence[int]] = compiled["adjectives"]
        self._competitions: dict[str, str] = compiled["competitions"]
        self._outlets: dict[str, str] = compiled["outlets"]
        self._stadiums: dict[str, str] = compiled["stadiums"]
        self._organisations: dict[str, str] = compiled["organisations"]
        self._places = frozenset(compiled["places"])
        self._people: list[str] = compiled["people"].split("\n")
        self._people_by_form: dict[str, Sequence[int]] = compiled["people_by_form"]
        self._people_by_surname: dict[str, Sequence[int]] = compiled["people_by_surname"]
        self._forenames = frozenset(compiled["forenames"])
        self._forms: dict[str, Sequence[Sequence[str]]] = compiled["forms"]
        self._entries: dict[str, _Entries] = {}
        self._find = lru_cache(maxsize=_KEPT_TEXTS)(self._find_anew)
        self._teams_of = lru_cache(maxsize=_KEPT_NAMES)(self._teams_anew)
        self._people_of = lru_cache(maxsize=_KEPT_NAMES)(self._people_anew)

    def find(self, text: str) -> tuple[Match, ...]:
        """Return all longest forms in `text`, from left to right, none overlapping another.

        Forms stand on word bounds. A capital of the listed form must be a capital in the text; a small letter
        matches either, so that capitalised headlines match too. An accent may be missing, kinds of apostrophe
        do not count, and a space matches the form's hyphen.

        >>> [match.form for match in gazetteer().find("Il Parma sfida l’Atlético Madrid")]
        ['Parma', 'Atletico Madrid']
        """
        return self._find(text)

    def _find_anew(self, text: str) -> tuple[Match, ...]:
        words = _Words(text)
        matches: list[Match] = []
        index = 0
        for first, folded in enumerate(words.folded):
            if first < index or folded not in self._forms:
                continue
            entry = _first_fitting(self._entries_from(folded), words, first)
            if entry is not None:
                index = first + len(entry.words)
                end = _end_with_accent(text, words.printed[index - 1], words.ends[index - 1], entry)
                matches.append(Match(words.starts[first], end, entry.form, entry.category))
        return tuple(matches)

    def teams(self, form: str) -> tuple[TeamForm, ...]:
        """Return the teams that a name, nickname, colour or demonym stands for, the likeliest first.

        >>> [owner.team.name for owner in gazetteer().teams("rossoneri")][0]
        'Milan'
        """
        return self._teams_of(lookup_key(form))

    def _teams_anew(self, key: str) -> tuple[TeamForm, ...]:
        owners = self._team_forms.get(key, ())
        return tuple(TeamForm(self._teams[index], FormKind(kind)) for index, kind in owners)

    def adjective_teams(self, form: str) -> tuple[Team, ...]:
        """Return the teams that an adjective ("giallorossa", "juventino") belongs to, the likeliest first."""
        indices = self._adjectives.get(lookup_key(form))
        return tuple(self._teams[index] for index in indices) if indices else ()

    def team(self, team_id: str) -> Team:
        """Return the team with this id; KeyError if there is none."""
        return self._team_by_id[team_id]

    def competition(self, form: str) -> str | None:
        """Return the competition's usual name, or None."""
        return self._competitions.get(lookup_key(form))

    def outlet(self, form: str) -> str | None:
        """Return the usual name of a newspaper, site, agency, TV, radio or magazine, or None."""
        return self._outlets.get(lookup_key(form))

    def stadium(self, form: str) -> str | None:
        """Return the usual name of a stadium or training centre, or None."""
        return self._stadiums.get(lookup_key(form))

    def organisation(self, form: str) -> str | None:
        """Return the usual name of a federation, company or other body, or None."""
        return self._organisations.get(lookup_key(form))

    def is_place(self, form: str) -> bool:
        """Tell whether the form names a city, a region or a country."""
        return lookup_key(form) in self._places

    def people(self, name: str) -> tuple[KnownPerson, ...]:
        """Return the people with this full name or nickname, those of people.tsv before players.tsv."""
        return self._people_of(lookup_key(name))

    def _people_anew(self, key: str) -> tuple[KnownPerson, ...]:
        found = set(self._people_by_form.get(key, ()))
        words = key.split(" ")
        for start in range(max(0, len(words) - _LONGEST_SURNAME), len(words)):
            bearers = self._people_by_surname.get(" ".join(words[start:]), ())
            found.update(index for index in bearers if lookup_key(self._name(index)) == key)
        return self._known(sorted(found))

    def surname(self, surname: str) -> tuple[KnownPerson, ...]:
        """Return the people with this surname, particles included ("De Bruyne"), in the order of `people`."""
        return self._known(self._people_by_surname.get(lookup_key(surname), ()))

    def is_forename(self, word: str) -> bool:
        """Tell whether two people or more of the lists have this given name."""
        return lookup_key(word) in self._forenames

    def is_surname(self, word: str) -> bool:
        """Tell whether somebody in the lists has this surname."""
        return lookup_key(word) in self._people_by_surname

    def _entries_from(self, first_word: str) -> _Entries:
        """Return the forms that begin with this folded word, prepared when first asked for."""
        if first_word not in self._entries:
            self._entries[first_word] = _entries(first_word, self._forms[first_word])
        return self._entries[first_word]

    def _name(self, index: int) -> str:
        return self._people[index].partition("\t")[0]

    def _known(self, indices: Iterable[int]) -> tuple[KnownPerson, ...]:
        return tuple(_parse_person(self._people[index]) for index in indices)


def gazetteer() -> Gazetteer:
    """Return the gazetteer in use: the one of the `using` block around, else this package's."""
    return _in_use.get() or packaged_gazetteer()


@contextmanager
def using(known: Gazetteer) -> Iterator[None]:
    """Let `gazetteer()` return another gazetteer inside the block, in this thread or task only."""
    token = _in_use.set(known)
    try:
        yield
    finally:
        _in_use.reset(token)


@cache
def packaged_gazetteer() -> Gazetteer:
    """Return this package's gazetteer, loaded once a process."""
    return read_gazetteer()


def read_gazetteer(change: Callable[[dict[str, Any]], None] | None = None) -> Gazetteer:
    """Return a new gazetteer of the compiled lists, as `change` leaves them."""
    # Tens of thousands of small sequences are made at once, and the collector would look through them each time;
    # later it passes over tuples of strings and numbers, but not over lists.
    collecting = gc.isenabled()
    gc.disable()
    try:
        compiled = srsly.msgpack_loads(COMPILED_FILE.read_bytes(), use_list=change is not None)
        gc.disable()  # which srsly ends
        if change:
            change(compiled)
        return Gazetteer(compiled)
    finally:
        if collecting:
            gc.enable()


_in_use: ContextVar[Gazetteer | None] = ContextVar("gazetteer in use", default=None)


def person_slug(name: str) -> str:
    """Return the id that a person has where no other person of the name precedes them in the lists; a team's, too.

    >>> person_slug("Danilo D’Ambrosio")
    'danilo-d-ambrosio'
    """
    return lookup_key(name).replace(" ", "-")


def _parse_person(row: str) -> KnownPerson:
    cells = row.split("\t")
    name, country, born, position, role, clubs, person_id = cells + [""] * (7 - len(cells))
    return KnownPerson(
        id=person_id or person_slug(name),
        name=name,
        role=role or "player",
        country=country or None,
        born=born or None,
        clubs=tuple(clubs.split(";")) if clubs else (),
        position=position or None,
    )


def _entries(first_word: str, rows: Sequence[Sequence[str]]) -> _Entries:
    entries = _Entries([], {})
    for rest, form, category in rows:
        if not rest:
            entries.alone.append(_Entry((first_word,), (form,), (), form, category))
            continue
        words = tuple(_WORD.findall(form))
        joints = tuple(joint.strip() for joint in _WORD.split(form)[1:-1])
        entry = _Entry((first_word, *rest.split(" ")), words, joints, form, category)
        entries.by_second_word.setdefault(entry.folded[1], []).append(entry)
    return entries


def _first_fitting(entries: _Entries, words: _Words, first: int) -> _Entry | None:
    """Return the longest form that begins at the word `first`, the better category first."""
    if entries.by_second_word and first + 1 < len(words.folded):
        for entry in entries.by_second_word.get(words.folded[first + 1], ()):
            if _stands_at(entry, words, first):
                return entry
    return next((entry for entry in entries.alone if _stands_at(entry, words, first)), None)


def _stands_at(entry: _Entry, words: _Words, first: int) -> bool:
    """Tell whether the form's words stand in the text from `first` on, joined and spelled as they should be."""
    behind = first + len(entry.words)
    return (
        tuple(words.folded[first:behind]) == entry.folded
        and all(map(_spelled_as, entry.words, words.printed[first:behind]))
        and all(
            _joined(words.printed[first + place], words.gap_before(first + place + 1), joint)
            for place, joint in enumerate(entry.joints)
        )
    )


def _joined(word_before: str, gap: str, joint: str) -> bool:
    """Tell whether the characters between two words of the text may stand for the listed form's `joint`."""
    if "\n" in gap:
        return False
    mark = gap.strip()
    if not mark or mark == joint or mark == "&":
        return True
    if mark == ".":
        return len(word_before) <= 3 and not gap.startswith(" ")
    if mark in _HYPHENS:
        return joint == "-" and mark == gap
    return mark in _APOSTROPHES and joint in _APOSTROPHES and joint != ""


def _spelled_as(listed: str, word: str) -> bool:
    """Tell whether a word of the text keeps the listed word's capitals, and adds no accent at its end.

    Accents may be missing (Forli), but "Ciò" is not the CIO.
    """
    if word[-1] in _FINAL_ACCENTS and listed[-1].isascii():
        return False
    if listed.islower():
        return True
    if len(listed) != len(word):
        return word[0].isupper()
    return all(not letter.isupper() or word[place].isupper() for place, letter in enumerate(listed))


def _end_with_accent(text: str, word: str, end: int, entry: _Entry) -> int:
    """Return where the match ends: behind the apostrophe where it stands for an accent ("Forli'")."""
    if entry.form[-1].isascii() or not word[-1].isascii() or text[end : end + 1] not in ("'", "’", "`"):
        return end
    return end if text[end + 1 : end + 2].isalnum() else end + 1
