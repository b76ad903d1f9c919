"""Searches inputs that reach new code in reading and in the quotes, and keeps those that raise what they must not.

    pip install atheris        # Linux and macOS; no part of the tests
    python tests/fuzz/coverage.py CORPUS -max_total_time=1800

CORPUS is a folder for inputs that reached something new (it is made); what follows are options of libFuzzer. An input
that is read wrongly is written to tests/finds/, once for each line of code where it fails, and the search goes
on. A first byte chooses what is done with the rest: read as the bytes of a text, a web page or a JSON line, inflated,
or read as an article's text for its quotes.
"""

import gzip
import re
import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

sys.path[0] = str(Path(__file__).parents[2])  # not this folder: its `coverage` is not what others import by the name

import spacy  # noqa: E402
import trafilatura  # noqa: E402, F401  (before what is instrumented: only the package itself is)

with atheris.instrument_imports(include=["rumourx.reading", "rumourx.pipeline.quotes"]):
    from rumourx.pipeline.quotes import QuoteExtractor
    from rumourx.reading.sources import read_articles, read_task
    from rumourx.reading.task import Loaded, ReadingOptions, Task

from tests.fuzz.pieces import MARKS, cues, hostile_text  # noqa: E402

FINDS = Path(__file__).parents[1] / "finds"
NAME = re.compile(r"\b[A-Z]\w+")
SEEDS = 300
OPTIONS = ReadingOptions()

nlp = spacy.blank("it")
nlp.add_pipe("sentencizer")
read_quotes = QuoteExtractor(nlp, "quotes")
inflated = Path(tempfile.mkdtemp()) / "articles.jsonl.gz"
seen: set[str] = set()


def read(data: bytes) -> None:
    """Do with an input what its first byte says; raises where something is wrong."""
    way, rest = data[:1], data[1:]
    if way == b"q":
        check_quotes(rest.decode("utf-8", "replace"))
    elif way == b"z":
        inflated.write_bytes(rest if rest[:1] == b"\x1f" else gzip.compress(rest, 1))
        list(read_articles([inflated], on_error=lambda error: None))
    else:
        kind = {b"h": "html", b"l": "line"}.get(way, "text")
        found = read_task(Task("an article", kind, "nowhere", rest), OPTIONS)
        if isinstance(found, Loaded):
            assert 0 <= found.article.body_start <= len(found.article.text)


def check_quotes(text: str) -> None:
    """Read the quotes of a text in which every capitalised word is a person."""
    doc = nlp.make_doc(text)
    names = [doc.char_span(*match.span(), label="PER") for match in NAME.finditer(text)]
    doc.ents = [name for name in names if name is not None]
    for quote in read_quotes(nlp.get_pipe("sentencizer")(doc))._.quotes:
        said = text[quote["start"] : quote["end"]]
        assert said and said == said.strip()


def keep(data: bytes) -> None:
    """Try an input, and keep it when it fails where none has failed before."""
    try:
        read(data)
    except Exception as error:
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{type(error).__name__}-{Path(trace.tb_frame.f_code.co_filename).stem}-{trace.tb_lineno}"
        if place not in seen:
            seen.add(place)
            (FINDS / f"coverage-{place}.bin").write_bytes(data)
            print(f"find: {place}: {str(error)[:200]}")


def seed(corpus: Path) -> None:
    """Write inputs to begin with where there are none yet."""
    corpus.mkdir(parents=True, exist_ok=True)
    if any(corpus.iterdir()):
        return
    for number in range(SEEDS):
        text = hostile_text(Random(f"seed {number}"), most_pieces=3)[:2000]
        body = text.encode("utf-8", "replace")
        page = b"<html><head><title>T</title></head><body><article><p>%b</p></article></body></html>" % body
        line = b'{"text": "%b", "date": "2025-05-12"}' % body.replace(b'"', b"'")
        way, data = [(b"t", body), (b"h", page), (b"l", line), (b"z", line), (b"q", body), (b"q", body)][number % 6]
        (corpus / f"seed-{number}").write_bytes(way + data)


def write_dictionary(path: Path) -> Path:
    """Write the words that libFuzzer puts in."""
    words = [*MARKS, *cues()["V"][::20], "Vanoli", "il tecnico", "date 2025-05-12", '{"text": "', "charset=", "\\ud800"]
    escaped = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "replace")) for word in words)
    path.write_text("".join(f'"{word}"\n' for word in escaped))
    return path


def main() -> None:
    """Search for as long as the options say."""
    corpus = Path(sys.argv[1])
    seed(corpus)
    dictionary = write_dictionary(inflated.with_name("words.dict"))
    atheris.Setup([*sys.argv, f"-dict={dictionary}", "-timeout=30", "-max_len=4000"], keep)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
