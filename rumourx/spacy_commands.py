"""Lets spaCy be imported without its own commands.

`import spacy` also imports what `python -m spacy` does, downloads and training, with the libraries that these need: a
third of its time, and none of it is used to read articles.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

PACKAGE, MODULE = "spacy.cli", "spacy.cli.info"


def defer_spacy_commands() -> None:
    """Let this process, which has not imported spaCy yet, import it without its commands.

    What `import spacy` takes from them, the function `spacy.info`, is there and works.
    """
    if "spacy" not in sys.modules:
        package, module = ModuleType(PACKAGE), ModuleType(MODULE)
        module.__dict__["info"] = _info
        sys.modules.update({PACKAGE: package, MODULE: module})


def restore_spacy_commands() -> None:
    """Let `import spacy.cli` find spaCy's commands again, for code that is not ours."""
    if MODULE in sys.modules and sys.modules[MODULE].__dict__.get("info") is _info:
        del sys.modules[PACKAGE], sys.modules[MODULE]


def _info(*arguments: Any, **options: Any) -> Any:
    """Call `spacy.info`."""
    restore_spacy_commands()
    return import_module(MODULE).info(*arguments, **options)
