"""Layers of a PDF that are turned off: no viewer shows what stands on them."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_OBJECTS = 20_000
"""Objects of a page whose layers are asked for, and among which boxes are looked for; maps and
drawings have more."""

DEPTH = 4
"""Forms inside forms in which words are looked for."""


def layers_off(data: bytes) -> frozenset[bytes]:
    """The names of the layers that a file turns off (ISO 32000-1, 8.11.4), as it writes them.

    None where it says nothing, or pdfminer cannot read it.
    """
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import dict_value, list_value

    try:
        catalog = PDFDocument(PDFParser(io.BytesIO(data))).catalog
        layers = dict_value(catalog.get("OCProperties", {}))
        usual = dict_value(layers.get("D", {}))
        every, on, off = (
            {dict_value(one).get("Name", b"") for one in list_value(of.get(key, []))}
            for of, key in ((layers, "OCGs"), (usual, "ON"), (usual, "OFF"))
        )
    except (PDFException, ValueError, TypeError, KeyError):
        return frozenset()
    starts_off = str(usual.get("BaseState", "")).strip("/'") == "OFF"
    return frozenset((every - on if starts_off else off) - {b""})


def places_off(
    page: PdfPage, textpage: PdfTextPage, count: int, off: Callable[[], frozenset[bytes]]
) -> set[int]:
    """The places of the first ``count`` characters that stand on a layer which is ``off``."""
    import pypdfium2.raw as pdfium

    layers = list(_layers(page))
    names = off() if layers else frozenset()
    hidden = {text for text, name in layers if name in names}
    if not hidden:
        return set()
    return {
        place
        for place in range(count)
        if address(pdfium.FPDFText_GetTextObject(textpage, place)) in hidden
    }


def _layers(page: PdfPage) -> Iterator[tuple[int, bytes]]:
    """The address of each text of a page that is marked as one of a layer, with its name."""
    import pypdfium2.raw as pdfium

    kinds = [pdfium.FPDF_PAGEOBJ_TEXT]
    for at, one in enumerate(page.get_objects(filter=kinds, max_depth=DEPTH)):
        if at >= MOST_OBJECTS:
            return
        for number in range(max(0, pdfium.FPDFPageObj_CountMarks(one.raw))):
            mark = pdfium.FPDFPageObj_GetMark(one.raw, number)
            if _name(mark) == "OC":
                yield address(one.raw), _layer(mark)


def _name(mark: ctypes._Pointer[ctypes.Structure]) -> str:
    import pypdfium2.raw as pdfium

    buffer, length = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return "".join(map(chr, buffer)).partition("\0")[0]


def _layer(mark: ctypes._Pointer[ctypes.Structure]) -> bytes:
    import pypdfium2.raw as pdfium

    buffer, length = (ctypes.c_ubyte * 512)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, b"Name", buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer[: min(length.value, len(buffer))])


def address(handle: ctypes._Pointer[ctypes.Structure]) -> int:
    """What tells an object of a page from the others."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0
