"""The application: its commands and the options that stand before them."""

from typing import Annotated

import typer

from rumourx.cli import batch, evaluate, extract, mill, pipelines, report, schema, watch
from rumourx.cli.config import ENVIRONMENT_PREFIX, configured_defaults

app = typer.Typer(
    name="rumourx",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: drawing it in boxes takes as long as all the rest of `--help`
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": ENVIRONMENT_PREFIX},
)
COMMANDS = (extract.extract, batch.batch, mill.mill, report.report, watch.watch, schema.schema, evaluate.evaluate)
for command in COMMANDS:
    app.command()(command)
app.add_typer(pipelines.app, name="pipelines")


def _print_version(wanted: bool) -> None:
    if wanted:
        from rumourx import __version__

        typer.echo(f"rumourx {__version__}")
        raise typer.Exit


@app.callback()
def rumourx(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version and exit.",
            callback=_print_version,
            is_eager=True,
            allow_from_autoenv=False,
        ),
    ] = False,
) -> None:
    """Read Italian football-transfer news: people, clubs, contract dates, quotes and rumours, offline.

    Defaults of your own for the options stand in rumourx.toml, or in environment variables.

    \b
    Examples:
      rumourx extract articolo.txt
      cat articolo.txt | rumourx extract --format json
      rumourx batch articles/ --output facts.jsonl
      rumourx watch news/ --output facts.jsonl
      rumourx mill facts.jsonl --club rossoneri
      rumourx report facts.jsonl --output report.html
    """
    context.default_map = configured_defaults({command.__name__: command for command in COMMANDS})
