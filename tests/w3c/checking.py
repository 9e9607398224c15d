"""Whether a server does what a case wants of it, asked over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox

from serving import WRITER
from w3c import describing
from w3c.comparing import answer, canonical
from w3c.manifests import Case, Description, Evaluation, Exchange, Expected, Graphs, Request, Syntax, Update

QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
MEDIA = {
    ".srj": "application/sparql-results+json", ".srx": "application/sparql-results+xml", ".csv": "text/csv",
    ".tsv": "text/tab-separated-values", ".ttl": "text/turtle", ".rdf": "application/rdf+xml",
}  # fmt: skip
"""the media type in which a result is asked for, by the form of the file that holds it"""
SUFFIX = {media: suffix for suffix, media in MEDIA.items()}
KINDS = {"boolean": (".srj", ".srx"), "tabular": (".srj", ".srx", ".csv", ".tsv"), "RDF": (".ttl", ".rdf")}
STATUS = {"OK": 200, "Created": 201, "NoContent": 204, "NotFound": 404}
STATE = b"SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def check(case: Case, server: httpx.Client) -> None:
    """Clear the server, and see whether it passes a case; raises AssertionError where it does not."""
    _ask(server, UPDATE, b"DROP ALL")
    CHECKS[type(case)](case, server)


def _evaluation(case: Evaluation, server: httpx.Client) -> None:
    text = case.query.read_bytes()
    _fill(server, (*case.data, *_from(case.query, text)))
    wanted = answer(case.result.read_bytes(), case.result.suffix, _url(server, case.result.name))
    # some of the rows are written as Turtle, in which no server sends any
    reply = _ask(server, QUERY, text, f"{MEDIA[case.result.suffix]}, {MEDIA['.srj']};q=0.1")
    assert answer(reply.content, SUFFIX[_media(reply)]) == wanted, reply.text


def _update(case: Update, server: httpx.Client) -> None:
    _fill(server, case.before)
    _ask(server, UPDATE, case.update.read_bytes())
    after = {_url(server, name) if name else "": canonical(_triples(server, file)) for name, file in case.after}
    state = _state(server)
    assert state == {name: found for name, found in after.items() if len(found)}, state


def _syntax(case: Syntax, server: httpx.Client) -> None:
    reply = _sent(server, UPDATE if case.is_update else QUERY, case.text.read_bytes())
    if case.is_right:
        assert reply.is_success or "cannot be done" in _error(reply), reply.text
    else:
        assert reply.status_code == 400
        assert "cannot be read" in _error(reply), reply.text


def _exchange(case: Exchange, server: httpx.Client) -> None:
    _fill(server, case.before)
    known: dict[str, str] = {}
    for request in case.requests:
        reply = _replied(server, request, known)
        _compare(reply, request.expected)
        if request.expected.location:
            known[request.expected.location] = reply.headers["location"]


def _description(case: Description, server: httpx.Client) -> None:
    reply = server.get("/sparql", headers={"accept": "text/turtle"})
    assert reply.is_success
    assert _media(reply) == "text/turtle"
    described = list(ox.parse(reply.content, format=ox.RdfFormat.TURTLE))
    describing.CHECKS[case.id.rpartition("/")[2]](described, _url(server, ""))


CHECKS: Mapping[type[Case], Callable[[Any, httpx.Client], None]] = {
    Evaluation: _evaluation, Update: _update, Syntax: _syntax, Exchange: _exchange, Description: _description
}  # fmt: skip


def _url(server: httpx.Client, name: str) -> str:
    """A name that is relative to the endpoint, as an IRI."""
    return str(server.base_url.join("/sparql").join(name))


def _ask(server: httpx.Client, kind: str, text: bytes, accept: str = "*/*") -> httpx.Response:
    """The answer to a query or an update; raises AssertionError with what the server says instead of one."""
    reply = _sent(server, kind, text, accept)
    assert reply.is_success, reply.text
    return reply


def _sent(server: httpx.Client, kind: str, text: bytes, accept: str = "*/*") -> httpx.Response:
    return server.post("/sparql", content=text, headers={"content-type": kind, "accept": accept, **WRITER})


def _fill(server: httpx.Client, graphs: Graphs) -> None:
    for name, file in graphs:
        where = {"graph": _url(server, name)} if name else {"default": ""}
        data = ox.serialize(_triples(server, file), format=ox.RdfFormat.N_TRIPLES)
        headers = {"content-type": "application/n-triples", **WRITER}
        server.post("/store", params=where, content=data, headers=headers).raise_for_status()


def _triples(server: httpx.Client, file: Path) -> list[ox.Triple]:
    """What a file says, under the address that it would have beside the endpoint."""
    found = ox.parse(path=file, base_iri=_url(server, file.name), rename_blank_nodes=True)
    return [quad.triple for quad in found]


def _from(query: Path, text: bytes) -> Iterator[tuple[str, Path]]:
    """The files that a query names by FROM: the manifests list them as plain data."""
    for file in query.parent.glob("*.ttl"):
        if f"FROM <{file.name}>".encode() in text:
            yield file.name, file


def _state(server: httpx.Client) -> dict[str, ox.Dataset]:
    """What each graph holds; an empty one may be there or not."""
    graphs: dict[str, list[ox.Triple]] = {}
    for row in ox.parse_query_results(_ask(server, QUERY, STATE).content, ox.QueryResultsFormat.JSON):
        name = row["g"].value if row["g"] else ""
        graphs.setdefault(name, []).append(ox.Triple(row["s"], row["p"], row["o"]))
    return {name: canonical(found) for name, found in graphs.items()}


def _replied(server: httpx.Client, request: Request, known: Mapping[str, str]) -> httpx.Response:
    """The reply to a request, whose address is sent as it is written; words for what is known by now are filled in."""
    path, body = request.path.replace("/gsp", "/store", 1), request.body
    for word, value in known.items():
        path, body = path.replace(word, value), body.replace(word.encode(), value.encode())
    address = server.base_url.copy_with(raw_path=path.encode())
    return server.request(request.method, address, content=body, headers=request.headers | WRITER)


def _compare(reply: httpx.Response, expected: Expected) -> None:
    assert any(_is_of(reply.status_code, status) for status in expected.status), f"{reply.status_code} {reply.text}"
    if expected.kind:
        assert _media(reply) in [MEDIA[suffix] for suffix in KINDS[expected.kind]]
    if expected.boolean:
        assert reply.json()["boolean"] is (expected.boolean == "true")
    if expected.content_type:
        assert reply.headers["content-type"] == expected.content_type
    if expected.body:
        assert answer(reply.content, ".ttl") == answer(expected.body.encode(), ".ttl"), reply.text


def _is_of(status: int, name: str) -> bool:
    """Whether a status has a name, such as NoContent, or is of a class, such as StatusCode2xx."""
    return STATUS.get(name) == status or name == f"StatusCode{status // 100}xx"


def _media(reply: httpx.Response) -> str:
    return reply.headers.get("content-type", "").partition(";")[0]


def _error(reply: httpx.Response) -> str:
    return reply.json()["error"]
