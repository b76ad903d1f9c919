"""`rumourx pipelines`: the Italian spaCy pipelines installed, and one more by name."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer

from rumourx.cli.streams import say, standard_output
from rumourx.errors import PipelineError, UsageError

EMBEDDED = "it_rumourx_sm"
NAME = re.compile(r"it_[a-z0-9_]+", re.ASCII)
NO_NETWORK = re.compile(r"ConnectionError|ProxyError|Timeout|name resolution|Max retries", re.IGNORECASE)
NOT_OFFERED = "No compatible package"

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A pipeline that `--pipeline` can name."""

    name: str
    version: str | None
    default: bool = False


@app.callback(invoke_without_command=True)
def pipelines(context: typer.Context) -> None:
    """List the Italian spaCy pipelines installed, or install one.

    \b
    Examples:
      rumourx pipelines
      rumourx pipelines install it_core_news_sm
    """
    if context.invoked_subcommand is not None:
        return
    with standard_output() as stream:
        for pipeline in installed_pipelines():
            note = "  (default)" if pipeline.default else ""
            stream.write(f"{pipeline.name:<20} {pipeline.version or '?'}{note}\n")


@app.command()
def install(
    name: Annotated[str, typer.Argument(metavar="NAME", help="For example it_core_news_sm, _md or _lg.")],
) -> None:
    """Download a pipeline from spaCy's releases and install it; this needs a network."""
    if not NAME.fullmatch(name):
        raise UsageError(f"“{name}” names no Italian pipeline; their names begin with it_, as it_core_news_sm.")
    say(f"downloading {name}; a large pipeline takes some minutes.")
    result = subprocess.run(
        [sys.executable, "-m", "spacy", "download", name], capture_output=True, text=True, errors="replace"
    )
    if result.returncode:
        reason = _reason(result.stdout + result.stderr)
        raise PipelineError(f"{name} could not be installed ({reason}); the embedded {EMBEDDED} needs no download.")
    say(f"{name} is installed; use it with --pipeline {name}.")


def installed_pipelines() -> Iterator[Pipeline]:
    """The embedded pipeline, then the installed packages that spaCy can load whose language is Italian."""
    from importlib.metadata import entry_points
    from importlib.resources import files

    meta = files("rumourx").joinpath(EMBEDDED, "meta.json")
    yield Pipeline(EMBEDDED, json.loads(meta.read_text(encoding="utf-8"))["version"], default=True)
    for entry in sorted(entry_points(group="spacy_models"), key=lambda entry: entry.name):
        if NAME.fullmatch(entry.name):
            yield Pipeline(entry.name, entry.dist.version if entry.dist else None)


def _reason(log: str) -> str:
    """Why spaCy's download failed, from what it printed."""
    if NOT_OFFERED in log:
        return "spaCy's releases have no pipeline of this name"
    if NO_NETWORK.search(log):
        return "there is no network, or it does not reach GitHub"
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    return lines[-1] if lines else "spaCy's download gave no reason"
