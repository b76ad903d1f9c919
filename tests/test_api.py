"""The Python API: `extract`, `extract_many`, `load`."""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import rumourx
from rumourx.errors import ArticleError, PipelineError, UsageError
from rumourx.reading import article_from_text

TEXT = "Il Parma pensa a Paolo Vanoli, come riporta Sky Sport."
HEADED = f"date 2025-05-12 {TEXT}"


def test_importing_it_loads_nothing_heavy() -> None:
    code = (
        "import sys, rumourx; print([name for name in ('spacy', 'numpy', 'pydantic', 'typer') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


class TestExtract:
    def test_one_text_gives_one_record(self) -> None:
        record = rumourx.extract(TEXT)
        assert [person.name for person in record.people] == ["Paolo Vanoli"]
        assert [club.name for club in record.clubs] == ["Parma"]
        assert [outlet.name for outlet in record.outlets] == ["Sky Sport"]
        (rumour,) = record.rumours
        assert (rumour.person, rumour.club, rumour.move) == ("Paolo Vanoli", "Parma", "join")
        assert (record.source, record.article_date) == (None, None)

    def test_the_date_is_used_where_the_text_has_none(self) -> None:
        dated = rumourx.extract("Vanoli è in scadenza tra due anni.", date="2025-05-12")
        assert dated.article_date is not None
        assert (dated.article_date.date, dated.article_date.origin) == ("2025-05-12", "option")
        headed = rumourx.extract(HEADED, date="1999")
        assert headed.article_date is not None
        assert (headed.article_date.date, headed.article_date.origin) == ("2025-05-12", "header")

    def test_the_date_may_be_a_date(self) -> None:
        text = "Vanoli è in scadenza tra due anni."
        for date in (datetime.date(2025, 5, 12), datetime.datetime(2025, 5, 12, 23, 30)):
            assert rumourx.extract(text, date=date) == rumourx.extract(text, date="2025-05-12")

    def test_relative_dates_count_from_the_article(self) -> None:
        text = "Paolo Vanoli ha un contratto con il Torino in scadenza il prossimo giugno."
        dates = [rumourx.extract(text, date=date).contract_dates[0].date for date in ("2025-05-12", "2025-09-01", None)]
        assert dates == ["2025-06", "2026-06", None]

    def test_an_article_may_be_given_instead_of_a_text(self) -> None:
        record = rumourx.extract(article_from_text(HEADED, source="vanoli.txt"))
        assert record.source == "vanoli.txt"
        assert record.clubs[0].mentions[0].start == HEADED.index("Parma")

    @pytest.mark.parametrize("text", ["", " \n ", "date 2025-05-12"])
    def test_no_text_is_an_article_error(self, text: str) -> None:
        with pytest.raises(ArticleError):
            rumourx.extract(text)

    def test_another_language_is_an_article_error(self) -> None:
        text = "The manager has a contract that ends next year. " * 4
        with pytest.raises(ArticleError, match="English"):
            rumourx.extract(text)

    def test_no_date_is_a_usage_error(self) -> None:
        with pytest.raises(UsageError, match="domani"):
            rumourx.extract(TEXT, date="domani")
        with pytest.raises(UsageError, match="“2025” is not a date"):
            rumourx.extract(TEXT, date=2025)  # type: ignore[arg-type]

    def test_every_fact_says_how_sure_it_is(self) -> None:
        record = rumourx.extract(TEXT)
        for fact in (*record.people, *record.clubs, *record.rumours):
            assert fact.confidence is not None
            assert 0 < fact.confidence <= 1

    def test_facts_that_are_not_sure_enough_are_left_out(self) -> None:
        whole = rumourx.extract(TEXT)
        (rumour,) = whole.rumours
        assert rumour.confidence is not None
        assert rumourx.extract(TEXT, min_confidence=0) == whole
        assert rumourx.extract(TEXT, min_confidence=rumour.confidence).rumours == (rumour,)
        cut = rumourx.extract(TEXT, min_confidence=min(1, rumour.confidence + 0.01))
        assert (cut.rumours, cut.outlets) == ((), whole.outlets)

    def test_a_confidence_beyond_1_is_a_usage_error(self) -> None:
        with pytest.raises(UsageError, match="80 is no confidence"):
            rumourx.extract(TEXT, min_confidence=80)


class TestExtractMany:
    def test_one_record_a_text_in_order(self) -> None:
        texts = [f"Il {club} pensa a Paolo Vanoli." for club in ("Parma", "Torino", "Milan", "Genoa", "Napoli")]
        records = rumourx.extract_many(texts, batch_size=2)
        assert [record.clubs[0].name for record in records] == ["Parma", "Torino", "Milan", "Genoa", "Napoli"]

    def test_records_come_before_all_texts_are_read(self) -> None:
        read = []

        def texts() -> Iterator[str]:
            for number in range(9):
                read.append(number)
                yield TEXT

        records = rumourx.extract_many(texts(), batch_size=3)
        assert read == []
        next(records)
        assert read == [0, 1, 2]

    def test_a_batch_gives_what_each_text_alone_gives(self) -> None:
        texts = [HEADED, "Ha parlato Carlo Ancelotti: “Il Real Madrid è casa mia”.", TEXT]
        assert list(rumourx.extract_many(texts)) == [rumourx.extract(text) for text in texts]

    def test_texts_and_articles_may_be_mixed(self) -> None:
        records = list(rumourx.extract_many([TEXT, article_from_text(TEXT, source="a.txt")], date="2025-05"))
        assert [record.source for record in records] == [None, "a.txt"]
        assert [record.article_date is not None for record in records] == [True, False]

    def test_nothing_gives_nothing(self) -> None:
        assert list(rumourx.extract_many([])) == []


class TestLoad:
    def test_it_returns_the_pipeline_once_a_process(self) -> None:
        assert isinstance(rumourx.load(), Language)
        assert rumourx.load() is rumourx.load()

    def test_the_embedded_pipeline_by_name_is_the_default(self) -> None:
        assert rumourx.load("it_rumourx_sm").pipe_names == rumourx.load().pipe_names

    def test_its_docs_hold_spans_and_values(self) -> None:
        doc = rumourx.load()(TEXT)
        assert [span.text for span in doc.spans["people"]] == ["Paolo Vanoli"]
        assert [span.text for span in doc.spans["clubs"]] == ["Parma"]
        assert [outlet["name"] for outlet in doc._.outlets] == ["Sky Sport"]

    def test_a_pipeline_may_be_given_by_path_or_loaded(self, news_pipeline: Path) -> None:
        by_path = rumourx.extract(TEXT, pipeline=str(news_pipeline))
        assert by_path.pipeline.name == "it_other_news_sm"
        assert rumourx.extract(TEXT, pipeline=rumourx.load(str(news_pipeline))) == by_path

    def test_a_missing_pipeline_is_a_pipeline_error(self) -> None:
        with pytest.raises(PipelineError):
            rumourx.extract(TEXT, pipeline="it_missing_sm")
