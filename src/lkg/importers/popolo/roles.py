"""What a role, a classification and a mandate mean: which relation, which kind of organisation."""

from __future__ import annotations

from lkg.identity import fold
from lkg.vocab import ontology

_MEMBERS = frozenset(
    (
        "",
        "member",
        "mp",
        "mep",
        "deputy",
        "senator",
        "representative",
        "delegate",
        "councillor",
        "member of parliament",
        "member of the european parliament",
        "party member",
    )
)
_LEADERS = frozenset(
    (
        "president",
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "speaker",
        "leader",
        "party leader",
        "head",
        "director",
        "director general",
        "secretary general",
        "prime minister",
        "mayor",
        "governor",
        "rector",
    )
)
_KINDS = {
    "PoliticalParty": ("party", "political party", "faction", "parliamentary group", "political group", "alliance"),
    "GovernmentBody": (
        "legislature", "parliament", "chamber", "committee", "subcommittee", "commission", "ministry", "executive",
        "government", "cabinet", "department", "agency", "court",
    ),
}  # fmt: skip
_BY_CLASSIFICATION = {name: kind for kind, names in _KINDS.items() for name in names}
TERMS = frozenset(("legislative period", "term", "legislative term", "parliamentary term", "session"))
"""events that memberships last by"""


def relation_of(role: str) -> str:
    """The relation that a role means: a member, one who leads, or else one who serves.

    >>> relation_of("Member"), relation_of("Speaker"), relation_of("Deputy Speaker")
    ('memberOf', 'leads', 'servesIn')
    """
    plain = fold(role)
    return "memberOf" if plain in _MEMBERS else "leads" if plain in _LEADERS else "servesIn"


def kind_of(classification: str) -> str:
    """The kind of an organisation by its classification.

    >>> kind_of("party"), kind_of("Legislature"), kind_of("company"), kind_of("club")
    ('PoliticalParty', 'GovernmentBody', 'Company', 'Organization')
    """
    plain = fold(classification)
    named = {fold(label): name for name, label in ontology().labels.items() if _is_organization(name)}
    return _BY_CLASSIFICATION.get(plain) or named.get(plain, "Organization")


def mandate(kind: str) -> str:
    """What it means to be somewhere on behalf of such an organisation.

    >>> mandate("PoliticalParty"), mandate("State"), mandate("ThinkTank")
    ('memberOf', 'represents', 'affiliatedWith')
    """
    if kind == "PoliticalParty":
        return "memberOf"
    return "represents" if kind == "State" else "affiliatedWith"


def _is_organization(name: str) -> bool:
    return "Organization" in ontology().classes.get(name, frozenset())
