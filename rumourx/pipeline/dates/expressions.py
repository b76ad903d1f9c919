"""Finds the words of a date or duration, and says of which kind they are; works out nothing yet."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from rumourx.pipeline.capitals import in_small_letters
from rumourx.pipeline.lexicon import read_map, read_rows


class Expression(NamedTuple):
    """Date words at `start`:`end` of a text; `kind` names their pattern, `parts` its named pieces as printed."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]


ABSOLUTE_KINDS = frozenset({"numeric", "day", "month", "year", "season", "season_end_printed", "summer"})
DURATION_KINDS = frozenset({"duration", "length", "ordinal_year", "half_year"})

_YEAR = r"(?:19[5-9]\d|20\d\d)"
_ANY_YEAR = rf"(?:{_YEAR}|['’‘]\d\d)"
_YEAR_END = r"(?!\d|[.,:]\d|\s?(?:€|euro|milioni|mila\b|%))"
_SPAN = rf"(?:{_ANY_YEAR}|\d\d)\s?[/–-]\s?(?:{_YEAR}|['’‘]?\d\d)(?![\d/-]|\.\d)"
_DAY = r"(?:1[°º]|primo|trenta|trentuno|(?:0?[1-9]|[12]\d|3[01]))"
_BEFORE_MONTH = r"(?:fine\s+(?:di\s+)?|inizio\s+|metà\s+|mese\s+di\s+)?"
_NEXT = r"(?:prossim[oa]|venturo)"
_LAST = r"(?:scors[oa]|passat[oa])"
_SEASON = r"(?:stagione|campionato|annata|torneo)"
_END_OF = r"(?:fine|termine|conclusione|chiusura)\s+(?:(?:di|del|della|dell['’])\s*)?"
_WHICH = rf"(?:(?:(?P<shift>{_NEXT})|quest[ao]|quest['’]|attuale|presente|corrente|suo|sua)\s*)?"
_MORE = r"(?:altr[oaie]\s+|ulterior[ei]\s+|ancora\s+)"
_PATTERNS = (
    ("numeric", rf"(?<![\d/.-])(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>{_YEAR}|\d\d)(?![\d/-]|\.\d)"),
    (
        "season_end_printed",
        rf"{_END_OF}(?:{_SEASON}\s+)(?:(?:sportiva|agonistica|calcistica)\s+)?(?P<season>{_SPAN}|{_YEAR})",
    ),
    ("season", rf"\bstagion[ei]\s+(?:sportiva\s+|agonistica\s+)?(?P<season>{_SPAN})"),
    # An article's header "date 2005-06" is no season.
    (
        "season",
        rf"(?<![\d/.,-])(?<!\bdate\s)(?P<season>(?:{_YEAR}|['’‘]\d\d)\s?[/–-]\s?(?:{_YEAR}|['’‘]?\d\d))(?!\d|[/.-]\d)",
    ),
    (
        "day",
        rf"\b(?P<day>{_DAY})\s+(?P<month>{{months}})(?:\s+del)?[\s,]+(?P<year>{_ANY_YEAR}){_YEAR_END}",
    ),
    (
        "day_of_year",
        rf"(?:\b(?P<next>{_NEXT})\s+|\b(?P<last>{_LAST})\s+)?\b(?P<day>{_DAY})\s+(?P<month>{{months}})\b"
        rf"(?:\s+(?P<next2>{_NEXT})\b|\s+(?P<last2>{_LAST})\b|\s+(?:di|del|dell['’])\s?(?P<of>{{which_year}}))?",
    ),
    ("month", rf"\b{_BEFORE_MONTH}(?P<month>{{months}})(?:\s+del)?\s+(?P<year>{_ANY_YEAR}){_YEAR_END}"),
    (
        "month_of_year",
        rf"(?:\b(?P<next>{_NEXT})\s+(?:mese\s+di\s+)?|\b(?P<last>{_LAST})\s+)?\b{_BEFORE_MONTH}(?P<month>{{months}})\b"
        rf"(?:\s+(?P<next2>{_NEXT})\b|\s+(?P<last2>{_LAST})\b|\s+(?:di|del|dell['’])\s?(?P<of>{{which_year}}))?",
    ),
    (
        "season_end",
        rf"\b{_END_OF}{_WHICH}{_SEASON}\b(?:\s+(?:sportiva|agonistica|calcistica))?"
        rf"(?:\s+(?P<shift2>{_NEXT})\b|\s+(?:in corso|attuale|corrente)\b)?",
    ),
    ("year_end", rf"\b(?:fine|termine|conclusione)\s+(?:del\s+|dell['’]\s?)?(?:anno|(?P<year>{_YEAR}))\b"),
    ("month_end", r"\b(?:fine|termine del)\s+(?:di questo\s+|questo\s+)?mese\b|\bquesto mese\b"),
    ("summer", rf"\b(?:estate|primavera|autunno|inverno)\s+(?:del\s+)?(?P<year>{_ANY_YEAR}){_YEAR_END}"),
    (
        "next_summer",
        rf"\b{_NEXT}\s+estate\b|\bestate\s+{_NEXT}\b|\bin estate\b|\bquesta estate\b|\bquest['’]estate\b",
    ),
    (
        "in",
        r"\b(?:tra|fra)\s+(?:(?:meno di|circa|poco più di|poco meno di|soli|appena)\s+)?"
        r"(?P<n>{numbers})\s?(?P<unit>anni|anno|stagioni|stagione|mesi|mese|settimane|settimana|giorni|giorno)\b(?P<half>\s+e\s+mezz[oa])?",
    ),
    (
        "in",
        r"\ba\s+(?:(?:meno di|circa|poco più di|poco meno di|soli|appena)\s+)?"
        r"(?P<n>{numbers})\s?(?P<unit>anni|anno|stagioni|stagione|mesi|mese|settimane|settimana|giorni|giorno)\b"
        r"(?P<half>\s+e\s+mezz[oa])?(?=\s+dalla\s+(?:naturale\s+)?(?:scadenza|fine))",
    ),
    ("next_year", rf"\banno\s+{_NEXT}\b|\b{_NEXT}\s+anno\b"),
    ("next_season", rf"\b{_NEXT}\s+(?:{_SEASON})\b|\b{_SEASON}\s+{_NEXT}\b"),
    ("nearby_day", r"\b(?P<word>dopodomani|domani|oggi|stasera|stanotte|ieri)\b"),
    (
        "weekday",
        r"(?:(?<=\bscade\s)|(?<=\btermina\s))(?P<weekday>lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\b",
    ),
    (
        "ordinal_year",
        r"\b(?P<ordinal>secondo|seconda|terzo|terza|quarto|quarta|quinto|quinta|sesto|sesta)\s+(?:anno|stagione)\b",
    ),
    (
        "ordinal_year",
        r"(?<=opzione per il )(?P<ordinal>secondo|terzo|quarto|quinto|sesto)\b"
        r"|\b(?P<ordinal2>stagione|anno|annata)\s+(?:successiv[oa]|seguente)\b",
    ),
    # "4+1": four years and an option for one more.
    ("length", r"(?<![\d+.,-])(?P<years>[1-6])(?=\s?\+\s?[1-3]\b(?!\s?(?:€|milion|mila\b)|[+.,-]\d|\d))"),
    ("duration", r"(?<=[1-6]\+)(?P<plus>[1-3])\b(?!\s?(?:€|milion|mila\b)|[+.,-]\d)"),
    ("duration", r"(?<=[1-6]\s\+\s)(?P<plus>[1-3])\b(?!\s?(?:€|milion|mila\b)|[+.,-]\d)"),
    ("length", rf"\b(?P<more>{_MORE})?(?P<length>{{lengths}})\b"),
    (
        "duration",
        rf"(?P<more>\b{_MORE}|\bun['’]\s?(?:altra|ulteriore)\s+|\bun\s+(?:altro|ulteriore)\s+)?"
        r"\b(?P<n>{numbers})?\s?\b(?P<unit>anni|anno|stagioni|stagione|annate|mesi)\b"
        r"(?!\s+(?:e\s+mezzo\s+)?(?:fa|or\s+sono)\b)(?P<half>\s+e\s+mezzo)?(?P<more2>\s+(?:in più|ancora))?",
    ),
    ("half_year", r"\b(?:altri\s+|ancora\s+)?sei mesi\b"),
    ("year", rf"(?<![\d/.,€-])(?P<year>{_YEAR})(?![\d/-]|[.,:]\d|\s?(?:€|euro|milioni|mila\b|%))"),
    ("year", r"(?<=\b(?:nel|del)\s)(?P<year>['’‘]\d\d)\b|(?<=\bal\s)(?P<year2>['’‘]\d\d)\b"),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    numbers = sorted(read_map("numbers.tsv"), key=len, reverse=True)
    pieces = {
        "{months}": "|".join(read_map("months.tsv")),
        "{lengths}": "|".join(read_map("contract_lengths.tsv")),
        "{numbers}": r"(?:\d{1,2}|" + "|".join(number.replace("'", "['’]") for number in numbers) + ")",
        "{which_year}": rf"(?:quest['’]anno|anno\s+prossimo|prossimo\s+anno|anno\s+in\s+corso|anno\s+scorso|{_YEAR})",
    }
    compiled = []
    for kind, pattern in _PATTERNS:
        for piece, words in pieces.items():
            pattern = pattern.replace(piece, words)
        compiled.append((kind, re.compile(pattern)))
    return tuple(compiled)


def find_expressions(text: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """Return the date words in text[start:end] in their order; of two that overlap, the kind listed first wins.

    >>> [(found.kind, "in scadenza il 30 giugno 2026"[found.start : found.end])
    ...  for found in find_expressions("in scadenza il 30 giugno 2026")]
    [('day', '30 giugno 2026')]
    """
    limit = len(text) if end is None else end
    found: list[Expression] = []
    small = in_small_letters(text)
    for kind, pattern in _compiled():
        for match in pattern.finditer(small, start, limit):
            expression = _expression(kind, match, text)
            if expression and not any(a.start < expression.end and expression.start < a.end for a in found):
                found.append(expression)
    return sorted(found)


def _expression(kind: str, match: re.Match[str], text: str) -> Expression | None:
    parts = {name.rstrip("2"): text[slice(*match.span(name))] for name, value in match.groupdict().items() if value}
    if kind == "duration" and not parts.keys() & {"n", "more", "plus"}:
        return None
    if kind == "season" and not _is_season(parts["season"]):
        return None
    start, end = match.span()
    printed = match[0]
    start += len(printed) - len(printed.lstrip())
    return Expression(start, end, kind, parts)


def _is_season(printed: str) -> bool:
    """Tell "2026/27" from a span of years ("2019-2023")."""
    first, second = (int(digits) % 100 for digits in re.findall(r"\d+", printed))
    return (first + 1) % 100 == second


def sentences_in_context(text: str, ranges: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the ranges that hold a word of contracts."""
    pattern, small = _context_pattern(), in_small_letters(text)
    for start, end in ranges:
        if pattern.search(small, start, end):
            yield start, end


@cache
def _context_pattern() -> re.Pattern[str]:
    words = [row[0] for row in read_rows("contract_words.txt")]
    alternatives = "|".join(re.escape(word.lower()).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
