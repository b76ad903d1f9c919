"""The report of all samples in a real browser: opened, searched, filtered, sorted, followed both ways, looked at."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.report.conftest import DESKTOP, PHONE, SAMPLES, OpenReport, run_report
from tests.report.made_records import report_data

NEWEST = "Panchina Parma, la pista che porta a Vanoli"
LIGHT_PAPER, DARK_PAPER = "rgb(253, 246, 240)", "rgb(22, 20, 18)"
LEGEND = ("person", "club", "contract", "quote", "rumour")
VIEWS = ("", "q=parma&stage=interest", "view=contracts", "view=links", "article=1", "article=1&row=0", "article=7")


@pytest.fixture
def list_page(open_report: OpenReport, samples_report: Path) -> Page:
    """The list of all samples."""
    return open_report(samples_report)


@pytest.fixture
def article_page(list_page: Page) -> Page:
    """One article, opened from the list."""
    list_page.get_by_role("link", name=NEWEST).click()
    expect(list_page.get_by_role("heading", level=1)).to_have_text(NEWEST)
    return list_page


def titles(page: Page) -> list[str]:
    """The headlines of the list."""
    return page.locator(".item h2").all_inner_texts()


def marks(page: Page, words: str) -> Locator:
    """The marks whose words are these."""
    return page.locator(".mark").filter(has_text=words)


class TestList:
    def test_every_sample_is_there_the_newest_first(self, list_page: Page) -> None:
        expect(list_page.get_by_role("heading", level=1)).to_have_text("8 articles")
        assert len(titles(list_page)) == 8
        assert titles(list_page)[0] == NEWEST

    def test_it_counts_what_there_is(self, list_page: Page, samples_report: Path) -> None:
        facts = [fact for article in report_data(samples_report)["articles"] for fact in article["facts"]]
        rumours, quotes = (sum(fact["kind"] == kind for fact in facts) for kind in ("rumour", "quote"))
        expect(list_page.get_by_label("Counts")).to_contain_text(f"{rumours} rumours")
        expect(list_page.get_by_label("Counts")).to_contain_text(f"{quotes} quotes")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("sassuolo scadenza", [NEWEST]),
            ("VANOLI", [NEWEST]),
            ("tadej KOBALIC", ["Kobalič: «Udine è casa mia e non ho fretta di partire»"]),
            ('"contratto in scadenza nel"', [NEWEST]),
            ("contratto nel in scadenza vanoli", [NEWEST]),
            ("inesistente", []),
        ],
    )
    def test_the_search_finds_words_phrases_and_names_without_regard_to_accents(
        self, list_page: Page, query: str, found: list[str]
    ) -> None:
        list_page.get_by_label("Search texts and names").fill(query)
        expect(list_page.locator(".item")).to_have_count(len(found))
        assert titles(list_page) == found

    def test_what_was_sought_is_marked(self, list_page: Page) -> None:
        list_page.get_by_label("Search texts and names").fill("societa stagione")
        expect(list_page.locator(".item mark").first).to_have_text("società")

    def test_a_person_a_club_and_an_outlet_narrow_the_list(self, list_page: Page) -> None:
        for label, name, count in (("Club", "Sassuolo", 2), ("Outlet", "Sky Sport", 2), ("Person", "Paolo Vanoli", 1)):
            list_page.get_by_label(label, exact=True).fill(name)
            expect(list_page.locator(".item")).to_have_count(count)
        assert titles(list_page) == [NEWEST]
        list_page.get_by_role("link", name="Clear all").click()
        expect(list_page.locator(".item")).to_have_count(8)
        expect(list_page.get_by_label("Person", exact=True)).to_have_value("")

    def test_a_part_of_a_name_is_enough_where_it_is_the_only_one(self, list_page: Page) -> None:
        field = list_page.get_by_label("Person", exact=True)
        field.fill("vanol")
        field.press("Enter")
        expect(field).to_have_value("Paolo Vanoli")
        field.fill("nessuno")
        field.press("Enter")
        expect(list_page.get_by_text("No such name.")).to_be_visible()

    def test_a_stage_is_that_of_the_person_and_club_asked_for(self, list_page: Page) -> None:
        list_page.get_by_label("Stage").select_option("interest")
        list_page.get_by_label("Club", exact=True).fill("Sassuolo")
        expect(list_page.locator(".item")).to_have_count(2)
        list_page.get_by_label("Stage").select_option("official")
        expect(list_page.get_by_role("heading", level=1)).to_have_text("No article fits these filters.")

    def test_dates_narrow_the_list_to_what_may_lie_between_them(self, list_page: Page) -> None:
        list_page.get_by_label("From").fill("2023-07-20")
        list_page.get_by_label("Until").fill("2024-12-31")
        expect(list_page.locator(".item")).to_have_count(2)
        expect(list_page.locator(".item .byline").last).to_contain_text("Jul 2023")

    def test_it_can_be_sorted(self, list_page: Page) -> None:
        newest = titles(list_page)
        for order, first in (("title", sorted(newest)[0]), ("rumours", "giro-di-mercato-luglio.txt")):
            list_page.get_by_label("Sorted").select_option(order)
            expect(list_page.locator(".item h2").first).to_have_text(first)
        list_page.get_by_label("Sorted").select_option("oldest")
        expect(list_page.locator(".item h2").first).to_have_text("giro-di-mercato-luglio.txt")
        expect(list_page.locator(".item .byline").last).to_contain_text("no date")

    def test_back_and_forward_and_links_lead_to_the_same_state(self, list_page: Page) -> None:
        list_page.get_by_label("Stage").select_option("interest")
        found = titles(list_page)
        list_page.locator(".item h2 a").first.click()
        expect(list_page.get_by_role("heading", level=1)).to_have_text(found[0])
        address = list_page.url
        list_page.go_back()
        expect(list_page.get_by_label("Stage")).to_have_value("interest")
        assert titles(list_page) == found
        list_page.go_forward()
        expect(list_page.get_by_role("heading", level=1)).to_have_text(found[0])
        list_page.goto("about:blank")
        list_page.goto(address)
        expect(list_page.get_by_role("heading", level=1)).to_have_text(found[0])
        list_page.get_by_role("link", name="↑ Articles").click()
        expect(list_page.locator(".item h2").first).to_have_text(found[0])


class TestArticle:
    def test_every_fact_is_marked_where_its_record_says(self, open_report: OpenReport, samples_report: Path) -> None:
        page = open_report(samples_report)
        for number, article in enumerate(report_data(samples_report)["articles"]):
            page.goto(f"{samples_report.as_uri()}#article={number}")
            expect(page.locator("h1")).to_have_text(article.get("title", "giro-di-mercato-luglio.txt"))
            expected = {index: recorded_words(article, fact) for index, fact in enumerate(article["facts"])}
            assert marked_words(page, len(expected)) == expected

    @pytest.mark.parametrize("kind", LEGEND)
    def test_the_legend_hides_and_shows_each_kind(self, article_page: Page, kind: str) -> None:
        text, button = (
            article_page.locator(".text article .body"),
            article_page.locator(".legend button", has=article_page.locator(f".mark-{kind}")),
        )
        words = text.inner_text()
        assert text.locator(f".mark-{kind}").count() > 0
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(text.locator(f".mark-{kind}")).to_have_count(0)
        expect(button).to_have_attribute("aria-pressed", "false")
        assert text.inner_text() == words
        button.click()
        assert text.locator(f".mark-{kind}").count() > 0

    def test_marks_that_lie_in_one_another_show_all_their_kinds(self, article_page: Page) -> None:
        club = article_page.locator(".body .mark-rumour .mark-club", has_text="Parma")
        assert club.evaluate("(club) => getComputedStyle(club).textDecorationStyle") == "double"
        evidence = club.locator("xpath=ancestor::*[contains(@class, 'mark-rumour')]").first
        assert evidence.evaluate("(one) => getComputedStyle(one).textDecorationStyle") == "dotted"

    def test_the_pointer_on_a_row_lights_its_places(self, article_page: Page) -> None:
        article_page.get_by_role("row", name="Paolo Vanoli coach").hover()
        assert set(article_page.locator(".mark.lit").all_inner_texts()) == {"Vanoli", "Paolo Vanoli"}

    def test_the_pointer_on_a_mark_lights_the_rows_of_all_facts_there(self, article_page: Page) -> None:
        marks(article_page, "Sassuolo").hover()
        lit = article_page.locator("tr.lit")
        expect(lit).to_have_count(2)
        expect(lit.first).to_contain_text("Paolo Vanoli → joins Sassuolo")
        expect(lit.last).to_contain_text("Sassuolo")

    def test_a_row_leads_to_its_place_and_the_place_back_to_its_row(self, article_page: Page) -> None:
        row = article_page.locator(".facts-contract tbody tr")
        row.get_by_role("link").click()
        mark = marks(article_page, "contratto in scadenza nel 2026")
        expect(mark).to_be_focused()
        expect(mark).to_be_in_viewport()
        expect(row).to_contain_class("lit")
        mark.click()
        expect(row.get_by_role("link")).to_be_focused()
        expect(row).to_be_in_viewport()
        expect(mark).to_contain_class("lit")
        article_page.go_back()
        expect(mark).to_be_focused()

    def test_a_row_whose_kind_is_hidden_shows_it_again(self, article_page: Page) -> None:
        article_page.get_by_role("button", name="Contract dates").click()
        expect(article_page.locator(".body .mark-contract")).to_have_count(0)
        article_page.locator(".facts-contract tbody tr").get_by_role("link").click()
        expect(marks(article_page, "contratto in scadenza nel 2026")).to_be_focused()

    def test_it_can_be_used_with_the_keyboard_alone(self, article_page: Page) -> None:
        article_page.get_by_role("button", name="Outlets").focus()
        for key, words in (("Tab", "Parma"), ("ArrowRight", "Vanoli"), ("ArrowRight", "Il"), ("ArrowLeft", "Vanoli")):
            article_page.keyboard.press(key)
            expect(article_page.locator(":focus")).to_have_text(words)
        assert article_page.locator("tr.lit").count() == 1
        article_page.keyboard.press("Enter")
        expect(article_page.get_by_role("row", name="Paolo Vanoli coach").get_by_role("link").first).to_be_focused()
        article_page.keyboard.press("Tab")
        article_page.keyboard.press("Enter")
        expect(article_page.locator(":focus")).to_have_text("Vanoli")
        expect(article_page.locator(":focus")).to_contain_class("mark")

    def test_a_name_leads_to_the_other_articles_that_have_it(self, article_page: Page) -> None:
        article_page.get_by_role("link", name="in 2 articles").first.click()
        expect(article_page.get_by_role("heading", level=1)).to_have_text("2 of 8 articles")

    def test_the_neighbours_in_the_list_are_a_link_away(self, article_page: Page) -> None:
        article_page.get_by_role("link", name="Next").click()
        expect(article_page.get_by_text("2 of 8")).to_be_visible()
        article_page.get_by_role("link", name="Previous").click()
        expect(article_page.get_by_role("heading", level=1)).to_have_text(NEWEST)

    def test_the_only_article_is_open_at_once(self, open_report: OpenReport, tmp_path: Path) -> None:
        report = tmp_path / "one.html"
        run_report(str(SAMPLES / "panchina-parma.json"), "-o", str(report), folder=SAMPLES.parent)
        page = open_report(report)
        expect(page.get_by_role("heading", level=1)).to_have_text(NEWEST)
        expect(page.get_by_role("navigation")).to_have_count(0)

    def test_without_its_text_an_article_shows_its_facts_and_why(self, open_report: OpenReport, tmp_path: Path) -> None:
        record = json.loads((SAMPLES / "panchina-parma.json").read_text(encoding="utf-8"))
        (tmp_path / "facts.json").write_text(json.dumps(record | {"source": "gone.txt"}), encoding="utf-8")
        run_report("facts.json", "-o", "report.html", folder=tmp_path)
        page = open_report(tmp_path / "report.html")
        expect(page.get_by_text("The text was not found: there is no gone.txt.")).to_be_visible()
        expect(page.locator(".facts-quote tbody tr").first).to_contain_text(
            "A Torino sto bene, parleremo con la società"
        )
        expect(page.locator(".facts-rumour tbody tr").first).to_contain_text("Il Parma pensa a Paolo Vanoli.")
        expect(page.locator(".facts a")).to_have_count(0)


def recorded_words(article: dict[str, Any], fact: dict[str, Any]) -> str:
    """The words at a fact's spans, one after the other."""
    offsets = fact.get("spans", [])
    return "".join(article["text"][start:end] for start, end in zip(offsets[::2], offsets[1::2], strict=True))


