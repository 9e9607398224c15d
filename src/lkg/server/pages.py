"""The explorer's files: one page, its script and style, from the bundle that is built into the package."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from lkg.server.calls import Call, Reply
from lkg.server.crew import Refused

BUILT = Path(__file__).parents[1] / "explorer" / "built"
STYLE = Path(__file__).parent / "templates" / "page.css"
MISSING = """<!doctype html><html lang="en"><meta charset="utf-8"><title>lkg</title>
<h1>The explorer is not built</h1>
<p>This checkout was installed without Node. Install Node 20 or later, then run <code>make explorer</code>.</p>
<p>SPARQL is at <a href="/sparql">/sparql</a>, and everything else at <a href="/api/about">/api</a>.</p></html>"""


async def page(call: Call, reply: Reply) -> None:
    """The page itself."""
    file = BUILT / "index.html"
    data = file.read_bytes() if file.is_file() else MISSING.encode()
    await reply.whole(200, "text/html; charset=utf-8", data, cache_control="no-cache")


async def style(call: Call, reply: Reply) -> None:
    """How pages of nodes look."""
    await reply.whole(200, "text/css; charset=utf-8", STYLE.read_bytes(), cache_control="no-cache")


async def static(call: Call, reply: Reply) -> None:
    """One of its files."""
    file = (BUILT / call.names["rest"]).resolve()
    if not file.is_relative_to(BUILT.resolve()) or not file.is_file():
        raise Refused(404, f"There is no file {call.names['rest']}.")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kind = "text/javascript; charset=utf-8" if file.suffix == ".js" else kind
    await reply.whole(200, kind, file.read_bytes(), cache_control="no-cache")
