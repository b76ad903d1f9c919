"""Second phase of training: a model of general Italian goes on to learn football news.

Batches mix variants of gold articles with sentences of the general corpora, so that the model stays sound on other
prose. The learning rate falls linearly to zero; the averaged weights that score best on development are kept.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import Adam

LEARNING_RATE = 0.0008
DROPOUT = 0.15
GOLD_DOCS = 4
"""Gold variants in a batch; each is a whole article."""
GENERAL_DOCS = 6
"""Docs of the general corpora in a batch; each is up to five sentences."""
EVALUATION_STEPS = 250


def tune(
    nlp: Language,
    gold: Sequence[Doc],
    general: Sequence[Doc],
    development: Sequence[Doc],
    output: Path,
    steps: int,
    report: Callable[[str], None] = print,
    seed: int = 0,
) -> float:
    """Train `nlp` for a number of steps, write the best model to `output`, and return its span F1 on development."""
    rng = random.Random(seed)
    optimizer = nlp.resume_training(
        sgd=Adam(LEARNING_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    )
    best = 0.0
    for step, batch in enumerate(_batches(gold, general, steps, rng), start=1):
        optimizer.learn_rate = LEARNING_RATE * (1 - (step - 1) / steps)
        nlp.update([_example(nlp, doc) for doc in batch], sgd=optimizer, drop=DROPOUT)
        if step % EVALUATION_STEPS == 0 or step == steps:
            with nlp.use_params(optimizer.averages):
                score = nlp.evaluate([_example(nlp, doc) for doc in development])["ents_f"]
                if score > best:
                    best = score
                    nlp.to_disk(output)
            report(f"step {step}: development F1 {score:.4f}, best {best:.4f}")
    return best


def _batches(gold: Sequence[Doc], general: Sequence[Doc], steps: int, rng: random.Random) -> Iterator[list[Doc]]:
    for _ in range(steps):
        yield [*rng.sample(gold, GOLD_DOCS), *rng.sample(general, GENERAL_DOCS)]


def _example(nlp: Language, doc: Doc) -> Example:
    return Example(nlp.make_doc(doc.text), doc)
