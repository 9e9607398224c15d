"""Who acts in event data: names and codes turned into actors, with the state that they represent.

Ids come from names alone, so that they are the same in every import and in every data set. States and a few
international bodies are those of `lkg.importers.actors`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lkg.claims.model import Actor
from lkg.importers import actors
from lkg.importers.actors import identifier

ABSENT = frozenset(("", "NA", "None", "---", "Unspecified Actor", "Unidentified State Actor"))
"""what stands in a cell that names nobody"""
KINDS: Mapping[str, str] = {
    "International Government Organization": "InternationalOrganization",
    "Military": "MilitaryUnit",
    "Government": "GovernmentBody",
    "Parties": "PoliticalParty",
    "Media": "MediaOutlet",
    "Business": "Company",
}
"""sector → class of a body, the first that is met; other bodies are Organizations"""
ROLES: Mapping[str, str] = {
    "GOV": "Government",
    "MIL": "Military",
    "COP": "Police",
    "JUD": "Judiciary",
    "LEG": "Legislature",
    "SPY": "Intelligence service",
    "OPP": "Opposition",
    "REB": "Rebels",
    "BUS": "Business",
    "CVL": "Civilians",
    "MED": "Media",
    "REF": "Refugees",
}
"""what CAMEO, KEDS and PLOVER write behind the code of a country"""
_ORGANS = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY"))
"""roles that are organs of a state"""
_OTHERS = frozenset(
    (
        *("International Government Organization", "Provincial", "Local", "Municipal", "Dissident", "Separatists"),
        "Opposition Major Party (Out Of Government)",
    )
)
"""sectors of those who do not speak for a state, though the sector Government be among theirs"""
_BODY = re.compile(
    r"\b(?:\w+ (?:of|for|and) (?:the )?\w+|\w*(?:Party|Partei)|Polic\w+|Ministry|Department|Forces?|Army|Navy|Guards?"
    r"|Council|Committee|Commission|Bank|Court|Congress|Parliament|Assembly|Senate|House|Union|Association"
    r"|Organi[sz]ation|Agency|Services?|Institute|University|Company|Corporation|Group|Front|Movement|League"
    r"|Federation|Alliance|Bureau|Authority|Office|Board|Chamber|Cent(?:er|re)|Brigades?|Militia|Society"
    r"|Foundation|Fund|News|Times|Nations|States|Republic|Rada|Sabor|Sena|Dal|Yard|Squad|Corps|Administration"
    r"|Secretariat|Embassy|Cabinet|Government)\b"
)
"""words by which a name without brackets is seen to be that of a body"""


class End(NamedTuple):
    """One side of a row, as the file has it."""

    name: str
    sectors: str = ""
    """words with commas between, as ICEWS has them"""
    country: str = ""


class Known(NamedTuple):
    """An actor of the import and the state that it represents, if it does."""

    actor: Actor
    principal: Actor | None = None


def by_name(end: End) -> Known | None:
    """The actor that a name stands for, or None where it names nobody.

    A state is what bears a name of `actors.csv`, or the name of its own country and no sector. A role with its
    country in brackets is a body. Any other name is a person where its sectors say Elite, or Government and no word
    of the name says that it is a body; else a body. That is a reading, for the data do not say which it is.
    Who has the sector Government and a country represents that state, unless other sectors speak against it: those of
    international bodies, provinces, towns and the opposition.

    >>> known = by_name(End("Foreign Affairs (Bangladesh)", "Executive,Foreign Ministry,Government", "Bangladesh"))
    >>> known.actor.id, known.actor.kind, known.principal.id
    ('foreign-affairs-bangladesh', 'GovernmentBody', 'bangladesh')
    """
    name = " ".join(end.name.split())
    if name in ABSENT:
        return None
    sectors = tuple(part for part in map(str.strip, end.sectors.split(",")) if part not in ABSENT)
    country = "" if end.country.strip() in ABSENT else end.country.strip()
    state = actors.by_name().get(identifier(name))
    if state:
        return Known(state)
    if name == country and not sectors:
        return Known(Actor(identifier(name), name, "State"))
    speaks = country and "Government" in sectors and _OTHERS.isdisjoint(sectors)
    principal = by_name(End(country, "", country)) if speaks else None
    return Known(_actor(name, sectors, country), principal.actor if principal else None)


def by_code(code: str, scheme: str) -> Known | None:
    """The actor of a CAMEO or KEDS code, such as ISR or ISRGOV, or None where it is empty.

    A state's code with a role behind it is `Government (Israel)`, as ICEWS names it; organs represent the state.
    What the code of a country does not begin stays as it is.

    >>> known = by_code("ISRMIL", "keds")
    >>> known.actor.label, known.actor.id, known.principal.id
    ('Military (Israel)', 'military-israel', 'israel')
    """
    code = code.strip().upper()
    if code in ABSENT:
        return None
    states = actors.by_code(scheme)
    if code in states:
        return Known(states[code])
    state, role = states.get(code[:3]), code[3:]
    if state is None or state.kind != "State":
        return Known(_coded(code, code, "Organization", ROLES.get(code, "")))
    principal = state if role[:3] in _ORGANS else None
    kind = "MilitaryUnit" if role[:3] == "MIL" else "GovernmentBody" if principal else "Organization"
    label = f"{ROLES[role]} ({state.label})" if role in ROLES else f"{code} ({state.label})"
    return Known(_coded(label, code, kind, ""), principal)


def state_of(code: str) -> str:
    """The name of the state with an ISO 3166 code of three letters, or the text as it is.

    >>> state_of("ltu"), state_of("Utopia")
    ('Lithuania', 'Utopia')
    """
    found = actors.by_code("cameo").get(code.strip().upper())
    return found.label if found else code


def _actor(name: str, sectors: tuple[str, ...], country: str) -> Actor:
    role = ", ".join(filter(None, (*sorted(sectors), country)))
    is_body = name.endswith(")") or _BODY.search(name) is not None
    if "Elite" in sectors or ("Government" in sectors and not is_body and 2 <= len(name.split()) <= 5):
        return Actor(identifier(name), name, "Person", public_role=role)
    kind = next((kind for sector, kind in KINDS.items() if sector in sectors and is_body), "Organization")
    return Actor(identifier(name), name, kind, scope=role)


def _coded(label: str, code: str, kind: str, scope: str) -> Actor:
    aliases = ((code, "und-latn"),) if label != code else ()
    return Actor(identifier(label), label, kind, aliases=aliases, scope=scope)
