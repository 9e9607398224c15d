"""SPARQL Update with what the protocol may add to it: the graphs that its WHERE clauses are asked of."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pyoxigraph as ox

from lkg.errors import InvalidQuery
from lkg.store.streams import named_node
from lkg.store.text import COMMENT, NOT_CODE, check_local, explain
from lkg.vocab import PREFIXES

_WORDS = re.compile(
    rf"{NOT_CODE}|{COMMENT}|[?$:]\w+|(?P<brace>[{{}}])|(?P<word>\b(?:WHERE|USING|WITH|DELETE|INSERT)\b(?!:))",
    re.DOTALL | re.IGNORECASE,
)


def update(
    store: ox.Store,
    text: str,
    *,
    base: str | None = None,
    using: Sequence[str] = (),
    using_named: Sequence[str] = (),
    services: Sequence[str] = (),
) -> None:
    """Run an update, whole or not at all; raises InvalidQuery for a text that cannot be read or that reaches out.

    >>> store = ox.Store()
    >>> update(store, "INSERT DATA { actor:eu a lkg:InternationalOrganization }")
    >>> len(store)
    1
    """
    check_local(text, services)
    asked = with_using(text, using, using_named)
    try:
        store.update(asked, base_iri=base, prefixes=dict(PREFIXES))
    except SyntaxError as error:
        raise InvalidQuery(explain(asked, str(error), "update")) from None
    except (ValueError, RuntimeError, OSError) as error:
        raise InvalidQuery(f"The update cannot be done: {error}. Nothing was changed.") from None


def with_using(text: str, using: Sequence[str], using_named: Sequence[str]) -> str:
    """An update whose WHERE clauses are asked of these graphs.

    Raises InvalidQuery where the text names graphs for itself, as the protocol wants (section 2.2.3).

    >>> with_using("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["urn:g"], [])
    'DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }'
    """
    if not using and not using_named:
        return text
    clauses = [f"USING {named_node(name)}" for name in using]
    clauses += [f"USING NAMED {named_node(name)}" for name in using_named]
    added, at, depth, before = [], 0, 0, ""
    for match in _WORDS.finditer(text):
        word = (match["word"] or "").upper()
        depth += {"{": 1, "}": -1}.get(match["brace"] or "", 0)
        if word in ("USING", "WITH") and depth == 0:
            raise InvalidQuery(f"The update names graphs by {word}, and the request does, too. Leave one of them out.")
        if word == "WHERE" and depth == 0 and before == "DELETE":
            raise InvalidQuery("DELETE WHERE takes no graphs from a request. Write DELETE { … } WHERE { … }.")
        if word == "WHERE" and depth == 0 and before == "}":
            added += [text[at : match.start()], " ".join(clauses), " "]
            at = match.start()
        before = match["brace"] or word or before
    return "".join([*added, text[at:]])
