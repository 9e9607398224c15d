"""Claims kept as tables: a folder with sources.csv, actors.csv, claims.csv, conflicts.csv and perhaps blocs.csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from lkg import period
from lkg.claims import Actor, Claim, ClaimDispute, Record, Source
from lkg.claims.model import MODALITIES
from lkg.claims.writing import script_tag
from lkg.errors import InvalidFile, InvalidPeriod, MissingFile, Problem
from lkg.importers import blocs
from lkg.importers.texts import is_id
from lkg.store import read_text
from lkg.vocab import nearest, ontology

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources": (
        "id",
        "title",
        "publisher",
        "publisher_country",
        "author",
        "published",
        "url",
        "language",
        "kind",
        "reliability",
        "origin",
        "accessed",
        "archived",
    ),
    "actors": ("id", "label", "type", "aliases", "wikidata", "country", "bloc_note", "status", "public_role"),
    "claims": (
        "id",
        "subject",
        "relation",
        "object",
        "when",
        "sign",
        "modality",
        "quantity",
        "unit",
        "claimant",
        "disputes",
        "source",
        "credibility",
        "locator",
        "note",
    ),
    "conflicts": ("claim", "disputes", "type", "nature"),
}
_SIGNS = {"+": 1, "0": 0, "-": -1}
_OVERRIDE = re.compile(r"\s*\[sign 0: (?P<reason>[^\]]+)\]")
Row = dict[str, str]


class _Tables:
    """The rows of all tables with their line numbers, and the problems met so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.rows = {name: list(self._read(name)) for name in COLUMNS}
        self.disputes = {(row["claim"], row["disputes"]): row for _, row in self.rows["conflicts"]}
        self.actors = {row["id"] for _, row in self.rows["actors"]}
        self.pairs = {(row["id"], other) for _, row in self.rows["claims"] for other in _list(row["disputes"])}
        self.sources = {row["id"] for _, row in self.rows["sources"]}
        self.claims = {row["id"] for _, row in self.rows["claims"]}

    def report(self, table: str, line: int, message: str) -> None:
        self.problems.append(Problem(str(self.folder / f"{table}.csv"), line, message))

    def _read(self, name: str) -> Iterator[tuple[int, Row]]:
        file = self.folder / f"{name}.csv"
        if not file.is_file():
            raise MissingFile(
                f"{self.folder} has no {name}.csv. A folder of tables holds {', '.join(COLUMNS)} as .csv."
            )
        with io.StringIO(read_text(file), newline="") as stream:
            reader = csv.DictReader(stream)
            lacking = [column for column in COLUMNS[name] if column not in (reader.fieldnames or [])]
            if lacking:
                raise InvalidFile([Problem(str(file), 1, f"the columns {', '.join(lacking)} are missing. Add them.")])
            seen: dict[str, int] = {}
            for row in reader:
                self._check_id(name, reader.line_num, row, seen)
                yield reader.line_num, {key: (value or "").strip() for key, value in row.items() if key}

    def _check_id(self, name: str, line: int, row: Row, seen: dict[str, int]) -> None:
        key = row.get("id")
        if key is None:
            return
        if not is_id(key.strip()):
            what = f"the id {key!r} cannot be part of an address" if key.strip() else "the id is empty"
            self.report(name, line, f"{what}. Use letters of a to z, digits, - and _.")
            return
        if key in seen:
            self.report(name, line, f"the id {key!r} was used in line {seen[key]} already. Give each row its own.")
        seen.setdefault(key, line)


