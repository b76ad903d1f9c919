"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from rumourx.cli.pipelines import EMBEDDED
from rumourx.cli.streams import say


def _warn_of_code_in_folder(context: typer.Context, pipeline: str | None) -> str | None:
    """Warn of a pipeline that is a folder; an installed package is one that the user has trusted already."""
    if pipeline in (None, EMBEDDED) or context.resilient_parsing:
        return pipeline
    if Path(pipeline).is_dir() and not _is_installed(pipeline):
        say(f"a spaCy pipeline may run code when it is loaded; use {pipeline} only if you trust whom it comes from.")
    return pipeline


def _is_installed(name: str) -> bool:
    """Tell whether spaCy takes a name for that of a package, as it does before it looks for a folder."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution(name)
    except (PackageNotFoundError, ValueError):
        return False
    return True


ArticlesDate = Annotated[
    str | None,
    typer.Option(metavar="YYYY-MM-DD", help="When the articles were written, for those that do not say."),
]
PipelineName = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|PATH", help="Another spaCy pipeline; see rumourx pipelines.", callback=_warn_of_code_in_folder
    ),
]
OwnNames = Annotated[
    list[Path] | None,
    typer.Option(
        "--gazetteer", metavar="FILE", help="Your own clubs, people and outlets, in TOML; may be given several times."
    ),
]


FollowLinks = Annotated[bool, typer.Option("--follow-links", help="Follow symbolic links out of the folders.")]
TextField = Annotated[str, typer.Option(metavar="NAME", help="The text in a line of JSON.")]
TitleField = Annotated[str, typer.Option(metavar="NAME", help="The title in a line of JSON.")]
DateField = Annotated[str, typer.Option(metavar="NAME", help="The date in a line of JSON.")]
UrlField = Annotated[str, typer.Option(metavar="NAME", help="The address in a line of JSON.")]


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
