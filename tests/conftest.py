"""Property tests take the time they need, and try the same examples on every machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("vagvis", deadline=None, derandomize=True)
settings.load_profile("vagvis")
