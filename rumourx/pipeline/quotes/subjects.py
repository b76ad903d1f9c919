"""The subject of a clause: which of the people, clubs and sources in it may be the one who speaks."""

import re
from itertools import zip_longest

from rumourx.pipeline.mentions import Reference, within
from rumourx.pipeline.quotes.cues import Cue, Word, find_cues, word_class, words_of
from rumourx.pipeline.quotes.scene import Candidate, Scene
from rumourx.pipeline.roles import role_of

_REACH = 70  # characters between a noun ("le parole") and who it belongs to
_CLUB_SUBJECT = re.compile(r"(?:anche\s|comunica\s)?(?:il|la|lo|l['’]|i|gli|le)")
_RELATIVE = re.compile(r",\s(?:che|il quale|la quale)\s")
_LAST_RELATIVE = re.compile(r"(?:,|\))?\s(?:che|il quale|la quale)\s(?=[^,:;.]*$)")
_SMALL_GAP = (
    r"\s(?:(?:anche|pure|lo stesso|proprio|poi|ieri|oggi|infine|subito)\s)?(?:(?:il|la|lo|l['’])\s?[\w'’ ]{0,45})?"
)
# "costretto a sostituire in conferenza il tecnico Rossi": who is replaced is not who speaks.
_OBJECT = re.compile(r"\b[a-zà-ÿ]{2,}[aei]re\s+(?:(?!è\b|ha\b|sono\b|che\b)[a-zà-ÿ]+\s+){0,4}$")
_RELEASED = re.compile(r"(?:rilasciat|pronunciat|riportat|espress|concess|pubblicat|affidat|scritt|dett)[aeio]")
_IN_PRESS_ROOM = re.compile(r"(?:in|nella|dalla)\s+(?:sala|conferenza)\s+stampa\b", re.IGNORECASE)
# What may stand between a club or an outlet and the verb that it is the subject of.
_BESIDE = re.compile(
    r"[”\"’]?\s*(?:(?:\d{4}|[Cc]alcio|[Ss]port)\s+)?(?:,\s+)?(?:(?:oggi|ieri|poi|infatti|inoltre|non|lo|ci|si)\s+){0,2}"
)
_BEHIND_VERB = re.compile(
    r"\s+(?:(?:infatti|oggi|ieri|poi|anche|quindi)\s+){0,2}(?:(?:il|lo|la|i|gli|le)\s+|l['’]\s?)?[“\"‘]?", re.IGNORECASE
)
_GOVERNING = ("preposition", "of", "by")


def subjects_in(scene: Scene, candidates: list[Candidate], start: int) -> list[Candidate]:
    """Return the candidates that no preposition governs, the named rather than the description that they explain."""
    free = [c for c in candidates if not scene.governor(c) and not scene.in_relative_clause(c, start)]
    free = free[:1] + [c for c in free[1:] if not _OBJECT.search(scene.masked[max(start, c.start - _REACH) : c.start])]
    kept = [c for c in free if not _repeats_governed(scene, c, free, candidates)]
    return [c for c, behind in zip_longest(kept, kept[1:]) if behind is None or not _explains(scene, behind, c)]


def _repeats_governed(scene: Scene, candidate: Candidate, free: list[Candidate], candidates: list[Candidate]) -> bool:
    """Tell whether a description only repeats a governed name before it ("Su Rossi, il centravanti")."""
    if candidate.named:
        return False
    earlier = next((c for c in reversed(candidates) if c.end <= candidate.start and c not in free), None)
    if earlier is None or earlier.name != candidate.name:
        return False
    return bool(re.fullmatch(r"\s*,\s*", scene.text[earlier.end : candidate.start]))


def _explains(scene: Scene, name: Candidate, description: Candidate) -> bool:
    """Tell whether a name says who a description before it is ("il tecnico della Roma Rossi")."""
    if description.named or not name.named:
        return False
    if description.name not in (None, name.name) and name.role not in (None, description.role):
        return False
    between = scene.masked[description.end : name.start]
    if not re.fullmatch(r"[^.:;()]{0,45}", between) or find_cues(words_of(between, 0, len(between))):
        return False
    return description.name in (None, name.name) or not re.search(r"[,;\x01]", between)


