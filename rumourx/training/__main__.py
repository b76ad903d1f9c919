"""Rebuild the embedded pipeline.

    python -m rumourx.training --corpora CORPORA --gold tests/gold --output rumourx/it_rumourx_sm

CORPORA holds the folders `kind` (KIND, github.com/dhfbk/KIND) and `wikineural-it` (WikiNEural's Italian part,
github.com/Babelscape/wikineural); the gold folder holds `train` and `development`. It takes about an hour on one
core and runs the same way each time (seed 0).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.cli.train import train
from spacy.language import Language

from rumourx import __version__
from rumourx.errors import RumourXError
from rumourx.training.data import write_development_set, write_training_set
from rumourx.training.tokenizer import italian_tokenizer

CONFIG = Path(__file__).with_name("config.cfg")

META = {
    "name": "rumourx_sm",
    "version": __version__,
    "description": "Italian names (PER, ORG, LOC, MISC) and sentence bounds for football news; made by RumourX.",
    "license": "CC BY-NC-SA 4.0",
    "author": "The RumourX authors",
    "sources": [
        {"name": "KIND (wikinews, fiction, De Gasperi)", "license": "CC BY-NC 4.0 and CC BY-NC-SA 4.0"},
        {"name": "WikiNEural (Italian)", "license": "CC BY-NC-SA 4.0"},
        {"name": "Gold articles of RumourX", "license": "MIT"},
    ],
}


def build(corpora: Path, gold: Path, output: Path, steps: int) -> None:
    """Train on the corpora and on gold/train, choose on gold/development, and write the pipeline to `output`."""
    nlp = italian_tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        docs = write_training_set(corpora, gold / "train", nlp, work / "train.spacy")
        write_development_set(gold / "development", nlp, work / "dev.spacy")
        print(f"{docs} training texts")
        overrides = {
            "paths.train": str(work / "train.spacy"),
            "paths.dev": str(work / "dev.spacy"),
            "training.max_steps": steps,
        }
        train(CONFIG, work / "model", overrides=overrides)
        package(work / "model" / "model-best", output)


def package(trained: Path, output: Path) -> None:
    """Turn a trained model into the pipeline that is shipped: with sentence bounds, and loadable without our code."""
    nlp = spacy.load(trained)
    nlp.add_pipe("sentencizer", first=True, config={"punct_chars": [".", "!", "?", "…", "...", "?!", "!?"]})
    forget_training(nlp)
    nlp.meta.update(META)
    nlp.to_disk(output)


def forget_training(nlp: Language) -> None:
    """Take the training's paths and callbacks out of the config: loading must need none of this package."""
    nlp.config["initialize"]["before_init"] = None
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line, build, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m rumourx.training", description="Rebuild the embedded pipeline")
    parser.add_argument("--corpora", type=Path, required=True, help="folder with kind/ and wikineural-it/")
    parser.add_argument("--gold", type=Path, default=Path("tests/gold"), help="folder with train/ and development/")
    parser.add_argument("--output", type=Path, default=Path("rumourx/it_rumourx_sm"), help="where to write it")
    parser.add_argument("--steps", type=int, default=12_000, help="training steps (%(default)s)")
    options = parser.parse_args(arguments)
    try:
        build(options.corpora, options.gold, options.output, options.steps)
    except RumourXError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
