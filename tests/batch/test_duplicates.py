"""Stories that are told more than once are found, and different stories are kept apart."""

import random
import re
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest

from rumourx.batch.duplicates import BAND, VALUES, clusters, signature
from rumourx.errors import UsageError
from tests.batch.processes import run_python
from tests.benchmarks.articles import generate_articles

ROOT = Path(__file__).parents[2]
STORIES = tuple(
    path.read_text(encoding="utf-8")
    for folder in ("samples", "tests/gold/train", "tests/gold/development")
    for path in sorted((ROOT / folder).glob("*.txt"))
    if len(path.read_text(encoding="utf-8").split()) >= 120
)
"""Articles that were written one by one: each tells a story of its own."""

FOOTER = "\n\nRiproduzione riservata. Leggi anche: tutte le trattative di oggi. Iscriviti al nostro canale."


def with_another_frame(text: str) -> str:
    """Another headline, a lead-in and a footer."""
    return f"ULTIM'ORA | Mercato, che cosa succede adesso\n\nRedazione sportiva - {text}{FOOTER}"


def in_another_hand(text: str) -> str:
    """Other quotation marks and apostrophes, no accents, capitals in the first sentence."""
    plain = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "’": "'", "è": "e'", "à": "a'", "ù": "u'"})
    start, stop, rest = text.partition(".")
    return start.upper() + stop + rest.translate(plain).replace("\n\n", "\n")


def cut_short(text: str) -> str:
    """Without the last quarter."""
    words = text.split(" ")
    return " ".join(words[: len(words) * 3 // 4]) + " … continua a leggere"


def with_words_changed(text: str) -> str:
    """One word in thirty is another one."""
    words, choice = text.split(" "), random.Random(7)
    for place in choice.sample(range(len(words)), len(words) // 30):
        words[place] = "invece"
    return " ".join(words)


def in_another_order(text: str) -> str:
    """The last paragraph comes first."""
    *others, last = re.split(r"\n+", text.strip())
    return "\n\n".join([last, *others])


VARIANTS = (with_another_frame, in_another_hand, cut_short, with_words_changed, in_another_order)


def found(texts: Iterable[str]) -> dict[int, int]:
    return dict(clusters(enumerate(map(signature, texts))))


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_story_is_recognised_however_it_is_syndicated(variant: Callable[[str], str]) -> None:
    texts = [*STORIES, *map(variant, STORIES)]
    firsts = found(texts)
    recognised = sum(firsts.get(number + len(STORIES)) == number for number in range(len(STORIES)))
    assert recognised >= 0.97 * len(STORIES), f"{recognised} of {len(STORIES)}"


def test_different_stories_are_kept_apart() -> None:
    assert len(STORIES) > 200
    assert found(STORIES) == {}


def test_generated_articles_of_the_same_sentences_are_kept_apart() -> None:
    articles = [article for article in generate_articles(3000, seed=11) if article.repeats is None]
    assert len(articles) > 2500
    assert found(article.body for article in articles) == {}


def test_the_first_of_a_story_stands_for_all_of_it() -> None:
    story, other = STORIES[:2]
    numbered = [(3, other), (10, story), (11, "Un'altra cosa."), (20, cut_short(story)), (31, story), (40, other)]
    firsts = clusters((number, signature(text)) for number, text in numbered)
    assert dict(firsts) == {3: 3, 40: 3, 10: 10, 20: 10, 31: 10}
    assert firsts.get(11) is None
    assert len(firsts) == 5


def test_texts_of_a_few_words_are_the_same_only_when_they_are_equal() -> None:
    assert found(["Parma, ecco Vanoli", "Parma, ecco Grosso", "PARMA: ecco Vanoli!"]) == {0: 0, 2: 0}


def test_texts_without_words_tell_no_story() -> None:
    assert signature(" …\n") == signature("") == ""
    assert found(["", "…", ""]) == {}
    assert found([]) == {}


def test_a_signature_does_not_depend_on_the_process() -> None:
    # Parts of an interrupted run are compared with those of the run that resumes it.
    assert signature("Il Parma pensa a Paolo Vanoli per la panchina")[:24] == "1gWSOitEtgr0aQVFXLKLHPVK"


def test_lone_surrogates_are_no_obstacle() -> None:
    assert signature("Il Parma \udce8 pensa a Vanoli e basta")


def test_thousands_that_agree_in_one_band_are_neither_one_story_nor_take_forever() -> None:
    values = np.random.default_rng(3).integers(0, 2**32, (5000, VALUES), np.uint32)
    values[:, :BAND] = 7
    signatures = (b64encode(row.astype("<u4").tobytes()).decode() for row in values)
    started = time.monotonic()
    assert clusters(enumerate(signatures)) == {}
    assert time.monotonic() - started < 20


def test_nothing_is_left_in_the_folder(tmp_path: Path) -> None:
    clusters(enumerate(map(signature, STORIES[:20])), folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


MEMORY_CODE = """
from rumourx.batch.duplicates import clusters, signature
from tests.batch.processes import peak_memory
from tests.batch.test_duplicates import STORIES

KEPT = [signature(text) for text in STORIES[:50]]

def growth(count):
    before = peak_memory()
    clusters((number, KEPT[number % 50]) for number in range(count))
    return peak_memory() - before

growth(10_000)
print(growth(100_000) / 100_000)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_memory_holds_some_bytes_an_article() -> None:
    done = run_python(MEMORY_CODE)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < 100  # a signature alone has 684 characters


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from rumourx.batch import duplicates

    duplicates._empty_sketch.cache_clear()
    monkeypatch.setitem(sys.modules, "datasketch", None)  # as if it were not installed
    with pytest.raises(UsageError, match=re.escape("pip install 'rumourx[batch]'")):
        signature("Il Parma pensa a Vanoli")
