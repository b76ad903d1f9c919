"""The training set: general corpora and gold articles in one shuffled file."""

import random
import shutil
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from rumourx.errors import ArticleError
from rumourx.training import data
from rumourx.training.__main__ import main
from rumourx.training.data import development_docs, general_docs, gold_docs, held_out_docs, write_docs
from rumourx.training.tokenizer import italian_tokenizer

GOLD = """--- text
Il {C Parma} pensa a {P Paolo Vanoli}.
--- people
Paolo Vanoli: null
--- clubs
Parma: club
--- quotes
--- contracts
--- rumours
"""
SENTENCE = {
    "kind": "Mario\tPER\nRossi\tPER\ngioca\tO\n.\tO\n\n",
    "wikineural-it": "0\tMario\tB-PER\n1\tRossi\tI-PER\n2\tgioca\tO\n3\t.\tO\n\n",
}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return italian_tokenizer()


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Corpora of thirty sentences each."""
    for name, _, _ in data.GENERAL:
        path = tmp_path / "corpora" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(SENTENCE[path.parent.name] * 30, encoding="utf-8")
    return tmp_path / "corpora"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder with one gold article."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "vanoli.txt").write_text(GOLD, encoding="utf-8")
    return folder


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


def test_general_docs_hold_one_to_five_sentences(corpora: Path, nlp: Language) -> None:
    docs = list(general_docs(corpora, nlp, random.Random(0)))
    sizes = {len(doc.ents) for doc in docs}
    assert sizes == {1, 2, 3, 4, 5}
    assert all(label == "PER" and text == "Mario Rossi" for doc in docs for text, label in entities(doc))


def test_some_corpora_are_thinned_out(corpora: Path, nlp: Language) -> None:
    sentences = sum(len(doc.ents) for doc in general_docs(corpora, nlp, random.Random(0)))
    whole = sum(keep == 1 for _, _, keep in data.GENERAL) * 30
    assert whole < sentences < len(data.GENERAL) * 30


def test_a_missing_corpus_is_named(corpora: Path, nlp: Language) -> None:
    (corpora / "kind" / "fiction_train.tsv").unlink()
    with pytest.raises(ArticleError, match=r"fiction_train\.tsv is missing"):
        list(general_docs(corpora, nlp, random.Random(0)))


def test_a_gold_article_comes_as_it_stands_and_in_variants(gold: Path, nlp: Language) -> None:
    docs = list(gold_docs(gold, nlp, random.Random(0)))
    assert len(docs) == 1 + data.VARIANTS
    assert entities(docs[0]) == [("Parma", "ORG"), ("Paolo Vanoli", "PER")]
    assert {tuple(label for _, label in entities(doc)) for doc in docs} == {("ORG", "PER")}
    assert len({doc.text for doc in docs}) > data.VARIANTS // 2


def test_a_folder_without_gold_articles_is_named(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(ArticleError, match="holds no gold articles"):
        list(gold_docs(tmp_path, nlp, random.Random(0)))


def test_the_same_seed_gives_the_same_texts(corpora: Path, gold: Path, nlp: Language) -> None:
    def texts() -> list[str]:
        rng = random.Random(7)
        return [doc.text for doc in (*general_docs(corpora, nlp, rng), *gold_docs(gold, nlp, rng))]

    assert texts() == texts()


def test_docs_survive_the_file(gold: Path, nlp: Language, tmp_path: Path) -> None:
    write_docs(development_docs(gold, nlp), tmp_path / "dev.spacy")
    (doc,) = DocBin().from_disk(tmp_path / "dev.spacy").get_docs(nlp.vocab)
    assert entities(doc) == [("Parma", "ORG"), ("Paolo Vanoli", "PER")]


def test_general_italian_is_measured_on_sentences_held_out(corpora: Path, nlp: Language) -> None:
    (corpora / data.HELD_OUT).write_text(SENTENCE["kind"] * 2, encoding="utf-8")
    assert [entities(doc) for doc in held_out_docs(corpora, nlp)] == [[("Mario Rossi", "PER")]] * 2


def test_one_command_builds_a_pipeline_that_loads_without_this_package(
    corpora: Path, gold: Path, tmp_path: Path
) -> None:
    (corpora / data.HELD_OUT).write_text(SENTENCE["kind"] * 2, encoding="utf-8")
    parts = tmp_path / "parts"
    for part in ("train", "passages", "development"):
        shutil.copytree(gold, parts / part)
    output = tmp_path / "it_tiny"
    options = ["--corpora", str(corpora), "--gold", str(parts), "--output", str(output)]
    assert main([*options, "--general-steps", "2", "--gold-steps", "2"]) == 0
    config = (output / "config.cfg").read_text(encoding="utf-8")
    assert "rumourx" not in config
    assert spacy.load(output).pipe_names == ["sentencizer", "tok2vec", "ner"]


def test_the_command_names_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--corpora", str(tmp_path), "--gold", str(tmp_path), "--output", str(tmp_path / "out")])
    assert code == 1
    assert "wikinews_train.tsv is missing" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
