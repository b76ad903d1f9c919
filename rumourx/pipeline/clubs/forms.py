"""Which words of an article are a team: gazetteer forms, decided by grammar, and names that only the NER knows."""

import re
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from rumourx.gazetteer import FormKind, Gazetteer, Match, Team, TeamForm, fold
from rumourx.pipeline.capitals import starts_sentence
from rumourx.pipeline.clubs.grammar import (
    BARE_PREPOSITIONS,
    Verdict,
    article_before,
    joined_to,
    read_place,
    word_before,
)
from rumourx.pipeline.clubs.towns import find_town_teams
from rumourx.pipeline.lexicon import read_map, read_words
from rumourx.pipeline.outlets import is_outlet_name

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TeamMention:
    """A mention of a team at start:end; `owners` whose form it may be, `owner` the one chosen."""

    start: int
    end: int
    text: str
    kind: FormKind
    owners: tuple[Team, ...]
    owner: Team | None = None

    @property
    def name(self) -> str:
        """The team's usual name, or the printed one of a team that the gazetteer lacks."""
        return self.owner.name if self.owner else self.text


def find_team_mentions(doc: Doc, names: list[Match], people: list[Range], known: Gazetteer) -> list[TeamMention]:
    """Return the mentions of teams in the order of the text, with their possible owners."""
    whole = doc.text  # spaCy joins the tokens at every access
    labels = _entity_labels(doc)
    open_cases: list[tuple[TeamMention, Verdict]] = []
    longer = _longer_entities(doc, names, people) + _opened_names(whole, names)
    longer += [repeat for first, last in longer for repeat in _in_capitals(whole, whole[first:last])]
    names = [match for match in names if not _in_outlet_name(match, doc)]
    names = [match for match in names if not any(first <= match.start and match.end <= last for first, last in longer)]
    for match in names:
        if match.category == "club":
            owners = known.teams(match.form)
            if owners:
                open_cases.append(_judge(whole, match, owners, labels, known))
    taken = [(match.start, match.end) for match in names] + people
    open_cases.extend(_unlisted(doc, taken, known))
    occupied = [(name.start, name.end) for name in names if name.category != "place"] + people + longer
    for start, end in find_town_teams(whole, occupied + [(one.start, one.end) for one, _ in open_cases]):
        open_cases.append((TeamMention(start, end, whole[start:end], FormKind.NAME, ()), Verdict.TEAM))
    for start, end in longer:
        if not any(case[0].start < end and start < case[0].end for case in open_cases):
            open_cases.append((TeamMention(start, end, whole[start:end], FormKind.NAME, ()), Verdict.TEAM))
    open_cases.sort(key=lambda case: case[0].start)
    mentions = [_with_affixes(whole, mention) for mention in _settle(whole, open_cases)]
    mentions += _short_names(whole, mentions, taken)
    return sorted(mentions, key=lambda mention: mention.start)


def _entity_labels(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def _longer_entities(doc: Doc, names: list[Match], people: list[Range]) -> list[Range]:
    """Return the organisations whose name begins with a listed team's and goes on: "Sporting Alto Sele"."""
    whole = doc.text  # spaCy joins the tokens at every access
    found = []
    for entity in doc.ents:
        start, end = _trim(whole, entity.start_char, entity.end_char)
        inside = [match for match in names if start <= match.start and match.end <= end]
        if entity.label_ != "ORG" or not inside or any(first < end and start < last for first, last in people):
            continue
        rest = (whole[start : inside[0].start] + " " + whole[inside[-1].end : end]).split()
        joined = any(mark in whole[start:end] for mark in ("-", "–", "/", "\n", ",", "|"))
        if not joined and rest and all(_may_name_team(word) for word in rest):
            found.append((start, end))
    return found


_GOES_ON = re.compile(r"(?:\s(?:[dl]['’])?[A-ZÀ-Þ][\w'’-]+)+")


def _opened_names(text: str, names: list[Match]) -> list[Range]:
    """Return names that begin like many a club's and go on: "Real Val d'Arda", "Sporting Alto Sele"."""
    found = []
    for match in names:
        if match.category != "club" or fold(match.form) not in read_words("team_openers.txt"):
            continue
        rest = _GOES_ON.match(text, match.end)
        if rest and not text[match.start : rest.end()].isupper():
            found.append((match.start, rest.end()))
    return found


def _in_capitals(text: str, name: str) -> list[Range]:
    """Return where a name of several words stands in capitals: "SPORTING ALTO SELE" in a headline."""
    if " " not in name or name.isupper():
        return []
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name.upper())}(?!\w)", text)]


