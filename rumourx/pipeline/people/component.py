"""The people component: named mentions, folded to one entry a person, with the role that the article gives."""

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer import gazetteer
from rumourx.pipeline.people.candidates import Candidate, find_candidates
from rumourx.pipeline.people.cluster import Cluster
from rumourx.pipeline.people.clustering import cluster_names
from rumourx.pipeline.people.lists import find_listed
from rumourx.pipeline.people.page import Page
from rumourx.pipeline.people.repeats import find_repeats
from rumourx.pipeline.roles import apposed_role
from rumourx.pipeline.spans import set_spans
from rumourx.pipeline.values import Person, register_extensions
from rumourx.record.types import Role


@Language.factory("rumourx_people", requires=["doc.ents"], assigns=["doc.spans"])
class PeopleExtractor:
    """Read `doc.ents` labelled PER and the gazetteer; write `doc.spans["people"]` and `doc._.people`.

    Full name, surname, nickname, accents and one-letter slips of one person fold together. The span's `kb_id_`
    is the person's name. Names inside stadiums, prizes and companies are no people.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Find the people of one Doc."""
        page = Page(doc, gazetteer())
        text, known = page.text, page.known
        candidates = find_candidates(page)
        taken = [(candidate.start, candidate.end) for candidate in candidates]
        candidates = sorted([*candidates, *find_listed(text, taken, known)])
        clusters = cluster_names(candidates, known)
        repeats = find_repeats(page, clusters, candidates)
        if repeats:
            candidates = sorted([*candidates, *repeats], key=lambda candidate: candidate.start)
            clusters = cluster_names(candidates, known)
        doc._.people = [_person(text, cluster) for cluster in clusters]
        set_spans(doc, "people", doc._.people, label="PER")
        return doc


def _person(text: str, cluster: Cluster) -> Person:
    mentions = sorted(cluster.mentions, key=lambda mention: mention.start)
    role, former = _first_role(text, mentions)
    return Person(
        name=cluster.name,
        id=cluster.person_id,
        role=role,
        former=former,
        mentions=[{"start": mention.start, "end": mention.end} for mention in mentions],
    )


def _first_role(text: str, mentions: list[Candidate]) -> tuple[Role | None, bool]:
    """Return the role of the first mention that has one beside it; what somebody is now goes before what they were."""
    found = [apposed_role(text, mention.start, mention.end) for mention in mentions]
    present = [role for role in found if role is not None and not role.former]
    past = [role for role in found if role is not None and role.former]
    if present:
        return present[0].role, False
    return (past[0].role, True) if past else (None, False)
