"""How strongly each relation of a club speaks for it, when somebody joins and when their contract runs."""

from rumourx.pipeline.contracts.relations import Relation

# How strongly each relation speaks for a club: when somebody joins, and when their contract runs or is renewed.
JOINING_WEIGHT = {
    Relation.FORMER: -6.0,
    Relation.LATELY: -6.0,
    Relation.ORIGIN: -5.0,
    Relation.NEW: 5.0,
    Relation.OWNER: 0.0,
    Relation.PART: 0.5,
    Relation.ASKED: -3.0,
    Relation.TO: 2.5,
    Relation.WITH: 2.0,
    Relation.SUITOR: 0.5,
    Relation.REFUSED: -3.0,
    Relation.OPPONENT: -4.0,
    Relation.LEFT: -5.0,
    Relation.HOLDS: -4.0,
    Relation.OFFERS: 4.0,
    Relation.HOUSE: 1.0,
    Relation.WHERE: 5.0,
    Relation.BRACKET: -2.5,
    Relation.SUBJECT: 2.5,
    Relation.OTHER: 0.0,
}
STAYING_WEIGHT = {
    Relation.FORMER: -6.0,
    Relation.LATELY: 0.5,
    Relation.ORIGIN: 0.0,
    Relation.NEW: -1.0,
    Relation.OWNER: 2.0,
    Relation.PART: -0.5,
    Relation.ASKED: 3.0,
    Relation.TO: 0.0,
    Relation.WITH: 0.5,
    Relation.SUITOR: -3.5,
    Relation.REFUSED: -4.0,
    Relation.OPPONENT: -4.0,
    Relation.LEFT: 3.0,
    Relation.HOLDS: 3.0,
    Relation.OFFERS: -1.0,
    Relation.HOUSE: 1.5,
    Relation.WHERE: 5.0,
    Relation.BRACKET: 4.0,
    Relation.SUBJECT: 1.0,
    Relation.OTHER: 0.0,
}
