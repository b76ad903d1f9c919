"""Variants of gold articles for training: other names and clubs in the same sentences, other typography.

Each person of an article becomes another one throughout, surname where the original had the surname; each
club another of the same grammar ("la Roma" becomes "la Lazio", not "la Milan"), its colours and nicknames with
it. Then headlines in capitals, dropped accents, other quote marks and apostrophes, and paragraphs run together.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rumourx.evaluation.markup import GoldArticle, Marked
from rumourx.gazetteer import fold
from rumourx.pipeline.lexicon import read_words
from rumourx.training.names import NamePool, grammar_class

LABELS = {"P": "PER", "C": "ORG", "O": "ORG", "X": "ORG", "G": "LOC", "S": "LOC", "L": "MISC", "M": "MISC"}
"""The NER label of each mark: clubs are ORG also where they are cities' names."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its (start, end, label) entities, in characters."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def original(article: GoldArticle) -> Labelled:
    """Return the article as it stands, with its entities."""
    return _labelled(article.text, [mark for mark in article.marks if mark.tag in LABELS])


def make_variants(article: GoldArticle, pool: NamePool, rng: random.Random, count: int) -> Iterator[Labelled]:
    """Yield `count` variants of an article; the same `rng` state gives the same variants."""
    for _ in range(count):
        marks = [mark for mark in article.marks if mark.tag in LABELS]
        forms = _substitute(article, marks, pool, rng)
        text, entities = _apply(article.text, marks, forms)
        yield _restyle(Labelled(text, tuple(entities)), rng)


def _labelled(text: str, marks: list[Marked]) -> Labelled:
    return Labelled(text, tuple((mark.start, mark.end, LABELS[mark.tag]) for mark in marks))


def _substitute(article: GoldArticle, marks: list[Marked], pool: NamePool, rng: random.Random) -> list[str]:
    """Return the new form of every mark."""
    people: dict[str, str] = {}
    clubs: dict[str, str] = {}
    nations: dict[str, str] = {}
    forms = []
    for mark in marks:
        form = article.text[mark.start : mark.end]
        if mark.tag == "P" and rng.random() > 0.05:
            people.setdefault(mark.name, pool.person(rng))
            form = _person_form(form, mark.name, people[mark.name])
        elif mark.tag == "C" and article.clubs.get(mark.name) == "club":
            if mark.name not in clubs:
                clubs[mark.name] = pool.club_like(_article_class(article.text, marks, mark.name), rng)
            form = pool.club_form(form, clubs[mark.name], rng)
        elif mark.tag == "C" and rng.random() < 0.7:
            form = nations.setdefault(form, pool.nation_like(form, rng))
        elif mark.tag == "G" and rng.random() < 0.5:
            form = pool.place_like(form, rng)
        elif mark.tag == "O" and rng.random() < 0.4:
            form = pool.outlet(rng)
        elif mark.tag == "S" and rng.random() < 0.4:
            form = pool.stadium(rng)
        forms.append(form)
    return forms


def _person_form(form: str, name: str, new: str) -> str:
    """Return the new name in the shape of the old form: full, surname, given name; a nickname stays."""
    old, words = fold(name).split(), new.split()
    given, surname = words[0], " ".join(words[1:]) or words[0]
    folded = fold(form).split()
    upper = form.isupper() and len(form) > 3
    if folded == old:
        result = new if len(old) > 1 else surname
    elif len(old) > 1 and folded == old[-len(folded) :]:
        result = surname
    elif len(old) > 1 and folded == old[:1]:
        result = given
    elif len(folded) == 2 and len(folded[0]) <= 2 and folded[1] == old[-1]:
        result = f"{given[0]}. {surname}"
    else:
        return form
    return result.upper() if upper else result


def _article_class(text: str, marks: list[Marked], name: str) -> str:
    """Return the class of a club in an article, from the article before it where there is one."""
    for mark in marks:
        if mark.tag == "C" and mark.name == name:
            before = re.search(r"(\w+['’]?)\s?$", text[max(0, mark.start - 8) : mark.start])
            word = before[1].replace("’", "'").lower() if before else ""
            if word in read_words("articles.txt"):
                if word.endswith("'"):
                    return "vowel"
                if word.endswith("la"):
                    return "feminine"
                if word in ("il", "al", "del", "dal", "nel", "sul"):
                    return "masculine"
    return grammar_class(name)


def _apply(text: str, marks: list[Marked], forms: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text with the new forms and the entities in it; marks do not nest."""
    pieces, entities, position, length = [], [], 0, 0
    for mark, form in sorted(zip(marks, forms, strict=True), key=lambda pair: pair[0].start):
        pieces += [text[position : mark.start], form]
        length += mark.start - position
        entities.append((length, length + len(form), LABELS[mark.tag]))
        length += len(form)
        position = mark.end
    return "".join(pieces) + text[position:], entities


_QUOTE_STYLES = (("“", "”"), ("«", "»"), ('"', '"'), ("“", "“"), ("‘", "’"))


def _restyle(labelled: Labelled, rng: random.Random) -> Labelled:
    """Change the typography at random, keeping the entities in place."""
    text = labelled.text
    if rng.random() < 0.5:
        opening, closing = rng.choice(_QUOTE_STYLES)
        text = re.sub(r"[“«]", opening, re.sub(r"[”»]", closing, text))
    if rng.random() < 0.4:
        text = text.replace("’", "'")
    elif rng.random() < 0.3:
        text = re.sub(r"(?<=\w)'", "’", text)
    if rng.random() < 0.1:
        text = "".join(_PLAIN.get(letter, letter) for letter in text)
    if rng.random() < 0.2:
        text = re.sub(r"\n+", lambda gap: " " * len(gap[0]), text)
    if rng.random() < 0.15:
        first = text.find("\n") if "\n" in text else 0
        capitals = text[:first].upper()
        text = capitals + text[first:] if len(capitals) == first else text
    assert len(text) == len(labelled.text)
    return Labelled(text, labelled.entities)


_ACCENTED = dict(zip("àèéìòùáíóúñçãõöüäëï", "aeeiouaiouncaoouaei", strict=True))
_PLAIN = _ACCENTED | {accented.upper(): plain.upper() for accented, plain in _ACCENTED.items()}
