"""Scenarios as TOML files: what is assumed to begin or to end from a date on, read and refused with the line."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from lkg import period
from lkg.claims.model import MODALITIES
from lkg.errors import InvalidFile, InvalidPeriod, Misuse, Problem
from lkg.store import read_text
from lkg.vocab import nearest

HEADS = ("title", "description", "from", "at", "lens", "paths")
BLOCKS: Mapping[str, tuple[str, ...]] = {
    "add": ("subject", "relation", "object", "when", "modality", "credibility", "note"),
    "end": ("claims", "subject", "relation", "object", "note"),
    "withdraw": ("claims", "subject", "relation", "object", "note"),
}
Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an assumption stands, so that a fault in it can be found."""

    file: str = ""
    line: int | None = None

    def problem(self, message: str) -> Problem:
        """What is wrong there."""
        return Problem(self.file, self.line, message)


@dataclass(frozen=True, slots=True)
class Added:
    """A claim that nobody made: that something is so from the scenario's date on, or from `when`."""

    subject: str
    relation: str
    object: str
    when: str = ""
    """empty: from the scenario's date on, or for an event on that date"""
    modality: str = "asserted"
    credibility: str = ""
    """empty: taken as certain, as far as lkg takes anything for certain (p 0.99)"""
    note: str = ""
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Claims by id, or all claims whose parts are among those named; an empty part fits every claim."""

    claims: Texts = ()
    subject: Texts = ()
    relation: Texts = ()
    """with the relations below them"""
    object: Texts = ()
    note: str = ""
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is assumed from a date on, and under which lens, on which day, it is compared with the record.

    `end`: from the date on, what fits neither holds nor happens; what happened before stays. `withdraw`: what fits is
    taken back altogether, as if it had never been said.
    """

    name: str
    since: str
    """the day on which it begins: `from` in the file"""
    at: str
    """the day on which before and after are compared"""
    title: str = ""
    description: str = ""
    lens: str = "default"
    add: tuple[Added, ...] = ()
    end: tuple[Pattern, ...] = ()
    withdraw: tuple[Pattern, ...] = ()
    paths: tuple[Texts, ...] = ()
    """stations, from start to end, of the paths to be compared"""

    def __post_init__(self) -> None:
        if not (self.add or self.end or self.withdraw):
            raise Misuse(f"The scenario {self.name!r} assumes nothing. Give it [[add]], [[end]] or [[withdraw]].")

    def beginning(self, since: str) -> Scenario:
        """The same scenario from another date, compared after the same lapse of time.

        >>> Scenario("x", "2022-07-01", "2022-12-31", add=(Added("a", "supports", "b"),)).beginning("2022-08-01").at
        '2023-01-31'
        """
        first = period.bounds(since)[0]
        lapse = period.bounds(self.at)[1] - period.bounds(self.since)[0]
        return replace(self, since=period.day(first), at=period.day(first + lapse))

    def to_dict(self) -> dict[str, Any]:
        """The assumptions and the date, ready for a receipt."""
        return {
            "name": self.name,
            "from": self.since,
            "add": [_plain(added) for added in self.add],
            "end": [_plain(pattern) for pattern in self.end],
            "withdraw": [_plain(pattern) for pattern in self.withdraw],
        }


def read_folder(folder: Path) -> dict[str, Scenario]:
    """All scenarios of a folder, by name; none where there is no folder."""
    return {file.stem: read(file) for file in sorted(folder.glob("*.toml"))} if folder.is_dir() else {}


def find(name: str, known: Mapping[str, Scenario]) -> Scenario:
    """A scenario by name, or from a .toml file; raises Misuse with near names."""
    if name.endswith(".toml") and Path(name).is_file():
        return read(Path(name))
    if name not in known:
        near = nearest(name, known)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known) or 'none'}."
        raise Misuse(f"There is no scenario {name!r}. {hint}")
    return known[name]


