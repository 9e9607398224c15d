"""Three published data sets into one store, and a lens of two years on each."""

from __future__ import annotations

import lzma
import os
import shutil
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from bench.cases import Absent, Area, Case, Engine, Found, Group, Setting, Target, Values, within

FILES = (
    "keds_events.tsv.xz", "cow_igo_membership.csv.xz", "un_votes.csv.xz",
    "cow_igos.csv.xz", "cow_states.csv.xz", "un_roll_calls.csv.xz", "un_roll_call_issues.csv.xz",
)  # fmt: skip
LARGE = 3
"""how many of the files are tables of claims; the others name what is in them"""
LENSES = {
    "KEDS 1990–1991": ("keds", ("1990", "1991")),
    "IGO 1990–1991": ("cow-igo", ("1990", "1991")),
    "UN votes 1990–1991": ("un-votes", ("1990", "1991")),
}


def _folder() -> Path:
    beside = Path(__file__).parents[4] / "shared"
    return Path(os.environ.get("LKG_TRUTHS", beside)) / "data"


def _prepared(setting: Setting) -> dict[str, Any]:
    if not (setting.folder / FILES[0]).is_file():
        raise Absent("the data sets are not here: set LKG_TRUTHS to a folder that holds data/keds_events.tsv.xz")
    return {"data": setting.folder, "place": setting.folder / "store"}


def _import(made: Any) -> Values:
    from lkg.importers import events, panel
    from lkg.importers.bulk import into_store

    shutil.rmtree(made["place"], ignore_errors=True)
    facts: dict[str, float] = {}
    reads: dict[str, Callable[[], Any]] = {
        "KEDS": lambda: events.read([made["data"] / FILES[0]], "keds").records,
        "IGO": lambda: panel.read("cow-igo", made["data"]).records,
        "UN votes": lambda: panel.read("un-votes", made["data"]).records,
    }
    for name, read in reads.items():
        start = time.perf_counter()
        done = into_store(read(), made["place"])
        facts |= {f"{name} s": round(time.perf_counter() - start, 1), f"{name} claims": done.claims}
    return {"facts": facts}


def _table(made: Any) -> Values:
    import lkg

    made.pop("graph", None)
    shutil.rmtree(made["place"] / "table", ignore_errors=True)
    made["graph"] = lkg.open(made["place"])
    return {"facts": {"claims": len(made["graph"].table)}}


def _lens(name: str) -> Callable[[Any], Values]:
    def work(made: Any) -> Values:
        import lkg

        begins, between = LENSES[name]
        sources = made.setdefault(begins, _sources(made["graph"], begins))
        net = lkg.network(made["graph"], sources=sources, between=between, memberships="ties")
        return {"facts": {"actors": len(net), "ties": len(net.ties)}}

    return work


def _sources(graph: Any, begins: str) -> tuple[str, ...]:
    return tuple(name for name in graph.record.sources if name.startswith(begins))


def _memory(found: Found) -> float:
    return found["lkg"].peak / 2**30


def _setting(rows: int | None) -> Callable[[Path], Setting]:
    def make(folder: Path) -> Setting:
        for number, name in enumerate(FILES):
            file = _folder() / name
            if not file.is_file():
                continue
            if rows is None or number >= LARGE:
                shutil.copy(file, folder / name)
            else:
                with lzma.open(file, "rb") as whole, lzma.open(folder / name, "wb", preset=1) as part:
                    part.writelines(islice(whole, rows))
        return Setting(rows or 0, folder)

    return make


def _groups(size: str) -> list[Group]:
    low = Target("peak ≤ 6 GiB", _memory, most=6)
    cases = [
        Case("import of all three", {"lkg": _import}, (within(180), low), rounds=1),
        Case("claim table", {"lkg": _table}, (low,), rounds=2),
        *(Case(f"lkg.network(), {name}", {"lkg": _lens(name)}, (within(0.1), low)) for name in LENSES),
    ]
    rows = 3_000 if size == "small" else None
    words = f"the first {rows:,} rows of each" if rows else "KEDS, IGO and UN votes"
    return [Group(words, _setting(rows), {"lkg": Engine(_prepared)}, tuple(cases))]


AREA = Area(
    "Import",
    "KEDS (579,433 events), Correlates of War IGO (538,965 state-years of membership, which become spells) and United "
    "Nations votes (869,937), one after another into one store on disk; then the claim table, and networks of two "
    "years, by one source each.",
    _groups,
)
