"""Every sample gives exactly the record that stands beside it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rumourx.cli.app import app
from rumourx.record.types import KINDS, Record

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = sorted({path.stem for path in SAMPLES.glob("*.txt")})


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_gives_the_record_beside_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLES.parent)
    done = CliRunner().invoke(app, ["extract", f"samples/{name}.txt", "--format", "json"])
    assert done.exit_code == 0
    expected = (SAMPLES / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(done.stdout) == json.loads(expected)
    assert done.stdout == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_record_is_valid_and_names_its_sample(name: str) -> None:
    record = Record.model_validate_json((SAMPLES / f"{name}.json").read_bytes())
    assert record.source == f"samples/{name}.txt"
    assert any(getattr(record, kind) for kind in KINDS)
