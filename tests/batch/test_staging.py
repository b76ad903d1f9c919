"""The journal: which parts count, and which do not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rumourx.batch.plan import Block, Plan, cut_into_blocks
from rumourx.batch.rows import Part, Tally
from rumourx.batch.staging import Staging
from rumourx.errors import UsageError
from rumourx.reading.sources import ReadingOptions, Task

PLAN = Plan(inputs=("articles",), reading=ReadingOptions())
PART = Part(b'{"source": "a.txt", "error": "a.txt is empty."}\n', Tally(errors=1))


def block(number: int, *names: str) -> Block:
    return Block(number, tuple(Task(source=name, kind="text", location=name) for name in names))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "facts.jsonl.parts"


def leave_a_part(folder: Path) -> None:
    """What an interrupted run leaves."""
    staging = Staging(folder, PLAN)
    staging.keep(block(0, "a.txt"), PART)
    staging.close()


def test_keeps_parts_for_the_next_process(folder: Path) -> None:
    staging = Staging(folder, PLAN)
    staging.keep(block(0, "a.txt"), PART)
    staging.close()
    staging = Staging(folder, PLAN)
    assert staging.tally_of(block(0, "a.txt")) == Tally(errors=1)
    assert staging.tally_of(block(1, "b.txt")) is None
    assert list(staging.rows(1)) == [{"source": "a.txt", "error": "a.txt is empty."}]


def test_a_part_of_other_articles_does_not_count(folder: Path) -> None:
    staging = Staging(folder, PLAN)
    staging.keep(block(0, "a.txt"), PART)
    assert staging.tally_of(block(0, "new.txt")) is None
    line = Block(0, (Task("a.jsonl:1", "line", "a.jsonl", b"{}"),))
    changed = Block(0, (Task("a.jsonl:1", "line", "a.jsonl", b'{"text": 1}'),))
    staging.keep(line, PART)
    assert staging.tally_of(line) and staging.tally_of(changed) is None


def test_half_written_files_are_removed(folder: Path) -> None:
    Staging(folder, PLAN).close()
    (folder / "block-00000000.jsonl.draft").write_bytes(b'{"dig')
    staging = Staging(folder, PLAN)
    assert staging.tally_of(block(0, "a.txt")) is None
    assert [path.name for path in folder.iterdir()] == ["plan.json"]


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        (replace(PLAN, inputs=("articles", "more")), "INPUT"),
        (replace(PLAN, pipeline="it_core_news_sm"), "--pipeline"),
        (replace(PLAN, block_size=5), "--block-size"),
        (replace(PLAN, reading=ReadingOptions(text_field="body")), "--text-field"),
    ],
)
def test_parts_of_another_plan_are_refused_by_name(folder: Path, plan: Plan, name: str) -> None:
    leave_a_part(folder)
    with pytest.raises(UsageError, match=f"another {name} "):
        Staging(folder, plan)


def test_a_plan_of_which_nothing_was_done_is_no_matter(folder: Path) -> None:
    Staging(folder, PLAN).close()
    Staging(folder, replace(PLAN, block_size=5)).close()
    assert json.loads((folder / "plan.json").read_bytes())["--block-size"] == 5


def test_parts_of_another_version_are_refused(folder: Path) -> None:
    leave_a_part(folder)
    conditions = json.loads((folder / "plan.json").read_bytes())
    (folder / "plan.json").write_text(json.dumps(conditions | {"version of RumourX": "0.0.1"}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"another version of RumourX \(\"0.0.1\", now"):
        Staging(folder, PLAN)


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_a_damaged_plan_is_refused(folder: Path, content: str) -> None:
    leave_a_part(folder)
    (folder / "plan.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="no plan of RumourX"):
        Staging(folder, PLAN)


def test_a_link_is_not_written_through_nor_cleared(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "block-00000000.jsonl").write_text("mine\n", encoding="utf-8")
    folder.symlink_to(tmp_path / "mine")
    for anew in (False, True):
        with pytest.raises(UsageError, match="is a symbolic link; remove it"):
            Staging(folder, PLAN, anew=anew)
    assert [path.read_text("utf-8") for path in (tmp_path / "mine").iterdir()] == ["mine\n"]


def test_a_password_stays_out_of_the_plan_and_of_messages(folder: Path) -> None:
    def plan(address: str) -> Plan:
        return replace(PLAN, inputs=(f"https://me:{address}",))

    staging = Staging(folder, plan("geheim@example.org/a.jsonl"))
    staging.keep(block(0, "a.txt"), PART)
    staging.close()
    assert "geheim" not in (folder / "plan.json").read_text(encoding="utf-8")
    Staging(folder, plan("neu@example.org/a.jsonl")).close()
    with pytest.raises(UsageError, match="another INPUT") as refused:
        Staging(folder, plan("geheim@example.org/b.jsonl"))
    assert "geheim" not in str(refused.value)


def test_anew_forgets_what_was_there(folder: Path) -> None:
    staging = Staging(folder, PLAN)
    staging.keep(block(0, "a.txt"), PART)
    staging.close()
    staging = Staging(folder, replace(PLAN, block_size=5), anew=True)
    assert staging.is_empty()


def test_where_the_output_goes_is_no_condition(folder: Path) -> None:
    leave_a_part(folder)
    Staging(folder, replace(PLAN, reading=ReadingOptions(skip=("elsewhere",)))).close()


def test_blocks_of_large_lines_are_small() -> None:
    tasks = [Task(f"a.jsonl:{n}", "line", "a.jsonl", b"x" * 400_000) for n in range(7)]
    assert [len(one.tasks) for one in cut_into_blocks(tasks, 32)] == [3, 3, 1]
