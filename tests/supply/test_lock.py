"""The lock files pin all that pyproject.toml asks for, within its ranges and by hashes, and name no address."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply.lock import CORE_LOCK, FULL, FULL_LOCK, ROOT, read_pins, requirements_of

LOCKS = pytest.mark.parametrize("path", [CORE_LOCK, FULL_LOCK], ids=lambda path: path.name)
LEFT_TO_SPACY = {"thinc"}
"""Packages that a module of rumourx.training imports and that spaCy cannot be without."""


def check_pinned(requirement: Requirement, path: Path) -> None:
    pins = [pin for pin in read_pins(path) if pin.name == canonicalize_name(requirement.name)]
    assert pins, f"{requirement.name} is missing; renew {path.name} with the command in it"
    for pin in pins:
        assert requirement.specifier.contains(pin.version), f"{pin.name} {pin.version}; renew {path.name}"


@pytest.mark.parametrize("requirement", requirements_of("core"), ids=str)
def test_what_rumourx_needs_is_pinned_within_its_range(requirement: Requirement) -> None:
    check_pinned(requirement, CORE_LOCK)


@pytest.mark.parametrize("requirement", requirements_of(FULL), ids=str)
def test_what_an_extra_the_tests_or_the_build_need_is_pinned_within_its_range(requirement: Requirement) -> None:
    check_pinned(requirement, FULL_LOCK)


@LOCKS
def test_every_entry_has_hashes_and_a_version_of_its_own(path: Path) -> None:
    pins = read_pins(path)
    assert all(pin.hashes for pin in pins)
    assert len({(pin.name, pin.marker) for pin in pins}) == len(pins) > 30


@LOCKS
def test_no_address_and_no_index_stands_in_it(path: Path) -> None:
    assert not re.findall(r".*(?:://|--index|--extra|--find|--trusted| @ ).*", _entries(path))


@LOCKS
def test_its_head_says_how_to_renew_it(path: Path) -> None:
    _said, command, *_entries = path.read_text(encoding="utf-8").splitlines()
    assert command.startswith("#    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes")
    assert command.endswith(f"--output-file {path.name}")


def test_the_two_agree() -> None:
    core, full = ({(pin.name, pin.version, pin.hashes) for pin in read_pins(path)} for path in (CORE_LOCK, FULL_LOCK))
    assert core < full


def test_every_package_that_is_imported_is_asked_for() -> None:
    asked = {canonicalize_name(one.name) for one in requirements_of(FULL)} | LEFT_TO_SPACY
    owners = packages_distributions()
    for module in _imported(ROOT / "rumourx"):
        distributions = {canonicalize_name(name) for name in owners.get(module, [module])}
        assert distributions & asked, f"{module} is imported, but pyproject.toml asks for none of {distributions}"


def _entries(path: Path) -> str:
    return "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))


def _imported(package: Path) -> set[str]:
    """Return the top modules that the package imports, without the standard library and itself."""
    found: set[str] = set()
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - {package.name}
