"""The configuration file: a project's own defaults for the options of the commands.

It is the nearest `rumourx.toml`, or `pyproject.toml` with a table `[tool.rumourx]`, from the working folder
upwards. A table a command holds that command's options by their long names; the keys of COMMON_KEYS before the
tables hold for every command that has the option:

    gazetteer = "my-clubs.toml"

    [batch]
    jobs = 4
    duplicates = "drop"

Paths stand from the file's folder. Flags win over environment variables (RUMOURX_BATCH_JOBS), and these over the
file.
"""

import datetime
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from typer.models import OptionInfo

from rumourx.errors import UsageError

FILE_NAME = "rumourx.toml"
PROJECT_FILE_NAME = "pyproject.toml"
ENVIRONMENT_PREFIX = "RUMOURX"
COMMON_KEYS = ("gazetteer", "pipeline")

_PROJECT_TABLE = "[tool.rumourx"
_PATHS = ("gazetteer", "output")

Defaults = dict[str, dict[str, Any]]
"""The values of each command's options by the names of their parameters: click's `default_map`."""


class ConfigFile(NamedTuple):
    """A configuration file: where it is, and its table as TOML gives it."""

    path: Path
    table: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Option:
    """An option of a command: the parameter's name, the type of a value, and whether it takes several."""

    parameter: str
    kind: type
    several: bool
    least: float | None
    most: float | None

    @property
    def key(self) -> str:
        """Its key in the file: the long name without its hyphens."""
        return self.parameter.replace("_", "-")


def configured_defaults(commands: Mapping[str, Callable[..., None]], folder: Path | None = None) -> Defaults:
    """Return what the nearest configuration file sets for the commands, given by their functions; {} without a file.

    Raises:
        UsageError: the file cannot be read, is not TOML, has an unknown key, or a value that is not allowed;
            the working folder is gone.
    """
    found = find_config(folder or _working_folder())
    return _Reader(found, commands).read() if found else {}


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError as error:
        raise UsageError("the working folder is no longer there; change to another one.") from error


def find_config(folder: Path) -> ConfigFile | None:
    """Return the configuration of a folder or of the nearest one above; in one folder rumourx.toml comes first."""
    for place in (folder, *folder.parents):
        own = _read(place / FILE_NAME)
        if own is not None:
            return ConfigFile(place / FILE_NAME, _parse(place / FILE_NAME, own))
        project = place / PROJECT_FILE_NAME
        text = _read(project, needed=False)
        if text is not None and _PROJECT_TABLE in text:
            table = _parse(project, text).get("tool", {}).get("rumourx")
            if table is not None:
                return ConfigFile(project, table)
    return None


def _read(path: Path, *, needed: bool = True) -> str | None:
    """Return the text of a file, None where there is no such file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        if not needed:
            return None
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read ({reason}); mend or remove the configuration.") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path} is not TOML: {error}; mend the configuration.") from error


class _Reader:
    """Checks the table of one file against the options of the commands."""

    def __init__(self, found: ConfigFile, commands: Mapping[str, Callable[..., None]]) -> None:
        self._path, self._table = found
        options = {name: _options(command) for name, command in commands.items()}
        self._options = {name: own for name, own in options.items() if own}

    def read(self) -> Defaults:
        for key in self._table:
            if key not in self._options and key not in COMMON_KEYS:
                known = ", ".join([*COMMON_KEYS, *(f"[{name}]" for name in self._options)])
                raise UsageError(f"{self._path} has the unknown key “{key}”; the known ones are {known}.")
        return {command: self._common(command) | self._own(command) for command in self._options}

    def _common(self, command: str) -> dict[str, Any]:
        """Return what stands before the tables, of the keys that the command has, too."""
        return {
            key: self._checked(key, self._table[key], self._options[command][key])
            for key in COMMON_KEYS
            if key in self._table and key in self._options[command]
        }

    def _own(self, command: str) -> dict[str, Any]:
        table = self._table.get(command, {})
        if not isinstance(table, dict):
            raise UsageError(f"{self._path}: {command} must be a table, [{command}], of options of rumourx {command}.")
        values: dict[str, Any] = {}
        for key, value in table.items():
            option = self._options[command].get(key.replace("_", "-"))
            if option is None:
                known = ", ".join(self._options[command])
                raise UsageError(f"{self._path}: [{command}] has the unknown key “{key}”; the known ones are {known}.")
            if option.parameter in values:
                raise UsageError(f"{self._path}: [{command}] sets {option.key} twice; keep one of the two.")
            values[option.parameter] = self._checked(f"[{command}] {key}", value, option)
        return values

    def _checked(self, where: str, value: Any, option: _Option) -> Any:
        """Return a value as the option takes it; `where` it stands is for the message."""
        several = option.several and isinstance(value, list)
        checked = []
        for one in value if several else [value]:
            plain = one.isoformat() if option.parameter == "date" and isinstance(one, datetime.date) else one
            if not _fits(plain, option):
                raise UsageError(f"{self._path}: {where} must be {_demand(option)}, not {_shown(one)}.")
            checked.append(self._located(plain, option))
        return checked if option.several else checked[0]

    def _located(self, value: Any, option: _Option) -> Any:
        """Let a path stand from the file's folder; addresses and names of pipelines are none."""
        is_folder_of_pipeline = option.parameter == "pipeline" and ("/" in value or value.startswith("."))
        is_path = option.kind is Path or option.parameter in _PATHS or is_folder_of_pipeline
        if not is_path or value == "-" or "://" in value:
            return value
        located = str(self._path.parent / value)
        return f"{located}/" if value.endswith("/") else located


def _options(command: Callable[..., None]) -> dict[str, _Option]:
    """Return the options of a command's function by their keys."""
    found = {}
    for parameter, hint in get_type_hints(command, include_extras=True).items():
        declared = next((one for one in getattr(hint, "__metadata__", ()) if isinstance(one, OptionInfo)), None)
        if declared is not None:
            kind = _without_none(get_args(hint)[0])
            several = get_origin(kind) is list
            kind = get_args(kind)[0] if several else kind
            option = _Option(parameter, kind, several, declared.min, declared.max)
            found[option.key] = option
    return found


def _without_none(kind: Any) -> Any:
    """Return the type of a value that may be left out.

    >>> _without_none(int | None), _without_none(bool)
    (<class 'int'>, <class 'bool'>)
    """
    if get_origin(kind) not in (Union, UnionType):
        return kind
    return next(one for one in get_args(kind) if one is not NoneType)


def _fits(value: Any, option: _Option) -> bool:
    if issubclass(option.kind, StrEnum):
        return value in list(option.kind)
    if option.kind in (int, float):
        is_number = type(value) is int or (option.kind is float and type(value) is float)
        too_small = option.least is not None and is_number and value < option.least
        too_large = option.most is not None and is_number and value > option.most
        return is_number and not too_small and not too_large
    return type(value) is (bool if option.kind is bool else str)


def _demand(option: _Option) -> str:
    """What a value of the option must be."""
    if issubclass(option.kind, StrEnum):
        return "one of " + ", ".join(option.kind)
    if option.kind is bool:
        return "true or false"
    if option.kind in (int, float):
        bounds = [f"at least {option.least:g}"] if option.least is not None else []
        bounds += [f"at most {option.most:g}"] if option.most is not None else []
        number = "a whole number" if option.kind is int else "a number"
        return " ".join([number, " and ".join(bounds)]).rstrip()
    return "text in quotes, or a list of such texts" if option.several else "text in quotes"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return f"“{value}”" if isinstance(value, str) else str(value)
