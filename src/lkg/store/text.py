"""The text of SPARQL: binding variables, finding terms, refusing what reaches out, and explaining a fault."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from lkg.errors import InvalidQuery
from lkg.store.terms import Term
from lkg.vocab import PREFIXES, nearest

NOT_CODE = (
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|'''
    r"""'''(?:[^'\\]|\\.|'(?!''))*'''|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|\\."""
)
"""What is no code in SPARQL and Turtle: strings, IRIs, and the escapes of a prefixed name."""
COMMENT = r"#[^\r\n]*"
_FLAGS = re.DOTALL | re.IGNORECASE


def bound(text: str, bindings: Mapping[str, Term]) -> str:
    """SPARQL text with variables replaced by terms in its WHERE group, outside of strings, IRIs and comments.

    Terms are written by the store, so nothing can break out of them. The variables stay bound for the projection,
    the template and the order. Oxigraph's own substitution wants every variable in the projection, and reaches no
    filter of a nested group.

    >>> import pyoxigraph as ox
    >>> bound("SELECT ?x { ?x a ?kind } ORDER BY ?kind", {"kind": ox.NamedNode("urn:k")})
    'SELECT ?x { VALUES (?kind) { (<urn:k>) } ?x a <urn:k> } ORDER BY ?kind'
    """
    if not bindings:
        return text
    start, end = _where_group(text)
    names = "|".join(map(re.escape, bindings))

    def replace(match: re.Match[str]) -> str:
        return str(bindings[match["name"]]) if match["name"] else match.group()

    body = re.sub(rf"{NOT_CODE}|{COMMENT}|[?$](?P<name>{names})\b", replace, text[start:end], flags=re.DOTALL)
    values = " ".join(map(str, bindings.values()))
    return f"{text[:start]} VALUES ({' '.join(f'?{name}' for name in bindings)}) {{ ({values}) }}{body}{text[end:]}"


def _where_group(text: str) -> tuple[int, int]:
    """Start and end of what stands in the braces of the WHERE group, between a template and a last VALUES."""
    groups: list[tuple[int, int]] = []
    depth = start = 0
    for piece in re.finditer(rf"{NOT_CODE}|{COMMENT}|(?P<values>\bVALUES\b)|[{{}}]", text, re.DOTALL | re.IGNORECASE):
        if piece["values"] and depth == 0:
            break
        if piece.group() == "{":
            start = piece.end() if depth == 0 else start
            depth += 1
        elif piece.group() == "}":
            depth -= 1
            groups += [(start, piece.start())] if depth == 0 else []
    return groups[-1] if groups else (len(text), len(text))


def lkg_terms(text: str) -> list[str]:
    """The terms of our ontology that a query names by prefix, outside of strings, IRIs and comments.

    >>> lkg_terms("SELECT * { ?x a lkg:Claim } # lkg:Not")
    ['Claim']
    """
    found = re.finditer(rf"{NOT_CODE}|{COMMENT}|\blkg:(?P<name>[A-Za-z0-9_]+)", text, re.DOTALL)
    return [match["name"] for match in found if match["name"]]


def check_local(text: str, services: Collection[str] = ()) -> None:
    """Refuse queries that would fetch from other addresses than these: they could reach into a private network.

    The words count wherever they are no part of a variable or a local name, for a keyword may touch what stands
    before it: ``1SERVICE``. So they do after a bracket in what looks like an IRI: ``FILTER(?a<?b)SERVICE?s#>``.

    >>> check_local("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", ["http://example.org/sparql"])
    >>> check_local("LOAD <http://example.org/data.ttl>")
    Traceback (most recent call last):
        ...
    lkg.errors.InvalidQuery: LOAD fetches from other addresses, which is off. Query them apart.
    """
    word = r"(?:<[^<>\s]*\)[^<>\s]*?)?(?P<word>SERVICE|LOAD)(?:\s+SILENT)?(?:\s*<(?P<address>[^<>\s]*)>)?"
    names = r"[?$:]\w[\w-]*"
    for match in re.finditer(rf"{word}|{NOT_CODE}|{COMMENT}|{names}", text, re.DOTALL | re.IGNORECASE):
        if match["word"] and match["address"] not in services:
            raise InvalidQuery(f"{match['word'].upper()} fetches from other addresses, which is off. Query them apart.")


def explain(text: str, message: str, what: str = "query") -> str:
    """A parser's message on a query or update, with the line that it speaks of and a caret under the place.

    >>> print(explain("ASK { ?s }", "error at 1:10: expected a verb"))
    The query cannot be read at line 1, column 10:
      ASK { ?s }
               ^
    expected a verb
    """
    match = re.match(r"error at (\d+):(\d+): (.*)", message, re.DOTALL)
    if not match:
        return f"The {what} cannot be read: {message}"
    if "Prefix not found" in match[3]:
        known = {*PREFIXES, *re.findall(r"PREFIX\s+(\w*):", text, re.IGNORECASE)}
        used = re.findall(rf"(?:{NOT_CODE})|(?<![\w?$])(\w+):", text, re.DOTALL)
        strange = next((prefix for prefix in used if prefix and prefix not in known), "?")
        near = nearest(strange, PREFIXES)
        hint = f" Did you mean {' or '.join(near)}?" if near else f" Known are {', '.join(PREFIXES)}."
        return f"The {what} uses the prefix {strange!r}, which is not declared.{hint}"
    line, column = int(match[1]), int(match[2])
    shown = (text.splitlines() or [""])[min(line, len(text.splitlines()) or 1) - 1]
    expected = re.sub(r"\s+", " ", match[3])
    short = expected if len(expected) < 160 else expected[:157] + "…"
    return f"The {what} cannot be read at line {line}, column {column}:\n  {shown}\n  {' ' * (column - 1)}^\n{short}"


def kind(text: str) -> str:
    """What a query asks for: SELECT, ASK, CONSTRUCT or DESCRIBE; empty for none of them.

    >>> kind("# ASK\\nPREFIX ask: <urn:ASK> CONSTRUCT { ?s ?p 'SELECT' } { ?s ?p ?o }")
    'CONSTRUCT'
    """
    words = re.finditer(rf"{NOT_CODE}|{COMMENT}|(?P<word>\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!:))", text, _FLAGS)
    return next((match["word"].upper() for match in words if match["word"]), "")


def names_dataset(text: str) -> bool:
    """Whether a query says by FROM which graphs it is asked of.

    >>> names_dataset("SELECT * FROM <urn:g> { ?s ?p ?o }"), names_dataset("SELECT ?from { ?from a 'FROM' }")
    (True, False)
    """
    found = re.finditer(rf"{NOT_CODE}|{COMMENT}|[?$:]\w+|(?P<end>\{{)|(?P<word>\bFROM\b(?!:))", text, _FLAGS)
    for match in found:
        if match["word"]:
            return True
        if match["end"] and kind(text) != "CONSTRUCT":
            return False
    return False


def declared(text: str) -> str:
    """A text with the project's prefixes declared that it uses and does not declare; its lines keep their numbers.

    >>> declared("SELECT * { ?c a lkg:Claim }")
    'PREFIX lkg: <https://w3id.org/lkg/ontology#> SELECT * { ?c a lkg:Claim }'
    """
    known = set(re.findall(r"PREFIX\s+(\w*):", text, re.IGNORECASE))
    used = re.finditer(rf"{NOT_CODE}|{COMMENT}|(?<![\w?$])(?P<name>\w+):", text, re.DOTALL)
    lacking = dict.fromkeys(match["name"] for match in used if match["name"] in PREFIXES and match["name"] not in known)
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in lacking) + text


def graphs_named(text: str) -> tuple[list[str], bool]:
    """The IRIs of the graphs that a query names by GRAPH, and whether it asks for any graph, as in `GRAPH ?g`.

    >>> graphs_named("SELECT * { GRAPH result:brokers { ?s ?p ?o } GRAPH <urn:g> { ?s ?p 'GRAPH ?g' } }")
    (['https://w3id.org/lkg/result/brokers', 'urn:g'], False)
    """
    own = dict(re.findall(r"PREFIX\s+(\w*):\s*<([^<>\s]*)>", text, re.IGNORECASE))
    name = r"\bGRAPH\s*(?:<(?P<iri>[^<>\s]*)>|(?P<prefix>\w*):(?P<local>[\w.-]*\w)|(?P<any>[?$]\w))"
    found, is_open = [], False
    for match in re.finditer(rf"{name}|{NOT_CODE}|{COMMENT}", text, _FLAGS):
        is_open = is_open or match["any"] is not None
        if match["iri"]:
            found.append(match["iri"])
        elif match["local"]:
            found.append((dict(PREFIXES) | own).get(match["prefix"], "") + match["local"])
    return found, is_open
