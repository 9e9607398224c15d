"""An OpenAPI 3.1 description of `/api`, made from the same words as the lens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from lkg.coding.articles import FIELDS, NEEDED
from lkg.coding.review import COLUMNS
from lkg.lens.model import CHOICES, LISTS, Lens
from lkg.receipt import VERSION
from lkg.server.calls import Call, Reply

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FAULTS: Mapping[str, str] = {
    "400": "The request makes no sense as it stands.",
    "404": "What is named is not there.",
    "413": "It is too large.",
    "421": "The server is not called by this name.",
    "503": "Too many requests wait.",
    "504": "It took too long and was stopped.",
}
NOT_ASKED = ("name", "title")
"""fields of a lens that no request gives"""


def described() -> Schema:
    """The whole description.

    >>> found = described()
    >>> found["openapi"], "get" in found["paths"]["/api/rank"]
    ('3.1.0', True)
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "lkg",
            "version": VERSION,
            "description": "Sourced claims as networks: actors, ties, paths, ranks. SPARQL is at /sparql and /store.",
        },
        "paths": {**_graph_paths(), **_finding_paths(), **_writing_paths()},
    }


def _graph_paths() -> Schema:
    """What the graph holds, and its networks."""
    return {
        "/api/about": _get("What the graph holds, and the words in which it can be asked"),
        "/api/actors": _get(
            "Actors by any of their names",
            _one("q", "Words of a name, in any language", needed=True),
            _one("limit", "How many at most", {"type": "integer", "minimum": 0, "maximum": 100}),
        ),
        "/api/actors/{id}": _get("One actor under a lens", _part("id"), *_lens()),
        "/api/claims/{id}": _get("One claim with its evidence", _part("id"), *_lens()),
        "/api/network": _get(
            "The ties of a lens, and actors with places",
            _one("part", "Of a large network the part around this actor; else the best connected"),
            _one("drawn", "yes: of a large network only the part that can be read; no: all", _choice("yes", "no")),
            _one("claims", "yes: with the claims beneath the ties, each in full", _choice("yes", "no")),
            *_lens(),
        ),
        "/api/positions": _get("The final places of the actors, as in print", *_lens()),
        "/api/tie": _get("The claims beneath a tie", _one("id", "As /api/network names it", needed=True), *_lens()),
    }


def _finding_paths() -> Schema:
    """What is found out, drawn and given to other programs."""
    return {
        "/api/paths": _get(
            "The best paths between two actors, as dossiers",
            _one("from", "Where paths begin: any name of an actor", needed=True),
            _one("to", "Where they end", needed=True),
            _many("via", "A station on the way"),
            _one("k", "How many", {"type": "integer", "minimum": 0, "maximum": 20}),
            _one("by", "What comes first", _choice("hops", "reliability", "recency")),
            *_lens(),
        ),
        "/api/rank": _get(
            "Who stands out by a measure, and how sure that is",
            _one("by", "The measure; /api/about lists them"),
            _one("draws", "How often the evidence is drawn", {"type": "integer", "minimum": 0, "maximum": 5000}),
            *_lens(),
        ),
        "/api/questions": _get("Questions that the graph ships, with their blanks"),
        "/api/questions/{name}": _get(
            "The rows of a question; its blanks are parameters of their names", _part("name"), *_lens()
        ),
        "/api/figure": _get(
            "The network as in print",
            _one("format", "The kind of picture", _choice("svg", "png", "pdf")),
            _one("title", "What stands above it"),
            *_lens(),
            media="*/*",
        ),
        "/api/export": _get(
            "The network for other programs",
            _one("format", "The kind of file", _choice("graphml", "gexf", "cyjs", "csv", "json")),
            *_lens(),
            media="*/*",
        ),
        "/api/results": {"post": _results()},
    }


def _writing_paths() -> Schema:
    """Who is who, claims from a text, and the queries that run."""
    return {
        "/api/matches": _get(
            "Pairs of actors that may be the same, each with its score and reasons",
            _one("least", "The score from which they are listed", {"type": "integer", "minimum": 0, "maximum": 100}),
            _one("limit", "How many at most", {"type": "integer", "minimum": 0, "maximum": 1000}),
            _one("judged", "no: without those on which a judgement stands", _choice("yes", "no")),
        ),
        "/api/pairs": _get(
            "Both actors of each pair as they stand in the data, with some of their claims, and which is kept",
            _many("actor", "One of a pair, by its id; the first goes with the first `other`"),
            _many("other", "The other one"),
        ),
        "/api/judgements": _get("All judgements on who is who, those taken back too") | {"post": _judgement()},
        "/api/judgements/{id}": {"delete": _undo()},
        "/api/proposals": {"post": _proposals()},
        "/api/claims": {"post": _claims()},
        "/api/running": _get("Queries that are being answered; for whoever knows the token", more=("401", "403")),
        "/api/running/{id}": {"delete": _stop()},
    }


