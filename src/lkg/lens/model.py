"""The fields of a lens, checked when it is made, and the words that say what it sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lkg import period
from lkg.errors import InvalidLens, InvalidPeriod, UnknownTerm
from lkg.vocab import nearest, ontology

MEMORY = "24m"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "memberships": ("paths", "ties", "none"),
    "roll_up": ("none", "body", "state"),
    "contested": ("keep", "drop", "only"),
    "weight": ("count", "probability", "intensity", "voices"),
    "direction": ("both", "as-claimed"),
}
_MEMBERSHIP_WORDS = {
    "paths": "memberships in paths only",
    "ties": "memberships are ties",
    "none": "no memberships",
}
CONTRACTIBLE = ("Agreement", "Dispute", "Event", "Policy")
LISTS = (
    "relations",
    "families",
    "modality",
    "kinds",
    "actors",
    "among",
    "without",
    "without_side",
    "contract",
    "sources",
    "without_sources",
    "without_voices",
    "sign",
    "between",
)
"""fields that hold several texts"""


@dataclass(frozen=True, slots=True)
class Lens:
    """Which claims count, and how much; raises InvalidLens for a value that makes no sense, with what is possible.

    >>> Lens(at="2022-07-01").words()
    'on 2022-07-01 (events of the 24 months before); credibility 1–4; memberships in paths only'
    >>> Lens(weigth="count")
    Traceback (most recent call last):
    TypeError: Lens.__init__() got an unexpected keyword argument 'weigth'
    """

    name: str = "default"
    title: str = ""
    at: str | None = None
    """a day: states that hold on it, events of the `memory` before it"""
    between: tuple[str, ...] = ()
    """two dates; states that hold and events that happen from the first to the second"""
    memory: str = MEMORY
    half_life: str = ""
    """how long until a claim weighs half, as 12m or 1y; empty: nothing fades"""
    known_by: str | None = None
    """a day: claims of sources that appeared later are unseen"""
    sure: bool = False
    """only what surely held or happened then, not what possibly did"""
    relations: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    modality: tuple[str, ...] = ("asserted", "alleged")
    planned: bool = False
    kinds: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """a start set: ties that touch one of them, or are derived from one"""
    among: tuple[str, ...] = ()
    """a closed set: ties whose two ends are both in it"""
    without: tuple[str, ...] = ()
    without_side: tuple[str, ...] = ()
    """leave these out, with all who represent them, each by its dates"""
    roll_up: str = "none"
    contract: tuple[str, ...] = ()
    """kinds of node to replace by signed ties between those who take part"""
    memberships: str = "paths"
    """whether memberOf makes ties: in paths only, always, or never"""
    sources: tuple[str, ...] = ()
    without_sources: tuple[str, ...] = ()
    without_voices: tuple[str, ...] = ()
    """actors, or agencies and papers by name, whose word does not count"""
    min_credibility: int = 4
    contested: str = "keep"
    worldview: str = ""
    """an actor whose side's recorded denials are taken at their word"""
    sign: tuple[str, ...] = ("+", "-", "0")
    direction: str = "both"
    weight: str = "count"

    def __post_init__(self) -> None:
        for found in fields(self):
            object.__setattr__(self, found.name, _typed(found.name, getattr(self, found.name)))
        _check(self)

    def window(self) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """First and last day for states, and for events; None where the lens has no date.

        >>> states, events = Lens(at="2022-07-01", memory="6m").window()
        >>> [period.day(n) for n in (*states, *events)]
        ['2022-07-01', '2022-07-01', '2022-01-01', '2022-07-01']
        """
        if self.at is not None:
            first, last = period.bounds(self.at)
            return (first, last), (period.months_before(first, period.months(self.memory)), last)
        if self.between:
            span = period.bounds(self.between[0])[0], period.bounds(self.between[1])[1]
            return span, span
        return None

    def day(self) -> int | None:
        """The day from which claims fade: the last of the window; None where the lens has no date."""
        window = self.window()
        return None if window is None else window[0][1]

    def modalities(self) -> tuple[str, ...]:
        """The modalities whose claims count.

        >>> Lens(planned=True).modalities()
        ('asserted', 'alleged', 'planned')
        """
        return (*self.modality, *(("planned",) if self.planned else ()))

    def but(self, **changes: Any) -> Lens:
        """The same lens with other values; raises InvalidLens for a key that no lens has.

        >>> lens = Lens(at="2022-07-01").but(weight="voices")
        >>> lens.at, lens.weight
        ('2022-07-01', 'voices')
        >>> lens.but(wieght="count")
        Traceback (most recent call last):
            ...
        lkg.errors.InvalidLens: A lens has no key 'wieght'. Did you mean weight?
        """
        check_keys(changes)
        changed = {"at", "between", "sure", "known_by", "worldview"} & {
            key for key, value in changes.items() if value != getattr(self, key)
        }
        # a title that speaks of other dates or of everybody's view would be wrong
        return replace(self, **({"title": ""} if changed else {}) | changes)

    def to_dict(self) -> dict[str, Any]:
        """All fields that differ from the default lens, and the name, ready for JSON and TOML.

        >>> Lens(at="2022-07-01", relations=("aids", "visits")).to_dict()
        {'name': 'default', 'at': '2022-07-01', 'relations': ['aids', 'visits']}
        """
        found = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return {"name": self.name} | {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}

    def heading(self) -> str:
        """The title, or where dates were changed, what the lens shows and when.

        >>> Lens(title="Who aids whom").heading(), Lens(title="Who aids whom").but(at="2022").heading()
        ('Who aids whom', 'Ties on 2022 (events of the 24 months before)')
        """
        return self.title or f"Ties {self._time_words()}".replace("Ties all dates", "Ties over all dates")

    def words(self) -> str:
        """What the lens sees, in one line for captions and tables."""
        parts = [self._time_words(), *self._choice_words(), f"credibility 1–{self.min_credibility}"]
        parts.append(_MEMBERSHIP_WORDS[self.memberships])
        parts += [f"fading by half in {period.months(self.half_life)} months"] if self.half_life else []
        parts += [f"weighed by {self.weight}"] if self.weight != "count" else []
        parts += ["direction as claimed"] if self.direction != "both" else []
        return "; ".join(filter(None, parts))

    def _time_words(self) -> str:
        sure = "surely " if self.sure else ""
        if self.at:
            return f"{sure}on {self.at} (events of the {period.months(self.memory)} months before)"
        return f"{sure}between {self.between[0]} and {self.between[1]}" if self.between else f"{sure}all dates"

    def _choice_words(self) -> list[str]:
        listed = {
            "relations": "relations",
            "families": "families",
            "kinds": "kinds",
            "actors": "around",
            "among": "among",
            "without": "without",
            "without_side": "without the side of",
            "sources": "sources",
            "without_sources": "without the sources",
            "without_voices": "without the voices",
            "contract": "contracting",
        }
        parts = [f"{label} {', '.join(getattr(self, name))}" for name, label in listed.items() if getattr(self, name)]
        if self.roll_up != "none":
            parts.append(f"rolled up to {self.roll_up}")
        if self.known_by:
            parts.append(f"known by {self.known_by}")
        if self.worldview:
            parts.append(f"without what the side of {self.worldview} denies")
        if self.contested != "keep":
            parts.append("contested dropped" if self.contested == "drop" else "contested only")
        if self.modality != ("asserted", "alleged"):
            parts.append(f"{' and '.join(self.modality)} only")
        if self.planned:
            parts.append("planned too")
        if set(self.sign) != {"+", "-", "0"}:
            parts.append(f"signs {' '.join(self.sign)}")
        return parts


