"""A mapping file read and checked: every key and every word, all faults together, each with the nearest right word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from lkg import period
from lkg.claims import Source
from lkg.errors import InvalidFile, InvalidPeriod, Problem
from lkg.importers.panel import relations
from lkg.importers.panel.check import Check, Values
from lkg.importers.panel.mapping import CODES, KINDS, ActorColumn, Names, PanelMapping
from lkg.importers.panel.rows import Table, tidy
from lkg.importers.panel.spells import Gaps
from lkg.store import read_text
from lkg.vocab import ontology

TOP = (
    *("kind", "file", "delimiter", "encoding", "missing", "relation", "note"),
    *("columns", "relations", "subject", "object", "source"),
)
FURTHER = {"spells": ("spells",), "years": ("spells",), "votes": (), "dyads": ("spells", "directed")}
COLUMNS = {
    "spells": (("subject", "object", "start", "end"), ("value",)),
    "years": (("subject", "object", "year"), ("value", "part")),
    "votes": (("subject", "object", "value"), ("date",)),
    "dyads": (("subject", "object", "year"), ("part",)),
}
"""kind → the columns that it needs, and those that it can have"""
ACTORS = ("kind", "codes", "prefix", "names", "label", "public_role")
NAMES = ("file", "code", "label", "id", "date", "scope", "delimiter", "encoding")
JOINED = ("gap", "early_gap", "early_until", "last")
SPELLS = {"spells": ("last", "goes_on"), "years": JOINED, "votes": (), "dyads": JOINED}
SOURCE = ("id", "title", "publisher", "url", "licence", "published", "origin", "reliability", "credibility")
_ID = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_\-.]*[A-Za-z0-9_\-])?")


def read(file: Path, folder: Path) -> PanelMapping:
    """The mapping of one file; the tables that it names lie in the folder.

    Raises InvalidFile with every fault of the mapping together.
    """
    text = read_text(file)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidFile([Problem(str(file), None, f"not valid TOML: {error}.")]) from None
    check = Check(file, text)
    found = _mapping(check, values, folder)
    if check.problems:
        raise InvalidFile(check.problems)
    return found


def _mapping(check: Check, values: Values, folder: Path) -> PanelMapping:
    kind = check.word_of(values, "kind", "the mapping", KINDS, needed=True)
    if not kind:
        raise InvalidFile(check.problems)
    check.keys(values, (*TOP, *FURTHER[kind]), f"a mapping of {kind}")
    needed, other = COLUMNS[kind]
    columns = check.section(values, "columns", (*needed, *other), needed=True)
    for name in needed:
        check.texts_of(columns, name, "[columns]", needed=True)
    value = check.text_of(columns, "value", "[columns]")
    source, credibility = _source(check, values)
    spells = check.section(values, "spells", SPELLS[kind])
    subject = _actors(check, values, "subject", columns, source.id, folder)
    object_ = _actors(check, values, "object", columns, source.id, folder)
    meanings, always = relations.read(check, values, kind, value)
    found = PanelMapping(
        file=str(check.file),
        kind=kind,
        table=_table(check, values, "the mapping", folder),
        subject=subject,
        object=object_,
        meanings=meanings,
        always=always,
        source=source,
        credibility=credibility,
        year=check.text_of(columns, "year", "[columns]"),
        start=check.texts_of(columns, "start", "[columns]"),
        end=check.texts_of(columns, "end", "[columns]"),
        date=check.text_of(columns, "date", "[columns]"),
        part=check.text_of(columns, "part", "[columns]"),
        directed=_directed(check, values),
        gaps=_gaps(check, spells),
        last_day=_last_day(check, spells),
        goes_on={column: tidy(str(cell)) for column, cell in check.section(spells, "goes_on", None).items()},
        missing=frozenset({"", *check.texts_of(values, "missing", "the mapping")}),
    )
    relations.check_ends(check, found)
    return found


def _table(check: Check, values: Values, where: str, folder: Path) -> Table:
    name = check.text_of(values, "file", where, needed=True)
    encoding = check.text_of(values, "encoding", where) or "utf-8"
    try:
        "".encode(encoding)
    except LookupError:
        check.report("encoding", f"there is no encoding {encoding!r}. Use utf-8, latin-1 or cp1252, say.")
    delimiter = check.text_of(values, "delimiter", where)
    if len(delimiter) > 1:
        check.report("delimiter", f'delimiter {delimiter!r} in {where} is one character, such as ";" or "\\t".')
    return Table(folder / name, delimiter, encoding)


def _source(check: Check, values: Values) -> tuple[Source, str]:
    given = check.section(values, "source", SOURCE, needed=True)

    def text(key: str, *, needed: bool = False, form: str = "", advice: str = "") -> str:
        found = check.text_of(given, key, "[source]", needed=needed)
        if found and form and not re.fullmatch(form, found):
            check.report(key, f"{key} {found!r} in [source]: {advice}", "[source]")
        return found

    licence = text("licence")
    source = Source(
        id=text("id", needed=True, form=_ID.pattern, advice="use letters of a to z, digits, - and _."),
        title=text("title", needed=True),
        publisher=text("publisher", needed=True),
        kind="dataset",
        published=_edtf(check, text("published")),
        url=text("url", form=r"https?://\S+", advice="write a full address that begins with https://."),
        reliability=text("reliability", form="[A-F]", advice="use A (completely reliable) to F (cannot be judged)."),
        origin=text("origin"),
        note=f"Licence: {licence}" if licence else "",
    )
    return source, text("credibility", form="[1-6]", advice="use 1 (confirmed) to 6 (cannot be judged).")


def _edtf(check: Check, text: str) -> str:
    try:
        return period.parse(text).text if text else ""
    except InvalidPeriod as error:
        check.report("published", str(error), "[source]")
        return ""


def _actors(check: Check, values: Values, name: str, columns: Values, source: str, folder: Path) -> ActorColumn:
    where = f"[{name}]"
    given = check.section(values, name, ACTORS, needed=True)
    kind = check.word_of(given, "kind", where, _kinds(), needed=True)
    role = check.text_of(given, "public_role", where)
    if kind == "Person" and not role:
        check.report(name, f"{where} needs public_role: a person is in the graph for a public role. Say which.")
    names = check.section(given, "names", NAMES)
    label = check.text_of(given, "label", where)
    if names and label:
        check.report("label", f"{where} has both names and label. Keep one: a second table, or a column of this one.")
    return ActorColumn(
        column=check.text_of(columns, name, "[columns]"),
        kind=kind,
        codes=check.word_of(given, "codes", where, CODES, needed=True),
        prefix=check.text_of(given, "prefix", where) or source,
        names=_names(check, names, f"names of {where}", folder) if names else None,
        label=label,
        public_role=role,
    )


def _kinds() -> list[str]:
    tops = {"Actor", "Policy", "Event", "Asset", "Place"}
    return [kind for kind, above in ontology().classes.items() if above & tops]


def _names(check: Check, given: Values, where: str, folder: Path) -> Names:
    return Names(
        table=_table(check, given, where, folder),
        code=check.text_of(given, "code", where, needed=True),
        label=check.texts_of(given, "label", where, needed=True),
        id=check.text_of(given, "id", where),
        date=check.text_of(given, "date", where),
        scope=check.text_of(given, "scope", where),
    )


def _directed(check: Check, values: Values) -> bool:
    found = values.get("directed", True)
    if not isinstance(found, bool):
        check.report("directed", f"directed is true or false, not {found!r}.")
    return bool(found)


def _gaps(check: Check, given: Values) -> Gaps:
    most = check.number_of(given, "gap", "[spells]", 1)
    until = check.number_of(given, "early_until", "[spells]", 0)
    if ("early_gap" in given) != ("early_until" in given):
        check.report("spells", "early_gap and early_until in [spells] go together. Add the other.")
    return Gaps(most, check.number_of(given, "early_gap", "[spells]", most), until)


def _last_day(check: Check, given: Values) -> int:
    text = check.text_of(given, "last", "[spells]")
    try:
        return period.bounds(text)[1] if text else 0
    except InvalidPeriod as error:
        check.report("last", str(error), "[spells]")
        return 0
