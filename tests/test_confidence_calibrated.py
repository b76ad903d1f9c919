"""Confidence keeps its word on the development gold: about 80 % of the facts with 0.8 are right."""

from pathlib import Path

import pytest
from spacy.language import Language

import rumourx
from rumourx.evaluation.calibration import JUDGED_KINDS, Judged, calibration_error, judged_facts, precision_above
from rumourx.evaluation.evaluate import read_gold_folder

GOLD = Path(__file__).parent / "gold" / "development"

ERROR_BOUNDS = {
    "people": 0.03,
    "clubs": 0.04,
    "contract_dates": 0.10,
    "quotes": 0.04,
    "rumours": 0.12,
}
"""Of the expected calibration error; looser where development has few facts, so that chance alone moves it."""
OVERALL_BOUND = 0.03


@pytest.fixture(scope="module")
def facts(embedded: Language) -> dict[str, list[Judged]]:
    articles = list(read_gold_folder(GOLD).values())
    records = list(rumourx.extract_many((article.text for article in articles), pipeline=embedded))
    return {
        kind: [
            fact
            for article, record in zip(articles, records, strict=True)
            for fact in judged_facts(article, record, kind)
        ]
        for kind in JUDGED_KINDS
    }


@pytest.fixture(scope="module")
def all_facts(facts: dict[str, list[Judged]]) -> list[Judged]:
    return [fact for found in facts.values() for fact in found]


def test_every_kind_has_a_bound(facts: dict[str, list[Judged]]) -> None:
    assert facts.keys() == ERROR_BOUNDS.keys()
    assert all(facts.values())


@pytest.mark.parametrize("kind", ERROR_BOUNDS)
def test_the_calibration_error_stays_below_its_bound(facts: dict[str, list[Judged]], kind: str) -> None:
    assert calibration_error(facts[kind]) <= ERROR_BOUNDS[kind]


def test_all_kinds_together_are_calibrated(all_facts: list[Judged]) -> None:
    assert calibration_error(all_facts) <= OVERALL_BOUND


def test_a_higher_cut_keeps_what_is_more_often_right(all_facts: list[Judged]) -> None:
    precisions = [precision_above(all_facts, cut) or 0.0 for cut in (0.0, 0.5, 0.8)]
    assert precisions == sorted(set(precisions))


def test_rumours_are_more_often_right_above_the_cut(facts: dict[str, list[Judged]]) -> None:
    everything, sure = (precision_above(facts["rumours"], cut) or 0.0 for cut in (0.0, 0.8))
    assert sure > everything + 0.1


def test_the_cut_at_0_8_leaves_most_facts(all_facts: list[Judged]) -> None:
    assert sum(fact.confidence >= 0.8 for fact in all_facts) > len(all_facts) / 2
