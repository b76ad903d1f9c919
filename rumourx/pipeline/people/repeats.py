"""Further mentions of people that the article has named elsewhere, and surnames in the company of names."""

import re
from collections import Counter
from collections.abc import Iterator

from rumourx.gazetteer import FormKind, Gazetteer, Match, Team, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.clubs.grammar import article_before, word_before
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.people.candidates import Candidate
from rumourx.pipeline.people.cluster import Cluster
from rumourx.pipeline.people.not_people import is_articled
from rumourx.pipeline.people.page import Page
from rumourx.pipeline.ranges import Range, SortedRanges

_VERBS = frozenset({"è", "ha", "era", "aveva", "sarà", "avrà", "resta", "vuole", "può", "potrebbe", "deve", "piace"})
_PAIR = re.compile(r"(?<![\w'’.-])([A-ZÀ-Þ][a-zà-ÿ]{2,})-([A-ZÀ-Þ][a-zà-ÿ]{2,})(?![\w'’-])")
_CAPITAL_NEXT = re.compile(r"\s+[A-ZÀ-Þ]")
_SMALL_WORD_NEXT = re.compile(r"\s([a-zà-ÿ]+)")
_SMALL_WORD_BEFORE = re.compile(r"(?<!\w)([a-zà-ÿ]+)\s$")
_TO_TEAM = re.compile(r"\s(?:(?:dal|al)(?:la)?\s|(?:dall|all)['’]|\()(?=\w)")
_FROM_TEAM = re.compile(r"(?<!\w)(?:al|alla|dal|dalla)\s$|(?<!\w)(?:all|dall)['’]$")
_PAIR_BEFORE = re.compile(r"(?:\b(?:duo|tandem|coppia|asse|ballottaggio|scambio|staffetta|duello|binomio)\s|\()$")
_TOWN_WORDS = frozenset({"a", "ad", "da", "in", "di", "contro", "ex"})
_BEST_KNOWN_LEVEL = 2
_JOINT = re.compile(r"\s*,\s*|\s+(?:e|o|ed|più)\s+|\s*[-–/]\s*")


def find_repeats(page: Page, clusters: list[Cluster], candidates: list[Candidate]) -> list[Candidate]:
    """Return mentions that the NER passed over: repeated surnames, and known surnames in a list of people."""
    taken = SortedRanges((one.start, one.end) for one in candidates)
    surnames = _surnames(clusters)
    sure = _surnames([cluster for cluster in clusters if cluster.is_full])
    blocked = SortedRanges((name.start, name.end) for name in page.names if not _is_surname_here(page, name, sure))
    repeated = [*_pairs(page, surnames, taken), *_repeated(page, clusters, taken, blocked)]
    for one in repeated:
        taken.add(one.start, one.end)
    return [*repeated, *_in_company(page, taken, blocked)]


def _repeated(page: Page, clusters: list[Cluster], taken: SortedRanges, blocked: SortedRanges) -> list[Candidate]:
    """Return the surnames, and the given names that only one person bears, of people named elsewhere."""
    text = page.text
    surnames, given = _surnames(clusters), _given_names(clusters)
    found = []
    for start, end in _free_words(page, taken):
        word = (fold(text[start:end]),)
        named = word in surnames or (word in given and not _CAPITAL_NEXT.match(text, end))
        if not named or not _is_name(text, start, end) or blocked.overlaps(start, end):
            continue
        if not is_articled(text, start, end, page.known):
            found.append(Candidate(start, end, text[start:end]))
    return found


def _in_company(page: Page, people: SortedRanges, blocked: SortedRanges) -> list[Candidate]:
    """Return known surnames that stand in a list of people, or alone as no part of another name."""
    text, known = page.text, page.known
    teams = {name.end: name.start for name in page.names if name.category == "club"}
    found = []
    for start, end in _free_words(page, people):
        word = text[start:end]
        if not known.is_surname(word) or word.lower() in read_words("never_people.txt"):
            continue
        if blocked.overlaps(start, end) or is_articled(text, start, end, known):
            continue
        if _is_listed(text, start, end, people) or _stands_alone(text, start, end, teams, known):
            found.append(Candidate(start, end, word))
    return found


_CAPITAL_BEFORE = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w'’-]*(?<!Serie A)(?<!Serie B)(?<!Serie C)(?<!Serie D)\.?\s$")
_CAPITAL_BEHIND = re.compile(r"[\s-][A-ZÀ-Þ0-9]|['’]\w")
_PLURAL_ARTICLES = frozenset(
    {"i", "ai", "dei", "dai", "sui", "nei", "coi", "gli", "agli", "degli", "dagli", "tra", "fra"}
)


def _is_surname_here(page: Page, name: Match, surnames: set[tuple[str, ...]]) -> bool:
    """Tell whether a team's name, colour or demonym ("Mantovani") is somebody's surname: a capital, no article."""
    text, known = page.text, page.known
    form = text[name.start : name.end]
    teams = known.teams(name.form) if name.category == "club" else ()
    if not teams or not known.is_surname(form) or form.isupper():
        return False
    if teams[0].kind is FormKind.NAME:
        return _is_person_rather_than_team(page, name, teams[0].team, surnames)
    if teams[0].kind is not FormKind.DEMONYM:
        return form[0].isupper() and not article_before(text, name.start) and _is_object(text, name.start, name.end)
    before = re.search(r"([^\W\d_]+)\s$", text[max(0, name.start - 12) : name.start])
    return form[0].isupper() and (before is None or before[1].lower() not in _PLURAL_ARTICLES)


