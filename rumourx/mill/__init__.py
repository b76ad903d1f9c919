"""The rumour mill: what many articles say of one move, merged into one row.

    with Mill(["facts.jsonl"]) as mill:
        for link in mill.links(Query(person="Vanoli")):
            print(link.person, link.move, link.club, link.stage, link.articles)

A `Link` is one (person, club, move) of a dataset with all that was reported about it. `Mill` takes what `rumourx
batch` writes and, by `Mill.add`, further records as they come; it asks DuckDB (extra `duckdb`), whose memory is
bounded, so that millions of facts are fine. `person_key` and `club_key` are how names are compared across articles.

| module | does |
| --- | --- |
| `mill` | opens datasets and answers queries |
| `query` | what can be asked |
| `links` | what is answered: the link, its reports, what contradicts it |
| `datasets` | which files hold a dataset, and how they are read |
| `names` | the words of names: keys, surnames, slips, outlets |
| `database` | DuckDB with bounded memory, and the steps in `sql/` |
| `sql/` | from the facts to the links, one step a file |
| `identity` | fills in the tables of names |
| `formats`, `table` | links as a table, JSON, JSON Lines and CSV |
"""

from rumourx.mill.links import Contract, Contradiction, Link, Report
from rumourx.mill.mill import Mill
from rumourx.mill.names import club_key, person_key
from rumourx.mill.query import SORT_ORDERS, Query

__all__ = [
    "SORT_ORDERS",
    "Contract",
    "Contradiction",
    "Link",
    "Mill",
    "Query",
    "Report",
    "club_key",
    "person_key",
]
