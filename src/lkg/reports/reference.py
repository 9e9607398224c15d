"""The ontology for people: relations by family with their characteristics, classes, and the table of ratings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lkg import vocab
from lkg.store import Store
from lkg.vocab import LKG, ontology

TERMS = Path(__file__).with_name("terms.rq")
FAMILIES = ("structural", "verbalCooperation", "materialCooperation", "verbalConflict", "materialConflict")


def families() -> list[dict[str, Any]]:
    """The families, each with its relations and everything the ontology says of them.

    >>> [family["name"] for family in families()][:3]
    ['structural', 'verbalCooperation', 'materialCooperation']
    """
    about = texts()
    return [
        {
            "name": family,
            "label": ontology().labels[family],
            "definition": about[LKG[family]].get("definition", ""),
            "relations": [
                {"relation": relation, "parent": _parent(relation.name, family)} | about[LKG[relation.name]]
                for relation in ontology().relations.values()
                if relation.family == family
            ],
        }
        for family in FAMILIES
    ]


def classes() -> list[dict[str, Any]]:
    """The classes with their definitions, super-classes first."""
    about = texts()
    names = sorted(ontology().classes, key=lambda name: (len(ontology().classes[name]), name))
    return [{"name": name, "above": sorted(ontology().classes[name] - {name})} | about[LKG[name]] for name in names]


def ratings() -> list[tuple[str, list[float]]]:
    """The probability of each reliability (rows A–F) and credibility (columns 1–6).

    >>> letter, row = ratings()[0]
    >>> letter, len(row), row[4]
    ('A', 6, 0.0)
    """
    table = ontology().probabilities
    return [(letter, [table[letter, number] for number in "123456"]) for letter in "ABCDEF"]


def _parent(name: str, family: str) -> str:
    above = [a for a in ontology().relations[name].ancestors if a in ontology().relations and a != name]
    return max(above, key=lambda a: len(ontology().relations[a].ancestors), default=family)


def texts() -> dict[str, dict[str, Any]]:
    """Address of a term → its label, definition, example, note and matches.

    >>> texts()[LKG.PoliticalParty]["label"]
    'political party'
    """
    inner = Store()
    inner.load(vocab.ontology_files())
    rows = inner.query(TERMS.read_text(encoding="utf-8"))
    found: dict[str, dict[str, Any]] = {}
    for row in rows.values():
        terms = found.setdefault(row["term"], {"matches": [], "scopeNote": "", "example": ""})
        name = vocab.shorten(row["property"]).partition(":")[2]
        if name in ("label", "definition", "example", "scopeNote"):
            terms[name] = row["text"]
        else:
            terms["matches"].append(f"{_MATCH.get(name, name)} {vocab.shorten(row['text'])}")
    return found


_MATCH = {
    "cameo": "CAMEO",
    "plover": "PLOVER",
    "ftm": "FollowTheMoney",
    "exactMatch": "=",
    "closeMatch": "≈",
    "broadMatch": "⊂",
    "inverseExactMatch": "inverse of =",
    "inverseCloseMatch": "inverse of ≈",
    "inverseBroadMatch": "inverse of ⊂",
}
