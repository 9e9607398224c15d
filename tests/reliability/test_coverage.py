"""The long form of the simulation: do 90 % evidence intervals cover the truth in 200 made-up worlds?

Run it with `make reliability`; a short form is in tests/test_simulation.py.
"""

import pytest

from lkg.analysis.doubts.simulation import coverage, curves

MEASURES = ["degree", "strength", "betweenness", "closeness", "harmonic", "pagerank", "eigenvector", "constraint"]


@pytest.mark.parametrize("by", MEASURES)
def test_intervals_cover_88_to_96_percent_of_the_true_ranks_over_200_worlds(by: str) -> None:
    assert 0.88 <= coverage(by, networks=200, draws=400) <= 0.96


def test_the_curves_of_what_may_be_wrong_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    found = curves(["degree", "betweenness"], networks=200, draws=400)
    with capsys.disabled():
        for measure, lines in found.items():
            for wrong, line in lines.items():
                print(f"\n{measure}, {wrong}: {' '.join(f'{share:.3f}' for share in line)}", end="")
        print()
    assert found["degree"]["probabilities"][2] == found["degree"]["unreported at random"][0]
