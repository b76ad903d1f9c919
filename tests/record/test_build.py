"""From what stands on a Doc to a record: offsets in the article as read, and no more than the Doc holds."""

from collections.abc import Iterator

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.values import LIST_EXTENSIONS, register_extensions
from rumourx.reading import Article, article_from_text
from rumourx.record.build import build_record, pipeline_info, read_records
from rumourx.record.types import Record
from tests.fuzz.checks import stretches

TEXT = "date 2025-05-12 Il Parma pensa a Vanoli: “Resto”."
BODY = TEXT.index("Il Parma")
PARMA = {"start": 3, "end": 8}
VANOLI = {"start": 17, "end": 23}


@pytest.fixture(scope="module")
def nlp() -> Language:
    register_extensions()
    nlp = spacy.blank("it")
    nlp.meta.update(name="probe", version="4.5")
    return nlp


def make_doc(nlp: Language, article: Article) -> Doc:
    """Return the Doc of an article's body with one fact of every kind."""
    doc = nlp(article.text[article.body_start :])
    doc._.people = [{"name": "Paolo Vanoli", "id": "pv", "role": "coach", "former": True, "mentions": [VANOLI]}]
    doc._.clubs = [{"name": "Parma", "id": "parma", "kind": "club", "country": "IT", "mentions": [PARMA, PARMA]}]
    doc._.contract_dates = [
        {
            "person": "Paolo Vanoli",
            "club": None,
            "event": "option",
            "date": "2026",
            "precision": "year",
            "certainty": "proposed",
            **VANOLI,
        }
    ]
    doc._.quotes = [{"speaker": "Paolo Vanoli", "cue": None, "start": 26, "end": 31}]
    doc._.rumours = [
        {
            "person": "Paolo Vanoli",
            "club": "Parma",
            "move": "join",
            "stage": "talks",
            "sources": ["Sky"],
            "evidence": [{"start": 0, "end": 23}],
        }
    ]
    doc._.competitions = [{"name": "Serie A", "mentions": [PARMA]}]
    doc._.outlets = [{"name": "Sky", "mentions": [VANOLI]}]
    doc._.stadiums = [{"name": "Tardini", "mentions": []}]
    return doc


@pytest.fixture(scope="module")
def record(nlp: Language) -> Record:
    article = article_from_text(TEXT, source="vanoli.txt")
    return build_record(make_doc(nlp, article), article, pipeline_info(nlp))


def test_offsets_count_from_the_start_of_the_article_as_read(record: Record) -> None:
    assert record.people[0].mentions[0].start == VANOLI["start"] + BODY
    found = list(stretches(record.model_dump()))
    assert len(found) == 8
    for one in found:
        assert TEXT[one["start"] : one["end"]] == one["text"] != ""


def test_confidence_is_rounded_and_unknown_where_nobody_judged(nlp: Language) -> None:
    article = article_from_text(TEXT)
    doc = make_doc(nlp, article)
    doc._.people[0]["confidence"] = 0.98765
    doc._.quotes[0]["confidence"] = 0.1
    record = build_record(doc, article, pipeline_info(nlp))
    assert record.people[0].confidence == 0.99
    assert record.quotes[0].confidence == 0.1
    assert record.clubs[0].confidence is record.rumours[0].confidence is record.contract_dates[0].confidence is None


def test_every_kind_of_fact_is_taken_over(record: Record) -> None:
    assert [(one.name, one.id, one.role) for one in record.people] == [("Paolo Vanoli", "pv", "coach")]
    assert [(one.name, one.kind, one.country, len(one.mentions)) for one in record.clubs] == [
        ("Parma", "club", "IT", 2)
    ]
    assert [(one.event, one.date, one.certainty, one.text) for one in record.contract_dates] == [
        ("option", "2026", "proposed", "Vanoli")
    ]
    assert [(one.speaker, one.text) for one in record.quotes] == [("Paolo Vanoli", "Resto")]
    (rumour,) = record.rumours
    assert (rumour.move, rumour.stage, rumour.sources) == ("join", "talks", ("Sky",))
    assert [one.text for one in rumour.evidence] == ["Il Parma pensa a Vanoli"]
    assert [one.name for one in (*record.competitions, *record.outlets, *record.stadiums)] == [
        "Serie A",
        "Sky",
        "Tardini",
    ]


def test_it_says_where_it_comes_from(record: Record) -> None:
    assert record.source == "vanoli.txt"
    assert record.article_date is not None
    assert (record.article_date.date, record.article_date.precision, record.article_date.origin) == (
        "2025-05-12",
        "day",
        "header",
    )
    assert (record.pipeline.name, record.pipeline.version) == ("it_probe", "4.5")


def test_an_article_without_date_title_and_facts(nlp: Language) -> None:
    article = article_from_text("Nulla da segnalare.")
    record = build_record(nlp(article.text), article, pipeline_info(nlp))
    assert (record.source, record.title, record.article_date) == (None, None, None)
    assert list(stretches(record.model_dump())) == []


def test_a_doc_shares_no_list_with_another(nlp: Language) -> None:
    article = article_from_text(TEXT)
    make_doc(nlp, article)
    for name in LIST_EXTENSIONS:
        assert getattr(nlp("Altro.")._, name) == []


class TestReadingMany:
    @pytest.fixture
    def probe(self) -> Language:
        """A pipeline whose only component notes what it saw, and finds its first word to be an outlet."""
        nlp = spacy.blank("it")
        nlp.meta.update(name="probe", version="1")
        register_extensions()

        @Language.component("note_the_first_word")
        def note(doc: Doc) -> Doc:
            doc._.outlets = [{"name": str(doc._.article_date), "mentions": [{"start": 0, "end": len(doc[0])}]}]
            return doc

        nlp.add_pipe("note_the_first_word")
        return nlp

    def test_order_date_and_body_are_kept_over_batches(self, probe: Language) -> None:
        texts = [f"date 2025-0{n % 9 + 1} Parola{n} e basta" for n in range(7)]
        records = list(read_records(map(article_from_text, texts), probe, batch_size=3))
        found = [(one.name, one.mentions[0].text) for record in records for one in record.outlets]
        assert found == [(f"2025-0{n % 9 + 1}", f"Parola{n}") for n in range(7)]

    def test_no_more_is_read_than_a_batch(self, probe: Language) -> None:
        asked: list[int] = []

        def articles() -> Iterator[Article]:
            for n in range(10):
                asked.append(n)
                yield article_from_text(f"Parola{n} e basta")

        records = read_records(articles(), probe, batch_size=4)
        assert asked == []
        next(records)
        assert asked == [0, 1, 2, 3]

    def test_no_articles_give_no_records(self, probe: Language) -> None:
        assert list(read_records([], probe, batch_size=4)) == []