def _in_outlet_name(match: Match, doc: Doc) -> bool:
    """Tell whether a team's name is a part of a paper's or a station's that the NER found ("Diario de Sevilla")."""
    return match.category == "club" and any(
        entity.start_char <= match.start
        and match.end <= entity.end_char
        and entity.end_char - entity.start_char > match.end - match.start
        and is_outlet_name(entity.text)
        and not re.search(r"\d", entity.text)
        for entity in doc.ents
    )


def _may_name_team(word: str) -> bool:
    """Tell whether a word beside a listed team's name makes another name of it; "Panchina", "Women" do not."""
    plain = fold(word).replace(".", "")
    ordinary = word.lower() in read_map("ordinary_words.tsv") or plain in read_words("team_contexts.txt")
    named = word[0].isupper() or re.match(r"[dl]['’][A-ZÀ-Þ]", word)
    return bool(named) and not ordinary and plain not in read_words("team_affixes.txt")


def _label_at(labels: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    return next((label for first, last, label in labels if first < end and start < last), None)


def _judge(
    text: str,
    match: Match,
    owners: tuple[TeamForm, ...],
    labels: list[tuple[int, int, str]],
    known: Gazetteer,
) -> tuple[TeamMention, Verdict]:
    form = text[match.start : match.end]
    mention = TeamMention(match.start, match.end, form, owners[0].kind, tuple(one.team for one in owners))
    label = _label_at(labels, match.start, match.end)
    if mention.kind is FormKind.NAME:
        if known.stadium(form) and label != "ORG":
            return mention, Verdict.NO_TEAM
        if known.is_place(form):
            return mention, read_place(text, match.start, match.end, label, mention.owners)
        return mention, Verdict.TEAM
    return mention, _read_nickname(text, mention, label)


_FEMININE_PLURALS = frozenset({"le", "alle", "delle", "dalle", "sulle", "nelle"})


def _read_nickname(text: str, mention: TeamMention, label: str | None) -> Verdict:
    """A nickname or colour is a team as a noun: behind an article, not behind the noun that it describes."""
    article = article_before(text, mention.start)
    if word_before(text[max(0, mention.start - 12) : mention.start]) in ("una", "un", "qualche", "ogni"):
        return Verdict.NO_TEAM
    if mention.kind is FormKind.DEMONYM and article in _FEMININE_PLURALS and fold(mention.text).endswith("e"):
        return Verdict.WITH_COMPANY if re.search(r"(?i)femminil|women|ragazze", text) else Verdict.NO_TEAM
    if mention.kind in (FormKind.COLOUR, FormKind.DEMONYM):
        if article:
            return Verdict.TEAM if _fits_plural(article, mention.text) else Verdict.NO_TEAM
        heads = mention.text[0].isupper() and starts_sentence(text, mention.start)
        return Verdict.WITH_COMPANY if heads else Verdict.NO_TEAM
    if mention.text[0].islower():  # "delfini", "elefanti" may be the animals
        return Verdict.WITH_COMPANY if article else Verdict.NO_TEAM
    return Verdict.TEAM if article or label == "ORG" else Verdict.WITH_COMPANY


def _fits_plural(article: str, form: str) -> bool:
    """Tell whether a colour may be a noun behind this article: plurals, and "la Viola"."""
    if fold(form) == "viola":
        return article.endswith(("i", "la", "lla"))
    return article.endswith(("i", "gli", "le", "coi"))


def _settle(text: str, cases: list[tuple[TeamMention, Verdict]]) -> list[TeamMention]:
    """Keep the sure ones; an undecided one follows its neighbour in a list, else the NER's word or its owners'."""
    sure = {index for index, (_, verdict) in enumerate(cases) if verdict is Verdict.TEAM}
    never = {index for index, (_, verdict) in enumerate(cases) if verdict is Verdict.NO_TEAM}
    sure |= _bare_pairs(text, cases, sure | never)
    _spread(text, cases, sure, never)
    named = {team.id for index in sure for team in cases[index][0].owners[:1]}
    for index, (mention, verdict) in enumerate(cases):
        company = verdict is Verdict.WITH_COMPANY and any(team.id in named for team in mention.owners)
        if index not in never and (verdict is Verdict.LIKELY_TEAM or company):
            sure.add(index)
    _spread(text, cases, sure, never)
    return [cases[index][0] for index in sorted(sure)]


def _spread(text: str, cases: list[tuple[TeamMention, Verdict]], sure: set[int], never: set[int]) -> None:
    """Add to `sure` what stands in a list with a sure team, until nothing changes."""
    changed = True
    while changed:
        changed = False
        for index in range(len(cases)):
            if index in sure or index in never:
                continue
            neighbours = [other for other in (index - 1, index + 1) if other in sure]
            if any(_listed(text, cases, index, other) for other in neighbours):
                sure.add(index)
                changed = True


_NO_LIST_BEFORE = frozenset({"a", "ad", "in", "di", "verso", "per", "presso"})
_LIST_OF_NATIONS = frozenset({"con", "contro", "tra", "fra"})


def _bare_pairs(text: str, cases: list[tuple[TeamMention, Verdict]], settled: set[int]) -> set[int]:
    """Return undecided towns that stand in a list ("tra Bari e Lecce", "su di lui Barletta e Prato").

    Nations need "con" or "contro" before their list.
    """
    found: set[int] = set()
    for index in range(len(cases) - 1):
        if index in settled or index + 1 in settled or cases[index + 1][1] is not Verdict.UNDECIDED:
            continue
        first = cases[index][0]
        if index not in found:
            word = word_before(text[max(0, first.start - 20) : first.start])
            nation = bool(first.owners) and first.owners[0].kind == "national_team"
            fits = word in _LIST_OF_NATIONS if nation else word not in _NO_LIST_BEFORE
            if cases[index][1] is not Verdict.UNDECIDED or not fits or not first.owners:
                continue
        if cases[index + 1][0].owners and _listed(text, cases, index, index + 1):
            found |= {index, index + 1}
    return found


def _listed(text: str, cases: list[tuple[TeamMention, Verdict]], index: int, other: int) -> bool:
    first, second = sorted((cases[index][0], cases[other][0]), key=lambda mention: mention.start)
    return joined_to(text[first.end : second.start])


_LIST_GAP = re.compile(r"(?:il|lo|la|l['’]|al|allo|alla|all['’]|del|dello|della|dell['’]|dal|dalla|dall['’])\s*$", re.I)
_NAME = re.compile(r"[A-ZÀ-ÞŠŽČĆĐŁŚŻŞİ][\w'’.-]*")


def _unlisted(doc: Doc, taken: list[Range], known: Gazetteer) -> list[tuple[TeamMention, Verdict]]:
    """Return teams that the gazetteer lacks: organisations and articled towns that the NER found."""
    whole = doc.text  # spaCy joins the tokens at every access
    cases: list[tuple[TeamMention, Verdict]] = []
    surnames = {fold(person["name"]).split()[-1] for person in doc._.people}
    for entity in doc.ents:
        start, end = _trim(whole, entity.start_char, entity.end_char)
        text = whole[start:end]
        if entity.label_ not in ("ORG", "LOC") or not text or not text[0].isupper():
            continue
        if any(first < end and start < last for first, last in taken) or fold(text) in surnames:
            continue
        verdict = _read_unlisted(whole, start, end, entity.label_, known)
        if verdict is not Verdict.NO_TEAM:
            cases.append((TeamMention(start, end, text, FormKind.NAME, ()), verdict))
    return cases


def _trim(text: str, start: int, end: int) -> Range:
    marks = " \n\r\t,.;:!?()[]«»“”\"'’‘-–"
    while start < end and (text[start] in marks or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1] in marks or not text[end - 1].isprintable()):
        end -= 1
    return start, end


