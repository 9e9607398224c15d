"""Small entities of Wikidata for tests, in a dump, and what reading one gives."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lkg.claims import Claim, Record
from lkg.importers import wikidata
from lkg.importers.accounts import listing_into

Made = dict[str, Any]


def moment(time: str, precision: int = 11, **more: Any) -> Made:
    value = {"time": time, "precision": precision, "before": 0, "after": 0} | more
    return {"snaktype": "value", "datavalue": {"type": "time", "value": value}}


def to(item: str) -> Made:
    value = {"entity-type": "item", "id": item}
    return {
        "snaktype": "value",
        "datatype": "wikibase-item",
        "datavalue": {"type": "wikibase-entityid", "value": value},
    }


def text(words: str) -> Made:
    return {"snaktype": "value", "datavalue": {"type": "string", "value": words}}


def said(snak: str | Made, name: str, *, rank: str = "normal", refs: Iterable[Made] = (), **qualifiers: Any) -> Made:
    return {
        "mainsnak": to(snak) if isinstance(snak, str) else snak,
        "id": name,
        "rank": rank,
        "qualifiers": {p: snaks if isinstance(snaks, list) else [snaks] for p, snaks in qualifiers.items()},
        "references": [{"snaks": ref} for ref in refs],
    }


def entity(name: str, label: str = "", kind: str = "Q43229", **claims: list[Made]) -> Made:
    labels = {"en": {"language": "en", "value": label}} if label else {}
    found = {"P31": [said(kind, f"{name}$kind")]} if kind else {}
    return {"id": name, "type": "item", "modified": "2026-04-21T13:00:00Z", "labels": labels, "claims": found | claims}


def put(place: Path, *entities: Made, name: str = "dump.json") -> Path:
    """A dump: brackets, an entity a line, commas."""
    lines = ["[", *(json.dumps(each) + "," for each in entities), "]"]
    file = place / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def taken(*files: Path, listed: Path | None = None, **options: Any) -> tuple[Record, wikidata.Account]:
    with listing_into(listed) as listing:
        reading = wikidata.read(files, accessed="2026-11-22", listing=listing, **options)
        return reading.record, reading.account


def claims_of(place: Path, *entities: Made, **options: Any) -> list[Claim]:
    return list(taken(put(place, *entities), **options)[0].claims.values())


def member(**more: Any) -> Made:
    """The smallest entity that makes a claim."""
    return entity("Q1", "A", P463=[said("Q2", "Q1$a", **more)])
