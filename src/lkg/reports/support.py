"""What findings rest on: one voice, or a statement that a side denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lkg.analysis.doubts.ablation import Ablation, ablate
from lkg.analysis.doubts.worldviews import View, Worldviews, worldviews
from lkg.graphs import Graph
from lkg.reports.plan import Subject
from lkg.reports.section import Absent, Part, Section, Table, attempt, cells, counted, listed, share, upper
from lkg.reports.words import claim_facts

ROWS = 12


def sections(subject: Subject) -> Iterator[Section | Absent]:
    """One voice, then the views of those who deny most."""
    yield attempt("Does it rest on one voice", lambda: voice(subject))
    yield attempt("As each side would have it", lambda: views(subject))


def voice(subject: Subject) -> Section:
    """Which findings fall when one voice is left out."""
    journey = subject.plan.journey
    found = ablate(subject.net, subject.effort.without, journey=journey)
    return Section(
        "one-voice",
        "Does it rest on one voice",
        voice_words(found),
        (
            Part(
                words=(
                    "A voice is whoever speaks independently: ten papers that reprint one agency are one voice, and a "
                    "ministry and its state are one. Each was left out in turn, and everything it said with it.",
                ),
                points=tuple(_finding(each, found.facts["by"]) for each in found.findings),
                tables=tuple(_changes(found, journey is not None)),
            ),
        ),
        "All evidence is taken for true here, so the first five may be others than in the draws above. Voices are left "
        "out one by one, never several together.",
        subject.net.lens.words(),
        {"one-voice": found},
    )


def voice_words(found: Ablation) -> str:
    """How many findings rest on one voice, in a sentence."""
    by, every = found.facts["by"], len(found.findings)
    resting = sum(each["rests_on_one"] for each in found.findings)
    if not every:
        return "There is no finding to test: nobody is ranked, and no path is asked for."
    if not resting:
        return f"No: each of the {counted(every, 'finding')} stands whichever {by} is left out."
    if resting == every:
        return f"Yes: {'it' if every == 1 else f'all {every} findings'} would fall if one {by} were wrong."
    return f"In part: {resting} of {counted(every, 'finding')} would fall if one {by} were wrong."


def _finding(each: Mapping[str, Any], by: str) -> str:
    if not each["rests_on_one"]:
        return f"{each['finding']}: stands whichever {by} is left out."
    labels = [upper(label) for label in each["labels"]]
    if len(labels) == 1:
        return f"{each['finding']}: rests on {labels[0]} alone."
    return f"{each['finding']}: falls without any one of {listed(labels)}."


def _changes(found: Ablation, journey: bool) -> Iterator[Table]:
    changing = [row for row in found if row["changes"]]
    if not changing:
        return
    heads = ["Left out", "Claims", "No longer among the first", "Instead", *(["Best path then"] if journey else [])]
    rows = [
        (
            upper(row["label"]), row["claims"], row["fallen"] or None, row["risen"] or None,
            *([row["path_shown"]] if journey else []),
        )
        for row in changing[:ROWS]
    ]  # fmt: skip
    yield Table(tuple(heads), cells(rows), (1,), f"What changes without each {found.facts['by']}")


def views(subject: Subject) -> Section | Absent:
    """What each side's recorded denials remove."""
    title = "As each side would have it"
    if not subject.plan.views:
        return Absent(title, "no state's side denies anything in this graph")
    found = worldviews(subject.net, subject.plan.views, draws=0)
    return Section(
        "sides",
        title,
        view_words(found),
        (
            Part(
                words=(
                    "A view takes a side's recorded denials at their word: every statement that the state, or whoever "
                    "spoke for it on that day, denies is left out. What it says itself stays.",
                ),
                points=tuple(_view_line(view, found) for view in found.views),
                tables=tuple(_removed(subject.graph, found.views)),
            ),
        ),
        "This is what remains when denials are taken at their word, not what a side believes; and what nobody bothered "
        "to deny stays in.",
        subject.net.lens.words(),
        {"sides": found},
    )


def view_words(found: Worldviews) -> str:
    """Whose view removes something that matters, and whether ranks move."""
    removing = [view for view in found.views if view.material]
    if not removing:
        names = listed(view.label for view in found.views)
        return f"It makes no material difference here: what {names} deny is less than 2 % of the claims, or nothing."
    most = max(removing, key=lambda view: view.share)
    moved = _moved(found, most)
    ranks = f"the rank of {moved[0]} alone" if len(moved) == 1 else counted(len(moved), "rank")
    effect = f"{ranks} would change" if moved else "no rank would change"
    fall = f"{len(most.removed)} of {most.of} claims fall ({share(most.share)})"
    return f"As {most.label} would have it, {fall}, and {effect}."


def _view_line(view: View, found: Worldviews) -> str:
    if not view.removed:
        return f"{view.label}: nothing beneath these ties is denied by its side."
    statements = len({removed.statement for removed in view.removed})
    moved = _moved(found, view)
    effect = f"{listed(moved)} would move" if moved else "no rank would change"
    matter = "" if view.material else ", under 2 % and so no material effect"
    return (
        f"{view.label}: {len(view.removed)} of {view.of} claims, in {counted(statements, 'statement')}, "
        f"are denied by its side{matter}; {effect}."
    )


def _moved(found: Worldviews, view: View) -> list[str]:
    """Whose rank is another by a place or more; who is seen in one of them alone has moved, too."""
    moved = []
    for row in found:
        old, new = row.get("rank_everyone"), row.get(f"rank_{view.principal}")
        if (old is None) != (new is None) or (old is not None and new is not None and abs(old - new) >= 1):
            moved.append(row["label"])
    return moved


def _removed(graph: Graph, found: Iterable[View]) -> Iterator[Table]:
    for view in found:
        rows = [_denial(graph, each.claim, each.by) for each in view.removed]
        if rows:
            folded = f"What falls as {view.label} would have it: {counted(len(rows), 'claim')}"
            yield Table(("Claim", "When", "Denied by", "Ids"), cells(rows), folded=folded)


def _denial(graph: Graph, claim: str, by: str) -> tuple[str, str, str, str]:
    said, denial = claim_facts(graph, claim), claim_facts(graph, by)
    words = f"{denial['words']}, {denial['when']} ({denial['publisher']})"
    return said["words"], said["when"], words, f"{claim}, {by}"
