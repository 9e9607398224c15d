"""What the columns of a sheet mean: found by their headings, in whatever order and under usual other names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lkg.importers.sheets.cells import Line, Sheet
from lkg.importers.sheets.faults import Fault, letter
from lkg.vocab import nearest


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind of sheet: what it is called, and what it means to whoever fills it."""

    name: str
    meaning: str
    also: tuple[str, ...] = ()
    """other headings under which it goes"""
    needed: bool = False


CLAIMS = (
    Column("from", "Who does it: a name, as you write it.",
           ("subject", "actor", "actor1", "who", "sender", "initiator", "source actor"), True),
    Column("relation", "What is done: a relation of the list, or a word of the sheet Relations.",
           ("predicate", "verb", "action", "tie", "relationship", "event type"), True),
    Column("to", "To whom: a name, as you write it.",
           ("object", "target", "actor2", "whom", "target actor", "receiver", "recipient"), True),
    Column("date", "When: 2022, 2022-07, 2022-07-01, about 2022, or 2022-03/2023-01 from first to last.",
           ("when", "day", "year", "event date", "date of event", "period"), True),
    Column("url", "Who says so: the address of the page, the title of what is on paper, or uncited.",
           ("source", "link", "address", "source url", "source link", "web page", "website", "reference"), True),
    Column("id", "A name for the row that never changes, such as 1, 2, 3: with it a later import changes this claim.",
           ("claim", "claim id", "no", "nr")),
    Column("modality", "asserted (if empty), alleged, negated, ended or planned.", ("status",)),
    Column("amount", "A plain number, such as 130000000.", ("quantity", "value")),
    Column("unit", "Of the amount: EUR, MW, persons.", ("currency",)),
    Column("said by", "Who is quoted, if the source only passes it on.", ("claimant", "according to", "speaker")),
    Column("credibility", "1 confirmed, 2 probable, 3 possible, 4 doubtful, 5 improbable, 6 cannot be judged.", ()),
    Column("page", "Where in the source: page, paragraph, table.", ("locator", "paragraph")),
    Column("note", "In your own words.", ("comment", "remark", "remarks", "notes")),
    Column("from kind", "The kind of a new name: State, Organization, Person …", ("subject kind", "from type")),
    Column("to kind", "The kind of a new name.", ("object kind", "to type")),
    Column("title", "Of the source.", ("headline", "source title")),
    Column("publisher", "Of the source.", ("outlet", "source publisher")),
    Column("published", "When the source appeared.", ("source date", "publication date")),
    Column("reliability", "Of the source: A reliable, B usually, C fairly, D rarely, E unreliable, F unknown.", ()),
    Column("disputes", "The id of a claim that this one denies.", ("denies claim",)),
)  # fmt: skip
ACTORS = (
    Column("name", "As in the claims.", ("label", "actor"), True),
    Column("kind", "State, Organization, Person … as in the list.", ("type",), True),
    Column("also known as", "Other names, with ; between them.", ("aliases", "alias", "other names")),
    Column("country", "Two capitals, such as LT; INT for what belongs to several.", ()),
    Column("public role", "Of a person: the office for which he or she is here.", ("role", "office")),
    Column("wikidata", "The item, such as Q37.", ("qid",)),
    Column("id", "Its id in the graph; made from the name where there is none.", ()),
)
SOURCES = (
    Column("url", "As in the claims.", ("link", "address", "source"), True),
    Column("title", "As it stands on the page.", ("headline",)),
    Column("publisher", "Who answers for it.", ("outlet",)),
    Column("published", "When it appeared.", ("date",)),
    Column("kind", "news, article, government, press-release, state-media or dataset.", ("type",)),
    Column("reliability", "A reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.", ()),
    Column("language", "en, lt, zh …", ()),
    Column("country", "Of the publisher: two capitals.", ("publisher country",)),
    Column("archived", "The address of a stored copy.", ("archive", "archived link")),
    Column("accessed", "The day on which you read it.", ("read",)),
)
RELATIONS = (
    Column("word", "As in your claims.", ("name", "relation", "label"), True),
    Column("means", "One of the list of relations; or only a sign: + cooperation, - conflict, 0 neither.",
           ("sign", "meaning", "relation of lkg", "polarity"), True),
    Column("perhaps", "Relations that are worded like it: copy the right one into means.", ()),
)  # fmt: skip
SHEETS: Mapping[str, tuple[Column, ...]] = {
    "Claims": CLAIMS,
    "Actors": ACTORS,
    "Sources": SOURCES,
    "Relations": RELATIONS,
}
LOOKED_AT = 20
"""rows among which the headings are looked for: titles and dates may stand above them"""


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of its columns."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    places: Mapping[str, tuple[str, str]]
    """name → letter and heading"""

    def __getitem__(self, name: str) -> str:
        """What stands in a column; empty where there is no such column."""
        return self.cells.get(name, "")

    def fault(self, name: str, message: str, *, severe: bool = True) -> Fault:
        """A fault of one cell."""
        column, heading = self.places.get(name, ("", ""))
        return Fault(self.sheet, self.number, column, heading, self[name], message, severe)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file of somebody else's needs to be read: which heading means which column, and what all rows share."""

    named: Mapping[str, str] = field(default_factory=dict)
    """heading → name of a column"""
    filled: Mapping[str, str] = field(default_factory=dict)
    """name of a column → what stands in every row"""


AS_IT_IS = Layout()
"""for a file whose headings say what its columns mean"""


