"""What would be otherwise if a scenario of the graph came true: differences of two networks, and no forecast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lkg.analysis.scenarios.differences import KINDS
from lkg.analysis.scenarios.scenarios import Comparison, scenario, scenarios
from lkg.errors import EmptyNetwork
from lkg.reports.plan import Subject
from lkg.reports.section import Absent, Part, Section, Table, attempt, cells, counted, listed, upper

PLURAL = {
    "actor": ("actor comes or goes", "actors come or go"),
    "rank": ("rank moves", "ranks move"),
    "path": ("best path is another", "best paths are others"),
    "cut point": ("cut point is another", "cut points are others"),
    "bridge": ("bridge is another", "bridges are others"),
    "camp": ("actor changes camp", "actors change camp"),
}


def sections(subject: Subject) -> Iterator[Section | Absent]:
    """All scenarios, as one section."""
    yield attempt("What if", lambda: what_if(subject))


def what_if(subject: Subject) -> Section | Absent:
    """The scenarios that the graph ships, each with what it assumes and what follows."""
    known = scenarios(subject.graph)
    if not known:
        return Absent("What if", "the graph ships no scenario (files scenarios/*.toml)")
    found: dict[str, Comparison] = {}
    blind: list[Part] = []
    for name, each in known.items():
        try:
            found[f"scenario-{name}"] = scenario(subject.graph, name)
        except EmptyNetwork as error:
            blind.append(Part(each.title or name, (str(error),)))
    return Section(
        "what-if",
        "What if",
        scenario_words(list(found.values())),
        (*(_part(each) for each in found.values()), *blind),
        "A scenario says what follows from its assumptions with everything else held still. It is no forecast, it says "
        "nothing of how likely the assumptions are, and what others would do in answer is in it only where assumed.",
        "",
        found,
    )


def scenario_words(found: Sequence[Comparison]) -> str:
    """Which scenarios turn a pair between cooperation and conflict, in a sentence."""
    turned = {each.scenario.title: turns(each) for each in found if each.scenario}
    telling = [f"“{title}” turns {listed(pairs, 3)}" for title, pairs in turned.items() if pairs]
    if telling:
        return f"{'; '.join(telling)}."
    return (
        f"In none of the {counted(len(found), 'scenario')} does a pair turn from conflict to cooperation or back."
        if found
        else "No scenario can be seen under its own lens."
    )


def turns(found: Comparison) -> list[str]:
    """Pairs that are cooperative or in conflict both before and after, and not the same."""
    signs = {"cooperation", "conflict"}
    return [
        f"{row['label']} from {row['sign_before']} to {row['sign_after']}"
        for row in found.of("pair")
        if {row["sign_before"], row["sign_after"]} == signs
    ]


def _part(found: Comparison) -> Part:
    scenario_, day = found.scenario, found.after.lens.at if found.after else None
    words = [scenario_.description if scenario_ else ""]
    assumed = (
        f"Assumed from {scenario_.since if scenario_ else ''} on, compared {f'on {day}' if day else 'over all dates'}:"
    )
    return Part(
        scenario_.title if scenario_ else "",
        (_effect(found), *filter(None, words), assumed),
        tuple(found.assumed),
        tables=tuple(_table(found)),
    )


def _effect(found: Comparison) -> str:
    """What changes and what does not, counted."""
    changed: Mapping[str, int] = found.facts["changes"]
    told = [*_pairs(found)]
    told += [f"{number} {PLURAL[kind][number > 1]}" for kind, number in changed.items() if number and kind in PLURAL]
    still = [f"no {kind}" for kind in ("rank", "path", "cut point", "bridge", "camp") if not changed[kind]]
    calm = f" Of the rest nothing changes: {', '.join(still)}." if still and told else ""
    return f"{upper('; '.join(told))}.{calm}" if told else "Nothing changes under this lens."


def _pairs(found: Comparison) -> Iterator[str]:
    """Pairs by what happens to them: turned, new, gone, or another weight alone."""
    rows = found.of("pair")
    gone = [row for row in rows if row["after"] is None]
    new = [row for row in rows if row["before"] is None]
    signs = [row for row in rows if None not in (row["before"], row["after"]) and not _same_sign(row)]
    rest = [row for row in rows if row not in gone and row not in new and row not in signs]
    for some, words in (
        (signs, "get another sign"),
        (new, "get their first tie"),
        (gone, "lose all their ties"),
        (rest, "keep their sign with another weight"),
    ):
        if some:
            yield f"{listed((row['label'] for row in some), 3)} {words}"


def _table(found: Comparison) -> Iterator[Table]:
    """All differences but those of actors' standing weight, told by kind; changes of sign first."""
    rows = sorted(found.rows, key=lambda row: (list(KINDS).index(row["kind"]), _same_sign(row)))
    shown = [(row["kind"], row["label"], row["before"], row["after"]) for row in rows]
    if shown:
        folded = f"All {counted(len(shown), 'difference')}" if len(shown) > 1 else "The difference"
        yield Table(("What", "Of whom", "Before", "After"), cells(shown), folded=folded)


def _same_sign(row: Mapping[str, Any]) -> bool:
    return bool(row["kind"] == "pair" and row["sign_before"] == row["sign_after"])
