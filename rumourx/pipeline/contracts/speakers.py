"""Contracts told by their own person ("ho un contratto fino al 2027"), or asked about in an interview."""

import re

from rumourx.pipeline.contracts.cast import Cast
from rumourx.pipeline.contracts.clauses import Clause
from rumourx.pipeline.values import Quote

_FIRST_PERSON = re.compile(
    r"\b(?:ho|scado|resto|firmo|firmerò|rinnoverò|prolungherò|avevo|avrei|mi|mio|rimango|rispetto|rispetterò"
    r"|(?<!il )(?<!un )(?<!di )rinnovo|sono\s+(?:ancora\s+)?(?:legat[oa]|sotto|in scadenza|vincolat[oa]))\b",
    re.IGNORECASE,
)
_YOURS = re.compile(
    r"\W*(?:(?:E|Ma)\s+)?(?:[Ii]l|[Uu]n)\s+suo\s+(?:contratto|accordo)"
    r"|\W*(?:Lei|È)\s+[^.?]{0,30}(?:contratto|scad)"
)
_SPEECH_MARK = re.compile(r"[“”«»\"„‘]")
_OPENING = re.compile(r"[“«\"„]")
_CLOSING = re.compile(r"[”»\"]")
_REPORTING = re.compile(
    r"\b(?:detto|dichiarato|aggiunto|spiegato|risposto|ammesso|dice|spiega|assicura|replica|racconta|confessa|conclude"
    r"|parla|parole)\b"
)
BEHIND_QUOTE = 90  # characters in which the speaker's name follows a quote


def speaker_of(clause: Clause, cast: Cast, quotes: list[Quote]) -> str | None:
    """Return who tells of their own contract in a quote, None where nobody does.

    `quotes` are those of the Doc, if they have been read by then; else the speaker is who stands by a reporting verb
    behind the quote, or is named last before it.
    """
    text = cast.index.text
    start = max(clause.sentence[0], clause.start - 30)
    line = text.rfind("\n", 0, start) + 1
    end = clause.expression.start
    if not _FIRST_PERSON.search(text, start, end) or not _SPEECH_MARK.search(text, line, end):
        return None
    for quote in quotes:
        if quote["start"] <= clause.start < quote["end"] and quote["speaker"]:
            return quote["speaker"]
    return _speaker_behind(clause.start, cast) or _speaker_before(clause.start, cast)


def is_asked(clause: Clause, cast: Cast) -> bool:
    """Say whether an interviewer asks: "Il suo contratto scade a giugno" in a line below an answer in quote marks."""
    text = cast.index.text
    line, end = cast.index.paragraph(clause.sentence[0])
    if not _YOURS.match(text, line) or _OPENING.search(text, line, end):
        return False
    return bool(_CLOSING.search(text[:line].rstrip()[-2:]))


def _speaker_behind(offset: int, cast: Cast) -> str | None:
    text = cast.index.text
    _, end = cast.index.paragraph(offset)
    closing = _CLOSING.search(text, offset, end)
    if closing is None:
        return None
    after = cast.between(closing.end(), min(end, closing.end() + BEHIND_QUOTE))
    told = after and _REPORTING.search(text, closing.end(), after[0].end + 40)
    return after[0].name if told else None


def _speaker_before(offset: int, cast: Cast) -> str | None:
    start, _ = cast.index.paragraph(offset)
    openings = [match.start() for match in _OPENING.finditer(cast.index.text, start, offset)]
    outside = cast.between(start, openings[-1]) if openings else []
    outside = [one for one in outside if not cast.is_director(one.name)] or outside
    return outside[-1].name if outside else cast.main
