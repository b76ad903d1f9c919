"""Reads one clause beside a quote: which words introduce it, and whom they name as the speaker."""

import re
from typing import NamedTuple

from rumourx.pipeline.mentions import Range
from rumourx.pipeline.quotes.cues import Cue, Word, find_cues, word_class, words_of
from rumourx.pipeline.quotes.scene import Candidate, Scene, is_verb
from rumourx.pipeline.quotes.subjects import (
    antecedent,
    body_beside,
    far_subject,
    owner_of_noun,
    speaks_unnamed,
    subjects_in,
    unnamed_behind,
)

_TOPIC_FIRST = re.compile(
    r"[\s\d.:–—-]*(?:(?:e|ed|poi|infine|quindi|ancora|anche|sempre|inoltre)[,\s]+)*(?P<first>\w+['’]?)", re.I
)
_SET_OFF = re.compile(r"[,;)]\s+(?:e\s+)?(?:poi|quindi|infine|mentre)\s[^,;]*$")
_SMALL_BEFORE_NOUN = re.compile(
    r"\b(?:(?:[Qq]uest[aeo]|[Ll]e|[Ii]l|[Ll]a|[Ll]o|[Ii]|[Uu]na?|su[aeo]|suoi|prim[ae]|ultim[ae])\s+|[Ll]['’]\s?)+\Z"
)
_WAS_ASKED = re.compile(r"\b(?:è|era|viene|veniva|fu|e')\s+(?:stato\s+|poi\s+)*(?:chiesto|domandato)\b", re.IGNORECASE)
_COMES = re.compile(
    r"\b(?:arriv\w+|giung\w+|provien\w*|provengono)\s+(?:\w+\s+)?(?:da|dal|dallo|dalla|dall['’])\s?(?:\w+\s){0,3}\Z",
    re.IGNORECASE,
)
_NEAR = 60


class Attribution(NamedTuple):
    """What a clause says of a quote's speaker.

    `settled` is False when the clause leaves the speaker to what went before (pro-drop, a mere topic);
    `candidate` is who speaks, None for a club, a source or somebody unnamed.
    """

    settled: bool
    candidate: Candidate | None = None
    cue: Range | None = None


OPEN = Attribution(settled=False)


def read_left(scene: Scene, start: int, end: int) -> Attribution:
    """Read the clause that leads up to a quote ("Il tecnico ha aggiunto: “")."""
    words = words_of(scene.masked, start, end)
    cues = [c for c in find_cues(words) if c.kind != "first" and (not c.bare or c.passive or end - c.end < 3)]
    candidates = scene.candidates_in(start, end)
    asked = _is_asked(words)
    subjects = subjects_in(scene, candidates, start)
    for cue in reversed(cues):
        if cue.kind == "say" and any(c.start >= cue.end and _adjoins(scene, cue, c) for c in subjects):
            break
        found = _joined(scene, cue, candidates, words) if not (asked and cue.kind == "noun") else None
        if found is not None:
            return found
    given = _asked_of(scene, candidates, start, end) or _comes_from(scene, candidates, start, end)
    if given is not None:
        return Attribution(True, given, None)
    verbs = [cue for cue in cues if cue.kind in ("say", "act", "self")]
    if verbs and verbs[-1].bare and not subjects and _is_statement(scene, verbs[-1]):
        return Attribution(True, None, (verbs[-1].start, verbs[-1].end))
    if verbs:
        return _with_verb(scene, verbs[-1], candidates, words, (start, end))
    nouns = [cue for cue in cues if cue.kind == "noun"]
    place = _place(scene, nouns[-1]) if nouns else _thus(words, subjects)
    if nouns and _is_about(words, nouns[-1]):
        subjects = [c for c in subjects if c.end <= nouns[-1].start]
    colon = scene.masked[start:end].rstrip().endswith(":")
    if subjects and _ends_with(scene, subjects[-1], end):
        return Attribution(True, subjects[-1], place)
    if subjects and (colon or nouns):
        return Attribution(True, _of_last_part(scene, subjects), place)
    stated = bool(nouns) and _is_statement(scene, nouns[-1])
    return Attribution(colon and (stated or speaks_unnamed(scene, words, start, end)), None, place)


