"""How seldom garbage is looked for while articles are read, and that the application's own setting comes back."""

import gc
from collections.abc import Iterator

import pytest

import rumourx
from rumourx.process import YOUNG, rare_collections


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_inside_the_block_it_is_rare_and_afterwards_as_before() -> None:
    gc.set_threshold(700, 10, 10)
    with rare_collections():
        assert gc.get_threshold()[0] == YOUNG
    assert gc.get_threshold() == (700, 10, 10)


def test_it_comes_back_after_an_error_too() -> None:
    gc.set_threshold(700, 10, 10)
    with pytest.raises(ValueError, match="inside"), rare_collections():
        raise ValueError("inside")
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("young", [0, 10 * YOUNG])
def test_who_wants_it_more_seldom_or_never_is_left_alone(young: int) -> None:
    gc.set_threshold(young, 10, 10)
    with rare_collections():
        assert gc.get_threshold() == (young, 10, 10)


def test_blocks_of_several_threads_end_with_the_setting_before_the_first() -> None:
    gc.set_threshold(700, 10, 10)
    first, second = rare_collections(), rare_collections()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold()[0] == YOUNG
    second.__exit__(None, None, None)
    assert gc.get_threshold() == (700, 10, 10)


def test_what_the_application_sets_meanwhile_stays() -> None:
    gc.set_threshold(700, 10, 10)
    with rare_collections():
        gc.set_threshold(5_000, 10, 10)
    assert gc.get_threshold() == (5_000, 10, 10)


def test_between_the_records_of_many_articles_it_is_the_applications_own() -> None:
    gc.set_threshold(700, 10, 10)
    for _ in rumourx.extract_many(["Il Parma pensa a Dario Bellomo."] * 3):
        assert gc.get_threshold() == (700, 10, 10)
