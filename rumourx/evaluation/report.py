"""Prints scores: as a table for people, as a dictionary for programs, and errors in their sentences."""

from collections.abc import Mapping
from typing import Any

from rich.box import ROUNDED
from rich.table import Table
from rich.text import Text

from rumourx.evaluation.markup import GoldArticle
from rumourx.evaluation.scoring import Error, Scores
from rumourx.output.terminal import on_one_line

CONTEXT = 40
"""Characters of the article shown on either side of an error."""


def scores_table(scores: Scores) -> Table:
    """Return precision, recall and F1 by measure, with the counts behind them."""
    table = Table(box=ROUNDED, caption=_caption(scores), caption_justify="left")
    table.add_column("measure")
    for heading in ("precision", "recall", "F1", "right", "too many", "missed"):
        table.add_column(heading, justify="right")
    for measure, counts in scores.counts.items():
        figures = (f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1))
        numbers = (str(value) for value in (counts.hits, counts.false_alarms, counts.misses))
        table.add_row(measure, *figures, *numbers)
    return table


def _caption(scores: Scores) -> str:
    articles = "1 article" if scores.articles == 1 else f"{scores.articles} articles"
    return (
        f"{articles}, {scores.words} words; stage right in {scores.stages_right} of "
        f"{scores.stages_judged} rumours found ({scores.stage_accuracy:.3f})"
    )


def scores_as_dict(scores: Scores, *, errors: bool = False) -> dict[str, Any]:
    """Return the scores as plain values for JSON; with every error where asked."""
    report: dict[str, Any] = {
        "articles": scores.articles,
        "words": scores.words,
        "measures": {
            measure: {
                "precision": counts.precision,
                "recall": counts.recall,
                "f1": counts.f1,
                "right": counts.hits,
                "too_many": counts.false_alarms,
                "missed": counts.misses,
            }
            for measure, counts in scores.counts.items()
        },
        "stage_accuracy": scores.stage_accuracy,
    }
    if errors:
        report["errors"] = [
            {
                "article": name,
                "measure": error.measure,
                "kind": error.kind,
                "what": error.what,
                "start": error.start,
                "end": error.end,
            }
            for name, error in scores.errors
        ]
    return report


def error_line(name: str, error: Error, articles: Mapping[str, GoldArticle]) -> Text:
    """Return an error on one line, with the words of the article around it, the mention itself in bold."""
    line = Text(on_one_line(f"{name}: {error.measure}, {error.kind}: {error.what}"))
    if error.start is not None and error.end is not None:
        text = articles[name].text
        line.append("  …" + on_one_line(text[max(0, error.start - CONTEXT) : error.start]) + " ")
        line.append(on_one_line(text[error.start : error.end]), style="bold")
        line.append(" " + on_one_line(text[error.end : error.end + CONTEXT]) + "…")
    return line
