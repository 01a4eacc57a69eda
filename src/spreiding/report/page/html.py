"""One HTML file out of the page's parts, which asks nothing of a network and runs no script but its own.

The file has a content security policy that names each of its scripts by checksum and allows no address at all: should a
text in the data ever reach the page as code, the browser would not run it.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from spreiding.report.page.vendor import update as vendor

_ROOM = Path(__file__).parent
_MARK = re.compile(r"<!-- page: (\w+) -->")
STYLES = ("base", "fields", "map", "figures", "media")
# In the order in which they are loaded: while it loads, each uses only what stands before it.
SCRIPTS = (
    "state",
    "dom",
    "store",
    "format",
    "words",
    "standing",
    "calculation",
    "measures",
    "shapes",
    "tooltip",
    "map",
    "maps",
    "details",
    "search",
    "plots",
    "charts",
    "csv",
    "table",
    "summary",
    "about",
    "main",
)


def page_html(data: Mapping[str, Any]) -> str:
    """Put data, style, libraries and scripts into the template."""
    scripts = [*_libraries(), *(_read(f"script/{name}.js") for name in SCRIPTS)]
    parts = {
        "policy": policy(scripts),
        "style": f"<style>\n{''.join(_read(f'style/{name}.css') for name in STYLES)}</style>",
        "data": f'<script type="application/json" id="page-data">{as_json(data)}</script>',
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return _MARK.sub(lambda mark: parts[mark[1]], _read("page.html"))


def as_json(data: Mapping[str, Any]) -> str:
    """JSON that is safe within a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def policy(scripts: list[str]) -> str:
    """The content security policy, by the checksums of the scripts."""
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    rules = f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


def _libraries() -> list[str]:
    folder = _ROOM / "vendor"
    return [_read(f"vendor/{library.file}") for library in vendor.libraries(folder)]


def _read(name: str) -> str:
    # Text mode turns line ends into those that the browser counts in the checksum.
    return (_ROOM / name).read_text(encoding="utf-8")
