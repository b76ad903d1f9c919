"""Variants of a gold article: other names in the same sentences, every entity in its place."""

import random
import re

import pytest

from rumourx.evaluation.markup import GoldArticle, parse_gold
from rumourx.training.names import NamePool, grammar_class
from rumourx.training.variants import LABELS, Labelled, make_variants, original

GOLD = parse_gold(
    """--- text
PARMA, ECCO {P Paolo Vanoli|VANOLI}

Il {C Parma} pensa a {P Paolo Vanoli}. {P Paolo Vanoli|Vanoli} lascia {G Milano} e il {C Torino}: “{Q1 Saluto i \
{C Torino|granata}}”. Lo scrive {O Sky Sport}; lo dice {P Paolo Vanoli|P. Vanoli} a {S San Siro}, in {L Serie A}.
--- people
Paolo Vanoli: coach
--- clubs
Parma: club
Torino: club
--- quotes
1: Paolo Vanoli | null
--- contracts
--- rumours
"""
)


@pytest.fixture(scope="module")
def pool() -> NamePool:
    return NamePool()


@pytest.fixture(scope="module")
def variants(pool: NamePool) -> list[Labelled]:
    return list(make_variants(GOLD, pool, random.Random(1), 60))


def forms(labelled: Labelled, label: str) -> list[str]:
    return [labelled.text[start:end] for start, end, found in labelled.entities if found == label]


def test_the_original_keeps_its_text_and_labels_its_marks() -> None:
    labelled = original(GOLD)
    assert labelled.text == GOLD.text
    assert forms(labelled, "PER") == ["VANOLI", "Paolo Vanoli", "Vanoli", "P. Vanoli"]
    assert forms(labelled, "ORG") == ["Parma", "Torino", "granata", "Sky Sport"]
    assert forms(labelled, "LOC") == ["Milano", "San Siro"]
    assert forms(labelled, "MISC") == ["Serie A"]


def test_quotes_and_dates_are_no_entities() -> None:
    assert not {"Q", "D"} & set(LABELS)


def test_the_same_seed_gives_the_same_variants(pool: NamePool, variants: list[Labelled]) -> None:
    assert list(make_variants(GOLD, pool, random.Random(1), 60)) == variants
    assert list(make_variants(GOLD, pool, random.Random(2), 60)) != variants


def test_every_variant_has_every_entity_of_the_article(variants: list[Labelled]) -> None:
    expected = [label for _, _, label in original(GOLD).entities]
    for variant in variants:
        assert [label for _, _, label in variant.entities] == expected
        assert all(
            variant.text[start:end].strip() == variant.text[start:end] != "" for start, end, _ in variant.entities
        )


def test_the_words_between_the_names_stay(variants: list[Labelled]) -> None:
    for variant in variants:
        assert re.search(r" pensa a .+\. .+ lascia .+ e il .+: .Saluto i .+Lo scrive", variant.text, re.DOTALL)


def test_a_person_becomes_one_other_person_throughout(variants: list[Labelled]) -> None:
    others = 0
    for variant in variants:
        headline, full, surname, initial = forms(variant, "PER")
        if full in ("Paolo Vanoli", surname) or "Vanoli" in (headline.title(), surname) or initial == "P. Vanoli":
            continue  # a few mentions keep their name on purpose
        others += 1
        assert full.endswith(f" {surname}")
        assert headline.title() == surname.upper().title()
        assert initial == f"{full[0]}. {surname}"
    assert others > 30


def test_a_club_becomes_another_of_the_same_grammar(variants: list[Labelled]) -> None:
    clubs = {forms(variant, "ORG")[0] for variant in variants}
    assert len(clubs) > 20
    articled = {variant.text[variant.entities[1][0] - 3 : variant.entities[1][0]] for variant in variants}
    assert articled == {"Il "}


def test_typography_varies(variants: list[Labelled]) -> None:
    texts = [variant.text for variant in variants]
    assert {mark for mark in '“«"‘' if any(f"{mark}Saluto" in text for text in texts)} == set('“«"‘')
    assert any("\n" not in text for text in texts)
    assert any("\n" in text for text in texts)


def test_a_country_and_a_club_without_substitutes_stay_as_they_are(pool: NamePool) -> None:
    gold = GoldArticle("Oggi la squadra vince.", (), {}, {})
    (variant,) = make_variants(gold, pool, random.Random(0), 1)
    assert variant == Labelled("Oggi la squadra vince.", ())


@pytest.mark.parametrize(
    ("name", "expected"), [("Inter", "vowel"), ("Lazio", "feminine"), ("Juventus", "feminine"), ("Genoa", "masculine")]
)
def test_grammar_classes(name: str, expected: str) -> None:
    assert grammar_class(name) == expected
