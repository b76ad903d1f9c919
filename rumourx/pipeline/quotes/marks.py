"""Pairs quotation marks in characters; wrong, doubled and missing marks do no more harm than they must.

A mark's shape (a space before and a letter behind opens, the reverse closes) goes before its drawing, since pages
print “…“, ”…” and «…” alike. Single marks are paired in a second pass, as most of them are apostrophes.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rumourx.pipeline.lexicon import read_rows
from rumourx.pipeline.mentions import Range, paragraph_ranges

_DOUBLE = re.compile(r"(?<!,),,(?=\w)|(?<!['’\d])(?:''|’’|‘‘|``)(?!['’])|(?<!<)<<(?!<)|(?<!>)>>(?!>)|[“”„‟«»\"″〝〞＂]")
_DIRECTION = {"“": 1, "„": 1, "‟": 1, "«": 1, "〝": 1, ",,": 1, "<<": 1, "‘‘": 1, "``": 1}
_DIRECTION.update({"”": -1, "»": -1, "〞": -1, "″": -1, ">>": -1, "’’": -1})
_GUILLEMETS = {"«", "»", "<<", ">>"}
_STRAIGHT = {'"', "''", "＂"}
_RUN = '“”„«»"'
_LONGEST_RUN = 20  # marks beside a mark that are looked past
_SINGLE_OPEN = re.compile(r"(?<![\w'’‘])[‘'’‛`](?=[^\W\d_]|[“«\"¿…])")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’‘´`](?!\w)")
_SENTENCE_END = re.compile(r"[.!?…][)\]]?\s+(?=[A-ZÀ-Þ])")
_ACCENTED_ENDINGS = ("ta", "tu", "che", "ra", "ro")
_APOSTROPHE_ACCENT = re.compile(r"\b(?:e|perche|piu|gia|cosi|puo|sara|pero)'(?!\w)")
_LONGEST_SPAN = 8  # paragraphs that one quote may run over
_LONGEST_SINGLE = 2000  # characters between single marks


class Stretch(NamedTuple):
    """Marked words: `open` and `close` are the ends of the stretch with its marks, `start`:`end` without them.

    `closed` is False when the closing mark is missing and the paragraph's end stands for it.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool = True


class Mark(NamedTuple):
    """A double mark: `shape` and `direction` are 1 for opening, -1 for closing, 0 for either."""

    start: int
    end: int
    text: str
    shape: int
    direction: int


def find_stretches(text: str) -> list[Stretch]:
    """Return all marked stretches of a text, nested ones too, in the order of their opening marks.

    >>> [text[s.start:s.end] for text in ["«Resto” dice, \\"E' vero\\" al 90'"] for s in find_stretches(text)]
    ['Resto', "E' vero"]
    """
    paragraphs = paragraph_ranges(text)
    marks = [_marks(text, start, end) for start, end in paragraphs]
    found: list[Stretch] = []
    resume_at = 0
    for number, (start, end) in enumerate(paragraphs):
        own = [mark for mark in marks[number] if mark.start >= resume_at]
        stretches, opened = _pair(text, own, end)
        if opened is not None:
            far_end = _end_in_later_paragraph(marks, number, paragraphs)
            if far_end is not None:
                opened = Stretch(opened.open, opened.start, far_end.start, far_end.end)
                resume_at = far_end.end
            stretches.append(opened)
        found += stretches
        found += _single_stretches(text, max(start, resume_at if resume_at < end else start), end, stretches)
    trimmed = (_trim(text, stretch) for stretch in found)
    return _without_doubles(sorted(stretch for stretch in trimmed if stretch.start < stretch.end))


def _marks(text: str, start: int, end: int) -> list[Mark]:
    marks: list[Mark] = []
    for match in _DOUBLE.finditer(text, start, end):
        mark = match[0]
        before, after = _neighbours(text, match, start, end)
        free_before = before.isspace() or before in "([{¿"
        free_after = after.isspace() or (after in ".,;:!?)]}" and text[match.end() : match.end() + 2] != "..")
        if mark in _STRAIGHT and before.isdigit() and free_after and not _has_opener(marks):
            continue  # inches and seconds
        shape = 1 if free_before and not free_after else -1 if free_after and not free_before else 0
        if shape == 0 and not free_before and before in ":'’–—-/" and not free_after:
            shape = 1
        marks.append(Mark(match.start(), match.end(), mark, shape, _DIRECTION.get(mark, 0)))
    return marks


