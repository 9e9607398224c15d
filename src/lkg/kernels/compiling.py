"""How a kernel is compiled: on its first call, kept on disk, run without the interpreter's lock.

Kernels keep to plain loops: numba takes seconds to compile the slices and sums that numpy offers, and gains nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

Whole = NDArray[np.int32]
Real = NDArray[np.float64]
P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function as machine code.

    Numba keeps it beside the source, in NUMBA_CACHE_DIR, or in the user's cache folder if neither can be written. It
    notices a change of the function's own file alone: a kernel must call compiled functions of its own file only.
    """
    # "numpy": a division by zero gives inf or nan, and is not looked for
    found: Callable[P, R] = njit(nogil=True, cache=True, error_model="numpy")(function)
    return found
