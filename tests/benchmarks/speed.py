"""Prints how fast RumourX starts and reads, and how large it is.

    python tests/benchmarks/speed.py [--runs N]

Figures of a command are medians of N fresh processes, taken in turn with the process that they are compared with, so
that a busy machine slows both alike.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "rumourx"
EMBEDDED = PACKAGE / "it_rumourx_sm"
SAMPLE = ROOT / "samples" / "panchina-parma.txt"
WORDS = 60_000
"""Words that are read to measure throughput."""

HELP = [sys.executable, "-m", "rumourx", "--help"]
EXTRACT = [sys.executable, "-m", "rumourx", "extract", str(SAMPLE)]
BARE = [
    sys.executable,
    "-c",
    "import pathlib, spacy, sys; spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))",
    str(EMBEDDED),
    str(SAMPLE),
]


def run_seconds(command: list[str]) -> float:
    """Return how long a command takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"PYTHONPATH": str(ROOT)})
    return time.perf_counter() - start


def medians_in_turn(commands: list[list[str]], runs: int) -> list[float]:
    """Return each command's median seconds over `runs` rounds, after one round that fills the disk's cache."""
    rounds = [[run_seconds(command) for command in commands] for _ in range(runs + 1)]
    return [median(times) for times in zip(*rounds[1:], strict=True)]


def imported_by_help() -> list[str]:
    """Return which heavy libraries `rumourx --help` imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *HELP[1:]],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return sorted(imported & {"spacy", "numpy", "pydantic", "dateparser", "thinc"})


def words_per_second(read: Callable[[list[str]], Iterable[object]], texts: list[str]) -> float:
    """Return the words that `read` gets through in a second; the first texts warm it up."""
    list(read(texts[:8]))
    start = time.perf_counter()
    for _ in read(texts):
        pass
    return sum(len(text.split()) for text in texts) / (time.perf_counter() - start)


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files, without what Python caches."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sum(path.stat().st_size for path in files) / 1e6


def articles() -> list[str]:
    """Return the texts of the samples and of the gold articles for development, repeated up to `WORDS` words."""
    from rumourx.evaluation.markup import read_gold

    once = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    once += [read_gold(path).text for path in sorted((ROOT / "tests" / "gold" / "development").glob("*.txt"))]
    texts: list[str] = []
    words = 0
    while words < WORDS:
        texts += once
        words += sum(len(text.split()) for text in once)
    return texts


def print_start_up(runs: int) -> None:
    """Print the seconds of commands from cold start."""
    (help_seconds,) = medians_in_turn([HELP], runs)
    heavy = ", ".join(imported_by_help()) or "none of spaCy, numpy, pydantic, dateparser"
    print(f"rumourx --help              {help_seconds:6.2f} s   (at most 0.25; it imports {heavy})")
    extract, bare = medians_in_turn([EXTRACT, BARE], runs)
    print(f"one article, cold start     {extract:6.2f} s   against {bare:.2f} s for spaCy with the bare pipeline")
    print(f"                            {extract / bare:6.2f} ×   (at most 1.5)")


def print_throughput() -> None:
    """Print words per second, all components against the bare embedded pipeline."""
    import spacy

    import rumourx

    texts = articles()
    bare = spacy.load(EMBEDDED)
    bare_speed = words_per_second(bare.pipe, texts)
    speed = words_per_second(rumourx.extract_many, texts)
    print(f"extract_many                {speed:6,.0f} words/s   against {bare_speed:,.0f} for the bare nlp.pipe")


def print_sizes() -> None:
    """Print the sizes of what is installed, and how long the gazetteer takes to load."""
    from rumourx.gazetteer.gazetteer import packaged_gazetteer

    times = []
    for _ in range(5):
        packaged_gazetteer.cache_clear()
        start = time.perf_counter()
        packaged_gazetteer()
        times.append(time.perf_counter() - start)
    print(f"package, no dependencies    {megabytes(PACKAGE):6.1f} MB  (at most 30)")
    print(f"weights                     {megabytes(EMBEDDED):6.1f} MB  (at most 15)")
    print(f"gazetteer, loading          {median(times) * 1000:6.0f} ms  (at most 100)")


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7, help="fresh processes a command (%(default)s)")
    options = parser.parse_args()
    print_start_up(options.runs)
    print_throughput()
    print_sizes()


if __name__ == "__main__":
    main()
