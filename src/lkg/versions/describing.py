"""What a release says of itself: who made it, under which terms, what is in it and what is not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from lkg import period
from lkg.claims import Claim, reading
from lkg.errors import Misuse
from lkg.graphs import Graph
from lkg.importers.actors import identifier
from lkg.vocab import LKG, PREFIXES, local, ontology

LICENCES: Mapping[str, tuple[str, str]] = {
    "cc-by-4.0": ("Creative Commons Attribution 4.0 International", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0 International",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "cc0-1.0": ("Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "odbl-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
}
"""short name → title and address"""
_SPDX = {"cc-by-4.0": "CC-BY-4.0", "cc-by-sa-4.0": "CC-BY-SA-4.0", "cc0-1.0": "CC0-1.0", "odbl-1.0": "ODbL-1.0"}


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of a release: a title and an address, and the SPDX name where there is one."""

    title: str
    address: str
    spdx: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """A data set as a catalogue describes it."""

    iri: str
    title: str
    description: str
    version: str
    issued: str
    creators: tuple[str, ...]
    licence: Licence
    limits: tuple[str, ...]

    @property
    def name(self) -> str:
        """The release as a file is called."""
        version = re.sub(r"[^A-Za-z0-9._-]+", "-", self.version).strip(".-")
        return f"{identifier(local(self.iri))}-{version or '0'}"

    def citation(self) -> str:
        """One line, as a list of references has it."""
        day = f" ({self.issued[:4]})" if self.issued else ""
        return f"{', '.join(self.creators)}{day}. {self.title}, version {self.version}. Data set. {self.iri}"


def about(
    graph: Graph, *, version: str = "", issued: str = "", creators: Sequence[str] = (), licence: str = ""
) -> About:
    """The description of a graph: what the call says, else what the graph's dataset.ttl says.

    Raises Misuse where neither names a licence, for without one nobody may use the data.
    """
    said = _dataset(graph)
    digest = graph.digest.removeprefix("sha256:")
    terms = licence or next(iter(said["license"]), "")
    if not terms:
        raise Misuse(
            "Under which terms may the data be used? Neither the graph (dct:license in dataset.ttl) nor the call says. "
            f"Add --license {next(iter(LICENCES))} ({', '.join(LICENCES)}, or an address)."
        )
    if issued:
        period.ordinal(issued)
    return About(
        said["iri"][0] if said["iri"] else f"{PREFIXES['graph']}{digest[:12]}",
        next(iter(said["title"]), "A graph of sourced claims"),
        next(iter(said["description"]), ""),
        version or next(iter(said["hasVersion"]), "") or digest[:12],
        issued or next(iter([*said["issued"], *said["modified"], *said["created"]]), ""),
        tuple(creators) or tuple(said["creator"]) or ("The coders of this graph",),
        _licence(terms),
        tuple(sorted(said["limit"])),
    )


def _licence(terms: str) -> Licence:
    for name, (title, address) in LICENCES.items():
        if terms.lower() in (name, address, address.rstrip("/")):
            return Licence(title, address, _SPDX[name])
    if not terms.startswith(("http://", "https://")):
        raise Misuse(f"There is no licence {terms!r} here. Use {', '.join(LICENCES)}, or the address of another one.")
    return Licence("the terms at this address", terms)


def _dataset(graph: Graph) -> Mapping[str, list[str]]:
    """What the graph says of itself, by the local names of properties; the first data set where there are several."""
    wanted = ("title", "description", "license", "creator", "created", "modified", "issued", "hasVersion", "limit")
    found: dict[str, list[str]] = {name: [] for name in ("iri", *wanted)}
    kind = ox.NamedNode(LKG.Dataset)
    about = reading.group(graph.store.quads())
    nodes = sorted(iri for iri, terms in about.items() if kind in terms.get(PREFIXES["rdf"] + "type", []))
    found["iri"] = nodes[:1]
    for predicate, values in about[nodes[0]].items() if nodes else ():
        name = predicate.rpartition("/")[2].rpartition("#")[2]
        if name in wanted:
            found[name] += [value.value for value in values]
    return found


def statement(graph: Graph) -> dict[str, Any]:
    """What the graph holds, counted: claims by modality, family and rating, their span, and where they come from."""
    record = graph.recorded
    claims = list(record.claims.values())
    standing = [claim for claim in claims if claim.withdrawal is None]
    cited = [claim for claim in standing if not record.sources[claim.source].is_uncited]
    rated = sum(bool(claim.credibility and record.sources[claim.source].reliability) for claim in cited)
    sources = [source for source in record.sources.values() if not source.is_uncited]
    first, last = _span(standing)
    return {
        "digest": graph.digest,
        "claims": len(claims),
        "withdrawn": len(claims) - len(standing),
        "cited": len(cited),
        "uncited": len(standing) - len(cited),
        "rated": rated,
        "unrated": len(cited) - rated,
        "denied": len({d.disputed for claim in standing for d in claim.disputes if d.hits}),
        "by_modality": _counted(claim.modality for claim in standing),
        "by_family": _counted(ontology().relations[claim.relation].family for claim in standing),
        "first_day": first,
        "last_day": last,
        "actors": len(record.actors),
        "actors_by_kind": _counted(ontology().group(actor.kind) for actor in record.actors.values()),
        "sources": len(sources),
        "sources_by_kind": _counted(source.kind for source in sources),
        "sources_by_reliability": _counted(source.reliability or "not rated" for source in sources),
        "sources_archived": sum(bool(source.archived) for source in sources),
        "passages": sum(claim.passage is not None for claim in standing),
    }


def _counted(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _span(claims: Sequence[Claim]) -> tuple[str, str]:
    """The earliest and latest day on which a claim may have begun; open beginnings say nothing."""
    days = [c.when.start_earliest for c in claims if c.when.start_earliest > period.PAST]
    return (period.day(min(days)), period.day(max(days))) if days else ("", "")


def counts(said: Mapping[str, Any]) -> str:
    """The data statement in one sentence."""
    span = f", beginning {said['first_day']} to {said['last_day']}" if said["first_day"] else ""
    claims, actors, sources = (
        f"{said[name]:,} {name[:-1] if said[name] == 1 else name}" for name in ("claims", "actors", "sources")
    )
    kinds = f"{said['uncited']:,} uncited, {said['withdrawn']:,} withdrawn"
    return f"{claims} ({kinds}) about {actors} from {sources}{span}."


def table(said: Mapping[str, Any]) -> str:
    """The data statement as a table of Markdown."""
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in _lines(said))])


def _lines(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    labels = ontology().labels
    for name, value in said.items():
        if isinstance(value, Mapping):
            parts = [f"{labels.get(key, key)} {number:,}" for key, number in value.items()]
            yield name.replace("_", " "), ", ".join(parts) or "none"
        else:
            yield name.replace("_", " "), f"{value:,}" if isinstance(value, int) else str(value) or "none"