def check_keys(keys: Mapping[str, Any], place: str = "") -> None:
    """Raise InvalidLens for keys that no lens has, with near ones."""
    known = [f.name for f in fields(Lens)]
    for key in keys:
        if key not in known:
            near = nearest(key, known)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"A lens has {', '.join(known)}."
            raise InvalidLens(f"{place}A lens has no key {key!r}. {hint}")


def _typed(name: str, value: Any) -> Any:
    """The value in the type of its field; raises InvalidLens for one of another type."""
    if isinstance(value, dt.date):
        value = value.isoformat()
    if name in LISTS:
        items = (value,) if isinstance(value, str | dt.date) else value
        if isinstance(items, list | tuple):
            texts = tuple(item.isoformat() if isinstance(item, dt.date) else item for item in items)
            if all(isinstance(item, str) for item in texts):
                return texts
        raise InvalidLens(f"{name} = {value!r} is not possible. Write a list of texts.")
    wanted = {"sure": bool, "planned": bool, "min_credibility": int}.get(name, str)
    if type(value) is not wanted and not (name in ("at", "known_by") and value is None):
        kind = {bool: "true or false", int: "a whole number", str: "a text in quotes"}[wanted]
        raise InvalidLens(f"{name} = {value!r} is not possible. Write {kind}.")
    return value


