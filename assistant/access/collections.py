"""Collections: documents that not everybody may read, by the folder that they lie in.

A document belongs to the collection of the innermost folder that has one, like files belong to
their folders; without one it is open. So it belongs there before it is first read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Collections:
    """The collections' folders, as absolute paths, and their names."""

    folders: Mapping[str, str]

    def of(self, location: str) -> str:
        """The collection of what lies at a location; empty where it is open."""
        inside = [one for one in self.folders if location == one or location.startswith(f"{one}/")]
        return self.folders[max(inside, key=len)] if inside else ""

    def may_read(self, location: str, chosen: frozenset[str]) -> bool:
        """Whether it is open, or in one of some collections."""
        name = self.of(location)
        return not name or name in chosen
