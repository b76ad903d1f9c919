"""JSON and JSON Lines: what a program reads."""

import io
import json
from collections.abc import Iterator

from rumourx.output import FORMATS, Layout
from rumourx.record.types import KINDS, Record

ALL_KINDS = Layout(KINDS)


def written(format: str, *records: Record, layout: Layout = ALL_KINDS) -> str:
    stream = io.StringIO()
    FORMATS[format].write(records, stream, layout)
    return stream.getvalue()


def test_one_article_is_one_object_in_the_order_of_the_schema(vanoli: Record) -> None:
    text = written("json", vanoli)
    assert Record.model_validate_json(text) == vanoli
    assert text == vanoli.model_dump_json(indent=2) + "\n"
    assert list(json.loads(text)) == list(Record.model_fields)


def test_several_articles_are_an_array(vanoli: Record, empty: Record) -> None:
    records = [vanoli, empty]
    text = written("json", *records, layout=Layout(KINDS, several=True))
    assert [Record.model_validate(entry) for entry in json.loads(text)] == records
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_several_articles_of_which_one_was_read_are_still_an_array(vanoli: Record) -> None:
    assert len(json.loads(written("json", vanoli, layout=Layout(KINDS, several=True)))) == 1
    assert json.loads(written("json", layout=Layout(KINDS, several=True))) == []


def test_json_lines_are_one_record_a_line(vanoli: Record, empty: Record) -> None:
    lines = written("jsonl", vanoli, empty).split("\n")
    assert lines.pop() == ""
    assert [Record.model_validate_json(line) for line in lines] == [vanoli, empty]


def test_each_line_is_handed_on_before_the_next_record_is_made(vanoli: Record) -> None:
    class Pipe(io.StringIO):
        flushed = ""

        def flush(self) -> None:
            self.flushed = self.getvalue()

    pipe = Pipe()
    lines_before = []

    def records() -> Iterator[Record]:
        for _ in range(3):
            lines_before.append(pipe.flushed.count("\n"))
            yield vanoli

    FORMATS["jsonl"].write(records(), pipe, Layout(KINDS))
    assert lines_before == [0, 1, 2]


def test_kinds_left_out_are_no_keys(vanoli: Record) -> None:
    layout = Layout(("quotes", "rumours"))
    article = ["schema_version", "source", "title", "article_date", "pipeline"]
    assert list(json.loads(written("json", vanoli, layout=layout))) == [*article, "quotes", "rumours"]
    assert list(json.loads(written("jsonl", vanoli, layout=layout))) == [*article, "quotes", "rumours"]


def test_accents_are_letters_and_control_characters_escapes(hostile: Record) -> None:
    separators = hostile.model_copy(update={"title": "è\x85\u2028\u2029\x7f"})
    for format in ("json", "jsonl"):
        text = written(format, separators)
        assert "è" in text
        assert Record.model_validate_json(text) == separators
        assert not [char for char in text if char != "\n" and not char.isprintable() and char != "\u202e"]
    assert len(written("jsonl", separators).splitlines()) == 1
