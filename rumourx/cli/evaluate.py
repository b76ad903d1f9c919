"""`rumourx evaluate`: how well records agree with articles that a person annotated."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rumourx.cli.options import OwnNames, PipelineName, checked_gazetteer
from rumourx.cli.streams import standard_output


class ReportFormat(StrEnum):
    """What `--format` takes."""

    TABLE = "table"
    JSON = "json"


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold articles (NAME.txt).")],
    records: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Score these records (NAME.json) instead of extracting anew."),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error with the words around it.")] = False,
    format: Annotated[ReportFormat, typer.Option("--format", "-f", help="How to print.")] = ReportFormat.TABLE,
    pipeline: PipelineName = None,
    gazetteer: OwnNames = None,
) -> None:
    """Score extraction against gold articles: precision, recall, F1.

    \b
    Examples:
      rumourx evaluate tests/gold/development
      rumourx evaluate my-gold --records my-records --errors
    """
    from rumourx.evaluation.evaluate import evaluate as score
    from rumourx.evaluation.evaluate import extract_records, read_gold_folder, read_records

    names = checked_gazetteer(gazetteer)
    articles = read_gold_folder(gold)
    found = read_records(records, list(articles)) if records else extract_records(articles, pipeline, names)
    scores = score(articles, found)

    from rich.console import Console

    from rumourx.evaluation.report import error_line, scores_as_dict, scores_table

    with standard_output(for_programs=format is ReportFormat.JSON) as stream:
        if format is ReportFormat.JSON:
            json.dump(scores_as_dict(scores, errors=errors), stream, ensure_ascii=False, indent=2)
            stream.write("\n")
            return
        console = Console(file=stream, highlight=False, width=None if stream.isatty() else 100)
        if errors:
            for name, error in scores.errors:
                console.print(error_line(name, error, articles), soft_wrap=True)
        console.print(scores_table(scores))
