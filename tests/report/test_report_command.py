"""`rumourx report` as a user runs it: what it takes, where it finds texts, what it writes and what it says."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from rumourx.batch.rows import Row
from rumourx.batch.writers import writer_for
from tests.report.conftest import ROOT, SAMPLES, Run, run_report
from tests.report.made_records import contract, person, record, report_data, rumour, write_records

TITLE = "Panchina Parma, spunta Vanoli"
TEXT = f"date 2025-05-12 {TITLE}\n\nIl Parma pensa a Paolo Vanoli, legato al Torino fino al 2026."
BODY = TEXT.removeprefix("date 2025-05-12 ")
RECORD = record(
    "articolo.txt",
    TITLE,
    "2025-05-12",
    people=[person(TEXT, "Paolo Vanoli", "Vanoli", "Paolo Vanoli")],
    contract_dates=[contract(TEXT, "legato al Torino fino al 2026", "Paolo Vanoli", "Torino", "2026")],
    rumours=[rumour(TEXT, "Il Parma pensa a Paolo Vanoli", "Paolo Vanoli", "Parma")],
)
ENDLESS = "a" * 5000


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article in the folder where the command runs."""
    path = tmp_path / "articolo.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def records(article: Path) -> Path:
    """Its record, beside it."""
    return write_records(article.with_name("facts.jsonl"), RECORD)


def shown(folder: Path) -> list[dict[str, Any]]:
    """The articles in the folder's report.html."""
    articles: list[dict[str, Any]] = report_data(folder / "report.html")["articles"]
    return articles


