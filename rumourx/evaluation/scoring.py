"""Scores records against gold articles.

- people mentions, club mentions: exact offsets;
- people, clubs: one entry per real person or team; an entity split in two counts as a false positive. A predicted
  entry stands for the gold entry that most of its mentions name;
- contract dates: person, club, event and date all right;
- quotes: character overlap (intersection over union) of at least 0.85; with speaker: the right one, too;
- rumours: person, club and move right; the stage is scored on those.

Optional gold rumours are neither hits nor misses.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rumourx.evaluation.markup import GoldArticle, GoldQuote
from rumourx.gazetteer import fold
from rumourx.record.types import Quote, Record

MEASURES = (
    "people mentions",
    "club mentions",
    "people",
    "clubs",
    "contract dates",
    "quotes",
    "quotes+speaker",
    "rumours",
)
QUOTE_OVERLAP = 0.85


@dataclass(slots=True)
class Counts:
    """Hits, false alarms and misses of one measure."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    def add(self, other: "Counts") -> None:
        """Add another article's counts."""
        self.hits += other.hits
        self.false_alarms += other.false_alarms
        self.misses += other.misses

    @property
    def precision(self) -> float:
        """Hits among all that was predicted; 1 where nothing was."""
        predicted = self.hits + self.false_alarms
        return self.hits / predicted if predicted else 1.0

    @property
    def recall(self) -> float:
        """Hits among all that is in the gold; 1 where nothing is."""
        gold = self.hits + self.misses
        return self.hits / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Counts(hits=3, false_alarms=1, misses=1).f1
        0.75
        """
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its measure, kind ("false alarm", "miss", "wrong speaker", "wrong stage"), what, and where."""

    measure: str
    kind: str
    what: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Scores:
    """Counts by measure, stages right and judged, and the errors."""

    counts: dict[str, Counts] = field(default_factory=lambda: {measure: Counts() for measure in MEASURES})
    stages_right: int = 0
    stages_judged: int = 0
    articles: int = 0
    words: int = 0
    errors: list[tuple[str, Error]] = field(default_factory=list)

    def add(self, other: "Scores", name: str) -> None:
        """Add the scores of an article called `name`."""
        for measure, counts in other.counts.items():
            self.counts[measure].add(counts)
        self.stages_right += other.stages_right
        self.stages_judged += other.stages_judged
        self.articles += other.articles
        self.words += other.words
        self.errors.extend((name, error) for _, error in other.errors)

    @property
    def stage_accuracy(self) -> float:
        """Stages right among the rumours that were found."""
        return self.stages_right / self.stages_judged if self.stages_judged else 1.0


def score_article(gold: GoldArticle, record: Record) -> Scores:
    """Return the scores of one record against its gold article."""
    scores = Scores(articles=1, words=len(gold.text.split()))
    person_of = _score_entities(scores, gold, record.people, "people", "people mentions", "P")
    club_of = _score_entities(scores, gold, record.clubs, "clubs", "club mentions", "C")
    _score_facts(
        scores,
        "contract dates",
        gold.contract_dates,
        record.contract_dates,
        lambda one: (person_of(one.person), club_of(one.club), one.event, one.date),
    )
    _score_quotes(scores, gold.quotes, record.quotes, person_of)
    matched = _score_facts(
        scores,
        "rumours",
        gold.rumours,
        record.rumours,
        lambda one: (person_of(one.person), club_of(one.club), one.move),
    )
    for rumour, found in matched:
        if not rumour.optional:
            scores.stages_judged += 1
            scores.stages_right += rumour.stage == found.stage
            if rumour.stage != found.stage:
                what = f"{rumour.person} | {rumour.club} | {rumour.move}: {found.stage} for {rumour.stage}"
                _note(scores, "rumours", "wrong stage", what, found.evidence[0] if found.evidence else None)
    return scores


def _note(scores: Scores, measure: str, kind: str, what: str, place: Any = None) -> None:
    start, end = (place.start, place.end) if place is not None else (None, None)
    scores.errors.append(("", Error(measure, kind, what, start, end)))


