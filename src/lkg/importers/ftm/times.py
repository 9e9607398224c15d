"""Dates of FollowTheMoney, which are ISO dates of any precision, as EDTF."""

from __future__ import annotations

import re

from lkg.importers.accounts import LeftOut
from lkg.importers.ftm.opening import Entity
from lkg.importers.origin import checked

_DATE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[T ].*)?")
_STARTS = ("startDate", "listingDate", "declarationDate")


def when(entity: Entity, *, state: bool, seen: str) -> tuple[str, bool]:
    """When a link holds, and whether it says so itself; raises LeftOut.

    A start without an end is `S/`: nothing says that it goes on. What has no date is attested, with `?`, on the day
    `seen`, or, an event, happened on some day up to it.

    >>> from pathlib import Path
    >>> dated = Entity(Path("x"), 1, "o", "Ownership", {"startDate": ["2020-03"]})
    >>> when(dated, state=True, seen="2026-01-01"), when(dated, state=False, seen="2026-01-01")
    (('2020-03/', True), ('2020-03/2026-01-01', True))
    """
    starts, ends, dates = _dates(entity, *_STARTS), _dates(entity, "endDate"), _dates(entity, "date")
    if starts or ends:
        first, last = min(starts, default=""), max(ends, default="")
        if not last and not state:
            last = max(seen, first)
        return checked(f"{first}/{last}"), True
    if dates:
        return checked(dates[0] if len(dates) == 1 else f"{min(dates)}/{max(dates)}"), True
    return (f"{seen}?" if state else f"/{seen}"), False


def day(entity: Entity, *names: str) -> str:
    """The first exact day among these properties, or nothing."""
    found = (_DATE.fullmatch(text) for text in entity.all(*names))
    return next((match[1] for match in found if match and len(match[1]) == 10), "")


def _dates(entity: Entity, *names: str) -> list[str]:
    found = entity.all(*names)
    read = [match[1] for match in map(_DATE.fullmatch, found) if match]
    if found and not read:
        raise LeftOut("no-date", f"{found[0]!r} is no date")
    return read
