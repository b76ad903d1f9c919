"""Which facts are right, one by one, and how well confidence tells them."""

from rumourx.evaluation.calibration import Judged, calibration_error, judged_facts, precision_above, verdicts
from rumourx.evaluation.markup import parse_gold
from rumourx.record.types import Mention, Person, PipelineInfo, Record, Rumour

GOLD = parse_gold(
    """--- text
Il {C Parma} pensa a {P Paolo Vanoli}. {P Paolo Vanoli|Vanoli} lascia il {C Torino|Toro}.
--- people
Paolo Vanoli: coach
--- clubs
Parma: club
Torino: club
--- quotes
--- contracts
--- rumours
Paolo Vanoli | Parma | join | interest | -
Paolo Vanoli | Torino | leave | agreed | - | optional
"""
)


def person(name: str, form: str, confidence: float | None = None) -> Person:
    start = GOLD.text.index(form)
    mention = Mention(text=form, start=start, end=start + len(form))
    return Person(name=name, id=None, role=None, mentions=(mention,), confidence=confidence)


def rumour(club: str, move: str) -> Rumour:
    return Rumour.model_validate(
        {"person": "Paolo Vanoli", "club": club, "move": move, "stage": "talks", "sources": (), "evidence": ()}
    )


def record(**lists: object) -> Record:
    nothing = dict.fromkeys(("people", "clubs", "contract_dates", "quotes", "rumours"), ())
    named = dict.fromkeys(("competitions", "outlets", "stadiums"), ())
    pipeline = PipelineInfo(name="probe", version="1")
    head = {"source": None, "title": None, "article_date": None, "pipeline": pipeline}
    return Record.model_validate({**head, **nothing, **named, **lists})


VANOLI = person("Paolo Vanoli", "Paolo Vanoli", 0.9)


class TestVerdicts:
    def test_a_person_split_in_two_is_right_once(self) -> None:
        found = record(people=(VANOLI, person("Vanoli", "Vanoli lascia"[:6])))
        assert verdicts(GOLD, found, "people") == [True, False]

    def test_optional_and_repeated_rumours_count_neither_way(self) -> None:
        told = (rumour("Parma", "join"), rumour("Torino", "leave"), rumour("Parma", "join"), rumour("Parma", "stay"))
        found = record(people=(VANOLI,), rumours=told)
        assert verdicts(GOLD, found, "rumours") == [True, None, None, False]

    def test_facts_without_a_confidence_are_left_out(self) -> None:
        found = record(people=(VANOLI, person("Toro", "Toro")))
        assert judged_facts(GOLD, found, "people") == [Judged(0.9, True)]


def test_the_error_is_how_far_confidence_lies_from_precision() -> None:
    overconfident = [Judged(0.95, True), Judged(0.95, False)]
    assert round(calibration_error(overconfident), 2) == 0.45
    assert round(calibration_error([*overconfident, Judged(0.0, False), Judged(0.0, False)]), 3) == 0.225
    assert calibration_error([]) == 0


def test_precision_above_a_cut_includes_the_cut() -> None:
    facts = [Judged(0.8, True), Judged(0.79, False)]
    assert (precision_above(facts, 0.8), precision_above(facts, 0.0), precision_above(facts, 0.9)) == (1.0, 0.5, None)