def _score_entities(
    scores: Scores, gold: GoldArticle, entries: Sequence[Any], measure: str, mention_measure: str, tag: str
) -> Callable[[str | None], str | None]:
    """Score entries and their mentions; return the function from a printed name to the gold entry's name."""
    marks = {(mark.start, mark.end): mark for mark in gold.marks if mark.tag == tag}
    mentions = {(one.start, one.end): one for entry in entries for one in entry.mentions}
    scores.counts[mention_measure].add(_compare(marks.keys(), mentions.keys()))
    for place in mentions.keys() - marks.keys():
        _note(scores, mention_measure, "false alarm", mentions[place].text, mentions[place])
    for place in marks.keys() - mentions.keys():
        _note(scores, mention_measure, "miss", gold.text[slice(*place)], marks[place])

    counts = scores.counts[measure]
    names: dict[str, str | None] = {}
    used: set[str] = set()
    for entry in entries:
        votes = Counter(marks[one.start, one.end].name for one in entry.mentions if (one.start, one.end) in marks)
        best = votes.most_common(1)[0][0] if votes else None
        names[fold(entry.name)] = best
        if best is not None and best not in used:
            used.add(best)
            counts.hits += 1
        else:
            counts.false_alarms += 1
            _note(
                scores,
                measure,
                "false alarm",
                f"{entry.name} (stands for {best})",
                next(iter(entry.mentions), None),
            )
    gold_names = {mark.name for mark in marks.values()}
    counts.misses += len(gold_names - used)
    for name in sorted(gold_names - used):
        _note(scores, measure, "miss", name)
    aliases = {
        fold(form): mark.name for mark in marks.values() for form in (gold.text[mark.start : mark.end], mark.name)
    }

    def resolve(name: str | None) -> str | None:
        if name is None:
            return None
        key = fold(name)
        return names.get(key) or aliases.get(key) or key

    return resolve


def _compare(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Counts:
    wanted, found = set(gold), set(predicted)
    return Counts(len(wanted & found), len(found - wanted), len(wanted - found))


def _score_facts(
    scores: Scores,
    measure: str,
    gold: Sequence[Any],
    predicted: Sequence[Any],
    key: Callable[[Any], Hashable],
) -> list[tuple[Any, Any]]:
    """Match facts by key; a second prediction of one gold fact is no error. Return the matched pairs."""
    left = list(gold)
    counts = scores.counts[measure]
    matched = []
    for one in predicted:
        hit = next((fact for fact in left if key(fact) == key(one)), None)
        if hit is not None:
            left.remove(hit)
            matched.append((hit, one))
            counts.hits += not getattr(hit, "optional", False)
        elif not any(key(fact) == key(one) for fact in gold):
            counts.false_alarms += 1
            place = one if hasattr(one, "start") else next(iter(one.evidence), None)
            _note(scores, measure, "false alarm", _describe(key(one)), place)
    for fact in left:
        if not getattr(fact, "optional", False):
            counts.misses += 1
            _note(scores, measure, "miss", _describe(key(fact)), fact if hasattr(fact, "start") else None)
    return matched


def _describe(key: Any) -> str:
    return " | ".join("null" if part is None else str(part) for part in key)


def _score_quotes(
    scores: Scores,
    gold: Sequence[GoldQuote],
    predicted: Sequence[Quote],
    person_of: Callable[[str | None], str | None],
) -> None:
    left = list(gold)
    quotes, with_speaker = scores.counts["quotes"], scores.counts["quotes+speaker"]
    for one in predicted:
        hit = next((quote for quote in left if _overlap(quote, one) >= QUOTE_OVERLAP), None)
        if hit is None:
            quotes.false_alarms += 1
            with_speaker.false_alarms += 1
            _note(scores, "quotes", "false alarm", one.text[:60], one)
            continue
        left.remove(hit)
        quotes.hits += 1
        if person_of(one.speaker) == person_of(hit.speaker):
            with_speaker.hits += 1
        else:
            with_speaker.false_alarms += 1
            with_speaker.misses += 1
            _note(
                scores,
                "quotes+speaker",
                "wrong speaker",
                f"{one.speaker} for {hit.speaker}: {one.text[:60]}",
                one,
            )
    quotes.misses += len(left)
    with_speaker.misses += len(left)
    for quote in left:
        _note(scores, "quotes", "miss", str(quote.speaker), quote)


def _overlap(quote: GoldQuote, predicted: Quote) -> float:
    """Return the characters that both hold by those that either holds."""
    shared = min(quote.end, predicted.end) - max(quote.start, predicted.start)
    union = max(quote.end, predicted.end) - min(quote.start, predicted.start)
    return max(0, shared) / union if union else 0.0
