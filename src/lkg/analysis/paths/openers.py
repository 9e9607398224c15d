"""What would open a path that a lens does not give: the single changes, each with the claims that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from lkg import period
from lkg.analysis.paths import shifts
from lkg.analysis.paths.hops import Evidence, Hop, Path, evidences
from lkg.analysis.paths.journeys import Roads
from lkg.lens import DEFAULT, Lens
from lkg.networks import Network, network
from lkg.vocab import ontology

Change = Mapping[str, Any]
"""fields of the lens, or `via`, `bridges`, `time_respecting` of the path, with their new values"""
OF_PATH = ("via", "bridges", "time_respecting")
DATES = ("at", "between", "memory")
TRIED = (*DATES, "sure", "relations", "families", "planned", "kinds", "actors", "among", "roll_up", "memberships",
    "sources", "min_credibility", "sign", "direction", "known_by")  # fmt: skip
WEIGHING = ("name", "title", "weight", "half_life", "contract")
"""fields that close no path"""
EXCLUDED = ("without", "without_side", "without_sources")


@dataclass(frozen=True)
class Opened:
    """A hop that the change opens, and the best claim that carries it."""

    start: str
    end: str
    claim: Evidence


@dataclass(frozen=True)
class Opener:
    """A change that opens a path, the path, and the hops that were closed before."""

    change: Change
    path: Path
    opened: tuple[Opened, ...]
    alone: bool = True
    """false where no single change opens a path, and several do together"""

    @property
    def options(self) -> str:
        """The change as options of a command; what has to go is named after *without*."""
        return ", ".join(_option(key, value) for key, value in self.change.items())

    def words(self, net: Network) -> str:
        """One sentence: the change, the path, the claims."""
        chain = " – ".join(map(net.label, self.path.actors))
        return f"{self.options} would open {chain} by {', '.join(claim_words(each.claim) for each in self.opened)}"

    def to_dict(self, net: Network) -> dict[str, Any]:
        """The stable JSON shape."""
        return {
            "change": {key: list(value) if isinstance(value, tuple) else value for key, value in self.change.items()},
            "options": self.options,
            "actors": list(self.path.actors),
            "labels": [net.label(actor) for actor in self.path.actors],
            "probability": round(self.path.probability, 6),
            "alone": self.alone,
            "opened": [_opened_dict(each) for each in self.opened],
        }


def openers(roads: Roads) -> list[Opener]:
    """The single changes that open a path, the cheapest first; where none does, one that joins several.

    Every field of the lens that may close a path is changed by itself, in the order of `_changes`: first what asks
    the same question of the same claims in another way, then another day, then more claims, at last worse ones. Of
    the values of one field the nearest that opens a path is named. The changed lens is applied to the graph, and the
    path is searched again: what is named here does open a path.
    """
    single = (next(filter(None, (_try(roads, change) for change in changes)), None) for changes in _changes(roads))
    found = [opener for opener in single if opener]
    together = None if found else _together(roads)
    return [replace(together, alone=False)] if together else found


def why_none(roads: Roads, found: Sequence[Opener]) -> str:
    """The message of a path that is not there."""
    net, names = roads.net, " – ".join(map(roads.net.label, roads.journey.stations))
    lines = [f"No path {names} under the lens {net.lens.name} ({net.lens.words()})."]
    missing = _missing(roads)
    if not found and not missing:
        return (
            f"{lines[0]} Nor is there one over all dates and all credibilities: the claims of the graph do not join"
            " them."
        )
    if found:
        several = "Each of these alone would open one:" if len(found) > 1 else "This alone would open one:"
        lines.append(several if found[0].alone else "No single change opens one, but together:")
        lines += [f"  {opener.words(net)}." for opener in found]
    return "\n".join([*lines, *(line for line, chain in missing if chain not in {each.path.actors for each in found})])


def claim_words(claim: Evidence) -> str:
    """A claim with what decides whether a lens sees it."""
    label = ontology().relations[claim.relation].label
    return f"{claim.id} ({label}, {period.words(claim.when)}, credibility {claim.credibility or 'not rated'})"


def _changes(roads: Roads) -> Iterator[Iterable[Change]]:
    """Field by field the changes to try, the mildest first."""
    lens, journey = roads.net.lens, roads.journey
    if lens.direction != "both":
        yield [{"direction": "both"}]
    if not journey.bridges:
        yield [{"bridges": True}]
    yield _through_hubs(roads)
    if journey.time_respecting:
        yield [{"time_respecting": False}]
    yield [{"roll_up": level} for level in ("body", "state", "none") if level != lens.roll_up]
    if lens.memberships == "none":
        yield [{"memberships": "paths"}]
    yield shifts.days(roads)
    yield shifts.memories(roads)
    if lens.sure:
        yield [{"sure": False}]
    for name in ("sign", "relations", "kinds", "actors", "among", "sources"):
        yield from _wider(roads, name)
    for name in EXCLUDED:
        yield _fewer(name, getattr(lens, name))
    if lens.known_by:
        yield _known_later(roads)
    yield from _others(lens)
    if not lens.planned:
        yield [{"planned": True}]
    yield [{"min_credibility": level} for level in range(lens.min_credibility + 1, 7)]


def _wider(roads: Roads, name: str) -> Iterator[Iterable[Change]]:
    lens, given = roads.net.lens, getattr(roads.net.lens, name)
    if name == "sign":
        missing = [sign for sign in DEFAULT.sign if sign not in given]
        yield [*({"sign": (*given, sign)} for sign in missing), *([{"sign": DEFAULT.sign}] if missing else [])]
    elif name == "relations":
        whole: Change = {key: () for key in ("relations", "families") if getattr(lens, key)}
        if whole:
            yield _only_needed(roads, whole, "relations", lambda e: e.relation)
    elif name == "sources":
        if given:
            yield _only_needed(roads, {name: ()}, name, lambda e: e.source)
    elif given:
        yield [{name: ()}]


def _only_needed(roads: Roads, whole: Change, name: str, of: Any) -> Iterator[Change]:
    """Those values alone that the opened claims need, where they are enough; else the list goes altogether."""
    opener = _try(roads, whole)
    if opener:
        given = getattr(roads.net.lens, name)
        needed = sorted({of(each.claim) for each in opener.opened} - set(given))
        yield {name: (*given, *needed)}
        yield whole


def _known_later(roads: Roads) -> Iterator[Change]:
    """The day on which the last source of the opened claims appeared; else no such day."""
    opener, sources = _try(roads, {"known_by": None}), roads.net.graph.record.sources
    if opener:
        published = [sources[each.claim.source].published for each in opener.opened]
        appeared = [period.parse(text).start_earliest for text in published if text]
        if appeared:
            yield {"known_by": period.day(max(appeared))}
        yield {"known_by": None}


def _fewer(name: str, given: tuple[str, ...]) -> list[Change]:
    """Without one of the exclusions, then without all."""
    single: list[Change] = [{name: tuple(other for other in given if other != each)} for each in given]
    return single if len(given) < 2 else [*single, {name: ()}]


def _others(lens: Lens) -> Iterator[Iterable[Change]]:
    """All other fields that differ from the default lens, put back to it."""
    done = (*TRIED, *EXCLUDED, *WEIGHING)
    for found in fields(Lens):
        if found.name not in done and getattr(lens, found.name) != found.default:
            yield [{found.name: found.default}]


def _through_hubs(roads: Roads) -> list[Change]:
    """Name the hubs that would have to be passed."""
    paths, _ = replace(roads, pass_hubs=True).best(1)
    named = [node for path in paths for node in path.actors if node in roads.hubs or node in roads.journey.stations]
    return [{"via": tuple(named[1:-1])}] if named else []


def _try(roads: Roads, change: Change) -> Opener | None:
    """The opener that a change makes, if it makes one."""
    changed = _changed(roads, change)
    paths, _ = changed.best(1)
    return Opener(dict(change), paths[0], _opened(roads, changed, paths[0])) if paths else None


def _changed(roads: Roads, change: Change) -> Roads:
    journey, own = roads.journey, {key: value for key, value in change.items() if key in OF_PATH}
    if "via" in own:
        own["stations"] = (journey.stations[0], *own.pop("via"), journey.stations[-1])
    seen = {key: value for key, value in change.items() if key not in OF_PATH}
    net = network(roads.net.graph, roads.net.lens.but(**seen)) if seen else roads.net
    return Roads.of(net, replace(journey, **own))


def _opened(before: Roads, after: Roads, path: Path) -> tuple[Opened, ...]:
    """The hops of a path that were closed; where each was open by itself, the first that came too late."""
    last = before.journey.stations[-1]
    closed = [hop for hop in path.hops if _is_closed(before, hop, ends=hop.end == last)]
    opened = closed or _late(before, path)
    return tuple(Opened(hop.start, hop.end, _carrier(before, after, hop, last)) for hop in opened)


def _is_closed(roads: Roads, hop: Hop, *, ends: bool) -> bool:
    return bool({hop.start, hop.end} & roads.barred) or not roads.usable(hop.start, hop.end, ends=ends)


def _late(roads: Roads, path: Path) -> Sequence[Hop]:
    day = 0
    for hop in path.hops:
        ridden = roads.ride(hop.start, hop.end, day, ends=hop.end == path.actors[-1])
        if ridden is None:
            return [hop]
        day = ridden[0]
    return path.hops[-1:]


def _carrier(before: Roads, after: Roads, hop: Hop, last: str) -> Evidence:
    """The best claim of the hop that was not seen before; if all were, the best."""
    known = {link.claim.id for link in before.joined.get((min(hop.start, hop.end), max(hop.start, hop.end)), ())}
    links = after.usable(hop.start, hop.end, ends=hop.end == last)
    new = [link for link in links if link.claim.id not in known]
    return evidences(after.net, hop.start, new or links)[0]


def _together(roads: Roads) -> Opener | None:
    """Everything that closes paths is changed at once, then all that was not needed is taken back."""
    for extra in ({}, {"bridges": True}, {"roll_up": "body"}, {"roll_up": "state"}):
        change = _widest(roads) | extra
        wide = replace(_changed(roads, change), pass_hubs=True)
        paths, _ = wide.best(1)
        if paths:
            hubs = wide.hubs - set(roads.journey.stations)
            named = [node for node in paths[0].actors if node in hubs or node in roads.journey.stations]
            return _least(roads, change | ({"via": tuple(named[1:-1])} if hubs & set(named) else {}))
    return None


def _least(roads: Roads, change: dict[str, Any]) -> Opener | None:
    """The change without the parts that it does not need, and where the date goes, the nearest day instead."""
    for key in sorted(change, key=lambda key: key not in ("min_credibility", "planned")):
        rest = {other: value for other, value in change.items() if other != key}
        if rest and _try(roads, rest):
            change = rest
    if "at" in change or "between" in change:
        rest = {key: value for key, value in change.items() if key not in DATES}
        nearest = ({**rest, **day} for day in shifts.days(_changed(roads, rest)))
        return next(filter(None, (_try(roads, each) for each in nearest)), None)
    return _try(roads, change)


def _widest(roads: Roads) -> dict[str, Any]:
    """All fields of the lens that close paths, as wide as can be."""
    lens = roads.net.lens
    wide = replace(DEFAULT, min_credibility=6, planned=True)
    kept = (*WEIGHING, "roll_up", "memory")
    names = [f.name for f in fields(Lens) if f.name not in kept]
    found = {name: getattr(wide, name) for name in names if getattr(lens, name) != getattr(wide, name)}
    return found | ({"time_respecting": False} if roads.journey.time_respecting else {})


def _missing(roads: Roads) -> list[tuple[str, tuple[str, ...]]]:
    """The shortest chain over everything, and which of its hops the lens does not see."""
    wide = replace(DEFAULT, roll_up=roads.net.lens.roll_up, min_credibility=6, planned=True)
    everything = Roads.of(network(roads.net.graph, wide), replace(roads.journey, time_respecting=False, by="hops"))
    paths, _ = everything.best(1)
    if not paths:
        return []
    label, last = roads.net.label, roads.journey.stations[-1]
    closed = [hop for hop in paths[0].hops if _is_closed(roads, hop, ends=hop.end == last)]
    parts = [f"{label(hop.start)} – {label(hop.end)}: opened by {claim_words(_first(hop))}" for hop in closed]
    chain = " – ".join(map(label, paths[0].actors))
    line = f"The shortest chain of all is {chain}. Missing: {'; '.join(parts)}."
    return [(line, paths[0].actors)] if parts else []


def _first(hop: Hop) -> Evidence:
    return min(hop.claims, key=lambda e: (e.credibility in ("5", "6"), e.when))


def _option(key: str, value: Any) -> str:
    flag = f"--{key.replace('_', '-')}"
    if value is True:
        return flag
    if value is None or value is False or value == ():
        return f"leaving {flag} out"
    return " ".join(f"{flag} {each}" for each in (value if isinstance(value, tuple) else (value,)))


def _opened_dict(each: Opened) -> dict[str, Any]:
    claim = each.claim
    return {
        "from": each.start,
        "to": each.end,
        "claim": claim.id,
        "relation": claim.relation,
        "when": claim.when,
        "credibility": claim.credibility,
        "source": claim.source,
    }
