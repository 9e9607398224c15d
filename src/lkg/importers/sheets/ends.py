"""Whether those whom rows name are of the kinds that their relations join, whatever else a row lacks."""

from __future__ import annotations

from lkg.importers.sheets.actors import Actors
from lkg.importers.sheets.columns import Row
from lkg.importers.sheets.faults import Fault
from lkg.vocab import Relation, ontology


class Ends:
    """The pairs of actors that the rows of one file join."""

    def __init__(self, actors: Actors, faults: list[Fault]) -> None:
        self._actors, self._faults = actors, faults
        self._met: list[tuple[Row, Relation, tuple[str, str], tuple[str, str]]] = []
        """rows with their relation, and for each end its id and column"""

    def meet(self, row: Row, relation: Relation, *, swapped: bool) -> tuple[str, str]:
        """The ids of subject and object; `swapped` where the row names the object first."""
        first, last = ("to", "from") if swapped else ("from", "to")
        subject = self._actors.meet(row, first, relation.domain)
        target = self._actors.meet(row, last, relation.range)
        self._met.append((row, relation, (subject, first), (target, last)))
        return subject, target

    def check(self) -> None:
        """Compare once the kinds of all are known."""
        for row, relation, subject, target in self._met:
            if subject[0] == target[0]:
                self._faults.append(row.fault("to", f"the same as in from ({self._actors.label(target[0])})."))
            self._check(row, relation, subject, relation.domain, "starts from")
            self._check(row, relation, target, relation.range, "leads to")

    def _check(self, row: Row, relation: Relation, end: tuple[str, str], allowed: frozenset[str], verb: str) -> None:
        id, column = end
        if ontology().classes[self._actors.kind(id)] & allowed:
            return
        labels, who = ontology().labels, self._actors.label(id)
        wanted = " or ".join(sorted(labels[name] for name in allowed))
        message = f"{who} is of the kind {labels[self._actors.kind(id)]}, and {relation.label} {verb} {wanted}."
        repair = f"Take another relation, or say in the sheet Actors what {who} is."
        self._faults.append(row.fault(column, f"{message} {repair}"))
