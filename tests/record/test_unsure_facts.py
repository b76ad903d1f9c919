"""Facts that are not sure enough are dropped."""

import pytest

from rumourx.errors import UsageError
from rumourx.record.confidence import KINDS_WITH_CONFIDENCE, check_minimum, drop_unsure
from rumourx.record.types import KINDS, Named, Person, PipelineInfo, Quote, Record

RECORD = Record.model_validate(
    {
        "source": None,
        "title": None,
        "article_date": None,
        "pipeline": PipelineInfo(name="probe", version="1"),
        **dict.fromkeys(KINDS, ()),
    }
)


def person(name: str, confidence: float | None) -> Person:
    return Person(name=name, id=None, role=None, mentions=(), confidence=confidence)


def test_facts_below_the_cut_go_and_those_at_it_stay() -> None:
    people = (person("Vanoli", 0.8), person("Neri", 0.79), person("Rossi", 1.0))
    quote = Quote(speaker=None, cue=None, text="Resto", start=0, end=5, confidence=0.2)
    kept = drop_unsure(RECORD.model_copy(update={"people": people, "quotes": (quote,)}), 0.8)
    assert [one.name for one in kept.people] == ["Vanoli", "Rossi"]
    assert kept.quotes == ()


def test_what_has_no_confidence_stays() -> None:
    record = RECORD.model_copy(
        update={"people": (person("Vanoli", None),), "outlets": (Named(name="Sky", mentions=()),)}
    )
    assert drop_unsure(record, 1.0) == record


def test_every_list_with_a_confidence_is_looked_through() -> None:
    fields = {kind: Record.model_fields[kind].annotation.__args__[0].model_fields for kind in KINDS}  # type: ignore[union-attr]
    assert [kind for kind in KINDS if "confidence" in fields[kind]] == list(KINDS_WITH_CONFIDENCE)


@pytest.mark.parametrize("value", [-0.1, 1.01, 80, float("nan")])
def test_no_confidence_is_a_usage_error(value: float) -> None:
    with pytest.raises(UsageError, match="runs from 0 to 1"):
        check_minimum(value)


@pytest.mark.parametrize("value", [0, 0.8, 1])
def test_both_ends_are_confidences(value: float) -> None:
    check_minimum(value)
