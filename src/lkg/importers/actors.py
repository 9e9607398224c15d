"""Actors by the names and codes of other people's data: one id for a state, whichever data set speaks of it.

States, territories and a few international bodies are listed in `actors.csv` of the ontology, with their codes:
State System Membership of the Correlates of War 2016, Gleditsch and Ward 1999 where they differ, ISO 3166-1, CAMEO
(those of ISO 3166), and the older ones of WEIS and KEDS. So events, votes and alliances meet in the same nodes.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from lkg.claims.model import Actor
from lkg.store import read_text
from lkg.vocab import folder

SYSTEMS = ("cow", "gw", "iso2", "iso3", "cameo", "keds")
"""the systems of codes"""


@cache
def by_code(system: str) -> Mapping[str, Actor]:
    """Code, in capitals → actor, in one of the systems.

    >>> by_code("cow")["2"].id, by_code("iso3")["LTU"].label
    ('usa', 'Lithuania')
    """
    return {code: actor for row, actor in _rows() for code in row[system].split(";") if code}


@cache
def by_name() -> Mapping[str, Actor]:
    """Id of a label or of another name → actor; `identifier` makes the id.

    >>> by_name()[identifier("Ivory Coast")].id
    'cote-divoire'
    """
    return {identifier(name): actor for row, actor in _rows() for name in (actor.label, *_names(row))}


def identifier(name: str) -> str:
    """An id made from a name alone, fit to be part of an address.

    Small letters without accents, words joined by hyphens; letters that have no such form are kept by a digest.

    >>> identifier("Recep Tayyip Erdoğan"), identifier("Владимир Путин"), identifier("Straße")
    ('recep-tayyip-erdogan', 'x-6434d6ff', 'strae-58a3778c')
    """
    text = unicodedata.normalize("NFKD", name)
    plain = "-".join(re.findall("[a-z0-9]+", text.encode("ascii", "ignore").decode().lower()))
    lost = any(letter.isalnum() and not letter.isascii() for letter in text)
    if plain and not lost:
        return plain
    return f"{plain or 'x'}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


@cache
def _rows() -> tuple[tuple[Mapping[str, str], Actor], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[Mapping[str, str], Actor]]:
    with io.StringIO(read_text(folder("ontology") / "actors.csv"), newline="") as stream:
        for row in csv.DictReader(stream):
            aliases = tuple((name, "und-latn") for name in _names(row))
            yield (
                row,
                Actor(row["id"], row["label"], row["kind"], aliases, country=row["iso2"], contested=row["contested"]),
            )


def _names(row: Mapping[str, str]) -> list[str]:
    return [name for name in row["names"].split(";") if name]