def marked_words(page: Page, facts: int) -> dict[int, str]:
    """The words that are marked for each fact, as they follow in the text."""
    script = """(facts) => Array.from({length: facts}, (_, fact) =>
        Array.from(document.querySelectorAll(`.mark[data-facts~="${fact}"]`), (mark) => mark.textContent).join(""))"""
    return dict(enumerate(page.evaluate(script, facts)))


class TestContracts:
    def test_contracts_stand_by_the_year_in_which_they_end(self, list_page: Page) -> None:
        list_page.get_by_role("link", name="Contracts").click()
        years = list_page.locator(".of-year h2").all_inner_texts()
        assert years == sorted(years)
        expect(list_page.locator(".of-year", has_text="2026")).to_contain_text("Paolo Vanoli, Torino")

    def test_a_bar_shows_one_year_and_shows_all_again(self, list_page: Page) -> None:
        list_page.get_by_role("link", name="Contracts").click()
        bar = list_page.locator(".years a", has_text="2026")
        bar.click()
        expect(list_page.get_by_role("heading", level=1)).to_have_text("3 contract dates in 2026")
        assert list_page.locator(".of-year h2").all_inner_texts() == ["2026"]
        bar.click()
        expect(list_page.get_by_role("heading", level=1)).to_have_text("16 contract dates, by year")

    def test_events_can_be_chosen_and_a_contract_leads_to_its_words(self, list_page: Page) -> None:
        list_page.get_by_role("link", name="Contracts").click()
        list_page.get_by_label("Told as").select_option("loan")
        expect(list_page.locator(".of-year li")).to_have_count(2)
        list_page.get_by_role("link", name="UFFICIALE").click()
        expect(list_page.locator(":focus")).to_contain_text("prestito fino al 30 giugno 2025")
        list_page.get_by_role("link", name="↑ Contracts").click()
        expect(list_page.locator(".of-year li")).to_have_count(2)


