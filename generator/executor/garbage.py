"""Python's collector of cycles, for a process that reads an archive, works and ends.

What it reads stays until the end: hundreds of thousands of small values, which the collector would walk through again
and again while they are read, and take apart one by one when the process ends. At 100,000 items that was a seventh of
the time of an edit, and three seconds after its end.
"""

from __future__ import annotations

import atexit
import gc

#: Values made and not let go before the youngest are looked at; Python's own number is 700.
_ALLOCATIONS = 20_000


def collect_seldom() -> None:
    """Collect less often, and nothing at the end: the memory goes back as a whole."""
    gc.set_threshold(_ALLOCATIONS, *gc.get_threshold()[1:])
    atexit.register(gc.freeze)