def read_right(scene: Scene, start: int, end: int) -> Attribution | None:
    """Read the clause behind a quote (", spiega il tecnico"), None if it does not begin with a cue."""
    words = words_of(scene.masked, start, end)
    candidates = scene.candidates_in(start, end)
    cues = [cue for cue in find_cues(words) if cue.kind != "first"]
    if words and words[0].text in word_class("thus") and not (cues and cues[0].start == words[0].start):
        cues.insert(0, Cue(words[0].start, words[0].end, "say"))
    if not cues or not _begins(words, cues[0], candidates):
        return None
    cue = cues[0]
    found = _joined(scene, cue, candidates, words)
    if found is not None or cue.kind == "noun":
        return found or Attribution(False, None, _place(scene, cue))
    subjects = subjects_in(scene, candidates, start)
    before = [c for c in subjects if c.end <= cue.start]
    behind = [c for c in subjects if c.start >= cue.end and not _is_subordinate(scene, cue, c)]
    place = (cue.start, cue.end)
    if unnamed_behind(scene, words, cue, behind):
        return Attribution(True, None, place)
    far = [c for c in candidates if not _is_subordinate(scene, cue, c)]
    speaker = next(iter(before + behind), None) or far_subject(scene, cue, far)
    return Attribution(speaker is not None, speaker, place)


_SUBORDINATE = re.compile(r"\b(?:che|perché|perche|poiché|quando|mentre|qualora)\b", re.IGNORECASE)


def _is_subordinate(scene: Scene, cue: Cue, candidate: Candidate) -> bool:
    """Tell whether a name behind a verb is another clause's subject ("ha detto, sicuro del fatto che Rossi …")."""
    return candidate.start > cue.end and bool(_SUBORDINATE.search(scene.masked[cue.end : candidate.start]))


