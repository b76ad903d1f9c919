"""Scoring a folder of gold articles: against records made before, or against what a pipeline reads."""

from pathlib import Path

import pytest

import rumourx
from rumourx.errors import ArticleError
from rumourx.evaluation.evaluate import evaluate, extract_records, read_gold_folder, read_records
from rumourx.evaluation.report import error_line, scores_as_dict, scores_table
from rumourx.evaluation.scoring import Error

GOLD = """--- text
Il {C Parma} pensa a {P Paolo Vanoli}.
--- people
Paolo Vanoli: null
--- clubs
Parma: club
--- quotes
--- contracts
--- rumours
Paolo Vanoli | Parma | join | interest | -
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of two gold articles that differ in the person."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "b.txt").write_text(GOLD, encoding="utf-8")
    (folder / "a.txt").write_text(GOLD.replace("Paolo Vanoli", "Dario Bellomo"), encoding="utf-8")
    (folder / "notes.md").write_text("not an article", encoding="utf-8")
    return folder


@pytest.fixture
def records(gold: Path, tmp_path: Path) -> Path:
    """A folder with the record of each article, in which the people of the second one are missing."""
    folder = tmp_path / "records"
    folder.mkdir()
    for name, article in read_gold_folder(gold).items():
        record = rumourx.extract(article.text)
        if name == "b":
            record = record.model_copy(update={"people": ()})
        (folder / f"{name}.json").write_text(record.model_dump_json(), encoding="utf-8")
    return folder


def test_the_articles_of_a_folder_by_name(gold: Path) -> None:
    assert list(read_gold_folder(gold)) == ["a", "b"]


def test_records_that_were_made_before(gold: Path, records: Path) -> None:
    articles = read_gold_folder(gold)
    scores = evaluate(articles, read_records(records, list(articles)))
    people = scores.counts["people"]
    assert (people.hits, people.false_alarms, people.misses) == (1, 0, 1)
    assert {name for name, error in scores.errors if error.measure == "people"} == {"b"}
    assert scores.articles == 2


def test_records_that_a_pipeline_makes(gold: Path, news_pipeline: Path) -> None:
    articles = read_gold_folder(gold)
    scores = evaluate(articles, extract_records(articles, str(news_pipeline)))
    assert scores.counts["people"].f1 == scores.counts["clubs"].f1 == 1.0


@pytest.mark.parametrize(
    ("folder", "message"), [("none", "does not exist"), ("a.txt", "is a file"), (".", "holds no gold articles")]
)
def test_a_folder_without_gold_articles(tmp_path: Path, folder: str, message: str) -> None:
    if folder == "a.txt":
        (tmp_path / folder).touch()
    with pytest.raises(ArticleError, match=message):
        read_gold_folder(tmp_path / folder)


def test_a_missing_record_is_named(gold: Path, records: Path) -> None:
    (records / "b.json").unlink()
    with pytest.raises(ArticleError, match=r"b\.json cannot be read"):
        list(read_records(records, list(read_gold_folder(gold))))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"people": 3}', "Il Parma"])
def test_a_file_that_is_no_record_is_named(gold: Path, records: Path, text: str) -> None:
    (records / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"a\.json is not a record"):
        list(read_records(records, list(read_gold_folder(gold))))


class TestReport:
    def test_the_table_has_a_row_a_measure(self, gold: Path, records: Path) -> None:
        articles = read_gold_folder(gold)
        scores = evaluate(articles, read_records(records, list(articles)))
        assert scores_table(scores).row_count == len(scores.counts)

    def test_plain_values_hold_the_same_figures(self, gold: Path, records: Path) -> None:
        articles = read_gold_folder(gold)
        scores = evaluate(articles, read_records(records, list(articles)))
        report = scores_as_dict(scores)
        assert report["measures"]["people"]["recall"] == 0.5
        assert report["articles"] == 2
        assert "errors" not in report
        assert {error["article"] for error in scores_as_dict(scores, errors=True)["errors"]} >= {"b"}

    def test_an_error_stands_on_one_line_with_its_words(self, gold: Path, records: Path) -> None:
        articles = read_gold_folder(gold)
        scores = evaluate(articles, read_records(records, list(articles)))
        lines = [error_line(name, error, articles).plain for name, error in scores.errors]
        assert "b: people mentions, miss: Paolo Vanoli  …Il Parma pensa a Paolo Vanoli .…" in lines
        assert not [line for line in lines if "\n" in line]

    def test_a_name_cannot_style_the_terminal(self) -> None:
        error = Error("people mentions", "miss", "Vanoli")
        assert error_line("\x1b[31mb", error, {}).plain == "\\x1b[31mb: people mentions, miss: Vanoli"
