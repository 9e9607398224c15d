"""How a kernel is compiled: on its first call, kept on disk, run without the interpreter's lock.

Kernels keep to plain loops: numba takes seconds to compile the slices and sums that numpy offers, and gains nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

try:
    from numba import njit
except ImportError as missing:
    warnings.warn(
        f"Measures of networks run without numba ({missing}) on scipy and plain Python, 10 to 500 times slower. "
        "Install numba for this Python.",
        RuntimeWarning,
        stacklevel=2,
    )
    njit = None  # type: ignore[assignment]

Whole = NDArray[np.int32]
Real = NDArray[np.float64]
P = ParamSpec("P")
R = TypeVar("R")
COMPILES = njit is not None


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """The function as machine code; without numba the function itself, which gives the same.

    Numba keeps it beside the source, in NUMBA_CACHE_DIR, or in the user's cache folder if neither can be written. It
    notices a change of the function's own file alone: a kernel must call compiled functions of its own file only.
    """
    if njit is None:
        return function
    # "numpy": a division by zero gives inf or nan, and is not looked for
    found: Callable[P, R] = njit(nogil=True, cache=True, error_model="numpy")(function)
    return found
