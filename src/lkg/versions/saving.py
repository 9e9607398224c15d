"""Bytes written aside, then renamed, so that no reader meets half a file."""

from __future__ import annotations

from pathlib import Path


def save(file: Path, content: bytes) -> None:
    """Write a file, with the folders that it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.write_bytes(content)
    aside.replace(file)
