"""Where an entity of FollowTheMoney is from: its page, its document, else the file; rated F, for nobody read it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lkg.claims import Source
from lkg.importers.actors import identifier
from lkg.importers.addresses import is_address, publisher_of
from lkg.importers.ftm.opening import Entity, ident
from lkg.importers.ftm.survey import Survey
from lkg.importers.ftm.times import day
from lkg.importers.origin import digest_of

_NAMED = "Named in FollowTheMoney as where an entity is from; nobody here has read it, nor knows what kind it is."


def file_source(file: Path, publisher: str, accessed: str) -> Source:
    """The file as a source, by its digest, for entities that name no other."""
    digest = digest_of(file)
    return Source(
        f"ftm-file-{digest[:12]}",
        f"File {file.name}",
        publisher,
        "dataset",
        reliability="F",
        origin=publisher or identifier(file.name.partition(".")[0]),
        accessed=accessed,
        sha256=digest,
        note="Entities of FollowTheMoney that name no page of their own.",
    )


def source_of(entity: Entity, survey: Survey, own: Source) -> Source:
    """The source of an entity."""
    proof = next(
        (survey.documents[ident(each)] for each in entity.all("proof") if ident(each) in survey.documents), None
    )
    pages = [text for each in (entity, proof) if each for text in each.all("sourceUrl", "publisherUrl")]
    url = next((text for text in pages if is_address(text)), "")
    if not url:
        return own
    publisher = entity.first("publisher") or (proof.first("publisher") if proof else "") or publisher_of(url)
    title = (proof.first("title", "name", "fileName") if proof else "") or f"Page of {publisher}"
    accessed = day(entity, "retrievedAt") or own.accessed
    said = "\n".join((title, publisher, url, accessed))
    return Source(
        f"ftm-{hashlib.sha256(said.encode()).hexdigest()[:12]}",
        title,
        publisher,
        "dataset",
        published=day(proof, "publishedAt", "date") if proof else "",
        url=url,
        reliability="F",
        accessed=accessed,
        note=_NAMED,
    )
