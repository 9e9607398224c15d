"""Where the files of a claim table lie: one folder, whose claims may be in many parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lkg.errors import Misuse

WHOLE = "claim.parquet"
PARTS = "claim*.parquet"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of a claim table, and the pattern of the files in it that hold claims.

    Addresses are handed on as they are, for only the engine knows its file systems: a path without a scheme may lie
    on this machine or on that of the cluster.
    """

    folder: str
    claims: str = PARTS

    @classmethod
    def of(cls, given: str) -> Place:
        """A folder, or a pattern of files in one; `*.parquet` means all files of claims, not the small tables.

        >>> Place.of("s3a://bucket/table/*.parquet")
        Place(folder='s3a://bucket/table', claims='claim*.parquet')
        >>> Place.of("table/claim-19*.parquet").claims
        'claim-19*.parquet'
        """
        folder, _, last = given.rstrip("/").rpartition("/")
        if not (last.endswith(".parquet") or "*" in last):
            return cls(given.rstrip("/") or given)
        return cls(folder or ".", PARTS if last in ("*", "*.parquet") else last)

    def file(self, name: str) -> str:
        """The address of one file or pattern.

        >>> Place.of("s3a://bucket/table/").file("node.parquet")
        's3a://bucket/table/node.parquet'
        """
        return f"{self.folder}/{name}"

    def refuse_both(self, files: Iterable[str]) -> None:
        """Raise Misuse where the files hold the claims twice: the table as it was, and its parts beside it.

        >>> Place.of("table").refuse_both(["table/claim-1.parquet", "table/claim-2.parquet"])
        >>> Place.of("table").refuse_both(["table/claim.parquet", "table/claim-2.parquet"])
        Traceback (most recent call last):
        lkg.errors.Misuse: table holds both claim.parquet and parts of it, so claims would count twice. ...
        """
        # a part may be a folder of files
        names = {file.rstrip("/").rpartition(f"{WHOLE}/")[1].rstrip("/") or file.rpartition("/")[2] for file in files}
        if WHOLE in names and len(names) > 1:
            raise Misuse(
                f"{self.folder} holds both {WHOLE} and parts of it, so claims would count twice. Move {WHOLE} away."
            )