def owner_of_noun(
    scene: Scene, cue: Cue, candidates: list[Candidate], words: list[Word]
) -> tuple[bool, Candidate | None]:
    """Return whether a noun for an utterance names its speaker, and who that is, None for a source.

    So "le parole di Rossi", "la parola a Rossi", "la nota del club".
    """
    following = [word for word in words if word.start >= cue.end][:6]
    joins = word_class("of")
    if scene.text[cue.start : cue.end].lower() in word_class("handed"):
        joins = joins | word_class("to")
    while following and following[0].text in word_class("passed"):
        following.pop(0)
    if len(following) > 1 and _RELEASED.fullmatch(following[0].text) and following[1].text in word_class("by"):
        following.pop(0)
        joins = joins | word_class("by")
    if not following or following[0].text not in joins | word_class("on"):
        return False, None
    for candidate in candidates:
        about = following[0].text in word_class("topic")
        apposed = not about and scene.text[cue.end : candidate.start].rstrip().endswith(",")
        if not cue.end <= candidate.start <= cue.end + _REACH:
            continue
        governor = scene.governor(candidate)
        if governor in joins or (apposed and not governor):
            return True, _explained(scene, candidate, candidates)
    source = any(word.text in word_class("source") for word in following[1:3])
    return source and not _IN_PRESS_ROOM.match(scene.masked, following[0].start), None


def _explained(scene: Scene, candidate: Candidate, candidates: list[Candidate]) -> Candidate:
    """Return the name behind a description ("dell'agente di Rossi, Mario Bianchi"), else the description."""
    if candidate.named:
        return candidate
    for other in candidates:
        between = scene.text[candidate.end : other.start]
        if not other.named or other.start < candidate.end or not re.fullmatch(r"[^.:;]{0,49}", between):
            continue
        same_role = candidate.role is not None and candidate.role == other.role
        if not scene.governor(other) or not between.strip() or (same_role and candidate.name in (None, other.name)):
            return other
    return candidate


def antecedent(scene: Scene, cue: Cue, start: int) -> Candidate | None:
    """Return whom the relative clause of a verb belongs to ("di Rossi, che ha detto")."""
    opened = list(_LAST_RELATIVE.finditer(scene.masked[start : cue.start]))
    if not opened:
        return None
    at = start + opened[-1].start()
    return next((c for c in scene.candidates_in(start, at) if at - c.end <= 1), None)


def far_subject(scene: Scene, cue: Cue, candidates: list[Candidate]) -> Candidate | None:
    """Return a name behind a verb that only a distant preposition could govern ("dal fondo della sala Rossi")."""
    behind = (c for c in candidates if c.named and c.start >= cue.end)
    return next((c for c in behind if not _is_governed_closely(scene, c)), None)


def _is_governed_closely(scene: Scene, candidate: Candidate) -> bool:
    """Tell whether the preposition stands right before a name or before its title."""
    before = words_of(scene.masked, max(0, candidate.start - 40), candidate.start)[-2:]
    governing = frozenset().union(*(word_class(name) for name in _GOVERNING))
    if before and before[-1].text in governing:
        return True
    return len(before) == 2 and before[0].text in governing and scene.names_person(before[1].text)


def subject_of(scene: Scene, start: int, end: int) -> Candidate | None:
    """Return whom a sentence of the narrative is about: who is said to speak, else its first subject."""
    words = words_of(scene.masked, start, end)
    candidates = scene.candidates_in(start, end)
    if not candidates:
        return None
    for cue in find_cues(words):
        owner = owner_of_noun(scene, cue, candidates, words)[1] if cue.kind == "noun" else None
        if owner is not None:
            return owner
        told = _told_by(scene, cue, candidates)
        if told is not None:
            return told
    subjects = subjects_in(scene, candidates, start)
    if subjects:
        return subjects[0]
    return next((c for c in reversed(candidates) if _RELATIVE.match(scene.masked, c.end)), None)


def _told_by(scene: Scene, cue: Cue, candidates: list[Candidate]) -> Candidate | None:
    """Return the subject right behind a verb of saying ("lo ha confermato anche il ds Rossi")."""
    if cue.kind != "say" or cue.bare:
        return None
    behind = next((c for c in candidates if c.start >= cue.end), None)
    if behind is None or not re.fullmatch(_SMALL_GAP, scene.masked[cue.end : behind.start]) or scene.governor(behind):
        return None
    return behind