def rows(sheet: Sheet, columns: tuple[Column, ...], faults: list[Fault], layout: Layout = AS_IT_IS) -> Iterator[Row]:
    """The rows beneath the headings; what is wrong with the headings joins `faults`, and then there are no rows."""
    head = _head(sheet, columns, layout)
    if head is None:
        faults.append(_no_head(sheet, columns, layout))
        return
    places = _places(sheet, head, _named(columns, layout, head), faults)
    shared = {**_units(head, places), **layout.filled}
    faults += _of_cells(sheet, head, places)
    faults += _unused(sheet, head, places, columns)
    for line in sheet.lines:
        if line.number > head.number and not line.is_empty:
            padded = line.cells + ("",) * (len(head.cells) - len(line.cells))
            yield Row(
                sheet.name,
                line.number,
                {**shared, **{name: padded[at] for name, at in places.items()}},
                {name: (letter(at), head.cells[at]) for name, at in places.items()},
            )


def _of_cells(sheet: Sheet, head: Line, places: Mapping[str, int]) -> Iterator[Fault]:
    """Faults of cells, where they matter: beneath the headings, in columns that say something here, or in several."""
    used = set(map(letter, places.values()))
    return (
        fault for fault in sheet.faults if fault.row >= head.number and (fault.column in used or ":" in fault.value)
    )


def _unused(sheet: Sheet, head: Line, places: Mapping[str, int], columns: tuple[Column, ...]) -> Iterator[Fault]:
    """Advice on columns that say nothing here: a heading may be a slip."""
    free = [column.name for column in columns if column.name not in places]
    for at, heading in enumerate(head.cells):
        if heading and at not in places.values():
            near = nearest(_plain(heading), free)
            hint = f" Did you mean {near[0]}?" if near else ""
            yield Fault(sheet.name, head.number, letter(at), "", heading, f"a column that is not used.{hint}", False)


def fits(sheet: Sheet, columns: tuple[Column, ...], layout: Layout = AS_IT_IS) -> bool:
    """Whether a sheet has the headings that are needed."""
    return _head(sheet, columns, layout) is not None


def _named(columns: tuple[Column, ...], layout: Layout, head: Line) -> dict[str, str]:
    """Heading → name of a column: what the layout says goes before usual names."""
    usual = {name: column.name for column in columns for name in (column.name, *column.also)}
    if columns is CLAIMS and {"source", "target"} <= set(map(_plain, head.cells)):
        # beside a target, a source is where a tie starts, not who says so
        usual["source"] = "from"
    given = {_plain(heading): name for heading, name in layout.named.items()}
    return {heading: name for heading, name in usual.items() if name not in given.values()} | given


def _units(head: Line, places: Mapping[str, int]) -> dict[str, str]:
    """The unit that the heading of amounts names in parentheses: Amount (EUR)."""
    unit = re.search(r"\(([^)]+)\)\s*$", head.cells[places["amount"]]) if "amount" in places else None
    return {"unit": unit[1].strip()} if unit and "unit" not in places else {}


def _needed(columns: tuple[Column, ...], layout: Layout) -> list[str]:
    return [column.name for column in columns if column.needed and column.name not in layout.filled]


def _plain(heading: str) -> str:
    """A heading for comparison.

    >>> _plain("Actor 1*"), _plain("Amount (EUR)"), _plain("source_url")
    ('actor1', 'amount', 'source url')
    """
    words = re.sub(r"\([^)]*\)\s*$", "", heading.lower()).replace("_", " ").replace("*", " ").split()
    return re.sub(r" (?=\d+$)", "", " ".join(words) or heading.lower())


def _head(sheet: Sheet, columns: tuple[Column, ...], layout: Layout) -> Line | None:
    needed = set(_needed(columns, layout))
    for line in sheet.lines[:LOOKED_AT]:
        named = _named(columns, layout, line)
        if needed <= {named.get(_plain(cell)) for cell in line.cells}:
            return line
    return None


def _no_head(sheet: Sheet, columns: tuple[Column, ...], layout: Layout) -> Fault:
    needed = _needed(columns, layout)
    likely = sorted(sheet.lines[:LOOKED_AT], key=lambda line: sum(map(bool, line.cells)), reverse=True)
    # the fullest of the first rows: a title may stand above the headings
    first = likely[0] if likely else Line(1, ())
    named = _named(columns, layout, first)
    lacking = [name for name in needed if name not in {named.get(_plain(cell)) for cell in first.cells}]
    found = [cell for cell in first.cells if cell]
    what = f"The headings {', '.join(found)} lack {', '.join(lacking)}" if found else "There are no headings"
    hints = [f"{near[0]} for {name}" for name in lacking if (near := nearest(name, found))]
    hint = f" Rename {', '.join(hints)}?" if hints else " Rename them, or say which is which: --column 'WHO=from'."
    return Fault(sheet.name, first.number, "", "", "", f"{what}.{hint}")


def _places(sheet: Sheet, head: Line, named: Mapping[str, str], faults: list[Fault]) -> dict[str, int]:
    found = dict[str, int]()
    # a column goes before one that only bears another name of it
    exact = set(named.values()) & set(map(_plain, head.cells))
    for at, cell in enumerate(head.cells):
        name = named.get(_plain(cell))
        if name is None or (name in exact and _plain(cell) != name):
            continue
        if name in found:
            other = letter(found[name])
            faults.append(Fault(sheet.name, head.number, letter(at), "", cell, f"column {other} is {name} already."))
        found.setdefault(name, at)
    return found
