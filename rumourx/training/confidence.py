"""Trains the models by which the confidence component judges facts, and reports how well they are calibrated.

    python -m rumourx.training.confidence tests/gold

Every fact that the pipeline reads in the gold articles is an example; it is right where `rumourx evaluate` counts it
as a hit. One L2-regularised logistic regression for each kind of fact is fitted to them (numpy only). The folder
holds `train` and `development`. The pipeline has learnt the articles of `train` and does better there, so that these
tell only how much a feature weighs; how likely facts are on the whole is learnt from `development`.

The figures are of development, from cross-validation: each of its articles is judged by models that were fitted
without it. Writes rumourx/pipeline/lexicons/confidence.json, in about a minute.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.checksums import renew_manifest
from rumourx.errors import RumourXError
from rumourx.evaluation.calibration import (
    CUTS,
    JUDGED_KINDS,
    Judged,
    calibration_error,
    precision_above,
    verdicts,
)
from rumourx.evaluation.evaluate import read_gold_folder
from rumourx.evaluation.markup import GoldArticle
from rumourx.pipeline.confidence.component import FeaturesByKind, fact_features, judge, name_features, sure_names
from rumourx.pipeline.confidence.model import Features, Model
from rumourx.pipeline.confidence.setting import Setting
from rumourx.pipeline.load import load_pipeline
from rumourx.reading import article_from_text
from rumourx.record.build import build_record, pipeline_info

Array = NDArray[np.float64]

WEIGHTS = Path(str(files("rumourx.pipeline") / "lexicons" / "confidence.json"))
LEARNT = "learnt article"
LEARNT_FEATURES = ("NER agrees", "NER agrees on the bounds", "NER says otherwise", "network")
"""Features that say more in articles which the pipeline has learnt; there they have a weight of their own besides."""
PENALTY = 5.0  # on the square of a weight
LEARNT_PENALTY = 1.0  # on that of a feature in a learnt article
SLACK = 0.01  # on that of a constant: next to none, but enough where all facts are right
STEPS = 15  # of Newton's method
FOLDS = 10


class Reading(NamedTuple):
    """What a pipeline read in a gold article: the Doc, and of each kind of fact whether each one is right."""

    doc: Doc
    right: Mapping[str, Sequence[bool | None]]
    learnt: bool


class Example(NamedTuple):
    """A fact that is right or wrong, and the number of its article; `learnt` tells whether the pipeline knows that."""

    article: int
    features: Features
    right: bool
    learnt: bool = False


def read_articles(nlp: Language, articles: Iterable[GoldArticle], *, learnt: bool) -> Iterator[Reading]:
    """Yield what the pipeline reads in gold articles, without a confidence."""
    for gold in articles:
        article = article_from_text(gold.text)
        doc = nlp.make_doc(article.text[article.body_start :])
        doc._.article_date = article.date.date if article.date else None
        for name, component in nlp.pipeline:
            doc = component(doc) if name != "rumourx_confidence" else doc
        record = build_record(doc, article, pipeline_info(nlp))
        yield Reading(doc, {kind: verdicts(gold, record, kind) for kind in JUDGED_KINDS}, learnt)


def fit(examples: Sequence[Example]) -> Model:
    """Return the regression that fits the examples, by Newton's method; it always comes out the same.

    >>> fit([Example(0, {"known": 1.0}, True), Example(1, {"known": 0.0}, False)]).weights["known"] > 0
    True
    """
    names = sorted({name for example in examples for name in _all_features(example)})
    rows = [[1.0, *(found.get(name, 0.0) for name in names)] for found in map(_all_features, examples)]
    table = np.array(rows, dtype=np.float64).reshape(len(examples), len(names) + 1)
    right = np.array([example.right for example in examples], dtype=np.float64)
    ridge = np.diag([SLACK, *map(_penalty, names)])
    weights: Array = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (right - chances) - ridge @ weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + ridge
        weights = weights + np.linalg.solve(curve, slope)
    # A new article is not a learnt one.
    kept = {name: float(one) for name, one in zip(names, weights[1:], strict=True) if not name.startswith(LEARNT)}
    return Model(float(weights[0]), kept)


def _all_features(example: Example) -> Features:
    if not example.learnt:
        return example.features
    shown_more = {f"{LEARNT}: {name}": example.features[name] for name in LEARNT_FEATURES if name in example.features}
    return {**example.features, LEARNT: 1.0, **shown_more}


def _penalty(name: str) -> float:
    if name == LEARNT:
        return SLACK
    return LEARNT_PENALTY if name.startswith(LEARNT) else PENALTY


def held_out(examples: Sequence[Example]) -> list[Judged]:
    """Return the examples of articles that are not learnt, each judged by a model that was fitted without it."""
    judged = []
    for fold in range(FOLDS):
        left_out = [one for one in examples if one.article % FOLDS == fold and not one.learnt]
        if left_out:
            model = fit([one for one in examples if one.article % FOLDS != fold or one.learnt])
            judged += [Judged(model.chance(one.features), one.right) for one in left_out]
    return judged


def train(readings: Sequence[Reading]) -> tuple[dict[str, Model], dict[str, list[Judged]]]:
    """Return the model of each kind of fact, and the facts of new articles with their held-out confidence.

    Names are judged first, for what is told of them.
    """
    settings = [Setting(reading.doc) for reading in readings]
    examples = _examples(readings, [name_features(setting) for setting in settings])
    models = {kind: fit(found) for kind, found in examples.items()}
    for setting in settings:
        judge(setting.doc, models, name_features(setting))
    told = _examples(readings, [fact_features(setting, sure_names(setting.doc)) for setting in settings])
    models |= {kind: fit(found) for kind, found in told.items()}
    return models, {kind: held_out(found) for kind, found in (examples | told).items()}


def _examples(readings: Sequence[Reading], found: Sequence[FeaturesByKind]) -> dict[str, list[Example]]:
    return {
        kind: [
            Example(number, features, right, reading.learnt)
            for number, (reading, by_kind) in enumerate(zip(readings, found, strict=True))
            for features, right in zip(by_kind[kind], reading.right[kind], strict=True)
            if right is not None
        ]
        for kind in (found[0] if found else ())
    }


def report(judged: Mapping[str, Sequence[Judged]]) -> Iterator[str]:
    """Yield a line for each kind of fact: its calibration error, and its precision and share above each cut."""
    yield f"{'held out':15}facts wrong    ECE  precision" + "".join(f"   at >= {cut}   " for cut in CUTS)
    for kind, facts in judged.items():
        wrong = sum(not fact.right for fact in facts)
        line = f"{kind:15}{len(facts):5} {wrong:5}  {calibration_error(facts):.3f}  {_figure(facts, 0.0):>9}"
        for cut in CUTS:
            share = sum(fact.confidence >= cut for fact in facts) / max(1, len(facts))
            line += f"   {_figure(facts, cut)} ({share:4.0%})"
        yield line


def _figure(facts: Sequence[Judged], cut: float) -> str:
    precision = precision_above(facts, cut)
    return f"{precision:.3f}" if precision is not None else "    –"


def write_models(models: Mapping[str, Model], path: Path) -> None:
    """Write the models, their weights rounded, so that a reader sees what speaks for a fact."""
    stored = {
        kind: {"bias": round(model.bias, 3), "weights": {name: round(one, 3) for name, one in model.weights.items()}}
        for kind, model in models.items()
    }
    path.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Train on a folder of gold, write the weights and print how well they are calibrated."""
    parser = argparse.ArgumentParser(prog="python -m rumourx.training.confidence")
    parser.add_argument("gold", type=Path, help="folder that holds the gold folders train and development")
    parser.add_argument("--output", type=Path, default=WEIGHTS, help="where to write the weights")
    options = parser.parse_args(arguments)
    try:
        nlp = load_pipeline()
        readings = [
            reading
            for name in ("development", "train")
            for reading in read_articles(nlp, read_gold_folder(options.gold / name).values(), learnt=name == "train")
        ]
    except RumourXError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    models, judged = train(readings)
    write_models(models, options.output)
    renew_manifest(options.output)
    print("\n".join(report(judged)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
