"""Records and their articles, made by hand: a text with marks becomes both."""

import json
from pathlib import Path
from typing import Any

from rumourx.record.types import KINDS

PIPELINE = {"name": "it_rumourx_sm", "version": "0.1.0"}


def mention(text: str, words: str, nth: int = 0) -> dict[str, Any]:
    """The `nth` place in the text where the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"text": words, "start": start, "end": start + len(words)}


def person(text: str, name: str, *forms: str) -> dict[str, Any]:
    return {"name": name, "id": None, "role": None, "mentions": [mention(text, form) for form in forms or (name,)]}


def club(text: str, name: str) -> dict[str, Any]:
    return {"name": name, "id": None, "kind": "club", "country": "IT", "mentions": [mention(text, name)]}


def quote(text: str, words: str, speaker: str | None = None) -> dict[str, Any]:
    return {"speaker": speaker, "cue": None, **mention(text, words)}


def contract(text: str, words: str, person: str, club: str, date: str | None) -> dict[str, Any]:
    precision = {4: "year", 7: "month", 10: "day"}[len(date)] if date else None
    told = {"event": "expiry", "certainty": "stated", "date": date, "precision": precision}
    return {"person": person, "club": club, **told, **mention(text, words)}


def rumour(
    text: str, words: str, person: str, club: str, stage: str = "interest", move: str = "join"
) -> dict[str, Any]:
    about = {"person": person, "club": club, "move": move, "stage": stage, "sources": []}
    return {**about, "evidence": [mention(text, words)]}


def record(source: str | None, title: str | None = None, date: str | None = None, **facts: Any) -> dict[str, Any]:
    """A record as plain values, with the facts given by their lists."""
    written = {"date": date, "precision": "day", "origin": "metadata"} if date else None
    article = {"schema_version": "1.1", "source": source, "title": title, "article_date": written, "pipeline": PIPELINE}
    return {**article, **{kind: [] for kind in KINDS}, **facts}


def write_records(path: Path, *records: dict[str, Any]) -> Path:
    """Write records as JSON Lines; lone surrogates are escaped."""
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def report_data(report: Path | str) -> dict[str, Any]:
    """The data that stand in a report, given by its path or its text."""
    html = report.read_text(encoding="utf-8") if isinstance(report, Path) else report
    data = html.split('<script type="application/json" id="data">')[1].split("</script>")[0]
    values: dict[str, Any] = json.loads(data)
    return values
