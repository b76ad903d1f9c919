"""Prints how fast `rumourx batch` reads with one process and with two, and how much memory it takes.

    python tests/benchmarks/throughput.py [COUNT ...] [--jobs N ...]

COUNT made articles (see articles.py) are read for each number of jobs, by the command in a process of its own. Speed
counts from the start of the process to its end; memory is the peak of the resident set, of the leading process and of
the largest worker, as Linux keeps it. With one job the leading process does the reading. Processor time is that of all
processes together: on a busy machine it says what the seconds hide.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE_EVERY = 0.2  # seconds

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(Path(__file__).parent))

from articles import generate_articles, write_articles  # noqa: E402


@dataclass
class Measured:
    """One run: seconds, seconds of processors, and peaks of memory in MB."""

    seconds: float
    processor: float
    parent: float
    worker: float


def peak_megabytes(pid: int) -> float:
    """Return the peak of a process's resident set; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0)


def processor_seconds() -> float:
    """Return what the processes that were started here and have ended have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children(pid: int) -> list[int]:
    """Return the processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def measure(source: Path, jobs: int, out: Path) -> Measured:
    """Run the command once."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "rumourx", "batch", str(source), "-o", str(out), "--jobs", str(jobs), "--quiet"]
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment)
    measured = Measured(0, processor_seconds(), 0, 0)
    while process.poll() is None:
        measured.parent = max(measured.parent, peak_megabytes(process.pid))
        measured.worker = max([measured.worker, *map(peak_megabytes, children(process.pid))])
        time.sleep(SAMPLE_EVERY)
    measured.seconds = time.perf_counter() - started
    measured.processor = processor_seconds() - measured.processor
    if process.returncode:
        raise SystemExit(f"the command failed with exit code {process.returncode}")
    return measured


def main() -> None:
    """Print a line for each number of articles and of jobs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[2000], metavar="COUNT")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], metavar="N")
    options = parser.parse_args()
    print("articles       words  jobs  seconds  processor s  words/s  ×one job  parent MB  worker MB")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "articles.jsonl"
            write_articles(generate_articles(count), source)
            words = sum(len(article.body.split()) for article in generate_articles(count))
            print_runs(source, count, words, options.jobs)


def print_runs(source: Path, count: int, words: int, jobs: list[int]) -> None:
    """Measure each number of jobs over the same articles."""
    first: float | None = None
    for number in jobs:
        one = measure(source, number, source.with_name(f"facts-{number}.jsonl"))
        first = first or one.seconds
        print(
            f"{count:8,}  {words:10,}  {number:4}  {one.seconds:7.1f}  {one.processor:11.1f}  "
            f"{words / one.seconds:7,.0f}  {first / one.seconds:8.2f}  {one.parent:9.0f}  {one.worker:9.0f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
