"""The page: one HTML file with its style, its scripts and its data, and a policy that lets nothing else in.

What comes from articles stands in the file as JSON in which no markup can be, and the scripts make text of it. The
policy names the style and the scripts by their digests: whatever else a browser might take for a script, it would
not run, and nothing can be fetched or sent.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

LIBRARIES = ("vendor/preact/preact.min.umd.js", "vendor/preact/hooks.umd.js")
SCRIPTS = (
    "js/text.js",
    "js/dates.js",
    "js/names.js",
    "js/collection.js",
    "js/address.js",
    "js/selection.js",
    "js/segments.js",
    "js/elements.js",
    "js/fact_tables.js",
    "js/article_text.js",
    "js/lighting.js",
    "js/article_view.js",
    "js/filters.js",
    "js/article_list.js",
    "js/contracts_view.js",
    "js/links_view.js",
    "js/app.js",
)
"""The page's own scripts; each may use what stands in those before it."""
STYLES = ("css/page.css", "css/article.css", "css/overview.css", "css/print.css")
UNSAFE_IN_SCRIPT = re.compile("[<\u2028\u2029\ud800-\udfff]")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
REPLACEMENT = "\ufffd"  # for lone surrogates, which UTF-8 cannot hold; of the same length


def page(data: Mapping[str, Any]) -> str:
    """Return the page of a report's data, as `rumourx.report.data` makes it."""
    library = "\n".join(SOURCE_MAP.sub("", _asset(name)) for name in LIBRARIES)
    script = "(() => {\n'use strict';\n" + "\n".join(map(_asset, SCRIPTS)) + "})();\n"
    style = "\n".join(map(_asset, STYLES))
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
    template = environment.from_string(_asset("page.html"))
    return template.render(
        title=data["title"].translate(_NO_SURROGATES),
        version=data["version"],
        script_digests=[digest(library), digest(script)],
        style_digest=digest(style),
        licence=Markup(_asset("vendor/preact/LICENSE")),
        style=Markup(style),
        library=Markup(library),
        script=Markup(script),
        data=Markup(script_json(data)),
    )


def script_json(value: object) -> str:
    r"""Return a plain value as JSON that may stand in a script element, whatever its texts are.

    >>> script_json({"title": "</script><b>"})
    '{"title":"\\u003c/script>\\u003cb>"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return UNSAFE_IN_SCRIPT.sub(_escaped, text)


def digest(content: str) -> str:
    """Return the digest of an inline script or style as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _escaped(match: re.Match[str]) -> str:
    letter = match[0]
    return REPLACEMENT if "\ud800" <= letter <= "\udfff" else f"\\u{ord(letter):04x}"


_NO_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), REPLACEMENT)


def _asset(name: str) -> str:
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")
