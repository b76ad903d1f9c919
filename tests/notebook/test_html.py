"""What a notebook shows of a record: its tables, the marked text, and never anything of an article as markup."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import rumourx
from rumourx.errors import UsageError
from rumourx.reading import read_articles
from rumourx.record.types import Record

from .conftest import TEXT, made_record

SAMPLES = Path(__file__).parents[2] / "samples"
OWN_TAGS = {"div", "style", "span", "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "b"}
OWN_ATTRIBUTES = {"class", "title", "open"}
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ 7 * 7 }}{% raw %}",
    "</style><b>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "\u202eoscuro\u2028\x00\x1b[31m",
    "\ud800 solo",
)


class Page(HTMLParser):
    """What a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.text: dict[str, str] = {}
        self.marks: list[tuple[str, str, str]] = []
        self.rows: list[list[str]] = []
        self.feed(html)
        self.close()
        assert not self.open, "every tag is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        values = dict(attrs)
        self.open.append(values.get("class") or tag)
        if tag == "span" and "title" in values:
            self.marks.append((values["class"] or "", values["title"] or "", ""))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for place in self.open:
            self.text[place] = self.text.get(place, "") + data
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data
        if self.marks and self.open and self.open[-1] == self.marks[-1][0]:
            kinds, title, text = self.marks.pop()
            self.marks.append((kinds, title, text + data))


class TestTables:
    def test_it_is_what_a_notebook_asks_a_record_for(self, record: Record) -> None:
        assert record._repr_html_() == rumourx.to_html(record)

    def test_every_kind_is_there(self, record: Record) -> None:
        page = Page(rumourx.to_html(record))
        assert ["Paolo Vanoli", "coach", "Paolo Vanoli, Vanoli", "0.99"] in page.rows
        assert ["Parma", "club", "IT", "Parma ×3", "0.90"] in page.rows
        assert ["Paolo Vanoli", "Parma", "signing", "2027", "stated", "Firmo fino al 2027", "0.80"] in page.rows
        assert ["Paolo Vanoli", "ha detto", "Firmo fino al 2027 col Parma", "0.95"] in page.rows
        evidence = "Il Parma pensa a Paolo Vanoli, dice Sky Sport.\n(Sky Sport)"
        assert ["Paolo Vanoli", "join Parma", "interest", evidence, "0.85"] in page.rows
        for line in ("Competitions: Serie A", "Outlets: Sky Sport", "Stadiums: Tardini"):
            assert line in page.text["rumourx-record"]
        assert page.text["rx-heading"] == "Panchina Parma · 2025-05-12 · news/vanoli.txt"

    def test_a_kind_without_facts_takes_no_place(self, bare: Record) -> None:
        page = Page(rumourx.to_html(bare))
        assert page.text["rumourx-record"].replace(page.text["style"], "").strip() == ""

    def test_a_long_table_is_closed_at_first(self, record: Record) -> None:
        assert rumourx.to_html(record).count("<details open>") == 5
        people = [record.people[0].model_copy(update={"name": f"Paolo {number}"}) for number in range(13)]
        html = rumourx.to_html(record.model_copy(update={"people": tuple(people)}))
        assert "<details><summary>People (13)" in html
        assert html.count("<details open>") == 4

    @pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
    def test_every_sample_is_shown_with_its_text(self, path: Path) -> None:
        record = Record.model_validate_json(path.read_bytes())
        (article,) = read_articles([path.with_suffix(".txt")])
        page = Page(rumourx.to_html(record, article.text))
        assert set(page.tags) <= OWN_TAGS
        assert page.text["rx-text"] == article.text


class TestMarkedText:
    def test_the_text_is_there_with_all_facts_marked(self, record: Record) -> None:
        page = Page(rumourx.to_html(record, TEXT))
        assert page.text["rx-text"] == TEXT
        marked = {(kinds.replace("rx-", "").strip(), text) for kinds, _, text in page.marks}
        assert ("person", "Vanoli") in marked
        assert ("stadium", "Tardini") in marked
        assert ("competition", "Serie A") in marked

    def test_nested_and_overlapping_facts_are_cut_at_their_bounds(self, record: Record) -> None:
        page = Page(rumourx.to_html(record, TEXT))
        pieces = [(kinds.replace("rx-", "").strip(), text) for kinds, _, text in page.marks]
        first = pieces.index(("rumour", "Il "))
        assert pieces[first : first + 6] == [
            ("rumour", "Il "),
            ("rumour club", "Parma"),
            ("rumour", " pensa a "),
            ("rumour person", "Paolo Vanoli"),
            ("rumour", ", dice "),
            ("rumour outlet", "Sky Sport"),
        ]
        assert ("quote contract", "Firmo fino al 2027") in pieces
        assert ("quote", " col ") in pieces

    def test_a_mark_says_which_fact_it_is(self, record: Record) -> None:
        titles = {text: title for _, title, text in Page(rumourx.to_html(record, TEXT)).marks}
        assert titles["Vanoli"] == "person: Paolo Vanoli, coach"
        assert titles["Il "] == "rumour: Paolo Vanoli, join, Parma, interest"
        assert titles["Firmo fino al 2027"] == ("quote: Paolo Vanoli · contract: signing, 2027, Paolo Vanoli, Parma")

    def test_the_legend_names_the_kinds_that_are_marked(self, record: Record) -> None:
        legend = Page(rumourx.to_html(record.model_copy(update={"quotes": ()}), TEXT)).text["rx-legend"].split("\n")
        assert "People" in legend
        assert "Quotes" not in legend

    def test_another_text_is_refused(self, record: Record) -> None:
        with pytest.raises(UsageError, match=r"“Paolo Vanoli” does not stand at character 49"):
            rumourx.to_html(record, TEXT.replace("pensa", "non pensa"))


class TestHostileText:
    @pytest.mark.parametrize("words", HOSTILE)
    def test_nothing_of_an_article_becomes_markup(self, words: str) -> None:
        mention = {"text": words, "start": 0, "end": len(words)}
        named = [{"name": words, "mentions": [mention]}]
        record = made_record(
            source=words,
            title=words,
            people=[{"name": words, "id": words, "role": None, "mentions": [mention]}],
            clubs=[{"name": words, "id": None, "kind": "club", "country": words, "mentions": [mention]}],
            contract_dates=[],
            quotes=[{"speaker": words, "cue": words, **mention}],
            rumours=[
                {
                    "person": words,
                    "club": words,
                    "move": "join",
                    "stage": "talks",
                    "sources": [words],
                    "evidence": [mention],
                }
            ],
            competitions=named,
            outlets=named,
            stadiums=named,
        )
        html = rumourx.to_html(record, words)
        page = Page(html)
        assert set(page.tags) <= OWN_TAGS
        assert page.attributes <= OWN_ATTRIBUTES
        assert page.tags.count("style") == 1
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e\u2028]", html)
        html.encode("utf-8")  # a notebook is saved as UTF-8

    def test_markup_is_shown_as_it_was_written(self) -> None:
        text = "<script>alert('Parma')</script> {{ 7 * 7 }}"
        record = rumourx.extract(f"Il Parma pensa a Paolo Vanoli. {text}")
        page = Page(rumourx.to_html(record, f"Il Parma pensa a Paolo Vanoli. {text}"))
        assert page.text["rx-text"].endswith(text)
