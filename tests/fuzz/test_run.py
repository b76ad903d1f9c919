"""The command that reads hostile articles by the thousand, in small: it finds nothing, and reads alike everywhere."""

import os
import subprocess
import sys
from pathlib import Path

from tests.fuzz import run

COMMAND = Path(run.__file__)


def printed(hash_seed: str, *options: str) -> str:
    """What the command prints in a process of its own."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(COMMAND), "--articles", "150", "--seed", "7", *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_records_are_the_same_in_every_process_whatever_its_hashes() -> None:
    first = printed("1")
    assert "finds: 0" in first
    assert printed("2") == first


def test_a_find_is_made_as_short_as_it_can_be() -> None:
    assert run.shortened("Il Parma pensa a Vanoli.", lambda text: "p" in text and "V" in text) == "pV"
