"""The contract component: joins each contract date with its event, its person and its club."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.pipeline.contracts.cast import Cast
from rumourx.pipeline.contracts.clauses import Clause, read_sentence
from rumourx.pipeline.contracts.endings import end_of
from rumourx.pipeline.contracts.listings import (
    Item,
    counted_next,
    headed_passage,
    inline_list,
    is_general,
    listed_persons,
    speaks_of_all,
    speaks_of_many,
    speaks_of_none,
)
from rumourx.pipeline.contracts.merging import Found, merge
from rumourx.pipeline.contracts.persons import PersonFinder
from rumourx.pipeline.contracts.tables import read_tables
from rumourx.pipeline.contracts.teams import TeamFinder
from rumourx.pipeline.contracts.undated import in_finest_form, read_undated
from rumourx.pipeline.dates.component import expressions_in_context
from rumourx.pipeline.dates.expressions import DURATION_KINDS, Expression
from rumourx.pipeline.dates.resolution import Anchor, Resolved, is_relative, read_anchor
from rumourx.pipeline.mentions import MentionIndex, Range
from rumourx.pipeline.spans import char_span
from rumourx.pipeline.values import Contract, register_extensions

_ONLY_UNTIL = re.compile(
    r"\s*[,(–-]?\s*(?:(?:con\s+)?(?:scadenza|scadrà|valido|valida|ovvero|quindi|cioè|ossia)\s+)?(?:(?:fino|sino)\s+)?"
    r"(?:(?:a|al|alla|ad|nel|il)\s+|all['’]\s?)?",
    re.IGNORECASE,
)
_JOINS_END = re.compile(r"\s*(?:,|\be|\bed)\s+(?:(?:fino|sino)\s+)?(?:(?:al|il|nel|a)\s+)?", re.IGNORECASE)
_RESPECTIVELY = re.compile(r"\brispettivamente\b", re.IGNORECASE)
Party = tuple[str | None, str | None]
"""A person and a club."""


@Language.factory("rumourx_contracts", requires=["token.is_sent_start"], assigns=["doc.spans"])
class ContractExtractor:
    """Read `doc._.people`, `.clubs`, `.descriptions` and `.affiliations`; write `doc.spans["contract_dates"]` and
    `doc._.contract_dates`.

    Relative dates resolve against `doc._.article_date`. The span's label is the event in capitals.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the contract dates of one Doc."""
        index = MentionIndex(doc)
        doc._.contract_dates = merge(_contracts(doc, index))
        spans = [
            char_span(doc, entry["start"], entry["end"], entry["event"].upper(), entry["person"] or "")
            for entry in doc._.contract_dates
        ]
        doc.spans["contract_dates"] = [span for span in spans if span is not None]
        return doc


def _contracts(doc: Doc, index: MentionIndex) -> Found:
    """The contract dates; a duration is worked out last, when every end that it may count from is known."""
    anchor = read_anchor(doc._.article_date)
    told = _told(doc, index, anchor)
    found: Found = []
    for clause, person, club, expressions in sorted(told, key=lambda one: one[0].expression.kind in DURATION_KINDS):
        end = end_of(clause, person, expressions, found, anchor, index.text)
        if end is not None or is_relative(clause.expression):
            found.append((clause, _contract(clause, person, club, end)))
    return sorted(found, key=lambda one: one[0].start)


Attributed = list[tuple[Clause, str | None, str | None, list[Expression]]]
"""Clauses with their person and club, and the date words of their sentence."""


def _told(doc: Doc, index: MentionIndex, anchor: Anchor | None) -> Attributed:
    """All that is told of contracts: in sentences, in lists and in tables."""
    parties = _PartyFinder(doc, index)
    sentences = _by_sentence(index, expressions_in_context(index.text, index.sentences))
    read = [clause for sentence, dates in sentences for clause in read_sentence(index.text, sentence, dates)]
    clauses = in_finest_form(index, read, anchor)
    expressions = dict(sentences)
    told: Attributed = []
    for sentence, own in groupby(clauses, key=lambda clause: clause.sentence):
        of_sentence = _of_sentence(index, parties, list(own))
        told += ((clause, person, club, expressions[sentence]) for clause, person, club in of_sentence)
    for clause in read_undated(index, clauses):
        if parties.is_named(clause):
            found = parties.find(clause, clause.sentence[0], clause.sentence[1])
            told += ((clause, person, club, [clause.expression]) for person, club in found if person)
    starts = {clause.expression.start for clause, *_ in told}
    for row, items in read_tables(index, anchor):
        if row.expression.start not in starts:
            found = parties.complete(row, items)
            told += ((row, person, club, [row.expression]) for person, club in found)
            starts.update(row.expression.start for _ in found[:1])
    return told


