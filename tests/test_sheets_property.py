"""Whatever a spreadsheet says: it is refused with its faults, or what is taken over passes the check."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lkg import validate
from lkg.graphs import files_of
from lkg.importers import sheets, take_over
from lkg.vocab import ontology

RELATIONS = [word for each in ontology().relations.values() for word in (each.label, each.inverse_label) if word]
NAMES = ["Estonia", "Russia", "EU", "Foo Fund", "Kaja Kallas", "立陶宛", "إيران", 'O\'Neill & "Co" <x>', "DS610", "A;B"]
DATES = [
    "2022",
    "Q3 2022",
    "late 2021",
    "since 2014",
    "until 2023",
    "2022-07-01",
    "2020-2022",
    "about 2021",
    "2022?",
    "5.21.2022",
    "２０２２",
]
PAGES = ["err.ee/1", "https://err.ee/ü?q=1&b=<2>", "uncited", "A book on paper, p. 3", "https://example.org/#part"]


def maybe(*values: str) -> st.SearchStrategy[str]:
    return st.sampled_from(["", "", *values])


ROW = st.fixed_dictionaries({
    "from": st.sampled_from(NAMES), "relation": st.sampled_from(RELATIONS), "to": st.sampled_from(NAMES),
    "date": st.sampled_from(DATES), "url": st.sampled_from(PAGES), "id": maybe("a1", "x_2"),
    "modality": maybe("asserted", "alleged", "negated", "ended", "planned"),
    "amount": maybe("5", "-3.5", "٥", "€ 1,500,000", "1.500"), "unit": st.sampled_from(["EUR", "persons"]),
    "said by": maybe("Russia", "BBC"), "credibility": maybe("1", "5", "6", "12"),
    "page": maybe("p. 4"), "note": maybe('he said "no"; then \\ left'), "from kind": maybe("state", "company", "event"),
    "title": maybe("T & <b>"), "publisher": maybe("BBC"), "published": maybe("2022-08", "Q3 2022"),
    "reliability": maybe("A", "F", "AB"), "disputes": maybe("a1"),
})  # fmt: skip


@given(st.lists(ROW, min_size=1, max_size=3))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_what_is_taken_over_has_no_violation(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "claims.csv"
        with file.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        try:
            found = sheets.read(file)
        except sheets.InvalidSheet as invalid:
            assert all(fault.row <= len(rows) + 1 for fault in invalid.faults)
            return
        take_over(found.record, Path(folder) / "graph")
        problems = validate.check(files_of([Path(folder) / "graph"])).problems
        assert [str(problem) for problem in problems if problem.severe] == []
