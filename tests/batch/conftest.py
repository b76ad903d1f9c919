"""Batches as a user runs them: real files, and the command in a process group of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import rumourx

NAMES = ("Paolo Vanoli", "Fabio Grosso", "Alberto Gilardino", "Daniele De Rossi", "Raffaele Palladino", "Thiago Motta")
CLUBS = ("Parma", "Torino", "Sassuolo", "Genoa", "Cagliari", "Empoli", "Lecce")
ARTICLES = 120

DEADLY_COMPONENT = '''
import os, signal
from spacy.language import Language

@Language.component("deadly")
def deadly(doc):
    """Kill its own process at one word, fail at another, and want 64 GB at a third."""
    if "VELENO" in doc.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "GUASTO" in doc.text:
        raise ValueError("component broken")
    if "FAME" in doc.text:
        bytearray(1 << 36)
    return doc
'''


def article_text(number: int) -> str:
    """A small article, unlike the others."""
    name, club, other = NAMES[number % 6], CLUBS[number % 7], CLUBS[(number + 3) % 7]
    return (
        f"date 2025-05-{number % 28 + 1:02}\nIl {club} pensa a {name} per la panchina numero {number}, come riporta "
        f"Sky Sport. Il contratto del tecnico scade nel {2026 + number % 4} e piace anche al {other}: “Vedremo "
        f"{number} volte”, ha detto l’allenatore."
    )


def write_articles(folder: Path, count: int) -> Path:
    """A folder of small articles."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(article_text(number), encoding="utf-8")
    return folder


def read_lines(path: Path) -> list[Any]:
    """The values of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Command:
    """Runs `rumourx batch` in one folder."""

    def __init__(self, folder: Path, *more_paths: Path) -> None:
        self.folder = folder
        package = Path(rumourx.__file__).parents[1]
        plain = {name: value for name, value in os.environ.items() if not name.endswith("_COLOR")}
        path = os.pathsep.join(map(str, (package, *more_paths)))
        self.environment = plain | {"PYTHONPATH": path, "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start it in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "rumourx", "batch", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run it to its end."""
        process = self.start(*arguments)
        output, errors = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, output, errors)


def wait_until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for something that a process does."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.01)


def parts(folder: Path) -> int:
    """How many parts a staging folder holds."""
    return len(list(folder.glob("block-*.jsonl")))


def group_lives(process: subprocess.Popen[str]) -> bool:
    """Is any process of the group alive?"""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small articles, the same for all tests: leave it as it is."""
    return write_articles(tmp_path_factory.mktemp("inputs") / "articles", ARTICLES)


@pytest.fixture(scope="session")
def expected(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What an uninterrupted run over `articles` writes."""
    folder = tmp_path_factory.mktemp("expected")
    done = Command(folder).run(str(articles), "--output", "facts.jsonl", "--block-size", "3", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    return (folder / "facts.jsonl").read_bytes()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`rumourx batch` in an empty folder."""
    return Command(tmp_path)


@pytest.fixture(scope="session")
def deadly(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A pipeline that kills its process at VELENO and fails at GUASTO, and the folder of its code."""
    from spacy.language import Language

    from rumourx.pipeline.load import EMBEDDED_PATH

    code = tmp_path_factory.mktemp("deadly")
    (code / "deadly.py").write_text(DEADLY_COMPONENT, encoding="utf-8")
    metadata = code / "deadly-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: deadly\nVersion: 1.0\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text("[spacy_factories]\ndeadly = deadly:deadly\n", encoding="utf-8")

    import spacy

    Language.component("deadly", func=lambda doc: doc)
    nlp = spacy.load(EMBEDDED_PATH)
    nlp.add_pipe("deadly")
    nlp.to_disk(code / "pipeline")
    yield code / "pipeline", code