def _read_unlisted(text: str, start: int, end: int, label: str, known: Gazetteer) -> Verdict:
    form = text[start:end]
    words = fold(form).split()
    if words[0] in _organisation_heads() or known.is_forename(form) or not _is_name(form) or is_outlet_name(form):
        return Verdict.NO_TEAM
    article = article_before(text, start)
    if label == "LOC":
        return Verdict.UNDECIDED
    before = word_before(text[max(0, start - 25) : start].rstrip().removesuffix(":"))
    if before in read_words("not_team_contexts.txt"):
        return Verdict.NO_TEAM
    if article or _has_affix(form):
        return Verdict.TEAM
    if before in BARE_PREPOSITIONS:
        return Verdict.UNDECIDED
    acronym = form.isupper() and len(form) <= 5
    return Verdict.UNDECIDED if acronym else Verdict.LIKELY_TEAM


@cache
def _organisation_heads() -> frozenset[str]:
    return frozenset(fold(word) for word in read_words("organisation_heads.txt"))


def _is_name(form: str) -> bool:
    """Tell whether the words are more than ordinary ones in capitals ("BOMBA", "MODULO"), and no line's debris."""
    ordinary = read_map("ordinary_words.tsv")
    words = re.findall(r"\w+", form)
    plain = all(word.lower() in ordinary for word in words) and (form.isupper() or len(words) == 1)
    return not plain and not re.search(r"[\n|»©]", form)


