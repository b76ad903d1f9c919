"""Loads a base pipeline, the embedded one or any Italian spaCy pipeline, and adds RumourX's components."""

from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from rumourx.errors import PipelineError

# Importing them registers their factories where the package's entry points are not installed.
from rumourx.pipeline import (  # noqa: F401
    clubs,
    contracts,
    dates,
    descriptions,
    paragraphs,
    people,
    quotes,
    rumours,
)

EMBEDDED = "it_rumourx_sm"
EMBEDDED_PATH = Path(__file__).resolve().parent.parent / EMBEDDED

COMPONENTS = (
    "rumourx_people",
    "rumourx_clubs",
    "rumourx_descriptions",
    "rumourx_dates",
    "rumourx_contracts",
    "rumourx_quotes",
    "rumourx_rumours",
)
"""The components in the order in which they read a Doc."""

_UNUSED = ("lemmatizer", "attribute_ruler", "morphologizer", "tagger")
"""Parts of other pipelines that the components do not read; left out, they cost no time."""


@cache
def load_pipeline(name: str | None = None) -> Language:
    """Return a pipeline with the components; loaded once a process for each name.

    `name` is None or "it_rumourx_sm" for the embedded pipeline, else an installed package or a path.

    Raises:
        PipelineError: it is not installed, cannot be loaded, has no NER, or is not Italian.
    """
    nlp = _load_base(name or EMBEDDED)
    return add_components(nlp, name or EMBEDDED)


def add_components(nlp: Language, name: str) -> Language:
    """Add the components to a pipeline that finds names (PER, ORG, LOC); sentence bounds where it sets none."""
    if nlp.lang != "it":
        raise PipelineError(f"the pipeline {name} reads the language '{nlp.lang}', not Italian ('it').")
    if "ner" not in nlp.pipe_names and "entity_ruler" not in nlp.pipe_names:
        raise PipelineError(f"the pipeline {name} has no 'ner' component, which finds the names.")
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    nlp.add_pipe("rumourx_paragraphs", first=True)
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def _load_base(name: str) -> Language:
    try:
        if name == EMBEDDED:
            return spacy.load(EMBEDDED_PATH)
        return spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        raise PipelineError(_missing(name)) from error
    except (ValueError, KeyError, ImportError) as error:
        raise PipelineError(f"the pipeline {name} cannot be loaded: {_first_line(error)}.") from error


def _missing(name: str) -> str:
    if Path(name).exists():
        return f"{name} is not a spaCy pipeline: it has no config.cfg; give the folder that `nlp.to_disk` wrote."
    return (
        f"the pipeline {name} is not installed; get it with `rumourx pipelines install {name}` "
        f"(it needs a network), or leave out --pipeline to use the embedded {EMBEDDED}."
    )


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