def read(folder: Path) -> Record:
    """The records of a folder of tables; raises InvalidFile with all problems of all tables together."""
    tables = _Tables(folder)
    for line, row in tables.rows["conflicts"]:
        for fault in _conflict_faults(tables, row):
            tables.report("conflicts", line, fault)
    sources = {row["id"]: _source(row) for line, row in tables.rows["sources"] if _source_is_sound(tables, line, row)}
    actors = {row["id"]: _actor(row) for line, row in tables.rows["actors"] if _actor_is_sound(tables, line, row)}
    claims = dict(_claims(tables))
    groupings = blocs.read(folder / "blocs.csv", tables.actors, tables.claims, tables.problems)
    if tables.problems:
        raise InvalidFile(tables.problems)
    return Record(
        dict(sorted(actors.items())),
        dict(sorted(sources.items())),
        dict(sorted(claims.items())),
        groupings=groupings,
    )


def _claims(tables: _Tables) -> Iterator[tuple[str, Claim]]:
    for line, row in tables.rows["claims"]:
        found = len(tables.problems)
        for message in _claim_faults(tables, row):
            tables.report("claims", line, message)
        if len(tables.problems) == found:
            yield row["id"], _claim(tables, row)


def _conflict_faults(tables: _Tables, row: Row) -> Iterator[str]:
    yield from _code(row, "type", "DisputeType")
    yield from _code(row, "nature", "DisputeNature")
    if (row["claim"], row["disputes"]) not in tables.pairs:
        yield f"in claims.csv {row['claim']!r} does not dispute {row['disputes']!r}. Add it there, or drop the pair."


def _code(row: Row, column: str, kind: str) -> Iterator[str]:
    known = {_dashed(name) for name, kinds in ontology().codes.items() if kind in kinds}
    if row[column] not in known:
        near = nearest(row[column], known)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"Use {', '.join(sorted(known))}."
        yield f"{column} {row[column]!r} is unknown. {hint}"


def _claim_faults(tables: _Tables, row: Row) -> Iterator[str]:
    yield from _unknown(row, "subject", tables.actors, "actor")
    yield from _unknown(row, "object", tables.actors, "actor")
    yield from _unknown(row, "claimant", tables.actors, "actor", empty=True)
    yield from _unknown(row, "relation", ontology().relations, "relation")
    yield from _unknown(row, "source", tables.sources, "source")
    yield from _unknown(row, "modality", MODALITIES, "modality")
    yield from _date_faults(row)
    for other in _list(row["disputes"]):
        if other not in tables.claims:
            yield f"it disputes {other!r}, and no claim has this id. Correct the id or add the claim."
        elif (row["id"], other) not in tables.disputes:
            yield f"it disputes {other}, but conflicts.csv has no such pair. Add its type and nature there."
    if row["credibility"] not in ("", *"123456"):
        yield f"credibility {row['credibility']!r}: use 1 (confirmed) to 6 (cannot be judged)."
    if row["quantity"] and not re.fullmatch(r"-?\d+(\.\d+)?", row["quantity"]):
        yield f"quantity {row['quantity']!r} is no plain number. Write 130000000, and the unit in its own column."
    if row["relation"] in ontology().relations:
        yield from _sign_faults(row)


def _sign_faults(row: Row) -> Iterator[str]:
    relation = ontology().relations[row["relation"]]
    if row["sign"] not in _SIGNS:
        yield f"sign {row['sign']!r}: use +, 0 or -."
    elif _SIGNS[row["sign"]] != relation.polarity and (
        row["sign"] != "0" or relation.family == "structural" or not _OVERRIDE.search(row["note"])
    ):
        own = {1: "+", 0: "0", -1: "-"}[relation.polarity]
        yield f"sign {row['sign']} against {own} of {relation.name}. Give a reason in the note: [sign 0: reason]."


def _date_faults(row: Row) -> Iterator[str]:
    try:
        when = period.parse(row["when"])
    except InvalidPeriod as error:
        yield str(error)
        return
    relation = ontology().relations.get(row["relation"])
    if relation and not relation.is_state and (when.open_end or ".." in row["when"]):
        yield f"{row['when']!r}: {relation.name} is an event and cannot have an open end. Close the interval."


