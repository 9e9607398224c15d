"""The same measure under several worldviews: what is left when a side's recorded denials are taken at their word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lkg.analysis.draws import DRAWS, SEED
from lkg.analysis.ranking import Ranking
from lkg.analysis.ranks import rank
from lkg.analysis.results import Column, Result
from lkg.claims import Claim
from lkg.errors import Misuse
from lkg.networks import Network, network
from lkg.vocab import ontology

MATERIAL = 0.02
"""the share of the lens's tie-making claims below which a worldview has no material effect"""


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
    of: int

    @property
    def share(self) -> float:
        """The share of the tie-making claims, without memberships, that fall."""
        return len(self.removed) / self.of if self.of else 0.0

    @property
    def material(self) -> bool:
        """Whether at least 2 % of them fall."""
        return self.share >= MATERIAL

    def note(self) -> str:
        """What falls, in a sentence."""
        if not self.removed:
            return f"{self.label}: no claim beneath these ties is denied by its side; no material effect"
        statements = len({removed.statement for removed in self.removed})
        effect = "" if self.material else "; no material effect"
        return (
            f"{self.label}: {len(self.removed)} of {self.of} claims ({self.share:.1%}) belong to {statements} "
            f"statement{'s' if statements > 1 else ''} that its side denies{effect}"
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
    ranked: dict[str, Ranking] = {"all": rank(plain, by, weighted=weighted, draws=draws, seed=seed)}
    for name in names:
        view = network(net.graph, net.lens.but(worldview=name))
        ranked[name] = rank(view, by, weighted=weighted, draws=draws, seed=seed)
    return Worldviews(
        title=f"{ranked['all'].title}, as {' and as '.join(view.label for view in views)} would have it",
        columns=tuple(_columns(net, ranked)),
        rows=tuple(_rows(ranked)),
        facts={"views": [_facts(view) for view in views]},
        notes=tuple(_notes(views, ranked)),
        receipt=net.graph.receipt(
            "worldviews", plain.lens, seed, principals=names, by=by, weighted=weighted, draws=draws
        ),
        views=views,
    )


def _view(net: Network, principal: str) -> View:
    """What the view removes from the claims beneath the ties; memberships are no ties here."""
    denied = {d.claim: d.by for d in net.graph.table.context.denials if d.principal == principal}
    used = sorted(name for name in {c for tie in net.ties for c in tie.claims} if _counts(net, name))
    statements = net.graph.table.context.statements
    removed = (
        Removed(c, denied[c], statements[c], _words(net, net.graph.record.claims[c])) for c in used if c in denied
    )
    return View(principal, net.label(principal), tuple(removed), len(used))


def _counts(net: Network, claim: str) -> bool:
    return net.claims[claim].relation != "memberOf"


def _words(net: Network, claim: Claim) -> str:
    relation = ontology().relations[claim.relation]
    return f"{net.label(claim.subject)} {relation.label} {net.label(claim.object)}, {claim.when.text}"


def _facts(view: View) -> dict[str, Any]:
    removed = [{"claim": r.claim, "denied_by": r.by, "statement": r.words} for r in view.removed]
    return {
        "as": view.principal, "label": view.label, "removed": removed, "of": view.of,
        "share": view.share, "material": view.material,
    }  # fmt: skip


def _columns(net: Network, ranked: Mapping[str, Ranking]) -> Iterator[Column]:
    yield Column("label", "actor")
    for name in ranked:
        head = "all claims" if name == "all" else f"as {net.label(name)}"
        yield Column(f"rank_{name}", f"rank, {head}", "g")
        yield Column(f"ranks_{name}", "5–95 %", "s")


def _rows(ranked: Mapping[str, Ranking]) -> Iterator[dict[str, Any]]:
    by_view = {name: {row.actor: row for row in found} for name, found in ranked.items()}
    for own in ranked["all"].rows:
        row: dict[str, Any] = {"actor": own.actor, "label": own.label}
        for name, rows in by_view.items():
            found = rows.get(own.actor)
            shown = ranked[name].shown(found) if found else {}
            for key in ("value", "value_all", "rank", "rank_low", "rank_high", "ranks"):
                row[f"{key}_{name}"] = shown.get(key)
        yield row


def _notes(views: Iterable[View], ranked: Mapping[str, Ranking]) -> Iterator[str]:
    for view in views:
        yield view.note()
        for removed in view.removed:
            yield f"  {removed.claim} {removed.words}; denied by {removed.by}"
    yield "A view is what remains when a side's recorded denials are taken at their word, not what it believes"
    yield from (note for note in ranked["all"].notes if "not ranked" in note)
