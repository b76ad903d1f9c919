"""Opens datasets and answers queries about them."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from importlib.util import find_spec
from os import PathLike
from types import TracebackType
from typing import Any, Self

from rumourx.errors import UsageError
from rumourx.gazetteer import gazetteer
from rumourx.mill.identity import fill_names, find_slips
from rumourx.mill.links import Contract, Contradiction, Link, Report
from rumourx.mill.names import club_key, person_key
from rumourx.mill.query import SORT_ORDERS, TIE_ORDER, Query

MEMORY = "256MB"
PAGE = 20_000  # links whose texts and lists are put together at a time
_NAMING = ("linked_clubs", "linked_people", "one_letter_apart")
_MEANING = ("meant_people", "display_names", "reports")
_ANSWERING = ("asked", "told", "contradictions", "merged", "links")
_COLUMNS = tuple(field.name for field in fields(Link))


class Mill:
    """The facts of one dataset or more, and the links that they come to.

    Facts are read when the mill is opened or gets more by `add`; links are worked out when they are asked for.
    """

    def __init__(self, datasets: Iterable[str | PathLike[str]] = (), *, memory: str = MEMORY) -> None:
        """Read what `rumourx batch` wrote; DuckDB has at most `memory` in use, and lays the rest out on the disk.

        Raises:
            UsageError: DuckDB is not installed, `memory` is no amount or not enough, or a dataset is missing or none.
            ArticleError: a compressed file is damaged.
        """
        if find_spec("duckdb") is None:
            raise UsageError(
                "the rumour mill needs DuckDB, which is not installed; get it with `pip install 'rumourx[duckdb]'`."
            )
        from rumourx.mill.database import Database
        from rumourx.mill.datasets import named_datasets, read_dataset

        self._database = Database(memory)
        self._is_worked_out = False
        self._answered: Query | None = None
        try:
            self._database.run("facts")
            for dataset in named_datasets(datasets):
                read_dataset(dataset, self._database)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        """Return the mill, which is closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the memory and of what was laid out on the disk."""
        self._database.close()

    def add(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Take in more records, each as plain values, as a line of `rumourx batch`'s JSON Lines holds it.

        Raises UsageError when one is no record.
        """
        from rumourx.mill.datasets import add_records

        add_records(records, self._database)
        self._is_worked_out = False

    def count(self, query: Query | None = None) -> int:
        """How many links there are, whatever the query's limit."""
        self._answer(query or Query())
        return int(self._database.value("SELECT count(*) FROM answer"))

    def links(self, query: Query | None = None, *, reports: bool = False) -> Iterator[Link]:
        """Yield the links that are asked for, in order; with all their `reports` and contradictions if wanted."""
        query = query or Query()
        until = min(self.count(query), query.limit or sys.maxsize)
        self._database.run("complete")
        for after in range(0, until, PAGE):
            self._database.run("page", after=after, until=min(after + PAGE, until), with_reports=reports)
        rows = self._database.rows(f"SELECT {', '.join(_COLUMNS)} FROM complete ORDER BY position")
        return (_link(dict(zip(_COLUMNS, row, strict=True))) for row in rows)

    def _answer(self, query: Query) -> None:
        """Lay out the links that are asked for, whatever their limit, in the table `answer`."""
        if not self._is_worked_out:
            self._work_out()
        unlimited = replace(query, limit=None)
        if self._answered == unlimited:
            return
        self._database.set(
            person=query.person and person_key(query.person),
            club=query.club and club_key(query.club),
            club_ids=[owner.team.id for owner in gazetteer().teams(query.club or "")],
            moves=list(query.moves) or None,
            stages=list(query.stages) or None,
            since=query.since,
            min_confidence=query.min_confidence,
        )
        for step in _ANSWERING:
            self._database.run(step)
        order = f"{SORT_ORDERS[query.sort]}, {TIE_ORDER}"
        self._database.execute(
            f"CREATE OR REPLACE TABLE answer AS SELECT row_number() OVER (ORDER BY {order}) AS position, * FROM links"
        )
        self._answered = unlimited

    def _work_out(self) -> None:
        """Find out who and what the names of the facts mean."""
        known = gazetteer()
        fill_names(self._database, known)
        for step in _NAMING:
            self._database.run(step)
        find_slips(self._database, known)
        for step in _MEANING:
            self._database.run(step)
        self._is_worked_out, self._answered = True, None


def _link(row: dict[str, Any]) -> Link:
    contract = row["contract"]
    return Link(
        **row
        | {
            "outlet_names": tuple(row["outlet_names"]),
            "contract": Contract(**contract) if contract else None,
            "contradictions": tuple(Contradiction(**one) for one in row["contradictions"] or ()),
            "reports": tuple(_report(one) for one in row["reports"] or ()),
        }
    )


def _report(row: dict[str, Any]) -> Report:
    return Report(**row | {"outlets": tuple(row["outlets"])})
