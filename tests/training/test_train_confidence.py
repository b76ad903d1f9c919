"""How confidence is learnt: from facts that are right or wrong, most of all from articles that nobody learnt."""

import json
from pathlib import Path

import pytest

from rumourx.pipeline.confidence.model import read_models
from rumourx.training.confidence import Example, fit, held_out, main

ARTICLE = """voice: agency
--- text
Il {C Parma} pensa a {P Paolo Vanoli}, che ha un contratto {D1 in scadenza nel 2026}. “{Q1 Io qui sto molto bene}” \
ha detto {P Paolo Vanoli|Vanoli}.
--- people
Paolo Vanoli: coach
--- clubs
Parma: club
--- quotes
1: Paolo Vanoli | ha detto
--- contracts
1: Paolo Vanoli | null | expiry | 2026 | stated
--- rumours
Paolo Vanoli | Parma | join | interest | -
"""


def examples(right: int, wrong: int, *, learnt: bool = False, **features: float) -> list[Example]:
    told = [True] * right + [False] * wrong
    return [Example(number, dict(features), one, learnt) for number, one in enumerate(told)]


def test_a_chance_is_the_share_that_is_right() -> None:
    model = fit([*examples(800, 200, known=1.0), *examples(500, 500, known=0.0)])
    assert model.chance({"known": 1.0}) == pytest.approx(0.8, abs=0.01)
    assert model.chance({"known": 0.0}) == pytest.approx(0.5, abs=0.01)


def test_learnt_articles_tell_what_weighs_but_not_how_likely_facts_are() -> None:
    learnt = [*examples(990, 10, learnt=True, known=1.0), *examples(900, 100, learnt=True, known=0.0)]
    model = fit([*learnt, *examples(60, 40, known=1.0)])
    assert model.chance({"known": 1.0}) == pytest.approx(0.6, abs=0.03)
    assert model.chance({"known": 0.0}) < 0.3


def test_few_examples_give_no_certainty() -> None:
    assert 0.5 < fit(examples(3, 0, known=1.0)).chance({"known": 1.0}) < 1


def test_the_figures_are_of_new_articles_only() -> None:
    new = examples(8, 4, known=1.0)
    judged = held_out([*new, *examples(30, 0, learnt=True, known=1.0)])
    assert sorted(fact.right for fact in judged) == sorted(one.right for one in new)


def test_the_command_writes_the_models_and_prints_their_calibration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("train", "development"):
        (tmp_path / folder).mkdir()
        for number in range(2):
            (tmp_path / folder / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    output = tmp_path / "confidence.json"
    assert main([str(tmp_path), "--output", str(output)]) == 0
    assert set(json.loads(output.read_text(encoding="utf-8"))) == set(read_models())
    printed = capsys.readouterr().out
    assert "ECE" in printed
    assert all(kind in printed for kind in read_models())


def test_a_folder_without_gold_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert "development does not exist" in capsys.readouterr().err
