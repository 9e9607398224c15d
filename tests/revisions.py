"""Small graphs in several versions, some of them under git."""

import os
import subprocess
from dataclasses import replace
from pathlib import Path

from conftest import record_of
from lkg import folders
from lkg.claims import Record, Withdrawal

FIRST = "lithuania sanctions belarus 2022-04"


def written(record: Record, folder: Path) -> Path:
    folders.save(record, folder)
    return folder


def with_claim(record: Record, name: str, **fields: object) -> Record:
    claims = dict(record.claims) | {name: replace(record.claims[name], **fields)}  # type: ignore[arg-type]
    return replace(record, claims=claims)


def git(folder: Path, *words: str, author: str = "Ona", date: str = "") -> None:
    names = ["-c", f"user.name={author}", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    when = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date} if date else {}
    subprocess.run(["git", "-C", folder, *names, *words], check=True, capture_output=True, env=os.environ | when)


def commit(record: Record, folder: Path, words: str, author: str = "Ona") -> None:
    written(record, folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-m", words, author=author)


def lkg_period(text: str) -> object:
    from lkg import period

    return period.parse(text)


def repository_in(tmp_path: Path) -> Path:
    """A repository whose folder `graph` knows one claim: first of a month, then of a day, then withdrawn."""
    git(tmp_path, "init", "-b", "main")
    folder, record = tmp_path / "graph", record_of(FIRST)
    commit(record, folder, "Begin")
    git(tmp_path, "tag", "v1.0")
    dated = with_claim(record, "C1", when=lkg_period("2022-04-13"))
    commit(dated, folder, "Give the day", "Petras")
    commit(with_claim(dated, "C1", withdrawal=Withdrawal("2024-01-02", "Ona", "wrong page")), folder, "Take it back")
    return folder
