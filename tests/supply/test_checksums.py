"""Damaged weights are told before anything is read with them, in one sentence."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rumourx.checksums import MANIFEST, PACKAGE, check_weights, renew_manifest
from rumourx.errors import PipelineError

NAMES = [line.split()[1] for line in (PACKAGE / MANIFEST).read_text(encoding="ascii").splitlines()]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, which may be damaged."""
    copy = tmp_path / "rumourx"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip_one_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def run(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command of a copy of the package, in the folder beside it."""
    environment = os.environ | {"PYTHONPATH": str(package.parent), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "rumourx", *arguments]
    return subprocess.run(
        command, env=environment, cwd=package.parent, capture_output=True, encoding="utf-8", timeout=120
    )


class TestDamage:
    @pytest.mark.parametrize("name", NAMES)
    def test_of_any_file_is_noticed(self, package: Path, name: str) -> None:
        truncate(package / name)
        with pytest.raises(PipelineError, match=r"is damaged.*install rumourx again") as error:
            check_weights(package)
        assert str(package / name) in str(error.value)

    def test_of_one_bit_is_noticed(self, package: Path) -> None:
        flip_one_bit(package / "it_rumourx_sm" / "tok2vec" / "model")
        with pytest.raises(PipelineError, match="model is damaged"):
            check_weights(package)

    def test_a_missing_file_is_noticed(self, package: Path) -> None:
        (package / "it_rumourx_sm" / "ner" / "model").unlink()
        with pytest.raises(PipelineError, match=r"model cannot be read .*; install rumourx again"):
            check_weights(package)

    @pytest.mark.parametrize("damage", [cut_in_half, Path.unlink])
    def test_of_the_manifest_is_noticed(self, package: Path, damage: Callable[[Path], None]) -> None:
        damage(package / MANIFEST)
        with pytest.raises(PipelineError, match="install rumourx again"):
            check_weights(package)

    @pytest.mark.parametrize(
        "name",
        ["it_rumourx_sm/tok2vec/model", "gazetteer/gazetteer.msgpack", "pipeline/lexicons/rumour_weights.msgpack"],
    )
    def test_ends_a_command_with_one_sentence(self, package: Path, name: str) -> None:
        (package.parent / "vanoli.txt").write_text("Il Parma pensa a Paolo Vanoli.\n", encoding="utf-8")
        truncate(package / name)
        done = run(package, "extract", "vanoli.txt", "--output", "record.json")
        assert (done.returncode, done.stdout) == (3, "")
        assert done.stderr == (
            f"rumourx: {package / name} is damaged: it is not the file of this version (by its SHA-256); "
            "install rumourx again.\n"
        )
        assert not (package.parent / "record.json").exists()

    def test_ends_a_batch_of_several_processes(self, package: Path) -> None:
        lines = '{"text": "Il Parma pensa a Paolo Vanoli."}\n' * 40
        (package.parent / "news.jsonl").write_text(lines, encoding="utf-8")
        truncate(package / "it_rumourx_sm" / "ner" / "model")
        done = run(package, "batch", "news.jsonl", "--output", "facts.jsonl", "--jobs", "2", "--block-size", "8")
        assert done.returncode == 3
        assert "model is damaged" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (package.parent / "facts.jsonl").exists()


class TestTheManifest:
    def test_is_that_of_the_files(self, package: Path) -> None:
        renew_manifest(package, package)
        renewed = (package / MANIFEST).read_text(encoding="ascii")
        assert renewed == (PACKAGE / MANIFEST).read_text(encoding="ascii"), "run: python -m rumourx.checksums"

    def test_lists_all_that_is_trained_or_compiled(self) -> None:
        built = {path for path in PACKAGE.rglob("*") if path.suffix == ".msgpack" or path.name == "model"}
        assert {path.relative_to(PACKAGE).as_posix() for path in built} < set(NAMES)

    def test_is_renewed_with_a_file_of_the_package(self, package: Path) -> None:
        weights = package / "pipeline" / "lexicons" / "rumour_weights.msgpack"
        flip_one_bit(weights)
        renew_manifest(weights, package)
        check_weights(package)

    def test_is_left_alone_by_what_is_built_elsewhere(self, package: Path, tmp_path: Path) -> None:
        before = (package / MANIFEST).read_bytes()
        flip_one_bit(package / "gazetteer" / "gazetteer.msgpack")
        renew_manifest(tmp_path / "gazetteer.msgpack", package)
        assert (package / MANIFEST).read_bytes() == before
