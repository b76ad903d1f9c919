"""Further mentions of people that the article has named elsewhere, and surnames in the company of names."""

import re
from collections import Counter

from rumourx.gazetteer import Gazetteer, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.lexicon import read_map
from rumourx.pipeline.people.candidates import Candidate
from rumourx.pipeline.people.clustering import Cluster

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_JOINT = re.compile(r"\s*,\s*|\s+(?:e|o|ed|più)\s+|\s*[-–/]\s*")


def find_repeats(text: str, clusters: list[Cluster], taken: list[tuple[int, int]], known: Gazetteer) -> list[Candidate]:
    """Return mentions that the NER passed over: repeated surnames, and known surnames in a list of people."""
    blocked = [(name.start, name.end) for name in known.find(text)]
    surnames, given = _surnames(clusters), _given_names(clusters)
    found: list[Candidate] = []
    for start, end in _free_words(text, taken):
        word = text[start:end]
        alone = (fold(word),) in given and not re.match(r"\s+[A-ZÀ-Þ]", text[end:])
        repeated = _is_repeat(text, start, word, surnames | given if alone else surnames)
        if not _overlaps(start, end, blocked) and repeated:
            found.append(Candidate(start, end, word))
    neighbours = [*taken, *((one.start, one.end) for one in found)]
    for start, end in _free_words(text, neighbours):
        word = text[start:end]
        if known.is_surname(word) and not _overlaps(start, end, blocked) and _is_listed(text, start, end, neighbours):
            found.append(Candidate(start, end, word))
    return found


def _surnames(clusters: list[Cluster]) -> set[tuple[str, ...]]:
    return {cluster.words[-1:] for cluster in clusters if len(cluster.words[-1]) > 2}


def _given_names(clusters: list[Cluster]) -> set[tuple[str, ...]]:
    """Return the given names that only one person of the article bears."""
    counts = Counter(cluster.words[:1] for cluster in clusters if cluster.is_full and len(cluster.words[0]) > 2)
    return {name for name, count in counts.items() if count == 1}


def _free_words(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [
        match.span() for match in _WORD.finditer(text) if match[0][0].isupper() and not _overlaps(*match.span(), taken)
    ]


def _overlaps(start: int, end: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in ranges)


def _is_repeat(text: str, start: int, word: str, surnames: set[tuple[str, ...]]) -> bool:
    if (fold(word),) not in surnames:
        return False
    return word.lower() not in read_map("ordinary_words.tsv") or not starts_sentence(text, start)


def _is_listed(text: str, start: int, end: int, people: list[tuple[int, int]]) -> bool:
    """Tell whether a person's name stands right before or behind, joined by a comma, "e" or "o"."""
    if text[start:end].lower() in read_map("ordinary_words.tsv") and starts_sentence(text, start):
        return False
    before = any(_JOINT.fullmatch(text[last:start]) for _, last in people if last <= start)
    return before or any(_JOINT.fullmatch(text[end:first]) for first, _ in people if first >= end)
