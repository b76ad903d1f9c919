"""A report of thousands of articles is as quick to use as one of ten."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.benchmarks.report_articles import write_articles_and_records
from tests.report.conftest import OpenReport, run_report

COUNT = 5_000
SECONDS = 2


@pytest.fixture(scope="module")
def large_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of 5,000 generated articles."""
    folder = tmp_path_factory.mktemp("large")
    records = write_articles_and_records(COUNT, folder)
    done = run_report(str(records), "-o", "report.html", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "report.html"


@pytest.fixture
def page(open_report: OpenReport, large_report: Path) -> Page:
    return open_report(large_report)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def wait_for_heading(page: Page, text: str) -> None:
    page.get_by_role("heading", level=1).filter(has_text=text).wait_for()


def test_it_opens_in_two_seconds(open_report: OpenReport, large_report: Path) -> None:
    # The best of three, so that what else the machine does is not what is measured.
    times = [seconds(lambda: wait_for_heading(open_report(large_report), "5,000 articles")) for _ in range(3)]
    assert min(times) < SECONDS


def test_it_searches_all_texts_in_two_seconds(page: Page) -> None:
    def search() -> None:
        page.get_by_label("Search texts and names").fill("infermeria piena")
        wait_for_heading(page, " of 5,000 articles")

    assert seconds(search) < SECONDS


@pytest.mark.parametrize("view", ["Articles", "Contracts", "People × clubs"])
def test_every_view_opens_and_filters_in_two_seconds(page: Page, view: str) -> None:
    def filter_by_stage() -> None:
        page.get_by_role("link", name=view, exact=True).click()
        page.locator(f".views a[aria-current]:has-text('{view}')").wait_for()
        page.get_by_label("Stage").select_option("talks")
        page.locator(".set", has_text="talks").wait_for()

    assert seconds(filter_by_stage) < SECONDS


def test_only_what_is_looked_at_is_drawn(page: Page) -> None:
    assert page.locator("*").count() < 3_000
    assert page.locator(".item").count() == 30
    page.get_by_role("link", name="Next").click()
    wait_for_heading(page, "5,000 articles")
    page.get_by_text("Page 2 of 167").wait_for()
