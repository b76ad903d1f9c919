"""Writes the table of packages in THIRD_PARTY.md: every package of the lock files, with its licence.

    python -m tests.supply.third_party

The licences are read from the packages' own metadata: run it where `requirements-all.lock` is installed. What is not
installed, as it is for another system, or does not say its licence keeps that of its row; if it is new, the row must
be given one by hand.
"""

import re
import sys
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata

from packaging.utils import canonicalize_name

from tests.supply.lock import CORE_LOCK, FULL, FULL_LOCK, ROOT, declared_by, read_pins, requirements_of

PAGE = ROOT / "THIRD_PARTY.md"
BEGIN, END = "<!-- packages -->\n", "<!-- end of packages -->\n"
HEAD = "| package | version | range | for | licence |\n| --- | --- | --- | --- | --- |\n"
TEST_PARTS = {"test", "dev"}


def read_rows() -> dict[str, tuple[str, ...]]:
    """Return the rows of the page's table by their package: version, range, what it is for, licence."""
    table = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    cells = [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in table.splitlines()[2:]]
    return {name: rest for name, *rest in cells}


def table(licences: dict[str, str]) -> str:
    """Return the table of packages; `licences` are those to give to packages that are not installed."""
    versions: dict[str, list[str]] = {}
    for pin in read_pins(FULL_LOCK):
        versions.setdefault(pin.name, []).append(str(pin.version))
    core = {pin.name for pin in read_pins(CORE_LOCK)}
    rows = []
    for name, found in sorted(versions.items()):
        licence = installed_licence(name, found) or licences.get(name) or "?"
        use = what_for(name, in_core=name in core)
        rows.append(f"| {name} | {', '.join(found)} | {asked_range(name)} | {use} | {licence} |\n")
    return HEAD + "".join(rows)


def asked_range(name: str) -> str:
    """Return the range of versions that pyproject.toml allows, empty for a package that others bring.

    >>> asked_range("spacy")
    '>=3.8.7,<3.9'
    """
    ranges = {str(one.specifier) for one in requirements_of(FULL) if canonicalize_name(one.name) == name}
    return " and ".join(sorted({",".join(sorted(text.split(","), reverse=True)) for text in ranges}))


def what_for(name: str, *, in_core: bool) -> str:
    """Return what a package is for: the core, or the extras that ask for it; brackets where another one brings it.

    >>> what_for("pyarrow", in_core=False)
    'duckdb, pandas, parquet, polars'
    """
    parts = declared_by(name)
    if "core" in parts or in_core:
        return "core" if "core" in parts else "(core)"
    return ", ".join(sorted(set(parts) - TEST_PARTS)) or ("tests" if parts else "(extras, tests)")


def installed_licence(name: str, versions: list[str]) -> str | None:
    """Return the licence of a package that is installed in one of these versions and says it."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return None
    return licence_of(found) if found["Version"] in versions else None


def licence_of(found: PackageMetadata) -> str | None:
    """Return the licence that a package's metadata give: an SPDX expression, classifiers, or a short name."""
    if expression := found.get("License-Expression"):
        return expression
    classifiers = [text.rpartition(" :: ")[2] for text in found.get_all("Classifier", []) if "License ::" in text]
    named = [text for text in classifiers if text != "OSI Approved"]
    short = (found.get("License") or "").strip()
    if named:
        return ", ".join(named)
    return short if short and "\n" not in short and len(short) < 60 else None


def main() -> int:
    """Write the page anew and say which packages have no licence yet."""
    known = {name: cells[-1] for name, cells in read_rows().items()}
    text = PAGE.read_text(encoding="utf-8")
    written = re.sub(f"(?s)(?<={BEGIN}).*(?={END})", lambda _: table(known), text)
    PAGE.write_text(written, encoding="utf-8")
    missing = [name for name, cells in read_rows().items() if cells[-1] == "?"]
    print(f"{len(read_rows())} packages; without a licence: {', '.join(missing) or 'none'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
