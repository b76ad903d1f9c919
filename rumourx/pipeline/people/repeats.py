"""Further mentions of people that the article has named elsewhere, and surnames in the company of names."""

import re
from collections import Counter

from rumourx.gazetteer import FormKind, Gazetteer, Match, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.people.candidates import Candidate, is_articled
from rumourx.pipeline.people.clustering import Cluster

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VERBS = frozenset({"è", "ha", "era", "aveva", "sarà", "avrà", "resta", "vuole", "può", "potrebbe", "deve", "piace"})
_JOINT = re.compile(r"\s*,\s*|\s+(?:e|o|ed|più)\s+|\s*[-–/]\s*")


def find_repeats(text: str, clusters: list[Cluster], taken: list[tuple[int, int]], known: Gazetteer) -> list[Candidate]:
    """Return mentions that the NER passed over: repeated surnames, and known surnames in a list of people."""
    names = known.find(text)
    blocked = [(name.start, name.end) for name in names if not _is_surname_here(text, name, known)]
    teams = {name.end for name in names if name.category == "club"}
    surnames, given = _surnames(clusters), _given_names(clusters)
    found: list[Candidate] = []
    for start, end in _free_words(text, taken):
        word = text[start:end]
        alone = (fold(word),) in given and not re.match(r"\s+[A-ZÀ-Þ]", text[end:])
        repeated = _is_repeat(text, start, word, surnames | given if alone else surnames)
        if repeated and not _overlaps(start, end, blocked) and not is_articled(text, start, end, known):
            found.append(Candidate(start, end, word))
    neighbours = [*taken, *((one.start, one.end) for one in found)]
    for start, end in _free_words(text, neighbours):
        word = text[start:end]
        if not known.is_surname(word) or _overlaps(start, end, blocked) or is_articled(text, start, end, known):
            continue
        if _is_listed(text, start, end, neighbours) or _stands_alone(text, start, end, teams, known):
            found.append(Candidate(start, end, word))
    return found


_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]*(?<!Serie A)(?<!Serie B)(?<!Serie C)(?<!Serie D)\.?\s$")
_CAPITAL_BEHIND = re.compile(r"[\s-][A-ZÀ-Þ0-9]|['’]\w")
_PLURAL_ARTICLES = frozenset(
    {"i", "ai", "dei", "dai", "sui", "nei", "coi", "gli", "agli", "degli", "dagli", "tra", "fra"}
)


def _is_surname_here(text: str, name: Match, known: Gazetteer) -> bool:
    """Tell whether a team's demonym in the gazetteer ("Mantovani") is somebody's surname: a capital, no article."""
    form = text[name.start : name.end]
    teams = known.teams(name.form) if name.category == "club" else ()
    if not teams or teams[0].kind is not FormKind.DEMONYM or not known.is_surname(form) or form.isupper():
        return False
    before = re.search(r"([^\W\d_]+)\s$", text[max(0, name.start - 12) : name.start])
    return form[0].isupper() and (before is None or before[1].lower() not in _PLURAL_ARTICLES)


def _stands_alone(text: str, start: int, end: int, teams: set[int], known: Gazetteer) -> bool:
    """Tell whether a known surname is no part of a longer name, no ordinary word and no place: then it is a person."""
    word = text[start:end]
    if len(word) < 4 or word.isupper() or known.is_place(word) or _CAPITAL_BEHIND.match(text, end):
        return False
    if word.lower() in read_words("team_openers.txt"):
        return False
    before = text[max(0, start - 30) : start]
    behind_club = start - 1 in teams and re.search(r"\b[Ee]x\s[^.,;:]+$", before) is not None
    if word.lower() in read_map("ordinary_words.tsv"):
        return behind_club or re.search(r"\b(?:[Pp]ost|[Aa]nti|[Cc]aso|[Ee]ffetto)[\s-]$", before) is not None
    return behind_club or not _CAPITAL_BEFORE.search(before)


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
    """Tell whether a word is a named person's surname; an ordinary noun that starts a sentence needs a verb."""
    if (fold(word),) not in surnames:
        return False
    ordinary = read_map("ordinary_words.tsv")
    if word.lower() not in ordinary or not starts_sentence(text, start):
        return True
    behind = re.match(r"\s([a-zà-ÿ]+)", text[start + len(word) :])
    return ordinary[word.lower()] == "n" and behind is not None and behind[1] in _VERBS


def _is_listed(text: str, start: int, end: int, people: list[tuple[int, int]]) -> bool:
    """Tell whether a person's name stands right before or behind, joined by a comma, "e" or "o"."""
    if text[start:end].lower() in read_map("ordinary_words.tsv") and starts_sentence(text, start):
        return False
    before = any(_JOINT.fullmatch(text[last:start]) for _, last in people if last <= start)
    return before or any(_JOINT.fullmatch(text[end:first]) for first, _ in people if first >= end)
