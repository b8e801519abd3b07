"""Where the items of a format have our fields, as data: ``fields.toml`` beside the importer.

Each kind of item has a table of paths, the surest first, and a list of the fields that the format
has: ``a.b`` is field ``b`` of the object in ``a``, ``a*`` is ``a`` and all that is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.data_files import toml
from ingest.catalogues.items.shapes import objects


@dataclass(frozen=True, slots=True)
class Schema:
    """One kind of item.

    ``paths`` has the paths at which each of our fields may stand: ``{"name": ("title",)}``.
    ``fields`` are the format's own fields, understood or of no use.
    """

    paths: Mapping[str, tuple[str, ...]]
    fields: frozenset[str]

    def unknown(self, content: Mapping[str, object], under: str = "") -> Iterator[str]:
        """The dotted paths in an item that the format does not have."""
        for name, value in content.items():
            path = f"{under}{name}"
            if f"{path}*" in self.fields:
                continue
            if path not in self.fields:
                yield path
                continue
            for inner in objects(value):
                yield from self.unknown(inner, f"{path}.")


@cache
def load_schema(package: str, kind: str) -> Schema:
    """The schema of a kind of item in a package's ``fields.toml``.

    ``also`` in it names another kind, whose ``fields`` it has, too.
    """
    table = toml("fields.toml", package)[kind]
    paths = {field: tuple(places) for field, places in table["paths"].items()}
    fields = frozenset(table.get("fields", "").split())
    if "also" in table:
        fields |= load_schema(package, table["also"]).fields
    return Schema(paths, fields)
