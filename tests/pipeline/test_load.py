"""Base pipelines are interchangeable: the embedded one, a path, an installed package; and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import rumourx
from rumourx.errors import PipelineError
from rumourx.pipeline.load import COMPONENTS, EMBEDDED, add_components, load_pipeline

TEXT = (
    "Il Parma pensa a Paolo Vanoli. Il tecnico del Torino ha un contratto in scadenza nel 2026 e piace anche al "
    "Sassuolo, come riporta Sky Sport.\n“A Torino sto bene” ha detto Vanoli."
)


class TestTheEmbeddedPipeline:
    def test_it_is_the_default(self, embedded: Language) -> None:
        assert f"{embedded.lang}_{embedded.meta['name']}" == EMBEDDED

    def test_the_components_stand_in_their_order_behind_the_names(self, embedded: Language) -> None:
        names = embedded.pipe_names
        assert names[0] == "rumourx_paragraphs"
        assert names[-len(COMPONENTS) :] == list(COMPONENTS)
        assert names.index("ner") < names.index("rumourx_people")

    def test_its_problems_are_none(self, embedded: Language) -> None:
        problems = embedded.analyze_pipes()["problems"]
        assert {name: found for name, found in problems.items() if found} == {}


class TestAnotherPipeline:
    def test_by_path(self, news_pipeline: Path) -> None:
        record = rumourx.extract(TEXT, pipeline=str(news_pipeline))
        assert (record.pipeline.name, record.pipeline.version) == ("it_other_news_sm", "3.8.7")
        assert [person.name for person in record.people] == ["Paolo Vanoli"]
        assert [len(person.mentions) for person in record.people] == [2]
        assert [club.name for club in record.clubs] == ["Parma", "Torino", "Sassuolo"]
        assert [quote.speaker for quote in record.quotes] == ["Paolo Vanoli"]

    def test_by_the_name_of_an_installed_package(
        self, installed_pipeline: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.syspath_prepend(installed_pipeline)
        record = rumourx.extract(TEXT, pipeline="it_other_news_sm")
        assert record.pipeline.name == "it_other_news_sm"
        assert [person.name for person in record.people] == ["Paolo Vanoli"]

    def test_sentence_bounds_are_added_where_it_has_none(self, news_pipeline: Path) -> None:
        assert "sentencizer" not in spacy.load(news_pipeline).pipe_names
        nlp = load_pipeline(str(news_pipeline))
        assert next(nlp(TEXT).sents).text.strip() == "Il Parma pensa a Paolo Vanoli."

    def test_its_own_sentence_bounds_are_kept(self) -> None:
        nlp = spacy.blank("it")
        nlp.add_pipe("senter")
        nlp.add_pipe("ner")
        assert "sentencizer" not in add_components(nlp, "a pipeline with bounds").pipe_names

    def test_what_the_components_do_not_read_is_left_out(
        self, make_news_pipeline: Callable[[], Language], tmp_path: Path
    ) -> None:
        nlp = make_news_pipeline()
        nlp.add_pipe("attribute_ruler", first=True)
        nlp.to_disk(tmp_path / "with_more")
        assert "attribute_ruler" not in load_pipeline(str(tmp_path / "with_more")).component_names

    def test_names_may_come_from_rules(self) -> None:
        nlp = spacy.blank("it")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "PER", "pattern": "Dario Bellomo"}])  # type: ignore[attr-defined]
        doc = add_components(nlp, "rules")("Il Parma pensa a Dario Bellomo.")
        assert [person["name"] for person in doc._.people] == ["Dario Bellomo"]


class TestWhatIsRefused:
    def test_a_missing_package_names_the_command_that_gets_it(self) -> None:
        with pytest.raises(PipelineError, match=r"`rumourx pipelines install it_core_news_lg`"):
            load_pipeline("it_core_news_lg")

    @pytest.mark.parametrize("path", ["./nope", "models/nope", "../nope"])
    def test_a_missing_folder_is_called_one(self, path: str) -> None:
        with pytest.raises(PipelineError, match=f"there is no folder {path};"):
            load_pipeline(path)

    def test_a_name_that_no_italian_pipeline_has_suggests_no_download(self) -> None:
        with pytest.raises(PipelineError, match="the pipeline nope is not installed") as error:
            load_pipeline("nope")
        assert "pipelines install" not in str(error.value)
        assert "`rumourx pipelines` lists" in str(error.value)

    def test_a_folder_without_a_pipeline(self, tmp_path: Path) -> None:
        with pytest.raises(PipelineError, match="is not a spaCy pipeline") as error:
            load_pipeline(str(tmp_path))
        assert str(tmp_path) in str(error.value)

    def test_a_pipeline_of_another_language(self, tmp_path: Path) -> None:
        nlp = spacy.blank("en")
        nlp.add_pipe("entity_ruler")
        nlp.to_disk(tmp_path / "english")
        with pytest.raises(PipelineError, match=r"english.*not Italian"):
            load_pipeline(str(tmp_path / "english"))

    def test_a_pipeline_that_finds_no_names(self, tmp_path: Path) -> None:
        nlp = spacy.blank("it")
        nlp.add_pipe("sentencizer")
        nlp.to_disk(tmp_path / "nameless")
        with pytest.raises(PipelineError, match=r"nameless.*'ner'"):
            load_pipeline(str(tmp_path / "nameless"))

    @pytest.mark.parametrize("name", ["config.cfg", "meta.json", "tokenizer"])
    def test_a_damaged_pipeline(self, news_pipeline: Path, tmp_path: Path, name: str) -> None:
        damaged = tmp_path / "damaged"
        nlp = spacy.load(news_pipeline)
        nlp.to_disk(damaged)
        (damaged / name).write_bytes(b"{ not what it was")
        with pytest.raises(PipelineError, match="damaged"):
            load_pipeline(str(damaged))

    def test_a_file_that_is_no_pipeline(self, tmp_path: Path) -> None:
        path = tmp_path / "article.txt"
        path.write_text("Il Parma pensa a Vanoli.", encoding="utf-8")
        with pytest.raises(PipelineError, match=r"article\.txt"):
            load_pipeline(str(path))
