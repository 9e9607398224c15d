"""Which kind an actor is: by its name or label, else the likeliest that its ties allow; and what a relation joins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from lkg.identity import fold
from lkg.vocab import Relation, nearest, ontology

LIKELY = ("Organization", "State", "Person", "Policy", "Event", "Asset", "Place", "Dispute", "Agreement")
"""kinds in the order in which one is taken for a name of which only its ties are known"""


def kind_of(text: str) -> str:
    """A kind by its name or label, or empty.

    >>> kind_of("government body"), kind_of("state"), kind_of("planet")
    ('GovernmentBody', 'State', '')
    """
    return _labelled().get(fold(text), "")


def kinds() -> Mapping[str, str]:
    """Every kind that an actor may have → its label.

    >>> kinds()["GovernmentBody"], "Claim" in kinds()
    ('government body', False)
    """
    found = ontology()
    return {name: found.labels[name] for name in found.classes if found.group(name) in LIKELY and name != "Actor"}


def hint(text: str) -> str:
    """How to mend a word that is no kind.

    >>> hint("compny")
    'Did you mean company?'
    """
    near = nearest(text, kinds().values())
    return f"Did you mean {' or '.join(near)}?" if near else f"Use one of {', '.join(sorted(kinds().values()))}."


def likely(allowed: Iterable[frozenset[str]]) -> str:
    """The likeliest kind that all of an actor's ties allow; where none does, an organisation.

    >>> likely([ontology().relation("memberOf").range]), likely([frozenset(["Person"]), frozenset(["Actor"])])
    ('Organization', 'Person')
    """
    classes, sets = ontology().classes, list(allowed)
    return next((kind for kind in LIKELY if all(classes[kind] & each for each in sets)), LIKELY[0])


def fits(relation: Relation, subject: str, object_: str) -> bool:
    """Whether a relation joins these kinds of nodes, by its domain and range.

    >>> fits(ontology().relation("memberOf"), "State", "InternationalOrganization")
    True
    >>> fits(ontology().relation("memberOf"), "State", "Person")
    False
    """
    classes = ontology().classes
    return bool(classes[subject] & relation.domain) and bool(classes[object_] & relation.range)


@cache
def _labelled() -> Mapping[str, str]:
    return {fold(word): name for name, label in kinds().items() for word in (name, label)}
