"""EMIL 2 (SS 10700:2013): XML, in its namespace, in another edition's, or in none."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ingest.catalogues.emil.feed import Feed
from ingest.catalogues.emil.records import ItemKind
from ingest.catalogues.reading import CatalogueReading
from ingest.readers.reading import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_KINDS = {
    "educationInfo": ItemKind.INFO,
    "educationEvent": ItemKind.EVENT,
    "educationProvider": ItemKind.PROVIDER,
}
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
_TEXTS = frozenset(["string", "p"])


def read_emil2(name: str, data: bytes) -> CatalogueReading:
    """The catalogue of an EMIL 2 file; its ``name`` serves where it names no provider.

    The whole file is parsed before anything is taken in, so a file that breaks off gives nothing.
    Entities are never expanded and nothing outside the file is fetched: a file that declares a
    document type, which EMIL has no use for, is refused at its first element.

    Raises:
        Unreadable: the file is no whole XML, declares a document type, or holds no item.
    """
    feed = Feed(is_emil=True)
    for kind, content, line in list(_items(data)):
        feed.take(content, kind, f"{kind.value[:-1]} på rad {line}")
    if not feed.tally.rows:
        raise Unreadable(
            "är XML, men ingen utbildningskatalog i formatet EMIL 2: den har inget av elementen "
            f"{', '.join(_KINDS)}. Kontrollera att rätt fil hämtades."
        )
    return feed.reading(name)


def _items(data: bytes) -> Iterator[tuple[ItemKind, Mapping[str, object], int]]:
    """Every item of the file in the shape of EMIL 3, its tree let go of as soon as it is read."""
    from lxml import etree

    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    root = None
    try:
        for event, element in events:
            if root is None:
                root = element
                _refuse_document_type(root)
            if event == "end" and (kind := _KINDS.get(_name(element))):
                content = _value(element)
                if isinstance(content, Mapping):
                    yield kind, content, element.sourceline or 0
                element.clear()
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Unreadable(
            f"är ingen hel XML-fil: felet står på rad {line}, tecken {column}. Inget i filen har "
            "lästs in. Hämta filen på nytt, eller rätta raden."
        ) from error


def _refuse_document_type(root: _Element) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(
            "har en DOCTYPE, som kan dölja skadligt innehåll och därför inte tas emot. Ta bort "
            "DOCTYPE ur filen, eller hämta den på nytt från källan."
        )


def _value(element: _Element) -> object:
    """What an element says: text, or what its children say, a list where a name comes again."""
    if element.get(_NIL) in ("true", "1"):
        return None
    language = element.get("lang") or element.get("{http://www.w3.org/XML/1998/namespace}lang")
    if language or _name(element) in _TEXTS:
        return {"lang": language or "", "value": _words(element)}
    if not len(element):
        # An empty element says that there is such a thing: "distance" need have nothing in it.
        return (element.text or "").strip() or {}
    fields: dict[str, object] = {}
    for child in element:
        name, value = _name(child), _value(child)
        before = fields.get(name)
        if name not in fields:
            fields[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            fields[name] = [before, value]
    return fields


def _words(element: _Element) -> str:
    """The text of an element with the markup inside it, if any, as markup."""
    from lxml import etree

    inside = (etree.tostring(child, encoding="unicode") for child in element)
    return (element.text or "") + "".join(inside)


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
