"""`/reconcile`: the Reconciliation Service API 0.2 of the W3C community group, as OpenRefine and others speak it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

from lkg.receipt import VERSION
from lkg.server.asked import FORM
from lkg.server.calls import Call, Handle, Reply
from lkg.server.crew import Refused
from lkg.server.guard import POLICY
from lkg.server.service import Service
from lkg.vocab import PREFIXES, ontology

BATCH = 100
"""queries that may come together"""
LARGEST = 1_000_000
"""bytes of a batch"""
STRICT = ("any", "should", "all")
"""how types may be asked for; a type is a condition here, so that the first two are the same"""
WIDTH, HEIGHT = 430, 220
TYPES = ("Actor", "State", "Organization", "Person", "Policy", "Event", "Place", "Asset")
"""types that are offered first"""
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
"""a preview is made to stand in the page of another program"""


class Reconciling:
    """The one address of the service: a manifest, batches of queries, and values for more columns."""

    def __init__(self, service: Service) -> None:
        self.service = service

    async def __call__(self, call: Call, reply: Reply) -> None:
        """Answer what `queries` or `extend` asks, in the address or in a form; without either, the manifest."""
        given = _parameters(call)
        if "queries" in given:
            await self._answer("reconcile", {"queries": _checked(_read(given, "queries"))}, reply)
        elif "extend" in given:
            await self._answer("extend", {"extend": _read(given, "extend")}, reply)
        elif call.method == "POST":
            raise Refused(400, "A form field queries or extend is needed, with JSON in it.")
        else:
            await reply.json(manifest(call.root))

    def part(self, view: str) -> Handle:
        """The handler of a part with an address of its own, such as suggestions."""

        async def handle(call: Call, reply: Reply) -> None:
            await self._answer(view, call.parameters(), reply)

        return handle

    async def preview(self, call: Call, reply: Reply) -> None:
        """A small page on one actor, which others may frame."""
        _, data = await self.service.analysed("preview", call.parameters())
        await reply.whole(200, "text/html; charset=utf-8", data, content_security_policy=FRAMED)

    async def _answer(self, view: str, given: Mapping[str, Any], reply: Reply) -> None:
        _, data = await self.service.analysed(view, given)
        await reply.whole(200, "application/json", data)


def manifest(root: str) -> dict[str, Any]:
    """What the service offers and where, for a server called by this root."""
    here = f"{root}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "lkg: actors of foreign policy",
        "identifierSpace": PREFIXES["actor"],
        "schemaSpace": PREFIXES["lkg"],
        "serviceVersion": VERSION,
        "defaultTypes": [{"id": name, "name": ontology().labels[name]} for name in TYPES],
        "view": {"url": f"{root}/actor/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {
            kind: {"service_url": here, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}},
        "batchSize": BATCH,
    }


def _parameters(call: Call) -> dict[str, list[str]]:
    if call.method != "POST":
        return call.parameters()
    media = call.content_type.partition(";")[0].strip().lower()
    if media != FORM:
        raise Refused(415, f"A body of the type {media or 'none'!r} cannot be read. Send {FORM}.")
    try:
        return call.parameters() | parse_qs(call.body.decode(), keep_blank_values=True)
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8. Send it in UTF-8.") from None


def _read(given: Mapping[str, list[str]], name: str) -> dict[str, Any]:
    try:
        found = json.loads(given[name][-1])
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"{name} is no JSON: {error}.") from None
    if not isinstance(found, dict):
        raise Refused(400, f"{name} is a JSON object, not {json.dumps(found)[:40]}.")
    return found


def _checked(queries: dict[str, Any]) -> dict[str, Any]:
    """The batch, if all its queries have the shape of section 4.1."""
    if len(queries) > BATCH:
        raise Refused(413, f"{len(queries)} queries are too many at once. Send {BATCH} at most.")
    for name, query in queries.items():
        if fault := _fault(query):
            raise Refused(400, f"The query {name!r} {fault}")
    return queries


def _fault(query: Any) -> str:
    """What is wrong with a query; keys that the specification does not have are passed over, and so is null."""
    if not isinstance(query, dict) or not (query.get("query") or query.get("properties")):
        return "lacks both query and properties. Give one of them."
    given = {name: query[name] for name in SHAPES if query.get(name) is not None}
    wrong = (SHAPES[name][1].format(value) for name, value in given.items() if not SHAPES[name][0](value))
    return next(wrong, "")


def _is_limit(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool) and given >= 1 and float(given).is_integer()


def _are_types(given: Any) -> bool:
    return isinstance(given, str) or (isinstance(given, list) and all(isinstance(each, str) for each in given))


def _are_properties(given: Any) -> bool:
    return isinstance(given, list) and all(map(_is_property, given))


def _is_property(given: Any) -> bool:
    if not isinstance(given, dict) or not isinstance(given.get("pid"), str) or "v" not in given:
        return False
    return all(map(_is_value, given["v"] if isinstance(given["v"], list) else [given["v"]]))


def _is_value(given: Any) -> bool:
    return isinstance(given, str | int | float) or (isinstance(given, dict) and isinstance(given.get("id"), str))


SHAPES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "query": (lambda given: isinstance(given, str), "has a query that is no text."),
    "limit": (_is_limit, "has the limit {!r}. Give a whole number from 1."),
    "type": (_are_types, "has the type {!r}. Give the id of a type, or a list of ids."),
    "type_strict": (lambda given: given in STRICT, "has the type_strict {!r}. Give any, should or all."),
    "properties": (_are_properties, "has properties that are no list of objects with pid and v, its value or values."),
}
"""what section 4.1 says of a query, and how a fault is told"""
