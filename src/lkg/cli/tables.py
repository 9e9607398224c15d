"""Rankings, networks, answers and lenses as tables, CSV or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lkg import exports
from lkg.analysis.ranks.ranking import Ranking
from lkg.analysis.results import Column, Result
from lkg.cli import show
from lkg.errors import Misuse
from lkg.lens import find
from lkg.networks import SIGNS, Network, Tie
from lkg.queries import NamedQuery
from lkg.receipt import Receipt
from lkg.store import Answer, shown
from lkg.vocab import ontology


def show_found(found: Result | Ranking, form: str, top: int | None = None) -> None:
    """A finding of any kind."""
    if isinstance(found, Ranking):
        show_ranking(found, form, top)
    else:
        show_result(found, form, top)


def show_ranking(ranking: Ranking, form: str, top: int | None) -> None:
    """A ranking with what has to be said of it."""
    data = ranking.to_dict()
    if form == "json":
        show.json_text(data | {"rows": data["rows"][:top]})
        return
    if form == "csv":
        _csv(data["rows"][:top], [ranking.title, *ranking.notes], ranking.receipt)
        return
    _need(form, "table", "csv", "json")
    _grid(ranking.columns, [ranking.shown(row) for row in ranking.rows[:top]])
    show.text(f"{ranking.title[0].upper()}{ranking.title[1:]}")
    for note in ranking.notes:
        show.text(note)
    if ranking.net is not None:
        show.text(f"{ranking.net.words()}\nLens {ranking.net.lens.name}: {ranking.net.lens.words()}")


def show_result(found: Result, form: str, top: int | None = None) -> None:
    """Any finding: its table for people, or its rows as CSV or JSON with the receipt."""
    data = found.to_dict()
    if form == "json":
        show.json_text(data | {"rows": data["rows"][:top]})
        return
    if form == "csv":
        _csv(data["rows"][:top], [found.title, *found.notes], found.receipt)
        return
    _need(form, "table", "csv", "json")
    show.text(f"{found.title[0].upper()}{found.title[1:]}")
    _grid(found.columns, found.rows[:top])
    for note in found.notes:
        show.text(note)


def _grid(columns: Sequence[Column], rows: Sequence[Mapping[str, Any]]) -> None:
    right = [column.heading for column in columns if column.form]
    cells = ([column.cell(row) for column in columns] for row in rows)
    show.table([column.heading for column in columns], cells, right=right)


def _csv(rows: Sequence[Mapping[str, Any]], notes: Sequence[str], receipt: Receipt | None) -> None:
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    cells = ([_flat(row.get(key)) for key in keys] for row in rows)
    show.aside(notes)
    show.text(exports.table(keys, cells, trailer=f"receipt {receipt.to_json()}" if receipt else "").rstrip())


def show_network(net: Network, form: str) -> None:
    """The ties of a network."""
    if form == "json":
        show.json_text({"ties": [_tie_dict(tie) for tie in net.ties], "receipt": net.receipt.to_dict()})
    elif form == "csv":
        show.text(exports.tie_table(net, trailer=f"receipt {net.receipt.to_json()}").rstrip())
    else:
        _need(form, "table", "csv", "json")
        show.table(("from", "relation", "to", "sign", "weight", "p", "claims"), (_tie_row(net, t) for t in net.ties))
        show.text(f"{net.words()}\nLens {net.lens.name}: {net.lens.words()}")
        mixed = sum(pair.sign is None for pair in net.pairs().values())
        show.text(f"{mixed} pairs are mixed: neither cooperation nor conflict weighs twice the other")


def show_answer(answer: Answer, form: str) -> None:
    """Rows, a truth value or triples."""
    if form != "table":
        show.text(answer.serialize("turtle" if answer.triples is not None and form == "csv" else form).rstrip("\n"))
        show.aside([answer.note] if answer.note else [])
        return
    if answer.truth is not None:
        show.text(str(answer.truth).lower())
    elif answer.triples is not None:
        show.text(answer.serialize("turtle").rstrip("\n"))
    else:
        numbers = [c for c in answer.columns if any(isinstance(v.get(c), int | float) for v in answer.values()[:1])]
        show.table(answer.columns, ([shown(term) for term in row] for row in answer.rows), right=numbers)
        show.text(answer.caption())


def list_queries(queries: Mapping[str, NamedQuery]) -> None:
    """The named queries with their parameters."""
    for query in queries.values():
        params = " ".join(f"{p.name}={p.default or '…'}" for p in query.parameters)
        show.text(f"{query.name:<28} {query.title}{'  [' + params + ']' if params else ''}")


def show_lenses(graph: Any, name: str | None) -> None:
    """All lenses, or one with its fields."""
    if name:
        lens = find(name, graph.lenses)
        for key, value in lens.to_dict().items():
            show.text(f"{key:>16}  {value}")
        show.text(f"{'sees':>16}  {lens.words()}")
        return
    for lens in graph.lenses.values():
        show.text(f"{lens.name:<16} {lens.title or lens.name}\n{'':<16} {lens.words()}")


def _tie_row(net: Network, tie: Tie) -> list[Any]:
    label = ontology().relations[tie.relation].label if not tie.derived else f"(through {net.label(tie.via)})"
    marks = ("!" if tie.contested else "") + ("?" if tie.alleged else "")
    claims = " ".join(tie.claims[:5]) + (" …" if len(tie.claims) > 5 else "")
    return [
        net.label(tie.source),
        label,
        net.label(tie.target),
        SIGNS[tie.sign] + marks,
        f"{tie.weight:.3g}",
        f"{tie.probability:.2f}",
        claims,
    ]


def _tie_dict(tie: Tie) -> dict[str, Any]:
    return {name: getattr(tie, name) for name in tie.__slots__}


def _flat(value: Any) -> Any:
    """A cell of CSV: lists joined by spaces."""
    return " ".join(map(str, value)) if isinstance(value, list) else value


def _need(form: str, *allowed: str) -> None:
    if form not in allowed:
        raise Misuse(f"--format {form} is not possible here. Use {', '.join(allowed)}.")
