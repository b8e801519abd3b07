"""EMIL 3: JSON with three lists, or pages of a feed that each hold a part of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.catalogues import shapes
from ingest.catalogues.emil import Gathering, Kind
from ingest.catalogues.reading import CatalogueReading
from ingest.catalogues.safe_json import Odd, parse_json
from ingest.readers.reading import Unreadable
from ingest.readers.text import decode

_LISTS = {
    name: kind
    for kind, names in {
        Kind.INFO: "educationInfos educationInfo infos",
        Kind.EVENT: "educationEvents educationEvent events",
        Kind.PROVIDER: "educationProviders educationProvider providers",
    }.items()
    for name in names.split()
}
_WRAPPERS = frozenset("content items data results _embedded embedded".split())
_ABOUT_THE_PAGE = frozenset(
    """
    page links _links pageable sort size number numberOfElements totalElements totalPages
    pageNumber pageSize first last empty timestamp
    """.split()
)


def read_emil3(name: str, data: bytes) -> CatalogueReading:
    """The catalogue of an EMIL 3 file: all three lists, some of them, or a page of a feed.

    The file's ``name`` serves where it names no provider. A page may be
    ``{"educationEvents": […]}``, ``{"content": […]}``, a bare list, or a single item.

    Raises:
        Unreadable: the file is no JSON, or holds no list of items.
    """
    gathering = Gathering()
    found = False
    for kind, listed in _lists(parse_json(decode(data)), gathering):
        found = True
        for value in listed:
            gathering.take(value, kind, kind.value if kind else "")
    if not found:
        raise Unreadable(
            "är JSON, men ingen utbildningskatalog i formatet EMIL 3: den har ingen av listorna "
            f"{', '.join(each.value for each in Kind)}. Kontrollera att rätt fil hämtades."
        )
    return gathering.reading(name)


def _lists(top: object, gathering: Gathering) -> Iterator[tuple[Kind | None, list[object]]]:
    """The lists of items of a file, each with its kind where its name says it."""
    if isinstance(top, list):
        yield None, top
    elif isinstance(top, Mapping) and _is_item(top):
        yield None, [top]
    elif isinstance(top, Mapping):
        for name, value in top.items():
            if name in _LISTS:
                for told in value.values if isinstance(value, Odd) else (value,):
                    yield _LISTS[name], told if isinstance(told, list) else shapes.members(told)
            elif name in _WRAPPERS and isinstance(value, list):
                yield None, value
            elif name in _WRAPPERS and isinstance(value, Mapping):
                inside = {inner: items for inner, items in value.items() if inner in _LISTS}
                yield from _lists(inside, gathering)
            elif name not in _ABOUT_THE_PAGE:
                gathering.passed_over(name)


def _is_item(top: Mapping[str, object]) -> bool:
    wrapped = isinstance(top.get("content"), Mapping) and ("id" in top or "status" in top)
    return wrapped or "identifier" in top
