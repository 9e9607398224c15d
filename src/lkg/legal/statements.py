"""Each statement with its claim, source, link and archived copy, who denies it, and what is to do before print."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lkg import period
from lkg.analysis.doubts import repeating
from lkg.carried import receipt_in, receipt_of
from lkg.claims import Claim, Source
from lkg.errors import MissingFile, Misuse
from lkg.graphs import Graph
from lkg.lens import Lens
from lkg.networks import network
from lkg.reports.words import claim_words
from lkg.vocab import nearest, ontology

_WORD = re.compile(r"[\w][\w.\-]*[\w]|[\w]")


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies a statement, in which claim, and where that can be read."""

    by: str
    claim: str
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim as somebody who answers for a text needs it."""

    claim: str
    words: str
    when: str
    modality: str
    said_by: str
    """who says so, if not the source itself"""
    source: str
    published: str
    link: str
    archived: str
    checked: str
    """the day on which the page was last read"""
    rating: str
    place: str
    """where in the source: a passage or a locator"""
    denied_by: tuple[Denial, ...]
    disputed_by: tuple[str, ...]
    """claims that give another date, number or wording"""
    to_do: tuple[str, ...]
    """what has to be done before print; empty where nothing has"""


def statements(graph: Graph, claims: Iterable[str]) -> list[Statement]:
    """The statements of these claims, in the order given; a denial of one claim hits all that say the same.

    Raises Misuse for an id that no claim has, with near ones.

    >>> import lkg
    >>> statements(lkg.open(), ["C316"])[0].words
    'Lithuania subsidises EUR 130 million Lithuanian state-aid loan scheme (EUR 130 m)'
    """
    record = graph.record
    names = [name.strip().removeprefix("claim:") for name in claims if name.strip()]
    unknown = [name for name in dict.fromkeys(names) if name not in record.claims]
    if unknown:
        near = nearest(unknown[0], record.claims)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise Misuse(f"The graph has no claim {', '.join(unknown)}.{hint}")
    denied = _denials(graph)
    return [_statement(graph, record.claims[name], denied.get(name, ())) for name in dict.fromkeys(names)]


def claims_of(graph: Graph, file: Path) -> list[str]:
    """The claims beneath a picture, table or export with a receipt, or those that a text names by id, in their order.

    Of a path they are the claims of its hops; of any other finding all claims that its lens sees in ties. Raises
    Stale where the file was made from another version of the graph, Misuse for a text that names no claim.
    """
    if not file.is_file():
        raise MissingFile(f"There is no file {file}.")
    content = file.read_bytes()
    receipt = receipt_in(content) or _beside(file)
    if receipt is not None:
        repeating.check(graph, receipt)
        return _beneath(graph, receipt)
    try:
        words = _WORD.findall(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise Misuse(f"{file} carries no receipt and is no text. Name the claims: --claims C1,C2.") from None
    named = [word for word in dict.fromkeys(words) if word in graph.record.claims]
    if not named:
        raise Misuse(f"{file} carries no receipt, and names no claim by its id, such as [C316]. Use --claims C1,C2.")
    return named


def _beside(file: Path) -> Mapping[str, Any] | None:
    """The receipt of an export, which R and Stata could not read within its table."""
    if file.suffix.lower() != ".csv":
        return None
    with suppress(Misuse):
        return receipt_of(file)
    return None


def _beneath(graph: Graph, receipt: Mapping[str, Any]) -> list[str]:
    if receipt["finding"] == "path":
        found = repeating.derive(graph, receipt)
        return list(dict.fromkeys(evidence.id for path in found for hop in path.hops for evidence in hop.claims))
    net = network(graph, graph.lens(Lens(**receipt["lens"])))
    return sorted({claim for tie in net.ties for claim in tie.claims}, key=_counted)


def _counted(name: str) -> list[str | int]:
    """An id as people count: C2 comes before C10."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", name)]


def _denials(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Claim → the standing claims that genuinely deny its statement."""
    record, context = graph.record, graph.table.context
    found: dict[str, list[str]] = {}
    for claim, denial in context.hits:
        if record.claims[denial].withdrawal is None:
            found.setdefault(claim, []).append(denial)
    return {claim: tuple(dict.fromkeys(others)) for claim, others in found.items()}


def _statement(graph: Graph, claim: Claim, denied: Iterable[str]) -> Statement:
    source = graph.record.sources[claim.source]
    hit = tuple(_denial(graph, graph.record.claims[name]) for name in denied)
    others = tuple(
        f"{name} ({_types(graph, name, claim.id)})"
        for name in graph.record.disputed_by.get(claim.id, ())
        if name not in {denial.claim for denial in hit}
    )
    return Statement(
        claim=claim.id,
        words=claim_words(graph, claim),
        when=period.words(claim.when.text),
        modality=claim.modality,
        said_by=graph.label(claim.claimant) if claim.claimant else "",
        source="" if source.is_uncited else f"{source.publisher}: {source.title}",
        published=source.published,
        link=source.url,
        archived=source.archived,
        checked=source.accessed,
        rating="" if source.is_uncited else f"{source.reliability}{claim.credibility}",
        place=_place(claim),
        denied_by=hit,
        disputed_by=others,
        to_do=tuple(_to_do(claim, source, hit)),
    )


def _denial(graph: Graph, claim: Claim) -> Denial:
    source = graph.record.sources[claim.source]
    words = ", ".join(filter(None, (claim.note or claim_words(graph, claim), period.words(claim.when.text))))
    return Denial(graph.label(claim.claimant or claim.subject), claim.id, words, source.url)


def _types(graph: Graph, name: str, disputed: str) -> str:
    labels = ontology().labels
    disputes = graph.record.claims[name].disputes
    return ", ".join(labels.get(each.type, each.type) for each in disputes if each.disputed == disputed)


def _place(claim: Claim) -> str:
    passage = f"characters {claim.passage.start}–{claim.passage.end}" if claim.passage else ""
    return "; ".join(filter(None, (claim.locator, passage)))


def _to_do(claim: Claim, source: Source, denied: Iterable[Denial]) -> Iterator[str]:
    if claim.withdrawal:
        yield f"taken back on {claim.withdrawal.on} by {claim.withdrawal.by} ({claim.withdrawal.because}): leave it out"
    if claim.modality == "alleged":
        yield "an allegation: word it as one, and say whose"
    if claim.modality == "planned":
        yield "a plan: do not word it as done"
    if source.is_uncited:
        yield "uncited: find a source"
    elif not source.url:
        yield "no link: give the source another way"
    elif not source.archived:
        yield "no archived copy: make one"
    if list(denied):
        yield "denied: print the denial, too"
    if claim.credibility in ("4", "5", "6"):
        yield f"credibility {claim.credibility}: find a second source"
