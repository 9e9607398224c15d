"""What the columns of each sheet mean, and under which other names they go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lkg.importers.sheets.faults import Fault


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
           ("predicate", "verb", "action", "did what", "tie", "relationship", "event type"), True),
    Column("to", "To whom: a name, as you write it.",
           ("object", "target", "actor2", "whom", "to whom", "target actor", "receiver", "recipient"), True),
    Column("date", "When: 2022, 2022-07, 2022-07-01, about 2022, or 2022-03/2023-01 from first to last.",
           ("when", "day", "year", "event date", "date of event", "period"), True),
    Column("url", "Who says so: the address of the page, the title of what is on paper, or uncited.",
           ("source", "link", "address", "source url", "source link", "web page", "website", "reference"), True),
    Column("id", "A name for the row that never changes, such as 1, 2, 3: with it a later import changes this claim.",
           ("claim", "claim id")),
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


@dataclass(frozen=True, slots=True)
class Row:
    """A row by the names of its columns.

    >>> row = Row("Claims", 4, {"date": "soon"}, {"date": ("D", "When")})
    >>> row["date"], row["note"], row.fault("date", "no date. Write 2022.").words()
    ('soon', '', "column D (When), 'soon': no date. Write 2022.")
    """

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
