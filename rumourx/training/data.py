"""The training set: sentences of the general corpora mixed with variants of the gold articles."""

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from rumourx.errors import ArticleError
from rumourx.evaluation.markup import GoldArticle, read_gold
from rumourx.training.corpora import TaggedSentence, read_kind, read_wikineural, to_doc
from rumourx.training.names import NamePool
from rumourx.training.variants import Labelled, make_variants, original

Reader = Callable[[Path], Iterator[TaggedSentence]]

GENERAL: tuple[tuple[str, Reader, int], ...] = (
    ("kind/wikinews_train.tsv", read_kind, 1),
    ("kind/fiction_train.tsv", read_kind, 3),
    ("kind/degasperi_train.tsv", read_kind, 3),
    ("wikineural-it/val.conllu", read_wikineural, 1),
    ("wikineural-it/test.conllu", read_wikineural, 1),
)
"""The corpora below the corpora folder, how each is read, and that every n-th group of sentences is kept."""

HELD_OUT = "kind/wikinews_test.tsv"

VARIANTS = 25
"""Variants of each gold article."""

SENTENCES = 5
"""A Doc of the general corpora holds up to this many sentences, so that the model sees names after a full stop."""


def write_docs(docs: Iterable[Doc], path: Path) -> None:
    """Write Docs as a DocBin, the form in which `spacy train` reads them."""
    DocBin(docs=list(docs)).to_disk(path)


def development_docs(gold: Path, nlp: Language) -> list[Doc]:
    """Return the gold articles of a folder as they stand."""
    return [_gold_doc(nlp, original(article)) for article in _read_folder(gold)]


def held_out_docs(corpora: Path, nlp: Language) -> list[Doc]:
    """Return the sentences of KIND that measure general Italian: its Wikinews test part."""
    return [to_doc(nlp, sentence) for sentence in read_kind(_existing(corpora / HELD_OUT))]


def general_docs(corpora: Path, nlp: Language, rng: random.Random) -> Iterator[Doc]:
    """Yield the general corpora in Docs of one to five sentences."""
    for name, read, keep in GENERAL:
        path = _existing(corpora / name)
        for number, sentences in enumerate(_groups(read(path), rng)):
            if number % keep == 0:
                yield Doc.from_docs([to_doc(nlp, sentence) for sentence in sentences])


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ArticleError(f"The corpus {path} is missing: --corpora takes the folder with kind/ and wikineural-it/.")
    return path


def _groups(sentences: Iterable[TaggedSentence], rng: random.Random) -> Iterator[list[TaggedSentence]]:
    group: list[TaggedSentence] = []
    size = rng.randint(1, SENTENCES)
    for sentence in sentences:
        group.append(sentence)
        if len(group) == size:
            yield group
            group, size = [], rng.randint(1, SENTENCES)
    if group:
        yield group


def gold_docs(gold: Path, nlp: Language, rng: random.Random) -> Iterator[Doc]:
    """Yield each gold article as it stands, and its variants."""
    pool = NamePool()
    for article in _read_folder(gold):
        yield _gold_doc(nlp, original(article))
        for variant in make_variants(article, pool, rng, VARIANTS):
            yield _gold_doc(nlp, variant)


def _read_folder(folder: Path) -> list[GoldArticle]:
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise ArticleError(f"{folder} holds no gold articles (*.txt).")
    return [read_gold(path) for path in paths]


def _gold_doc(nlp: Language, labelled: Labelled) -> Doc:
    """Make a Doc with the entities; one that no token bounds fit is left out."""
    doc = nlp.make_doc(labelled.text)
    spans = [doc.char_span(*entity) for entity in labelled.entities]
    doc.set_ents([span for span in spans if span is not None])
    return doc
