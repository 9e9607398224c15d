"""Items asked of Wikidata's API, and kept as files: the network is used only here, and only when somebody asks for it.

Of the items that were asked for everything is kept; of those that their statements name, names alone; of offices, what
they are offices of, too, and of states their code. What lies in the folder already is not asked for again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx

from lkg.errors import Finding
from lkg.importers.wikidata.opening import Entity, entities, own_number
from lkg.importers.wikidata.statements import OFFICE, OFFICE_OF, all_statements, item, items, qualifiers, standing
from lkg.importers.wikidata.tables import mapped
from lkg.receipt import VERSION

API = "https://www.wikidata.org/w/api.php"
MOST = 50
"""items that the API gives at once"""
_AGENT = f"lkg/{VERSION} (https://w3id.org/lkg; a person asked for these items)"
_WHOLE, _NAMES = "info|labels|aliases|claims", "info|labels|aliases"


class NoItem(Finding):
    """The API did not answer, or has no such item."""


class Kept(NamedTuple):
    """Files of the items that were asked for and of those that they name, and the numbers of the former."""

    files: tuple[Path, ...]
    about: frozenset[int]


def fetch(asked: Iterable[str], folder: Path, *, languages: Collection[str] = (), api: str = API) -> Kept:
    """The items of these Q-ids, and the names of all that their statements name.

    Raises NoItem with what to do; what came before stays in the folder, and is not asked for again.
    """
    # a copy on this machine is asked without the environment's proxy
    is_here = urlsplit(api).hostname in ("127.0.0.1", "localhost", "::1")
    with httpx.Client(
        timeout=30, headers={"user-agent": _AGENT}, follow_redirects=True, trust_env=not is_here
    ) as client:
        shelf = _Shelf(client, api, folder, "|".join(sorted({"en", *languages})) if languages else "")
        wanted = sorted(set(asked))
        whole = list(shelf.take(wanted, _WHOLE))
        gone = [id for id in wanted if id not in {file.stem for file in whole}]
        if gone:
            raise NoItem(f"Wikidata has no item {', '.join(gone)}. Look it up on wikidata.org, and correct the Q-id.")
        mains = [entity for file in whole for _, entity in entities(file, [])]
        about = frozenset(map(own_number, mains))
        offices = list(shelf.take(_ids({each for entity in mains for each in _offices(entity)} - about), _WHOLE))
        bodies = dict(each for file in offices for _, entity in entities(file, []) for each in _bodies(entity))
        named = dict(each for entity in mains for each in _named(entity)) | bodies
        taken = about | {own_number(entity) for file in offices for _, entity in entities(file, [])}
        # by its code a state is one of our own list, and that no name tells
        states = {number for number, kind in named.items() if kind == "State"} - taken
        rest = [*shelf.take(_ids(states), _WHOLE), *shelf.take(_ids(named.keys() - taken - states), _NAMES)]
        return Kept((*whole, *offices, *rest), about)


class _Shelf:
    """Where answers are kept, one item a file."""

    def __init__(self, client: httpx.Client, api: str, folder: Path, languages: str) -> None:
        self._client, self._api, self._folder, self._languages = client, api, folder, languages

    def take(self, ids: list[str], props: str) -> Iterator[Path]:
        """The files of these items; those that are not there are asked for, fifty at a time."""
        names = f"names-{self._languages.replace('|', '-')}" if self._languages else "names"
        folder = self._folder if props == _WHOLE else self._folder / names
        missing = [id for id in ids if not (folder / f"{id}.json").is_file()]
        for at in range(0, len(missing), MOST):
            for id, entity in self._asked(missing[at : at + MOST], props).items():
                folder.mkdir(parents=True, exist_ok=True)
                # aside first: a file that was cut short would count as kept
                made = folder / f"{id}.json.part"
                made.write_text(json.dumps({"entities": {id: entity}}), encoding="utf-8")
                made.replace(folder / f"{id}.json")
        yield from (file for id in ids if (file := folder / f"{id}.json").is_file())

    def _asked(self, ids: list[str], props: str) -> Mapping[str, Entity]:
        asked = {"action": "wbgetentities", "format": "json", "ids": "|".join(ids), "props": props}
        if self._languages and props == _NAMES:
            asked["languages"] = self._languages
        # an item that was merged into another answers with the other's id, and is kept under the one asked for
        return {
            (entity.get("redirects") or {}).get("from", id): entity
            for id, entity in self._answer(asked).items()
            if "missing" not in entity
        }

    def _answer(self, asked: Mapping[str, str]) -> Mapping[str, Any]:
        try:
            reply = self._client.get(self._api, params=asked)
        except httpx.HTTPError as error:
            raise NoItem(
                f"{self._api} cannot be reached: {error}. Ask again later, or save "
                "https://www.wikidata.org/wiki/Special:EntityData/Q….json in a browser and import that file."
            ) from None
        if reply.status_code != 200:
            wait = reply.headers.get("retry-after")
            when = f"in {wait} seconds" if wait else "later"
            raise NoItem(f"{self._api} answered {reply.status_code}. Ask again {when}; what has come is kept.")
        try:
            found = reply.json()
        except ValueError:
            raise NoItem(f"{self._api} does not answer in JSON. Is it the address of an API?") from None
        if "error" in found:
            raise NoItem(f"{self._api}: {found['error'].get('info', 'an error')} Correct the Q-ids.")
        return found.get("entities") or {}


def _offices(entity: Entity) -> set[int]:
    return {number for statement in standing(entity, OFFICE) if (number := item(statement))}


def _bodies(entity: Entity) -> Iterator[tuple[int, str]]:
    for name, row in OFFICE_OF.items():
        yield from ((number, row.value) for statement in standing(entity, name) if (number := item(statement)))


def _named(entity: Entity) -> Iterator[tuple[int, str]]:
    """Items that the statements of an entity lead to, as far as they make claims, and the kind that follows."""
    for name, statement in all_statements(entity):
        if name in mapped() and (number := item(statement)):
            yield number, mapped()[name].value
        if name == OFFICE:
            for each in OFFICE_OF:
                yield from ((number, OFFICE_OF[each].value) for number in items(qualifiers(statement).get(each)))


def _ids(numbers: Iterable[int]) -> list[str]:
    return [f"Q{number}" for number in sorted(numbers)]