def is_topic(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a clause only names what the next answer is about ("Sul futuro di Rossi:"), or who asks."""
    match = _TOPIC_FIRST.match(scene.masked, start, end)
    if match is not None and match["first"].lower().replace("’", "'") in word_class("topic"):
        return True
    words = words_of(scene.masked, start, end)
    candidates = scene.candidates_in(start, end)
    cues = find_cues(words)
    named = [candidate for candidate in candidates if candidate.named]
    if named and any(word.text in word_class("matter") and _is_right_before(scene, word, named[0]) for word in words):
        return True
    if _is_asked(words) or any(cue.kind != "noun" and not cue.bare for cue in cues):
        return _is_asked(words)
    nouns = [cue for cue in cues if cue.kind == "noun" and _is_about(words, cue)]
    return any(not owner_of_noun(scene, noun, candidates, words)[0] for noun in nouns)


def _is_right_before(scene: Scene, word: Word, candidate: Candidate) -> bool:
    return word.end <= candidate.start and not scene.masked[word.end : candidate.start].strip()


def tells_story(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the last part of a clause has a verb of its own ("L'avvocato aveva portato Rossi al Lecce:")."""
    start = max(start, scene.masked.rfind(", ", start, end))
    names = scene.candidates_in(start, end)
    words = [w for w in words_of(scene.masked, start, end) if not any(n.start <= w.start < n.end for n in names)]
    return any(word.text in word_class("auxiliary") or is_verb(word.text) for word in words)


def _joined(scene: Scene, cue: Cue, candidates: list[Candidate], words: list[Word]) -> Attribution | None:
    """Read a cue that a preposition joins to the speaker ("secondo Rossi", "definito da Rossi")."""
    place = _place(scene, cue)
    if scene.text[cue.start : cue.end].lower() in word_class("impersonal"):
        return Attribution(True, None, place)
    if cue.kind == "noun":
        settled, owner = owner_of_noun(scene, cue, candidates, words)
        return Attribution(True, owner, place) if settled else None
    if cue.kind != "according" and not cue.passive:
        return None
    governors = word_class("according" if cue.kind == "according" else "by")
    for candidate in candidates:
        if cue.end - 1 <= candidate.start <= cue.end + _NEAR and scene.governor(candidate) in governors:
            return Attribution(True, candidate, place)
    return Attribution(True, None, place) if cue.kind == "according" else None


def _with_verb(scene: Scene, cue: Cue, candidates: list[Candidate], words: list[Word], clause: Range) -> Attribution:
    start, end = clause
    place = (cue.start, cue.end)
    subjects = subjects_in(scene, candidates, start)
    before = [c for c in subjects if c.end <= cue.start]
    behind = [c for c in subjects if c.start >= cue.end]
    of_relative = antecedent(scene, cue, start)
    if of_relative is not None:
        return Attribution(True, of_relative, place)
    if behind and cue.kind != "act" and _adjoins(scene, cue, behind[0]):
        return Attribution(True, behind[0], place)
    if before:
        return Attribution(True, before[0] if cue.bare else before[-1], place)
    beside = next((c for c in candidates if c.end <= cue.start and _stands_beside(scene, c, cue)), None)
    if beside is not None:
        return Attribution(True, beside, place)
    if _is_asked(words):
        return OPEN
    if cue.kind == "say" and body_beside(scene, cue, start, end):
        return Attribution(True, None, place)
    if speaks_unnamed(scene, words, start, end):
        return Attribution(True, None, place)
    if behind and (cue.kind != "act" or _adjoins(scene, cue, behind[0])):
        return Attribution(True, behind[0], place)
    return Attribution(False, None, place)


def _asked_of(scene: Scene, candidates: list[Candidate], start: int, end: int) -> Candidate | None:
    """Return whom a question was put to, and who answers ("Al direttore Rossi è stato chiesto se …:")."""
    asked = _WAS_ASKED.search(scene.masked, start, end)
    if asked is None or not scene.masked[start:end].rstrip().endswith(":"):
        return None
    to = [c for c in candidates if c.end <= asked.start() and scene.governor(c) in word_class("to")]
    return next((c for c in to if c.named), next(iter(to), None))


def _comes_from(scene: Scene, candidates: list[Candidate], start: int, end: int) -> Candidate | None:
    """Return whom words come from ("La conferma arriva dal direttore Rossi: “")."""
    for candidate in candidates if scene.masked[start:end].rstrip().endswith(":") else []:
        before = scene.masked[max(start, candidate.start - 60) : candidate.start]
        if _COMES.search(before) and scene.governor(candidate) in word_class("by"):
            return candidate
    return None


def _adjoins(scene: Scene, cue: Cue, candidate: Candidate) -> bool:
    between = scene.text[cue.end : candidate.start]
    return len(between) < _NEAR and not re.search(r"[,;:(]|\bche\b", between)


def _is_statement(scene: Scene, cue: Cue) -> bool:
    """Tell whether a word is a club's statement ("comunicato", "nota")."""
    return scene.text[cue.start : cue.end].lower() in word_class("source")


def _is_about(words: list[Word], noun: Cue) -> bool:
    """Tell whether a noun only says what is spoken about ("Poi una battuta su un altro assistito, …:")."""
    behind = next((word for word in words if word.start >= noun.end), None)
    return behind is not None and behind.text in word_class("topic")


def _stands_beside(scene: Scene, candidate: Candidate, cue: Cue) -> bool:
    """Tell whether a candidate is the subject of a verb in its own clause ("…, dove Rossi ha smentito")."""
    return not scene.governor(candidate) and not scene.masked[candidate.end : cue.start].strip()


def _is_asked(words: list[Word]) -> bool:
    """Tell whether a clause only tells what somebody asked or remarked ("Qualcuno gli fa notare che …:")."""
    texts = {word.text for word in words}
    return bool(texts & {"qualcuno", "chi"}) and bool(texts & (word_class("question") | {"notare"}))


def _place(scene: Scene, cue: Cue) -> Range:
    """Return where a cue stands, a noun with the small words before it ("le sue parole")."""
    match = _SMALL_BEFORE_NOUN.search(scene.text[max(0, cue.start - 24) : cue.start]) if cue.kind == "noun" else None
    return (cue.start - len(match[0]) if match else cue.start), cue.end


def _thus(words: list[Word], subjects: list[Candidate]) -> Range | None:
    """Return "così" before the subject ("Così il tecnico:")."""
    found = [w for w in words if w.text in word_class("thus") and subjects and w.end < subjects[0].start]
    return (found[0].start, found[0].end) if found else None


def _ends_with(scene: Scene, candidate: Candidate, end: int) -> bool:
    """Tell whether a clause ends with a name and a comma ("Di altro umore Rossi, “…”")."""
    return candidate.named and bool(re.fullmatch(r"\s*,\s*", scene.masked[candidate.end : end]))


def _of_last_part(scene: Scene, subjects: list[Candidate]) -> Candidate:
    """Return the first subject, or the one that "poi", "quindi" or "mentre" sets off behind it."""
    for candidate in reversed(subjects[1:]):
        if _SET_OFF.search(scene.masked[max(0, candidate.start - 45) : candidate.start]):
            return candidate
    return subjects[0]


def _begins(words: list[Word], cue: Cue, candidates: list[Candidate]) -> bool:
    """Tell whether nothing but small words, or a subject, stands before the first cue of a clause."""
    small = word_class("article") | word_class("adverb") | word_class("small")
    rest = [word for word in words if word.end <= cue.start and word.text not in small]
    named = [word for word in rest if any(c.start <= word.start < c.end for c in candidates)]
    return not rest or (len(rest) <= 6 and bool(named) and len(rest) - len(named) <= 2)
