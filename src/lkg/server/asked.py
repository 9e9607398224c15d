"""What a request of the SPARQL 1.1 Protocol asks for, however it is sent (W3C Recommendation, section 2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from lkg.server.crew import Refused

QUERY, UPDATE = "query", "update"
DIRECT = {"application/sparql-query": QUERY, "application/sparql-update": UPDATE}
FORM = "application/x-www-form-urlencoded"
_DATASET: Mapping[str, tuple[str, str]] = {
    QUERY: ("default-graph-uri", "named-graph-uri"),
    UPDATE: ("using-graph-uri", "using-named-graph-uri"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A query or an update, and what it is asked of."""

    does: str
    text: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    others: Mapping[str, Sequence[str]]
    """parameters that the protocol does not know, such as those of a lens"""

    @property
    def has_dataset(self) -> bool:
        """Whether the request says which graphs are asked.

        >>> read("POST", "application/sparql-query", "default-graph-uri=urn:g", b"ASK {}").has_dataset
        True
        """
        return bool(self.default or self.named)


def read(method: str, content_type: str, given: str, body: bytes) -> Asked | None:
    """The operation of a request; None for a GET that asks nothing, which wants the service's description.

    Raises Refused: 400 for what the protocol does not allow, 415 for other kinds of body.

    >>> asked = read("GET", "", "query=ASK+%7B%7D&named-graph-uri=urn:g&at=2022", b"")
    >>> asked.does, asked.text, asked.named, asked.others
    ('query', 'ASK {}', ('urn:g',), {'at': ['2022']})
    >>> read("GET", "", "", b"")
    """
    pairs = _pairs(given)
    if method in ("GET", "HEAD"):
        if any(name == UPDATE for name, _ in pairs):
            raise Refused(400, "An update changes data: send it by POST.")
        return _operation(pairs) if any(name == QUERY for name, _ in pairs) else None
    media = content_type.partition(";")[0].strip().lower()
    if media in DIRECT:
        _check_charset(content_type)
        if any(name in (QUERY, UPDATE) for name, _ in pairs):
            raise Refused(400, "The operation stands in the body; leave it out of the address.")
        return _operation([*pairs, (DIRECT[media], _text(body))])
    if media != FORM:
        raise Refused(
            415, f"A body of the type {media or 'none'!r} cannot be read. Send {FORM} or {', '.join(DIRECT)}."
        )
    return _operation([*pairs, *_pairs(_text(body))])


def _operation(pairs: Iterable[tuple[str, str]]) -> Asked:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    texts = [(does, text) for does in (QUERY, UPDATE) for text in found.pop(does, [])]
    if len(texts) != 1:
        raise Refused(400, f"{len(texts)} operations are given. Send one: query=… or update=….")
    (does, text), (default, named) = texts[0], _DATASET[texts[0][0]]
    graphs = tuple(found.pop(default, ())), tuple(found.pop(named, ()))
    return Asked(does, text, *graphs, found)


def _pairs(form: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(form, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise Refused(400, "A parameter is not UTF-8. Send it in UTF-8.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "The body is not UTF-8. Send it in UTF-8.") from None


def _check_charset(content_type: str) -> None:
    for parameter in content_type.lower().split(";")[1:]:
        name, _, value = parameter.strip().partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8", "us-ascii"):
            raise Refused(400, f"The body is in {value}. Send it in UTF-8.")
