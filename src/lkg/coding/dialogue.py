"""Deciding row by row on a terminal: a key for each decision, saved at once, taken up again where one stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from lkg.coding import review
from lkg.coding.faults import Known, faults
from lkg.coding.review import Row
from lkg.vocab import ontology

KEYS = "a accept, 1-6 accept with that credibility, e edit, r reject, s skip, b back, q quit"
BACK, STOP = "b", "q"
GRADES = "credibility, 1 confirmed … 5 improbable, 6 cannot be judged; Enter: not rated: "
EDITABLE = ("subject", "relation", "object", "when", "modality", "amount", "unit", "claimant", "credibility", "note")
Ask = Callable[[str], str]
"""asks a person, and raises EOFError where nobody answers any more"""
Tell = Callable[[str], None]


def decide(file: Path, known: Known, ask: Ask, tell: Tell, *, credibility: str = "") -> None:
    """Go through the rows of a review file that nobody has decided on; each decision is written at once.

    Ends where the rows end, at q, or where nobody answers.
    """
    rows = review.read(file)
    waiting = [place for place, row in enumerate(rows) if not row.decision]
    at = 0
    while at < len(waiting):
        place = waiting[at]
        _show(rows[place], f"{at + 1} of {len(waiting)}", known, tell)
        try:
            decided = _decision(rows[place], known, ask, tell, credibility)
        except EOFError:
            break
        if decided == STOP:
            break
        at = max(at - 1, 0) if decided == BACK else at + 1
        if isinstance(decided, Row) and decided is not rows[place]:
            rows[place] = decided
            review.save(file, rows)
    tell(tally(rows))


def tally(rows: list[Row]) -> str:
    """How many rows are accepted, edited, rejected, and wait."""
    counts = {name: sum(row.decision == name for row in rows) for name in ("accept", "edit", "reject", "")}
    return (
        f"{counts['accept']} accepted, {counts['edit']} edited and accepted, {counts['reject']} rejected, "
        f"{counts['']} to decide"
    )


def _decision(row: Row, known: Known, ask: Ask, tell: Tell, credibility: str) -> Row | str:
    """The row as decided, the same one where it is skipped, or the key to stop or to go back."""
    while True:
        key = ask(f"[{KEYS}] ").strip().lower()
        if key in (BACK, STOP):
            return key
        if key == "s":
            return row
        if key == "r":
            return replace(row, decision="reject")
        if key == "e":
            made = replace(_edited(row, ask), decision="edit")
        elif key == "a" or key in tuple("123456"):
            made = replace(row, decision="accept", credibility=key if key != "a" else row.credibility or credibility)
        else:
            tell(f"{key!r} is no key here: {KEYS}.")
            continue
        if not made.credibility:
            made = replace(made, credibility=ask(GRADES).strip())
        found = list(faults(made, known))
        if not found:
            return made
        for fault in found:
            tell(f"  {fault}")
        row = made


def _edited(row: Row, ask: Ask) -> Row:
    """The row with what was typed; Enter keeps a value, and a dash empties it."""
    typed = {name: ask(f"  {name} [{getattr(row, name)}]: ").strip() for name in EDITABLE}
    changed: dict[str, Any] = {name: "" if text == "-" else text for name, text in typed.items() if text}
    return replace(row, **changed)


def _show(row: Row, place: str, known: Known, tell: Tell) -> None:
    relation = ontology().relations.get(row.relation)
    ends = [known.actors[end].label if end in known.actors else end for end in (row.subject, row.object)]
    amount = f", {row.amount} {row.unit}" if row.amount else ""
    says = known.actors[row.claimant].label if row.claimant in known.actors else row.claimant
    claimant = f", said by {says}" if says else ""
    tell("")
    tell(f"{place}  {ends[0]} – {relation.label if relation else row.relation} – {ends[1]}")
    tell(f"  when {row.when}, {row.modality}{amount}{claimant}; confidence {row.confidence}")
    tell(f"  why  {row.reason}")
    before, found, after = row.sentence.partition(row.passage)
    marked = f"{before}[{found}]{after}" if found else row.sentence
    tell(f"  text {' '.join(marked.split())}")
    if row.decision:
        tell(f"  decided: {row.decision}; s keeps it")
