"""SHA-256 over lines in sorted order, in bounded memory: what does not fit is sorted in runs and merged."""

from __future__ import annotations

import hashlib
import io
import tempfile
from bisect import bisect_right
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import Buffer

RUN = 64 * 1024 * 1024
"""bytes of text that are sorted at once; as Python objects they take about two and a half times as much"""


class SortedDigest(io.RawIOBase):
    """A stream that takes lines in any order, cut anywhere, and gives the digest of the sorted lines.

    Runs lie in temporary files without a name, which vanish with the process.

    >>> one, two = SortedDigest(), SortedDigest(run=2)
    >>> one.write(b"a\\nb\\nc\\n"), two.write(b"c\\nb"), two.write(b"\\na\\n")
    (6, 3, 3)
    >>> one.digest() == two.digest()
    True
    """

    def __init__(self, run: int = RUN) -> None:
        self._run = run
        self._waiting: list[bytes] = []
        self._size = 0
        self._runs: list[IO[bytes]] = []

    def writable(self) -> bool:
        """It is written to."""
        return True

    def write(self, data: Buffer) -> int:
        """Take some bytes."""
        piece = bytes(data)
        self._waiting.append(piece)
        self._size += len(piece)
        if self._size >= self._run:
            self._keep_run()
        return len(piece)

    def digest(self) -> str:
        """`sha256:` and the digest; lines that occur twice count twice."""
        total = hashlib.sha256()
        for block in self._blocks():
            total.update(block)
        return f"sha256:{total.hexdigest()}"

    def _keep_run(self) -> None:
        lines = b"".join(self._waiting).splitlines(keepends=True)
        # the last line may go on in what comes next
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        self._waiting, self._size = [rest] if rest else [], len(rest)
        if lines:
            lines.sort()
            run = tempfile.TemporaryFile()  # noqa: SIM115
            run.writelines(lines)
            run.seek(0)
            self._runs.append(run)

    def _blocks(self) -> Iterator[bytes]:
        if not self._runs:
            yield b"".join(sorted(b"".join(self._waiting).splitlines(keepends=True)))
            return
        self._keep_run()
        yield from _merged(self._runs, self._run // len(self._runs))
        for run in self._runs:
            run.close()


def _merged(runs: list[IO[bytes]], size: int) -> Iterator[bytes]:
    """Blocks of sorted lines from sorted runs: all lines up to the least of the last lines that are in memory.

    Lists are cut and sorted as a whole, for a heap that looks at each line takes several times as long.
    """
    open_runs = [(run, lines) for run in runs if (lines := run.readlines(size))]
    while open_runs:
        bound = min(lines[-1] for _, lines in open_runs)
        block: list[bytes] = []
        left = []
        for run, lines in open_runs:
            cut = bisect_right(lines, bound)
            block += lines[:cut]
            rest = lines[cut:] or run.readlines(size)
            if rest:
                left.append((run, rest))
        open_runs = left
        block.sort()
        yield b"".join(block)
