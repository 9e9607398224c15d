"""The one true order of a Turtle file: equal data give equal text, and a new claim is a few new lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from lkg import store
from lkg.errors import InvalidFile, Problem
from lkg.vocab import PREFIXES

ORDER = (
    "rdf:type",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "owl:inverseOf",
    "rdfs:label",
    "lkg:inverseLabel",
    "skos:altLabel",
    "skos:definition",
    "skos:example",
    "skos:scopeNote",
    "rdfs:domain",
    "schema:domainIncludes",
    "rdfs:range",
    "schema:rangeIncludes",
    "dct:title",
    "dct:publisher",
    "lkg:publisherCountry",
    "dct:creator",
    "lkg:published",
    "lkg:url",
    "dct:language",
    "lkg:kind",
    "lkg:origin",
    "lkg:reliability",
    "lkg:accessed",
    "lkg:archived",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "lkg:when",
    "lkg:modality",
    "lkg:polarity",
    "lkg:polarityReason",
    "lkg:intensity",
    "lkg:temporality",
    "lkg:persists",
    "lkg:stance",
    "lkg:flow",
    "lkg:makesTie",
    "lkg:amount",
    "lkg:unit",
    "lkg:claimant",
    "lkg:disputes",
    "lkg:credibility",
    "lkg:probability",
    "dct:source",
    "lkg:passage",
    "lkg:locator",
    "lkg:judgedActor",
    "lkg:verdict",
    "lkg:keptActor",
    "lkg:judgedOn",
    "lkg:judgedBy",
    "lkg:judgedBecause",
    "lkg:withdrawnOn",
    "lkg:withdrawnBy",
    "lkg:withdrawnBecause",
    "lkg:disputedClaim",
    "lkg:disputeType",
    "lkg:nature",
    "lkg:inSource",
    "lkg:start",
    "lkg:end",
    "lkg:sha256",
    "lkg:wikidata",
    "lkg:country",
    "lkg:contestedStatus",
    "lkg:publicRole",
)
_LAST = ("rdfs:comment", "rdfs:isDefinedBy")
_TOGETHER = (
    ("rdf:subject", "rdf:predicate", "rdf:object"),
    ("lkg:amount", "lkg:unit"),
    ("lkg:start", "lkg:end"),
    ("lkg:disputedClaim", "lkg:disputeType", "lkg:nature"),
    ("lkg:reliability", "lkg:credibility", "lkg:probability"),
)
_LOCAL_NAME = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?)?")
_NOT_CODE = re.compile(store.NOT_CODE, re.DOTALL)
_BARE = {
    PREFIXES["xsd"] + "integer": re.compile(r"-?\d+"),
    PREFIXES["xsd"] + "decimal": re.compile(r"-?\d+\.\d+"),
    PREFIXES["xsd"] + "boolean": re.compile("true|false"),
}


def write(triples: Iterable[ox.Triple | ox.Quad], *, head: str = "") -> str:
    """Triples as canonical Turtle under a head of comment lines; raises ValueError for a blank node.

    >>> triple = ox.Triple(*(ox.NamedNode(PREFIXES["lkg"] + name) for name in ("memberOf", "makesTie", "Claim")))
    >>> write([triple], head="# One triple.").splitlines()[-2:]
    ['lkg:memberOf', '    lkg:makesTie lkg:Claim .']
    """
    about: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for triple in triples:
        about[_name(triple.subject)][_name(triple.predicate)].add(_name(triple.object))
    blocks = [_block(subject, about[subject]) for subject in sorted(about, key=_natural)]
    used = {prefix for block in blocks for prefix in re.findall(r"(?<![\w/#\"-])([a-z]+):", _NOT_CODE.sub('""', block))}
    used |= {prefix for block in blocks for prefix in re.findall(r"\^\^([a-z]+):", block)}
    prefixes = [f"@prefix {p}: <{PREFIXES[p]}> ." for p in sorted(used) if p in PREFIXES]
    return "\n".join([*([head.rstrip("\n")] if head else []), *prefixes, "", *blocks])


def head_of(text: str) -> str:
    """The lines of comment with which a text begins.

    >>> head_of("# Sources.\\n# By hand.\\n@prefix a: <urn:a> .\\n# not this\\n")
    '# Sources.\\n# By hand.\\n'
    """
    found = re.match(r"(?:#[^\n]*(?:\n|$))*", text)
    return found.group() if found else ""


def format_text(text: str, name: str) -> str:
    """A Turtle text in canonical form, its head of comments kept.

    Raises InvalidFile if it cannot be read, has blank nodes, or has comments elsewhere, which would be lost.

    >>> format_text("<urn:b> a <urn:X>. <urn:a> a <urn:X>.", "a.ttl").split(" .\\n")[0].strip()
    '<urn:a> a <urn:X>'
    """
    top = head_of(text)
    stray = _comment_line(text, len(top))
    if stray:
        message = "a comment here would be lost. Move it to the head of the file or into rdfs:comment."
        raise InvalidFile([Problem(name, stray, message)])
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise InvalidFile([Problem(name, error.lineno, store.syntax_message(error))]) from None
    try:
        return write(quads, head=top)
    except ValueError as error:
        raise InvalidFile([Problem(name, None, str(error))]) from None


def format_files(files: Iterable[Path], *, write: bool = True) -> list[Path]:
    """Bring files into canonical form, all or none; returns those that (would) change.

    Raises InvalidFile with the problems of all files together.
    """
    problems: list[Problem] = []
    changes: list[tuple[Path, str]] = []
    for file in files:
        if file.suffix != ".ttl":
            problems.append(Problem(str(file), None, "only Turtle (.ttl) has a canonical form here."))
            continue
        before = store.read_text(file)
        try:
            after = format_text(before, str(file))
        except InvalidFile as error:
            problems += error.problems
        else:
            changes += [(file, after)] if after != before else []
    if problems:
        raise InvalidFile(problems)
    for file, text in changes if write else []:
        save(file, text)
    return [file for file, _ in changes]


def save(file: Path, text: str) -> None:
    """Write aside, then rename, so that no reader ever meets half a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(file)


