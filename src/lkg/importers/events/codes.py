"""What the codes of event data mean here: relation, sign and intensity of WEIS, CAMEO and PLOVER codes.

The relations say which codes they stand for (`lkg:cameo`, `lkg:plover`). Tables of the ontology add what they
cannot say: `cameo.csv` the label and Goldstein score of each code (from the list in the R package icews) and the
choice where several relations list it; `plover.csv` the choice for each type and mode; `weis.csv` all of it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lkg.store import Store, read_text
from lkg.vocab import Relation, folder, local, ontology

_LISTED = "SELECT ?scheme ?code ?relation { VALUES ?scheme { lkg:cameo lkg:plover } ?relation ?scheme ?code }"
_TURNED = "Turn round"
"""how a note of weis.csv says that the target is the one that acts"""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one code says about two actors; without a relation it says nothing that a claim could hold."""

    code: str
    label: str
    relation: Relation | None = None
    intensity: str = ""
    turned: bool = False
    """whether the target of the row is the subject of the claim"""
    polarity: int | None = None
    """only where it overrides the relation's"""
    reason: str = ""


@cache
def weis() -> Mapping[str, Meaning]:
    """The WEIS codes of `weis.csv`, with the scores of Goldstein (1992) that it gives.

    >>> weis()["033"].relation.name, weis()["033"].turned, weis()["102"].polarity
    ('visits', True, 0)
    """
    return {row["code"]: _weis(row) for row in _rows("weis")}


@cache
def cameo() -> Mapping[str, Meaning]:
    """All CAMEO codes: the relation that lists the longest beginning of the code, and Goldstein's score.

    Relations that make a tie go before those that make none. A listing as `^043` reads the code the other way round.

    >>> cameo()["1041"].relation.name, cameo()["043"].relation.name, cameo()["043"].turned, cameo()["010"].relation
    ('demands', 'visits', True, None)
    """
    rows = list(_rows("cameo"))
    chosen = {row["code"]: row["relation"] for row in rows}
    return {
        row["code"]: _meaning(row["code"], row["label"], number(row["goldstein"]), _listed_by(row["code"], chosen))
        for row in rows
    }


@cache
def plover() -> Mapping[str, Meaning]:
    """PLOVER types, and types with a mode as `SANCTION expel`; the intensity is that of the row.

    >>> plover()["SANCTION"].relation.name, plover()["SANCTION expel"].relation.name
    ('downgradesRelationsWith', 'expels')
    """
    names = [(f"{row['type']} {row['mode']}".strip(), row["relation"]) for row in _rows("plover")]
    return {name: Meaning(name, name.lower(), ontology().relation(relation)) for name, relation in names}


@cache
def by_label() -> Mapping[str, Meaning]:
    """CAMEO codes by label, in small letters: where a root and its first code share one, the longer code."""
    return {meaning.label.lower(): meaning for meaning in cameo().values()}


@cache
def two_sided() -> frozenset[str]:
    """The relations for which there is a code on either side, as a visit is made and received."""
    meanings = (*cameo().values(), *weis().values())
    return frozenset(each.relation.name for each in meanings if each.relation and each.turned)


def listed(scheme: str) -> Mapping[str, tuple[str, ...]]:
    """Code of a scheme (`cameo`, `plover`) → the relations that list it, as in the ontology."""
    return _listings()[scheme]


@cache
def _listings() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    store = Store()
    store.load([folder("ontology") / "relations.ttl"])
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in store.query(_LISTED).values():
        found[local(row["scheme"])][row["code"]].append(local(row["relation"]))
    return {
        scheme: {code: tuple(sorted(names)) for code, names in codes.items()} for scheme, codes in sorted(found.items())
    }


def _weis(row: Mapping[str, str]) -> Meaning:
    relation = ontology().relation(row["relation"]) if row["relation"] else None
    polarity = int(row["polarity"])
    overrides = relation is not None and polarity != relation.polarity
    return Meaning(
        row["code"],
        row["label"],
        relation,
        number(row["intensity"]),
        row["note"].startswith(_TURNED),
        polarity if overrides else None,
        row["note"] if overrides else "",
    )


def _meaning(code: str, label: str, intensity: str, found: str) -> Meaning:
    if not found:
        return Meaning(code, label)
    return Meaning(code, label, ontology().relation(found.lstrip("^")), intensity, found.startswith("^"))


def _listed_by(code: str, chosen: Mapping[str, str]) -> str:
    """The relation to which a CAMEO code leads, with `^` before it where it is turned round; empty: none."""
    for ties in (True, False):
        for end in range(len(code), 1, -1):
            names = [name for name in _readings(code[:end]) if _suits(name, ties)]
            choice = chosen.get(code[:end], "")
            if names:
                return next((name for name in names if name.lstrip("^") == choice), names[0])
    return ""


def _readings(code: str) -> list[str]:
    cameo_codes = listed("cameo")
    return [*cameo_codes.get(code, ()), *(f"^{name}" for name in cameo_codes.get(f"^{code}", ()))]


def _suits(name: str, ties: bool) -> bool:
    relation = ontology().relation(name.lstrip("^"))
    joins_actors = "Actor" in relation.domain and "Actor" in relation.range
    return relation.makes_tie if ties else joins_actors and not relation.makes_tie


def number(text: str) -> str:
    """A score as a store keeps it, a plain decimal without needless zeros; empty where it is none.

    >>> number("-10.0"), number("0.50"), number("---"), number("nan")
    ('-10', '0.5', '', '')
    """
    try:
        value = float(text)
    except ValueError:
        return ""
    return f"{value + 0.0:.4f}".rstrip("0").rstrip(".") if abs(value) <= 10 else ""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with io.StringIO(read_text(folder("ontology") / f"{name}.csv"), newline="") as stream:
        yield from csv.DictReader(stream)
