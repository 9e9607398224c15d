"""The same measure under several worldviews: what is left when a side's recorded denials are taken at their word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lkg.analysis.ranks.draws import DRAWS, SEED
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.ranks.ranks import rank
from lkg.analysis.results import Column, Result
from lkg.claims import Claim
from lkg.errors import EmptyNetwork, Misuse
from lkg.lens import denial_query
from lkg.networks import Network, network
from lkg.vocab import ontology

MATERIAL = 0.02
"""the share of the lens's tie-making claims below which a worldview has no material effect"""


PLAIN = "everyone"
"""what the columns of the view without denials are called"""


@dataclass(frozen=True, slots=True)
class Removed:
    """A claim that falls in a worldview, and the claim that denies its statement."""

    claim: str
    by: str
    statement: int
    words: str


@dataclass(frozen=True, slots=True)
class View:
    """One side's view: what it removes from the claims beneath the ties, and how many those are."""

    principal: str
    label: str
    removed: tuple[Removed, ...]
    returned: tuple[str, ...]
    """claims that are seen only in this view, since what closed them is denied"""
    of: int

    @property
    def share(self) -> float:
        """The share of the tie-making claims, without memberships, that fall or come back."""
        return (len(self.removed) + len(self.returned)) / self.of if self.of else float(bool(self.returned))

    @property
    def material(self) -> bool:
        """Whether that is at least 2 %."""
        return self.share >= MATERIAL

    def note(self) -> str:
        """What falls, in a sentence."""
        effect = "" if self.material else "; no material effect"
        if not self.removed and not self.returned:
            return f"{self.label}: no claim beneath these ties is denied by its side{effect}"
        statements = len({removed.statement for removed in self.removed})
        back = f"; {len(self.returned)} come back, whose end its side denies" if self.returned else ""
        return (
            f"{self.label}: {len(self.removed)} of {self.of} claims ({self.share:.1%}) belong to {statements} "
            f"statement{'' if statements == 1 else 's'} that its side denies{back}{effect}"
        )


@dataclass(frozen=True, repr=False)
class Worldviews(Result):
    """A row per actor with its rank in each view; `views` say what each side removes."""

    views: tuple[View, ...] = ()


def worldviews(
    net: Network,
    principals: Iterable[str],
    *,
    by: str = "betweenness",
    weighted: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Worldviews:
    """Ranks by a measure with all claims, and as each of these actors' sides would have it.

    The view of P leaves out every statement that somebody who represents P on the date of the denial genuinely
    denies; claims that P's side makes itself stay. It means what remains when P's denials are taken at their word,
    not what P believes. Below 2 % of the tie-making claims it is said to have no material effect.

    >>> import lkg
    >>> found = worldviews(lkg.network(lkg.open(), at="2022-07-01"), ["China"], by="degree", draws=0)
    >>> found.views[0].label
    'China'
    """
    names = list(dict.fromkeys(net.graph.actor(name) for name in principals))
    if not names:
        raise Misuse("Name at least one actor whose view is asked for: --as China.")
    plain = network(net.graph, net.lens.but(worldview=""))
    views = tuple(_view(plain, name) for name in names)
    whole = rank(plain, by, weighted=weighted, draws=draws, seed=seed)
    ranked: dict[str, Ranking | None] = {PLAIN: whole}
    for name in names:
        ranked[name] = _ranked(network(net.graph, net.lens.but(worldview=name)), by, weighted, draws, seed)
    return Worldviews(
        title=f"{whole.title}, as {' and as '.join(view.label for view in views)} would have it",
        columns=tuple(_columns(net, ranked)),
        rows=tuple(_rows(ranked)),
        facts={"views": [_facts(view) for view in views]},
        notes=tuple(_notes(views, whole)),
        receipt=net.graph.receipt(
            "worldviews", plain.lens, seed, principals=names, by=by, weighted=weighted, draws=draws
        ),
        views=views,
    )


def _ranked(net: Network, by: str, weighted: bool, draws: int, seed: int) -> Ranking | None:
    try:
        return rank(net, by, weighted=weighted, draws=draws, seed=seed)
    except EmptyNetwork:
        return None


def _view(net: Network, principal: str) -> View:
    """What the view takes from the claims beneath the ties, and adds to them; memberships are no ties here."""
    denied = _denied(net, principal)
    used, left = _used(net), _used(network(net.graph, net.lens.but(worldview=principal)))
    statements = net.graph.table.context.statements
    gone = (name for name in sorted(used - left) if name in denied)
    removed = (Removed(c, denied[c], statements[c], _words(net, net.graph.record.claims[c])) for c in gone)
    return View(principal, net.label(principal), tuple(removed), tuple(sorted(left - used)), len(used))


def _denied(net: Network, principal: str) -> dict[str, str]:
    """Claim → the first denial of it by this side that the lens sees."""
    table = net.graph.table
    sql = denial_query(net.lens, principal, net.graph.codes)
    return {table.claims[claim]: table.claims[denial] for claim, denial in table.sql(sql).fetchall()}


def _used(net: Network) -> set[str]:
    return {claim for tie in net.ties for claim in tie.claims if net.claims[claim].relation != "memberOf"}


def _words(net: Network, claim: Claim) -> str:
    relation = ontology().relations[claim.relation]
    return f"{net.label(claim.subject)} {relation.label} {net.label(claim.object)}, {claim.when.text}"


def _facts(view: View) -> dict[str, Any]:
    removed = [{"claim": r.claim, "denied_by": r.by, "statement": r.words} for r in view.removed]
    return {
        "as": view.principal, "label": view.label, "removed": removed, "returned": list(view.returned), "of": view.of,
        "share": view.share, "material": view.material,
    }  # fmt: skip


def _columns(net: Network, ranked: Mapping[str, Ranking | None]) -> Iterator[Column]:
    yield Column("label", "actor")
    for name in ranked:
        head = "all claims" if name == PLAIN else f"as {net.label(name)}"
        yield Column(f"rank_{name}", f"rank, {head}", "g")
        yield Column(f"ranks_{name}", "5–95 %", "s")


def _rows(ranked: Mapping[str, Ranking | None]) -> Iterator[dict[str, Any]]:
    """Everybody whom one of the views sees, in the order of the first that does."""
    by_view = {name: {row.actor: row for row in found or ()} for name, found in ranked.items()}
    labels = {actor: row.label for rows in by_view.values() for actor, row in rows.items()}
    for actor, label in labels.items():
        row: dict[str, Any] = {"actor": actor, "label": label}
        for name, rows in by_view.items():
            found, ranking = rows.get(actor), ranked[name]
            shown = ranking.shown(found) if found and ranking else {}
            row |= {f"{key}_{name}": shown.get(key) for key in _KEYS}
        yield row


_KEYS = ("value", "value_all", "rank", "rank_low", "rank_high", "ranks")


def _notes(views: Iterable[View], whole: Ranking) -> Iterator[str]:
    for view in views:
        yield view.note()
        for removed in view.removed:
            yield f"  {removed.claim} {removed.words}; denied by {removed.by}"
    yield "A view is what remains when a side's recorded denials are taken at their word, not what it believes"
    yield from (note for note in whole.notes if "not ranked" in note)
