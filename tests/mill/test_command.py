"""`rumourx mill` as a user meets it: what it prints, where, and what it refuses."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import rumourx
from rumourx.batch.writers import writer_for
from rumourx.mill import Mill, Query
from rumourx.mill.formats import CSV_COLUMNS
from tests.benchmarks.mill_facts import FACTS, generate_rows, measure

from .conftest import Run, Start
from .made_facts import article, rumour

MAX_SECONDS = 2
MAX_MEGABYTES = 500


class TestFormats:
    def test_a_table_says_who_where_how_far_and_by_whom(self, datasets: Path, run: Run) -> None:
        done = run(datasets / "facts.jsonl", "--person", "Mancinelli", "--move", "join", "--club", "Parma")
        assert (done.returncode, done.stderr) == (0, "")
        for shown in (
            "Duccio Mancinelli",
            "join Parma",
            "agreed",
            "rising",
            "4 articles",
            "3 outlets",
            "1 against",
            "2025-06-02",
            "2025-06-19",
            "1 undated",
            "Il Parma pensa a Duccio",
            "(expiry, 2026-06-30, Torino)",
        ):
            assert shown in done.stdout
        assert max(map(len, done.stdout.splitlines())) <= 100

    def test_json_holds_the_reports_and_the_contradictions(self, datasets: Path, run: Run) -> None:
        done = run(datasets / "facts.jsonl", "--person", "Mancinelli", "--club", "Parma", "-f", "json")
        (link,) = json.loads(done.stdout)
        assert link["reports"][0] == {
            "source": "gazzetta.txt",
            "date": "2025-06-02",
            "stage": "interest",
            "outlets": ["La Gazzetta dello Sport"],
            "confidence": 0.9,
            "evidence": "Il Parma pensa a Duccio Mancinelli.",
        }
        assert link["contradictions"] == [
            {
                "kind": "denied",
                "club": "Parma",
                "stage": "denied",
                "source": "smentita.txt",
                "date": None,
                "evidence": "“Mancinelli non arriva”, dice il ds Tullio Scarani.",
            }
        ]
        assert link["contract"] == {
            "event": "expiry",
            "date": "2026-06-30",
            "club": "Torino",
            "certainty": "stated",
            "source": "addio.txt",
            "reported": "2025-06-18",
        }

    def test_json_lines_are_the_elements_of_json(self, datasets: Path, run: Run) -> None:
        lines, array = (run(datasets / "facts.jsonl", "--format", name).stdout for name in ("jsonl", "json"))
        assert [json.loads(line) for line in lines.splitlines()] == json.loads(array)

    def test_csv_has_a_row_per_link_and_the_contract_in_columns(self, datasets: Path, run: Run) -> None:
        done = run(datasets / "facts.jsonl", "--sort", "person", "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert tuple(rows[0]) == CSV_COLUMNS
        assert len(rows) == 11
        mancinelli = next(row for row in rows if row["club"] == "Parma" and row["person"] == "Duccio Mancinelli")
        assert mancinelli["outlet_names"] == "La Gazzetta dello Sport; Sky Sport; ilpungolo.example"
        assert mancinelli["contract_date"] == "2026-06-30"

    def test_nothing_found_is_said_in_each_format(self, datasets: Path, run: Run) -> None:
        def printed(name: str) -> str:
            return run(datasets / "facts.jsonl", "--person", "Nessuno", "--format", name).stdout

        assert printed("table") == "No links.\n"
        assert printed("json") == "[]\n"
        assert printed("jsonl") == ""
        assert printed("csv") == ",".join(CSV_COLUMNS) + "\n"

    def test_the_suffix_of_the_output_names_the_format(self, datasets: Path, run: Run, tmp_path: Path) -> None:
        done = run(datasets / "facts.jsonl", "--output", "links.jsonl")
        assert (done.returncode, done.stdout) == (0, "")
        assert len((tmp_path / "links.jsonl").read_text(encoding="utf-8").splitlines()) == 11

    def test_what_articles_hold_neither_styles_a_terminal_nor_runs_in_a_spreadsheet(
        self, run: Run, tmp_path: Path
    ) -> None:
        hostile = article("a.txt", None, rumour("=Ezio [red]\x1b[31m", "join", "Parma", "talks", "@Corradini\u2028"))
        writer_for(str(tmp_path / "facts.jsonl")).write(iter([hostile]), str(tmp_path / "facts.jsonl"))
        table, cells = (run("facts.jsonl", "--format", name).stdout for name in ("table", "csv"))
        assert "=Ezio [red]\\x1b[31m" in table
        assert "\x1b" not in table
        (row,) = csv.DictReader(io.StringIO(cells, newline=""))
        assert (row["person"][:2], row["evidence"][:2]) == ("'=", "'@")


class TestLimit:
    def test_it_is_said_how_many_rows_are_left_out(self, datasets: Path, run: Run) -> None:
        done = run(datasets / "facts.jsonl", "--limit", "2", "--format", "csv")
        assert len(done.stdout.splitlines()) == 3
        assert "the first 2 of 11 rows" in done.stderr


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("arguments", "reason"),
        [
            (["none.jsonl"], "none.jsonl does not exist"),
            (["--since", "ieri"], "“ieri” is not a date"),
            (["--min-confidence", "80"], "80 is no confidence"),
            (["--stage", "certain"], "certain"),
            (["--output", "links.xml"], "links.xml has no suffix that names a format"),
            (["--output", "{facts}"], "is one of the datasets"),
        ],
    )
    def test_it_is_one_sentence_and_exit_code_2(
        self, arguments: list[str], reason: str, datasets: Path, run: Run
    ) -> None:
        facts = str(datasets / "facts.jsonl")
        before = Path(facts).read_bytes()
        given = [argument.format(facts=facts) for argument in arguments]
        done = run(*given) if arguments[0] == "none.jsonl" else run(facts, *given)
        assert (done.returncode, done.stdout) == (2, "")
        assert reason in done.stderr
        assert "Traceback" not in done.stderr
        assert Path(facts).read_bytes() == before

    def test_without_duckdb_it_says_what_to_install(self, datasets: Path) -> None:
        code = (
            "import importlib.util, sys; find = importlib.util.find_spec; "
            "importlib.util.find_spec = lambda name, *more: None if name == 'duckdb' else find(name, *more); "
            "from rumourx.cli import main; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, "mill", str(datasets / "facts.jsonl")], capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 2
        assert "pip install 'rumourx[duckdb]'" in done.stderr


def write_facts(dataset: Path) -> str:
    writer_for(str(dataset)).write(generate_rows(FACTS), str(dataset))
    return str(dataset)


@pytest.fixture(scope="module")
def many_facts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dataset of 100,000 facts."""
    return write_facts(tmp_path_factory.mktemp("many") / "facts.parquet")


