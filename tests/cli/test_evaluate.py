"""`rumourx evaluate`, end to end."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

GOLD = """--- text
Il {C Parma} pensa a {P Paolo Vanoli}.
--- people
Paolo Vanoli: null
--- clubs
Parma: club
--- quotes
--- contracts
--- rumours
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one gold article, in the folder where the command runs."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "vanoli.txt").write_text(GOLD, encoding="utf-8")
    return folder


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder with the record of that article, which knows nobody."""
    folder = tmp_path / "records"
    folder.mkdir()
    empty = ("people", "clubs", "contract_dates", "quotes", "rumours", "competitions", "outlets", "stadiums")
    record = {
        "source": None,
        "title": None,
        "article_date": None,
        "pipeline": {"name": "it_probe", "version": "1"},
        **{kind: [] for kind in empty},
    }
    (folder / "vanoli.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def test_it_extracts_and_prints_a_table(run: Run, gold: Path) -> None:
    done = run("evaluate", gold.name)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.replace("│", " ").split() for line in done.stdout.splitlines()]
    assert ["people", "1.000", "1.000", "1.000", "1", "0", "0"] in rows
    assert ["clubs", "1.000", "1.000", "1.000", "1", "0", "0"] in rows
    assert "1 article, 6 words" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_records_made_before_as_json(run: Run, gold: Path, records: Path) -> None:
    done = run("evaluate", gold.name, "--records", records.name, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["measures"]["people"] == {
        "precision": 1.0,
        "recall": 0.0,
        "f1": 0.0,
        "right": 0,
        "too_many": 0,
        "missed": 1,
    }
    assert "errors" not in report


def test_errors_are_listed_with_their_words(run: Run, gold: Path, records: Path) -> None:
    done = run("evaluate", gold.name, "--records", records.name, "--errors")
    assert done.returncode == 0
    assert "vanoli: people mentions, miss: Paolo Vanoli" in done.stdout
    assert "…Il Parma pensa a" in done.stdout
    listed = json.loads(run("evaluate", gold.name, "--records", records.name, "--errors", "-f", "json").stdout)
    assert {(error["measure"], error["kind"]) for error in listed["errors"]} == {
        ("people mentions", "miss"),
        ("club mentions", "miss"),
        ("people", "miss"),
        ("clubs", "miss"),
    }


def test_another_pipeline(run: Run, gold: Path, news_pipeline: Path) -> None:
    done = run("evaluate", gold.name, "--pipeline", str(news_pipeline), "--format", "json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["measures"]["people mentions"]["right"] == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none"], 1, "none does not exist; name a folder of gold articles (NAME.txt)."),
        (["gold/vanoli.txt"], 1, "gold/vanoli.txt is a file; name a folder of gold articles (NAME.txt)."),
        (["empty"], 1, "empty holds no gold articles (NAME.txt); name a folder that does."),
        (["gold", "--records", "gold"], 1, "vanoli.json cannot be read"),
        (["broken"], 1, "bad.txt is not a gold article"),
        (["gold", "--pipeline", "it_missing_sm"], 3, "it_missing_sm is not installed"),
    ],
)
def test_a_problem_is_one_sentence_and_an_exit_code(
    run: Run, gold: Path, tmp_path: Path, arguments: list[str], code: int, message: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "bad.txt").write_text("Il Parma.", encoding="utf-8")
    done = run("evaluate", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1