def _neighbours(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """Return the characters round a run of marks; a space where the paragraph ends."""
    left, right = mark.start(), mark.end()
    start, end = max(start, left - _LONGEST_RUN), min(end, right + _LONGEST_RUN)
    while left > start and text[left - 1] in _RUN:
        left -= 1
    while right < end and text[right] in _RUN:
        right += 1
    return (text[left - 1] if left > start else " "), (text[right] if right < end else " ")


def _has_opener(marks: list[Mark]) -> bool:
    return any((mark.shape or mark.direction) == 1 for mark in marks) or any(m.direction == 0 for m in marks)


def _pair(text: str, marks: list[Mark], end: int) -> tuple[list[Stretch], Stretch | None]:
    """Pair the marks of one paragraph; a stretch that is still open at its end comes second."""
    straight = [mark for mark in marks if mark.text in _STRAIGHT]
    by_shape, opened, stray = _pair_by_shape(text, marks, end)
    if (opened is not None or stray) and len(straight) == len(marks) and len(marks) % 2 == 0:
        pairs = zip(marks[::2], marks[1::2], strict=True)
        return [Stretch(left.start, left.end, right.start, right.end) for left, right in pairs], None
    return by_shape, opened


def _pair_by_shape(text: str, marks: list[Mark], end: int) -> tuple[list[Stretch], Stretch | None, bool]:
    found: list[Stretch] = []
    stack: list[Mark] = []
    stray = False
    for number, mark in enumerate(marks):
        if _closes(mark, stack, text):
            if not stack:
                stray = True
                continue
            while len(stack) > 1 and _mismatch(stack, mark):
                stack.pop()
            opener = stack.pop()
            found.append(Stretch(opener.start, opener.end, mark.start, mark.end))
        else:
            if stack and _starts_anew(text, stack[-1], mark, marks[number:]):
                opener = stack.pop()
                cut = _last_sentence_end(text, opener.end, mark.start)
                found.append(Stretch(opener.start, opener.end, cut, cut, closed=False))
                stack.clear()
            stack.append(mark)
    if not stack:
        return found, None, stray
    bottom = stack[0]
    return found, Stretch(bottom.start, bottom.end, end, end, closed=False), stray


def _closes(mark: Mark, stack: list[Mark], text: str) -> bool:
    if not stack:
        return mark.shape == -1 or (mark.shape == 0 and mark.direction == -1)
    if mark.shape == -1 or mark.direction == -1:
        return True
    if mark.shape == 1:
        return False
    if mark.direction == 1:  # “ glued to the word before it closes
        return mark.text not in _GUILLEMETS and not text[mark.start - 1].isspace()
    return True


def _mismatch(stack: list[Mark], mark: Mark) -> bool:
    """Tell whether the innermost opener has no partner: this mark closes an outer one of its own family."""
    family = [_family(opener) for opener in stack]
    own = _family(mark)
    return family[-1] != own and own in family[:-1]


def _family(mark: Mark) -> str:
    return "guillemets" if mark.text in _GUILLEMETS else "straight" if mark.text in _STRAIGHT else "curly"


def _starts_anew(text: str, opener: Mark, mark: Mark, rest: list[Mark]) -> bool:
    """Tell whether an opening mark inside an open quote shows that the closing mark was forgotten."""
    if _family(opener) != _family(mark) and _family(mark) != "straight":
        return False
    closers = sum(1 for other in rest[1:] if other.shape == -1 or (other.shape == 0 and other.direction < 1))
    openers = len(rest) - closers
    if closers > openers:
        return False
    between = text[opener.end : mark.start]
    cut = _last_sentence_end(text, opener.end, mark.start)
    return cut > opener.end and bool(_NEW_TOPIC.match(text[cut : mark.start].strip())) and len(between) > 1


_NEW_TOPIC = re.compile(
    r"(?:(?:E |Poi|Quindi|Infine|Inoltre)\b[^.]{0,60}|Su(?:l|lla|llo|ll['’]|i|gli|lle)?\s?[^.?!]{2,60}|Ancora)[:,]\s*$"
)


def _last_sentence_end(text: str, start: int, end: int) -> int:
    cut = start
    for match in _SENTENCE_END.finditer(text, start, end):
        cut = match.start() + 1
    return cut


def _end_in_later_paragraph(marks: list[list[Mark]], number: int, paragraphs: Sequence[Range]) -> Mark | None:
    """Return the closing mark of a quote that runs over several paragraphs, if it does."""
    last = min(number + 1 + _LONGEST_SPAN, len(paragraphs))
    for own in marks[number + 1 : last]:
        depth = 0
        for mark in own:
            direction = mark.shape or mark.direction
            if direction == 1 and mark.direction == 1 and mark.start > own[0].start - 1 and mark is not own[0]:
                depth += 1
            elif direction == -1 and depth == 0:
                return mark
            elif direction == -1:
                depth -= 1
            else:
                return None
    return None


def _single_stretches(text: str, start: int, end: int, doubles: list[Stretch]) -> list[Stretch]:
    """Return what stands between single marks; none of them crosses a stretch in double marks."""
    found: list[Stretch] = []
    position = start
    while opener := _SINGLE_OPEN.search(text, position, end):
        position = opener.end()
        close = _single_close(text, opener, end, doubles)
        if close is not None:
            found.append(Stretch(opener.start(), opener.end(), close, close + 1))
            position = close + 1
    return found


def _single_close(text: str, opener: re.Match[str], end: int, doubles: list[Stretch]) -> int | None:
    if opener[0] != "‘" and _word_at(text, opener.start()) in _elisions("before"):
        return None
    around = [s for s in doubles if s.start <= opener.start() < s.end]
    limit = min((s.end for s in around), default=min(end, opener.end() + _LONGEST_SINGLE))
    inside = [s for s in doubles if opener.end() <= s.open and s.close <= limit]
    for close in _SINGLE_CLOSE.finditer(text, opener.end() + 1, limit):
        position = close.start()
        if any(s.open < position < s.close for s in inside):
            continue
        if not _is_apostrophe(text, position, limit):
            return position
    return None


def _is_apostrophe(text: str, position: int, limit: int) -> bool:
    """Tell whether a single mark behind a word belongs to the word: "po'", "90'", "perche'", "citta'"."""
    after = text[position + 1] if position + 1 < limit else " "
    if after not in " \n":
        return False
    if text[position - 1].isdigit():
        return True
    word = _word_before(text, position).lower()
    if word in _elisions("behind"):
        return True
    return text[position] == "'" and word.endswith(_ACCENTED_ENDINGS) and bool(_APOSTROPHE_ACCENT.search(text))


@cache
def _elisions(place: str) -> frozenset[str]:
    return frozenset(word for word, where in read_rows("elisions.tsv") if where == place)


def _word_before(text: str, position: int) -> str:
    start = position
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return text[start:position]


def _word_at(text: str, position: int) -> str:
    match = re.compile(r"\w+").match(text, position + 1)
    return match[0].lower() if match else ""


def _trim(text: str, stretch: Stretch) -> Stretch:
    start, end = stretch.start, stretch.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return stretch._replace(start=start, end=end)


def _without_doubles(stretches: list[Stretch]) -> list[Stretch]:
    """Drop the outer of two stretches that differ by doubled marks only (““Resto””)."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if kept and kept[-1].start <= stretch.open <= kept[-1].start + 1 and abs(kept[-1].end - stretch.close) <= 1:
            kept[-1] = Stretch(kept[-1].open, stretch.start, stretch.end, kept[-1].close, stretch.closed)
        else:
            kept.append(stretch)
    return kept
