"""No regular expression of the package takes time that grows faster than what it reads."""

import re

import pytest

from tests.fuzz import backtracking
from tests.fuzz.backtracking import contract_patterns, hard_texts, lexicon_patterns
from tests.fuzz.patterns import Found, all_patterns, unread_calls

FROM_LEXICONS = {
    "rumourx.pipeline.rumours.cues.compile_pattern",
    "rumourx.pipeline.contracts.cues.cues_beginning",
}
OF_THE_LEXICON = 60  # expressions that are tried here, of five thousand; `python tests/fuzz/backtracking.py` tries all


def test_every_expression_of_the_package_is_found() -> None:
    assert unread_calls() == FROM_LEXICONS
    assert len(all_patterns()) > 450


def test_expressions_of_the_package() -> None:
    assert [one for found in all_patterns() for one in hard_texts(found, most=50)] == []


def test_expressions_of_the_contract_lexicon() -> None:
    patterns = contract_patterns()
    assert len(patterns) > 100
    assert [one for found in patterns for one in hard_texts(found, most=10)] == []


def test_expressions_of_the_rumour_lexicon() -> None:
    patterns = lexicon_patterns()
    some = patterns[:: len(patterns) // OF_THE_LEXICON]
    assert [one for found in some for one in hard_texts(found, most=30)] == []


@pytest.mark.parametrize("bad", [r"(?:a+)+b", r"\s+$", r"\s*,?\s*x", r"(\w+)\s\Z", r"[a-z ]*\d*\w*!"])
def test_an_expression_that_backtracks_is_caught(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtracking, "GIVEN_UP", 1)
    assert next(hard_texts(Found("here", re.compile(bad))), None) is not None
