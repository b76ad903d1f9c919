"""The application: its commands and the options that stand before them."""

from typing import Annotated

import typer

from rumourx.cli import evaluate, extract, pipelines, schema

app = typer.Typer(
    name="rumourx",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(extract.extract)
app.command()(schema.schema)
app.command()(evaluate.evaluate)
app.add_typer(pipelines.app, name="pipelines")


def _print_version(wanted: bool) -> None:
    if wanted:
        from rumourx import __version__

        typer.echo(f"rumourx {__version__}")
        raise typer.Exit


@app.callback()
def rumourx(
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Read Italian football-transfer news: people, clubs, contract dates, quotes and rumours, offline.

    \b
    Examples:
      rumourx extract articolo.txt
      cat articolo.txt | rumourx extract --format json
    """
