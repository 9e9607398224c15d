"""One table of lens options for every command that takes a lens; the words are those of the Lens."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_type_hints

import typer

PANEL = "Lens: which claims count, and how much"
Many = list[str] | None

LENS_OPTIONS: Mapping[str, Any] = {
    "lens": (str, "default", "A lens of the graph by name, or a .toml file."),
    "at": (str | None, None, "A day (or month, or year): states that hold on it, events of the memory before."),
    "between": (Many, None, "First and last date: give the option twice."),
    "memory": (str | None, None, "How long an event counts before --at: 24m, 2y."),
    "half_life": (str | None, None, "How long until a claim weighs half: 12m, 1y; needs a date, counts in weights."),
    "known_by": (str | None, None, "A day: claims of sources that appeared later are unseen."),
    "sure": (bool | None, None, "Only what surely held or happened then."),
    "relations": (Many, None, "Only these relations and those below them."),
    "families": (Many, None, "Only these families: cooperation, conflict, structural, verbalConflict …"),
    "planned": (bool | None, None, "Planned claims count too."),
    "kinds": (Many, None, "Only actors of these kinds: State, GovernmentBody, Person …"),
    "actors": (Many, None, "Only ties that touch one of these."),
    "among": (Many, None, "Only ties between these: both ends are in the list."),
    "without": (Many, None, "Leave these actors out."),
    "without_side": (Many, None, "Leave these out with all who represent them."),
    "roll_up": (str | None, None, "none, body (bodies folded into whom they represent) or state (persons too)."),
    "contract": (Many, None, "Replace nodes of these kinds by signed ties: Policy, Agreement, Dispute, Event."),
    "memberships": (str | None, None, "Whether memberOf makes ties: paths, ties or none."),
    "sources": (Many, None, "Only claims from these sources."),
    "without_sources": (Many, None, "No claims from these sources."),
    "without_voices": (
        Many,
        None,
        "Nothing that these say: actors' ids, or papers and agencies as `lkg ablate` names them.",
    ),
    "min_credibility": (int | None, None, "The worst credibility that counts, 1 (confirmed) to 6."),
    "contested": (str | None, None, "Statements that a party denies: keep, drop or only."),
    "worldview": (str | None, None, "An actor whose side's recorded denials are taken at their word."),
    "sign": (Many, None, "Signs that count: +, -, 0."),
    "direction": (str | None, None, "both or as-claimed."),
    "weight": (str | None, None, "count, probability, intensity or voices."),
}


def takes_lens(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command all lens options; it receives them as one mapping `lens` (with its name under `lens`)."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        chosen = {name: kwargs.pop(name) for name in LENS_OPTIONS}
        given = {name: value for name, value in chosen.items() if value not in (None, [])}
        return command(*args, lens=given, **kwargs)

    hints = get_type_hints(command, include_extras=True)
    own = [
        p.replace(annotation=hints[p.name]) for p in inspect.signature(command).parameters.values() if p.name != "lens"
    ]
    added = [_parameter(name, *spec) for name, spec in LENS_OPTIONS.items()]
    wrapped.__signature__ = inspect.Signature([*own, *added])  # type: ignore[attr-defined]
    # typer reads annotations, too
    wrapped.__annotations__ = {p.name: p.annotation for p in [*own, *added]}
    return wrapped


def _parameter(name: str, kind: Any, default: Any, words: str) -> inspect.Parameter:
    flag = f"--{name.replace('_', '-')}"
    option = typer.Option(flag, help=words, rich_help_panel=PANEL, show_default=False)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, option])
