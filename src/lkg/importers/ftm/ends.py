"""The two ends of a link: properties that name entities, but for sanctions and offices."""

from __future__ import annotations

from collections.abc import Iterator

from lkg.importers.accounts import LeftOut
from lkg.importers.ftm.nodes import Nodes, body, state
from lkg.importers.ftm.opening import Entity, ident
from lkg.importers.ftm.survey import Survey
from lkg.importers.ftm.tables import SELF, Link


def pairs(entity: Entity, link: Link, survey: Survey, nodes: Nodes) -> list[tuple[str, str]]:
    """The ends of a link as they are called in the file: each source with each target; raises LeftOut."""
    sources = [_imposer(entity, nodes)] if entity.schema == "Sanction" else _named(entity, link.source)
    targets = _named(entity, link.target)
    if entity.schema == "Occupancy":
        targets = [place for post in targets for place in _bodies(post, survey)]
    if not sources or not targets:
        raise LeftOut("one-sided", f"{entity.schema} without {link.target if sources else link.source}")
    return [(source, target) for source in sources for target in targets]


def _named(entity: Entity, name: str) -> list[str]:
    return [entity.id] if name == SELF else [ident(each) for each in entity.all(name)]


def _imposer(entity: Entity, nodes: Nodes) -> str:
    """Who imposes a sanction: an entity, else the one state that is named, else a body by its name."""
    own = ident(entity.first("authorityId")) if entity.first("authorityId") else ""
    if own and nodes.named(own)[1]:
        return own
    states = list(filter(None, map(state, entity.all("country"))))
    found = states[0] if len(states) == 1 else body(entity.first("authority"))
    if not found:
        raise LeftOut("one-sided", "Sanction without authority and country")
    return found


def _bodies(post: str, survey: Survey) -> Iterator[str]:
    """Where an office is held: in its organisation, else in the state of its country."""
    position = survey.posts.get(post)
    if position is None:
        raise LeftOut("missing", "Occupancy: post that is not there")
    found = _named(position, "organization") or list(filter(None, map(state, position.all("country", "jurisdiction"))))
    if not found:
        raise LeftOut("one-sided", "Occupancy of a post without organization and country")
    yield from found
