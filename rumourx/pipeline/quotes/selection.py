"""Tells quotes from other words in marks: scare quotes, titles, nicknames, an interviewer's questions."""

import re

from spacy.tokens import Doc

from rumourx.pipeline.quotes.cues import Word, find_cues, word_class, words_of
from rumourx.pipeline.quotes.marks import Stretch
from rumourx.pipeline.quotes.scene import mask
from rumourx.pipeline.spans import text_of

_FRAGMENT_WORDS = 5
_WORD = re.compile(r"\w[\w'’]*+")
_NEAR = 90
_BEFORE_INCISE = re.compile(r"\s?(?:,\s?|[–—-]\s?)?(?=[^\W_])")
_LATE_CUE = re.compile(r"\.?\s(?:Parola di|Così|Parole di|Firmato)\b")


def select_quotes(doc: Doc, stretches: list[Stretch]) -> list[Stretch]:
    """Return the stretches that hold speech, in order."""
    text = text_of(doc)
    masked = mask(text, stretches)
    questions = _interview_questions(text, stretches)
    review = bool(_PRESS_REVIEW.search(text, 0, 600))
    kept = []
    open_here: list[Stretch] = []
    for stretch in stretches:
        open_here = [one for one in open_here if stretch.open < one.end]
        outer = next((one for one in open_here if one.start <= stretch.open and stretch.close <= one.end), None)
        open_here.append(stretch)
        around = text if outer is not None else masked
        start = outer.start if outer is not None else text.rfind("\n", 0, stretch.open) + 1
        if stretch not in questions and _is_quote(doc, text, around, start, stretch, review):
            kept.append(stretch)
    return kept


def _is_quote(doc: Doc, text: str, around: str, start: int, stretch: Stretch, review: bool) -> bool:
    content = text[stretch.start : stretch.end]
    count = len(_WORD.findall(content))
    if not any(character.isalpha() for character in content):
        return False
    before = around[max(start, stretch.open - _NEAR) : stretch.open]
    left = words_of(around, max(start, stretch.open - _NEAR), stretch.open)
    colon = before.rstrip().endswith(":")
    if not stretch.closed and not (colon or _opens_sentence(before)):
        return False
    if _is_question_put(left, content) or (_is_title(left, before) and not colon):
        return False
    if review and not _is_said(around, stretch, left) and not (colon and _names_speaker(doc, before, stretch, left)):
        return False
    if count >= _FRAGMENT_WORDS:
        return True
    line_end = around.find("\n", stretch.close)
    right = around[stretch.close : line_end if line_end >= 0 else len(around)][:_NEAR]
    if colon:
        return not _labels(left)
    if (
        left
        and left[-1].text in word_class("determiner")
        and re.search(r"[\s'’]$", before)
        and before.rstrip().lower().replace("’", "'").endswith(left[-1].text)
    ):
        return False
    if _follows_with_cue(right):
        return True
    if _leads_with_cue(before, left, right):
        return True
    return _is_sentence(before, content, right)


def _opens_sentence(before: str) -> bool:
    return not before.strip() or bool(re.search(r"[.!?…:–—\-)»”\"]\s*$", before))


def _is_sentence(before: str, content: str, right: str) -> bool:
    """Tell whether the words are a whole sentence of their own, set between sentences."""
    if not content[0].isupper() and content[0] not in "¿¡…":
        return False
    if not _opens_sentence(before) or re.search(r"[-–]\s*$", before):
        return False
    if not right.strip().strip(" .!?"):
        return True
    ends = right.lstrip()[0] in ".!?" or content[-1] in ".!?"
    return ends and (bool(before.strip()) or _is_in_first_person(content))


def _is_in_first_person(content: str) -> bool:
    return any(
        word.text in word_class("first") | word_class("own_voice") for word in words_of(content, 0, len(content))
    )


