"""What the commands are for: the order in which help lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typer.core import TyperGroup

TASKS: Mapping[str, tuple[str, ...]] = {
    "A graph of your own": ("new", "import", "code", "match", "check", "format", "agree"),
    "Ask": ("actor", "query", "path", "network", "lenses", "evidence"),
    "Who stands out, who stands together": ("rank", "brokerage", "communities", "balance", "project"),
    "How sure is that?": ("why", "ablate", "worldviews", "robust"),
    "Over time": ("trajectory", "changes", "scenario"),
    "Show and hand on": ("report", "draw", "serve", "export"),
    "Versions": ("diff", "merge", "log", "release", "reproduce", "verify"),
}
"""task → its commands"""


class ByTask(TyperGroup):
    """A group of commands that its help lists by task."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All commands, those of a task together, each marked with it; what no task names comes last."""
        commands: Mapping[str, Any] = self.commands
        named = [(task, name) for task, names in TASKS.items() for name in names if name in commands]
        for task, name in named:
            # under this name typer looks for the box of a command
            commands[name].rich_help_panel = task
        names = [name for _, name in named]
        return [*names, *(name for name in commands if name not in names)]
