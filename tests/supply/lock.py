"""Reads what pyproject.toml asks for and what the lock files pin."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CORE_LOCK = ROOT / "requirements.lock"
FULL_LOCK = ROOT / "requirements-all.lock"
FULL = "all"
"""How `requirements_of` names everything: the core, every extra, and what builds the package."""


class Pin(NamedTuple):
    """One entry of a lock file: a version, the marker that says where it is meant, and the hashes of its files."""

    name: str
    version: Version
    marker: str
    hashes: tuple[str, ...]


def read_pins(path: Path) -> list[Pin]:
    """Return the entries of a lock file; ValueError at a line that is neither a comment, an entry nor a hash."""
    pins: list[Pin] = []
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        found = re.fullmatch(r"([a-z0-9-]+)==([\w.!+]+)(?: ; (.*?))?((?: +--hash=sha256:[0-9a-f]{64})+) *", line)
        if found is None:
            raise ValueError(f"{path.name}: {line[:80]}")
        name, version, marker, hashes = found.groups()
        pins.append(Pin(name, Version(version), (marker or "").strip(), tuple(hashes.split())))
    return pins


def requirements_of(part: str) -> list[Requirement]:
    """Return what a part of the project asks for: "core", the name of an extra, "build", or FULL."""
    project = PROJECT["project"]
    parts = {
        "core": project["dependencies"],
        "build": PROJECT["build-system"]["requires"],
        **project["optional-dependencies"],
    }
    chosen = list(parts) if part == FULL else [part]
    found = [Requirement(text) for name in chosen for text in parts[name]]
    return [one for one in found if canonicalize_name(one.name) != project["name"]]


def declared_by(name: str) -> list[str]:
    """Return the parts that ask for a package themselves."""
    parts = ["core", *PROJECT["project"]["optional-dependencies"]]
    return [part for part in parts if name in {canonicalize_name(one.name) for one in requirements_of(part)}]
