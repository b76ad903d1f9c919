"""The clock, and the times of files, have no part in what is read and written."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.batch.conftest import write_articles

Run = Callable[..., subprocess.CompletedProcess[str]]
LATE, EARLY = 3_900_000_000, 1  # 2093 and 1970

BACKWARDS = f"""
import datetime, itertools, pathlib, time
pathlib.Path(__file__).with_name("used").touch()
moments = itertools.count({LATE}, -3600)  # an hour earlier at every look
time.time = lambda: float(next(moments))
time.time_ns = lambda: next(moments) * 10**9

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(next(moments))

class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(next(moments), tz)
    today = utcnow = now

datetime.date, datetime.datetime = Day, Moment
"""
PAGE = """<html><head><title>Pista Vanoli</title></head><body><article><p>Pubblicato il 12 maggio 2025 alle 10.30.</p>
<p>Il Parma pensa a Paolo Vanoli, che ha un contratto fino al 30 giugno prossimo con il Torino, e non decide prima
della fine del mese prossimo.</p></article></body></html>"""


def test_a_clock_that_runs_backwards_changes_nothing(run: Run, environment: dict[str, str], tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", 3)
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "line.jsonl").write_text('{"text": "Il Parma pensa a Vanoli da ieri.", "date": "ieri"}\n')
    (tmp_path / "clock").mkdir()
    (tmp_path / "clock" / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    assert run("batch", "articles", "-o", "usual.jsonl.gz", "--jobs", "1", "-q").returncode == 0

    for number, file in enumerate(sorted(folder.iterdir())):
        os.utime(file, (LATE, EARLY) if number % 2 else (EARLY, LATE))
    path = os.pathsep.join((str(tmp_path / "clock"), environment["PYTHONPATH"]))
    done = run("batch", "articles", "-o", "odd.jsonl.gz", "--jobs", "1", PYTHONPATH=path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "odd.jsonl.gz").read_bytes() == (tmp_path / "usual.jsonl.gz").read_bytes()
    assert (tmp_path / "clock" / "used").exists()
