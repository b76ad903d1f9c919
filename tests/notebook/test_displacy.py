"""Records for displaCy, by displaCy itself."""

import re
from html import unescape
from pathlib import Path

import pytest
from spacy import displacy

import rumourx
from rumourx.errors import UsageError
from rumourx.notebook.displacy import COLORS
from rumourx.output.facts import KIND_NAMES
from rumourx.reading import read_articles
from rumourx.record.types import KINDS, Record

from .conftest import TEXT, made_record, mention

SAMPLES = Path(__file__).parents[2] / "samples"


def rendered(record: Record, text: str, style: str) -> str:
    data = rumourx.to_displacy(record, text)
    html: str = displacy.render(data, style=style, manual=True, jupyter=False, options={"colors": COLORS})
    return html


def words_of(record: Record, text: str, label: str) -> list[str]:
    data = rumourx.to_displacy(record, text)
    spans = [span for span in data["spans"] if span["label"] == label]
    return [" ".join(data["tokens"][span["start_token"] : span["end_token"]]) for span in spans]


class TestEntities:
    def test_names_are_entities_by_their_place(self, record: Record) -> None:
        ents = rumourx.to_displacy(record, TEXT)["ents"]
        assert [(TEXT[ent["start"] : ent["end"]], ent["label"]) for ent in ents] == [
            ("Parma", "CLUB"),
            ("Parma", "CLUB"),
            ("Paolo Vanoli", "PERSON"),
            ("Sky Sport", "OUTLET"),
            ("Parma", "CLUB"),
            ("Vanoli", "PERSON"),
            ("Tardini", "STADIUM"),
            ("Serie A", "COMPETITION"),
        ]

    def test_displacy_shows_them_in_the_text(self, record: Record) -> None:
        html = rendered(record, TEXT, "ent")
        assert html.count("<mark") == 8
        assert COLORS["PERSON"] in html
        plain = unescape(re.sub(r"<span[^>]*>[A-Z]+</span>|<[^>]+>", "", html))
        assert "".join(plain.split()) == "".join(f"Panchina Parma {TEXT}".split())

    def test_of_two_that_overlap_the_longer_is_shown(self) -> None:
        longer = {"name": "Parma pensa", "mentions": [mention("Parma pensa")]}
        data = rumourx.to_displacy(made_record(outlets=[longer]), TEXT)
        assert [ent["label"] for ent in data["ents"] if ent["start"] == mention("Parma pensa")["start"]] == ["OUTLET"]


class TestSpans:
    def test_all_facts_are_spans_that_may_nest(self, record: Record) -> None:
        assert words_of(record, TEXT, "RUMOUR") == ["Il Parma pensa a Paolo Vanoli , dice Sky Sport ."]
        assert words_of(record, TEXT, "QUOTE") == ["Firmo fino al 2027 col Parma"]
        assert words_of(record, TEXT, "CONTRACT") == ["Firmo fino al 2027"]
        assert words_of(record, TEXT, "PERSON") == ["Paolo Vanoli", "Vanoli"]

    def test_displacy_shows_every_label(self, record: Record) -> None:
        html = rendered(record, TEXT, "span")
        for label in (name.upper() for name in KIND_NAMES.values()):
            assert re.search(rf">\s*{label}\s*<", html), label

    @pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
    def test_every_fact_of_the_samples_has_its_very_words(self, path: Path) -> None:
        record = Record.model_validate_json(path.read_bytes())
        (article,) = read_articles([path.with_suffix(".txt")])
        quotes = words_of(record, article.text, "QUOTE")
        expected = [quote.text for quote in sorted(record.quotes, key=lambda quote: (quote.start, -quote.end))]
        assert ["".join(words.split()) for words in quotes] == ["".join(words.split()) for words in expected]
        assert rendered(record, article.text, "ent")
        assert rendered(record, article.text, "span")


class TestHostileText:
    @pytest.mark.parametrize("style", ["ent", "span"])
    def test_nothing_of_an_article_becomes_markup(self, style: str, bare: Record) -> None:
        text = "<script>alert(1)</script> & \ud800 solo"
        words = "<script>alert(1)</script>"
        outlet = {"name": words, "mentions": [{"text": words, "start": 0, "end": len(words)}]}
        record = made_record(**dict.fromkeys(KINDS, ()) | {"title": text, "outlets": [outlet]})
        html = rendered(record, text, style)
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        html.encode("utf-8")

    def test_another_text_is_refused(self, record: Record) -> None:
        with pytest.raises(UsageError, match="give the very text"):
            rumourx.to_displacy(record, "Un altro testo.")


def test_every_label_has_a_colour() -> None:
    assert set(COLORS) == {name.upper() for name in KIND_NAMES.values()}
