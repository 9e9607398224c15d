"""Event data (ICEWS, POLECAT, KEDS and WEIS, GDELT, quadruples) as claims: a row is a claim, or counted with a reason.

What was decided, so that an import can be repeated and judged:

- **Ids** hold no chance and no line number: a claim is called by its data set and the event's own id
  (`icews.32889836`) or, where a form has none, by all that the row says
  (`keds.gulf.1990-08-02.iraq.223.kuwait`). So importing twice changes nothing.
- **Duplicates**, rows with an id met before, are one claim. An event that a code book codes once for **either side**
  is one claim as well, and the second row is counted as mirrored: a symmetric relation with the same code (a
  meeting), or a visit made and received; only on the same day and, where rows name them, in the same story or page.
- **Actors** are states, bodies or persons as `actors` says; organs of a state represent it in each year in which a
  row shows them so, by one claim `represents` with the interval of that year, sourced by the data set.
- **Sources**: the data set, or its part (KEDS has three); where a row names its publisher, that publisher, whose
  origin makes it a voice of its own. They are rated F (cannot be judged), for no code book rates them.
- The **locator** names file and line, code and label, story or page.
- Rows **without a day** that exists, with one side only, of an actor with itself, or with a code that no relation
  stands for (remarks, votes) make no claim. All are counted, and listed with their lines.
- **Polarity** is the relation's, but where `weis.csv` gives another one with its reason. **Intensity** is that of the
  row, else of its code; a score against the sign of the relation is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lkg.importers.accounts import Listing
from lkg.importers.actors import identifier
from lkg.importers.events.account import Account, Skipped
from lkg.importers.events.forms import FORMS, Form, form_of
from lkg.importers.events.reading import DataSet, Importer, Record
from lkg.importers.opening import check_files
from lkg.importers.origin import day_of

__all__ = ["FORMS", "Account", "Reading", "Record", "Skipped", "read"]


@dataclass(slots=True)
class Reading:
    """The records of event files, read as they are asked for, once; the account is full when they are used up."""

    records: Iterator[Record]
    account: Account

    def __iter__(self) -> Iterator[Record]:
        return self.records


def read(
    files: Sequence[Path], form: str, *, name: str = "", accessed: str = "", listing: Listing | None = None
) -> Reading:
    """The actors, sources and claims of event files, in the order of the rows; nothing is kept but what was met.

    `name` is what the data set is called in ids (else the form, or the first file for quadruples), `accessed` the day
    on which it was fetched (else the day of the first file), and `listing` takes every row that becomes no claim.
    Memory grows with the number of actors, of sources and of events: by one bit for an event with a number, by
    about 150 bytes for another one.

    Raises Misuse for a form that does not exist, and MissingFile; while reading, InvalidFile for a file that breaks
    off or is of another form. What was given before stays given: write it where it can be thrown away.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder) / "gulf.txt"
    ...     _ = file.write_text("900802 IRQ KUW 223 (MIL ENGAGEMENT)\\n900802 IRQ --- 010 (YIELD)\\n")
    ...     found = read([file], "keds")
    ...     claims = [record.id for record in found if type(record).__name__ == "Claim"]
    >>> claims, dict(found.account.skipped)
    (['keds.1990-08-02.iraq.223.kuwait'], {'one-sided': 1})
    """
    chosen = form_of(form)
    check_files(files)
    account = Account(listing=listing)
    data = _data_set(chosen, name or _name(chosen, form, files[0]), day_of(files[0], accessed))
    return Reading(Importer(data, chosen, account).records(files), account)


def _data_set(chosen: Form, name: str, accessed: str) -> DataSet:
    return DataSet(identifier(name), chosen.title or name, chosen.publisher or name, chosen.url, accessed)


def _name(chosen: Form, form: str, file: Path) -> str:
    return form if chosen.title else file.name.partition(".")[0]
