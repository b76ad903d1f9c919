"""Reads hostile articles through the whole pipeline, as many as are asked for, and prints what was found wrong.

    python tests/fuzz/run.py [--articles N] [--seed S] [--jobs J]

The articles are the same for the same seed. Each is read among others and its record checked: offsets, schema, JSON;
one in fifty is also read alone, where its record must be the same. What fails is printed with a text as short as
still fails. The digest at the end is that of all records, one article after the other: it does not depend on the
number of processes nor on PYTHONHASHSEED.
"""

import argparse
import hashlib
import multiprocessing
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

import rumourx
from rumourx.errors import ArticleError
from rumourx.reading import Article, article_from_text
from rumourx.record.types import KINDS, Record
from tests.fuzz.checks import check_offsets, check_output
from tests.fuzz.pieces import hostile_text

BLOCK = 500  # articles that a process takes at a time
BATCH = 50  # articles that are read together
ALONE_EVERY = 50


@dataclass
class Counts:
    """What became of some articles: how many, how many facts of each kind, and the texts that failed with why."""

    articles: int = 0
    characters: int = 0
    refused: int = 0
    stretches: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    finds: list[tuple[str, str]] = field(default_factory=list)
    digest: bytes = b""

    def add(self, other: "Counts") -> None:
        """Take in the counts of the articles that follow."""
        for name in ("articles", "characters", "refused", "stretches"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.facts += other.facts
        self.finds += other.finds
        self.digest = hashlib.sha256(self.digest + other.digest).digest()


def hostile_article(seed: int, number: int) -> tuple[Article, bool]:
    """The article of a number, and whether reading accepts its text."""
    return as_article(hostile_text(Random(f"{seed} {number}")))


def as_article(text: str) -> tuple[Article, bool]:
    """The article of a text, and whether reading accepts it; what it refuses is an article all the same."""
    try:
        return article_from_text(text), True
    except ArticleError:
        return Article(text), False


def read_block(first: int, seed: int, end: int) -> Counts:
    """Read and check the articles from `first` on, a block at most and none from `end` on."""
    counts = Counts()
    digest = hashlib.sha256()
    numbers = iter(range(first, min(first + BLOCK, end)))
    while batch := list(islice(numbers, BATCH)):
        articles = []
        for number in batch:
            article, accepted = hostile_article(seed, number)
            articles.append(article)
            counts.refused += not accepted
        for number, article, record in zip(batch, articles, _read(articles, counts), strict=True):
            if record is None:
                continue
            try:
                counts.stretches += check_offsets(article, record)
                digest.update(check_output(record).encode())
                if number % ALONE_EVERY == 0:
                    assert rumourx.extract(article) == record, "its record differs when it is read alone"
            except Exception as error:
                counts.finds.append((article.text, _told(error)))
            counts.facts.update({kind: len(getattr(record, kind)) for kind in KINDS})
        counts.articles += len(batch)
        counts.characters += sum(len(article.text) for article in articles)
    counts.digest = digest.digest()
    return counts


def _read(articles: list[Article], counts: Counts) -> Iterator[Record | None]:
    """The record of each article, None for one that cannot be read; when a batch fails, they are read one by one."""
    try:
        yield from list(rumourx.extract_many(articles, batch_size=BATCH))
        return
    except Exception:
        pass
    for article in articles:
        try:
            record = rumourx.extract(article)
        except Exception as error:
            counts.finds.append((article.text, _told(error)))
            record = None
        yield record


def _told(error: Exception) -> str:
    """An error with the line of code where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{type(error).__name__} at {place}: {str(error)[:200]}"


def failure(text: str) -> str | None:
    """What is wrong with reading a text, None when nothing is."""
    try:
        article, _ = as_article(text)
        record = rumourx.extract(article)
        check_offsets(article, record)
        check_output(record)
    except Exception as error:
        return _told(error)
    return None


def shortened(text: str, fails: Callable[[str], bool]) -> str:
    """A text as short as still fails: stretches are taken out, from halves down to single characters."""
    size = len(text) // 2
    while size:
        place = 0
        while place < len(text):
            rest = text[:place] + text[place + size :]
            if fails(rest):
                text = rest
            else:
                place += size
        size //= 2
    return text


def read_all(count: int, seed: int, jobs: int) -> Counts:
    """Read and check so many articles with so many processes."""
    total = Counts()
    starts = range(0, count, BLOCK)
    read = partial(read_block, seed=seed, end=count)
    began = time.monotonic()

    def take(blocks: Iterator[Counts]) -> Counts:
        for number, counts in enumerate(blocks, 1):
            total.add(counts)
            if number % 10 == 0:
                spent = time.monotonic() - began
                print(f"{total.articles} articles, {len(total.finds)} finds, {spent:.0f} s", file=sys.stderr)
            for text, told in counts.finds:
                print(f"{told}: {text[:2000]!a}", file=sys.stderr)
        return total

    if jobs == 1:
        return take(map(read, starts))
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        return take(pool.imap(read, starts))


def print_finds(finds: list[tuple[str, str]], most: int = 20) -> None:
    """Print the finds, one for each error, with a text as short as still gives it."""
    by_place = {told.partition(": ")[0]: (text, told) for text, told in reversed(finds)}
    for place, (text, told) in list(by_place.items())[:most]:
        short = shortened(text, lambda tried, place=place: (failure(tried) or "").startswith(place))
        print(f"\n{told}\n  {short!r}" + ("" if failure(short) else "  (only when read among others)"))


def main() -> int:
    """Read the articles that the command line asks for; 1 when something was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    total = read_all(options.articles, options.seed, options.jobs)
    print(f"{total.articles} articles of {total.characters} characters, {total.stretches} stretches checked")
    print(f"refused by reading, read all the same: {total.refused}")
    print(", ".join(f"{kind} {total.facts[kind]}" for kind in KINDS))
    print(f"finds: {len(total.finds)}")
    print(f"digest of all records: {total.digest.hex()}")
    print_finds(total.finds)
    return 1 if total.finds else 0


if __name__ == "__main__":
    sys.exit(main())