def read(file: Path) -> Scenario:
    """The scenario of one file; its name is the file's.

    Raises InvalidFile with every fault and its line: bad TOML, unknown keys, values that are not possible.
    """
    text = read_text(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile([Problem(str(file), None, f"not valid TOML: {error}.")]) from None
    problems = list(_problems(values, text, str(file)))
    if problems:
        raise InvalidFile(problems)
    return Scenario(
        file.stem,
        _text(values["from"]),
        _text(values["at"]),
        values.get("title", ""),
        " ".join(values.get("description", "").split()),
        values.get("lens", "default"),
        tuple(Added(**{k: _text(v) for k, v in b.items()}, place=p) for b, p in _blocks(values, text, file, "add")),
        tuple(_pattern(block, place) for block, place in _blocks(values, text, file, "end")),
        tuple(_pattern(block, place) for block, place in _blocks(values, text, file, "withdraw")),
        tuple(tuple(stations) for stations in values.get("paths", [])),
    )


def _pattern(block: Mapping[str, Any], place: Place) -> Pattern:
    parts = {key: _texts(value) for key, value in block.items() if key != "note"}
    return Pattern(**parts, note=block.get("note", ""), place=place)


def _blocks(
    values: Mapping[str, Any], text: str, file: str | Path, kind: str
) -> Iterator[tuple[Mapping[str, Any], Place]]:
    heads = [match.start() for match in re.finditer(rf"(?m)^\s*\[\[\s*{kind}\s*\]\]", text)]
    for number, block in enumerate(values.get(kind, [])):
        start = heads[number] if number < len(heads) else 0
        yield block, Place(str(file), text.count("\n", 0, start) + 1 + (text[start : start + 1] == "\n"))


def _problems(values: Mapping[str, Any], text: str, file: str) -> Iterator[Problem]:
    for key in values:
        if key not in (*HEADS, *BLOCKS):
            message = f"a scenario has no key {key!r}. {_hint(key, (*HEADS, *BLOCKS))}"
            yield Problem(file, _line(text, key), message)
    for key in ("from", "at"):
        yield from _date_problems(values, text, file, key)
    for key in ("title", "description", "lens"):
        if not isinstance(values.get(key, ""), str):
            yield Problem(file, _line(text, key), f"{key} = {values[key]!r} is not possible. Write a text in quotes.")
    if not set(values) & set(BLOCKS):
        yield Problem(file, None, "it assumes nothing. Give it [[add]], [[end]] or [[withdraw]].")
    for stations in values.get("paths", []):
        if not isinstance(stations, list) or len(stations) < 2:
            message = f"paths: {stations!r} is not possible. Write a list of names from start to end, two or more."
            yield Problem(file, _line(text, "paths"), message)
    for kind in BLOCKS:
        if kind in values and not isinstance(values[kind], list):
            yield Problem(file, _line(text, kind), f"{kind} is a table. Head each assumption with [[{kind}]].")
            continue
        for block, place in _blocks(values, text, file, kind):
            yield from map(place.problem, _block_problems(kind, block))


def _date_problems(values: Mapping[str, Any], text: str, file: str, key: str) -> Iterator[Problem]:
    if key not in values:
        yield Problem(file, None, f"it lacks {key!r}. Write the day, such as {key} = 2022-07-01.")
        return
    try:
        period.bounds(_text(values[key]))
    except InvalidPeriod as error:
        yield Problem(file, _line(text, key), f"{key}: {error}")


def _block_problems(kind: str, block: Mapping[str, Any]) -> Iterator[str]:
    for key, value in block.items():
        if key not in BLOCKS[kind]:
            yield f"[[{kind}]] has no key {key!r}. {_hint(key, BLOCKS[kind])}"
        elif not isinstance(value, str | dt.date) and not (kind != "add" and key != "note" and _is_texts(value)):
            yield f"{key} = {value!r} is not possible. Write a text in quotes."
    if kind != "add":
        if not set(block) & {"claims", "subject", "object"}:
            yield f"[[{kind}]] would fit too much. Name claims, a subject or an object."
        return
    for key in ("subject", "relation", "object"):
        if key not in block:
            yield f"[[add]] lacks {key!r}. A claim is a subject, a relation and an object."
    if block.get("modality", "asserted") not in MODALITIES:
        yield f"modality = {block['modality']!r} is not possible. Use {', '.join(MODALITIES)}."
    if block.get("credibility", "1") not in tuple("123456"):
        yield f'credibility = {block["credibility"]!r} is not possible. Use "1" (confirmed) to "6".'


def _hint(key: str, known: Texts) -> str:
    near = nearest(key, known)
    return f"Did you mean {' or '.join(near)}?" if near else f"It has {', '.join(known)}."


def _line(text: str, key: str) -> int | None:
    match = re.search(rf"(?m)^[ \t]*\[?\[?[ \t]*{re.escape(key)}\b", text)
    return text.count("\n", 0, match.start()) + 1 if match else None


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _texts(value: Any) -> Texts:
    return tuple(value) if isinstance(value, list) else (_text(value),)


def _plain(assumption: Added | Pattern) -> dict[str, Any]:
    named = {name: getattr(assumption, name) for name in assumption.__slots__ if name not in ("place", "note")}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in named.items() if value}
