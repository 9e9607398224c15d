"""What the codebook says: relations by family, kinds, codes; read from the ontology, and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lkg.claims.model import MODALITIES
from lkg.reports import reference
from lkg.vocab import LKG, Relation, ontology

SIGNS: Mapping[int, str] = {1: "+ (cooperation)", -1: "− (conflict)", 0: "0 (neither)"}
FLOWS: Mapping[str, str] = {
    "forward": "from subject to object",
    "backward": "from object to subject",
    "both": "both ways",
}
PERSISTS: Mapping[str, str] = {"until_ended": "until it is ended", "P1Y": "for one year"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term: its name for files, its label, its definition, and facts under headings."""

    name: str
    label: str
    definition: str
    facts: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Everything that is printed of it.

        >>> Entry("aids", "aids", "Gives help.", (("sign", "+ (cooperation)"),)).text
        'aids aids Gives help. sign + (cooperation)'
        """
        return " ".join((self.name, self.label, self.definition, *(f"{k} {v}" for k, v in self.facts)))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Terms under a heading."""

    title: str
    words: str
    entries: tuple[Entry, ...]


def chapters() -> list[Chapter]:
    """All chapters in the order of the book: relations by family, kinds, codes.

    >>> [chapter.title for chapter in chapters()][:2]
    ['Relations: is structurally linked to', 'Relations: cooperates in words with']
    """
    return [*_relations(), _kinds(), *_codes()]


def ratings() -> list[tuple[str, list[float]]]:
    """The probability of each reliability (rows) and credibility (columns).

    >>> ratings()[1][0], len(ratings())
    ('B', 6)
    """
    return reference.ratings()


def _relations() -> Iterator[Chapter]:
    for family in reference.families():
        entries = sorted(map(_relation, family["relations"]), key=lambda entry: entry.label)
        yield Chapter(f"Relations: {family['label']}", _sentence(family["definition"]), tuple(entries))


def _relation(about: Mapping[str, Any]) -> Entry:
    relation: Relation = about["relation"]
    facts = {
        "reads": f"subject {relation.label} object; object {relation.inverse_label} subject",
        "example": about.get("example", ""),
        "use": about.get("scopeNote", ""),
        "sign": f"{SIGNS[relation.polarity]}, intensity {relation.intensity:g}",
        "time": _time(relation),
        "flow": FLOWS[relation.flow] + (", symmetric" if relation.symmetric else ""),
        "stance": "" if relation.stance == "none" else f"{relation.stance} towards a policy, agreement or dispute",
        "tie": "makes a tie between actors" if relation.makes_tie else "makes no tie between actors",
        "joins": f"{_listed(relation.domain)} – {_listed(relation.range)}",
        "under": ontology().labels.get(str(about.get("parent", "")), ""),
        "matches": "; ".join(sorted(about.get("matches", []))),
    }
    return Entry(relation.name, relation.label, _sentence(relation.definition), _filled(facts))


def _time(relation: Relation) -> str:
    if not relation.is_state:
        return "an event: it happens once within its dates"
    return f"a state: one with a bare date goes on {PERSISTS.get(relation.persists, relation.persists)}"


def _kinds() -> Chapter:
    entries = tuple(_kind(each) for each in reference.classes())
    return Chapter("Kinds", "What a node of the graph can be; the most specific kind is given.", entries)


def _kind(about: Mapping[str, Any]) -> Entry:
    facts = {
        "example": about.get("example", ""),
        "use": about.get("scopeNote", ""),
        "under": _listed(about.get("above", [])),
        "matches": "; ".join(sorted(about.get("matches", []))),
    }
    return Entry(
        about["name"], about.get("label", about["name"]), _sentence(about.get("definition", "")), _filled(facts)
    )


def _codes() -> Iterator[Chapter]:
    about = reference.texts()
    of: dict[str, list[str]] = defaultdict(list)
    for name, kinds in ontology().codes.items():
        for kind in kinds:
            of[kind].append(name)
    for kind in sorted(of):
        names = sorted(of[kind], key=lambda name: (MODALITIES.index(name) if name in MODALITIES else 0, name))
        said = about.get(LKG[kind], {})
        title = f"Codes: {said.get('label', kind)}"
        yield Chapter(
            title, _sentence(said.get("definition", "")), tuple(_code(n, about.get(LKG[n], {})) for n in names)
        )


def _code(name: str, about: Mapping[str, Any]) -> Entry:
    facts = {"example": about.get("example", ""), "use": about.get("scopeNote", "")}
    label = ontology().labels.get(name, name)
    return Entry(name, label, _sentence(about.get("definition", "")), _filled(facts))


def _listed(names: Sequence[str] | frozenset[str]) -> str:
    return ", ".join(sorted(ontology().labels.get(name, name) for name in names))


def _filled(facts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in facts.items() if value)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text and not text.endswith(".") else text
