"""Loads a base pipeline, the embedded one or any Italian spaCy pipeline, and adds RumourX's components."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from rumourx.checksums import check_weights
from rumourx.errors import PipelineError
from rumourx.gazetteer.user import UserFile, UserFiles, gazetteer_with, stamp_files

# Importing them registers their factories where the package's entry points are not installed.
from rumourx.pipeline import (  # noqa: F401
    clubs,
    confidence,
    contracts,
    dates,
    descriptions,
    own_names,
    paragraphs,
    people,
    quotes,
    rumours,
)
from rumourx.pipeline.ner import READING
from rumourx.spacy_commands import restore_spacy_commands

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
    "rumourx_confidence",
)
"""The components in the order in which they read a Doc."""

_KEPT = 8  # pipelines in one process: a notebook may load one anew for each change of its files of names
_UNUSED = ("lemmatizer", "attribute_ruler", "morphologizer", "tagger")
"""Parts of other pipelines that the components do not read; left out, they cost no time."""


def load_pipeline(name: str | None = None, gazetteer: UserFiles = ()) -> Language:
    """Return a pipeline with the components; loaded once a process for each name and the files beside it.

    `name` is None or "it_rumourx_sm" for the embedded pipeline, else an installed package or a path;
    `gazetteer` are files of the user's own names, read again when they have changed.

    Raises:
        PipelineError: it is not installed, cannot be loaded, has no NER, or is not Italian; a file of this package
            is damaged.
        UsageError: a file of names cannot be read, or an entry of it is wrong.
    """
    return _load(name or EMBEDDED, stamp_files(gazetteer))


@lru_cache(maxsize=_KEPT)
def _load(name: str, files: tuple[UserFile, ...]) -> Language:
    check_weights()
    if files:
        gazetteer_with(files)  # before the pipeline: what is wrong in a file is told sooner
    return add_components(_load_base(name), name, [file.path for file in files])


def add_components(nlp: Language, name: str, gazetteer: Sequence[str] = ()) -> Language:
    """Add the components to a pipeline that finds names (PER, ORG, LOC); sentence bounds where it sets none.

    `gazetteer` are paths of files of the user's own names, which the components then know.
    """
    if nlp.lang != "it":
        raise PipelineError(f"the pipeline {name} reads the language '{nlp.lang}', not Italian ('it').")
    if "ner" not in nlp.pipe_names and "entity_ruler" not in nlp.pipe_names:
        raise PipelineError(f"the pipeline {name} has no 'ner' component, which finds the names.")
    if not {"parser", "senter", "sentencizer"} & set(nlp.pipe_names):
        nlp.add_pipe("sentencizer", first=True)
    nlp.add_pipe("rumourx_paragraphs", first=True)
    for component in COMPONENTS:
        if gazetteer:
            config = {"component": component, "gazetteer": list(gazetteer)}
            nlp.add_pipe("rumourx_own_names", name=component, config=config)
        else:
            nlp.add_pipe(component)
    return nlp


def _load_base(name: str) -> Language:
    try:
        if name == EMBEDDED:
            return spacy.load(EMBEDDED_PATH, config={"components": READING})
        restore_spacy_commands()  # what the pipeline's package imports is not ours to say
        return spacy.load(name, exclude=_UNUSED)
    except OSError as error:
        raise PipelineError(_missing(name)) from error
    except (ValueError, KeyError, ImportError) as error:
        raise PipelineError(f"the pipeline {name} cannot be loaded: {_first_line(error)}.") from error


def _missing(name: str) -> str:
    if Path(name).exists():
        return f"{name} is not a spaCy pipeline: it has no config.cfg; give the folder that `nlp.to_disk` wrote."
    if name.startswith((".", "~")) or "/" in name or "\\" in name:
        return f"there is no folder {name}; give the folder of a spaCy pipeline, or its name."
    if name.startswith("it_"):
        mend = f"get it with `rumourx pipelines install {name}` (it needs a network)"
    else:
        mend = "`rumourx pipelines` lists those that are"
    return f"the pipeline {name} is not installed; {mend}, or leave out --pipeline to use the embedded {EMBEDDED}."


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__).rstrip(".")
