"""Prints how fast RumourX starts and reads, how much memory it takes, and how large it is, against spaCy and others.

    python tests/benchmarks/speed.py [--runs N] [--articles N] [--only SECTION ...]

What is compared takes turns within one run, so that a busy machine slows all alike; figures are medians. Everything
runs on one core. The floor is the bare embedded pipeline: spaCy's tokenizer, sentence bounds and NER, with nothing
of RumourX's own behind them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from processes import ONE_THREAD, environment, medians_in_turn, peak_megabytes, python  # noqa: E402

os.environ |= ONE_THREAD  # before numpy is imported, which reads it once

PACKAGE = ROOT / "rumourx"
EMBEDDED = PACKAGE / "it_rumourx_sm"
GOLD = ROOT / "tests" / "gold" / "development"
WORDS = 100_000
"""Words that are read in each round to measure throughput."""
ARTICLE_WORDS = 400
LENGTHS = (100, 1_000, 10_000, 100_000)
"""Words of the articles that show how the cost grows."""
BATCH_SIZE = 32
"""Articles that `extract_many` analyses at a time."""

BARE = "import pathlib, spacy, sys; spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))"


def words_in(texts: Iterable[str]) -> int:
    """Return the words of all texts."""
    return sum(len(text.split()) for text in texts)


def gold_texts() -> list[str]:
    """Return the texts of the gold articles for development."""
    from rumourx.evaluation.markup import read_gold

    return [read_gold(path).text for path in sorted(GOLD.glob("*.txt"))]


def article_texts(words: int) -> list[str]:
    """Return gold articles, repeated up to so many words."""
    texts: list[str] = []
    while words_in(texts) < words:
        texts += gold_texts()
    return texts


def print_start_up(runs: int) -> None:
    """Print the seconds of commands from cold start."""
    article = min(gold_texts(), key=lambda text: abs(len(text.split()) - ARTICLE_WORDS))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articolo.txt"
        path.write_text(article, encoding="utf-8")
        seconds = medians_in_turn(
            {
                "python -c pass": python("-c", "pass"),
                "import typer, rich": python("-c", "import typer, rich"),
                "rumourx --help": python("-m", "rumourx", "--help"),
                "import spacy": python("-c", "import spacy"),
                "bare pipeline, one article": python("-c", BARE, str(EMBEDDED), str(path)),
                "rumourx extract, the same article": python("-m", "rumourx", "extract", str(path)),
            },
            runs,
        )
    print(f"\nFrom a cold start, seconds ({len(article.split())} words; median of {runs})")
    for name, one in seconds.items():
        print(f"  {name:36} {one:6.2f}")
    print_ratio("--help against typer and rich", seconds["rumourx --help"] / seconds["import typer, rich"], "≤ 2.0")
    extract = seconds["rumourx extract, the same article"] / seconds["bare pipeline, one article"]
    print_ratio("extract against the bare pipeline", extract, "≤ 1.25")
    print(f"  heavy libraries that --help imports: {', '.join(imported_by_help()) or 'none'}")


def print_ratio(name: str, ratio: float, goal: str) -> None:
    """Print a ratio with its goal."""
    print(f"  {name:36} {ratio:6.2f} ×  (goal {goal})")


def imported_by_help() -> list[str]:
    """Return which heavy libraries `rumourx --help` imports."""
    done = subprocess.run(
        python("-X", "importtime", "-m", "rumourx", "--help"),
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    return sorted(imported & {"spacy", "numpy", "pydantic", "dateparser", "thinc"})


Reader = Callable[[list[str]], Iterable[object]]


def print_throughput(runs: int) -> None:
    """Print words per second of the whole extraction and of what it is measured against."""
    import spacy
    from usual_parts import usual_parts

    import rumourx

    bare, blank = spacy.load(EMBEDDED), spacy.blank("it")
    readers: dict[str, Reader] = {
        "blank Italian tokenizer": blank.pipe,
        "bare pipeline, nlp.pipe": bare.pipe,
        f"bare pipeline, {BATCH_SIZE} articles at a time": lambda texts: bare.pipe(texts, batch_size=BATCH_SIZE),
        "script of the usual parts": lambda texts: usual_parts(texts, bare),
        "rumourx.extract_many": rumourx.extract_many,
    }
    texts = article_texts(WORDS)
    speed = {name: words / median(times) for name, times, words in timed_in_turn(readers, texts, runs)}
    print(f"\nThroughput, words a second on one core ({words_in(texts):,} words of gold articles, median of {runs})")
    for name, one in speed.items():
        print(f"  {name:36} {one:8,.0f}")
    whole = speed["rumourx.extract_many"]
    print_ratio("whole against nlp.pipe", whole / speed["bare pipeline, nlp.pipe"], "≥ 0.80")
    print_ratio(f"… {BATCH_SIZE} at a time", whole / speed[f"bare pipeline, {BATCH_SIZE} articles at a time"], "none")
    print_ratio("whole against the usual parts", whole / speed["script of the usual parts"], "≥ 1.3")


def timed_in_turn(readers: dict[str, Reader], texts: list[str], runs: int) -> list[tuple[str, list[float], int]]:
    """Return the seconds of each reader in each of `runs` rounds over the texts, after a warm-up."""
    for read in readers.values():
        list(read(texts[:8]))
    times: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(runs):
        for name, read in readers.items():
            start = time.perf_counter()
            for _ in read(texts):
                pass
            times[name].append(time.perf_counter() - start)
    return [(name, taken, words_in(texts)) for name, taken in times.items()]


def print_components() -> None:
    """Print what each component costs, in the order in which they read."""
    import rumourx

    nlp = rumourx.load()
    texts = article_texts(WORDS)
    list(rumourx.extract_many(texts))  # patterns are compiled when a text first needs them
    words = words_in(texts)
    seconds = dict.fromkeys(["tokenizer", *nlp.pipe_names], 0.0)
    for first in range(0, len(texts), BATCH_SIZE):
        start = time.perf_counter()
        docs = [nlp.make_doc(text) for text in texts[first : first + BATCH_SIZE]]
        seconds["tokenizer"] += time.perf_counter() - start
        for name, component in nlp.pipeline:
            start = time.perf_counter()
            if name in ("tok2vec", "ner"):
                docs = list(component.pipe(docs, batch_size=BATCH_SIZE))
            else:
                docs = [component(doc) for doc in docs]
            seconds[name] += time.perf_counter() - start
    print("\nTime of each component, microseconds a word")
    for name, one in seconds.items():
        print(f"  {name:36} {one / words * 1e6:6.1f}  {100 * one / sum(seconds.values()):3.0f} %")


def print_lengths(runs: int) -> None:
    """Print how the cost of one article grows with its length."""
    import rumourx

    print(f"\nOne article of … words (median of {runs})")
    print("     words   seconds   µs a word   memory, peak MB")
    source = " \n".join(article_texts(LENGTHS[-1])).split(" ")
    list(rumourx.extract_many(article_texts(1_000)))
    each: dict[int, float] = {}
    for length in LENGTHS:
        text = " ".join(source[:length])
        times = []
        for _ in range(runs if length < LENGTHS[-1] else 1):
            start = time.perf_counter()
            rumourx.extract(text)
            times.append(time.perf_counter() - start)
        each[length] = median(times) / len(text.split()) * 1e6
        print(f"  {length:8,}  {median(times):8.2f}  {each[length]:10.0f}  {peak_megabytes():16.0f}")
    print_ratio("100,000 words against 1,000", each[100_000] / each[1_000], "≤ 1.3")


MEMORY = {
    "bare pipeline": "import spacy; nlp = spacy.load({embedded!r}); read = nlp.pipe",
    "whole extraction": "import rumourx; rumourx.load(); read = rumourx.extract_many",
}
MEMORY_RUN = """
import sys; sys.path[:0] = [{benchmarks!r}]
from processes import resident_megabytes
from articles import generate_articles
{set_up}
loaded = resident_megabytes()
for _ in read(article.body for article in generate_articles({count})):
    pass
