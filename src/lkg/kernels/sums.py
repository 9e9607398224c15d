"""Claims added up by voice and tie in one pass over their columns: what SQL would do with GROUP BY, in memory order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lkg.kernels.compiling import Real, Whole, compiled

COUNT, INTENSITY, VOICES, PROBABILITY = range(4)


@compiled
def add(
    places: Whole,
    rows: Whole,
    tie: Whole,
    heard: Whole,
    p: Real,
    intensity: Real,
    first: Whole,
    last: Whole,
    flags: NDArray[np.int8],
    fade: Real,
    decided: bool,
    weighing: int,
    cut: float,
    numbers: NDArray[np.int32],
    amounts: Real,
) -> int:
    """Add up claims that come tie by tie, and voice by voice within a tie; gives the number of ties.

    A claim's tie and voice stand at its place in `tie` and `heard`, its other columns at its row; where `decided`, last
    day and flags are given claim by claim, and so is `fade`, which is empty where nothing fades. A flag is 1 contested,
    2 not alleged, 4 not uncited. A voice counts by its best claim; what fades counts less, and is no less likely.
    Fills in for each tie `numbers` (number of its first claim, voices, claims, first day, last day, flags) and
    `amounts` (weight, probability, intensity).
    """
    i = count = 0
    while i < len(places):
        this = tie[places[i]]
        begin, voices, earliest, latest, flag = i, 0, first[rows[i]], last[i if decided else rows[i]], 0
        missed = missed_faded = 1.0
        strength = claims = intense = 0.0
        lasting = 0.0
        while i < len(places) and tie[places[i]] == this:
            voice = heard[places[i]]
            best = best_faded = best_fade = 0.0
            while i < len(places) and heard[places[i]] == voice:
                row = rows[i]
                own = i if decided else row
                left = fade[i] if len(fade) > 0 else 1.0
                best = max(best, p[row])
                best_faded = max(best_faded, p[row] * left)
                best_fade = max(best_fade, left)
                claims += left
                strength += intensity[row]
                intense += intensity[row] * left
                earliest = min(earliest, first[row])
                latest = max(latest, last[own])
                flag |= flags[own]
                i += 1
            missed *= 1.0 - min(best, cut)
            missed_faded *= 1.0 - min(best_faded, cut)
            lasting += best_fade
            voices += 1
        weight = min(cut, 1.0 - missed_faded)
        if weighing == COUNT:
            weight = claims
        elif weighing == INTENSITY:
            weight = intense
        elif weighing == VOICES:
            weight = lasting
        numbers[count, 0] = begin
        numbers[count, 1] = voices
        numbers[count, 2] = i - begin
        numbers[count, 3] = earliest
        numbers[count, 4] = latest
        numbers[count, 5] = flag
        amounts[count, 0] = weight
        amounts[count, 1] = min(cut, 1.0 - missed)
        amounts[count, 2] = strength
        count += 1
    return count