class TestLinks:
    def test_a_cell_tells_who_is_linked_with_whom_and_leads_to_the_evidence(self, list_page: Page) -> None:
        list_page.get_by_role("link", name="People × clubs").click()
        row = list_page.get_by_role("row", name="Paolo Vanoli")
        cell = row.get_by_title("Paolo Vanoli joins Sassuolo: interest (1 article)")
        cell.click()
        expect(list_page.locator(":focus")).to_contain_text("Il tecnico del")
        expect(list_page.get_by_role("heading", level=1)).to_have_text(NEWEST)

    def test_with_a_club_those_linked_with_it_are_shown_with_their_other_clubs(self, list_page: Page) -> None:
        list_page.get_by_role("link", name="People × clubs").click()
        list_page.get_by_label("Club", exact=True).fill("Sassuolo")
        expect(list_page.locator(".matrix tbody th")).to_have_text(["Ivo Serrazina", "Paolo Vanoli"])
        expect(list_page.locator(".matrix thead th")).to_have_text(["Sassuolo", "Parma", "Torino"])


class TestLooks:
    @pytest.mark.parametrize("width", [PHONE, DESKTOP])
    @pytest.mark.parametrize("state", VIEWS)
    def test_nothing_runs_over_the_edge(
        self, open_report: OpenReport, samples_report: Path, width: int, state: str
    ) -> None:
        page = open_report(samples_report, state, width=width)
        assert page.evaluate("() => document.documentElement.scrollWidth") == width

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("state", VIEWS)
    def test_axe_finds_no_serious_fault(
        self, open_report: OpenReport, samples_report: Path, scheme: str, state: str
    ) -> None:
        page = open_report(samples_report, state, scheme=scheme)
        violations = Axe().run(page).response["violations"]
        grave = {
            (one["id"], node["html"])
            for one in violations
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        }
        assert grave == set()

    def test_the_theme_is_the_systems_until_one_chooses(self, open_report: OpenReport, samples_report: Path) -> None:
        page = open_report(samples_report, scheme="dark")
        paper = page.locator("body")
        expect(paper).to_have_css("background-color", DARK_PAPER)
        page.get_by_role("button", name="light").click()
        expect(paper).to_have_css("background-color", LIGHT_PAPER)
        page.reload()
        expect(paper).to_have_css("background-color", LIGHT_PAPER)
        expect(open_report(samples_report).locator("body")).to_have_css("background-color", LIGHT_PAPER)

    def test_on_paper_there_is_nothing_to_click_on(self, article_page: Page) -> None:
        article_page.emulate_media(media="print", color_scheme="dark")
        for control in (".theme", ".views", ".neighbours", ".filters"):
            assert not any(one.is_visible() for one in article_page.locator(control).all())
        expect(article_page.locator(".facts-quote")).to_be_visible()
        expect(article_page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")


@pytest.fixture(autouse=True)
def short_patience() -> Iterator[None]:
    """What is to happen happens at once or not at all."""
    expect.set_options(timeout=3_000)
    yield
    expect.set_options(timeout=5_000)
