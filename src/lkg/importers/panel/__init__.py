"""Panel data, the tables of political science: who was in what when, who voted how, which pairs were allied.

A small mapping file says what the columns of one table mean; `examples/` holds mappings to copy from. Four kinds:

| kind | a row | a claim |
|---|---|---|
| spells | subject, object, start, end | a row |
| years | subject, object, year | a spell of years |
| votes | who voted, on which roll call, how | a row |
| dyads | two actors, year, and columns of relations | a spell of years, for each column |

Ids come from the codes and the start, so that importing a table again changes nothing. An empty end is unknown
(`1945/`); it is open (`1945/..`) only where the mapping says that the data end before the thing did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkg.claims import Actor, Claim, Source
from lkg.errors import InvalidFile, MissingFile, Problem
from lkg.importers.panel import by_row, by_year, reading
from lkg.importers.panel.account import Account
from lkg.importers.panel.actors import Actors
from lkg.importers.panel.mapping import PanelMapping
from lkg.importers.panel.reader import Reader
from lkg.vocab import nearest

__all__ = ["EXAMPLES", "Account", "Panel", "examples", "read"]
EXAMPLES = Path(__file__).with_name("examples")
"""the folder of the mappings that come with lkg"""
_CLAIMS = {"spells": by_row.spells, "votes": by_row.votes, "years": by_year.years, "dyads": by_year.years}


@dataclass(frozen=True, slots=True)
class Panel:
    """The records of a panel as a stream that can be walked once, and the account that fills while it is walked."""

    records: Iterator[Actor | Source | Claim]
    account: Account


def read(mapping: Path | str, folder: Path | None = None) -> Panel:
    """The panel that a mapping file describes; mapping, columns and names are checked before the first record.

    The tables lie beside the mapping, or in `folder`. In place of a file, `mapping` may be the name of one that comes
    with lkg, such as `cow-igo`; its tables then lie in `folder`, or where one stands. Spells and votes stream row by
    row; years and dyads are kept until the last row, for only then is a spell known.

    Raises MissingFile where a file is not there, and InvalidFile with all faults of the mapping or of the names. Bad
    rows are no error: the account lists them.

    >>> read("cow-ig")
    Traceback (most recent call last):
        ...
    lkg.errors.MissingFile: There is no mapping cow-ig. Give a .toml file, or one that comes with lkg: cow-igo.
    """
    file = _found(Path(mapping))
    beside = Path() if file.parent == EXAMPLES else file.parent
    meant = reading.read(file, folder or beside)
    head = meant.table.head()
    _check_columns(meant, head)
    account = Account(str(meant.table.file))
    reader = Reader(meant, head, account, Actors(meant.subject, head), Actors(meant.object, head))
    return Panel(_records(reader), account)


def examples() -> list[str]:
    """The names of the mappings that come with lkg.

    >>> examples()
    ['archigos', 'atop', 'cow-igo', 'cow-mid', 'un-votes']
    """
    return sorted(file.stem for file in EXAMPLES.glob("*.toml"))


def _found(mapping: Path) -> Path:
    if mapping.is_file():
        return mapping
    if str(mapping) in examples():
        return EXAMPLES / f"{mapping}.toml"
    near = nearest(mapping.stem, examples()) or examples()
    advice = f"Give a .toml file, or one that comes with lkg: {', '.join(near)}."
    raise MissingFile(f"There is no mapping {mapping}. {advice}")


def _records(reader: Reader) -> Iterator[Actor | Source | Claim]:
    """The source, every actor before the first claim that names it, the claims; then actors without a claim.

    To stand in a panel and have no tie is a finding, too.
    """
    yield reader.mapping.source
    told: set[str] = set()
    for claim in _CLAIMS[reader.mapping.kind](reader):
        if reader.subjects.fresh or reader.objects.fresh:
            yield from reader.fresh(told)
        reader.account.claims += 1
        yield claim
    yield from reader.fresh(told)
    reader.account.unnamed += dict.fromkeys([*reader.subjects.unnamed, *reader.objects.unnamed])


def _check_columns(mapping: PanelMapping, head: Sequence[str]) -> None:
    """Raise InvalidFile with every column that the mapping names and the tables lack."""
    problems = list(_lacking(mapping, mapping.columns, head, mapping.table.file))
    for names in filter(None, (mapping.subject.names, mapping.object.names)):
        wanted = tuple(filter(None, (names.code, *names.label, names.id, names.date, names.scope)))
        problems += _lacking(mapping, wanted, names.table.head(), names.table.file)
    if problems:
        raise InvalidFile(problems)


def _lacking(mapping: PanelMapping, wanted: Sequence[str], head: Sequence[str], table: Path) -> Iterator[Problem]:
    for column in dict.fromkeys(wanted):
        if head.count(column) != 1:
            how = "stands twice in" if column in head else "is no column of"
            near = nearest(column, head)
            hint = f"Did you mean {near[0]}?" if near and column not in head else f"It has {', '.join(head)}."
            yield Problem(mapping.file, None, f"{column!r} {how} {table}. {hint}")
