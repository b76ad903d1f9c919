"""Makes articles by the thousand, with records that are guessed by letters rather than read: for reports to show.

    python tests/benchmarks/report_articles.py COUNT FOLDER

FOLDER gets articles.jsonl and facts.jsonl, whose sources are the lines of the former. Words with capitals are a club
or an outlet where the gazetteer knows them and else, two or more, a person; what stands between quotation marks is a
quote; the first person is linked with the clubs, a sentence for each. That makes about as many facts as RumourX
finds, in a hundredth of the time.
"""

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rumourx.gazetteer import gazetteer
from rumourx.record.types import KINDS

if __package__:
    from tests.benchmarks.articles import GeneratedArticle, generate_articles
else:
    from articles import GeneratedArticle, generate_articles

ARTICLES, RECORDS = "articles.jsonl", "facts.jsonl"
CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’-]+(?: (?:(?:de|van|von|di|da) )?[A-ZÀ-Þ][\w’-]+)*")
QUOTE = re.compile(r"[“«]([^”»]+)[”»]")
YEAR = re.compile(r"(?:contratto fino al|scade il 30 giugno|firmato fino al 30 giugno) (\d{4})")
SENTENCE = re.compile(r"[^\s.][^.]*\.")
STAGES = ("interest", "talks", "agreed", "official", "denied")


def write_articles_and_records(count: int, folder: Path) -> Path:
    """Write generated articles and their records; return the path of the records."""
    articles, records = (folder / ARTICLES).open("w"), (folder / RECORDS).open("w")
    with articles, records:
        for number, article in enumerate(generate_articles(count), start=1):
            line = {"text": f"{article.title}\n\n{article.body}", "title": article.title, "date": article.date}
            articles.write(json.dumps(line, ensure_ascii=False) + "\n")
            records.write(json.dumps(guessed_record(article, f"{ARTICLES}:{number}"), ensure_ascii=False) + "\n")
    return folder / RECORDS


def guessed_record(article: GeneratedArticle, source: str) -> dict[str, Any]:
    """Return a record of the article, as plain values."""
    text = f"{article.title}\n\n{article.body}"
    names = _names(text)
    person = next(iter(names["people"]), None)
    facts: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    as_person = {"id": None, "role": None, "confidence": 0.9}
    as_club = {"id": None, "kind": "club", "country": None, "confidence": 0.9}
    facts["people"] = [{"name": name, "mentions": places, **as_person} for name, places in names["people"].items()]
    facts["clubs"] = [{"name": name, "mentions": places, **as_club} for name, places in names["clubs"].items()]
    facts["outlets"] = [{"name": name, "mentions": places} for name, places in names["outlets"].items()]
    facts["quotes"] = [
        {"speaker": person, "cue": None, "confidence": 0.9, **_span(text, *match.span(1))}
        for match in QUOTE.finditer(text)
    ]
    facts["contract_dates"] = [_contract(text, match, person) for match in YEAR.finditer(text)]
    if person:
        facts["rumours"] = list(_rumours(text, person, names["clubs"], article.number))
    return {
        "schema_version": "1.1",
        "source": source,
        "title": article.title,
        "article_date": {"date": article.date, "precision": "day", "origin": "metadata"},
        "pipeline": {"name": "it_guessed_sm", "version": "0"},
        **facts,
    }


def _names(text: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The places of people, clubs and outlets by their names."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {"people": {}, "clubs": {}, "outlets": {}}
    for match in CAPITALS.finditer(text):
        kind = _kind(match[0])
        if kind:
            found[kind].setdefault(match[0], []).append(_span(text, *match.span()))
    return found


def _kind(name: str) -> str | None:
    if gazetteer().outlet(name):
        return "outlets"
    if gazetteer().teams(name):
        return "clubs"
    return "people" if " " in name else None


def _contract(text: str, match: re.Match[str], person: str | None) -> dict[str, Any]:
    told = {"event": "expiry", "date": match[1], "precision": "year", "certainty": "stated", "confidence": 0.8}
    return {"person": person, "club": None, **told, **_span(text, *match.span())}


def _rumours(text: str, person: str, clubs: dict[str, list[dict[str, Any]]], number: int) -> Iterator[dict[str, Any]]:
    sentences = [match.span() for match in SENTENCE.finditer(text)]
    for club, places in list(clubs.items())[:3]:
        spans = [span for span in sentences if span[0] <= places[0]["start"] < span[1]]
        stage = STAGES[(number + len(club)) % len(STAGES)]
        about = {"person": person, "club": club, "move": "join", "stage": stage, "sources": [], "confidence": 0.7}
        yield {**about, "evidence": [_span(text, *span) for span in spans]}


def _span(text: str, start: int, end: int) -> dict[str, Any]:
    return {"text": text[start:end], "start": start, "end": end}


def main() -> None:
    """Write the articles and records that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print(write_articles_and_records(options.count, options.folder))


if __name__ == "__main__":
    main()