print(loaded, resident_megabytes())
"""


def print_memory(count: int) -> None:
    """Print the resident set at load and after `count` articles, in processes of their own."""
    print(f"\nMemory, resident MB: loaded, and after {count:,} articles")
    after: dict[str, float] = {}
    for name, set_up in MEMORY.items():
        code = MEMORY_RUN.format(
            benchmarks=str(Path(__file__).parent), set_up=set_up.format(embedded=str(EMBEDDED)), count=count
        )
        done = subprocess.run(python("-c", code), check=True, capture_output=True, text=True, env=environment())
        loaded, after[name] = map(float, done.stdout.split())
        print(f"  {name:36} {loaded:6.0f}   {after[name]:6.0f}")
    bare, whole = after.values()
    print(f"  the goal: at most 1.15 × {bare:.0f} + 60 = {1.15 * bare + 60:.0f}; it takes {whole:.0f}")


def megabytes(folder: Path) -> float:
    """Return the size of a folder's files, without what Python caches."""
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sum(path.stat().st_size for path in files) / 1e6


def print_sizes() -> None:
    """Print the sizes of what is installed, and how long the gazetteer takes to load."""
    from rumourx.gazetteer.gazetteer import packaged_gazetteer

    times = []
    for _ in range(5):
        packaged_gazetteer.cache_clear()
        start = time.perf_counter()
        packaged_gazetteer()
        times.append(time.perf_counter() - start)
    print("\nSizes")
    print(f"  package, no dependencies             {megabytes(PACKAGE):6.1f} MB  (goal ≤ 30)")
    print(f"  weights                              {megabytes(EMBEDDED):6.1f} MB  (goal ≤ 15)")
    print(f"  gazetteer, loading                   {median(times) * 1000:6.0f} ms  (goal ≤ 100)")


def main() -> None:
    """Print the sections that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7, help="rounds of each comparison (%(default)s)")
    parser.add_argument("--articles", type=int, default=2000, help="articles read for the memory (%(default)s)")
    sections = ("start", "throughput", "components", "lengths", "memory", "sizes")
    parser.add_argument("--only", nargs="+", choices=sections, default=sections, metavar="SECTION")
    options = parser.parse_args()
    runs: dict[str, Callable[[], None]] = {
        "start": lambda: print_start_up(options.runs),
        "throughput": lambda: print_throughput(options.runs),
        "components": print_components,
        "lengths": lambda: print_lengths(3),
        "memory": lambda: print_memory(options.articles),
        "sizes": print_sizes,
    }
    for section in options.only:
        runs[section]()


if __name__ == "__main__":
    main()
