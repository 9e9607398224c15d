"""Who may ask: by which name the server is called, and from which pages; and what a page of ours may do."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkg.server.service import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SAFE = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}
_SAFE = [(name.encode(), value.encode()) for name, value in SAFE.items()]
METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS"


@lru_cache(maxsize=64)
def _name(host: str) -> str:
    return urlsplit(f"//{host}").hostname or ""


class Guard:
    """Refuses calls by strange names (DNS rebinding) and from strange pages; marks what goes out."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, host = headers.get("origin", ""), headers.get("host", "")

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._mark(MutableHeaders(scope=message), origin, host)
            await send(message)

        refused = self._refusal(scope, headers, origin, host)
        await (refused or self.app)(scope, receive, marked)

    def _refusal(self, scope: Scope, headers: Headers, origin: str, host: str) -> Response | None:
        name = _name(host)
        if not {name, f"[{name}]", "*"} & set(self.settings.hosts):
            return JSONResponse({"error": f"This server is not called {name!r}. Start it with --allow-host."}, 421)
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            return Response(status_code=204 if self._may_ask(origin, host) else 403)
        if scope["method"] not in ("GET", "HEAD") and origin and not self._may_ask(origin, host):
            return JSONResponse({"error": f"Pages of {origin} may not ask here. Start with --allow-origin."}, 403)
        return None

    def _may_ask(self, origin: str, host: str) -> bool:
        return urlsplit(origin).netloc == host or bool({origin, "*"} & set(self.settings.origins))

    def _mark(self, headers: MutableHeaders, origin: str, host: str) -> None:
        given = {name for name, _ in headers.raw}
        headers.raw.extend(pair for pair in _SAFE if pair[0] not in given)
        if origin and self._may_ask(origin, host):
            headers["access-control-allow-origin"] = origin
            headers["access-control-allow-methods"] = METHODS
            headers["access-control-allow-headers"] = "accept, authorization, content-type"
            headers["access-control-expose-headers"] = "lkg-note, location"
        headers.add_vary_header("origin")
