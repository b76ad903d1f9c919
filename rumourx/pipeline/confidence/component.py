"""The confidence component: how likely each fact is right, from all that the others found."""

from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import gazetteer
from rumourx.pipeline.confidence.facts import Sure, contract_features, quote_features, rumour_features
from rumourx.pipeline.confidence.model import Features, Model, read_models
from rumourx.pipeline.confidence.names import club_features, person_features
from rumourx.pipeline.confidence.setting import Setting
from rumourx.pipeline.values import register_extensions

FeaturesByKind = dict[str, list[Features]]


@Language.factory("rumourx_confidence", requires=["doc.ents"])
class ConfidenceScorer:
    """Write a `confidence` in [0, 1] into each value of `doc._.people`, `.clubs`, `.contract_dates`, `.quotes` and
    `.rumours`: the chance that the fact is right.

    It reads only what stands on the Doc, and comes last; lists that no component filled are left empty.

    >>> import spacy
    >>> nlp = spacy.blank("it")
    >>> scorer = nlp.add_pipe("rumourx_confidence")
    >>> doc = nlp.make_doc("“Resto qui” ha detto.")
    >>> doc._.quotes = [{"speaker": None, "cue": "ha detto", "start": 1, "end": 10}]
    >>> 0 < scorer(doc)._.quotes[0]["confidence"] < 1
    True
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the facts of one Doc."""
        models = read_models()
        setting = Setting(doc)
        judge(doc, models, name_features(setting))
        judge(doc, models, fact_features(setting, sure_names(doc)))
        return doc


def name_features(setting: Setting) -> FeaturesByKind:
    """Return the features of the people and clubs of a Doc, in their order."""
    known = gazetteer()
    return {
        "people": [person_features(setting, known, person) for person in setting.doc._.people],
        "clubs": [club_features(setting, known, club) for club in setting.doc._.clubs],
    }


def fact_features(setting: Setting, sure: Sure) -> FeaturesByKind:
    """Return the features of what a Doc tells of its people and clubs, in its order."""
    doc = setting.doc
    return {
        "contract_dates": [contract_features(setting, sure, contract) for contract in doc._.contract_dates],
        "quotes": [quote_features(setting, sure, quote) for quote in doc._.quotes],
        "rumours": [rumour_features(setting, sure, rumour) for rumour in doc._.rumours],
    }


def sure_names(doc: Doc) -> Sure:
    """Return how sure the people and clubs of a Doc are, once they are judged."""
    return Sure(
        people={person["name"]: person["confidence"] for person in doc._.people},
        clubs={club["name"]: club["confidence"] for club in doc._.clubs},
    )


def judge(doc: Doc, models: Mapping[str, Model], found: FeaturesByKind) -> None:
    """Write the confidence of the facts that have these features."""
    for kind, features in found.items():
        for value, one in zip(getattr(doc._, kind), features, strict=True):
            value["confidence"] = models[kind].chance(one)