def _check(lens: Lens) -> None:
    for name, choices in CHOICES.items():
        if getattr(lens, name) not in choices:
            raise InvalidLens(f"{name} = {getattr(lens, name)!r} is not possible. Use {', '.join(choices)}.")
    _check_terms(lens)
    _check_dates(lens)
    if lens.min_credibility not in range(1, 7):
        raise InvalidLens(f"min_credibility = {lens.min_credibility} is not possible. Use 1 (confirmed) to 6.")
    if not lens.sign or set(lens.sign) - {"+", "-", "0"}:
        raise InvalidLens(f"sign = {list(lens.sign)} is not possible. Use some of '+', '-', '0'.")


def _check_terms(lens: Lens) -> None:
    families = (
        "structural",
        "cooperation",
        "conflict",
        "verbalCooperation",
        "materialCooperation",
        "verbalConflict",
        "materialConflict",
    )
    known: Mapping[str, tuple[str, ...]] = {
        "relations": tuple(ontology().relations),
        "families": families,
        "kinds": tuple(ontology().classes),
        "contract": CONTRACTIBLE,
        "modality": ("asserted", "alleged"),
    }
    for name, terms in known.items():
        for term in getattr(lens, name):
            if term not in terms:
                near = nearest(term, terms)
                raise InvalidLens(f"{name}: {UnknownTerm(term, near) if near else _one_of(term, _short(name, terms))}")


def _short(name: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The terms worth naming where none is near: the kinds of actor, and the first relations."""
    if name == "kinds":
        return tuple(kind for kind in terms if ontology().classes[kind] & {"Actor"})
    return terms if len(terms) < 12 else (*terms[:8], "… (see the report's page of the ontology)")


def _one_of(term: str, terms: tuple[str, ...]) -> str:
    return f"{term!r} is not possible. Use some of {', '.join(terms)}."


def _check_dates(lens: Lens) -> None:
    if lens.at is not None and lens.between:
        raise InvalidLens("A lens has either `at` or `between`, not both.")
    if lens.between and len(lens.between) != 2:
        raise InvalidLens(f"between = {list(lens.between)} needs two dates, the first and the last.")
    try:
        window = lens.window()
        period.months(lens.memory)
        if lens.known_by is not None:
            period.bounds(lens.known_by)
        if lens.half_life and not period.months(lens.half_life):
            raise InvalidLens("half_life = 0 is not possible: everything would have faded. Leave it out.")
    except InvalidPeriod as error:
        raise InvalidLens(str(error)) from None
    if lens.half_life and window is None:
        raise InvalidLens("half_life needs a day from which claims fade. Name it with `at` or `between`.")
    if window and window[0][1] < window[0][0]:
        raise InvalidLens(f"between: {lens.between[1]} lies before {lens.between[0]}. Swap them.")


DEFAULT = Lens(title="Default: every tie between actors that somebody reported, over all dates")
