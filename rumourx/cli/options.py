"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

ArticlesDate = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="When the articles were written, for those that do not say."),
]
PipelineName = Annotated[
    str | None,
    typer.Option(metavar="NAME|PATH", help="Another spaCy pipeline; see rumourx pipelines."),
]
OwnNames = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer", metavar="FILE", help="Your own clubs, people and outlets, in TOML; may be given several times."
    ),
]


def checked_gazetteer(files: list[Path] | None) -> tuple[str, ...]:
    """Return the files of `--gazetteer` as absolute paths, checked before any work begins.

    Raises UsageError where one cannot be read, or an entry of it is wrong.
    """
    if not files:
        return ()
    from rumourx.gazetteer.user import read_user_names, user_files

    for file in files:
        read_user_names(file)
    return user_files(files)
