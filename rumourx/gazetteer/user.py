"""The user's own names: TOML files of clubs, people, outlets, competitions and stadiums, joined to the gazetteer.

A file holds tables of arrays, each entry with a `name`:

    [[clubs]]
    name = "Vigor Fontanasecca"
    forms = ["Vigor"]
    nicknames = ["Rospi"]
    colours = ["biancoverdi"]
    city = "Fontanasecca"

    [[people]]
    name = "Galeno Bruschi"
    role = "coach"
    clubs = ["Vigor Fontanasecca"]

    [[outlets]]
    name = "Il Pungolo di Fontanasecca"

Reading them needs neither spaCy nor the gazetteer; look-ups are as fast with them as without.
"""

import datetime
import os
import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from rumourx.errors import UsageError
from rumourx.gazetteer.gazetteer import Gazetteer, lookup_key, read_gazetteer
from rumourx.record.types import Role, TeamKind

UserFiles = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""One file or several, as `rumourx.load` takes them."""

_KEPT = 4  # gazetteers with user's names in one process: a notebook may edit its file again and again
_ARTICLE = re.compile(r"(?:il|lo|la|i|gli|le|un|una)\s|[lL]['’]", re.IGNORECASE)


def _check_form(form: str) -> str:
    if not lookup_key(form):
        raise ValueError("must hold a letter or a digit")
    if not form.isprintable() or ";" in form or form != form.strip():
        raise ValueError("must be on one line, without a semicolon and without spaces around it")
    return form


def _check_noun(form: str) -> str:
    if article := _ARTICLE.match(form):
        raise ValueError(f"must stand without its article: “{form[article.end() :]}”")
    return form


def _check_plural(form: str) -> str:
    if form.endswith("o"):
        raise ValueError("must be the masculine plural, as “biancoverdi”; the other forms follow from it")
    return form


def _as_birth(value: object) -> object:
    """A date or a year that TOML knows as such, as text."""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _check_birth(born: str) -> str:
    try:
        datetime.date.fromisoformat(born if len(born) > 4 else f"{int(born):04}-01-01")
    except ValueError:
        raise ValueError("must be a date or a year, as 1987-05-31 or 1987") from None
    return born


Form = Annotated[str, AfterValidator(_check_form)]
Noun = Annotated[Form, AfterValidator(_check_noun)]
Plural = Annotated[Noun, AfterValidator(_check_plural)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z]{3})?$")]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Birth = Annotated[str, BeforeValidator(_as_birth), AfterValidator(_check_birth)]


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    name: Form
    forms: list[Form] = []


class UserClub(_Entry):
    """A club or national team; what is left out is as RumourX has it, for one that it knows.

    `colours` and `demonyms` stand for the team as nouns ("i biancoverdi"), `adjectives` only beside one; all
    three are masculine plurals.
    """

    id: Id | None = None
    nicknames: list[Noun] = []
    colours: list[Plural] = []
    demonyms: list[Plural] = []
    adjectives: list[Plural] = []
    city: Form | None = None
    country: Country | None = None
    kind: TeamKind | None = None


class UserPerson(_Entry):
    """A person; `forms` stand for this one person alone, `clubs` are names or ids; a player, unless `role` tells."""

    role: Role | None = None
    born: Birth | None = None
    country: Country | None = None
    clubs: list[Form] = []


class UserName(_Entry):
    """An outlet, a competition or a stadium."""


class UserNames(BaseModel):
    """What one file holds."""

    model_config = ConfigDict(strict=True, extra="forbid")

    clubs: list[UserClub] = []
    people: list[UserPerson] = []
    outlets: list[UserName] = []
    competitions: list[UserName] = []
    stadiums: list[UserName] = []


class UserFile(NamedTuple):
    """A file and what tells that it has changed; its path is absolute."""

    path: str
    modified: int
    size: int


def read_user_names(path: str | os.PathLike[str]) -> UserNames:
    """Read and check a file of the user's names.

    Raises:
        UsageError: it cannot be read, is not TOML, or an entry is wrong; the sentence names file and entry.
    """
    try:
        document = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); check the name of the gazetteer.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(f"{path} is not TOML: {error}; mend the file.") from error
    try:
        names = UserNames.model_validate(document)
    except ValidationError as error:
        raise UsageError(f"{path}: {_explain(error, document)}.") from error
    for table in ("clubs", "outlets", "competitions", "stadiums"):
        _refuse_repeats(path, table, [entry.name for entry in getattr(names, table)])
    _refuse_repeats(path, "people", [f"{person.name} {person.born or ''}" for person in names.people])
    return names


def user_files(files: UserFiles) -> tuple[str, ...]:
    """Return one or several files as absolute paths, plain text that can be sent to other processes.

    >>> user_files("/data/my-clubs.toml")
    ('/data/my-clubs.toml',)
    """
    several = [files] if isinstance(files, str | os.PathLike) else files
    return tuple(str(Path(os.fspath(path)).absolute()) for path in several)


def stamp_files(files: UserFiles) -> tuple[UserFile, ...]:
    """Return the files as they are now. Raises UsageError where one is missing."""
    stamped = []
    for path in user_files(files):
        try:
            status = Path(path).stat()
        except OSError as error:
            raise UsageError(f"{path} cannot be read ({error.strerror}); check the name of the gazetteer.") from error
        stamped.append(UserFile(path, status.st_mtime_ns, status.st_size))
    return tuple(stamped)


@lru_cache(maxsize=_KEPT)
def gazetteer_with(files: tuple[UserFile, ...]) -> Gazetteer:
    """Return the package's gazetteer with the names of these files, a later file over an earlier one.

    Raises UsageError as `read_user_names`, and where a person's club is unknown.
    """
    from rumourx.gazetteer.joining import join_names

    read = [(file.path, read_user_names(file.path)) for file in files]

    def join(compiled: dict[str, Any]) -> None:
        for path, names in read:
            join_names(compiled, names, path)

    return read_gazetteer(join)


def _refuse_repeats(path: str | os.PathLike[str], table: str, names: list[str]) -> None:
    first: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        if (earlier := first.setdefault(lookup_key(name), number)) != number:
            raise UsageError(
                f"{path}: [[{table}]] {earlier} and {number} are both “{name.strip()}”; make one entry of them."
            )


def _explain(error: ValidationError, document: dict[str, Any]) -> str:
    """Say what is wrong first: where it stands, and what should stand there."""
    problem = error.errors()[0]
    table, *rest = problem["loc"]
    if problem["type"] == "extra_forbidden" and not rest:
        return f"the unknown table “{table}”; a gazetteer has {', '.join(UserNames.model_fields)}"
    if not rest:
        return f"{table} must be a table of arrays: write [[{table}]] before each entry"
    where = f"[[{table}]] {_number(rest[0])}{_named(document, table, rest[0])}"
    key = ".".join(str(part) for part in rest[1:2])
    if problem["type"] == "extra_forbidden":
        known = ", ".join(_entry_keys(str(table)))
        return f"{where} has the unknown key “{key}”; the known ones are {known}"
    if problem["type"] == "missing":
        return f"{where} lacks its {key}"
    place = f"{key}, entry {_number(rest[2])}," if len(rest) > 2 else key
    return f"{where}: {place} {_demand(problem)}"


def _number(index: object) -> str:
    return str(index + 1) if isinstance(index, int) else str(index)


def _named(document: dict[str, Any], table: object, index: object) -> str:
    try:
        return f" (“{document[table][index]['name']}”)"  # type: ignore[index]
    except (KeyError, TypeError, IndexError):
        return ""


def _entry_keys(table: str) -> list[str]:
    entries: dict[str, type[_Entry]] = {"clubs": UserClub, "people": UserPerson}
    return list(entries.get(table, UserName).model_fields)


def _demand(problem: Any) -> str:
    """What a value must be, behind the name of its key."""
    match problem["type"]:
        case "string_type":
            return "must be text in quotes"
        case "list_type":
            return 'must be a list of texts, as ["one", "two"]'
        case "literal_error":
            return f"must be {problem['ctx']['expected']}"
        case "string_pattern_mismatch" if "A-Z" in problem["ctx"]["pattern"]:
            return "must be a country's code, as IT or GB-ENG"
        case "string_pattern_mismatch":
            return "must be of small letters, digits and hyphens, as vigor-fontanasecca"
        case "value_error":
            return str(problem["ctx"]["error"])
        case _:
            return f"is wrong ({problem['msg']})"