def _block(subject: str, about: dict[str, set[str]]) -> str:
    left = sorted(about, key=_rank)
    lines = []
    while left:
        together = next((group for group in _TOGETHER if left[0] in group), (left[0],))
        here = [predicate for predicate in together if predicate in left]
        left = [predicate for predicate in left if predicate not in here]
        lines.append(" ; ".join(f"{_verb(p)} {', '.join(sorted(about[p], key=_natural))}" for p in here))
    if lines[0].startswith("a "):
        return f"{subject} " + " ;\n    ".join(lines) + " .\n"
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"


def _verb(predicate: str) -> str:
    return "a" if predicate == "rdf:type" else predicate


def _rank(predicate: str) -> tuple[int, str]:
    if predicate in ORDER:
        return ORDER.index(predicate), ""
    return (len(ORDER) + 1 + _LAST.index(predicate), "") if predicate in _LAST else (len(ORDER), predicate)


def _natural(name: str) -> tuple[list[tuple[int, int, str]], str]:
    """Numbers inside names count as numbers: C9 before C10."""
    parts = re.split(r"([0-9]+)", name)
    return [(0, int(part), "") if i % 2 else (1, 0, part) for i, part in enumerate(parts)], name


def _name(term: store.Term) -> str:
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term)
    raise ValueError(f"{term} is a blank node. Give it an IRI, so that a change is a line and a merge is a union.")


def _iri(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return f"<{iri}>"


def _literal(term: ox.Literal) -> str:
    bare = _BARE.get(term.datatype.value)
    if bare and bare.fullmatch(term.value):
        return term.value
    quoted = f'"{_escape(term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return quoted if plain else f"{quoted}^^{_iri(term.datatype.value)}"


def _escape(text: str) -> str:
    for raw, escaped in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(raw, escaped)
    return text


def _comment_line(text: str, start: int) -> int | None:
    """The number of the first line after the head that holds a comment."""
    rest = _NOT_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text[start:])
    place = rest.find("#")
    return None if place < 0 else text.count("\n", 0, start + place) + 1
