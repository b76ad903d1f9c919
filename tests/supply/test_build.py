"""The source archive and the wheel: what they hold, and that the wheel works where nothing else is installed."""

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

import rumourx
from tests.supply.lock import CORE_LOCK, ROOT

SAMPLE = ROOT / "samples" / "panchina-parma.txt"


def build(source: Path, target: str, folder: Path) -> Path:
    """Build the `sdist` or the `wheel` of a source folder and return its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=source, check=True, capture_output=True, timeout=120)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the source archive gives, as an index's users build it."""
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    (source,) = unpacked.iterdir()
    return build(source, "wheel", tmp_path_factory.mktemp("wheel"))


def package_files() -> set[str]:
    """Return the files of the package in the source folder."""
    paths = (path for path in (ROOT / "rumourx").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


def test_the_wheel_holds_the_package_with_all_its_data_and_nothing_else(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = f"rumourx-{rumourx.__version__}.dist-info"
    assert {name for name in names if not name.startswith(f"{info}/")} == package_files()
    licences = {name.removeprefix(f"{info}/licenses/") for name in names if "/licenses/" in name}
    assert {"LICENSE", "THIRD_PARTY.md", "rumourx/it_rumourx_sm/LICENSE"} <= licences


def test_the_source_archive_holds_the_package_and_its_tests_and_nothing_of_a_machine(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert package_files() < names
    assert {"README.md", "LICENSE", "requirements.lock", "tests/supply/test_build.py"} < names
    assert not [name for name in names if name.startswith((".git/", ".venv/", "dist/")) or "__pycache__" in name]


def test_the_wheel_works_in_a_bare_environment_with_what_the_lock_pins(wheel: Path, tmp_path: Path) -> None:
    """Takes about half a minute and the network: it downloads what RumourX needs, checked against the hashes."""
    venv.create(tmp_path / "bare", with_pip=True)
    scripts = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(scripts / "python"), "-m", "pip", "install", "--quiet", "--no-compile"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    _skip_without_an_index(pip, environment)
    for what in (["--require-hashes", "--requirement", str(CORE_LOCK)], ["--no-deps", str(wheel)]):
        done = subprocess.run([*pip, *what], env=environment, capture_output=True, text=True, timeout=500)
        assert done.returncode == 0, done.stderr

    (tmp_path / "samples").mkdir()
    shutil.copy(SAMPLE, tmp_path / "samples")
    command, options = str(scripts / "rumourx"), {"env": environment, "cwd": tmp_path, "encoding": "utf-8"}
    assert subprocess.check_output([command, "--version"], **options) == f"rumourx {rumourx.__version__}\n"
    record = subprocess.check_output([command, "extract", f"samples/{SAMPLE.name}", "--format", "json"], **options)
    assert record == SAMPLE.with_suffix(".json").read_text(encoding="utf-8")


def _skip_without_an_index(pip: list[str], environment: dict[str, str]) -> None:
    """Skip where no package index answers, as on a journey; never in continuous integration."""
    if "CI" in environment:
        return
    probe = [*pip, "--dry-run", "--no-cache-dir", "--retries", "0", "--no-deps", "wasabi"]
    if subprocess.run(probe, env=environment, capture_output=True, timeout=120).returncode:
        pytest.skip("no package index can be reached")