def _short_names(text: str, mentions: list[TeamMention], taken: list[Range]) -> list[TeamMention]:
    """Return the articled first words of longer team names: "la Vigor" where the Vigor Senigallia is named."""
    occupied = taken + [(mention.start, mention.end) for mention in mentions]
    found = []
    for mention in {one.text.split()[0].title(): one for one in mentions if " " in one.text}.values():
        first = mention.text.split()[0]
        if len(first) < 4:
            continue
        for match in re.finditer(rf"(?<!\w)(?:{re.escape(first.title())}|{re.escape(first)})(?!\w)", text):
            free = not any(start < match.end() and match.start() < end for start, end in occupied)
            if free and article_before(text, match.start()):
                found.append(replace(mention, start=match.start(), end=match.end(), text=match[0]))
                occupied.append(match.span())
    return found


def _has_affix(form: str) -> bool:
    words = set(fold(form).replace(".", "").split())
    return bool(words & read_words("team_affixes.txt"))


_AFFIX_BEHIND = re.compile(r"\s(Next\s\w+|Football Club|[A-Z][\w.]*|1[89]\d\d)(?![\w'’])")


def _with_affixes(text: str, mention: TeamMention) -> TeamMention:
    """Take in "U.S." before and "Women", "Under 21", "1912" behind a team's name."""
    if mention.kind in (FormKind.COLOUR, FormKind.DEMONYM):
        return mention
    start, end = mention.start, mention.end
    before = re.search(r"(?<![\w.])((?:[A-Z]\.?){2,4}|Calcio)\s$", text[max(0, start - 10) : start])
    if before and fold(before[1]).replace(".", "") in read_words("team_affixes.txt"):
        start -= len(before[0])
    while behind := _AFFIX_BEHIND.match(text[end:]):
        word = fold(behind[1]).replace(".", "")
        if word not in read_words("team_affixes.txt") and not word.isdigit():
            break
        end += len(behind[0])
    return replace(mention, start=start, end=end, text=text[start:end])