def _of_sentence(
    index: MentionIndex, parties: "_PartyFinder", clauses: list[Clause]
) -> Iterator[tuple[Clause, str | None, str | None]]:
    """Yield the clauses of one sentence with their persons and clubs."""
    last: list[Party] = []
    first = 0
    for position, clause in enumerate(clauses):
        since = clauses[position - 1].end if position else clause.sentence[0]
        until = clauses[position + 1].start if position + 1 < len(clauses) else clause.sentence[1]
        # An option told in one breath with a contract is the same person's with the same club.
        if not last or not (
            (clause.event == "option" and not clause.shared) or parties.goes_on(clause, clauses[position - 1])
        ):
            last, first = parties.find(clause, since, until), position
        own = _own_of_each(index.text, clauses, first, position, last)
        yield from ((clause, person, club) for person, club in own if person or club)


def _own_of_each(text: str, clauses: list[Clause], first: int, position: int, parties: list[Party]) -> list[Party]:
    """Give each of several persons their own end: "Rossi e Bianchi firmano rispettivamente fino al 2027 e al 2028"."""
    number = position - first
    if first + 1 >= len(clauses) or not clauses[first + 1].shared or not 1 < len(parties) > number:
        return parties
    return (
        [parties[number]] if _RESPECTIVELY.search(text, clauses[0].sentence[0], clauses[first + 1].start) else parties
    )


class _PartyFinder:
    """Finds the persons of a clause, each with their club."""

    def __init__(self, doc: Doc, index: MentionIndex) -> None:
        self._index = index
        self._persons = PersonFinder(Cast(index, doc._.people), doc._.quotes)
        self._teams = TeamFinder(index, doc._.clubs, doc._.affiliations)

    def find(self, clause: Clause, since: int, until: int) -> list[Party]:
        """Return them; the contract dates before and behind in the sentence end at `since` and start at `until`."""
        if speaks_of_none(self._index.text, clause):
            return []
        listed = self._listed(clause)
        if listed:
            return [(name, self._teams.find(clause, name, until)) for name in listed]
        named = self.is_named(clause) and not speaks_of_all(self._index.text, clause)
        if speaks_of_many(self._index, clause) and not named:
            items = listed_persons(self._index, clause)
            return self.complete(clause, items)
        return [(name, self._teams.find(clause, name, until)) for name in self._persons.find(clause, since)]

    def _listed(self, clause: Clause) -> list[str]:
        """The people whom a statement about unnamed ones introduces, in its own sentence or right behind it."""
        index = self._index
        passage = headed_passage(index, clause)
        if passage or not is_general(index, clause):
            return passage
        return inline_list(index, clause) or counted_next(index, clause)

    def is_named(self, clause: Clause) -> bool:
        """Tell whether the sentence of a clause names whose contract it may be."""
        return self._persons.is_named(clause)

    def goes_on(self, clause: Clause, before: Clause) -> bool:
        """Tell whether a clause only prints the end of the length before it: "un biennale fino al 2022"."""
        between = self._index.text[before.end : clause.expression.start]
        if clause.shared and clause.event == before.event and _JOINS_END.fullmatch(between):
            return True
        is_length = before.expression.kind in DURATION_KINDS and clause.expression.kind not in DURATION_KINDS
        return is_length and clause.event == before.event and bool(_ONLY_UNTIL.fullmatch(between))

    def complete(self, clause: Clause, items: list[Item]) -> list[Party]:
        """Return the persons of a list, with a club also where their line names none."""
        return [(one.person, one.club or self._teams.find(clause, one.person, clause.sentence[1])) for one in items]


def _contract(clause: Clause, person: str | None, club: str | None, end: Resolved | None) -> Contract:
    return Contract(
        person=person,
        club=club,
        event=clause.event,
        date=end.date if end else None,
        precision=end.precision if end else None,
        certainty=clause.certainty,
        start=clause.start,
        end=clause.end,
    )


def _by_sentence(index: MentionIndex, expressions: Iterable[Expression]) -> list[tuple[Range, list[Expression]]]:
    groups: dict[int, list[Expression]] = {}
    for expression in expressions:
        groups.setdefault(index.sentence_number(expression.start), []).append(expression)
    return [(index.sentences[number], group) for number, group in groups.items()]
