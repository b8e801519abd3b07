"""The processor cores that there are to share work among."""

from __future__ import annotations

import os


def usable_cores() -> int:
    """How many cores this process may run on; at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
