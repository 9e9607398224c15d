"""Proposals by a language model at an address that speaks OpenAI's protocol; what it says is checked, never trusted."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx

from lkg.coding.answers import Checked, checked
from lkg.coding.articles import Article
from lkg.coding.faults import Known
from lkg.errors import Finding, Misuse
from lkg.paragraphs import whole
from lkg.vocab import ontology

KEY = "LKG_MODEL_KEY"
"""the environment variable of the key, where the address asks for one"""
_FENCE = re.compile(r"\A\s*```(?:json)?\s*(.*?)\s*```\s*\Z", re.DOTALL)
_TASK = """You code claims for a knowledge graph of foreign policy. Read the text and answer with JSON alone:
{"claims": [{"subject": …, "relation": …, "object": …, "when": …, "modality": …, "quote": …}]}
subject and object: an id of the list of actors. relation: a name of the list of relations; mind its direction.
when: EDTF, such as 2022, 2022-04, 2022-04-28 or 2021-11/..; empty if the text does not say.
modality: asserted, negated, ended, planned or alleged.
quote: the words that say it, copied letter for letter from one sentence, at most 300 characters.
State nothing that the words quoted do not say."""


class NoAnswer(Finding):
    """A model that gave no answer, or none that can be read."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model by its name, behind an address such as http://127.0.0.1:8080/v1."""

    name: str
    address: str
    seconds: float = 120
    key: str = ""

    def __post_init__(self) -> None:
        """Refuse an address that is none."""
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Misuse(f"{self.address!r} is no address. Write it as http://127.0.0.1:8080/v1.")

    @property
    def is_here(self) -> bool:
        """Whether the address is this machine, so that the text does not leave it.

        >>> Model("m", "http://[::1]:8080/v1").is_here, Model("m", "https://example.org/v1").is_here
        (True, False)
        """
        host = urlsplit(self.address).hostname or ""
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def warning(self) -> str:
        """What the person at the keyboard must know before the text goes out; empty where it stays."""
        if self.is_here:
            return ""
        parts = urlsplit(self.address)
        plainly = ", and unencrypted" if parts.scheme == "http" else ""
        return f"the whole text leaves this machine: it is sent to {parts.hostname}{plainly}"


def ask(model: Model, article: Article, known: Known) -> Checked:
    """What a model proposes for a text, each proposal checked against the ontology and the text.

    Raises NoAnswer, with nothing taken over, where the address does not answer or its answer is no such JSON.
    """
    told = _post(model, _message(article, known))
    return checked(_claims(told, model), article, known)


def _message(article: Article, known: Known) -> str:
    relations = "\n".join(f"{each.name}: {each.definition}" for each in ontology().relations.values())
    actors = "\n".join(f"{each.id}: {each.label}" for each in known.actors.values())
    day = article.about["published"]
    return f"RELATIONS\n{relations}\n\nACTORS\n{actors}\n\nTEXT, published {day}\n{whole(article.text)[article.body :]}"


def _post(model: Model, message: str) -> str:
    body = {
        "model": model.name,
        "temperature": 0,
        "messages": [{"role": "system", "content": _TASK}, {"role": "user", "content": message}],
    }
    headers = {"authorization": f"Bearer {model.key}"} if model.key else {}
    place = f"{model.address.rstrip('/')}/chat/completions"
    try:
        # an address on this machine is asked without the environment's proxy, which would carry the text away
        with httpx.Client(timeout=model.seconds, headers=headers, trust_env=not model.is_here) as client:
            found = client.post(place, json=body)
    except httpx.TimeoutException:
        raise NoAnswer(
            f"{place} did not answer within {model.seconds:g} seconds. Give it longer with --seconds."
        ) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoAnswer(f"{place} cannot be reached: {error}. Check the address, and that the model runs.") from None
    if found.status_code in (401, 403):
        raise NoAnswer(f"{place} refused the key ({found.status_code}). Put the right one into {KEY}.")
    if found.status_code != 200:
        raise NoAnswer(f"{place} answered {found.status_code}: {found.text[:200].strip()!r}. Check name and address.")
    try:
        content = found.json()["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        raise NoAnswer(f"{place} does not answer as OpenAI's protocol asks. Check the address.") from None
    return str(content)


def _claims(told: str, model: Model) -> Iterable[Mapping[str, Any]]:
    fenced = _FENCE.match(told)
    try:
        claims = json.loads(fenced[1] if fenced else told)["claims"]
        whole = isinstance(claims, list) and all(isinstance(each, dict) for each in claims)
    except (ValueError, LookupError, TypeError):
        whole = False
    if not whole:
        raise NoAnswer(
            f"The answer of {model.name} is not the JSON that was asked for (it begins {told[:60]!r}); nothing was "
            "taken from it. Ask again, or use a larger model."
        )
    found: list[Mapping[str, Any]] = claims
    return found
