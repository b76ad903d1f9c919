"""Trains the network by which the rumours component judges its readings.

    python -m rumourx.training.rumours GOLD_FOLDER

A cue has many readings (a person, a club, a move); one is right where the gold holds it. The network shares out one
unit of probability over a cue's readings and "it tells nothing", so that it learns to rank readings and to stay
silent at once. It has one hidden layer, needs numpy only, and trains in a minute; names of people and clubs are no
features. Writes rumourx/pipeline/lexicons/rumour_weights.msgpack.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.checksums import renew_manifest
from rumourx.evaluation.markup import GoldArticle, read_gold
from rumourx.evaluation.oracle import gold_doc
from rumourx.pipeline import paragraphs  # noqa: F401  (registers the factory)
from rumourx.pipeline.contracts.component import ContractExtractor
from rumourx.pipeline.descriptions import DescriptionResolver
from rumourx.pipeline.rumours.candidates import pairs_of
from rumourx.pipeline.rumours.component import reader_of
from rumourx.pipeline.rumours.weights import WEIGHTS_NAME
from rumourx.pipeline.values import Quote
from rumourx.reading import article_from_text
from rumourx.training.tokenizer import italian_tokenizer

Array = NDArray[np.float32]
Components = tuple[Callable[[Doc], Doc], ...]

RARE = 6  # readings that a feature must stand in
NETWORKS = 3  # trained from different random starts, and joined side by side
HIDDEN = 64
EPOCHS = 8
BATCH = 32  # cues
RATE = 0.005
DROPOUT = 0.3
DECAY = 5e-4


@dataclass(frozen=True, slots=True)
class CueExample:
    """The readings of one cue: the features of each, and which are right."""

    features: list[list[str]]
    right: list[bool]


def examples(nlp: Language, components: Components, article: GoldArticle) -> Iterator[CueExample]:
    """Yield the cues of a gold article that have readings; readings that the gold calls optional are left out."""
    date = article_from_text(article.text).date
    doc = gold_doc(nlp, article, date.date if date else None)
    for component in components:
        doc = component(doc)
    doc._.quotes = [Quote(speaker=one.speaker, cue=one.cue, start=one.start, end=one.end) for one in article.quotes]
    optional = {(one.person, one.club, one.move) for one in article.rumours if one.optional}
    right = {(one.person, one.club, one.move) for one in article.rumours} - optional
    for cue in reader_of(doc).cues():
        example = CueExample([], [])
        for reading in cue.readings:
            move = "join" if reading.move == "refuse" else reading.move
            told = {(person, club, move) for person, club in pairs_of(reading, cue.masked)}
            if not told & optional:
                example.features.append(
                    [*cue.features, *reading.persons.features, *reading.clubs.features, *reading.features]
                )
                example.right.append(2 * len(told & right) >= len(told))
        if example.features:
            yield example


@dataclass(slots=True)
class Weights:
    """The weights of a network: features by hidden units, hidden bias, output, features to score, score bias."""

    hidden: Array
    bias: Array
    output: Array
    direct: Array
    output_bias: Array

    def parts(self) -> list[Array]:
        """Return the weights in the order of the gradients."""
        return [self.hidden, self.bias, self.output, self.direct, self.output_bias]


def index_features(data: Sequence[CueExample]) -> dict[str, int]:
    """Return a column for each feature that is not rare."""
    counts = Counter(feature for cue in data for features in cue.features for feature in set(features))
    return {feature: column for column, feature in enumerate(f for f, count in counts.items() if count >= RARE)}


def matrix(features: Sequence[list[str]], index: dict[str, int]) -> Array:
    """Return a row of ones and zeros for each reading."""
    table = np.zeros((len(features), len(index)), dtype=np.float32)
    for row, told in enumerate(features):
        table[row, [index[feature] for feature in told if feature in index]] = 1
    return table


def fit(data: Sequence[CueExample], index: dict[str, int], seed: int) -> Weights:
    """Return a network trained from one random start."""
    random = np.random.default_rng(seed)
    table = matrix([features for cue in data for features in cue.features], index)
    right = np.array([one for cue in data for one in cue.right], dtype=np.float32)
    ends = np.cumsum([len(cue.right) for cue in data])
    starts = np.concatenate([[0], ends[:-1]])
    weights = Weights(
        random.normal(0, 0.1, (len(index), HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        random.normal(0, 0.3, HIDDEN).astype(np.float32),
        np.zeros(len(index), dtype=np.float32),
        np.zeros(1, dtype=np.float32),
    )
    means = [np.zeros_like(part) for part in weights.parts()]
    squares = [np.zeros_like(part) for part in weights.parts()]
    steps = EPOCHS * -(-len(data) // BATCH)
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(data))
        for first in range(0, len(data), BATCH):
            step += 1
            cues = order[first : first + BATCH]
            rows = np.concatenate([np.arange(starts[cue], ends[cue]) for cue in cues])
            groups = np.repeat(np.arange(len(cues)), [ends[cue] - starts[cue] for cue in cues])
            gradients = _gradients(weights, table[rows], right[rows], groups, random)
            rate = RATE * (1 - step / (steps + 1))
            for part, gradient, mean, square in zip(weights.parts(), gradients, means, squares, strict=True):
                mean += 0.1 * (gradient - mean)
                square += 0.001 * (gradient**2 - square)
                part -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _gradients(
    weights: Weights, table: Array, right: Array, groups: NDArray[np.int64], random: np.random.Generator
) -> list[Array]:
    """Return the gradients of minus the logarithm of the probability that falls on right readings."""
    keep = 1 - DROPOUT
    table = table * (random.random(table.shape, dtype=np.float32) < keep) / keep
    before = table @ weights.hidden + weights.bias
    mask = (random.random(before.shape, dtype=np.float32) < keep) / keep
    hidden = np.maximum(before, 0) * mask
    scores = np.clip(hidden @ weights.output + table @ weights.direct + weights.output_bias, -30, 30)
    powers = np.exp(scores)
    number = int(groups[-1]) + 1
    chances = powers / (1 + np.bincount(groups, powers, minlength=number))[groups]
    mass = np.bincount(groups, powers * right, minlength=number)[groups]
    wanted = np.where(mass > 0, powers * right / np.where(mass > 0, mass, 1), 0)
    error = ((chances - wanted) / number).astype(np.float32)
    hidden_error = (np.outer(error, weights.output) * mask * (before > 0)).astype(np.float32)
    return [
        table.T @ hidden_error + DECAY * weights.hidden,
        hidden_error.sum(axis=0),
        hidden.T.astype(np.float32) @ error + DECAY * weights.output,
        table.T @ error + DECAY * weights.direct,
        error.sum(keepdims=True),
    ]


def joined(networks: Sequence[Weights], index: dict[str, int]) -> dict[str, Any]:
    """Return the mean of networks as one network, its rows in whole numbers of -127 to 127 times a scale."""
    number = len(networks)
    hidden = np.concatenate([one.hidden for one in networks], axis=1)
    direct = np.mean([one.direct for one in networks], axis=0)
    rows = np.concatenate([hidden, direct[:, None]], axis=1)
    scale = np.maximum(np.abs(rows).max(axis=0), 1e-6) / 127
    return {
        "features": "\n".join(sorted(index)),
        "rows": np.round(rows / scale).astype(np.int8)[[index[name] for name in sorted(index)]].tobytes(),
        "scale": scale.astype(np.float32).tobytes(),
        "bias": np.concatenate([one.bias for one in networks]).tobytes(),
        "output": (np.concatenate([one.output for one in networks]) / number).tobytes(),
        "output_bias": float(np.mean([one.output_bias for one in networks])),
    }


def tools() -> tuple[Language, Components]:
    """Return a pipeline that sets sentence bounds, and the components that read a gold Doc before the rumours."""
    nlp = italian_tokenizer()
    nlp.add_pipe("rumourx_paragraphs")
    nlp.add_pipe("sentencizer")
    return nlp, (DescriptionResolver(nlp, "descriptions"), ContractExtractor(nlp, "contracts"))


def main(folder: str) -> None:
    """Train on the gold articles of a folder and write the weights."""
    nlp, components = tools()
    data = [one for path in sorted(Path(folder).glob("*.txt")) for one in examples(nlp, components, read_gold(path))]
    index = index_features(data)
    stored = joined([fit(data, index, seed) for seed in range(NETWORKS)], index)
    target = Path(str(files("rumourx.pipeline"))) / "lexicons" / WEIGHTS_NAME
    target.write_bytes(srsly.msgpack_dumps(stored))
    renew_manifest(target)
    readings = sum(len(cue.right) for cue in data)
    print(f"{len(data)} cues, {readings} readings, {sum(sum(cue.right) for cue in data)} right, {len(index)} features")


if __name__ == "__main__":
    main(sys.argv[1])