class TestManyFacts:
    def assert_fast(self, dataset: str) -> None:
        measured = measure(dataset)
        assert measured.processor < MAX_SECONDS  # of the processors, so that a busy machine does not fail it
        assert measured.megabytes < MAX_MEGABYTES

    def test_parquet_takes_two_seconds_and_500_megabytes(self, many_facts: str) -> None:
        self.assert_fast(many_facts)

    def test_so_do_json_lines(self, tmp_path: Path) -> None:
        self.assert_fast(write_facts(tmp_path / "facts.jsonl"))

    def test_what_does_not_fit_into_memory_is_laid_out_on_the_disk(self, many_facts: str) -> None:
        with Mill([many_facts], memory="64MB") as small, Mill([many_facts]) as large:
            assert list(small.links(reports=True)) == list(large.links(reports=True))

    def test_nothing_is_left_on_the_disk(self, many_facts: str, run: Run, tmp_path: Path) -> None:
        (tmp_path / "temporary").mkdir()
        assert run(many_facts, "--memory", "64MB", TMPDIR=str(tmp_path / "temporary")).returncode == 0
        assert list((tmp_path / "temporary").iterdir()) == []

    def test_an_interruption_ends_it_quietly(self, many_facts: str, start: Start, tmp_path: Path) -> None:
        (tmp_path / "temporary").mkdir()
        process = start(many_facts, "--format", "json", TMPDIR=str(tmp_path / "temporary"))
        while not list((tmp_path / "temporary").iterdir()):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
        assert (process.returncode, output, errors) == (130, "", "")
        assert list((tmp_path / "temporary").iterdir()) == []

    @pytest.mark.parametrize(
        ("memory", "reason"), [("5MB", "5MB of memory is too little"), ("much", "“much” is no amount of memory")]
    )
    def test_too_little_memory_is_said(self, memory: str, reason: str, many_facts: str, run: Run) -> None:
        done = run(many_facts, "--memory", memory)
        assert (done.returncode, done.stdout) == (2, "")
        assert reason in done.stderr

    def test_a_page_boundary_loses_and_repeats_nothing(self, many_facts: str, monkeypatch: pytest.MonkeyPatch) -> None:
        with Mill([many_facts]) as mill:
            whole = list(mill.links(Query(limit=100), reports=True))
            monkeypatch.setattr("rumourx.mill.mill.PAGE", 7)
            assert list(mill.links(Query(limit=100), reports=True)) == whole


ARTICLES = {
    "1.txt": """date 2025-06-02
Panchina Parma, l’idea Mancinelli

Il Parma pensa a Duccio Mancinelli, come riporta Tuttosport. Il tecnico del Torino ha un contratto in scadenza nel 2026.
""",
    "2.txt": """date 2025-06-15
Parma, contatti per la panchina

Il Parma ha avviato i contatti con Mancinelli, allenatore del Torino. Lo scrive Sky Sport.
""",
}


def test_articles_become_rows_by_way_of_batch(run: Run, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "rumourx", "batch", "articles", "-o", "facts.jsonl", "--quiet"]
    environment = os.environ | {"PYTHONPATH": str(Path(rumourx.__file__).parents[1])}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, timeout=120)
    (link,) = json.loads(run("facts.jsonl", "--move", "join", "--format", "json").stdout)
    assert (link["person"], link["club"], link["articles"]) == ("Duccio Mancinelli", "Parma", 2)
    assert (link["stage"], link["first_seen"], link["last_seen"]) == ("talks", "2025-06-02", "2025-06-15")
    assert link["contract"]["date"] == "2026"
