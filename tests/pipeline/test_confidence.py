"""Confidence: a chance for each fact, from what the other components left on the Doc."""

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.confidence.model import Model, read_models
from rumourx.pipeline.values import LIST_EXTENSIONS, register_extensions

KINDS = ("people", "clubs", "contract_dates", "quotes", "rumours")
TEXT = "Il Parma pensa a Paolo Vanoli, in scadenza nel 2026. “A Torino sto bene, resto qui” ha detto Vanoli."


@pytest.fixture
def blank() -> Language:
    """A pipeline with this component alone."""
    nlp = spacy.blank("it")
    nlp.add_pipe("rumourx_confidence")
    register_extensions()
    return nlp


def place(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def told(nlp: Language, **rumour: Any) -> Doc:
    """Return a Doc on which somebody else wrote a fact of each kind."""
    doc = nlp.make_doc(TEXT)
    doc._.people = [
        {
            "name": "Paolo Vanoli",
            "id": None,
            "role": None,
            "former": False,
            "mentions": [place("Paolo Vanoli")],
        }
    ]
    doc._.clubs = [
        {"name": "Parma", "id": "parma", "kind": "club", "country": "IT", "mentions": [place("Parma")]},
    ]
    doc._.contract_dates = [
        {
            "person": "Paolo Vanoli",
            "club": None,
            "event": "expiry",
            "date": "2026",
            "precision": "year",
            "certainty": "stated",
            **place("in scadenza nel 2026"),
        }
    ]
    doc._.quotes = [{"speaker": "Paolo Vanoli", "cue": "ha detto", **place("A Torino sto bene, resto qui")}]
    sentence = {"start": 0, "end": TEXT.index(" “")}
    doc._.rumours = [
        {
            "person": "Paolo Vanoli",
            "club": "Parma",
            "move": "join",
            "stage": "interest",
            "sources": [],
            "evidence": [sentence],
            "chance": 0.7,
            **rumour,
        }
    ]
    return doc


def confidence(doc: Doc, kind: str) -> float:
    (value,) = getattr(doc._, kind)
    found: float = value["confidence"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_alone_it_judges_facts_that_anybody_wrote(blank: Language, kind: str) -> None:
    judge = blank.get_pipe("rumourx_confidence")
    assert 0 < confidence(judge(told(blank)), kind) < 1


def test_nothing_but_confidence_is_written(blank: Language) -> None:
    before = told(blank)
    after = blank.get_pipe("rumourx_confidence")(told(blank))
    for name in LIST_EXTENSIONS:
        left = [{key: one for key, one in value.items() if key != "confidence"} for value in getattr(after._, name)]
        assert left == getattr(before._, name)


@pytest.mark.parametrize("text", ["", " \n ", "Nulla.", TEXT])
def test_a_doc_without_facts_stays_as_it_is(blank: Language, text: str) -> None:
    doc = blank(text)
    assert all(getattr(doc._, name) == [] for name in LIST_EXTENSIONS)


def test_only_the_five_kinds_of_fact_are_judged(embedded: Language) -> None:
    doc = embedded("Il Parma pensa a Paolo Vanoli, come riporta Sky Sport dopo la gara di Serie A a San Siro.")
    assert all("confidence" in value for kind in KINDS for value in getattr(doc._, kind))
    for name in ("outlets", "competitions", "stadiums"):
        found = getattr(doc._, name)
        assert found
        assert all("confidence" not in value for value in found)


def test_the_same_article_gets_the_same_confidence(embedded: Language) -> None:
    first, second = embedded(TEXT), embedded(TEXT)
    assert [getattr(first._, kind) for kind in KINDS] == [getattr(second._, kind) for kind in KINDS]


def test_a_rumour_is_the_surer_the_likelier_its_reading(blank: Language) -> None:
    judge = blank.get_pipe("rumourx_confidence")
    chances = [confidence(judge(told(blank, chance=chance)), "rumours") for chance in (0.34, 0.6, 0.95)]
    assert chances == sorted(set(chances))


def test_the_reading_hands_its_chance_over(embedded: Language) -> None:
    (rumour,) = embedded("Il Parma pensa a Paolo Vanoli.")._.rumours
    assert 0 < rumour["chance"] <= 1


def test_a_full_name_is_surer_than_a_word_that_opens_a_sentence(embedded: Language) -> None:
    full = embedded("Il mister Paolo Vanoli ha parlato.")._.people
    bare = embedded("Grande gara. Zorbetti segna.")._.people
    assert full
    assert all(one["confidence"] < full[0]["confidence"] for one in bare)


class TestModel:
    def test_every_kind_has_one(self) -> None:
        assert set(read_models()) == set(KINDS)

    def test_it_may_be_as_sure_as_it_likes_without_overflow(self) -> None:
        model = Model(bias=0.0, weights={"many": 1.0})
        assert model.chance({"many": 1e9}) <= 1
        assert model.chance({"many": -1e9}) >= 0

    def test_an_unknown_feature_has_no_say(self) -> None:
        model = Model(bias=1.0, weights={})
        assert model.chance({"new": 5.0}) == model.chance({})