def _is_person_rather_than_team(page: Page, name: Match, team: Team, surnames: set[tuple[str, ...]]) -> bool:
    """Tell whether a small team's name ("Torres") is the surname of somebody named elsewhere: no article, no pair."""
    if team.level <= _BEST_KNOWN_LEVEL or (fold(name.form),) not in surnames:
        return False
    before = page.text[max(0, name.start - 16) : name.start]
    paired = page.text[name.end : name.end + 1] in ("-", "–") or before.endswith(("-", "–", "("))
    word = word_before(before)
    return not (paired or article_before(page.text, name.start) or word in _TOWN_WORDS)


def _is_object(text: str, start: int, end: int) -> bool:
    """Tell whether a club takes the bearer of a name from another, or gives them away ("riprende Viola dal …")."""
    verb = _SMALL_WORD_BEFORE.search(text[max(0, start - 20) : start])
    return (
        verb is not None
        and read_map("ordinary_words.tsv").get(verb[1]) == "f"
        and _TO_TEAM.match(text, end) is not None
    )


def _stands_alone(text: str, start: int, end: int, teams: dict[int, int], known: Gazetteer) -> bool:
    """Tell whether a known surname is no part of a longer name, no ordinary word and no place: then it is a person."""
    word = text[start:end]
    if len(word) < 4 or word.isupper() or known.is_place(word) or _CAPITAL_BEHIND.match(text, end):
        return False
    if word.lower() in read_words("team_openers.txt"):
        return False
    before = text[max(0, start - 30) : start]
    behind_club = start - 1 in teams and re.search(r"\b[Ee]x\s[^.,;:]+$", before) is not None
    if word.lower() in read_map("ordinary_words.tsv"):
        return (
            behind_club
            or _is_object(text, start, end)
            or re.search(r"\b(?:[Pp]ost|[Aa]nti|[Cc]aso|[Ee]ffetto)[\s-]$", before) is not None
        )
    return behind_club or _behind_articled_team(text, start, teams) or not _CAPITAL_BEFORE.search(before)


def _behind_articled_team(text: str, start: int, teams: dict[int, int]) -> bool:
    """Tell whether a team of whom somebody is asked for stands right before ("ha chiesto alla Juve Neri")."""
    return start - 1 in teams and _FROM_TEAM.search(text[max(0, teams[start - 1] - 9) : teams[start - 1]]) is not None


def _pairs(page: Page, surnames: set[tuple[str, ...]], taken: SortedRanges) -> Iterator[Candidate]:
    """Yield two surnames joined by a hyphen ("il duo Neri-Prandi"), both known, or both named elsewhere."""
    text, known = page.text, page.known
    for match in _PAIR.finditer(text):
        words = match.group(1, 2)
        if taken.overlaps(*match.span()) or known.is_surname(match[0]):
            continue
        named = all((fold(word),) in surnames for word in words)
        paired = _PAIR_BEFORE.search(text[max(0, match.start() - 12) : match.start()])
        shown = paired is not None and all(map(known.is_surname, words))
        if (named or shown) and not any(known.is_place(word) or known.teams(word) for word in words):
            yield from (Candidate(*match.span(place), match[place]) for place in (1, 2))


def _surnames(clusters: list[Cluster]) -> set[tuple[str, ...]]:
    return {cluster.words[-1:] for cluster in clusters if len(cluster.words[-1]) > 2}


def _given_names(clusters: list[Cluster]) -> set[tuple[str, ...]]:
    """Return the given names that only one person of the article bears."""
    counts = Counter(cluster.words[:1] for cluster in clusters if cluster.is_full and len(cluster.words[0]) > 2)
    return {name for name, count in counts.items() if count == 1}


def _free_words(page: Page, taken: SortedRanges) -> Iterator[Range]:
    """Yield the words with a capital that no name holds."""
    return (word for word in page.capitalised if not taken.overlaps(*word))


def _is_name(text: str, start: int, end: int) -> bool:
    """Tell whether a named person's surname is meant: an ordinary noun that starts a sentence needs a verb."""
    word_class = read_map("ordinary_words.tsv").get(text[start:end].lower())
    if word_class is None or not starts_sentence(text, start):
        return True
    behind = _SMALL_WORD_NEXT.match(text, end)
    return word_class == "n" and behind is not None and behind[1] in _VERBS


def _is_listed(text: str, start: int, end: int, people: SortedRanges) -> bool:
    """Tell whether a person's name stands right before or behind, joined by a comma, "e" or "o"."""
    if text[start:end].lower() in read_map("ordinary_words.tsv") and starts_sentence(text, start):
        return False
    before = people.before(start)
    if before and _JOINT.fullmatch(text[before[1] : start]):
        return True
    behind = people.behind(end)
    return behind is not None and _JOINT.fullmatch(text[end : behind[0]]) is not None
