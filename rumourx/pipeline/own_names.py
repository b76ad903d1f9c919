"""Lets a component read the gazetteer with the user's own names in it."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from rumourx.gazetteer.gazetteer import using
from rumourx.gazetteer.user import gazetteer_with, stamp_files


@Language.factory("rumourx_own_names", default_config={"component": "rumourx_people", "gazetteer": []})
class OwnNames:
    """Runs the component of the factory `component` with the names of the files `gazetteer`.

    The files' paths are all that is saved, or sent to another process; they are read anew there.
    """

    def __init__(self, nlp: Language, name: str, component: str, gazetteer: list[str]) -> None:
        self._component = nlp.create_pipe(component, name)
        self._paths = tuple(gazetteer)
        self._known = gazetteer_with(stamp_files(self._paths))

    def __call__(self, doc: Doc) -> Doc:
        """Let the component read one Doc."""
        with using(self._known):
            return self._component(doc)

    def __getstate__(self) -> dict[str, Any]:
        return {"_component": self._component, "_paths": self._paths}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._known = gazetteer_with(stamp_files(self._paths))
