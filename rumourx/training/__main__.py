"""Rebuild the embedded pipeline.

    python -m rumourx.training --corpora CORPORA --gold tests/gold --output rumourx/it_rumourx_sm

CORPORA holds the folders `kind` (KIND, github.com/dhfbk/KIND) and `wikineural-it` (WikiNEural's Italian part,
github.com/Babelscape/wikineural); the gold folder holds `train`, `passages` and `development`. It takes about an
hour and a half on one core.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import spacy
import srsly
from spacy.cli.train import train
from spacy.lang.it import Italian
from spacy.language import Language

from rumourx import __version__
from rumourx.checksums import renew_manifest
from rumourx.errors import RumourXError
from rumourx.training.data import development_docs, general_docs, gold_docs, held_out_docs, write_docs
from rumourx.training.tokenizer import italian_tokenizer
from rumourx.training.tune import tune

CONFIG = Path(__file__).with_name("config.cfg")
TRAINING_PARTS = ("train", "passages")
"""The parts of the gold that the names are learnt from; what tells a move is learnt from `train` alone."""

META = {
    "name": "rumourx_sm",
    "version": __version__,
    "spacy_version": ">=3.8.7,<3.9.0",
    "description": "Italian names (PER, ORG, LOC, MISC) and sentence bounds for football news; made by RumourX.",
    "license": "CC BY-NC-SA 4.0",
    "author": "The RumourX authors",
    "sources": [
        {"name": "KIND (wikinews, fiction, De Gasperi)", "license": "CC BY-NC 4.0 and CC BY-NC-SA 4.0"},
        {"name": "WikiNEural (Italian)", "license": "CC BY-NC-SA 4.0"},
        {"name": "Gold articles of RumourX", "license": "MIT"},
    ],
}


def build(corpora: Path, gold: Path, output: Path, general_steps: int, gold_steps: int, seed: int = 0) -> None:
    """Train on the general corpora, go on with gold/train and gold/passages mixed in, and write to `output`.

    The weights of the first phase that are best on KIND's Wikinews test part, and those of the second that are best
    on gold/development, are kept.
    """
    blank = italian_tokenizer()
    rng = random.Random(seed)
    general = list(general_docs(corpora, blank, rng))
    variants = [doc for part in TRAINING_PARTS for doc in gold_docs(gold / part, blank, rng)]
    development = development_docs(gold / "development", blank)
    print(f"{len(general)} texts of general Italian, {len(variants)} variants of gold articles")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_docs(general, work / "train.spacy")
        write_docs(held_out_docs(corpora, blank), work / "dev.spacy")
        overrides = {
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "training.max_steps": general_steps,
        }
        train(CONFIG, work / "general", overrides=overrides)
        tune(spacy.load(work / "general" / "model-best"), variants, general, development, work / "tuned", gold_steps)
        package(work / "tuned", output)


def package(trained: Path, output: Path) -> None:
    """Turn a trained model into the pipeline that is shipped: with sentence bounds, and loadable without our code."""
    nlp = spacy.load(trained)
    nlp.add_pipe("sentencizer", first=True, config={"punct_chars": [".", "!", "?", "…", "...", "?!", "!?"]})
    forget_training(nlp)
    nlp.meta.update(META)
    nlp.to_disk(output)
    forget_words(nlp, output)


def forget_words(nlp: Language, folder: Path) -> None:
    """Leave the corpora's words out of a saved pipeline, whose weights know words by their hashes: it loads faster."""
    labels = {label for labels in nlp.pipe_labels.values() for label in labels}
    srsly.write_json(folder / "vocab" / "strings.json", sorted({*Italian().vocab.strings, *labels}))


def forget_training(nlp: Language) -> None:
    """Take the training's paths and callbacks out of the config: loading must need none of this package."""
    nlp.config["initialize"]["before_init"] = None
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, build, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rumourx.training", description="Rebuild the embedded pipeline")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with kind/ and wikineural-it/")
    parser.add_argument(
        "--gold", type=Path, default=Path("tests/gold"), help="folder with train/, passages/ and development/"
    )
    parser.add_argument("--output", type=Path, default=Path("rumourx/it_rumourx_sm"), help="where to write it")
    parser.add_argument("--general-steps", type=int, default=8_000, help="steps on the corpora (%(default)s)")
    parser.add_argument("--gold-steps", type=int, default=8_000, help="steps with gold mixed in (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        build(options.corpora, options.gold, options.output, options.general_steps, options.gold_steps)
        renew_manifest(options.output)
    except RumourXError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
