"""EMIL 3: JSON with three lists, or pages of a feed that each hold a part of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.data_files import word_list
from ingest.catalogues.emil.feed import Feed
from ingest.catalogues.emil.records import ItemKind
from ingest.catalogues.items import shapes
from ingest.catalogues.items.parsing import Odd, parse_json
from ingest.catalogues.reading import CatalogueReading
from ingest.readers.reading import Unreadable
from ingest.readers.text import decode

_LISTS = {name: kind for kind in ItemKind for name in word_list(kind.value, __package__)}
_WRAPPERS, _ABOUT_THE_PAGE = (
    word_list(name, __package__) for name in ("wrappers", "about_the_page")
)


def read_emil3(name: str, data: bytes) -> CatalogueReading:
    """The catalogue of an EMIL 3 file: all three lists, some of them, or a page of a feed.

    The file's ``name`` serves where it names no provider. A page may be
    ``{"educationEvents": […]}``, ``{"content": […]}``, a bare list, or a single item.

    Raises:
        Unreadable: the file is no JSON, or holds no list of items.
    """
    feed = Feed()
    lists = list(_lists(parse_json(decode(data)), feed))
    for kind, items in lists:
        for value in items:
            feed.take(value, kind, kind.value if kind else "")
    if not feed.is_emil:
        raise Unreadable(
            "är JSON, men ingen utbildningskatalog i formatet EMIL 3: den har ingen av listorna "
            f"{', '.join(each.value for each in ItemKind)}. Kontrollera att rätt fil hämtades."
        )
    return feed.reading(name)


def _lists(top: object, feed: Feed) -> Iterator[tuple[ItemKind | None, list[object]]]:
    """The lists of items of a file, each with its kind where its name says it."""
    if isinstance(top, list):
        yield None, top
    elif isinstance(top, Mapping) and _is_item(top):
        yield None, [top]
    elif isinstance(top, Mapping):
        for name, value in top.items():
            if name in _LISTS:
                feed.is_emil = True
                for items in value.values if isinstance(value, Odd) else (value,):
                    yield _LISTS[name], items if isinstance(items, list) else shapes.members(items)
            elif name in _WRAPPERS and isinstance(value, list):
                yield None, value
            elif name in _WRAPPERS and isinstance(value, Mapping):
                inside = {name: items for name, items in value.items() if name in _LISTS}
                yield from _lists(inside, feed)
            elif name not in _ABOUT_THE_PAGE:
                feed.note_unknown(name)


def _is_item(top: Mapping[str, object]) -> bool:
    wrapped = isinstance(top.get("content"), Mapping) and ("id" in top or "status" in top)
    return wrapped or "identifier" in top
