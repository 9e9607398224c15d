"""Small entities of FollowTheMoney for tests, the real files, and what reading them gives."""

import json
from pathlib import Path
from typing import Any

from lkg.claims import Claim, Record
from lkg.importers import ftm
from lkg.importers.accounts import listing_into

Made = dict[str, Any]
ROLE = "donor to a party, in the register of the Bundestag"


def node(name: str, schema: str = "Organization", **properties: str | list[str]) -> Made:
    given = {"name": name.upper()} | properties
    return {"id": name, "schema": schema, "properties": {k: [v] if isinstance(v, str) else v for k, v in given.items()}}


def link(schema: str, name: str = "l", **properties: str | list[str]) -> Made:
    found = node(name, schema, **properties)
    del found["properties"]["name"]
    return found


def put(place: Path, *entities: Made, name: str = "small.ftm.jsonl") -> Path:
    file = place / name
    file.write_text("".join(json.dumps(each) + "\n" for each in entities), encoding="utf-8")
    return file


def taken(*files: Path, listed: Path | None = None, **options: Any) -> tuple[Record, ftm.Account]:
    with listing_into(listed) as listing:
        reading = ftm.read(files, accessed="2026-11-22", listing=listing, **options)
        return reading.record, reading.account


def one(place: Path, *entities: Made, **options: Any) -> Claim:
    (claim,) = taken(put(place, *entities), **options)[0].claims.values()
    return claim


def real(truths: Path, name: str) -> Path:
    return truths / "tests" / "files" / "ftm" / f"{name}.ftm.jsonl"