def _follows_with_cue(right: str) -> bool:
    """Tell whether a verb or a noun of saying stands right behind the marks."""
    start = _BEFORE_INCISE.match(right)
    if start is None:
        return _LATE_CUE.match(right) is not None
    words = words_of(right, start.end(), min(len(right), start.end() + 45))
    cues = [cue for cue in find_cues(words) if cue.kind in ("say", "act", "self", "noun") and not cue.bare]
    before = [word.text for word in words if cues and word.end <= cues[0].start]
    if not cues or (cues[0].kind == "noun" and "," not in start[0]):
        return False
    small = word_class("article") | word_class("small") | word_class("adverb")
    return len(before) <= 2 and all(word in small for word in before)


def _leads_with_cue(before: str, left: list[Word], right: str) -> bool:
    """Tell whether a verb of saying stands right before the marks: dice soltanto 'forza'."""
    rest = list(left)
    while rest and rest[-1].text in word_class("adverb"):
        rest.pop()
    if not rest or re.search(r"[.;,()]\s*$", before) or re.match(r"\s+(?:a|al|alla|ai|alle|all['’])\b", right):
        return False
    cues = find_cues(rest)
    return (
        bool(cues)
        and cues[-1].end == rest[-1].end
        and cues[-1].kind in ("say", "first")
        and not cues[-1].bare
        and (rest[-1].text in word_class("saying"))
    )


def _is_title(left: list[Word], before: str) -> bool:
    if before.rstrip().endswith((".", ",", "!", "?")) or not left:
        return False
    near = [word.text for word in left[-2:]]
    return near[-1] in word_class("title") or (near[0] in word_class("title") and near[-1] not in word_class("plain"))


def _labels(left: list[Word]) -> bool:
    return bool(left) and left[-1].text in word_class("label") and left[-1].text != "detto"


_PRESS_REVIEW = re.compile(
    r"(?i)\brassegna stampa\b|\bprime pagine\b|\b(?:quotidiani|giornali)\s+(?:\w+\s+)?in edicola\b|\bprima pagina de"
)


def _is_said(around: str, stretch: Stretch, left: list[Word]) -> bool:
    """Tell whether a verb of saying stands by the words; in a press review the others are headlines."""
    cues = [cue for cue in find_cues(left[-8:]) if not cue.bare]
    headline = any(word.text in word_class("headline") for word in left)
    return (bool(cues) and not headline) or _follows_with_cue(around[stretch.close : stretch.close + _NEAR])


def _names_speaker(doc: Doc, before: str, stretch: Stretch, left: list[Word]) -> bool:
    """Tell whether a person's name and a colon lead up to the words, and no word for a headline."""
    end = stretch.open - len(before) + len(before.rstrip(" :"))
    named = any(mention["end"] == end for person in doc._.people for mention in person["mentions"])
    return named and not any(word.text in word_class("headline") for word in left)


def _is_question_put(left: list[Word], content: str) -> bool:
    if not content.endswith("?"):
        return False
    return any(word.text in word_class("question") for word in left[-4:])


def _interview_questions(text: str, stretches: list[Stretch]) -> set[Stretch]:
    """Return the quoted questions of an interview that prints questions and answers alike in marks.

    They fill a paragraph and end in a question mark; two at least, each with an answer behind it.
    """
    found = []
    for stretch in stretches:
        start = text.rfind("\n", 0, stretch.open) + 1
        end = text.find("\n", stretch.close)
        if end < 0 or text[start : stretch.open].strip(" -–—•") or text[stretch.close : end].strip(" ."):
            continue
        if text[stretch.start : stretch.end].rstrip().endswith("?") and not _is_answered_by_question(text, end):
            found.append((stretch, start))
    plain = sum(1 for _, start in found if text[:start].rstrip().endswith("?"))
    return {stretch for stretch, _ in found} if len(found) - plain >= 2 else set()


def _is_answered_by_question(text: str, end: int) -> bool:
    following = text[end:].lstrip()
    line, _, _ = following.partition("\n")
    return not line or line.rstrip("”»\"“ ’'").endswith("?")