class TestTexts:
    def test_a_record_is_shown_with_the_text_that_its_source_names(self, run: Run, records: Path) -> None:
        done = run("facts.jsonl", "-o", "report.html")
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == "rumourx: report.html shows 1 article (0.1 MB); open it in a browser.\n"
        (article,) = shown(records.parent)
        assert article["text"] == BODY
        assert (article["title"], article["date"], article["source"]) == (TITLE, "2025-05-12", "articolo.txt")

    def test_facts_hold_offsets_into_that_text(self, run: Run, records: Path) -> None:
        run("facts.jsonl", "-o", "report.html")
        (article,) = shown(records.parent)
        words = {
            (fact["kind"], BODY[start:end])
            for fact in article["facts"]
            for start, end in zip(fact["spans"][::2], fact["spans"][1::2], strict=True)
        }
        assert words == {
            ("person", "Vanoli"),
            ("person", "Paolo Vanoli"),
            ("contract", "legato al Torino fino al 2026"),
            ("rumour", "Il Parma pensa a Paolo Vanoli"),
        }

    def test_the_text_is_sought_from_the_records_and_then_from_here(self, run: Run, article: Path) -> None:
        folder = article.parent / "elsewhere"
        folder.mkdir()
        write_records(folder / "facts.jsonl", RECORD, RECORD | {"source": "here.txt"})
        (folder / "here.txt").write_text(TEXT, encoding="utf-8")
        run("elsewhere/facts.jsonl", "-o", "report.html")
        assert [one.get("text") for one in shown(article.parent)] == [BODY, BODY]

    def test_the_text_may_be_a_line_of_json(self, run: Run, tmp_path: Path) -> None:
        lines = [{"body": "Un altro articolo, che parla di altro."}, {"body": TEXT}]
        (tmp_path / "2025.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        write_records(tmp_path / "facts.jsonl", *(RECORD | {"source": f"2025.jsonl:{line}"} for line in (2, 1, 2, 7)))
        run("facts.jsonl", "-o", "report.html", "--text-field", "body")
        assert [one.get("text") for one in shown(tmp_path)] == [BODY, None, BODY, None]

    def test_the_text_may_be_that_of_a_web_page(self, run: Run, tmp_path: Path) -> None:
        paragraphs = [
            f"Il {club} pensa a Paolo Vanoli per la panchina, e lo dirà presto." for club in ("Parma", "Como")
        ]
        page = f"<html><title>{TITLE}</title><article>{''.join(f'<p>{one}</p>' for one in paragraphs)}</article></html>"
        (tmp_path / "pagina.html").write_text(page, encoding="utf-8")
        text = "\n\n".join((TITLE, *paragraphs))
        one = record("pagina.html", TITLE, people=[person(text, "Paolo Vanoli", "Vanoli", "Paolo Vanoli")])
        write_records(tmp_path / "facts.jsonl", one)
        run("facts.jsonl", "-o", "report.html")
        assert [one["text"] for one in shown(tmp_path)] == [text]

    @pytest.mark.parametrize(
        ("source", "note"),
        [
            ("changed.txt", "The text has changed: changed.txt no longer says what was read in it."),
            ("gone.txt", "The text was not found: there is no gone.txt."),
            ("empty.txt", "The text cannot be read: empty.txt is empty; give it the text of an article."),
            ("https://example.org/1", "The text is at https://example.org/1, and a report is made without a network."),
            ("a\0b", "The text was not found: there is no a\0b."),
            (ENDLESS, f"The text was not found: there is no {ENDLESS}."),
            (None, "The record does not say which file its text is in."),
        ],
        ids=["changed", "gone", "empty", "address", "NUL", "endless", "none"],
    )
    def test_without_its_text_a_record_is_shown_with_the_reason(
        self, run: Run, tmp_path: Path, source: str | None, note: str
    ) -> None:
        (tmp_path / "changed.txt").write_text(TEXT.replace("Parma", "Genoa"), encoding="utf-8")
        (tmp_path / "empty.txt").touch()
        write_records(tmp_path / "facts.jsonl", RECORD | {"source": source})
        done = run("facts.jsonl", "-o", "report.html")
        assert done.returncode == 0
        assert "without its text" in done.stderr
        (article,) = shown(tmp_path)
        assert (article["note"], article.get("text")) == (note, None)
        assert article["facts"][0]["words"] == ["Vanoli", "Paolo Vanoli"]


class TestInputs:
    def test_articles_are_read(self, run: Run, article: Path) -> None:
        article.with_name("vuoto.txt").touch()
        done = run("articolo.txt", "vuoto.txt", "-o", "report.html")
        assert done.returncode == 1
        assert "vuoto.txt is empty" in done.stderr
        assert "shows 1 article" in done.stderr
        (one,) = shown(article.parent)
        assert one["text"] == BODY
        assert ("rumour", "Paolo Vanoli") in {(fact["kind"], fact.get("person")) for fact in one["facts"]}

    def test_an_article_whose_record_is_given_is_not_read_again(self, tmp_path: Path) -> None:
        report = tmp_path / "report.html"
        # With a pipeline that is none, reading would fail.
        done = run_report("samples", "-o", str(report), "--glob", "*-*.*", "--pipeline", "it_none_sm", folder=ROOT)
        assert done.returncode == 0, done.stderr
        sources = [one["source"] for one in shown(tmp_path)]
        assert sorted(sources) == sorted(f"samples/{path.name}" for path in SAMPLES.glob("*.txt"))

    @pytest.mark.parametrize("name", ["facts.jsonl", "facts.jsonl.gz", "facts/", "facts.parquet", "facts.parquet/"])
    def test_what_a_batch_writes_gives_the_same_report(self, run: Run, article: Path, name: str) -> None:
        rows = [
            Row(source=f"{source}.txt", record=RECORD | {"source": f"{source}.txt"}, fields={}, words=9, cluster=None)
            for source in ("articolo", "gone")
        ]
        out = f"{article.parent}/{name}"
        writer_for(out).write(iter(rows), out)
        done = run(name, "-o", "report.html")
        assert done.returncode == 0, done.stderr
        write_records(article.with_name("plain.jsonl"), *(row["record"] for row in rows))
        run("plain.jsonl", "-o", "plain.html")
        assert len(shown(article.parent)) == 2
        assert shown(article.parent) == report_data(article.with_name("plain.html"))["articles"]

    @pytest.mark.parametrize("content", [RECORD, [RECORD, RECORD]], ids=["one", "array"])
    def test_a_json_file_is_a_record_or_an_array_of_records(self, run: Run, article: Path, content: Any) -> None:
        article.with_name("facts.json").write_text(json.dumps(content), encoding="utf-8")
        run("facts.json", "-o", "report.html")
        assert {one["text"] for one in shown(article.parent)} == {BODY}

    def test_standard_input_may_be_records_or_an_article(self, run: Run, article: Path) -> None:
        for text in (json.dumps(RECORD), f"{json.dumps(RECORD)}\n{json.dumps(RECORD)}\n", TEXT):
            done = run("-", "-o", "report.html", "--overwrite", text=text)
            assert done.returncode == 0, done.stderr
            assert {one["text"] for one in shown(article.parent)} == {BODY}

    def test_the_address_of_an_article_is_that_of_its_input(self, run: Run, article: Path) -> None:
        for url, site in (("https://www.example.org/1", "example.org"), ("javascript:alert(1)", None)):
            write_records(article.with_name("facts.jsonl"), RECORD | {"fields": {"url": url}, "cluster": None})
            run("facts.jsonl", "-o", "report.html", "--overwrite")
            (one,) = shown(article.parent)
            assert one.get("site") == site
            assert one.get("url") == (url if site else None)

    def test_records_of_some_kinds_only_are_records(self, run: Run, article: Path) -> None:
        partial = {name: value for name, value in RECORD.items() if name not in ("people", "clubs", "quotes")}
        write_records(article.with_name("facts.jsonl"), partial)
        run("facts.jsonl", "-o", "report.html")
        assert [fact["kind"] for fact in shown(article.parent)[0]["facts"]] == ["contract", "rumour"]

    def test_facts_that_are_less_sure_can_be_left_out(self, run: Run, article: Path) -> None:
        unsure = RECORD | {"rumours": [RECORD["rumours"][0] | {"confidence": 0.4}]}
        write_records(article.with_name("facts.jsonl"), unsure)
        run("facts.jsonl", "-o", "report.html", "--min-confidence", "0.5")
        assert [fact["kind"] for fact in shown(article.parent)[0]["facts"]] == ["person", "contract"]


class TestOutput:
    def test_standard_output(self, run: Run, records: Path) -> None:
        done = run("facts.jsonl", "-o", "-", "--quiet", "--title", "Voci & <b>smentite</b>")
        assert done.stderr == ""
        assert done.stdout.startswith("<!DOCTYPE html>")
        assert "<title>Voci &amp; &lt;b&gt;smentite&lt;/b&gt;</title>" in done.stdout
        assert report_data(done.stdout)["title"] == "Voci & <b>smentite</b>"

    def test_a_report_that_exists_is_replaced_only_when_asked_for(self, run: Run, records: Path) -> None:
        report = records.with_name("report.html")
        report.write_text("mine", encoding="utf-8")
        done = run("facts.jsonl", "-o", "report.html")
        assert (done.returncode, report.read_text(encoding="utf-8")) == (2, "mine")
        assert done.stderr == "rumourx: report.html exists; name another file, or replace it with --overwrite.\n"
        assert run("facts.jsonl", "-o", "report.html", "--overwrite").returncode == 0
        assert len(shown(records.parent)) == 1

    def test_the_report_is_no_article_of_its_folder(self, run: Run, records: Path) -> None:
        for _ in range(2):
            assert run(".", "-o", "report.html", "--overwrite").returncode == 0
        assert len(shown(records.parent)) == 1

    def test_the_same_records_make_the_same_file(self, run: Run, records: Path) -> None:
        assert run("facts.jsonl", "-o", "-").stdout == run("facts.jsonl", "-o", "-").stdout


class TestErrors:
    @pytest.mark.parametrize(
        ("arguments", "code", "message"),
        [
            (["facts.jsonl", "-o", "report.txt"], 2, "report.txt is no name of a web page; let it end in .html."),
            (["facts.jsonl", "-o", "folder.html"], 2, "folder.html is a folder; name a file."),
            (["facts.jsonl", "-o", "no/report.html"], 2, "no/report.html cannot be written"),
            (["facts.csv", "-o", "report.html"], 2, "facts.csv holds no records as a report takes them"),
            (["facts.jsonl", "-o", "report.html", "--min-confidence", "7"], 2, "7 is no confidence"),
            (["facts.jsonl", "-o", "report.html", "--date", "ieri"], 2, "ieri"),
            (["gone.jsonl", "-o", "report.html"], 1, "gone.jsonl does not exist"),
            (["broken.parquet", "-o", "report.html"], 1, "cannot be read as Parquet"),
            (["lonely.parquet", "-o", "report.html"], 1, "lonely.parquet lacks its lonely.articles.parquet"),
            (["wrong.jsonl", "-o", "report.html"], 1, "wrong.jsonl:1 is no record of RumourX (people.0.name: "),
            (["none/", "-o", "report.html"], 1, "there is no article to show"),
        ],
    )
    def test_a_mistake_is_told_in_a_sentence(
        self, run: Run, records: Path, arguments: list[str], code: int, message: str
    ) -> None:
        folder = records.parent
        for name in ("folder.html", "none"):
            (folder / name).mkdir()
        write_records(folder / "wrong.jsonl", RECORD | {"people": [{"mentions": []}]})
        rows = [Row(source="articolo.txt", record=RECORD, fields={}, words=9, cluster=None)]
        writer_for(str(folder / "lonely.parquet")).write(iter(rows), str(folder / "lonely.parquet"))
        (folder / "lonely.articles.parquet").unlink()
        for name in ("broken.parquet", "broken.articles.parquet"):
            (folder / name).write_bytes(b"PAR1")
        done = run(*arguments)
        assert done.returncode == code
        assert message in done.stderr
        assert "Traceback" not in done.stderr
        assert not (folder / "report.html").exists()

    def test_what_cannot_be_read_is_told_and_the_rest_is_shown(self, run: Run, records: Path) -> None:
        with records.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(RECORD | {"rumours": 7}) + "\n")
        done = run("facts.jsonl", "-o", "report.html")
        assert done.returncode == 1
        assert "facts.jsonl:2 is no record of RumourX (rumours: " in done.stderr
        assert len(shown(records.parent)) == 1

    def test_a_compressed_file_that_is_cut_off_is_told(self, run: Run, tmp_path: Path) -> None:
        data = gzip.compress(json.dumps(RECORD).encode())
        (tmp_path / "facts.jsonl.gz").write_bytes(data[:-9])
        done = run("facts.jsonl.gz", "-o", "report.html")
        assert done.returncode == 1
        assert "facts.jsonl.gz is cut off" in done.stderr
