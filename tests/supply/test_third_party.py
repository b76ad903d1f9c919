"""THIRD_PARTY.md lists every package and every source of data, with its licence."""

import json
import re
from pathlib import Path

import pytest

from tests.supply.lock import CORE_LOCK, FULL_LOCK, ROOT, read_pins
from tests.supply.third_party import PAGE, installed_licence, read_rows, table

PACKAGE = ROOT / "rumourx"
TEXT = PAGE.read_text(encoding="utf-8")
COPYLEFT = re.compile(r"(?<!L)GPL")
RENEW = "run: python -m tests.supply.third_party"


def comments_of(path: Path) -> str:
    """Return the comment lines of a list."""
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#"))


def lists_from_elsewhere() -> list[Path]:
    """Return the data files that name a source other than this project in their comments."""
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".txt", ".tsv")]
    return [path for path in files if re.search(r"CC0|CC BY|\(MIT\)", comments_of(path))]


class TestPackages:
    def test_all_that_is_locked_is_listed_in_its_version_with_its_licence(self) -> None:
        licences = {name: cells[-1] for name, cells in read_rows().items()}
        assert {pin.name for pin in read_pins(FULL_LOCK)} == set(licences), RENEW
        assert all(licence not in ("", "?") for licence in licences.values())
        assert table(licences) in TEXT, RENEW

    def test_licences_are_those_of_the_packages(self) -> None:
        for name, (versions, _range, _use, licence) in read_rows().items():
            installed = installed_licence(name, versions.split(", "))
            assert installed in (None, licence), RENEW

    def test_none_that_rumourx_needs_asks_for_more_than_to_be_named(self) -> None:
        """A package under the GPL in the core would put its terms on whoever ships RumourX."""
        rows = read_rows()
        for name in {pin.name for pin in read_pins(CORE_LOCK)}:
            assert not COPYLEFT.search(rows[name][-1]), name


class TestData:
    @pytest.mark.parametrize("path", lists_from_elsewhere(), ids=lambda path: path.name)
    def test_every_list_from_elsewhere_is_listed(self, path: Path) -> None:
        assert f"`{path.relative_to(ROOT)}`" in TEXT

    def test_every_file_that_it_names_exists(self) -> None:
        named = re.findall(r"`(rumourx/[\w./]+)`", TEXT)
        assert len(named) > 5
        for name in named:
            assert (ROOT / name).exists(), name

    def test_every_corpus_of_the_weights_is_listed(self) -> None:
        meta = json.loads((PACKAGE / "it_rumourx_sm" / "meta.json").read_text(encoding="utf-8"))
        for source in meta["sources"]:
            assert source["name"].partition(" (")[0] in TEXT
        assert meta["license"] in TEXT

    def test_every_library_in_a_report_is_listed(self) -> None:
        libraries = [path.name for path in (PACKAGE / "report" / "assets" / "vendor").iterdir() if path.is_dir()]
        assert libraries
        for name in libraries:
            assert f"`rumourx/report/assets/vendor/{name}`" in TEXT
