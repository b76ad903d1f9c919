"""Who speaks inside somebody's words: "mi ha detto Rossi: ‘…’", or the speaker themselves ("gli ho detto: ‘…’")."""

from rumourx.pipeline.mentions import Range
from rumourx.pipeline.quotes.clauses import read_left
from rumourx.pipeline.quotes.cues import find_cues, words_of
from rumourx.pipeline.quotes.marks import Stretch
from rumourx.pipeline.quotes.scene import Scene
from rumourx.pipeline.quotes.subjects import subject_of

_LONG_TOLD = 300  # characters of narrative in an outer quote that is rather an article than speech
_REACH = 160  # characters before the inner quote that may tell who speaks it


def nested_voice(
    scene: Scene, quote: Stretch, outer: Stretch, speaker: str | None, inner: list[Stretch]
) -> tuple[str | None, Range | None]:
    """Return speaker and cue of a quote inside `outer`, which `speaker` says; `inner` are all quotes in it."""
    inside = scene.masked_at(inner)
    start, end = inside.last_sentence(max(outer.start, quote.open - _REACH), quote.open)
    cues = find_cues(words_of(inside.masked, start, end))
    if cues and cues[-1].kind == "first":
        return speaker, (cues[-1].start, cues[-1].end)
    if not inside.masked[start:end].strip():
        return None, None
    return _third_person(inside, outer, speaker, (start, end))


def _is_told(inside: Scene, outer: Stretch, clause: Range) -> bool:
    """Tell whether a quote only prints an article of which the inner quotes are the speaker's own words: a clause
    without a verb of saying leads up to a whole sentence in marks."""
    told = inside.masked[outer.start : clause[1]]
    return inside.masked[slice(*clause)].rstrip().endswith(":") and len(told) > _LONG_TOLD


def _third_person(inside: Scene, outer: Stretch, speaker: str | None, clause: Range) -> tuple[str | None, Range | None]:
    start, end = clause
    left = read_left(inside, start, end)
    candidate = left.candidate
    if candidate is not None:
        fits = candidate.named or (
            candidate.name != speaker and inside.roles.get(candidate.name or "") == candidate.role
        )
        return (candidate.name if fits else None), left.cue
    plural = left.cue is not None and inside.text[left.cue[0] : left.cue[1]].lower().endswith("no")
    if not left.settled and left.cue is None and _is_told(inside, outer, (start, end)):
        return speaker, None
    if left.settled or left.cue is None or plural:
        return None, left.cue
    before = inside.sentences(max(outer.start, start - _REACH), start)[-1:]
    subject = subject_of(inside, *before[0]) if before else None
    return (subject.name if subject is not None else None), left.cue
