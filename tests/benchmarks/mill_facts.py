"""Makes datasets of facts without reading articles, and prints how fast `rumourx mill` answers, in how much memory.

    python tests/benchmarks/mill_facts.py [FACTS] [--seed N] [--outputs NAME ...]

FACTS facts, 19 an article, are written to each output as `rumourx batch` writes them; then the command merges them in a
process of its own. Seconds count from the start of the process to its end, memory is the peak of its resident set. The
people and clubs are invented; a third of the mentions are surnames alone, some have a slip, one article in twenty tells
the story of another. The same seed makes the same facts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from rumourx.batch.rows import Row  # noqa: E402
from rumourx.batch.writers import writer_for  # noqa: E402

FACTS = 100_000
FACTS_AN_ARTICLE = 19
ARTICLES_A_PERSON = 4
CLUBS = 120
DAYS = 365
DUPLICATE_SHARE = 0.05
SURNAME_SHARE = 0.33
SLIP_SHARE = 0.02
OUTPUTS = ("facts.jsonl", "facts.jsonl.gz", "facts.parquet", "dataset.parquet/", "facts.duckdb", "records/")

HEADS = ("Ber", "Cor", "Man", "Ro", "Val", "Tre", "Gal", "Sca", "Pe", "Lo", "Fio", "Mar", "Zan", "Bru", "Ca", "De")
MIDDLES = ("sa", "ra", "ci", "vi", "tto", "le", "ni", "ga", "do", "me", "lla", "ro")
TAILS = ("netti", "dini", "nelli", "rani", "schi", "gnoli", "tani", "sini", "relli", "vato", "ghi", "zzo")
FORENAMES = ("Ezio", "Livio", "Duccio", "Nicolò", "Anselmo", "Galeno", "Oreste", "Tullio", "Ruggero", "Fedele")
OUTLETS = ("Sky Sport", "Tuttosport", "La Gazzetta dello Sport", "Corriere dello Sport", "Il Pungolo")
STAGES = ("interest", "interest", "interest", "talks", "talks", "agreed", "official", "denied")
MOVES = ("join", "join", "join", "leave", "stay")


def generate_rows(facts: int, seed: int = 0) -> Iterator[Row]:
    """Yield the rows of a batch that hold about so many facts."""
    random = Random(seed)
    articles = max(1, facts // FACTS_AN_ARTICLE)
    people = [_invented(random) for _ in range(max(10, articles // ARTICLES_A_PERSON))]
    clubs = [f"Vigor {_surname(random)}" for _ in range(CLUBS)]
    for number in range(articles):
        repeats = number > 0 and random.random() < DUPLICATE_SHARE
        yield Row(
            source=f"articles/{number:07}.txt",
            record=_record(number, people, clubs, random),
            fields={"url": f"https://www.sito{random.randrange(200)}.example/calcio/{number}"},
            words=330,
            cluster=f"articles/{random.randrange(number):07}.txt" if repeats else None,
        )


def _record(number: int, people: list[str], clubs: list[str], random: Random) -> dict[str, Any]:
    names = [_printed(name, random) for name in random.sample(people, k=6)]
    teams = random.sample(clubs, k=5)
    written = date(2025, 1, 1) + timedelta(days=random.randrange(DAYS))
    outlet = random.choice(OUTLETS)
    return {
        "schema_version": "1.1",
        "source": f"articles/{number:07}.txt",
        "title": f"Calciomercato, {names[0]} e le altre voci",
        "article_date": {"date": written.isoformat(), "precision": "day", "origin": "header"},
        "pipeline": {"name": "it_rumourx_sm", "version": "0.1.0"},
        "people": [_fact(name, random, id=None, role="player") for name in names],
        "clubs": [_fact(name, random, id=name.lower().replace(" ", "-"), kind="club", country="IT") for name in teams],
        "contract_dates": [_contract(names[0], teams[0], random)],
        "quotes": [_quote(name, random) for name in names[:2]],
        "rumours": [_rumour(name, teams[1], outlet, random) for name in names[:2]],
        "competitions": [_named("Serie A", random)],
        "outlets": [_named(outlet, random)],
        "stadiums": [_named(f"Stadio {names[2]}", random)],
    }


def _rumour(name: str, club: str, outlet: str, random: Random) -> dict[str, Any]:
    evidence = f"Per {name} si muove il {club}, che prepara un’offerta da {random.randrange(2, 80)} milioni di euro."
    return {
        "person": name,
        "club": club,
        "move": random.choice(MOVES),
        "stage": random.choice(STAGES),
        "sources": [outlet] if random.random() < 0.5 else [],
        "evidence": [_span(evidence, random)],
        "confidence": round(random.uniform(0.3, 1), 2),
    }


def _contract(name: str, club: str, random: Random) -> dict[str, Any]:
    year = random.randint(2025, 2030)
    return {
        "person": name,
        "club": club,
        "event": random.choice(("expiry", "renewal", "signing", "loan", "option")),
        "date": str(year),
        "precision": "year",
        "certainty": random.choice(("stated", "reported", "proposed")),
        **_span(f"un contratto fino al {year}", random),
        "confidence": round(random.uniform(0.3, 1), 2),
    }


def _quote(name: str, random: Random) -> dict[str, Any]:
    said = _span("Sto bene qui, penso soltanto alla prossima partita", random)
    return {"speaker": name, "cue": "ha detto", **said, "confidence": 0.9}


def _fact(name: str, random: Random, **values: Any) -> dict[str, Any]:
    mentions = [_span(name, random), _span(name.split()[-1], random)]
    return {"name": name, **values, "mentions": mentions, "confidence": round(random.uniform(0.5, 1), 2)}


def _named(name: str, random: Random) -> dict[str, Any]:
    return {"name": name, "mentions": [_span(name, random)]}


def _span(text: str, random: Random) -> dict[str, Any]:
    start = random.randrange(3000)
    return {"text": text, "start": start, "end": start + len(text)}


def _invented(random: Random) -> str:
    return f"{random.choice(FORENAMES)} {_surname(random)}"


def _surname(random: Random) -> str:
    return random.choice(HEADS) + random.choice(MIDDLES) + random.choice(TAILS)


def _printed(name: str, random: Random) -> str:
    """The name as an article prints it: in full, as the surname alone, or with a letter missing."""
    chance = random.random()
    if chance < SURNAME_SHARE:
        return name.split()[-1]
    if chance < SURNAME_SHARE + SLIP_SHARE:
        place = random.randrange(len(name) - 4, len(name))
        return name[:place] + name[place + 1 :]
    return name


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of the command: seconds, seconds of processors, and the peak of memory in MB."""

    seconds: float
    processor: float
    megabytes: float


# A process counts as its own peak what the process that started it held; so a small one starts the command.
_STARTER = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


def measure(dataset: str, *options: str) -> Measured:
    """Run `rumourx mill` on a dataset. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", "rumourx", "mill", dataset, *options]
    done = subprocess.run(
        [sys.executable, "-c", _STARTER, *command],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.PIPE,
    )
    return Measured(*json.loads(done.stdout))


def main() -> None:
    """Print a line for each output."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", type=int, nargs="?", default=FACTS, metavar="FACTS")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--outputs", nargs="+", default=OUTPUTS, metavar="NAME")
    options = parser.parse_args()
    print("dataset                facts  seconds  processor s  peak MB")
    with tempfile.TemporaryDirectory() as folder:
        for name in options.outputs:
            dataset = f"{folder}/{name}"
            writer_for(dataset).write(generate_rows(options.facts, options.seed), dataset)
            one = measure(dataset)
            print(
                f"{name:<17}  {options.facts:9,}  {one.seconds:7.2f}  {one.processor:11.2f}  {one.megabytes:7.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