def _unknown(row: Row, column: str, known: object, thing: str, *, empty: bool = False) -> Iterator[str]:
    value = row[column]
    if value in known or (empty and not value):  # type: ignore[operator]
        return
    near = nearest(value, known)  # type: ignore[arg-type]
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    yield f"{column} {value!r}: there is no such {thing}.{hint}"


def _claim(tables: _Tables, row: Row) -> Claim:
    override = _OVERRIDE.search(row["note"])
    pairs = [tables.disputes[row["id"], other] for other in sorted(_list(row["disputes"]))]
    return Claim(
        id=row["id"],
        subject=row["subject"],
        relation=row["relation"],
        object=row["object"],
        when=period.parse(row["when"]),
        source=row["source"],
        modality=row["modality"],
        polarity=0 if override else None,
        polarity_reason=override["reason"] if override else "",
        amount=_plain(row["quantity"]),
        unit=row["unit"],
        claimant=row["claimant"],
        disputes=tuple(
            ClaimDispute(f"{pair['claim']}-{pair['disputes']}", pair["disputes"], _camel(pair["type"]), pair["nature"])
            for pair in pairs
        ),
        credibility=row["credibility"],
        locator=row["locator"],
        note=_OVERRIDE.sub("", row["note"]),
    )


def _actor_is_sound(tables: _Tables, line: int, row: Row) -> bool:
    if row["type"] not in ontology().classes:
        near = nearest(row["type"], ontology().classes)
        tables.report("actors", line, f"type {row['type']!r} is unknown. Did you mean {' or '.join(near) or 'State'}?")
        return False
    if not row["label"]:
        tables.report("actors", line, f"{row['id']!r} has no label. Every actor needs a name.")
        return False
    return True


def _actor(row: Row) -> Actor:
    return Actor(
        id=row["id"],
        label=row["label"],
        kind=row["type"],
        aliases=tuple((alias, script_tag(alias)) for alias in sorted(_list(row["aliases"]))),
        wikidata=row["wikidata"],
        country=row["country"],
        scope=row["bloc_note"],
        contested=row["status"].removeprefix("contested: "),
        public_role=row["public_role"],
    )


def _source_is_sound(tables: _Tables, line: int, row: Row) -> bool:
    faults = list(_code(row, "kind", "SourceKind"))
    if row["published"]:
        try:
            period.parse(row["published"])
        except InvalidPeriod as error:
            faults.append(str(error))
    if row["language"] and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", row["language"]):
        faults.append(f"language {row['language']!r} is no code. Write en, lt, zh-Hant …")
    if row["accessed"] and not _is_day(row["accessed"]):
        faults.append(f"accessed {row['accessed']!r} is no day. Write it as 2026-11-22.")
    if row["reliability"] not in ("", *"ABCDEF"):
        faults.append(f"reliability {row['reliability']!r}: use A (reliable) to F (cannot be judged).")
    for fault in faults:
        tables.report("sources", line, fault)
    return not faults


def _is_day(text: str) -> bool:
    try:
        period.ordinal(text)
    except InvalidPeriod:
        return False
    return True


def _source(row: Row) -> Source:
    on_paper = not row["url"].startswith("http")
    return Source(
        id=row["id"],
        title=row["title"],
        publisher=row["publisher"],
        kind=_camel(row["kind"]),
        publisher_country=row["publisher_country"],
        authors=tuple(sorted(_list(row["author"]))),
        published=row["published"],
        url="" if on_paper else row["url"],
        language=row["language"],
        reliability=row["reliability"],
        origin=row["origin"],
        accessed=row["accessed"],
        archived=row["archived"],
    )


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _camel(text: str) -> str:
    first, *rest = text.split("-")
    return first + "".join(part.capitalize() for part in rest)


def _dashed(name: str) -> str:
    return re.sub(r"([A-Z])", lambda m: f"-{m[1].lower()}", name)


def _plain(text: str) -> str:
    """The canonical form of a number, which stores keep as it is: 4.10 becomes 4.1."""
    return f"{Decimal(text).normalize():f}" if "." in text else text