async def openapi(call: Call, reply: Reply) -> None:
    """Give the description."""
    await reply.whole(200, "application/json", json.dumps(described(), ensure_ascii=False).encode())


def _get(summary: str, *parameters: Schema, media: str = "application/json", more: tuple[str, ...] = ()) -> Schema:
    good = {"description": "As asked.", "content": {media: {}}}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": {"200": good} | _faults(*more)}}


def _stop() -> Schema:
    return {
        "summary": "Stop a query; for whoever knows the token",
        "parameters": [_part("id")],
        "responses": {"204": {"description": "It is stopped."}, **_faults("401", "403")},
    }


def _results() -> Schema:
    body = {
        "type": "object",
        "required": ["finding"],
        "additionalProperties": False,
        "properties": {
            "finding": TEXT,
            "lens": {"type": "object"},
            "parameters": {"type": "object"},
            "name": {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"},
        },
    }
    found: Schema = {"content": {"application/json": {}}}
    return {
        "summary": "A finding worked out, and under a name kept as a graph that queries join",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {"description": "The finding.", **found},
            "201": {"description": "The finding, and it is kept.", **found},
            **_faults("401", "403"),
        },
    }


def _judgement() -> Schema:
    texts = dict.fromkeys(("actor", "other", "reason", "keep", "by"), TEXT)
    body = {
        "type": "object",
        "required": ["actor", "other", "judgement"],
        "additionalProperties": False,
        "properties": {**texts, "judgement": _choice("same", "not same", "unsure")},
    }
    return {
        "summary": "Judge whether two actors are the same; for whoever knows the token",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "201": {"description": "The judgement.", "content": {"application/json": {}}},
            **_faults("401", "403"),
        },
    }


def _proposals() -> Schema:
    body = {
        "type": "object",
        "required": ["text", *NEEDED],
        "additionalProperties": False,
        "properties": {"text": TEXT, **dict.fromkeys(FIELDS, TEXT)},
    }
    return {
        "summary": "Claims that a text seems to make, as rows to decide on; nothing is kept",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "200": {"description": "The proposals.", "content": {"application/json": {}}},
            **_faults(),
        },
    }


def _claims() -> Schema:
    row = {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(COLUMNS, TEXT)}
    body = {
        "type": "object",
        "required": ["text", "rows"],
        "additionalProperties": False,
        "properties": {"text": TEXT, "rows": {"type": "array", "items": row}},
    }
    return {
        "summary": "Take the accepted rows into the graph's folder, all or none; for whoever knows the token",
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "201": {"description": "They are claims now.", "content": {"application/json": {}}},
            **_faults("401", "403"),
            "409": {**_faults()["400"], "description": "The graph is no folder into which claims could be written."},
        },
    }


def _undo() -> Schema:
    return {
        "summary": "Withdraw a judgement, which stays on record; for whoever knows the token",
        "parameters": [_part("id"), _one("reason", "Why"), _one("by", "Who withdraws it")],
        "responses": {
            "200": {"description": "The judgement, withdrawn.", "content": {"application/json": {}}},
            **_faults("401", "403"),
        },
    }


def _faults(*more: str) -> Schema:
    schema = {"type": "object", "properties": {"error": TEXT}, "required": ["error"]}
    words = dict(FAULTS) | dict.fromkeys(more, "This is not allowed, or needs the token.")
    return {
        code: {"description": text, "content": {"application/json": {"schema": schema}}} for code, text in words.items()
    }


def _lens() -> Iterable[Schema]:
    yield _one("lens", "A lens of the graph by name")
    for field in fields(Lens):
        if field.name in NOT_ASKED:
            continue
        if field.name in LISTS:
            yield _many(field.name, "Of the lens; may repeat")
        else:
            yield _one(field.name, "Of the lens", _shape(field.name))


def _shape(name: str) -> Schema:
    if name in CHOICES:
        return _choice(*CHOICES[name])
    if name in ("sure", "planned"):
        return {"type": "boolean"}
    return {"type": "integer", "minimum": 1, "maximum": 6} if name == "min_credibility" else TEXT


def _choice(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


def _one(name: str, words: str, schema: Schema = TEXT, *, needed: bool = False) -> Schema:
    return {"name": name, "in": "query", "description": words, "required": needed, "schema": schema}


def _many(name: str, words: str) -> Schema:
    return _one(name, words, {"type": "array", "items": TEXT})


def _part(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": TEXT}
