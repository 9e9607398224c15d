"""What the rows of each form of event data say, read into one kind of row.

Each function makes a reader for one import, which keeps the actors it has met; it gives a row, or says what is wrong.
The order of GDELT's columns (57 in version 1.0 before April 2013, 58 with the address of the page, 61 in version 2.0)
and the names of POLECAT's are those that its published readers use; files of either were not at hand to try.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from lkg.importers.events import codes
from lkg.importers.events.actors import ABSENT, ROLES, End, Known, by_code, by_name, state_of
from lkg.importers.events.codes import Meaning

_GDELT = {"event": 0, "day": 1, "source": 5, "target": 15, "code": 26, "intensity": 30}
"""where GDELT has what is needed here, counted from 0; Actor1Code, Actor2Code, EventCode, GoldsteinScale"""
_GDELT_URL: Mapping[int, int | None] = {57: None, 58: 57, 61: 60}
"""number of columns → where SOURCEURL is"""


class Row(NamedTuple):
    """What a row of any form says; a side that it does not name is None, a code that means nothing here, too."""

    event: str
    """the data set's own id of the event; empty where it has none"""
    day: str
    source: Known | None
    target: Known | None
    code: str
    label: str
    meaning: Meaning | None
    intensity: str = ""
    part: str = ""
    """which of several data sets in one file"""
    publisher: str = ""
    more: str = ""
    """where the data set has it from, for the locator"""


Reader = Callable[[Sequence[str]], Row | str]
"""what the cells of one line say, or what is wrong with them"""


def icews() -> Reader:
    """CAMEO codes, names with sectors and country, and the publisher of each story."""
    named = _names()

    def row(cells: Sequence[str]) -> Row | str:
        event, day, name, sectors, country, code, label, intensity, to, to_sectors, to_country, *story = cells
        if not code.isdecimal():
            return f"{code!r} is no CAMEO code"
        ends = named(name, sectors, country), named(to, to_sectors, to_country)
        place = f"story {story[0]} sentence {story[1]}"
        return Row(event, day, *ends, code, label, cameo(code), intensity, "", story[2], place)

    return row


def polecat() -> Reader:
    """PLOVER types and modes, names with codes of sectors and country, and the publisher."""
    named = _names()
    meanings = codes.plover()

    def row(cells: Sequence[str]) -> Row | str:
        event, day, name, sectors, country, kind, mode, intensity, to, to_sectors, to_country, publisher = cells
        code = kind if mode in ABSENT else f"{kind} {mode}"
        source = named(name, _words(sectors), state_of(country))
        target = named(to, _words(to_sectors), state_of(to_country))
        meaning = meanings.get(code) or meanings.get(kind)
        return Row(event, day, source, target, code, "", meaning, intensity, "", publisher)

    return row


def keds() -> Reader:
    """Set (or none), day, source, target, WEIS code, label; spaces between where there are no tabs.

    >>> row = keds()(["900802 IRQ KUW 223 (MIL ENGAGEMENT)"])
    >>> row.day, row.source.actor.id, row.target.actor.id, row.label
    ('900802', 'iraq', 'kuwait', 'MIL ENGAGEMENT')
    """
    coded = _codes("keds")
    meanings = codes.weis()

    def row(cells: Sequence[str]) -> Row | str:
        found = cells if len(cells) > 4 else " ".join(cells).split(None, 5)
        start = 0 if found and found[0].lstrip()[:1].isdigit() else 1
        if len(found) < start + 4:
            return "fewer cells than day, source, target and code"
        day, source, target, code = found[start : start + 4]
        code = code.strip()
        if not (len(code) == 3 and code.isdecimal()):
            return f"{code!r} is no WEIS code of three digits"
        part = found[0].strip() if start else ""
        label = " ".join(found[start + 4 :]).strip(" ()")
        return Row("", day, coded(source), coded(target), code, label, meanings.get(code), "", part)

    return row


def gdelt() -> Reader:
    """The export files of GDELT's events: CAMEO codes for actors and for events, the page as publisher."""
    coded = _codes("cameo")
    wanted = itemgetter(*_GDELT.values())

    def row(cells: Sequence[str]) -> Row | str:
        if len(cells) not in _GDELT_URL:
            return f"{len(cells)} columns: GDELT has {', '.join(map(str, _GDELT_URL))}"
        event, day, source, target, code, intensity = wanted(cells)
        if not code.isdecimal():
            return f"{code!r} is no CAMEO code"
        place = _GDELT_URL[len(cells)]
        url = cells[place].strip() if place else ""
        meaning = cameo(code)
        label = meaning.label if meaning else ""
        return Row(event, day, coded(source), coded(target), code, label, meaning, intensity, "", _site(url), url)

    return row


def quadruples() -> Reader:
    """Subject, event, object, day; the event as a CAMEO label or code, with `_` for spaces."""
    named = _names()
    labels = codes.by_label()

    def row(cells: Sequence[str]) -> Row | str:
        if len(cells) < 4:
            return f"{len(cells)} columns, not subject, event, object and day"
        subject, event, object_, day = (cell.replace("_", " ").strip() for cell in cells[:4])
        meaning = cameo(event) if event.isdecimal() else labels.get(event.lower())
        code, label = (meaning.code, meaning.label) if meaning else (event, "")
        return Row("", day, named(subject, "", ""), named(object_, "", ""), code, label, meaning)

    return row


def cameo(code: str) -> Meaning | None:
    """What a CAMEO code means: itself, or else the longest of its beginnings that is a code.

    >>> cameo("0571").code, cameo("0579").code, cameo("99")
    ('057', '057', None)
    """
    meanings = codes.cameo()
    if code in meanings:
        return meanings[code]
    return next((meanings[code[:end]] for end in range(len(code), 1, -1) if code[:end] in meanings), None)


def _names() -> Callable[[str, str, str], Known | None]:
    known: dict[tuple[str, str, str], Known | None] = {}

    def named(name: str, sectors: str, country: str) -> Known | None:
        end = name, sectors, country
        if end not in known:
            known[end] = by_name(End(*end))
        return known[end]

    return named


def _codes(scheme: str) -> Callable[[str], Known | None]:
    known: dict[str, Known | None] = {}

    def coded(code: str) -> Known | None:
        if code not in known:
            known[code] = by_code(code, scheme)
        return known[code]

    return coded


def _words(sectors: str) -> str:
    """Codes of sectors, with ; between, as the words that ICEWS uses."""
    return ",".join(ROLES.get(code.strip(), code.strip()) for code in sectors.split(";"))


def _site(url: str) -> str:
    """The site of a page, which is who published it; what is no address stands for itself."""
    parts = url.split("/", 3)
    return parts[2].removeprefix("www.").lower() if len(parts) > 2 and parts[0] in ("http:", "https:") else url
