"""What a model claims, held against the ontology, the actors and the text; what does not fit is rejected and told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lkg import evidence, period
from lkg.claims.model import MODALITIES
from lkg.coding.articles import Article
from lkg.coding.faults import Known
from lkg.coding.proposals import Proposal, identity
from lkg.errors import InvalidPeriod, LkgError
from lkg.paragraphs import whole
from lkg.vocab import Relation, ontology

_SIGNS: Mapping[str, int] = {"+": 1, "-": -1, "−": -1, "0": 0, "1": 1, "-1": -1, "+1": 1}


@dataclass(frozen=True, slots=True)
class Checked:
    """Proposals that stand up to the ontology and the text, and a sentence on each that does not."""

    proposals: tuple[Proposal, ...]
    rejected: tuple[str, ...]


class _Unfit(Exception):
    """Why one claim of an answer cannot be proposed."""


def checked(claims: Iterable[Mapping[str, Any]], article: Article, known: Known) -> Checked:
    """Each claim of an answer as a proposal, or the reason why it is none.

    The relation exists and may join such actors; a sign, if one is given, is the relation's; the words quoted stand
    where start and end say, or else exactly once in the text, within one sentence.
    """
    found: dict[str, Proposal] = {}
    rejected: list[str] = []
    for number, claim in enumerate(claims, 1):
        try:
            proposal = _proposal(claim, article, known)
        except _Unfit as reason:
            told = " ".join(_text(claim, name) or "?" for name in ("subject", "relation", "object"))
            rejected.append(f"{number}, {told}: {reason}")
        else:
            found[proposal.id] = proposal
    return Checked(tuple(sorted(found.values(), key=lambda each: (each.start, each.end, each.id))), tuple(rejected))


def _proposal(claim: Mapping[str, Any], article: Article, known: Known) -> Proposal:
    relation = ontology().relations.get(_text(claim, "relation"))
    if relation is None:
        raise _Unfit("the ontology has no such relation")
    subject, object_ = (_actor(claim, end, known) for end in ("subject", "object"))
    _check_ends(relation, subject, object_, known)
    sign = claim.get("sign")
    if sign is not None and _SIGNS.get(str(sign).strip()) != relation.polarity:
        raise _Unfit(f"sign {sign!r} is not that of the relation, {relation.polarity:+d}")
    modality = _text(claim, "modality") or "asserted"
    if modality not in MODALITIES or (modality == "ended" and not relation.is_state):
        raise _Unfit(f"modality {modality!r} is not possible here")
    when = _when(claim, relation, article)
    start, end = _place(claim, article)
    name = identity(article, subject, relation.name, object_, start)
    reason = "proposed by a model; the words stand in the text, their meaning is for you to judge"
    return Proposal(name, subject, relation.name, object_, when, modality, start, end, "low", reason)


def _actor(claim: Mapping[str, Any], end: str, known: Known) -> str:
    try:
        return known.names.resolve(_text(claim, end))
    except LkgError as error:
        raise _Unfit(f"{end}: {error}") from None


def _check_ends(relation: Relation, subject: str, object_: str, known: Known) -> None:
    if subject == object_:
        raise _Unfit("subject and object are the same actor")
    for end, actor, allowed in (("subject", subject, relation.domain), ("object", object_, relation.range)):
        kind = known.actors[actor].kind
        if not ontology().classes[kind] & allowed:
            raise _Unfit(f"its {end} is a {kind}, and {relation.name} takes {' or '.join(sorted(allowed))}")


def _when(claim: Mapping[str, Any], relation: Relation, article: Article) -> str:
    """The time it gives; without one, that of the text."""
    told = _text(claim, "when")
    day = article.published.isoformat()
    if not told:
        return day if relation.is_state else f"{day[:7]}~"
    try:
        when = period.parse(told)
    except InvalidPeriod as error:
        raise _Unfit(str(error)) from None
    if not relation.is_state and (when.open_end or ".." in told):
        raise _Unfit(f"when {told!r} has an open end, and {relation.name} is an event")
    return told


def _place(claim: Mapping[str, Any], article: Article) -> tuple[int, int]:
    """Where the words quoted stand: as the answer says, or where they are found exactly once."""
    raw = claim.get("quote")
    quote = raw.strip() if isinstance(raw, str) else ""
    if not quote:
        raise _Unfit("it quotes no words of the text")
    start, text = claim.get("start"), whole(article.text)
    if not (isinstance(start, int) and not isinstance(start, bool) and text[max(start, 0) :].startswith(quote)):
        times = text.count(quote, article.body)
        if times != 1:
            raise _Unfit(f"the words {quote[:40]!r} stand {times or 'no'} times in the text, not once")
        start = text.index(quote, article.body)
    end = start + len(quote)
    if len(quote) > evidence.LONGEST:
        raise _Unfit(f"the words quoted are {len(quote)} characters; at most {evidence.LONGEST} are allowed")
    if not any(first <= start and end <= last for first, last in evidence.sentences_of(text, article.body)):
        raise _Unfit("the words quoted run over the end of a sentence")
    return start, end


def _text(claim: Mapping[str, Any], name: str) -> str:
    value = claim.get(name)
    return value.strip() if isinstance(value, str) else ""