def introduced_by(scene: Scene, start: int, end: int) -> Candidate | None:
    """Return whom a sentence gives the floor to ("La parola al tecnico", "Comincia la conferenza di Rossi")."""
    words = words_of(scene.masked, start, end)
    if not any(word.text in word_class("introduction") for word in words):
        return None
    candidates = scene.candidates_in(start, end)
    for cue in find_cues(words):
        if cue.kind == "noun" and scene.text[cue.start : cue.end].lower() in word_class("introduction"):
            owner = owner_of_noun(scene, cue, candidates, words)[1]
            if owner is not None:
                return owner
    return next(iter(subjects_in(scene, candidates, start)), None)


def announced_in(scene: Scene, start: int, end: int) -> Candidate | None:
    """Return whom a sentence announces as the one who speaks below ("Rossi è intervenuto ai nostri microfoni")."""
    words = words_of(scene.masked, start, end)
    if not any(word.text in word_class("announcement") for word in words):
        return None
    candidates = [one for one in scene.candidates_in(start, end) if not scene.is_quoted(one.start)]
    for cue in find_cues(words):
        if cue.kind == "noun" and scene.text[cue.start : cue.end].lower() in word_class("announcement"):
            owner = owner_of_noun(scene, cue, candidates, words)[1]
            if owner is not None:
                return owner
    for word in words:
        if word.text in word_class("interviewed"):
            behind = next((c for c in candidates if c.start >= word.end), None)
            if behind is not None:
                return behind
    return next(iter(subjects_in(scene, candidates, start)), None)


def speaks_unnamed(scene: Scene, words: list[Word], start: int, end: int) -> bool:
    """Tell whether a club, a source or an unnamed person is the clause's subject."""
    nobody = word_class("source") | word_class("person") | word_class("group")
    for number, word in enumerate(words):
        before = words[number - 1].text if number else ""
        governed = number > 1 and words[number - 2].text in word_class("preposition") | word_class("by")
        bare = number == 0 or before in word_class("article") or word.text in ("fonti", "qualcuno")
        if word.text in nobody and bare and not governed:
            return True
    return any(_is_subject(scene, club, start) for club in within(scene.clubs, start, end))


def _is_subject(scene: Scene, club: Reference, start: int) -> bool:
    left = scene.masked[start : club.start].strip().lower()
    return bool(_CLUB_SUBJECT.fullmatch(left)) and not scene.governor(
        Candidate(club.start, club.end, club.name, None, named=True)
    )


def body_beside(scene: Scene, cue: Cue, start: int, end: int) -> bool:
    """Tell whether a club or an outlet is the subject right beside a verb.

    So in "in una nota il Lecce precisa che", "come scrive la Gazzetta".
    """
    bodies = [*within(scene.clubs, start, end), *within(scene.outlets, start, end)]
    before = (body for body in bodies if body.end <= cue.start)
    behind = (body for body in bodies if body.start >= cue.end)
    if any(_BESIDE.fullmatch(scene.masked, body.end, cue.start) and _is_free(scene, body) for body in before):
        return True
    return any(_BEHIND_VERB.fullmatch(scene.masked, cue.end, body.start) for body in behind)


def _is_free(scene: Scene, body: Reference) -> bool:
    return not scene.governor(Candidate(body.start, body.end, body.name, None, named=True))


def unnamed_behind(scene: Scene, words: list[Word], cue: Cue, subjects: list[Candidate]) -> bool:
    """Tell whether the words right behind a verb name a source or somebody without a name."""
    following = [word for word in words if word.start >= cue.end][:4]
    if not following:
        return False
    if following[0].text in word_class("source") or following[0].text == "qualcuno":
        return True
    if any(outlet.start == following[0].start for outlet in scene.outlets):
        return True
    indefinite = following[0].text in ("un", "uno", "una", "un'")
    if following[0].text not in word_class("article") or len(following) < 2:
        return False
    if subjects and subjects[0].start <= following[1].end + 30:
        return False
    if any(word.text in word_class("source") | word_class("person") for word in following[1:3]):
        return True
    if indefinite and role_of(following[1].text) is not None:
        return True
    return any(club.start == following[1].start for club in (*scene.clubs, *scene.outlets))
