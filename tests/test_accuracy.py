"""Accuracy on the development gold must not fall: `rumourx evaluate` with a floor a little under each figure."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold" / "development"

FLOORS = {
    "people mentions": 0.96,
    "club mentions": 0.95,
    "people": 0.96,
    "clubs": 0.95,
    "contract dates": 0.84,
    "quotes": 0.98,
    "quotes+speaker": 0.95,
    "rumours": 0.62,
}
STAGE_FLOOR = 0.78


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "rumourx", "evaluate", str(GOLD), "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_every_measure_has_a_floor(report: dict[str, Any]) -> None:
    assert report["measures"].keys() == FLOORS.keys()


@pytest.mark.parametrize(("measure", "floor"), FLOORS.items())
def test_f1_stays_above_its_floor(report: dict[str, Any], measure: str, floor: float) -> None:
    assert report["measures"][measure]["f1"] >= floor


def test_stage_accuracy_stays_above_its_floor(report: dict[str, Any]) -> None:
    assert report["stage_accuracy"] >= STAGE_FLOOR
